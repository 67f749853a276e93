//! The surfaces that a race runs over.

mod classic;
mod linear;
mod quadratic;

use crate::point::{Gradient, Params, Region};

pub use classic::{CLASSICS, Classic};
pub(crate) use classic::{LINEAR, classic, named};
pub use linear::LinearModel;
pub use quadratic::Quadratic;

/// A loss surface over two parameters.
pub trait Landscape {
    /// The loss at a point.
    fn value(&self, at: Params) -> f64;

    /// The exact gradient of the loss at a point.
    fn gradient(&self, at: Params) -> Gradient;

    /// Every global minimum that is known.
    fn minima(&self) -> &[Params];

    /// The part of the plane worth looking at.
    fn domain(&self) -> Region;

    /// A start that makes a good race.
    fn start(&self) -> Params;

    /// The surface as a quadratic bowl, where it is one: its contours are exact ellipses then.
    fn as_quadratic(&self) -> Option<&Quadratic> {
        None
    }
}
