//! Everything that a person can set, described once.
//!
//! Validation messages, the controls of the page, links and the table in the docs are all made
//! from these descriptions. An optimizer lists its own in its file, most of them picked from the
//! shared ones below with its own default.

use serde::Serialize;

use crate::error::{Error, Result};
use crate::value::Value;

/// One thing that can be set.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Setting {
    /// Its name in a config, in camel case.
    pub name: &'static str,
    /// The letter that papers use for it.
    pub symbol: &'static str,
    /// Its name for people.
    pub label: &'static str,
    /// What it takes.
    pub kind: Kind,
    /// One sentence that says what it does.
    pub help: &'static str,
}

/// What a setting takes, and what it is when nothing is said.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "camelCase", tag = "type")]
pub enum Kind {
    /// A number.
    Number {
        /// The value when nothing is said; `None` is "off".
        default: Option<f64>,
        /// Whether null is taken, for "off".
        nullable: bool,
        /// The lowest value.
        min: f64,
        /// The highest value.
        max: f64,
        /// Whether `max` itself is excluded.
        below_max: bool,
        /// Whether only whole numbers are taken.
        whole: bool,
        /// How a slider divides the range.
        scale: Scale,
    },
    /// On or off.
    Switch {
        /// The value when nothing is said.
        default: bool,
    },
    /// One of several names.
    Choice {
        /// The name when nothing is said.
        default: &'static str,
        /// The names.
        of: &'static [&'static str],
    },
}

/// How a slider divides its range.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Scale {
    /// Equal steps.
    Linear,
    /// Equal factors.
    Log,
}

impl Setting {
    const fn new(
        name: &'static str,
        symbol: &'static str,
        label: &'static str,
        kind: Kind,
        help: &'static str,
    ) -> Self {
        Self {
            name,
            symbol,
            label,
            kind,
            help,
        }
    }

    /// The same setting with another default number.
    pub(crate) const fn with(mut self, value: f64) -> Self {
        if let Kind::Number { default, .. } = &mut self.kind {
            *default = Some(value);
        }
        self
    }

    /// The same setting, off or null unless said otherwise.
    pub(crate) const fn without(mut self) -> Self {
        match &mut self.kind {
            Kind::Number { default, .. } => *default = None,
            Kind::Switch { default } => *default = false,
            Kind::Choice { .. } => {}
        }
        self
    }

    /// The same switch, on unless said otherwise.
    pub(crate) const fn on(mut self) -> Self {
        self.kind = ON;
        self
    }

    /// The value when nothing is said.
    pub fn default(&self) -> Value {
        match self.kind {
            Kind::Number { default, .. } => default.map_or(Value::Null, Value::Number),
            Kind::Switch { default } => Value::Switch(default),
            Kind::Choice { default, .. } => Value::Text(default.into()),
        }
    }

    /// What the setting takes, as a phrase: "a number from 0 to below 1".
    pub fn legal(&self) -> String {
        match self.kind {
            Kind::Number {
                nullable,
                min,
                max,
                below_max,
                whole,
                ..
            } => {
                let what = if whole { "a whole number" } else { "a number" };
                let below = if below_max { "below " } else { "" };
                let null = if nullable { ", or null" } else { "" };
                let (min, max) = (Value::Number(min), Value::Number(max));
                format!("{what} from {min} to {below}{max}{null}")
            }
            Kind::Switch { .. } => "true or false".into(),
            Kind::Choice { of, .. } => format!("one of {}", of.join(", ")),
        }
    }

    /// The value itself where the setting takes it.
    ///
    /// # Errors
    /// A value of another type or outside the range; NaN and infinities are outside every range.
    pub fn check(&self, value: &Value) -> Result<()> {
        let taken = match (self.kind, value) {
            (
                Kind::Number {
                    min,
                    max,
                    below_max,
                    whole,
                    ..
                },
                Value::Number(v),
            ) => {
                (min..=max).contains(v) && !(below_max && *v == max) && !(whole && v.fract() != 0.0)
            }
            (Kind::Number { nullable, .. }, Value::Null) => nullable,
            (Kind::Switch { .. }, Value::Switch(_)) => true,
            (Kind::Choice { of, .. }, Value::Text(name)) => of.contains(&name.as_str()),
            _ => false,
        };
        if taken {
            Ok(())
        } else {
            Err(Error::new(self.name, value, self.legal()))
        }
    }
}

impl Kind {
    const fn number(default: f64, min: f64, max: f64, scale: Scale) -> Self {
        Self::Number {
            default: Some(default),
            nullable: false,
            min,
            max,
            below_max: false,
            whole: false,
            scale,
        }
    }

    const fn whole(default: f64, min: f64, max: f64, scale: Scale) -> Self {
        Self::Number {
            default: Some(default),
            nullable: false,
            min,
            max,
            below_max: false,
            whole: true,
            scale,
        }
    }

    /// A decay such as β₁: from 0 to below 1.
    const fn decay(default: f64) -> Self {
        Self::Number {
            default: Some(default),
            nullable: false,
            min: 0.0,
            max: 1.0,
            below_max: true,
            whole: false,
            scale: Scale::Linear,
        }
    }

    const fn or_null(mut self) -> Self {
        if let Self::Number { nullable, .. } = &mut self {
            *nullable = true;
        }
        self
    }
}

const OFF: Kind = Kind::Switch { default: false };
const ON: Kind = Kind::Switch { default: true };

macro_rules! settings {
    ($($(#[$doc:meta])* $id:ident = $name:literal, $symbol:literal, $label:literal, $kind:expr, $help:literal;)*) => {
        $($(#[$doc])* pub(crate) const $id: Setting = Setting::new($name, $symbol, $label, $kind, $help);)*
    };
}

// What every racer has.
settings! {
    FRAMEWORK = "framework", "", "Conventions",
        Kind::Choice { default: "tutorial", of: &["tutorial", "pytorch", "keras", "tensorflowjs"] },
        "Whose defaults and whose form of the update are used where nothing else is said.";
    LEARNING_RATE = "learningRate", "η", "Learning rate", Kind::number(0.01, 0.0, 1e6, Scale::Log),
        "How far one step goes for a gradient of a given size.";
    CLIP = "clip", "c", "Gradient clipping", Kind::number(1.0, 0.0, 1e300, Scale::Log).or_null(),
        "Each component of the gradient is limited to ± this value; null clips nothing.";
    WEIGHT_DECAY = "weightDecay", "λ", "Weight decay", Kind::number(0.0, 0.0, 1e6, Scale::Log),
        "Pulls both parameters towards zero in proportion to their size.";
    DECOUPLED_DECAY = "decoupledDecay", "", "Decoupled weight decay", OFF,
        "Takes the weight decay off the parameters directly instead of adding it to the gradient.";
    ASCEND = "ascend", "", "Climb", OFF,
        "Follows the gradient uphill: the sign slip of the tutorial's printed formulas.";
    FUSED = "fusedArithmetic", "", "Fused arithmetic", OFF,
        "Rounds a product and the sum it goes into once, as PyTorch does, instead of each on its own.";
    SCHEDULE = "schedule", "", "Learning-rate schedule",
        Kind::Choice { default: "constant", of: &["constant", "step", "exponential", "cosine", "warmup"] },
        "How the learning rate changes from update to update.";
    STEP_SIZE = "stepSize", "", "Updates per stage", Kind::whole(1000.0, 1.0, 100_000_000.0, Scale::Log),
        "The step schedule multiplies the rate by gamma each time this many updates are done.";
    GAMMA = "gamma", "γ", "Decay factor", Kind::number(0.1, 0.0, 10.0, Scale::Linear),
        "The factor of the step schedule at each stage, and of the exponential one at each update.";
    HORIZON = "horizon", "T", "Half period", Kind::whole(10_000.0, 1.0, 100_000_000.0, Scale::Log),
        "The updates that the cosine schedule takes from the full learning rate down to zero.";
    WARMUP = "warmup", "", "Warm-up updates", Kind::whole(1000.0, 1.0, 100_000_000.0, Scale::Log),
        "The updates that the linear warm-up takes to reach the full learning rate.";
    WARMUP_START = "warmupStart", "", "Warm-up start", Kind::number(0.1, 0.0, 1.0, Scale::Linear),
        "The share of the learning rate that the linear warm-up begins with.";
}

// What the optimizers choose from.
settings! {
    MOMENTUM = "momentum", "μ", "Momentum", Kind::decay(0.9),
        "The share of the last velocity that is kept.";
    DAMPENING = "dampening", "τ", "Dampening", Kind::number(0.0, 0.0, 1.0, Scale::Linear),
        "The share of the gradient that is kept out of the velocity, from the second step on.";
    RATE_IN_VELOCITY = "rateInVelocity", "", "Learning rate inside the velocity", OFF,
        "Whether the velocity holds steps, already scaled by the learning rate, or gradients.";
    SMOOTHING = "beta", "β", "Smoothing", Kind::decay(0.9),
        "The share of the running average of squared gradients that is kept.";
    BETA1 = "beta1", "β₁", "First-moment decay", Kind::decay(0.9),
        "The share of the running average of gradients that is kept.";
    BETA2 = "beta2", "β₂", "Second-moment decay", Kind::decay(0.999),
        "The share of the running average of squared gradients that is kept.";
    EPSILON = "epsilon", "ε", "Epsilon", Kind::number(1e-8, 0.0, 1.0, Scale::Log),
        "A small number that keeps the denominator from being zero.";
    EPSILON_IN_ROOT = "epsilonInRoot", "", "Epsilon inside the root", OFF,
        "Whether epsilon is added before the square root is taken instead of after.";
    EPSILON_UNCORRECTED = "epsilonUncorrected", "", "Epsilon before bias correction", OFF,
        "Whether epsilon is added to the root of the second moment as it stands, uncorrected.";
    EPSILON_IN_MAXIMUM = "epsilonInMaximum", "", "Epsilon inside the maximum", OFF,
        "Whether epsilon is added to the gradient's size before the maximum is taken.";
    CENTERED = "centered", "", "Centered", OFF,
        "Divides by an estimate of the gradient's standard deviation instead of its size.";
    BIAS_CORRECTION = "biasCorrection", "", "Bias correction", OFF,
        "Undoes the pull towards zero that the running average has in its first steps.";
    AMSGRAD = "amsgrad", "", "AMSGrad", OFF,
        "Divides by the largest second moment so far, so that steps cannot grow again.";
    MOMENTUM_DECAY = "momentumDecay", "ψ", "Momentum decay", Kind::number(0.004, 0.0, 10.0, Scale::Log),
        "How fast the momentum of NAdam rises from half of β₁ to β₁.";
    SINGLE_PRODUCT = "singlePrecisionProduct", "", "Momentum product in single precision", OFF,
        "Whether the product of the momenta is kept in 32 bits, as PyTorch does.";
    INITIAL_ACCUMULATOR = "initialAccumulator", "", "Initial accumulator",
        Kind::number(0.0, 0.0, 1e6, Scale::Log),
        "The value that the sum of squared gradients starts with.";
    RATE_DECAY = "rateDecay", "", "Learning-rate decay", Kind::number(0.0, 0.0, 1e6, Scale::Log),
        "Divides the learning rate by 1 + this times the number of updates done.";
    RHO = "rho", "ρ", "Smoothing", Kind::decay(0.95),
        "The share of both running averages that is kept.";
}

// What the race has.
settings! {
    SEED = "seed", "", "Seed", Kind::whole(42.0, 0.0, 4_294_967_295.0, Scale::Linear),
        "Fixes the choice of rows, the start and the order of the batches.";
    ROWS = "rows", "", "Rows", Kind::whole(20_000.0, 4.0, 65_536.0, Scale::Log),
        "How many rows of the data are used.";
    TRAIN_FRACTION = "trainFraction", "", "Share to train on", Kind::number(0.8, 0.01, 1.0, Scale::Linear),
        "The share of the rows that is trained on; the rest measures the test error.";
    STANDARDIZE = "standardize", "", "Standardize", ON,
        "Brings both columns to mean 0 and standard deviation 1, which makes the bowl round.";
    BATCH_SIZE = "batchSize", "B", "Batch size", Kind::whole(64.0, 1.0, 65_536.0, Scale::Log).or_null(),
        "The rows in one batch; null takes the whole training set at once, without shuffling.";
    EPOCHS = "epochs", "", "Epochs", Kind::whole(10_000.0, 1.0, 100_000_000.0, Scale::Log),
        "The race ends after this many passes over the training rows.";
    THRESHOLD = "threshold", "", "Stopping threshold", Kind::number(1e-6, 0.0, 1e300, Scale::Log),
        "An optimizer stops once the loss changes by less than this from one epoch to the next.";
}
