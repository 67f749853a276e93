//! One racer of a config.

use crate::error::{Error, Result};
use crate::optim::{self, About, Framework, Schedule, Values};
use crate::settings::{self, Setting};
use crate::training::named::{entries, named, set};
use crate::value::Value;

/// One racer: an optimizer and its settings.
#[derive(Debug, Clone, PartialEq)]
pub struct RacerConfig {
    about: &'static About,
    framework: Framework,
    values: Values,
}

impl RacerConfig {
    /// The optimizer of that name with the tutorial's settings.
    ///
    /// # Errors
    /// A name that no optimizer has.
    pub fn new(optimizer: &str) -> Result<Self> {
        optim::about(optimizer).map(Self::of)
    }

    /// The optimizer with the settings that the default race gives it.
    pub(crate) fn usual(about: &'static About) -> Self {
        let mut config = Self::of(about);
        if about.name == "momentum" {
            config.put(&settings::LEARNING_RATE, 0.01.into());
        }
        config
    }

    /// The optimizer with the tutorial's settings.
    pub(crate) fn of(about: &'static About) -> Self {
        let mut config = Self {
            about,
            framework: Framework::Tutorial,
            values: Values::default(),
        };
        config.values = Values::defaults(&config.settings());
        config
    }

    /// What is worth knowing of its optimizer.
    pub fn about(&self) -> &'static About {
        self.about
    }

    /// Whose conventions it follows.
    pub fn framework(&self) -> Framework {
        self.framework
    }

    /// The values of all its settings.
    pub fn values(&self) -> &Values {
        &self.values
    }

    /// All settings that this racer has: those of every racer, those of schedules, and those of
    /// its optimizer, each with this optimizer's usual value as default.
    pub fn settings(&self) -> Vec<Setting> {
        racer_settings(self.about)
    }

    /// Follows a framework's conventions: its defaults replace the values so far.
    ///
    /// # Errors
    /// A framework that does not have the optimizer; the values stay as they are.
    pub fn follow(&mut self, framework: Framework) -> Result<()> {
        let mut fresh = Self::of(self.about);
        framework.apply(self.about, &mut fresh.values)?;
        fresh.framework = framework;
        *self = fresh;
        Ok(())
    }

    /// Sets one of [`RacerConfig::settings`] by name.
    ///
    /// # Errors
    /// A name that this racer's optimizer does not have, or a value that the setting does not
    /// take.
    pub fn set(&mut self, name: &str, value: impl Into<Value>) -> Result<()> {
        let (title, settings) = (self.about.title, self.settings());
        let others = ["optimizer", Framework::SETTING.name];
        set(
            &mut self.values,
            &settings,
            name,
            &value.into(),
            title,
            &others,
        )
    }

    /// Sets a value of our own, which is legal.
    pub(crate) fn put(&mut self, setting: &Setting, value: Value) {
        if let Err(error) = self.values.set(setting, value) {
            unreachable!("a value of our own: {error}");
        }
    }

    /// The racer as a value with every name spelled out.
    pub fn to_value(&self) -> Value {
        let mut entries = vec![
            ("optimizer".into(), self.about.name.into()),
            (Framework::SETTING.name.into(), self.framework.name().into()),
        ];
        entries.extend(named(&self.values));
        Value::Map(entries)
    }

    pub(crate) fn read(value: &Value) -> Result<Self> {
        let entries = entries("racer", value)?;
        let find = |name: &str| entries.iter().find(|(key, _)| key == name).map(|(_, v)| v);
        let mut config = match find("optimizer") {
            Some(Value::Text(name)) => Self::new(name)?,
            other => {
                let names: Vec<&str> = optim::OPTIMIZERS.iter().map(|about| about.name).collect();
                let value = other.map_or("missing".into(), ToString::to_string);
                let legal = format!("one of {}", names.join(", "));
                return Err(Error::new("optimizer", value, legal));
            }
        };
        if let Some(value) = find(Framework::SETTING.name) {
            config.follow(Framework::named(value)?)?;
        }
        for (name, value) in entries {
            if name != "optimizer" && name != Framework::SETTING.name {
                config.set(name, value.clone())?;
            }
        }
        Ok(config)
    }
}

/// All settings that a racer with this optimizer has, with its usual values as defaults.
fn racer_settings(about: &About) -> Vec<Setting> {
    let clip = about
        .clip
        .map_or(settings::CLIP.without(), |clip| settings::CLIP.with(clip));
    let (decay, decoupled) = about.weight_decay;
    let decoupled = if decoupled {
        settings::DECOUPLED_DECAY.on()
    } else {
        settings::DECOUPLED_DECAY
    };
    let mut all = vec![
        settings::LEARNING_RATE.with(about.learning_rate),
        clip,
        settings::WEIGHT_DECAY.with(decay),
        decoupled,
        settings::ASCEND,
        settings::FUSED,
    ];
    all.extend(about.settings);
    all.extend(Schedule::SETTINGS);
    all
}
