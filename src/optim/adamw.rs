//! AdamW: Adam with decoupled weight decay.

use crate::error::Result;
use crate::optim::{
    About, Adam, AdamSettings, Arithmetic, Equation, Memory, Optimizer, Pair, Step, Terms, Values,
};

/// The settings of [`AdamW`]: those of Adam.
pub type AdamWSettings = AdamSettings;

/// AdamW: Adam, with the weight decay taken off the parameters directly.
///
/// ```text
/// θₜ = θₜ₋₁ − η·λ·θₜ₋₁ − η·m̂ₜ/(√v̂ₜ + ε)
/// ```
///
/// Adam's denominator would shrink a decay that comes with the gradient where gradients are large.
/// The rule itself is Adam's; what differs are the defaults of the two weight-decay settings:
/// λ = 0.01, decoupled.
///
/// Source: I. Loshchilov and F. Hutter, "Decoupled Weight Decay Regularization" (2019); λ and its
/// scaling by η as in PyTorch.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AdamW(Adam);

impl AdamW {
    /// At rest, with moments of zero.
    ///
    /// # Errors
    /// A setting out of its range.
    pub fn new(settings: AdamWSettings) -> Result<Self> {
        Adam::new(settings).map(Self)
    }
}

impl Optimizer for AdamW {
    const ABOUT: About = About {
        name: "adamw",
        title: "AdamW",
        paper: "Loshchilov and Hutter, Decoupled Weight Decay Regularization (2019)",
        idea: "Adam whose weight decay does not pass through the moments.",
        formula: "Adam’s, and θ ← θ − η·λ·θ",
        weight_decay: (0.01, true),
        ..Adam::ABOUT
    };

    fn with(values: &Values) -> Result<Self> {
        Adam::with(values).map(Self)
    }

    #[inline]
    fn step(
        &mut self,
        gradient: Pair,
        learning_rate: f64,
        arithmetic: Arithmetic,
        terms: &mut impl Terms,
    ) -> Step {
        self.0.step(gradient, learning_rate, arithmetic, terms)
    }

    #[inline]
    fn state(&self, terms: &mut impl Terms) {
        self.0.state(terms);
    }

    fn recall(&mut self, done: u64, memory: &mut dyn Memory) {
        self.0.recall(done, memory);
    }

    fn equations(&self, step: u64, arithmetic: Arithmetic) -> Vec<Equation> {
        self.0.equations(step, arithmetic)
    }
}
