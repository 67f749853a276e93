//! RAdam: Adam with a rectified start.

use crate::error::Result;
use crate::optim::quantities::{
    CORRECTED_FIRST_MOMENT, DENOMINATOR, FIRST_CORRECTION, FIRST_MOMENT, SECOND_CORRECTION,
    SECOND_MOMENT, STEP,
};
use crate::optim::{
    About, Arithmetic, Equation, Memory, Optimizer, Pair, Quantity, Role, Step, Terms, Values, each,
};
use crate::settings;
use crate::twofold::Power;

hyperparameters! {
    /// The settings of [`RAdam`].
    RAdamSettings {
        /// β₁, the decay of the first moment: 0 to below 1.
        beta1: f64 = settings::BETA1,
        /// β₂, the decay of the second moment: 0 to below 1.
        beta2: f64 = settings::BETA2,
        /// ε, at least 0.
        epsilon: f64 = settings::EPSILON,
    }
}

/// RAdam: Adam that starts as plain momentum until its second moment can be trusted.
///
/// ```text
/// ρ∞ = 2/(1 − β₂) − 1
/// ρₜ = ρ∞ − 2·t·β₂ᵗ/(1 − β₂ᵗ)
/// rₜ = √((ρₜ − 4)(ρₜ − 2)ρ∞/((ρ∞ − 4)(ρ∞ − 2)ρₜ))
/// θₜ = θₜ₋₁ − η·rₜ·m̂ₜ·√(1 − β₂ᵗ)/(√vₜ + ε)   where ρₜ > 5
/// θₜ = θₜ₋₁ − η·m̂ₜ                            elsewhere
/// ```
///
/// The paper's bound is ρₜ > 4; 5 and the place of ε are PyTorch's.
///
/// Source: L. Liu et al., "On the Variance of the Adaptive Learning Rate and Beyond" (2020),
/// algorithm 2.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RAdam {
    settings: RAdamSettings,
    first_moment: Pair,
    second_moment: Pair,
    steps: f64,
    decay1: Power,
    decay2: Power,
}

impl RAdam {
    /// At rest, with moments of zero.
    ///
    /// # Errors
    /// A setting out of its range.
    pub fn new(settings: RAdamSettings) -> Result<Self> {
        Ok(Self {
            settings: settings.checked()?,
            first_moment: [0.0; 2],
            second_moment: [0.0; 2],
            steps: 0.0,
            decay1: Power::new(settings.beta1),
            decay2: Power::new(settings.beta2),
        })
    }

    /// ρ∞ and ρₜ.
    #[inline]
    fn lengths(&self) -> (f64, f64) {
        let limit = 2.0 / (1.0 - self.settings.beta2) - 1.0;
        let power = self.decay2.get();
        (limit, limit - 2.0 * self.steps * power / (1.0 - power))
    }
}

/// The length from which on the second moment is trusted.
const ENOUGH: f64 = 5.0;

impl Optimizer for RAdam {
    const ABOUT: About = About {
        name: "radam",
        title: "RAdam",
        paper: "Liu et al., On the Variance of the Adaptive Learning Rate and Beyond (2020)",
        idea: "Adam that trusts its second moment only once it has seen enough gradients.",
        formula: "θ ← θ − η·r·m̂/(√v̂ + ε) once ρ > 5, before that θ ← θ − η·m̂",
        learning_rate: 0.01,
        tuned_rate: 0.1,
        clip: None,
        weight_decay: (0.0, false),
        settings: RAdamSettings::SETTINGS,
    };

    fn with(values: &Values) -> Result<Self> {
        Self::new(RAdamSettings::read(values))
    }

    #[inline]
    fn step(
        &mut self,
        gradient: Pair,
        learning_rate: f64,
        arithmetic: Arithmetic,
        terms: &mut impl Terms,
    ) -> Step {
        let RAdamSettings {
            beta1,
            beta2,
            epsilon,
        } = self.settings;
        self.steps += 1.0;
        self.decay1.advance();
        self.decay2.advance();
        self.first_moment = arithmetic.average(self.first_moment, beta1, gradient);
        self.second_moment = arithmetic.square_average(self.second_moment, beta2, gradient);
        let correction1 = 1.0 - self.decay1.get();
        let correction2 = 1.0 - self.decay2.get();
        let corrected: Pair = each(|i| self.first_moment[i] / correction1);
        let (limit, length) = self.lengths();
        terms.scalar("firstCorrection", correction1);
        terms.scalar("secondCorrection", correction2);
        terms.pair("correctedFirstMoment", corrected);
        terms.scalar("longestAverage", limit);
        terms.scalar("averageLength", length);
        if length <= ENOUGH {
            return Step::By(each(|i| corrected[i] * learning_rate));
        }
        let rectification = ((length - 4.0) * (length - 2.0) * limit
            / ((limit - 4.0) * (limit - 2.0) * length))
            .sqrt();
        let denominator: Pair = each(|i| self.second_moment[i].sqrt() + epsilon);
        terms.scalar("rectification", rectification);
        terms.pair("denominator", denominator);
        let root = correction2.sqrt();
        Step::By(each(|i| {
            let unscaled = corrected[i] * learning_rate;
            // With ε = 0, a gradient that never was moves nothing.
            if unscaled == 0.0 {
                0.0
            } else {
                unscaled * (root / denominator[i]) * rectification
            }
        }))
    }

    #[inline]
    fn state(&self, terms: &mut impl Terms) {
        terms.pair("firstMoment", self.first_moment);
        terms.pair("secondMoment", self.second_moment);
        terms.scalar("steps", self.steps);
        terms.scalar("firstDecay", self.decay1.get());
        terms.scalar("secondDecay", self.decay2.get());
    }

    fn recall(&mut self, done: u64, memory: &mut dyn Memory) {
        memory.pair("firstMoment", &mut self.first_moment);
        memory.sizes("secondMoment", &mut self.second_moment);
        self.steps = done as f64;
        self.decay1 = Power::after(self.settings.beta1, done);
        self.decay2 = Power::after(self.settings.beta2, done);
    }

    fn equations(&self, _: u64, _: Arithmetic) -> Vec<Equation> {
        const LIMIT: Quantity = Quantity::new(
            "longestAverage",
            "ρ_∞",
            "Longest length of the average",
            Role::Factor,
        );
        const LENGTH: Quantity = Quantity::new(
            "averageLength",
            "ρ_t",
            "Length of the average",
            Role::Factor,
        );
        const RECTIFICATION: Quantity =
            Quantity::new("rectification", "r_t", "Rectification", Role::Factor);
        let mut equations = vec![
            FIRST_MOMENT.is("beta1 * firstMoment' + (1 - beta1) * g"),
            SECOND_MOMENT.is("beta2 * secondMoment' + (1 - beta2) * g^2"),
            FIRST_CORRECTION.is("1 - beta1^t"),
            SECOND_CORRECTION.is("1 - beta2^t"),
            CORRECTED_FIRST_MOMENT.is("firstMoment / firstCorrection"),
            LIMIT.is("2 / (1 - beta2) - 1"),
            LENGTH.is("longestAverage - 2 * t * beta2^t / secondCorrection"),
        ];
        if self.lengths().1 <= ENOUGH {
            equations.push(STEP.is("learningRate * correctedFirstMoment"));
        } else {
            equations.extend([
                RECTIFICATION.is(
                    "sqrt((averageLength - 4) * (averageLength - 2) * longestAverage \
                    / ((longestAverage - 4) * (longestAverage - 2) * averageLength))",
                ),
                DENOMINATOR.is("sqrt(secondMoment) + epsilon"),
                STEP.is("learningRate * correctedFirstMoment \
                    * (sqrt(secondCorrection) / denominator) * rectification"),
            ]);
        }
        equations
    }
}
