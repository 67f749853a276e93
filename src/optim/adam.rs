//! Adam, and AMSGrad.

use crate::error::Result;
use crate::optim::quantities::{
    CORRECTED_FIRST_MOMENT, CORRECTED_SECOND_MOMENT, DENOMINATOR, FIRST_CORRECTION, FIRST_MOMENT,
    SECOND_CORRECTION, SECOND_MOMENT, STEP,
};
use crate::optim::{
    About, Arithmetic, Equation, Memory, Optimizer, Pair, Quantity, Role, Step, Terms, Values,
    each, quotient,
};
use crate::settings;
use crate::twofold::Power;

hyperparameters! {
    /// The settings of [`Adam`].
    AdamSettings {
        /// β₁, the decay of the first moment: 0 to below 1.
        beta1: f64 = settings::BETA1,
        /// β₂, the decay of the second moment: 0 to below 1.
        beta2: f64 = settings::BETA2,
        /// ε, at least 0.
        epsilon: f64 = settings::EPSILON,
        /// Whether ε is added to the uncorrected root, as Keras does.
        epsilon_uncorrected: bool = settings::EPSILON_UNCORRECTED,
        /// Whether the largest second moment so far is used.
        amsgrad: bool = settings::AMSGRAD,
    }
}

/// Adam: momentum on top, RMSprop below, both corrected for starting at zero.
///
/// ```text
/// mₜ = β₁·mₜ₋₁ + (1 − β₁)·gₜ
/// vₜ = β₂·vₜ₋₁ + (1 − β₂)·gₜ²
/// m̂ₜ = mₜ/(1 − β₁ᵗ)
/// v̂ₜ = vₜ/(1 − β₂ᵗ)
/// θₜ = θₜ₋₁ − η·m̂ₜ/(√v̂ₜ + ε)
/// ```
///
/// The paper, PyTorch and TensorFlow.js add ε to √v̂ₜ. Keras computes
/// θₜ = θₜ₋₁ − η·(√(1 − β₂ᵗ)/(1 − β₁ᵗ))·mₜ/(√vₜ + ε): its ε counts for more in the first steps. The
/// paper and PyTorch have ε = 1e-8, Keras and TensorFlow.js 1e-7. With AMSGrad, v is replaced by
/// the largest v so far.
///
/// Source: D. P. Kingma and J. Ba, "Adam: A Method for Stochastic Optimization" (2015), algorithm
/// 1; AMSGrad: S. J. Reddi, S. Kale and S. Kumar, "On the Convergence of Adam and Beyond" (2018).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Adam {
    settings: AdamSettings,
    first_moment: Pair,
    second_moment: Pair,
    largest_second_moment: Pair,
    decay1: Power,
    decay2: Power,
}

impl Adam {
    /// At rest, with moments of zero.
    ///
    /// # Errors
    /// A setting out of its range.
    pub fn new(settings: AdamSettings) -> Result<Self> {
        Ok(Self {
            settings: settings.checked()?,
            first_moment: [0.0; 2],
            second_moment: [0.0; 2],
            largest_second_moment: [0.0; 2],
            decay1: Power::new(settings.beta1),
            decay2: Power::new(settings.beta2),
        })
    }
}

impl Optimizer for Adam {
    const ABOUT: About = About {
        name: "adam",
        title: "Adam",
        paper: "Kingma and Ba, Adam: A Method for Stochastic Optimization (2015)",
        idea: "Momentum divided by the recent size of the gradient, both corrected for their start.",
        formula: "m ← β₁·m + (1 − β₁)·g; v ← β₂·v + (1 − β₂)·g²; \
                  θ ← θ − η·(m/(1 − β₁ᵗ))/(√(v/(1 − β₂ᵗ)) + ε)",
        learning_rate: 0.01,
        tuned_rate: 0.2,
        clip: None,
        weight_decay: (0.0, false),
        settings: AdamSettings::SETTINGS,
    };

    fn with(values: &Values) -> Result<Self> {
        Self::new(AdamSettings::read(values))
    }

    #[inline]
    fn step(
        &mut self,
        gradient: Pair,
        learning_rate: f64,
        arithmetic: Arithmetic,
        terms: &mut impl Terms,
    ) -> Step {
        let settings = self.settings;
        self.decay1.advance();
        self.decay2.advance();
        self.first_moment = arithmetic.average(self.first_moment, settings.beta1, gradient);
        self.second_moment =
            arithmetic.square_average(self.second_moment, settings.beta2, gradient);
        let second = if settings.amsgrad {
            let largest = self.largest_second_moment;
            // Written so that NaN is kept, not passed over.
            self.largest_second_moment = each(|i| match self.second_moment[i] {
                smaller if smaller <= largest[i] => largest[i],
                larger => larger,
            });
            self.largest_second_moment
        } else {
            self.second_moment
        };
        let correction1 = 1.0 - self.decay1.get();
        let correction2 = 1.0 - self.decay2.get();
        terms.scalar("firstCorrection", correction1);
        terms.scalar("secondCorrection", correction2);
        let corrected: Pair = each(|i| self.first_moment[i] / correction1);
        terms.pair("correctedFirstMoment", corrected);
        if settings.epsilon_uncorrected {
            let rate = learning_rate * correction2.sqrt() / correction1;
            let denominator: Pair = each(|i| second[i].sqrt() + settings.epsilon);
            terms.scalar("correctedLearningRate", rate);
            terms.pair("denominator", denominator);
            return Step::By(each(|i| {
                quotient(rate * self.first_moment[i], denominator[i])
            }));
        }
        if arithmetic == Arithmetic::Fused {
            // The same, as PyTorch groups it: (η/(1 − β₁ᵗ))·m/(√v/√(1 − β₂ᵗ) + ε).
            let rate = learning_rate / correction1;
            let root = correction2.sqrt();
            let denominator: Pair = each(|i| second[i].sqrt() / root + settings.epsilon);
            terms.pair("denominator", denominator);
            return Step::By(each(|i| {
                quotient(rate * self.first_moment[i], denominator[i])
            }));
        }
        let corrected_second: Pair = each(|i| second[i] / correction2);
        let denominator: Pair = each(|i| corrected_second[i].sqrt() + settings.epsilon);
        terms.pair("correctedSecondMoment", corrected_second);
        terms.pair("denominator", denominator);
        Step::By(each(|i| {
            quotient(learning_rate * corrected[i], denominator[i])
        }))
    }

    #[inline(always)]
    fn state(&self, terms: &mut impl Terms) {
        terms.pair("firstMoment", self.first_moment);
        terms.pair("secondMoment", self.second_moment);
        if self.settings.amsgrad {
            terms.pair("largestSecondMoment", self.largest_second_moment);
        }
        terms.scalar("firstDecay", self.decay1.get());
        terms.scalar("secondDecay", self.decay2.get());
    }

    fn recall(&mut self, done: u64, memory: &mut dyn Memory) {
        memory.pair("firstMoment", &mut self.first_moment);
        memory.sizes("secondMoment", &mut self.second_moment);
        if self.settings.amsgrad {
            memory.sizes("largestSecondMoment", &mut self.largest_second_moment);
        }
        self.decay1 = Power::after(self.settings.beta1, done);
        self.decay2 = Power::after(self.settings.beta2, done);
    }

    fn equations(&self, _: u64, arithmetic: Arithmetic) -> Vec<Equation> {
        const LARGEST: Quantity = Quantity::new(
            "largestSecondMoment",
            "v^max_t",
            "Largest second moment",
            Role::SecondMoment,
        );
        const CORRECTED_RATE: Quantity = Quantity::new(
            "correctedLearningRate",
            "",
            "Corrected learning rate",
            Role::Rate,
        );
        let AdamSettings {
            amsgrad,
            epsilon_uncorrected,
            ..
        } = self.settings;
        let mut equations = vec![
            FIRST_MOMENT.is("beta1 * firstMoment' + (1 - beta1) * g"),
            SECOND_MOMENT.is("beta2 * secondMoment' + (1 - beta2) * g^2"),
        ];
        if amsgrad {
            equations.push(LARGEST.is("max(largestSecondMoment', secondMoment)"));
        }
        equations.extend([
            FIRST_CORRECTION.is("1 - beta1^t"),
            SECOND_CORRECTION.is("1 - beta2^t"),
        ]);
        if epsilon_uncorrected {
            equations.extend([
                CORRECTED_RATE.is("learningRate * sqrt(secondCorrection) / firstCorrection"),
                DENOMINATOR.is(if amsgrad {
                    "sqrt(largestSecondMoment) + epsilon"
                } else {
                    "sqrt(secondMoment) + epsilon"
                }),
                STEP.is("correctedLearningRate * firstMoment / denominator"),
            ]);
            return equations;
        }
        equations.push(CORRECTED_FIRST_MOMENT.is("firstMoment / firstCorrection"));
        if arithmetic == Arithmetic::Fused {
            equations.push(DENOMINATOR.is(if amsgrad {
                "sqrt(largestSecondMoment) / sqrt(secondCorrection) + epsilon"
            } else {
                "sqrt(secondMoment) / sqrt(secondCorrection) + epsilon"
            }));
        } else {
            equations.extend([
                CORRECTED_SECOND_MOMENT.is(if amsgrad {
                    "largestSecondMoment / secondCorrection"
                } else {
                    "secondMoment / secondCorrection"
                }),
                DENOMINATOR.is("sqrt(correctedSecondMoment) + epsilon"),
            ]);
        }
        equations.push(STEP.is("learningRate * correctedFirstMoment / denominator"));
        equations
    }
}
