//! The landscape of the linear model: mean squared error of f(x) = m·x + b over rows of data.

use crate::landscape::{Landscape, Quadratic};
use crate::point::{Gradient, Params, Region};

/// The loss surface of f(x) = m·x + b over given rows, with a view that shows the bowl.
#[derive(Debug, Clone, PartialEq)]
pub struct LinearModel {
    bowl: Quadratic,
    start: Params,
}

impl LinearModel {
    /// The surface over `rows` of `[x, y]`, for races that begin at `start`.
    pub fn new(rows: &[[f64; 2]], start: Params) -> Self {
        Self {
            bowl: Quadratic::fit(rows),
            start,
        }
    }

    /// The bowl itself.
    pub fn bowl(&self) -> &Quadratic {
        &self.bowl
    }
}

impl Landscape for LinearModel {
    fn value(&self, at: Params) -> f64 {
        self.bowl.value(at)
    }

    fn gradient(&self, at: Params) -> Gradient {
        self.bowl.gradient(at)
    }

    fn minima(&self) -> &[Params] {
        std::slice::from_ref(&self.bowl.minimum)
    }

    /// A rectangle around start and minimum, with room on every side for an overshoot.
    fn domain(&self) -> Region {
        let minimum = self.bowl.minimum;
        let around = |from: f64, to: f64| {
            // A start at the very minimum still gets a rectangle with an inside.
            let room = (from - to).abs().max(1e-3 * to.abs().max(1.0));
            [from.min(to) - 0.6 * room, from.max(to) + 0.6 * room]
        };
        let widen = |[low, high]: [f64; 2], least: f64| {
            let missing = (least - (high - low)).max(0.0) / 2.0;
            [low - missing, high + missing]
        };
        let m = around(self.start.m, minimum.m);
        let b = around(self.start.b, minimum.b);
        // The level through the start is about as high as it is wide in these proportions.
        let aspect = 1.0 / self.bowl.variance_x.sqrt().max(1e-6);
        Region {
            m: widen(m, 0.7 * (b[1] - b[0]) * aspect),
            b: widen(b, 0.7 * (m[1] - m[0]) / aspect),
        }
    }

    fn start(&self) -> Params {
        self.start
    }

    fn as_quadratic(&self) -> Option<&Quadratic> {
        Some(&self.bowl)
    }
}
