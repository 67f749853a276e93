//! Adagrad.

use crate::error::Result;
use crate::optim::quantities::{DENOMINATOR, STEP};
use crate::optim::{
    About, Arithmetic, Equation, Memory, Optimizer, Pair, Quantity, Role, Step, Terms, Values,
    each, quotient,
};
use crate::settings;

hyperparameters! {
    /// The settings of [`Adagrad`].
    AdagradSettings {
        /// ε, at least 0.
        epsilon: f64 = settings::EPSILON.with(1e-10),
        /// Whether ε is added inside the root.
        epsilon_in_root: bool = settings::EPSILON_IN_ROOT,
        /// The value that the sum of squares starts with, at least 0.
        initial_accumulator: f64 = settings::INITIAL_ACCUMULATOR,
        /// The decay of the learning rate, at least 0.
        rate_decay: f64 = settings::RATE_DECAY,
    }
}

/// Adagrad: each parameter's step is divided by the root of the sum of all its squared gradients.
///
/// ```text
/// Gₜ = Gₜ₋₁ + gₜ²
/// ηₜ = η/(1 + (t − 1)·decay)
/// θₜ = θₜ₋₁ − ηₜ·gₜ/(√Gₜ + ε)
/// ```
///
/// PyTorch starts at G₀ = 0 with ε = 1e-10 outside the root. Keras and TensorFlow.js start at
/// G₀ = 0.1 and write √(Gₜ + ε) with ε = 1e-7.
///
/// Source: J. Duchi, E. Hazan and Y. Singer, "Adaptive Subgradient Methods for Online Learning and
/// Stochastic Optimization" (2011); the decay is PyTorch's `lr_decay`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Adagrad {
    settings: AdagradSettings,
    square_sum: Pair,
    steps: f64,
}

impl Adagrad {
    /// At rest, with the initial accumulator.
    ///
    /// # Errors
    /// A setting out of its range.
    pub fn new(settings: AdagradSettings) -> Result<Self> {
        Ok(Self {
            settings: settings.checked()?,
            square_sum: [settings.initial_accumulator; 2],
            steps: 0.0,
        })
    }
}

impl Optimizer for Adagrad {
    const ABOUT: About = About {
        name: "adagrad",
        title: "Adagrad",
        paper: "Duchi, Hazan and Singer, Adaptive Subgradient Methods (2011)",
        idea: "Divides each parameter's step by the size of all its gradients so far.",
        formula: "G ← G + g²; θ ← θ − η·g/(√G + ε)",
        learning_rate: 0.1,
        tuned_rate: 0.5,
        clip: None,
        weight_decay: (0.0, false),
        settings: AdagradSettings::SETTINGS,
    };

    fn with(values: &Values) -> Result<Self> {
        Self::new(AdagradSettings::read(values))
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
        let rate = learning_rate / (1.0 + self.steps * settings.rate_decay);
        self.steps += 1.0;
        self.square_sum =
            each(|i| arithmetic.multiply_add(gradient[i], gradient[i], self.square_sum[i]));
        let denominator: Pair = if settings.epsilon_in_root {
            each(|i| (self.square_sum[i] + settings.epsilon).sqrt())
        } else {
            each(|i| self.square_sum[i].sqrt() + settings.epsilon)
        };
        terms.scalar("decayedLearningRate", rate);
        terms.pair("denominator", denominator);
        Step::By(each(|i| quotient(rate * gradient[i], denominator[i])))
    }

    #[inline]
    fn state(&self, terms: &mut impl Terms) {
        terms.pair("squareSum", self.square_sum);
        terms.scalar("steps", self.steps);
    }

    fn recall(&mut self, done: u64, memory: &mut dyn Memory) {
        memory.sizes("squareSum", &mut self.square_sum);
        self.steps = done as f64;
    }

    fn equations(&self, _: u64, _: Arithmetic) -> Vec<Equation> {
        const SQUARE_SUM: Quantity =
            Quantity::new("squareSum", "G_t", "Sum of squares", Role::SecondMoment);
        const DECAYED_RATE: Quantity = Quantity::new(
            "decayedLearningRate",
            "η̃_t",
            "Decayed learning rate",
            Role::Rate,
        );
        let AdagradSettings {
            epsilon_in_root,
            rate_decay,
            ..
        } = self.settings;
        let mut equations = vec![SQUARE_SUM.is("squareSum' + g^2")];
        if rate_decay != 0.0 {
            equations.push(DECAYED_RATE.is("learningRate / (1 + (t - 1) * rateDecay)"));
        }
        equations.extend([
            DENOMINATOR.is(if epsilon_in_root {
                "sqrt(squareSum + epsilon)"
            } else {
                "sqrt(squareSum) + epsilon"
            }),
            STEP.is(if rate_decay == 0.0 {
                "learningRate * g / denominator"
            } else {
                "decayedLearningRate * g / denominator"
            }),
        ]);
        equations
    }
}
