//! Everything that a person can set, described once.
//!
//! Validation messages, the controls of the page, links and the table in the docs are all made
//! from these descriptions. An optimizer lists its own in its file, most of them picked from the
//! shared ones below with its own default.

use serde::Serialize;

use crate::error::{Error, Result};
use crate::value::Value;

/// One thing that can be set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Setting {
    /// Its name in a config, in camel case.
    pub name: &'static str,
    /// The letter that papers use for it.
    pub symbol: &'static str,
    /// Its name for people.
    pub label: &'static str,
    /// What it is counted in, where it is counted in anything.
    pub unit: &'static str,
    /// What it takes.
    pub kind: Kind,
    /// One sentence that says what it does.
    pub help: &'static str,
    /// Whether it is for those who look for it.
    pub more: bool,
    /// Whether its values are only told apart, not compared: to be drawn, not to be slid along.
    pub drawn: bool,
    /// What has to be chosen for it to have a meaning.
    pub when: Option<When>,
}

/// The choice that gives a setting its meaning.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct When {
    /// The name of the setting that is chosen, or `landscape`.
    pub setting: &'static str,
    /// The names with which this one counts.
    pub is: &'static [&'static str],
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
        /// The range of a slider, where most values lie; the setting takes those outside, too.
        slider: [f64; 2],
        /// The least move of a slider: on a linear scale in the value's own unit, on the others
        /// in decades.
        step: f64,
        /// What null is called, and the number instead where it is switched on.
        off: Option<Off>,
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
        /// The names for people, in the same order.
        labels: &'static [&'static str],
    },
}

/// The null of a setting that can be off.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Off {
    /// Its name for people.
    pub label: &'static str,
    /// The number that a switch begins with.
    pub instead: f64,
}

/// How a slider divides its range.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Scale {
    /// Equal steps.
    Linear,
    /// Equal factors.
    Log,
    /// Equal factors of the distance to 1: from 0.9 to 0.99 it is as far as to 0.999 from there.
    Decay,
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
            unit: "",
            kind,
            help,
            more: false,
            drawn: false,
            when: None,
        }
    }

    /// The same setting, counted in `unit`.
    const fn of(mut self, unit: &'static str) -> Self {
        self.unit = unit;
        self
    }

    /// The same setting, for those who look for it.
    pub(crate) const fn rare(mut self) -> Self {
        self.more = true;
        self
    }

    /// The same setting, to be drawn.
    const fn drawn(mut self) -> Self {
        self.drawn = true;
        self
    }

    /// The same setting, with a meaning only where there are data.
    const fn of_data(self) -> Self {
        self.when("landscape", &["linear"])
    }

    /// The same setting, with a meaning only where another one is chosen so.
    const fn when(mut self, setting: &'static str, is: &'static [&'static str]) -> Self {
        self.when = Some(When { setting, is });
        self
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
    const fn number(default: f64, [min, max]: [f64; 2], scale: Scale) -> Self {
        Self::Number {
            default: Some(default),
            nullable: false,
            min,
            max,
            below_max: false,
            whole: false,
            scale,
            slider: [min, max],
            step: match scale {
                Scale::Linear => 0.01,
                Scale::Log | Scale::Decay => 0.05,
            },
            off: None,
        }
    }

    const fn whole(default: f64, range: [f64; 2], scale: Scale) -> Self {
        let mut kind = Self::number(default, range, scale);
        if let Self::Number { whole, step, .. } = &mut kind {
            *whole = true;
            if matches!(scale, Scale::Linear) {
                *step = 1.0;
            }
        }
        kind
    }

    /// A decay such as β₁: from 0 to below 1.
    const fn decay(default: f64) -> Self {
        let mut kind = Self::number(default, [0.0, 1.0], Scale::Decay).slides(0.0, 0.9999);
        if let Self::Number { below_max, .. } = &mut kind {
            *below_max = true;
        }
        kind
    }

    /// With a slider over a part of the range; one on a log scale cannot begin at 0.
    const fn slides(mut self, low: f64, high: f64) -> Self {
        if let Self::Number { slider, .. } = &mut self {
            *slider = [low, high];
        }
        self
    }

    /// With a slider that moves by so many decades.
    const fn by_decades(mut self, decades: f64) -> Self {
        if let Self::Number { step, .. } = &mut self {
            *step = decades;
        }
        self
    }

    /// Null is taken, too.
    const fn or_null(mut self, label: &'static str, instead: f64) -> Self {
        if let Self::Number { nullable, off, .. } = &mut self {
            *nullable = true;
            *off = Some(Off { label, instead });
        }
        self
    }
}

const OFF: Kind = Kind::Switch { default: false };
const ON: Kind = Kind::Switch { default: true };

macro_rules! settings {
    ($($(#[$doc:meta])* $id:ident = $name:literal, $symbol:literal, $label:literal, $kind:expr, $help:literal $([$($more:tt)+])?;)*) => {
        $($(#[$doc])* pub(crate) const $id: Setting = Setting::new($name, $symbol, $label, $kind, $help)$($($more)+)?;)*
    };
}

// What every racer has.
settings! {
    FRAMEWORK = "framework", "", "Conventions",
        Kind::Choice { default: "tutorial", of: &["tutorial", "pytorch", "keras", "tensorflowjs"],
            labels: &["The tutorial", "PyTorch", "Keras", "TensorFlow.js"] },
        "Whose defaults and whose form of the update are used where nothing else is said.";
    LEARNING_RATE = "learningRate", "η", "Learning rate", Kind::number(0.01, [0.0, 1e6], Scale::Log).slides(1e-5, 10.0),
        "How far one step goes for a gradient of a given size.";
    CLIP = "clip", "c", "Gradient clipping", Kind::number(1.0, [0.0, 1e300], Scale::Log).slides(1e-3, 1e3).or_null("no clipping", 1.0),
        "Each component of the gradient is limited to ± this value; null clips nothing."
        [.rare()];
    WEIGHT_DECAY = "weightDecay", "λ", "Weight decay", Kind::number(0.0, [0.0, 1e6], Scale::Log).slides(1e-6, 1.0),
        "Pulls both parameters towards zero in proportion to their size."
        [.rare()];
    DECOUPLED_DECAY = "decoupledDecay", "", "Decoupled weight decay", OFF,
        "Takes the weight decay off the parameters directly instead of adding it to the gradient."
        [.rare()];
    ASCEND = "ascend", "", "Climb", OFF,
        "Follows the gradient uphill: the sign slip of the tutorial's printed formulas."
        [.rare()];
    FUSED = "fusedArithmetic", "", "Fused arithmetic", OFF,
        "Rounds a product and the sum it goes into once, as PyTorch does, instead of each on its own."
        [.rare()];
    SCHEDULE = "schedule", "", "Learning-rate schedule",
        Kind::Choice { default: "constant", of: &["constant", "step", "exponential", "cosine", "warmup"],
            labels: &["Constant", "In stages", "Exponential", "Cosine", "Warm-up"] },
        "How the learning rate changes from update to update."
        [.rare()];
    STEP_SIZE = "stepSize", "", "Updates per stage", Kind::whole(1000.0, [1.0, 100_000_000.0], Scale::Log).slides(10.0, 1e6),
        "The step schedule multiplies the rate by gamma each time this many updates are done."
        [.rare().of("updates").when("schedule", &["step"])];
    GAMMA = "gamma", "γ", "Decay factor", Kind::number(0.1, [0.0, 10.0], Scale::Linear).slides(0.0, 1.0),
        "The factor of the step schedule at each stage, and of the exponential one at each update."
        [.rare().when("schedule", &["step", "exponential"])];
    HORIZON = "horizon", "T", "Half period", Kind::whole(10_000.0, [1.0, 100_000_000.0], Scale::Log).slides(100.0, 1e7),
        "The updates that the cosine schedule takes from the full learning rate down to zero."
        [.rare().of("updates").when("schedule", &["cosine"])];
    WARMUP = "warmup", "", "Warm-up updates", Kind::whole(1000.0, [1.0, 100_000_000.0], Scale::Log).slides(10.0, 1e6),
        "The updates that the linear warm-up takes to reach the full learning rate."
        [.rare().of("updates").when("schedule", &["warmup"])];
    WARMUP_START = "warmupStart", "", "Warm-up start", Kind::number(0.1, [0.0, 1.0], Scale::Linear),
        "The share of the learning rate that the linear warm-up begins with."
        [.rare().when("schedule", &["warmup"])];
}

// What the optimizers choose from.
settings! {
    MOMENTUM = "momentum", "μ", "Momentum", Kind::decay(0.9),
        "The share of the last velocity that is kept.";
    DAMPENING = "dampening", "τ", "Dampening", Kind::number(0.0, [0.0, 1.0], Scale::Linear),
        "The share of the gradient that is kept out of the velocity, from the second step on."
        [.rare()];
    RATE_IN_VELOCITY = "rateInVelocity", "", "Learning rate inside the velocity", OFF,
        "Whether the velocity holds steps, already scaled by the learning rate, or gradients."
        [.rare()];
    SMOOTHING = "beta", "β", "Smoothing", Kind::decay(0.9),
        "The share of the running average of squared gradients that is kept.";
    BETA1 = "beta1", "β₁", "First-moment decay", Kind::decay(0.9),
        "The share of the running average of gradients that is kept.";
    BETA2 = "beta2", "β₂", "Second-moment decay", Kind::decay(0.999),
        "The share of the running average of squared gradients that is kept.";
    EPSILON = "epsilon", "ε", "Epsilon", Kind::number(1e-8, [0.0, 1.0], Scale::Log).slides(1e-12, 0.1),
        "A small number that keeps the denominator from being zero.";
    EPSILON_IN_ROOT = "epsilonInRoot", "", "Epsilon inside the root", OFF,
        "Whether epsilon is added before the square root is taken instead of after."
        [.rare()];
    EPSILON_UNCORRECTED = "epsilonUncorrected", "", "Epsilon before bias correction", OFF,
        "Whether epsilon is added to the root of the second moment as it stands, uncorrected."
        [.rare()];
    EPSILON_IN_MAXIMUM = "epsilonInMaximum", "", "Epsilon inside the maximum", OFF,
        "Whether epsilon is added to the gradient's size before the maximum is taken."
        [.rare()];
    CENTERED = "centered", "", "Centered", OFF,
        "Divides by an estimate of the gradient's standard deviation instead of its size.";
    BIAS_CORRECTION = "biasCorrection", "", "Bias correction", OFF,
        "Undoes the pull towards zero that the running average has in its first steps.";
    AMSGRAD = "amsgrad", "", "AMSGrad", OFF,
        "Divides by the largest second moment so far, so that steps cannot grow again.";
    MOMENTUM_DECAY = "momentumDecay", "ψ", "Momentum decay", Kind::number(0.004, [0.0, 10.0], Scale::Log).slides(1e-4, 1.0),
        "How fast the momentum of NAdam rises from half of β₁ to β₁.";
    SINGLE_PRODUCT = "singlePrecisionProduct", "", "Momentum product in single precision", OFF,
        "Whether the product of the momenta is kept in 32 bits, as PyTorch does."
        [.rare()];
    INITIAL_ACCUMULATOR = "initialAccumulator", "", "Initial accumulator",
        Kind::number(0.0, [0.0, 1e6], Scale::Log).slides(1e-4, 10.0),
        "The value that the sum of squared gradients starts with."
        [.rare()];
    RATE_DECAY = "rateDecay", "", "Learning-rate decay", Kind::number(0.0, [0.0, 1e6], Scale::Log).slides(1e-6, 0.1),
        "Divides the learning rate by 1 + this times the number of updates done."
        [.rare()];
    RHO = "rho", "ρ", "Smoothing", Kind::decay(0.95),
        "The share of both running averages that is kept.";
}

// What the race has.
settings! {
    SEED = "seed", "", "Seed", Kind::whole(42.0, [0.0, 4_294_967_295.0], Scale::Linear).slides(0.0, 100.0),
        "Fixes the choice of rows, the start and the order of the batches."
        [.drawn().of_data()];
    ROWS = "rows", "", "Rows", Kind::whole(20_000.0, [4.0, 65_536.0], Scale::Log).slides(10.0, 20_000.0),
        "How many rows of the data are used."
        [.of("rows").of_data()];
    TRAIN_FRACTION = "trainFraction", "", "Share to train on", Kind::number(0.8, [0.01, 1.0], Scale::Linear).slides(0.1, 1.0),
        "The share of the rows that is trained on; the rest measures the test error."
        [.of_data()];
    STANDARDIZE = "standardize", "", "Standardize", ON,
        "Brings both columns to mean 0 and standard deviation 1, which makes the bowl round."
        [.of_data()];
    BATCH_SIZE = "batchSize", "B", "Batch size", Kind::whole(64.0, [1.0, 65_536.0], Scale::Log).slides(1.0, 16_000.0).by_decades(std::f64::consts::LOG10_2).or_null("all rows", 64.0),
        "The rows in one batch; null takes the whole training set at once, without shuffling."
        [.of("rows").of_data()];
    EPOCHS = "epochs", "", "Epochs", Kind::whole(10_000.0, [1.0, 100_000_000.0], Scale::Log).slides(1.0, 1e5),
        "The race ends after this many passes over the training rows; where there are no data, after this many steps."
        [.of("epochs")];
    THRESHOLD = "threshold", "", "Stopping threshold", Kind::number(1e-6, [0.0, 1e300], Scale::Log).slides(1e-12, 1.0),
        "An optimizer stops once the loss changes by less than this from one epoch to the next; where there are no data, from one step to the next.";
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::optim::{OPTIMIZERS, Schedule};
    use crate::training::{RaceConfig, RacerConfig};

    fn all() -> Vec<Setting> {
        let racers = OPTIMIZERS.iter().map(|about| RacerConfig::new(about.name));
        let own = racers.flat_map(|racer| racer.expect("in the list").settings());
        own.chain(RaceConfig::SETTINGS.iter().copied()).collect()
    }

    #[test]
    fn a_slider_gives_only_what_its_setting_takes() {
        for setting in all() {
            let Kind::Number {
                scale,
                slider: [low, high],
                step,
                nullable,
                off,
                ..
            } = setting.kind
            else {
                continue;
            };
            for end in [low, high] {
                setting
                    .check(&Value::Number(end))
                    .expect("within its range");
            }
            assert!(low < high && step > 0.0, "{}", setting.name);
            assert!(scale != Scale::Log || low > 0.0, "{}", setting.name);
            assert!(scale != Scale::Decay || high < 1.0, "{}", setting.name);
            assert_eq!(nullable, off.is_some(), "{}", setting.name);
            if let Some(off) = off {
                setting
                    .check(&Value::Number(off.instead))
                    .expect("a number");
            }
        }
    }

    #[test]
    fn a_choice_has_a_label_for_each_name_and_gives_others_a_meaning() {
        for setting in all() {
            if let Kind::Choice { of, labels, .. } = setting.kind {
                assert_eq!(of.len(), labels.len(), "{}", setting.name);
            }
            if let Some(When { setting: other, is }) = setting.when
                && other != "landscape"
            {
                let other = Schedule::SETTINGS.iter().find(|s| s.name == other);
                for name in is {
                    let other = other.expect("there is such a setting");
                    other.check(&(*name).into()).expect("one of its names");
                }
            }
        }
    }
}
