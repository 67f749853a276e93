//! Learning-rate schedules.

use crate::error::Result;
use crate::exact;
use crate::optim::Values;
use crate::settings::{self, Setting};
use crate::twofold;
use crate::value::Value;

/// How the learning rate changes from update to update.
///
/// Every schedule is a factor on the racer's learning rate, as a function of the number t of
/// updates done before. Source: `torch.optim.lr_scheduler`, stepped once after each update, in
/// closed form.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Schedule {
    /// 1 throughout.
    Constant,
    /// γ^⌊t/size⌋ (StepLR).
    Step {
        /// The updates of one stage.
        size: f64,
        /// γ, the factor from stage to stage.
        gamma: f64,
    },
    /// γᵗ (ExponentialLR).
    Exponential {
        /// γ, the factor from update to update.
        gamma: f64,
    },
    /// (1 + cos(π·t/T))/2 (CosineAnnealingLR with a lowest rate of 0); after T updates it rises
    /// again.
    Cosine {
        /// T, half the period.
        horizon: f64,
    },
    /// From the start's share in a straight line to 1, which is reached after `updates` (LinearLR).
    Warmup {
        /// The updates it takes.
        updates: f64,
        /// The factor at t = 0.
        start: f64,
    },
}

impl Schedule {
    /// The settings that schedules have, the choice of the schedule first.
    pub const SETTINGS: &'static [Setting] = &[
        settings::SCHEDULE,
        settings::STEP_SIZE,
        settings::GAMMA,
        settings::HORIZON,
        settings::WARMUP,
        settings::WARMUP_START,
    ];

    /// The schedule that checked `values` name.
    ///
    /// # Errors
    /// A name that no schedule has.
    pub(crate) fn with(values: &Values) -> Result<Self> {
        let number = |setting| values.number(setting).unwrap_or(0.0);
        let name = values.get(&settings::SCHEDULE);
        settings::SCHEDULE.check(&name)?;
        let Value::Text(name) = name else {
            return Ok(Self::Constant);
        };
        Ok(match name.as_str() {
            "step" => Self::Step {
                size: number(&settings::STEP_SIZE),
                gamma: number(&settings::GAMMA),
            },
            "exponential" => Self::Exponential {
                gamma: number(&settings::GAMMA),
            },
            "cosine" => Self::Cosine {
                horizon: number(&settings::HORIZON),
            },
            "warmup" => Self::Warmup {
                updates: number(&settings::WARMUP),
                start: number(&settings::WARMUP_START),
            },
            _ => Self::Constant,
        })
    }

    /// The factor on the learning rate when `done` updates were made before.
    #[inline]
    pub fn factor(&self, done: u64) -> f64 {
        let t = done as f64;
        match *self {
            Self::Constant => 1.0,
            Self::Step { size, gamma } => power(gamma, (t / size).floor()),
            Self::Exponential { gamma } => power(gamma, t),
            Self::Cosine { horizon } => {
                // Reduced to one period first, or the angle would lose its last digits.
                let turn = t % (2.0 * horizon) / horizon;
                (1.0 + exact::cos(std::f64::consts::PI * turn)) / 2.0
            }
            Self::Warmup { updates, start } => start + (1.0 - start) * (t / updates).min(1.0),
        }
    }
}

/// γⁿ, which vanishes with a vanishing γ, and with γ < 1 for a large n.
pub(super) fn power(gamma: f64, n: f64) -> f64 {
    if n == 0.0 {
        1.0
    } else if gamma == 0.0 || n * gamma.ln() < -690.0 {
        0.0
    } else {
        // A rate beyond all bounds ends the run as diverged.
        twofold::power(gamma, n.min(690.0 / gamma.ln().max(1e-300)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn factors_are_those_of_pytorch() {
        let step = Schedule::Step {
            size: 30.0,
            gamma: 0.1,
        };
        assert_eq!(
            [0, 29, 30, 59, 60].map(|t| step.factor(t)),
            [1.0, 1.0, 0.1, 0.1, power(0.1, 2.0)]
        );
        let cosine = Schedule::Cosine { horizon: 100.0 };
        assert_eq!([0, 100, 200].map(|t| cosine.factor(t)), [1.0, 0.0, 1.0]);
        assert!((cosine.factor(50) - 0.5).abs() < 1e-15);
        let warmup = Schedule::Warmup {
            updates: 4.0,
            start: 0.5,
        };
        assert_eq!(
            [0, 2, 4, 400].map(|t| warmup.factor(t)),
            [0.5, 0.75, 1.0, 1.0]
        );
        assert_eq!(Schedule::Exponential { gamma: 0.5 }.factor(3), 0.125);
    }
}
