//! The optimizers: each in its own file with its formula, paper, defaults and conventions.
//!
//! An optimizer sees only gradients. It keeps its own state and answers each gradient with the
//! step to subtract from the parameters; what it fits, and on which data, it never learns.
//! To add one, write its file and name it in the list at the end of this one.

#[macro_use]
mod hyperparameters;

mod adadelta;
mod adagrad;
mod adam;
mod adamax;
mod adamw;
mod arithmetic;
mod equation;
mod framework;
mod momentum;
mod nadam;
mod nesterov;
pub(crate) mod quantities;
mod radam;
mod rmsprop;
mod schedule;
mod sgd;

use crate::error::{Error, Result, quoted};
use crate::settings::Setting;

pub use adadelta::{Adadelta, AdadeltaSettings};
pub use adagrad::{Adagrad, AdagradSettings};
pub use adam::{Adam, AdamSettings};
pub use adamax::{Adamax, AdamaxSettings};
pub use adamw::{AdamW, AdamWSettings};
pub use arithmetic::{Arithmetic, Step};
pub use equation::{Equation, Expression, Quantity, Role};
pub use framework::Framework;
pub use hyperparameters::Values;
pub use momentum::{Momentum, MomentumSettings};
pub use nadam::{NAdam, NAdamSettings};
pub use nesterov::{Nesterov, NesterovSettings};
pub use radam::{RAdam, RAdamSettings};
pub use rmsprop::{RmsProp, RmsPropSettings};
pub use schedule::Schedule;
pub use sgd::{Sgd, SgdSettings};

/// One number for each parameter, `[for m, for b]`.
pub type Pair = [f64; 2];

/// Receives the named terms of an update as they are computed.
///
/// `()` ignores them and costs nothing; a report collects them.
pub trait Terms {
    /// A term that has one number for each parameter.
    fn pair(&mut self, name: &'static str, value: Pair);

    /// A term that both parameters share.
    fn scalar(&mut self, name: &'static str, value: f64);
}

impl Terms for () {
    #[inline]
    fn pair(&mut self, _: &'static str, _: Pair) {}

    #[inline]
    fn scalar(&mut self, _: &'static str, _: f64) {}
}

/// Gives a rule back what it remembered, or lets a person say what it should remember.
pub trait Memory {
    /// A number for each parameter, of either sign.
    fn pair(&mut self, name: &'static str, value: &mut Pair);

    /// A number for each parameter that is never negative.
    fn sizes(&mut self, name: &'static str, value: &mut Pair);

    /// A number from 0 to 1 that both parameters share.
    fn share(&mut self, name: &'static str, value: &mut f64);
}

/// What is worth knowing of an optimizer before it runs.
#[derive(Debug, Clone, Copy)]
pub struct About {
    /// Its name in a config.
    pub name: &'static str,
    /// Its name for people.
    pub title: &'static str,
    /// The paper it comes from.
    pub paper: &'static str,
    /// One sentence on the idea.
    pub idea: &'static str,
    /// The update, in the letters of the paper.
    pub formula: &'static str,
    /// Its usual learning rate here.
    pub learning_rate: f64,
    /// The learning rate at which it is quickest on the default race, as `examples/tune.rs`
    /// measures it.
    pub tuned_rate: f64,
    /// Its usual gradient clipping here.
    pub clip: Option<f64>,
    /// Its usual weight decay, and whether that is decoupled from the gradient.
    pub weight_decay: (f64, bool),
    /// The settings that it has beyond those that all have.
    pub settings: &'static [Setting],
}

/// Two of the same name are the same.
impl PartialEq for About {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

/// A rule that turns gradients into steps.
pub trait Optimizer: Copy {
    /// What is worth knowing before it runs.
    const ABOUT: About;

    /// The rule with checked `values`, at rest.
    ///
    /// # Errors
    /// A value out of its range.
    fn with(values: &Values) -> Result<Self>;

    /// Takes in a gradient (already clipped and, where asked, with weight decay) and returns the
    /// step to subtract from the parameters.
    fn step(
        &mut self,
        gradient: Pair,
        learning_rate: f64,
        arithmetic: Arithmetic,
        terms: &mut impl Terms,
    ) -> Step;

    /// Names everything that the rule remembers from step to step.
    fn state(&self, terms: &mut impl Terms);

    /// Takes what the rule remembers after `done` updates from `memory`, under the names that
    /// [`Optimizer::state`] has for it; counts and powers follow from `done`.
    fn recall(&mut self, done: u64, memory: &mut dyn Memory);

    /// The equations of update `step` (counted from 1) in the order of computation, with these
    /// settings and this arithmetic: how each term that the update names, and everything that the
    /// rule remembers, comes about. `self` is the rule after that many updates.
    ///
    /// The last computes `step`, which is what [`Step::size`] tells. Only where [`Step::from`]
    /// does anything but subtract that does another follow, for `paramsAfter`.
    fn equations(&self, step: u64, arithmetic: Arithmetic) -> Vec<Equation>;
}

/// Makes `AnyOptimizer` and the list of all optimizers.
macro_rules! optimizers {
    ($($kind:ident),*) => {
        /// Any of the optimizers.
        #[derive(Debug, Clone, Copy, PartialEq)]
        pub enum AnyOptimizer {
            $(#[doc = concat!("[`", stringify!($kind), "`].")] $kind($kind),)*
        }

        /// What is worth knowing of every optimizer, in the order in which they are offered.
        pub const OPTIMIZERS: &[About] = &[$($kind::ABOUT),*];

        impl AnyOptimizer {
            /// The optimizer of that name with these values, at rest.
            ///
            /// # Errors
            /// A name that no optimizer has, or a value out of its range.
            pub fn new(name: &str, values: &Values) -> Result<Self> {
                $(if name == $kind::ABOUT.name {
                    return Ok(Self::$kind($kind::with(values)?));
                })*
                Err(unknown(name))
            }

            /// See [`Optimizer::step`].
            #[inline]
            pub fn step(
                &mut self,
                gradient: Pair,
                learning_rate: f64,
                arithmetic: Arithmetic,
                terms: &mut impl Terms,
            ) -> Step {
                match self {
                    $(Self::$kind(rule) => {
                        rule.step(gradient, learning_rate, arithmetic, terms)
                    })*
                }
            }

            /// See [`Optimizer::state`].
            #[inline]
            pub fn state(&self, terms: &mut impl Terms) {
                match self {
                    $(Self::$kind(rule) => rule.state(terms),)*
                }
            }

            /// See [`Optimizer::recall`].
            pub fn recall(&mut self, done: u64, memory: &mut dyn Memory) {
                match self {
                    $(Self::$kind(rule) => rule.recall(done, memory),)*
                }
            }

            /// See [`Optimizer::equations`].
            pub fn equations(&self, step: u64, arithmetic: Arithmetic) -> Vec<Equation> {
                match self {
                    $(Self::$kind(rule) => rule.equations(step, arithmetic),)*
                }
            }
        }
    };
}

optimizers!(
    Sgd, Momentum, Nesterov, RmsProp, Adam, AdamW, NAdam, RAdam, Adamax, Adagrad, Adadelta
);

/// What is worth knowing of the optimizer of that name.
///
/// # Errors
/// A name that no optimizer has.
pub fn about(name: &str) -> Result<&'static About> {
    OPTIMIZERS
        .iter()
        .find(|about| about.name == name)
        .ok_or_else(|| unknown(name))
}

fn unknown(name: &str) -> Error {
    let names: Vec<&str> = OPTIMIZERS.iter().map(|about| about.name).collect();
    Error::new(
        "optimizer",
        quoted(name),
        format!("one of {}", names.join(", ")),
    )
}

impl AnyOptimizer {
    /// Whether everything that the rule remembers is a finite number.
    #[inline]
    pub fn is_finite(&self) -> bool {
        // Zero times a finite number is zero; times anything else it is NaN.
        struct Zeros(f64);
        impl Terms for Zeros {
            #[inline]
            fn pair(&mut self, _: &'static str, [m, b]: Pair) {
                self.0 += 0.0 * m + 0.0 * b;
            }
            #[inline]
            fn scalar(&mut self, _: &'static str, value: f64) {
                self.0 += 0.0 * value;
            }
        }
        let mut zeros = Zeros(0.0);
        self.state(&mut zeros);
        zeros.0 == 0.0
    }
}

/// a/b, and 0 where a is 0: with ε = 0, a gradient that never was moves nothing.
#[inline]
fn quotient(a: f64, b: f64) -> f64 {
    if a == 0.0 { 0.0 } else { a / b }
}

/// The same computation for m (0) and for b (1).
#[inline(always)]
fn each(mut compute: impl FnMut(usize) -> f64) -> Pair {
    [compute(0), compute(1)]
}
