//! Adamax: Adam with the largest gradient in place of the mean square.

use crate::error::Result;
use crate::optim::quantities::{DENOMINATOR, FIRST_CORRECTION, FIRST_MOMENT, STEP};
use crate::optim::{
    About, Arithmetic, Equation, Memory, Optimizer, Pair, Quantity, Role, Step, Terms, Values,
    each, quotient,
};
use crate::settings;
use crate::twofold::Power;

hyperparameters! {
    /// The settings of [`Adamax`].
    AdamaxSettings {
        /// β₁, the decay of the first moment: 0 to below 1.
        beta1: f64 = settings::BETA1,
        /// β₂, the decay of the infinity norm: 0 to below 1.
        beta2: f64 = settings::BETA2,
        /// ε, at least 0.
        epsilon: f64 = settings::EPSILON,
        /// Whether ε is added to |g| inside the maximum, as PyTorch does.
        epsilon_in_maximum: bool = settings::EPSILON_IN_MAXIMUM,
    }
}

/// Adamax: Adam in the infinity norm.
///
/// ```text
/// mₜ = β₁·mₜ₋₁ + (1 − β₁)·gₜ
/// uₜ = max(β₂·uₜ₋₁, |gₜ|)
/// θₜ = θₜ₋₁ − η/(1 − β₁ᵗ)·mₜ/(uₜ + ε)
/// ```
///
/// The paper has no ε; Keras and TensorFlow.js add it to uₜ, PyTorch to |gₜ| inside the maximum.
///
/// Source: D. P. Kingma and J. Ba, "Adam: A Method for Stochastic Optimization" (2015), algorithm
/// 2.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Adamax {
    settings: AdamaxSettings,
    first_moment: Pair,
    infinity_norm: Pair,
    decay1: Power,
}

impl Adamax {
    /// At rest.
    ///
    /// # Errors
    /// A setting out of its range.
    pub fn new(settings: AdamaxSettings) -> Result<Self> {
        Ok(Self {
            settings: settings.checked()?,
            first_moment: [0.0; 2],
            infinity_norm: [0.0; 2],
            decay1: Power::new(settings.beta1),
        })
    }
}

impl Optimizer for Adamax {
    const ABOUT: About = About {
        name: "adamax",
        title: "Adamax",
        paper: "Kingma and Ba, Adam: A Method for Stochastic Optimization (2015), algorithm 2",
        idea: "Adam that divides by the largest recent gradient instead of the mean square.",
        formula: "u ← max(β₂·u, |g|); θ ← θ − η·m̂/(u + ε)",
        learning_rate: 0.01,
        tuned_rate: 0.5,
        clip: None,
        weight_decay: (0.0, false),
        settings: AdamaxSettings::SETTINGS,
    };

    fn with(values: &Values) -> Result<Self> {
        Self::new(AdamaxSettings::read(values))
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
        self.first_moment = arithmetic.average(self.first_moment, settings.beta1, gradient);
        let (inside, outside) = if settings.epsilon_in_maximum {
            (settings.epsilon, 0.0)
        } else {
            (0.0, settings.epsilon)
        };
        let decayed: Pair = each(|i| settings.beta2 * self.infinity_norm[i]);
        // Written so that NaN is kept, not passed over.
        self.infinity_norm = each(|i| match gradient[i].abs() + inside {
            smaller if smaller <= decayed[i] => decayed[i],
            larger => larger,
        });
        let correction = 1.0 - self.decay1.get();
        let corrected: Pair = each(|i| self.first_moment[i] / correction);
        let denominator: Pair = each(|i| self.infinity_norm[i] + outside);
        terms.scalar("firstCorrection", correction);
        terms.pair("correctedFirstMoment", corrected);
        terms.pair("denominator", denominator);
        let rate = learning_rate / correction;
        Step::By(each(|i| {
            quotient(rate * self.first_moment[i], denominator[i])
        }))
    }

    #[inline]
    fn state(&self, terms: &mut impl Terms) {
        terms.pair("firstMoment", self.first_moment);
        terms.pair("infinityNorm", self.infinity_norm);
        terms.scalar("firstDecay", self.decay1.get());
    }

    fn recall(&mut self, done: u64, memory: &mut dyn Memory) {
        memory.pair("firstMoment", &mut self.first_moment);
        memory.sizes("infinityNorm", &mut self.infinity_norm);
        self.decay1 = Power::after(self.settings.beta1, done);
    }

    fn equations(&self, _: u64, _: Arithmetic) -> Vec<Equation> {
        const INFINITY_NORM: Quantity = Quantity::new(
            "infinityNorm",
            "u_t",
            "Largest gradient",
            Role::SecondMoment,
        );
        let (norm, denominator) = if self.settings.epsilon_in_maximum {
            (
                "max(beta2 * infinityNorm', abs(g) + epsilon)",
                "infinityNorm",
            )
        } else {
            (
                "max(beta2 * infinityNorm', abs(g))",
                "infinityNorm + epsilon",
            )
        };
        vec![
            FIRST_MOMENT.is("beta1 * firstMoment' + (1 - beta1) * g"),
            INFINITY_NORM.is(norm),
            FIRST_CORRECTION.is("1 - beta1^t"),
            DENOMINATOR.is(denominator),
            STEP.is("learningRate / firstCorrection * firstMoment / denominator"),
        ]
    }
}
