//! Landscapes and screens for the tests of the drawing.

use crate::drawing::view::{Screen, View};
use crate::landscape::{Landscape, LinearModel};
use crate::point::{Gradient, Params, Region};

/// A bowl like that of the standardized diamonds: minimum (0.92, 0), floor 0.15.
pub(super) fn diamonds() -> LinearModel {
    let rows: Vec<[f64; 2]> = [[-1.0, -1.0], [-1.0, 1.0], [1.0, -1.0], [1.0, 1.0]]
        .map(|[x, sign]| [x, 0.92 * x + sign * 0.15_f64.sqrt()])
        .to_vec();
    LinearModel::new(&rows, Params::new(-1.5, 2.0))
}

/// A narrow bowl whose axes are turned: x from 0.2 to 1.8, minimum (2, −1).
pub(super) fn ravine() -> LinearModel {
    let rows: Vec<[f64; 2]> = (0..40)
        .map(|i| 0.2 + 0.04 * f64::from(i))
        .map(|x| [x, 2.0 * x - 1.0])
        .collect();
    LinearModel::new(&rows, Params::new(0.0, 0.0))
}

/// `landscape` in a view of its domain.
pub(super) fn view_of(landscape: &dyn Landscape, width: f64, height: f64) -> View {
    View::of(landscape, screen(width, height))
}

/// A screen of ordinary pixels and text.
pub(super) fn screen(width: f64, height: f64) -> Screen {
    Screen {
        width,
        height,
        pixel_ratio: 2.0,
        text_size: 13.0,
    }
}

/// A landscape that does not say that it is a bowl.
pub(super) struct Hidden<'a>(pub &'a LinearModel);

impl Landscape for Hidden<'_> {
    fn value(&self, at: Params) -> f64 {
        self.0.value(at)
    }

    fn gradient(&self, at: Params) -> Gradient {
        self.0.gradient(at)
    }

    fn minima(&self) -> &[Params] {
        self.0.minima()
    }

    fn domain(&self) -> Region {
        self.0.domain()
    }

    fn start(&self) -> Params {
        self.0.start()
    }
}

/// A slope that is NaN on the left of m = 0 and infinite below b = 0, and has no known minimum.
pub(super) struct Odd;

impl Landscape for Odd {
    fn value(&self, at: Params) -> f64 {
        if at.m < 0.0 {
            f64::NAN
        } else if at.b < 0.0 {
            f64::INFINITY
        } else {
            at.m + at.b
        }
    }

    fn gradient(&self, _: Params) -> Gradient {
        Gradient::new(1.0, 1.0)
    }

    fn minima(&self) -> &[Params] {
        &[]
    }

    fn domain(&self) -> Region {
        Region {
            m: [-1.0, 1.0],
            b: [-1.0, 1.0],
        }
    }

    fn start(&self) -> Params {
        Params::new(0.5, 0.5)
    }
}
