//! SGD with momentum.

use crate::error::Result;
use crate::optim::quantities::{STEP, VELOCITY};
use crate::optim::{
    About, Arithmetic, Equation, Memory, Optimizer, Pair, Step, Terms, Values, each,
};
use crate::settings;

hyperparameters! {
    /// The settings of [`Momentum`].
    MomentumSettings {
        /// μ, the share of the last velocity that is kept: 0 to below 1.
        momentum: f64 = settings::MOMENTUM,
        /// τ, the share of the gradient that is kept out of the velocity: 0 to 1.
        dampening: f64 = settings::DAMPENING,
        /// Whether the velocity is scaled by the learning rate.
        rate_in_velocity: bool = settings::RATE_IN_VELOCITY.on(),
    }
}

/// SGD with momentum: a ball that rolls, with friction.
///
/// With the learning rate inside the velocity, as the tutorial and Keras have it:
///
/// ```text
/// vₜ = μ·vₜ₋₁ + η·gₜ
/// θₜ = θₜ₋₁ − vₜ
/// ```
///
/// With it outside, as PyTorch and TensorFlow.js have it:
///
/// ```text
/// vₜ = μ·vₜ₋₁ + (1 − τ)·gₜ
/// θₜ = θₜ₋₁ − η·vₜ
/// ```
///
/// The two differ only where the learning rate changes on the way. The dampening τ is PyTorch's;
/// its first velocity is the gradient, undampened.
///
/// Source: B. T. Polyak, "Some methods of speeding up the convergence of iteration methods"
/// (1964).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Momentum {
    settings: MomentumSettings,
    velocity: Pair,
    started: bool,
}

impl Momentum {
    /// A ball at rest.
    ///
    /// # Errors
    /// A setting out of its range.
    pub fn new(settings: MomentumSettings) -> Result<Self> {
        Ok(Self {
            settings: settings.checked()?,
            velocity: [0.0; 2],
            started: false,
        })
    }
}

impl Optimizer for Momentum {
    const ABOUT: About = About {
        name: "momentum",
        title: "Momentum",
        paper: "Polyak, Some methods of speeding up the convergence of iteration methods (1964)",
        idea: "Keeps rolling: every gradient adds to a velocity that decays slowly.",
        formula: "v ← μ·v + η·g; θ ← θ − v",
        learning_rate: 0.1,
        tuned_rate: 0.05,
        clip: Some(1.0),
        weight_decay: (0.0, false),
        settings: MomentumSettings::SETTINGS,
    };

    fn with(values: &Values) -> Result<Self> {
        Self::new(MomentumSettings::read(values))
    }

    #[inline]
    fn step(
        &mut self,
        gradient: Pair,
        learning_rate: f64,
        arithmetic: Arithmetic,
        _: &mut impl Terms,
    ) -> Step {
        let MomentumSettings {
            momentum,
            dampening,
            rate_in_velocity,
        } = self.settings;
        let share = if self.started { 1.0 - dampening } else { 1.0 };
        let rate = if rate_in_velocity { learning_rate } else { 1.0 };
        self.started = true;
        self.velocity = each(|i| {
            arithmetic.multiply_add(share, rate * gradient[i], momentum * self.velocity[i])
        });
        if rate_in_velocity {
            Step::By(self.velocity)
        } else {
            Step::Along(learning_rate, self.velocity)
        }
    }

    #[inline]
    fn state(&self, terms: &mut impl Terms) {
        terms.pair("velocity", self.velocity);
    }

    fn recall(&mut self, done: u64, memory: &mut dyn Memory) {
        memory.pair("velocity", &mut self.velocity);
        self.started = done > 0;
    }

    fn equations(&self, step: u64, _: Arithmetic) -> Vec<Equation> {
        // The first velocity is undampened.
        let dampened = step > 1 && self.settings.dampening != 0.0;
        let (velocity, subtracted) = match (self.settings.rate_in_velocity, dampened) {
            (true, false) => ("momentum * velocity' + learningRate * g", "velocity"),
            (true, true) => (
                "momentum * velocity' + (1 - dampening) * (learningRate * g)",
                "velocity",
            ),
            (false, false) => ("momentum * velocity' + g", "learningRate * velocity"),
            (false, true) => (
                "momentum * velocity' + (1 - dampening) * g",
                "learningRate * velocity",
            ),
        };
        vec![VELOCITY.is(velocity), STEP.is(subtracted)]
    }
}
