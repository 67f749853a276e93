//! NAdam: Adam with Nesterov's momentum.

use crate::error::Result;
use crate::optim::quantities::{
    CORRECTED_SECOND_MOMENT, DENOMINATOR, FIRST_MOMENT, PARAMS_AFTER, SECOND_CORRECTION,
    SECOND_MOMENT, STEP,
};
use crate::optim::{
    About, Arithmetic, Equation, Memory, Optimizer, Pair, Quantity, Role, Step, Terms, Values,
    each, quotient,
};
use crate::settings;
use crate::twofold::{self, Power};

hyperparameters! {
    /// The settings of [`NAdam`].
    NAdamSettings {
        /// β₁, the decay of the first moment: 0 to below 1.
        beta1: f64 = settings::BETA1,
        /// β₂, the decay of the second moment: 0 to below 1.
        beta2: f64 = settings::BETA2,
        /// ε, at least 0.
        epsilon: f64 = settings::EPSILON,
        /// ψ, how fast the momentum rises: at least 0.
        momentum_decay: f64 = settings::MOMENTUM_DECAY,
        /// Whether ∏ μᵢ is kept in 32 bits, as PyTorch does.
        single_product: bool = settings::SINGLE_PRODUCT,
    }
}

/// NAdam: Adam whose momentum looks ahead, as Nesterov's does.
///
/// ```text
/// μₜ = β₁·(1 − ½·0.96^(t·ψ))
/// mₜ = β₁·mₜ₋₁ + (1 − β₁)·gₜ
/// vₜ = β₂·vₜ₋₁ + (1 − β₂)·gₜ²
/// m̂ₜ = μₜ₊₁·mₜ/(1 − ∏ᵢ₌₁ᵗ⁺¹ μᵢ) + (1 − μₜ)·gₜ/(1 − ∏ᵢ₌₁ᵗ μᵢ)
/// θₜ = θₜ₋₁ − η·m̂ₜ/(√(vₜ/(1 − β₂ᵗ)) + ε)
/// ```
///
/// ψ is 0.004 in PyTorch and 1 in Keras, whose formula has no ψ. PyTorch keeps the product ∏ μᵢ in
/// 32 bits even where the parameters have 64, which shows in the tenth digit of a step.
///
/// Source: T. Dozat, "Incorporating Nesterov Momentum into Adam" (2016).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NAdam {
    settings: NAdamSettings,
    first_moment: Pair,
    second_moment: Pair,
    momentum_product: f64,
    steps: f64,
    decay2: Power,
}

impl NAdam {
    /// At rest, with moments of zero.
    ///
    /// # Errors
    /// A setting out of its range.
    pub fn new(settings: NAdamSettings) -> Result<Self> {
        Ok(Self {
            settings: settings.checked()?,
            first_moment: [0.0; 2],
            second_moment: [0.0; 2],
            momentum_product: 1.0,
            steps: 0.0,
            decay2: Power::new(settings.beta2),
        })
    }
}

impl Optimizer for NAdam {
    const ABOUT: About = About {
        name: "nadam",
        title: "NAdam",
        paper: "Dozat, Incorporating Nesterov Momentum into Adam (2016)",
        idea: "Adam that looks ahead along its momentum.",
        formula: "θ ← θ − η·(μₜ₊₁·m/(1 − ∏μᵢ₊₁) + (1 − μₜ)·g/(1 − ∏μᵢ))/(√v̂ + ε)",
        learning_rate: 0.01,
        tuned_rate: 0.2,
        clip: None,
        weight_decay: (0.0, false),
        settings: NAdamSettings::SETTINGS,
    };

    fn with(values: &Values) -> Result<Self> {
        Self::new(NAdamSettings::read(values))
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
        self.steps += 1.0;
        self.decay2.advance();
        let momentum_at = |t: f64| {
            settings.beta1 * (1.0 - 0.5 * twofold::power(0.96, t * settings.momentum_decay))
        };
        let (now, next) = (momentum_at(self.steps), momentum_at(self.steps + 1.0));
        self.momentum_product = if settings.single_product {
            f64::from(self.momentum_product as f32 * now as f32)
        } else {
            self.momentum_product * now
        };
        self.first_moment = arithmetic.average(self.first_moment, settings.beta1, gradient);
        self.second_moment =
            arithmetic.square_average(self.second_moment, settings.beta2, gradient);
        let correction = 1.0 - self.decay2.get();
        let corrected_second: Pair = each(|i| self.second_moment[i] / correction);
        let denominator: Pair = each(|i| corrected_second[i].sqrt() + settings.epsilon);
        let gradient_rate = learning_rate * (1.0 - now) / (1.0 - self.momentum_product);
        let moment_rate = learning_rate * next / (1.0 - self.momentum_product * next);
        let from_gradient: Pair = each(|i| quotient(gradient_rate * gradient[i], denominator[i]));
        let from_moment: Pair =
            each(|i| quotient(moment_rate * self.first_moment[i], denominator[i]));
        terms.scalar("momentumNow", now);
        terms.scalar("momentumNext", next);
        terms.scalar("gradientRate", gradient_rate);
        terms.scalar("momentRate", moment_rate);
        terms.scalar("secondCorrection", correction);
        terms.pair("correctedSecondMoment", corrected_second);
        terms.pair("denominator", denominator);
        terms.pair("gradientStep", from_gradient);
        terms.pair("momentStep", from_moment);
        Step::Twice(from_gradient, from_moment)
    }

    #[inline]
    fn state(&self, terms: &mut impl Terms) {
        terms.pair("firstMoment", self.first_moment);
        terms.pair("secondMoment", self.second_moment);
        terms.scalar("momentumProduct", self.momentum_product);
        terms.scalar("secondDecay", self.decay2.get());
    }

    fn recall(&mut self, done: u64, memory: &mut dyn Memory) {
        memory.pair("firstMoment", &mut self.first_moment);
        memory.sizes("secondMoment", &mut self.second_moment);
        memory.share("momentumProduct", &mut self.momentum_product);
        self.steps = done as f64;
        self.decay2 = Power::after(self.settings.beta2, done);
    }

    fn equations(&self, _: u64, _: Arithmetic) -> Vec<Equation> {
        const NOW: Quantity =
            Quantity::new("momentumNow", "μ_t", "Momentum of this step", Role::Factor);
        const NEXT: Quantity = Quantity::new(
            "momentumNext",
            "μ_t+1",
            "Momentum of the next step",
            Role::Factor,
        );
        const PRODUCT: Quantity = Quantity::new(
            "momentumProduct",
            "∏μ_t",
            "Product of the momenta",
            Role::Factor,
        );
        const GRADIENT_RATE: Quantity =
            Quantity::new("gradientRate", "", "Rate of the gradient", Role::Rate);
        const MOMENT_RATE: Quantity =
            Quantity::new("momentRate", "", "Rate of the first moment", Role::Rate);
        const GRADIENT_STEP: Quantity =
            Quantity::new("gradientStep", "", "Step by the gradient", Role::Step);
        const MOMENT_STEP: Quantity =
            Quantity::new("momentStep", "", "Step by the first moment", Role::Step);
        vec![
            NOW.is("beta1 * (1 - 0.5 * 0.96^(t * momentumDecay))"),
            NEXT.is("beta1 * (1 - 0.5 * 0.96^((t + 1) * momentumDecay))"),
            PRODUCT.is(if self.settings.single_product {
                "single(momentumProduct' * single(momentumNow))"
            } else {
                "momentumProduct' * momentumNow"
            }),
            FIRST_MOMENT.is("beta1 * firstMoment' + (1 - beta1) * g"),
            SECOND_MOMENT.is("beta2 * secondMoment' + (1 - beta2) * g^2"),
            SECOND_CORRECTION.is("1 - beta2^t"),
            CORRECTED_SECOND_MOMENT.is("secondMoment / secondCorrection"),
            DENOMINATOR.is("sqrt(correctedSecondMoment) + epsilon"),
            GRADIENT_RATE.is("learningRate * (1 - momentumNow) / (1 - momentumProduct)"),
            MOMENT_RATE.is("learningRate * momentumNext / (1 - momentumProduct * momentumNext)"),
            GRADIENT_STEP.is("gradientRate * g / denominator"),
            MOMENT_STEP.is("momentRate * firstMoment / denominator"),
            STEP.is("gradientStep + momentStep"),
            PARAMS_AFTER.is("params - gradientStep - momentStep"),
        ]
    }
}
