//! SGD with Nesterov's momentum.

use crate::error::Result;
use crate::optim::quantities::{STEP, VELOCITY};
use crate::optim::{
    About, Arithmetic, Equation, Memory, Optimizer, Pair, Quantity, Role, Step, Terms, Values, each,
};
use crate::settings;

hyperparameters! {
    /// The settings of [`Nesterov`].
    NesterovSettings {
        /// μ, the share of the last velocity that is kept: 0 to below 1.
        momentum: f64 = settings::MOMENTUM,
        /// Whether the velocity is scaled by the learning rate.
        rate_in_velocity: bool = settings::RATE_IN_VELOCITY,
    }
}

/// Nesterov's momentum, in the form that needs no gradient at the point ahead.
///
/// With the learning rate outside the velocity, as PyTorch and TensorFlow.js have it:
///
/// ```text
/// vₜ = μ·vₜ₋₁ + gₜ
/// θₜ = θₜ₋₁ − η·(gₜ + μ·vₜ)
/// ```
///
/// With it inside, as Keras has it:
///
/// ```text
/// vₜ = μ·vₜ₋₁ + η·gₜ
/// θₜ = θₜ₋₁ − (η·gₜ + μ·vₜ)
/// ```
///
/// Source: Y. Nesterov, "A method of solving a convex programming problem with convergence rate
/// O(1/k²)" (1983); this form: I. Sutskever et al., "On the importance of initialization and
/// momentum in deep learning" (2013).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Nesterov {
    settings: NesterovSettings,
    velocity: Pair,
}

impl Nesterov {
    /// At rest.
    ///
    /// # Errors
    /// A setting out of its range.
    pub fn new(settings: NesterovSettings) -> Result<Self> {
        Ok(Self {
            settings: settings.checked()?,
            velocity: [0.0; 2],
        })
    }
}

impl Optimizer for Nesterov {
    const ABOUT: About = About {
        name: "nesterov",
        title: "Nesterov",
        paper: "Nesterov, A method of solving a convex programming problem with convergence rate O(1/k²) (1983)",
        idea: "Momentum that looks ahead: it steps as if the next stretch were already rolled.",
        formula: "v ← μ·v + g; θ ← θ − η·(g + μ·v)",
        learning_rate: 0.1,
        tuned_rate: 0.1,
        clip: Some(1.0),
        weight_decay: (0.0, false),
        settings: NesterovSettings::SETTINGS,
    };

    fn with(values: &Values) -> Result<Self> {
        Self::new(NesterovSettings::read(values))
    }

    #[inline]
    fn step(
        &mut self,
        gradient: Pair,
        learning_rate: f64,
        arithmetic: Arithmetic,
        terms: &mut impl Terms,
    ) -> Step {
        let NesterovSettings {
            momentum,
            rate_in_velocity,
        } = self.settings;
        let push: Pair = if rate_in_velocity {
            each(|i| learning_rate * gradient[i])
        } else {
            gradient
        };
        self.velocity = each(|i| momentum * self.velocity[i] + push[i]);
        let ahead: Pair = each(|i| arithmetic.multiply_add(momentum, self.velocity[i], push[i]));
        terms.pair("lookAhead", ahead);
        if rate_in_velocity {
            Step::By(ahead)
        } else {
            Step::Along(learning_rate, ahead)
        }
    }

    #[inline]
    fn state(&self, terms: &mut impl Terms) {
        terms.pair("velocity", self.velocity);
    }

    fn recall(&mut self, _: u64, memory: &mut dyn Memory) {
        memory.pair("velocity", &mut self.velocity);
    }

    fn equations(&self, _: u64, _: Arithmetic) -> Vec<Equation> {
        const LOOK_AHEAD: Quantity = Quantity::new("lookAhead", "", "Look ahead", Role::Step);
        if self.settings.rate_in_velocity {
            vec![
                VELOCITY.is("momentum * velocity' + learningRate * g"),
                LOOK_AHEAD.is("learningRate * g + momentum * velocity"),
                STEP.is("lookAhead"),
            ]
        } else {
            vec![
                VELOCITY.is("momentum * velocity' + g"),
                LOOK_AHEAD.is("g + momentum * velocity"),
                STEP.is("learningRate * lookAhead"),
            ]
        }
    }
}
