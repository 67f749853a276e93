//! What frameworks do differently: their defaults, and their formulas.

use crate::error::{Error, Result, quoted};
use crate::optim::{About, Values};
use crate::settings::{self, Setting};
use crate::value::Value;

/// Whose conventions an optimizer follows where nothing else is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Framework {
    /// The tutorial that the project began with, and for what it lacks, the papers.
    #[default]
    Tutorial,
    /// `torch.optim`, <https://docs.pytorch.org/docs/stable/optim.html>.
    PyTorch,
    /// Keras 3, <https://keras.io/api/optimizers/>.
    Keras,
    /// TensorFlow.js, <https://js.tensorflow.org/api/latest/#Training-Optimizers>.
    TensorFlowJs,
}

/// A value that a framework sets.
type Choice = (Setting, Set);

#[derive(Clone, Copy)]
enum Set {
    Number(f64),
    On,
    Off,
    Null,
}

use Set::{Null, Number, Off, On};
use settings::{
    BETA1, BETA2, CLIP, DECOUPLED_DECAY, EPSILON, EPSILON_IN_MAXIMUM, EPSILON_IN_ROOT,
    EPSILON_UNCORRECTED, FUSED, INITIAL_ACCUMULATOR, LEARNING_RATE, MOMENTUM_DECAY,
    RATE_IN_VELOCITY, RHO, SINGLE_PRODUCT, SMOOTHING, WEIGHT_DECAY,
};

/// Adam's decays, on which all three frameworks agree.
const BETAS: [Choice; 2] = [(BETA1, Number(0.9)), (BETA2, Number(0.999))];

impl Framework {
    /// The setting that names the framework.
    pub const SETTING: Setting = settings::FRAMEWORK;

    const ALL: [(Self, &'static str, &'static str); 4] = [
        (Self::Tutorial, "tutorial", "the tutorial"),
        (Self::PyTorch, "pytorch", "PyTorch"),
        (Self::Keras, "keras", "Keras"),
        (Self::TensorFlowJs, "tensorflowjs", "TensorFlow.js"),
    ];

    /// The framework of that name in a config.
    pub(crate) fn named(value: &Value) -> Result<Self> {
        Self::SETTING.check(value)?;
        let found = Self::ALL
            .iter()
            .find(|(_, name, _)| *value == Value::from(*name));
        found
            .map(|(framework, ..)| *framework)
            .ok_or_else(|| Error::new(Self::SETTING.name, value, Self::SETTING.legal()))
    }

    /// Its name in a config.
    pub fn name(self) -> &'static str {
        Self::ALL[self as usize].1
    }

    /// Its name for people.
    pub fn title(self) -> &'static str {
        Self::ALL[self as usize].2
    }

    /// Sets in `values` what the framework does its own way for an optimizer.
    ///
    /// # Errors
    /// An optimizer that the framework does not have.
    pub(crate) fn apply(self, about: &About, values: &mut Values) -> Result<()> {
        if self == Self::Tutorial {
            return Ok(());
        }
        let own = self.choices(about.name).ok_or_else(|| {
            Error::new(
                Self::SETTING.name,
                quoted(self.name()),
                format!(
                    "a framework that has {}: {} has none",
                    about.title,
                    self.title()
                ),
            )
        })?;
        // No framework clips unless told to; PyTorch's kernels use fused multiply-add.
        let fused = if self == Self::PyTorch { On } else { Off };
        for (setting, set) in own.into_iter().chain([(CLIP, Null), (FUSED, fused)]) {
            let value = match set {
                Number(number) => Value::Number(number),
                On => Value::Switch(true),
                Off => Value::Switch(false),
                Null => Value::Null,
            };
            values.set(&setting, value)?;
        }
        Ok(())
    }

    /// The table of what each framework does; `None` for an optimizer that it does not have.
    fn choices(self, optimizer: &str) -> Option<Vec<Choice>> {
        let rate = |rate: f64| (LEARNING_RATE, Number(rate));
        let epsilon = |epsilon: f64| (EPSILON, Number(epsilon));
        let with_betas = |own: &[Choice]| [&BETAS[..], own].concat();
        Some(match (self, optimizer) {
            (Self::Tutorial, _) => vec![],

            // https://docs.pytorch.org/docs/stable/generated/torch.optim.SGD.html
            (Self::PyTorch, "sgd") => vec![rate(1e-3)],
            (Self::PyTorch, "momentum" | "nesterov") => vec![rate(1e-3), (RATE_IN_VELOCITY, Off)],
            // https://docs.pytorch.org/docs/stable/generated/torch.optim.RMSprop.html
            (Self::PyTorch, "rmsprop") => vec![
                rate(1e-2),
                (SMOOTHING, Number(0.99)),
                epsilon(1e-8),
                (RATE_IN_VELOCITY, Off),
            ],
            // https://docs.pytorch.org/docs/stable/generated/torch.optim.Adam.html
            (Self::PyTorch, "adam") => with_betas(&[rate(1e-3), epsilon(1e-8)]),
            // https://docs.pytorch.org/docs/stable/generated/torch.optim.AdamW.html
            (Self::PyTorch, "adamw") => with_betas(&[
                rate(1e-3),
                epsilon(1e-8),
                (WEIGHT_DECAY, Number(1e-2)),
                (DECOUPLED_DECAY, On),
            ]),
            // https://docs.pytorch.org/docs/stable/generated/torch.optim.NAdam.html
            (Self::PyTorch, "nadam") => with_betas(&[
                rate(2e-3),
                epsilon(1e-8),
                (MOMENTUM_DECAY, Number(4e-3)),
                (SINGLE_PRODUCT, On),
            ]),
            // https://docs.pytorch.org/docs/stable/generated/torch.optim.RAdam.html
            (Self::PyTorch, "radam") => with_betas(&[rate(1e-3), epsilon(1e-8)]),
            // https://docs.pytorch.org/docs/stable/generated/torch.optim.Adamax.html
            (Self::PyTorch, "adamax") => {
                with_betas(&[rate(2e-3), epsilon(1e-8), (EPSILON_IN_MAXIMUM, On)])
            }
            // https://docs.pytorch.org/docs/stable/generated/torch.optim.Adagrad.html
            (Self::PyTorch, "adagrad") => vec![
                rate(1e-2),
                epsilon(1e-10),
                (EPSILON_IN_ROOT, Off),
                (INITIAL_ACCUMULATOR, Number(0.0)),
            ],
            // https://docs.pytorch.org/docs/stable/generated/torch.optim.Adadelta.html
            (Self::PyTorch, "adadelta") => vec![rate(1.0), (RHO, Number(0.9)), epsilon(1e-6)],

            // Keras takes weight decay off the variables directly, whatever the optimizer.
            // https://keras.io/api/optimizers/sgd/
            (Self::Keras, "sgd") => vec![rate(1e-2), (DECOUPLED_DECAY, On)],
            (Self::Keras, "momentum" | "nesterov") => {
                vec![rate(1e-2), (RATE_IN_VELOCITY, On), (DECOUPLED_DECAY, On)]
            }
            // https://keras.io/api/optimizers/rmsprop/
            (Self::Keras, "rmsprop") => vec![
                rate(1e-3),
                (SMOOTHING, Number(0.9)),
                epsilon(1e-7),
                (EPSILON_IN_ROOT, On),
                (RATE_IN_VELOCITY, On),
                (DECOUPLED_DECAY, On),
            ],
            // https://keras.io/api/optimizers/adam/
            (Self::Keras, "adam") => with_betas(&[
                rate(1e-3),
                epsilon(1e-7),
                (EPSILON_UNCORRECTED, On),
                (DECOUPLED_DECAY, On),
            ]),
            // https://keras.io/api/optimizers/adamw/
            (Self::Keras, "adamw") => with_betas(&[
                rate(1e-3),
                epsilon(1e-7),
                (EPSILON_UNCORRECTED, On),
                (WEIGHT_DECAY, Number(4e-3)),
                (DECOUPLED_DECAY, On),
            ]),
            // https://keras.io/api/optimizers/Nadam/
            (Self::Keras, "nadam") => with_betas(&[
                rate(1e-3),
                epsilon(1e-7),
                (MOMENTUM_DECAY, Number(1.0)),
                (DECOUPLED_DECAY, On),
            ]),
            // https://keras.io/api/optimizers/adamax/
            (Self::Keras, "adamax") => with_betas(&[
                rate(1e-3),
                epsilon(1e-7),
                (EPSILON_IN_MAXIMUM, Off),
                (DECOUPLED_DECAY, On),
            ]),
            // https://keras.io/api/optimizers/adagrad/
            (Self::Keras, "adagrad") => vec![
                rate(1e-3),
                epsilon(1e-7),
                (EPSILON_IN_ROOT, On),
                (INITIAL_ACCUMULATOR, Number(0.1)),
                (DECOUPLED_DECAY, On),
            ],
            // https://keras.io/api/optimizers/adadelta/
            (Self::Keras, "adadelta") => vec![
                rate(1e-3),
                (RHO, Number(0.95)),
                epsilon(1e-7),
                (DECOUPLED_DECAY, On),
            ],

            // https://js.tensorflow.org/api/latest/#train.sgd; it has no default learning rate for
            // this, momentum, rmsprop and adagrad, so the usual one stays.
            (Self::TensorFlowJs, "sgd") => vec![],
            // https://js.tensorflow.org/api/latest/#train.momentum
            (Self::TensorFlowJs, "momentum" | "nesterov") => vec![(RATE_IN_VELOCITY, Off)],
            // https://js.tensorflow.org/api/latest/#train.rmsprop
            (Self::TensorFlowJs, "rmsprop") => vec![
                (SMOOTHING, Number(0.9)),
                epsilon(1e-7),
                (EPSILON_IN_ROOT, On),
                (RATE_IN_VELOCITY, On),
            ],
            // https://js.tensorflow.org/api/latest/#train.adam
            (Self::TensorFlowJs, "adam") => with_betas(&[rate(1e-3), epsilon(1e-7)]),
            // https://js.tensorflow.org/api/latest/#train.adamax
            (Self::TensorFlowJs, "adamax") => {
                with_betas(&[rate(2e-3), epsilon(1e-7), (EPSILON_IN_MAXIMUM, Off)])
            }
            // https://js.tensorflow.org/api/latest/#train.adagrad
            (Self::TensorFlowJs, "adagrad") => vec![
                epsilon(1e-7),
                (EPSILON_IN_ROOT, On),
                (INITIAL_ACCUMULATOR, Number(0.1)),
            ],
            // https://js.tensorflow.org/api/latest/#train.adadelta
            (Self::TensorFlowJs, "adadelta") => {
                vec![rate(1e-3), (RHO, Number(0.95)), epsilon(1e-7)]
            }
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::optim::OPTIMIZERS;

    #[test]
    fn every_choice_is_a_setting_of_its_optimizer() {
        let common = [LEARNING_RATE, CLIP, WEIGHT_DECAY, DECOUPLED_DECAY].map(|s| s.name);
        for (framework, ..) in Framework::ALL {
            for about in OPTIMIZERS {
                for (setting, _) in framework.choices(about.name).into_iter().flatten() {
                    let own = about.settings.iter().any(|s| s.name == setting.name);
                    assert!(
                        own || common.contains(&setting.name),
                        "{framework:?} sets {} of {}",
                        setting.name,
                        about.name
                    );
                }
            }
        }
    }

    #[test]
    fn names_match_the_setting_and_the_order() {
        for (index, (framework, name, _)) in Framework::ALL.into_iter().enumerate() {
            assert_eq!(framework as usize, index);
            assert_eq!(Framework::named(&name.into()), Ok(framework));
        }
    }

    #[test]
    fn what_a_framework_lacks_is_said() {
        let about = crate::optim::about("nadam").expect("it is in the list");
        let error = Framework::TensorFlowJs
            .apply(about, &mut Values::default())
            .expect_err("TensorFlow.js has no NAdam");
        assert_eq!(
            error.to_string(),
            "framework is \"tensorflowjs\", but it takes a framework that has NAdam: TensorFlow.js has none"
        );
    }
}
