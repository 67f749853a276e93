//! What racers are called, so that no two have the same name.

use crate::decimal::rounded;
use crate::optim::Framework;
use crate::settings::{Kind, Setting};
use crate::training::config::RaceConfig;
use crate::training::racer::RacerConfig;
use crate::value::Value;

impl RaceConfig {
    /// The racers' names for people: the optimizer's title, and where it races more than once, what
    /// differs ("Adam, η 0.1"), or else a number ("Adam 2").
    pub fn labels(&self) -> Vec<String> {
        let racers = &self.racers;
        let mut labels = vec![String::new(); racers.len()];
        for (place, racer) in racers.iter().enumerate() {
            if !labels[place].is_empty() {
                continue;
            }
            let title = racer.about().title;
            let places: Vec<usize> = (place..racers.len())
                .filter(|&other| racers[other].about() == racer.about())
                .collect();
            let group: Vec<&RacerConfig> = places.iter().map(|&i| &racers[i]).collect();
            let apart = differences(&group);
            for (number, &place) in places.iter().enumerate() {
                labels[place] = match &apart {
                    _ if places.len() == 1 => title.to_owned(),
                    Some(apart) if apart[number].is_empty() => title.to_owned(),
                    Some(apart) => format!("{title}, {}", apart[number]),
                    None => format!("{title} {}", number + 1),
                };
            }
        }
        labels
    }
}

/// What tells racers of one optimizer apart, by one setting or their conventions; `None` where no
/// single one does.
fn differences(racers: &[&RacerConfig]) -> Option<Vec<String>> {
    let first = racers.first()?;
    let by_setting = |setting: &Setting| -> Vec<String> {
        let values = racers.iter().map(|racer| racer.values().get(setting));
        values.map(|value| phrase(setting, &value)).collect()
    };
    let by_framework = || -> Vec<String> {
        let names = racers.iter().map(|racer| match racer.framework() {
            Framework::Tutorial => String::new(),
            other => other.title().to_owned(),
        });
        names.collect()
    };
    let settings = first.settings();
    let mut candidates = std::iter::once(by_framework()).chain(settings.iter().map(by_setting));
    candidates.find(|phrases| {
        let mut rest = phrases.iter().enumerate();
        rest.all(|(place, phrase)| !phrases[..place].contains(phrase))
    })
}

/// A value with its symbol: "η 0.1"; a switch that is off is not worth a word.
fn phrase(setting: &Setting, value: &Value) -> String {
    let name = match setting.symbol {
        "" => setting.label,
        symbol => symbol,
    };
    match (setting.kind, value) {
        (_, Value::Number(number)) => format!("{name} {}", rounded(*number, 4)),
        (_, Value::Switch(true)) => setting.label.to_owned(),
        (_, Value::Switch(false)) => String::new(),
        (Kind::Number { off: Some(off), .. }, Value::Null) => off.label.to_owned(),
        (Kind::Choice { of, labels, .. }, Value::Text(text)) => {
            let found = of.iter().zip(labels).find(|(name, _)| *name == text);
            found.map_or_else(|| text.clone(), |(_, label)| (*label).to_owned())
        }
        _ => value.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(racers: &[(&str, &[(&str, Value)])]) -> Vec<String> {
        let mut config = RaceConfig::default();
        config.racers = racers
            .iter()
            .map(|(name, values)| {
                let mut racer = RacerConfig::new(name).expect("in the list");
                for (setting, value) in *values {
                    racer.set(setting, value.clone()).expect("legal");
                }
                racer
            })
            .collect();
        config.labels()
    }

    #[test]
    fn an_optimizer_that_races_once_has_its_own_name() {
        assert_eq!(
            RaceConfig::default().labels(),
            ["SGD", "Momentum", "RMSprop", "Adam"]
        );
    }

    #[test]
    fn what_differs_is_said() {
        let rate = |rate: f64| ("learningRate", Value::Number(rate));
        assert_eq!(
            labels(&[("adam", &[rate(0.1)]), ("sgd", &[]), ("adam", &[])]),
            ["Adam, η 0.1", "SGD", "Adam, η 0.01"]
        );
        assert_eq!(
            labels(&[("adam", &[]), ("adam", &[("amsgrad", true.into())])]),
            ["Adam", "Adam, AMSGrad"]
        );
        assert_eq!(
            labels(&[("sgd", &[("clip", Value::Null)]), ("sgd", &[])]),
            ["SGD, no clipping", "SGD, c 1"]
        );
    }

    #[test]
    fn equals_are_counted() {
        assert_eq!(
            labels(&[("adam", &[]), ("adam", &[]), ("sgd", &[])]),
            ["Adam 1", "Adam 2", "SGD"]
        );
        // Two differ, the third is like the first: no setting tells all three apart.
        let rate = &[("learningRate", Value::Number(0.1))][..];
        assert_eq!(
            labels(&[("adam", &[]), ("adam", rate), ("adam", &[])]),
            ["Adam 1", "Adam 2", "Adam 3"]
        );
        // What is equal after rounding is not told apart by it.
        let close = &[("learningRate", Value::Number(0.010_000_001))][..];
        assert_eq!(
            labels(&[("adam", &[]), ("adam", close)]),
            ["Adam 1", "Adam 2"]
        );
    }

    #[test]
    fn conventions_come_first() {
        let mut config = RaceConfig::default();
        config.racers = vec![RacerConfig::new("adam").expect("in the list"); 2];
        config.racers[1]
            .follow(Framework::Keras)
            .expect("it has Adam");
        assert_eq!(config.labels(), ["Adam", "Adam, Keras"]);
    }
}
