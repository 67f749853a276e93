//! RMSprop, plain, centered and with momentum.

use crate::error::Result;
use crate::optim::quantities::{DENOMINATOR, STEP, VELOCITY};
use crate::optim::{
    About, Arithmetic, Equation, Memory, Optimizer, Pair, Quantity, Role, Step, Terms, Values,
    each, quotient,
};
use crate::settings;
use crate::twofold::Power;

hyperparameters! {
    /// The settings of [`RmsProp`].
    RmsPropSettings {
        /// β (PyTorch: α, Keras: ρ), the share of the average that is kept: 0 to below 1.
        beta: f64 = settings::SMOOTHING,
        /// ε, at least 0.
        epsilon: f64 = settings::EPSILON,
        /// Whether ε is added inside the root.
        epsilon_in_root: bool = settings::EPSILON_IN_ROOT,
        /// Whether the mean gradient's square is taken off the average.
        centered: bool = settings::CENTERED,
        /// Whether the averages are corrected for starting at zero.
        bias_correction: bool = settings::BIAS_CORRECTION,
        /// μ, the momentum on top: 0 to below 1.
        momentum: f64 = settings::MOMENTUM.with(0.0),
        /// Whether that momentum's velocity is scaled by the learning rate.
        rate_in_velocity: bool = settings::RATE_IN_VELOCITY,
    }
}

/// RMSprop: each parameter's step is divided by the recent size of its gradient.
///
/// ```text
/// sₜ = β·sₜ₋₁ + (1 − β)·gₜ²
/// θₜ = θₜ₋₁ − η·gₜ/(√sₜ + ε)
/// ```
///
/// Centered, the root is of sₜ − ḡₜ² with ḡ the running average of the gradient. With momentum,
/// vₜ = μ·vₜ₋₁ + gₜ/(√sₜ + ε) and θₜ = θₜ₋₁ − η·vₜ (PyTorch), or with η inside the velocity (Keras,
/// TensorFlow.js). These two also write √(sₜ + ε). The smoothing β is 0.9 in the lecture, Keras
/// and TensorFlow.js, and 0.99 in PyTorch. Bias correction is Adam's: with it RMSprop is Adam with
/// β₁ = 0.
///
/// Source: T. Tieleman and G. Hinton, "Lecture 6.5: RMSProp", Coursera (2012); centered:
/// A. Graves, "Generating Sequences With Recurrent Neural Networks" (2013).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RmsProp {
    settings: RmsPropSettings,
    square_average: Pair,
    gradient_average: Pair,
    velocity: Pair,
    decay: Power,
}

impl RmsProp {
    /// At rest, with averages of zero.
    ///
    /// # Errors
    /// A setting out of its range.
    pub fn new(settings: RmsPropSettings) -> Result<Self> {
        Ok(Self {
            settings: settings.checked()?,
            square_average: [0.0; 2],
            gradient_average: [0.0; 2],
            velocity: [0.0; 2],
            decay: Power::new(settings.beta),
        })
    }
}

impl Optimizer for RmsProp {
    const ABOUT: About = About {
        name: "rmsprop",
        title: "RMSprop",
        paper: "Tieleman and Hinton, Lecture 6.5: RMSProp (2012)",
        idea: "Divides each parameter's step by the recent size of its gradient.",
        formula: "s ← β·s + (1 − β)·g²; θ ← θ − η·g/(√s + ε)",
        learning_rate: 0.01,
        tuned_rate: 0.1,
        clip: None,
        weight_decay: (0.0, false),
        settings: RmsPropSettings::SETTINGS,
    };

    fn with(values: &Values) -> Result<Self> {
        Self::new(RmsPropSettings::read(values))
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
        self.square_average =
            arithmetic.square_average(self.square_average, settings.beta, gradient);
        let mut variance = self.square_average;
        let mut mean = self.gradient_average;
        if settings.centered {
            mean = arithmetic.average(mean, settings.beta, gradient);
            self.gradient_average = mean;
        }
        if settings.bias_correction {
            self.decay.advance();
            let correction = 1.0 - self.decay.get();
            terms.scalar("correction", correction);
            variance = each(|i| variance[i] / correction);
            mean = each(|i| mean[i] / correction);
        }
        if settings.centered {
            // Rounding may take the difference of two equal numbers below zero.
            variance = each(
                |i| match arithmetic.multiply_add(-mean[i], mean[i], variance[i]) {
                    negative if negative < 0.0 => 0.0,
                    difference => difference,
                },
            );
        }
        terms.pair("variance", variance);
        let denominator: Pair = if settings.epsilon_in_root {
            each(|i| (variance[i] + settings.epsilon).sqrt())
        } else {
            each(|i| variance[i].sqrt() + settings.epsilon)
        };
        terms.pair("denominator", denominator);
        if settings.momentum == 0.0 {
            return Step::By(each(|i| {
                quotient(learning_rate * gradient[i], denominator[i])
            }));
        }
        let rate = if settings.rate_in_velocity {
            learning_rate
        } else {
            1.0
        };
        self.velocity = each(|i| {
            settings.momentum * self.velocity[i] + quotient(rate * gradient[i], denominator[i])
        });
        if settings.rate_in_velocity {
            Step::By(self.velocity)
        } else {
            Step::Along(learning_rate, self.velocity)
        }
    }

    #[inline]
    fn state(&self, terms: &mut impl Terms) {
        terms.pair("squareAverage", self.square_average);
        if self.settings.centered {
            terms.pair("gradientAverage", self.gradient_average);
        }
        if self.settings.momentum != 0.0 {
            terms.pair("velocity", self.velocity);
        }
        if self.settings.bias_correction {
            terms.scalar("decay", self.decay.get());
        }
    }

    fn recall(&mut self, done: u64, memory: &mut dyn Memory) {
        memory.sizes("squareAverage", &mut self.square_average);
        if self.settings.centered {
            memory.pair("gradientAverage", &mut self.gradient_average);
        }
        if self.settings.momentum != 0.0 {
            memory.pair("velocity", &mut self.velocity);
        }
        if self.settings.bias_correction {
            self.decay = Power::after(self.settings.beta, done);
        }
    }

    fn equations(&self, _: u64, _: Arithmetic) -> Vec<Equation> {
        const SQUARE_AVERAGE: Quantity =
            Quantity::new("squareAverage", "s_t", "Mean square", Role::SecondMoment);
        const GRADIENT_AVERAGE: Quantity =
            Quantity::new("gradientAverage", "ḡ_t", "Mean gradient", Role::Factor);
        const CORRECTION: Quantity =
            Quantity::new("correction", "", "Bias correction", Role::Correction);
        const VARIANCE: Quantity =
            Quantity::new("variance", "", "What the root is of", Role::SecondMoment);
        let settings = self.settings;
        let mut equations = vec![SQUARE_AVERAGE.is("beta * squareAverage' + (1 - beta) * g^2")];
        if settings.centered {
            equations.push(GRADIENT_AVERAGE.is("beta * gradientAverage' + (1 - beta) * g"));
        }
        if settings.bias_correction {
            equations.push(CORRECTION.is("1 - beta^t"));
        }
        let variance = match (settings.centered, settings.bias_correction) {
            (false, false) => None,
            (false, true) => Some("squareAverage / correction"),
            (true, false) => Some("max(0, squareAverage - gradientAverage^2)"),
            (true, true) => {
                Some("max(0, squareAverage / correction - (gradientAverage / correction)^2)")
            }
        };
        equations.extend(variance.map(|formula| VARIANCE.is(formula)));
        let denominator = match (variance.is_some(), settings.epsilon_in_root) {
            (false, false) => "sqrt(squareAverage) + epsilon",
            (false, true) => "sqrt(squareAverage + epsilon)",
            (true, false) => "sqrt(variance) + epsilon",
            (true, true) => "sqrt(variance + epsilon)",
        };
        equations.push(DENOMINATOR.is(denominator));
        let (velocity, subtracted) = match (settings.momentum == 0.0, settings.rate_in_velocity) {
            (true, _) => (None, "learningRate * g / denominator"),
            (false, true) => (
                Some("momentum * velocity' + learningRate * g / denominator"),
                "velocity",
            ),
            (false, false) => (
                Some("momentum * velocity' + g / denominator"),
                "learningRate * velocity",
            ),
        };
        equations.extend(velocity.map(|formula| VELOCITY.is(formula)));
        equations.push(STEP.is(subtracted));
        equations
    }
}
