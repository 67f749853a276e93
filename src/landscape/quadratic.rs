//! The bowl that mean squared error makes over (m, b).

use crate::point::{Gradient, Params};
use crate::sum;

/// The mean squared error of f(x) = m·x + b over some rows, as a function of (m, b).
///
/// With x̄ the mean of x, Vx its (population) variance and (m\*, b\*) the least-squares fit,
///
/// ```text
/// L(m, b) = L* + Vx·(m − m*)² + e²   with   e = (b − b*) + x̄·(m − m*)
/// ```
///
/// which costs the same however many rows there are, and loses no digits near the minimum,
/// as the expanded raw sums would. Its level sets are ellipses around (m\*, b\*).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Quadratic {
    /// The least-squares parameters (m\*, b\*).
    pub minimum: Params,
    /// L\*, the loss there.
    pub floor: f64,
    /// x̄, the mean of the feature.
    pub mean_x: f64,
    /// Vx, the population variance of the feature.
    pub variance_x: f64,
}

/// A variance that is no larger than this part of the squared mean is rounding.
const ROUNDING: f64 = 1e-26;

impl Quadratic {
    /// Fits the bowl to `rows` of `[x, y]` in two passes.
    ///
    /// Where x does not vary, every slope fits equally well; the flattest, m\* = 0, is taken.
    /// No rows make a bowl at the origin with no slope anywhere.
    pub fn fit(rows: &[[f64; 2]]) -> Self {
        let n = (rows.len() as f64).max(1.0);
        let mean =
            |f: &dyn Fn(&[f64; 2]) -> f64| sum::column(&rows.iter().map(f).collect::<Vec<_>>()) / n;
        let mean_x = mean(&|r| r[0]);
        let mean_y = mean(&|r| r[1]);
        let variance_x = match mean(&|r| (r[0] - mean_x) * (r[0] - mean_x)) {
            rounding if rounding <= ROUNDING * mean_x * mean_x => 0.0,
            variance => variance,
        };
        let covariance = mean(&|r| (r[0] - mean_x) * (r[1] - mean_y));
        let m = if variance_x > 0.0 {
            covariance / variance_x
        } else {
            0.0
        };
        let b = mean_y - m * mean_x;
        let floor = mean(&|r| {
            let residual = (r[1] - mean_y) - m * (r[0] - mean_x);
            residual * residual
        });
        Self {
            minimum: Params { m, b },
            floor,
            mean_x,
            variance_x,
        }
    }

    /// L(m, b).
    #[inline]
    pub fn value(&self, at: Params) -> f64 {
        let dm = at.m - self.minimum.m;
        let e = (at.b - self.minimum.b) + self.mean_x * dm;
        self.floor + (self.variance_x * dm * dm + e * e)
    }

    /// (∂L/∂m, ∂L/∂b) = (2·Vx·(m − m\*) + 2·x̄·e, 2·e).
    #[inline]
    pub fn gradient(&self, at: Params) -> Gradient {
        let dm = at.m - self.minimum.m;
        let e = (at.b - self.minimum.b) + self.mean_x * dm;
        Gradient {
            dm: 2.0 * (self.variance_x * dm + self.mean_x * e),
            db: 2.0 * e,
        }
    }

    /// The Hessian's two eigenvalues, the smaller first.
    ///
    /// H = 2·[[Vx + x̄², x̄], [x̄, 1]]. Gradient descent converges for learning rates
    /// below 2/λ_max.
    pub fn eigenvalues(&self) -> [f64; 2] {
        let trace = self.variance_x + self.mean_x * self.mean_x + 1.0;
        let determinant = self.variance_x;
        let large = trace / 2.0 + (trace * trace / 4.0 - determinant).max(0.0).sqrt();
        // det / large instead of trace − large: the difference would cancel on a ravine.
        [2.0 * determinant / large, 2.0 * large]
    }

    /// λ_max / λ_min: 1 for a round bowl, large for a ravine, infinite where x does not vary.
    pub fn condition_number(&self) -> f64 {
        let [small, large] = self.eigenvalues();
        large / small
    }

    /// The point at `angle` (radians, 0 to 2π) on the ellipse where L = L\* + `rise`.
    ///
    /// Parametrized by √Vx·(m − m\*) = √rise·cos and e = √rise·sin, so the whole level set is
    /// exact. `None` where x does not vary: the level sets are lines then.
    pub fn level_point(&self, rise: f64, angle: f64) -> Option<Params> {
        if self.variance_x <= 0.0 {
            return None;
        }
        let radius = rise.max(0.0).sqrt();
        let dm = radius * angle.cos() / self.variance_x.sqrt();
        let e = radius * angle.sin();
        Some(Params {
            m: self.minimum.m + dm,
            b: self.minimum.b + (e - self.mean_x * dm),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn rows() -> impl Strategy<Value = Vec<[f64; 2]>> {
        prop::collection::vec([-5.0..5.0, -5.0..5.0], 3..40)
    }

    fn direct_loss(rows: &[[f64; 2]], at: Params) -> f64 {
        rows.iter()
            .map(|[x, y]| (y - (at.m * x + at.b)).powi(2))
            .sum::<f64>()
            / rows.len() as f64
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(10_000))]

        #[test]
        fn equals_the_mean_squared_error(rows in rows(), m in -9.0..9.0, b in -9.0..9.0) {
            let at = Params { m, b };
            let direct = direct_loss(&rows, at);
            let bowl = Quadratic::fit(&rows).value(at);
            prop_assert!((bowl - direct).abs() <= 1e-12 * direct.max(1.0), "{bowl} {direct}");
        }

        #[test]
        fn gradient_equals_central_differences(rows in rows(), m in -9.0..9.0, b in -9.0..9.0) {
            let bowl = Quadratic::fit(&rows);
            let gradient = bowl.gradient(Params { m, b });
            let h = 1e-6;
            let dm = (direct_loss(&rows, Params { m: m + h, b })
                - direct_loss(&rows, Params { m: m - h, b })) / (2.0 * h);
            let db = (direct_loss(&rows, Params { m, b: b + h })
                - direct_loss(&rows, Params { m, b: b - h })) / (2.0 * h);
            let scale = 1.0 + direct_loss(&rows, Params { m, b });
            prop_assert!((gradient.dm - dm).abs() <= 1e-7 * scale, "{} {dm}", gradient.dm);
            prop_assert!((gradient.db - db).abs() <= 1e-7 * scale, "{} {db}", gradient.db);
        }

        #[test]
        fn level_points_lie_on_their_level(rows in rows(), rise in 1e-6..100.0, angle in 0.0..6.3) {
            let bowl = Quadratic::fit(&rows);
            prop_assume!(bowl.variance_x > 1e-6);
            let at = bowl.level_point(rise, angle).expect("x varies");
            let value = bowl.value(at);
            prop_assert!((value - bowl.floor - rise).abs() <= 1e-9 * (1.0 + rise + bowl.floor));
        }
    }

    #[test]
    fn standardized_rows_make_a_round_bowl_and_raw_ones_a_ravine() {
        let round = Quadratic::fit(&[[-1.0, 0.0], [1.0, 1.0]]);
        assert_eq!(round.condition_number(), 1.0);
        let ravine = Quadratic::fit(&[[10.0, 0.0], [10.1, 1.0]]);
        assert!(ravine.condition_number() > 1e6);
    }

    #[test]
    fn a_feature_that_does_not_vary_has_no_ellipses() {
        let flat = Quadratic::fit(&[[2.0, 1.0], [2.0, 3.0]]);
        assert_eq!(flat.minimum, Params { m: 0.0, b: 2.0 });
        assert_eq!(flat.level_point(1.0, 0.5), None);
        assert_eq!(Quadratic::fit(&[]).floor, 0.0);
        // The mean of these is not quite 0.1.
        let rounded = Quadratic::fit(&[[0.1, 1.0], [0.1, 2.0], [0.1, 6.0]]);
        assert_eq!((rounded.variance_x, rounded.minimum.m), (0.0, 0.0));
        assert!((rounded.value(Params { m: 10.0, b: 2.0 }) - rounded.floor).abs() < 1e-12);
    }
}
