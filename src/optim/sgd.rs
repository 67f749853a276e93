//! Gradient descent, and with batches stochastic gradient descent.

use crate::error::Result;
use crate::optim::quantities::STEP;
use crate::optim::{About, Arithmetic, Equation, Memory, Optimizer, Pair, Step, Terms, Values};

hyperparameters! {
    /// The settings of [`Sgd`]: none beyond the learning rate that every optimizer has.
    SgdSettings {}
}

/// Gradient descent: a step straight down the slope.
///
/// ```text
/// θₜ = θₜ₋₁ − η·gₜ
/// ```
///
/// Where g is the gradient on a batch, this is stochastic gradient descent; on all rows it is
/// plain gradient descent. On a bowl it converges for learning rates below 2/λ_max.
///
/// Source: H. Robbins and S. Monro, "A Stochastic Approximation Method" (1951). All frameworks
/// agree on it.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Sgd;

impl Sgd {
    /// Gradient descent; it remembers nothing.
    pub fn new(_: SgdSettings) -> Result<Self> {
        Ok(Self)
    }
}

impl Optimizer for Sgd {
    const ABOUT: About = About {
        name: "sgd",
        title: "SGD",
        paper: "Robbins and Monro, A Stochastic Approximation Method (1951)",
        idea: "Steps straight down the slope that it sees.",
        formula: "θ ← θ − η·g",
        learning_rate: 0.1,
        tuned_rate: 0.2,
        clip: Some(1.0),
        weight_decay: (0.0, false),
        settings: SgdSettings::SETTINGS,
    };

    fn with(values: &Values) -> Result<Self> {
        Self::new(SgdSettings::read(values).checked()?)
    }

    #[inline]
    fn step(
        &mut self,
        gradient: Pair,
        learning_rate: f64,
        _: Arithmetic,
        _: &mut impl Terms,
    ) -> Step {
        Step::Along(learning_rate, gradient)
    }

    #[inline]
    fn state(&self, _: &mut impl Terms) {}

    fn recall(&mut self, _: u64, _: &mut dyn Memory) {}

    fn equations(&self, _: u64, _: Arithmetic) -> Vec<Equation> {
        vec![STEP.is("learningRate * g")]
    }
}
