//! By which rule the racers' settings were chosen: read off a config, and put into one.

use crate::error::{Error, Result, quoted};
use crate::optim::{Framework, Schedule};
use crate::settings::{self, Setting};
use crate::training::config::RaceConfig;
use crate::training::racer::RacerConfig;
use crate::value::Value;

/// The rule behind the racers' settings. It is no part of a config: the config itself shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fairness {
    /// The settings that the first race has: the tutorial's, momentum slowed to SGD's pace.
    Usual,
    /// The same learning rate, clipping and schedule for all; what only one optimizer has, such
    /// as its decays, at its usual value.
    Same,
    /// For each optimizer the learning rate at which it is quickest on the first race.
    Tuned,
    /// A framework's defaults.
    Framework(Framework),
    /// None of these rules.
    Own,
}

/// What all racers have alike under [`Fairness::Same`].
const SHARED: [Setting; 3] = [settings::LEARNING_RATE, settings::CLIP, settings::ASCEND];

impl Fairness {
    /// The rules that can be chosen, in the order in which they are offered.
    pub const ALL: [Self; 7] = [
        Self::Usual,
        Self::Same,
        Self::Tuned,
        Self::Framework(Framework::Tutorial),
        Self::Framework(Framework::PyTorch),
        Self::Framework(Framework::Keras),
        Self::Framework(Framework::TensorFlowJs),
    ];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Usual => "usual",
            Self::Same => "same",
            Self::Tuned => "tuned",
            Self::Framework(framework) => framework.name(),
            Self::Own => "own",
        }
    }

    /// The rule of that name.
    ///
    /// # Errors
    /// A name that none has that can be chosen.
    pub fn named(name: &str) -> Result<Self> {
        let found = Self::ALL
            .into_iter()
            .find(|fairness| fairness.name() == name);
        found.ok_or_else(|| {
            let names = Self::ALL.map(Self::name).join(", ");
            Error::new("fairness", quoted(name), format!("one of {names}"))
        })
    }

    /// Its name for people.
    pub fn title(self) -> String {
        match self {
            Self::Usual => "Tutorial settings, momentum at η 0.01".into(),
            Self::Same => "Same settings for all".into(),
            Self::Tuned => "Tuned for each optimizer".into(),
            Self::Framework(Framework::Tutorial) => "The tutorial’s defaults".into(),
            Self::Framework(framework) => format!("{}’s defaults", framework.title()),
            Self::Own => "Settings of your own".into(),
        }
    }

    /// What it means, in a sentence or two.
    pub fn help(self) -> String {
        match self {
            Self::Usual => {
                "The settings of the tutorial that this page began with, but momentum’s learning \
                 rate is 0.01 instead of 0.1: its velocity adds up ten gradients, so that this is \
                 SGD’s pace."
                    .into()
            }
            Self::Same => {
                "One learning rate, one clipping and one schedule for all. What only some \
                 optimizers have, such as their decays, is at its usual value. The same rate means \
                 different step sizes: SGD’s shrink with the slope, Adam’s do not."
                    .into()
            }
            Self::Tuned => {
                "Each optimizer has the learning rate with the lowest mean loss over the first \
                 1,000 steps on the diamonds as they open here, out of 1, 2 and 5 times the powers \
                 of ten and averaged over eight seeds. All else is at its usual value."
                    .into()
            }
            Self::Framework(Framework::Tutorial) => {
                "The settings of the tutorial that this page began with; for optimizers that it \
                 lacks, those of their papers."
                    .into()
            }
            Self::Framework(framework) => format!(
                "Each optimizer as it is in {} when nothing is said, conventions included. One \
                 that it lacks keeps the settings that it has in the first race here.",
                framework.title()
            ),
            Self::Own => "At least one setting was changed by hand.".into(),
        }
    }
}

impl RaceConfig {
    /// The rule that the racers' settings follow.
    pub fn fairness(&self) -> Fairness {
        let order = [Fairness::Framework(Framework::Tutorial)];
        let mut rules = order.into_iter().chain(Fairness::ALL);
        let fits = |rule: &Fairness| {
            // A framework that has none of the optimizers says nothing about the race.
            let applies = match rule {
                Fairness::Framework(framework) => {
                    self.lacking(*framework).len() < self.racers.len()
                }
                _ => true,
            };
            applies && self.with_fairness(*rule).racers == self.racers
        };
        rules.find(fits).unwrap_or(Fairness::Own)
    }

    /// The same race with its racers' settings chosen by a rule; [`Fairness::Own`] leaves them as
    /// they are. For the same settings for all, a rate that they share already stays.
    pub fn with_fairness(&self, fairness: Fairness) -> Self {
        let shared: Vec<(Setting, Value)> = SHARED
            .into_iter()
            .chain(Schedule::SETTINGS.iter().copied())
            .map(|setting| {
                let mut values = self.racers.iter().map(|racer| racer.values().get(&setting));
                let first = values.next().unwrap_or(Value::Null);
                // One racer alone shares nothing with anyone.
                let common = self.racers.len() > 1 && values.all(|value| value == first);
                (setting, if common { first } else { setting.default() })
            })
            .collect();
        let mut config = self.clone();
        for racer in &mut config.racers {
            let about = racer.about();
            let mut fair = match fairness {
                Fairness::Own => racer.clone(),
                Fairness::Usual | Fairness::Tuned => RacerConfig::usual(about),
                Fairness::Same => RacerConfig::of(about),
                Fairness::Framework(framework) => {
                    let mut fair = RacerConfig::of(about);
                    match fair.follow(framework) {
                        Ok(()) => fair,
                        // The framework does not have it.
                        Err(_) => RacerConfig::usual(about),
                    }
                }
            };
            match fairness {
                Fairness::Tuned => fair.put(&settings::LEARNING_RATE, about.tuned_rate.into()),
                Fairness::Same => {
                    for (setting, value) in &shared {
                        fair.put(setting, value.clone());
                    }
                }
                _ => {}
            }
            *racer = fair;
        }
        config
    }

    /// The rule in words, as a heading over the race: "PyTorch’s defaults", with what a framework
    /// lacks.
    pub fn fairness_heading(&self) -> String {
        let fairness = self.fairness();
        let title = fairness.title();
        match fairness {
            Fairness::Tuned if !Self::default().has_the_rows_of(self) => {
                format!("{title} for the first race")
            }
            Fairness::Framework(framework) => {
                let lacking = self.lacking(framework);
                match lacking.as_slice() {
                    [] => title,
                    _ => format!("{title} (none for {})", lacking.join(", ")),
                }
            }
            _ => title,
        }
    }

    /// The optimizers of the race that a framework does not have, each once.
    fn lacking(&self, framework: Framework) -> Vec<&'static str> {
        let mut titles = Vec::new();
        for racer in &self.racers {
            let about = racer.about();
            if RacerConfig::of(about).follow(framework).is_err() && !titles.contains(&about.title) {
                titles.push(about.title);
            }
        }
        titles
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::optim::OPTIMIZERS;
    use proptest::prelude::*;

    fn race(names: &[&str]) -> RaceConfig {
        let mut config = RaceConfig::default();
        let racers = names.iter().map(|name| RacerConfig::new(name));
        config.racers = racers.collect::<Result<_>>().expect("in the list");
        config
    }

    proptest! {
        #[test]
        fn what_was_put_into_a_config_is_read_off_it(
            places in prop::collection::vec(0..OPTIMIZERS.len(), 2..9),
            rate in prop::option::of(1e-4..1.0_f64),
        ) {
            let names: Vec<&str> = places.iter().map(|&place| OPTIMIZERS[place].name).collect();
            let mut config = race(&names);
            if let Some(rate) = rate {
                config.racers[0].set("learningRate", rate).expect("a rate");
            }
            for fairness in Fairness::ALL {
                let fair = config.with_fairness(fairness);
                let read = fair.fairness();
                // Two rules may ask for the same; then either is true.
                prop_assert_eq!(&fair.with_fairness(read), &fair);
                prop_assert_eq!(&fair.with_fairness(fairness), &fair);
                prop_assert!(read != Fairness::Own || matches!(fairness, Fairness::Framework(_)));
                prop_assert_eq!(Fairness::named(fairness.name()), Ok(fairness));
                prop_assert_eq!(RaceConfig::read(&fair.to_value()), Ok(fair));
            }
        }
    }

    #[test]
    fn the_default_race_is_described_as_it_is() {
        let config = RaceConfig::default();
        assert_eq!(config.fairness(), Fairness::Usual);
        let heading = "Tutorial settings, momentum at η 0.01";
        assert_eq!(config.fairness_heading(), heading);
        let rate = config.racers[1].values().number(&settings::LEARNING_RATE);
        assert_eq!(rate, Some(0.01));
        let tutorial = config.with_fairness(Fairness::Framework(Framework::Tutorial));
        assert_eq!(tutorial.fairness_heading(), "The tutorial’s defaults");
    }

    #[test]
    fn an_edit_makes_the_settings_ones_own() {
        for fairness in Fairness::ALL {
            let mut config = RaceConfig::default().with_fairness(fairness);
            assert_eq!(config.fairness(), fairness);
            config.racers[3].set("beta1", 0.5).expect("a decay");
            assert_eq!(config.fairness(), Fairness::Own, "{fairness:?}");
            assert_eq!(config.fairness_heading(), "Settings of your own");
        }
    }

    #[test]
    fn the_same_for_all_is_any_rate_that_all_have() {
        let mut config = RaceConfig::default().with_fairness(Fairness::Same);
        for racer in &mut config.racers {
            assert_eq!(racer.values().number(&settings::LEARNING_RATE), Some(0.01));
            assert_eq!(racer.values().number(&settings::CLIP), Some(1.0));
            racer.set("learningRate", 0.03).expect("a rate");
        }
        assert_eq!(config.fairness(), Fairness::Same);
        config.racers[0].set("learningRate", 0.04).expect("a rate");
        assert_eq!(config.fairness(), Fairness::Own);
    }

    #[test]
    fn what_a_framework_lacks_is_said() {
        let framework = Fairness::Framework(Framework::TensorFlowJs);
        let config = race(&["adam", "nadam", "radam", "nadam"]).with_fairness(framework);
        assert_eq!(config.fairness(), framework);
        assert_eq!(
            config.fairness_heading(),
            "TensorFlow.js’s defaults (none for NAdam, RAdam)"
        );
        assert_eq!(
            config.racers[1],
            RacerConfig::new("nadam").expect("in the list")
        );
    }

    #[test]
    fn tuned_is_said_only_of_the_race_it_was_measured_on() {
        let mut config = RaceConfig::default().with_fairness(Fairness::Tuned);
        assert_eq!(config.fairness_heading(), "Tuned for each optimizer");
        config.set("seed", 7).expect("a seed");
        assert_eq!(config.fairness_heading(), "Tuned for each optimizer");
        config.set("standardize", false).expect("a switch");
        assert_eq!(
            config.fairness_heading(),
            "Tuned for each optimizer for the first race"
        );
    }

    #[test]
    fn an_unknown_rule_is_refused() {
        let error = Fairness::named("honest").expect_err("no such rule");
        assert!(
            error
                .to_string()
                .starts_with("fairness is \"honest\", but it takes one of usual, same"),
            "{error}"
        );
    }
}
