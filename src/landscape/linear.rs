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
        // Where a start is beside the minimum, what is shown is how far one has to go for the loss
        // to grow by a tenth: less would hold no trail.
        let reach = (0.1 * self.bowl.floor).sqrt();
        let around = |from: f64, to: f64, unit: f64| {
            let room = (from - to)
                .abs()
                .max(reach * unit)
                .max(1e-9 * to.abs().max(1.0));
            [from.min(to) - 0.6 * room, from.max(to) + 0.6 * room]
        };
        let widen = |[low, high]: [f64; 2], least: f64| {
            let missing = (least - (high - low)).max(0.0) / 2.0;
            [low - missing, high + missing]
        };
        // The level through the start is about as high as it is wide in these proportions.
        let aspect = 1.0 / self.bowl.variance_x.sqrt().max(1e-6);
        let m = around(self.start.m, minimum.m, aspect);
        let b = around(self.start.b, minimum.b, 1.0);
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

#[cfg(test)]
mod tests {
    use super::*;

    const ROWS: [[f64; 2]; 4] = [[-1.0, -1.2], [1.0, 0.8], [-1.0, -0.8], [1.0, 1.2]];

    #[test]
    fn the_domain_holds_start_and_minimum_with_room_around() {
        for start in [[-3.0, 2.0], [0.0, 0.0], [1e6, -1e6], [1.0, 0.0]].map(Params::from) {
            let model = LinearModel::new(&ROWS, start);
            let Region { m, b } = model.domain();
            let minimum = model.bowl().minimum;
            for at in [start, minimum] {
                assert!(m[0] < at.m && at.m < m[1], "{start:?} {m:?}");
                assert!(b[0] < at.b && at.b < b[1], "{start:?} {b:?}");
            }
        }
    }

    #[test]
    fn a_start_at_the_minimum_is_shown_from_afar() {
        let model = LinearModel::new(&ROWS, Params::new(1.0, 0.0));
        let Region { m, b } = model.domain();
        // The loss there is 0.04, so that √0.004 is the least room, six tenths more on each side.
        assert!(m[1] - m[0] > 0.07 && b[1] - b[0] > 0.07, "{m:?} {b:?}");
    }
}
