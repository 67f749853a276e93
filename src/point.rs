//! Places on the parameter plane and slopes there: the same shape, different meaning.

use crate::exact::clamp;
use serde::{Deserialize, Serialize};

/// The two parameters of f(x) = m·x + b: a place on the plane that the race runs over.
///
/// On the classic test surfaces `m` is the first coordinate and `b` the second.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Params {
    /// The slope m, in target units per feature unit.
    pub m: f64,
    /// The intercept b, in target units.
    pub b: f64,
}

/// The largest parameters and gradients that are taken: squares of anything larger are no longer
/// finite.
pub(crate) const LARGEST: f64 = 1e150;

/// The partial derivatives of a loss with respect to m and b.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Gradient {
    /// ∂L/∂m.
    pub dm: f64,
    /// ∂L/∂b.
    pub db: f64,
}

/// A rectangle of the parameter plane.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
pub struct Region {
    /// The lowest and the highest m.
    pub m: [f64; 2],
    /// The lowest and the highest b.
    pub b: [f64; 2],
}

impl Params {
    /// The point (m, b).
    pub const fn new(m: f64, b: f64) -> Self {
        Self { m, b }
    }

    /// `[m, b]`.
    pub const fn to_array(self) -> [f64; 2] {
        [self.m, self.b]
    }

    /// Whether both coordinates are finite numbers.
    pub fn is_finite(self) -> bool {
        self.m.is_finite() && self.b.is_finite()
    }
}

impl From<[f64; 2]> for Params {
    fn from([m, b]: [f64; 2]) -> Self {
        Self { m, b }
    }
}

impl Gradient {
    /// The gradient (∂L/∂m, ∂L/∂b).
    pub const fn new(dm: f64, db: f64) -> Self {
        Self { dm, db }
    }

    /// `[∂L/∂m, ∂L/∂b]`.
    pub const fn to_array(self) -> [f64; 2] {
        [self.dm, self.db]
    }

    /// Whether both slopes are finite numbers.
    pub fn is_finite(self) -> bool {
        self.dm.is_finite() && self.db.is_finite()
    }

    /// The gradient with each component limited to ±`limit`, as `numpy.clip` does it: NaN stays
    /// NaN, so that a divergence is not hidden.
    pub fn clipped(self, limit: f64) -> Self {
        Self {
            dm: clamp(self.dm, -limit, limit),
            db: clamp(self.db, -limit, limit),
        }
    }
}

impl From<[f64; 2]> for Gradient {
    fn from([dm, db]: [f64; 2]) -> Self {
        Self { dm, db }
    }
}
