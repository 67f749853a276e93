//! How products and sums are rounded, and the step that an update takes.

use crate::exact::fma;
use crate::optim::{Pair, each};

/// How products and sums are rounded.
///
/// Near a minimum an adaptive optimizer divides two vanishing numbers, and the last bit of one
/// update decides where it is a hundred updates later. Whoever wants to see what PyTorch shows has
/// to round as PyTorch does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Arithmetic {
    /// Every product and every sum on its own, in the order of the papers: NumPy's.
    #[default]
    Plain,
    /// A product and the sum it goes into rounded once (fused multiply-add), in the order of
    /// PyTorch's CPU kernels.
    Fused,
}

impl Arithmetic {
    /// a·b + c.
    #[inline]
    pub(crate) fn multiply_add(self, a: f64, b: f64, c: f64) -> f64 {
        match self {
            Self::Plain => a * b + c,
            Self::Fused => fma(a, b, c),
        }
    }

    /// decay·average + (1 − decay)·value, a running average, parameter by parameter.
    #[inline(always)]
    pub(super) fn average(self, average: Pair, decay: f64, value: Pair) -> Pair {
        let share = 1.0 - decay;
        match self {
            Self::Plain => each(|i| decay * average[i] + share * value[i]),
            // PyTorch's lerp, which starts from the nearer end.
            Self::Fused if share < 0.5 => each(|i| fma(share, value[i] - average[i], average[i])),
            Self::Fused => each(|i| value[i] - (value[i] - average[i]) * (1.0 - share)),
        }
    }

    /// decay·average + (1 − decay)·value², parameter by parameter.
    #[inline(always)]
    pub(super) fn square_average(self, average: Pair, decay: f64, value: Pair) -> Pair {
        let share = 1.0 - decay;
        match self {
            Self::Plain => each(|i| decay * average[i] + share * (value[i] * value[i])),
            Self::Fused => each(|i| fma(share * value[i], value[i], decay * average[i])),
        }
    }
}

/// What an update subtracts from the parameters.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Step {
    /// A pair.
    By(Pair),
    /// A learning rate times a direction; kept apart, so that the product can be fused.
    Along(f64, Pair),
    /// Two pairs, one after the other.
    Twice(Pair, Pair),
}

impl Step {
    /// The whole step as one pair.
    #[inline]
    pub fn size(self) -> Pair {
        match self {
            Self::By(step) => step,
            Self::Along(rate, direction) => each(|i| rate * direction[i]),
            Self::Twice(first, second) => each(|i| first[i] + second[i]),
        }
    }

    /// The parameters that the step leads to.
    #[inline(always)]
    pub fn from(self, params: Pair, arithmetic: Arithmetic) -> Pair {
        match self {
            Self::By(step) => each(|i| params[i] - step[i]),
            Self::Along(rate, direction) => {
                each(|i| arithmetic.multiply_add(-rate, direction[i], params[i]))
            }
            Self::Twice(first, second) => each(|i| params[i] - first[i] - second[i]),
        }
    }
}
