//! The error on the test rows in constant time, for curves of many points.

use crate::data::Split;
use crate::landscape::Quadratic;
use crate::point::Params;

/// The root mean squared error on the test rows as a function of (m, b), in the target's own unit.
///
/// The mean squared error on any rows is a bowl. With the test rows in the units that the model
/// trains on, the error is σ·√L(m, b), σ being the target's standard deviation. It equals
/// [`Split::test_rmse`] but for rounding, as long as its square is finite, and costs the same
/// however many rows there are.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TestError {
    bowl: Quadratic,
    unit: f64,
}

impl TestError {
    /// That of the split's test rows; `None` where there are none.
    pub(crate) fn of(split: &Split) -> Option<Self> {
        let (mean, unit) = (split.scaling.mean[1], split.scaling.std[1]);
        let rows = split.test_x.iter().zip(&split.test_y);
        let rows: Vec<[f64; 2]> = rows.map(|(x, y)| [*x, (y - mean) / unit]).collect();
        let bowl = Quadratic::fit(&rows);
        (!rows.is_empty()).then_some(Self { bowl, unit })
    }

    /// The error at a point.
    pub fn at(&self, params: Params) -> f64 {
        self.unit * self.bowl.value(params).sqrt()
    }
}
