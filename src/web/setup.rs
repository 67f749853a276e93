//! Everything that can be set, as the page calls it: the descriptions, and what a config says.

use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::landscape::{CLASSICS, Classic, classic};
use crate::optim::{About, Framework, OPTIMIZERS};
use crate::settings::{Kind, Setting, When};
use crate::training::{Fairness, MAX_RACERS, RaceConfig, RacerConfig, named};
use crate::value::Value;
use crate::web::convert;
use crate::web::race::{Race, read};

/// Everything that can be set.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SettingsObject {
    max_racers: usize,
    race: Vec<SettingObject>,
    framework: SettingObject,
    optimizers: Vec<OptimizerObject>,
    landscapes: Vec<LandscapeObject>,
    fairness: Vec<FairnessObject>,
}

/// A setting, what it takes as a phrase, and its default.
///
/// Field by field: flattened, each name would be made into a JavaScript text a hundred times.
#[derive(Serialize)]
struct SettingObject {
    name: &'static str,
    symbol: &'static str,
    label: &'static str,
    unit: &'static str,
    kind: Kind,
    help: &'static str,
    more: bool,
    drawn: bool,
    when: Option<When>,
    takes: String,
    default: Value,
}

/// An optimizer, its settings, and its defaults under each framework that has it.
#[derive(Serialize)]
struct OptimizerObject {
    name: &'static str,
    title: &'static str,
    idea: &'static str,
    formula: &'static str,
    paper: &'static str,
    settings: Vec<SettingObject>,
    defaults: Value,
}

/// A surface to race on.
#[derive(Serialize)]
struct LandscapeObject {
    name: &'static str,
    title: &'static str,
    about: &'static str,
}

impl LandscapeObject {
    const LINEAR: Self = Self {
        name: crate::landscape::LINEAR,
        title: "Diamonds",
        about: "The mean squared error of a line through real diamonds: a bowl.",
    };

    fn of(classic: &Classic) -> Self {
        Self {
            name: classic.name,
            title: classic.title,
            about: classic.about,
        }
    }
}

/// A rule for the racers' settings.
#[derive(Serialize)]
struct FairnessObject {
    name: &'static str,
    label: String,
    help: String,
}

/// What a config says of itself.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SummaryObject {
    labels: Vec<String>,
    fairness: &'static str,
    heading: String,
    landscape: LandscapeObject,
}

/// The one description of everything that can be set: `{maxRacers, race, framework, optimizers,
/// landscapes, fairness}`.
#[wasm_bindgen(js_name = settings)]
pub fn settings_object() -> Result<JsValue, JsValue> {
    let classics = CLASSICS.iter().map(LandscapeObject::of);
    convert::to_js(&SettingsObject {
        max_racers: MAX_RACERS,
        race: RaceConfig::SETTINGS.iter().map(described).collect(),
        framework: described(&Framework::SETTING),
        optimizers: OPTIMIZERS.iter().map(optimizer).collect(),
        landscapes: std::iter::once(LandscapeObject::LINEAR)
            .chain(classics)
            .collect(),
        fairness: Fairness::ALL
            .into_iter()
            .map(|fairness| FairnessObject {
                name: fairness.name(),
                label: fairness.title(),
                help: fairness.help(),
            })
            .collect(),
    })
}

/// What a config says of itself: `{labels, fairness, heading, landscape}`, the racers' names, the
/// rule behind their settings, and the surface, `{name, title, about}`.
#[wasm_bindgen]
pub fn summary(config: JsValue) -> Result<JsValue, JsValue> {
    summary_of(&read(config)?)
}

/// The config with its racers' settings chosen by a rule: a name of `settings().fairness`.
#[wasm_bindgen(js_name = withFairness)]
pub fn with_fairness(config: JsValue, name: &str) -> Result<JsValue, JsValue> {
    let fairness = Fairness::named(name).map_err(convert::error)?;
    convert::to_js(&read(config)?.with_fairness(fairness))
}

#[wasm_bindgen]
impl Race {
    /// What the race's config says of itself: see the function of that name.
    pub fn summary(&self) -> Result<JsValue, JsValue> {
        summary_of(self.race.config())
    }

    /// The condition numbers of the Hessian over the training rows, `{standardized, raw,
    /// current}`; null on a test surface.
    pub fn conditions(&self) -> Result<JsValue, JsValue> {
        convert::to_js(&self.race.condition_numbers(&self.data))
    }
}

fn summary_of(config: &RaceConfig) -> Result<JsValue, JsValue> {
    convert::to_js(&SummaryObject {
        labels: config.labels(),
        fairness: config.fairness().name(),
        heading: config.fairness_heading(),
        landscape: classic(&config.landscape).map_or(LandscapeObject::LINEAR, |classic| {
            LandscapeObject::of(&classic)
        }),
    })
}

fn described(setting: &Setting) -> SettingObject {
    SettingObject {
        name: setting.name,
        symbol: setting.symbol,
        label: setting.label,
        unit: setting.unit,
        kind: setting.kind,
        help: setting.help,
        more: setting.more,
        drawn: setting.drawn,
        when: setting.when,
        takes: setting.legal(),
        default: setting.default(),
    }
}

fn optimizer(about: &'static About) -> OptimizerObject {
    let Kind::Choice { of, .. } = Framework::SETTING.kind else {
        unreachable!("the framework is a choice");
    };
    // Each framework that has the optimizer, with all its values there.
    let defaults = of.iter().filter_map(|&name| {
        let mut racer = RacerConfig::of(about);
        racer.follow(Framework::named(&name.into()).ok()?).ok()?;
        let entries = named(racer.values()).collect();
        Some((name.to_owned(), Value::Map(entries)))
    });
    OptimizerObject {
        name: about.name,
        title: about.title,
        idea: about.idea,
        formula: about.formula,
        paper: about.paper,
        settings: RacerConfig::of(about)
            .settings()
            .iter()
            .map(described)
            .collect(),
        defaults: Value::Map(defaults.collect()),
    }
}
