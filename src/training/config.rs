//! The one value that says everything about a race.

use serde::de::{Deserialize, Deserializer};
use serde::ser::{Serialize, Serializer};

use crate::decimal::shortest;
use crate::error::{Error, Result};
use crate::landscape;
use crate::optim::{self, Values};
use crate::point::{LARGEST, Params};
use crate::settings::{self, Setting};
use crate::training::named::{entries, named, set};
use crate::training::racer::RacerConfig;
use crate::value::Value;

/// The version of the config format.
const VERSION: f64 = 1.0;

/// The most racers in one race.
pub(crate) const MAX_RACERS: usize = 8;

/// Everything that determines a race, and nothing else: the same config gives the same bits.
///
/// In JSON it is one object in camel case, `{"v": 1, "seed": 42, "batchSize": 64, "racers":
/// [{"optimizer": "adam", "learningRate": 0.01}], …}`. What is left out is at its default; unknown
/// names are refused.
#[derive(Debug, Clone, PartialEq)]
pub struct RaceConfig {
    /// The name of the landscape: `linear` for the model on data, or one of the test surfaces.
    pub landscape: String,
    /// Where all racers start; `None` draws it from the seed (or, on a test surface, takes that
    /// surface's own start).
    pub start: Option<Params>,
    /// The racers, in their order.
    pub racers: Vec<RacerConfig>,
    values: Values,
}

impl Default for RaceConfig {
    /// SGD, momentum, RMSprop and Adam on 16,000 of 20,000 standardized diamonds in batches of 64,
    /// every sign right.
    ///
    /// All settings are the tutorial's but one: momentum's learning rate is 0.01, not 0.1. A
    /// velocity with μ = 0.9 adds up ten gradients, so that this is SGD's pace; at 0.1 the noise of
    /// the batches is never forgotten, and the run ends wherever its 10,000 epochs leave it.
    fn default() -> Self {
        let names = ["sgd", "momentum", "rmsprop", "adam"];
        let racers = optim::OPTIMIZERS
            .iter()
            .filter(|about| names.contains(&about.name))
            .map(RacerConfig::usual)
            .collect();
        Self {
            landscape: landscape::LINEAR.into(),
            start: None,
            racers,
            values: Values::defaults(Self::SETTINGS),
        }
    }
}

impl RaceConfig {
    /// The settings that a race has beyond landscape, start and racers.
    pub const SETTINGS: &'static [Setting] = &[
        settings::SEED,
        settings::ROWS,
        settings::TRAIN_FRACTION,
        settings::STANDARDIZE,
        settings::BATCH_SIZE,
        settings::EPOCHS,
        settings::THRESHOLD,
    ];

    /// Reads a config from a value, such as parsed JSON.
    ///
    /// # Errors
    /// An unknown name, a missing optimizer, or a value that its setting does not take; the error
    /// names the setting, the value and what it takes.
    pub fn read(value: &Value) -> Result<Self> {
        let mut config = Self::default();
        for (name, value) in entries("config", value)? {
            match name.as_str() {
                "v" if *value == Value::Number(VERSION) => {}
                "v" => return Err(Error::new("v", value, "1, the version of this format")),
                "landscape" => config.landscape = landscape::named(value)?.into(),
                "start" => config.start = read_start(value)?,
                "racers" => config.racers = read_racers(value)?,
                _ => config.set(name, value.clone())?,
            }
        }
        Ok(config)
    }

    /// Whether what anyone may set directly is legal, too.
    pub(crate) fn check(&self) -> Result<()> {
        check_count(self.racers.len())?;
        landscape::named(&self.landscape.as_str().into()).map(|_| ())
    }

    /// Sets one of [`RaceConfig::SETTINGS`] by name.
    ///
    /// # Errors
    /// An unknown name, or a value that the setting does not take.
    pub fn set(&mut self, name: &str, value: impl Into<Value>) -> Result<()> {
        let others = ["v", "landscape", "start", "racers"];
        set(
            &mut self.values,
            Self::SETTINGS,
            name,
            &value.into(),
            "a race",
            &others,
        )
    }

    /// The config as a value with every name spelled out.
    pub fn to_value(&self) -> Value {
        let start = self.start.map_or(Value::Null, |start| {
            Value::Map(vec![
                ("m".into(), start.m.into()),
                ("b".into(), start.b.into()),
            ])
        });
        let racers = self.racers.iter().map(RacerConfig::to_value).collect();
        let mut entries = vec![
            ("v".into(), Value::Number(VERSION)),
            ("landscape".into(), self.landscape.as_str().into()),
            ("start".into(), start),
        ];
        entries.extend(named(&self.values));
        entries.push(("racers".into(), Value::List(racers)));
        Value::Map(entries)
    }

    /// Whether the other config has the same data in the same batches, drawn by whatever seed.
    pub(crate) fn has_the_rows_of(&self, other: &Self) -> bool {
        let drawn = [
            settings::ROWS,
            settings::TRAIN_FRACTION,
            settings::STANDARDIZE,
            settings::BATCH_SIZE,
        ];
        let mut drawn = drawn.iter();
        self.landscape == other.landscape
            && drawn.all(|setting| self.values.get(setting) == other.values.get(setting))
    }

    /// Whether the other config is the same but for the racers.
    pub(crate) fn has_the_course_of(&self, other: &Self) -> bool {
        (&self.landscape, self.start, &self.values)
            == (&other.landscape, other.start, &other.values)
    }

    pub(crate) fn seed(&self) -> u32 {
        self.count(&settings::SEED).unwrap_or(0) as u32
    }

    pub(crate) fn rows(&self) -> usize {
        self.count(&settings::ROWS).unwrap_or(0) as usize
    }

    pub(crate) fn train_fraction(&self) -> f64 {
        self.values.number(&settings::TRAIN_FRACTION).unwrap_or(1.0)
    }

    pub(crate) fn standardize(&self) -> bool {
        self.values.switch(&settings::STANDARDIZE)
    }

    /// The rows of one batch; `None` is everything at once.
    pub(crate) fn batch_size(&self) -> Option<usize> {
        self.count(&settings::BATCH_SIZE).map(|size| size as usize)
    }

    pub(crate) fn epochs(&self) -> u64 {
        self.count(&settings::EPOCHS).unwrap_or(0)
    }

    pub(crate) fn threshold(&self) -> f64 {
        self.values.number(&settings::THRESHOLD).unwrap_or(0.0)
    }

    fn count(&self, setting: &Setting) -> Option<u64> {
        self.values.number(setting).map(|value| value as u64)
    }
}

fn read_start(value: &Value) -> Result<Option<Params>> {
    let legal = "an object with two finite numbers m and b, or null";
    if *value == Value::Null {
        return Ok(None);
    }
    let mut start = [None; 2];
    for (name, value) in entries("start", value).map_err(|_| Error::new("start", value, legal))? {
        let place = match name.as_str() {
            "m" => 0,
            "b" => 1,
            _ => {
                return Err(Error::new(
                    format!("start.{name}"),
                    value,
                    "no value: a start has only m and b",
                ));
            }
        };
        match value {
            Value::Number(v) if v.abs() <= LARGEST => start[place] = Some(*v),
            _ => {
                let legal = format!("a number from -{0} to {0}", shortest(LARGEST));
                return Err(Error::new(format!("start.{name}"), value, legal));
            }
        }
    }
    match start {
        [Some(m), Some(b)] => Ok(Some(Params { m, b })),
        _ => Err(Error::new("start", "incomplete", legal)),
    }
}

fn legal_count() -> String {
    format!("a list of 1 to {MAX_RACERS} racers")
}

fn check_count(count: usize) -> Result<()> {
    if (1..=MAX_RACERS).contains(&count) {
        return Ok(());
    }
    Err(Error::new(
        "racers",
        format!("a list of {count}"),
        legal_count(),
    ))
}

fn read_racers(value: &Value) -> Result<Vec<RacerConfig>> {
    let Value::List(list) = value else {
        return Err(Error::new("racers", value, legal_count()));
    };
    check_count(list.len())?;
    let racers = list.iter().enumerate();
    racers
        .map(|(i, racer)| {
            let place = format!("racers[{i}]");
            entries(&place, racer)?;
            RacerConfig::read(racer).map_err(|error| error.within(&place))
        })
        .collect()
}

impl Serialize for RaceConfig {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        self.to_value().serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for RaceConfig {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        Self::read(&Value::deserialize(deserializer)?).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::optim::Framework;

    fn read(json: &str) -> Result<RaceConfig> {
        RaceConfig::read(&serde_json::from_str(json).expect("good JSON"))
    }

    #[test]
    fn what_is_left_out_is_at_its_default() {
        assert_eq!(read("{}"), Ok(RaceConfig::default()));
        let config = read(r#"{"v":1,"racers":[{"optimizer":"adam","beta1":0}]}"#).expect("good");
        assert_eq!(config.racers.len(), 1);
        let racer = &config.racers[0];
        assert_eq!(racer.values().number(&settings::BETA1), Some(0.0));
        assert_eq!(racer.values().number(&settings::LEARNING_RATE), Some(0.01));
        assert_eq!(racer.values().number(&settings::CLIP), None);
    }

    #[test]
    fn spelled_out_and_read_again_it_is_the_same() {
        let mut config = RaceConfig::default();
        config
            .set("batchSize", Value::Null)
            .expect("null is everything");
        config.start = Some(Params::new(0.1, -2.0));
        config.racers[3]
            .follow(Framework::Keras)
            .expect("Keras has Adam");
        assert_eq!(RaceConfig::read(&config.to_value()), Ok(config));
    }

    #[test]
    fn refuses_in_words() {
        for (json, message) in [
            (
                r#"{"sede":1}"#,
                "sede is 1, but it takes no value: a race has only v, landscape, start, racers, seed,",
            ),
            (
                r#"{"seed":-1}"#,
                "seed is -1, but it takes a whole number from 0 to 4294967295",
            ),
            (
                r#"{"seed":1.5}"#,
                "seed is 1.5, but it takes a whole number",
            ),
            (r#"{"v":2}"#, "v is 2, but it takes 1"),
            (
                r#"{"batchSize":"all"}"#,
                "batchSize is \"all\", but it takes a whole number from 1 to 65536, or null",
            ),
            (
                r#"{"landscape":"moon"}"#,
                "landscape is \"moon\", but it takes one of linear,",
            ),
            (r#"{"start":{"m":1}}"#, "start is incomplete"),
            (
                r#"{"start":{"m":1,"b":"x"}}"#,
                "start.b is \"x\", but it takes a number",
            ),
            (
                r#"{"racers":["sgd"]}"#,
                "racers[0] is \"sgd\", but it takes an object",
            ),
            (
                r#"{"racers":[]}"#,
                "racers is a list of 0, but it takes a list of 1 to 8 racers",
            ),
            (
                r#"{"racers":[{"beta1":1}]}"#,
                "racers[0].optimizer is missing, but it takes one of sgd,",
            ),
            (
                r#"{"racers":[{"optimizer":"adam"},{"optimizer":"adam","beta1":1}]}"#,
                "racers[1].beta1 is 1, but it takes a number from 0 to below 1",
            ),
            (
                r#"{"racers":[{"optimizer":"sgd","beta1":0.9}]}"#,
                "racers[0].beta1 is 0.9, but it takes no value: SGD has only optimizer, framework, learningRate,",
            ),
            (
                r#"{"racers":[{"optimizer":"sgd","learningRate":null}]}"#,
                "racers[0].learningRate is null, but it takes a number from 0 to 1000000",
            ),
        ] {
            let error = read(json).expect_err(json).to_string();
            assert!(error.starts_with(message), "{error}");
        }
    }
}
