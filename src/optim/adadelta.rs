//! Adadelta.

use crate::error::Result;
use crate::optim::quantities::{DENOMINATOR, STEP};
use crate::optim::{
    About, Arithmetic, Equation, Memory, Optimizer, Pair, Quantity, Role, Step, Terms, Values,
    each, quotient,
};
use crate::settings;

hyperparameters! {
    /// The settings of [`Adadelta`].
    AdadeltaSettings {
        /// ρ, the share of both averages that is kept: 0 to below 1.
        rho: f64 = settings::RHO,
        /// ε, at least 0.
        epsilon: f64 = settings::EPSILON.with(1e-6),
    }
}

/// Adadelta: the size of recent steps over the size of recent gradients, so that units agree.
///
/// ```text
/// sₜ = ρ·sₜ₋₁ + (1 − ρ)·gₜ²
/// Δₜ = √(dₜ₋₁ + ε)/√(sₜ + ε)·gₜ
/// dₜ = ρ·dₜ₋₁ + (1 − ρ)·Δₜ²
/// θₜ = θₜ₋₁ − η·Δₜ
/// ```
///
/// The paper writes the averages s and d as E\[g²\] and E\[Δ²\], and has no learning rate, that is,
/// η = 1. So has PyTorch, with ρ = 0.9; Keras and TensorFlow.js have η = 0.001 and ρ = 0.95.
///
/// Source: M. D. Zeiler, "ADADELTA: An Adaptive Learning Rate Method" (2012), algorithm 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Adadelta {
    settings: AdadeltaSettings,
    square_average: Pair,
    step_square_average: Pair,
}

impl Adadelta {
    /// At rest, with averages of zero.
    ///
    /// # Errors
    /// A setting out of its range.
    pub fn new(settings: AdadeltaSettings) -> Result<Self> {
        Ok(Self {
            settings: settings.checked()?,
            square_average: [0.0; 2],
            step_square_average: [0.0; 2],
        })
    }
}

impl Optimizer for Adadelta {
    const ABOUT: About = About {
        name: "adadelta",
        title: "Adadelta",
        paper: "Zeiler, ADADELTA: An Adaptive Learning Rate Method (2012)",
        idea: "Scales each step by how far recent steps went for how large recent gradients were.",
        formula: "Δ ← √(E[Δ²] + ε)/√(E[g²] + ε)·g; θ ← θ − η·Δ",
        learning_rate: 1.0,
        tuned_rate: 20.0,
        clip: None,
        weight_decay: (0.0, false),
        settings: AdadeltaSettings::SETTINGS,
    };

    fn with(values: &Values) -> Result<Self> {
        Self::new(AdadeltaSettings::read(values))
    }

    #[inline]
    fn step(
        &mut self,
        gradient: Pair,
        learning_rate: f64,
        arithmetic: Arithmetic,
        terms: &mut impl Terms,
    ) -> Step {
        let AdadeltaSettings { rho, epsilon } = self.settings;
        self.square_average = arithmetic.square_average(self.square_average, rho, gradient);
        let denominator: Pair = each(|i| (self.square_average[i] + epsilon).sqrt());
        let numerator: Pair = each(|i| (self.step_square_average[i] + epsilon).sqrt());
        let delta: Pair = each(|i| quotient(numerator[i], denominator[i]) * gradient[i]);
        self.step_square_average = arithmetic.square_average(self.step_square_average, rho, delta);
        terms.pair("numerator", numerator);
        terms.pair("denominator", denominator);
        terms.pair("delta", delta);
        Step::Along(learning_rate, delta)
    }

    #[inline]
    fn state(&self, terms: &mut impl Terms) {
        terms.pair("squareAverage", self.square_average);
        terms.pair("stepSquareAverage", self.step_square_average);
    }

    fn recall(&mut self, _: u64, memory: &mut dyn Memory) {
        memory.sizes("squareAverage", &mut self.square_average);
        memory.sizes("stepSquareAverage", &mut self.step_square_average);
    }

    fn equations(&self, _: u64, _: Arithmetic) -> Vec<Equation> {
        const SQUARE_AVERAGE: Quantity = Quantity::new(
            "squareAverage",
            "E[g²]_t",
            "Mean square of the gradients",
            Role::SecondMoment,
        );
        const NUMERATOR: Quantity =
            Quantity::new("numerator", "", "Size of recent steps", Role::Factor);
        const DELTA: Quantity = Quantity::new("delta", "Δ_t", "Scaled gradient", Role::Step);
        const STEP_SQUARE_AVERAGE: Quantity = Quantity::new(
            "stepSquareAverage",
            "E[Δ²]_t",
            "Mean square of the steps",
            Role::Factor,
        );
        vec![
            SQUARE_AVERAGE.is("rho * squareAverage' + (1 - rho) * g^2"),
            DENOMINATOR.is("sqrt(squareAverage + epsilon)"),
            NUMERATOR.is("sqrt(stepSquareAverage' + epsilon)"),
            DELTA.is("numerator / denominator * g"),
            STEP_SQUARE_AVERAGE.is("rho * stepSquareAverage' + (1 - rho) * delta^2"),
            STEP.is("learningRate * delta"),
        ]
    }
}
