//! Reruns of recorded runs: anyone can check us against their own NumPy or PyTorch.
//!
//! A file in either format goes in as a value and comes out in the same shape, with our own numbers
//! in place of the recorded ones.

use crate::data::{Dataset, Scaling};
use crate::error::{Error, Result};
use crate::landscape::Quadratic;
use crate::point::Params;
use crate::training::config::RaceConfig;
use crate::training::racer::RacerConfig;
use crate::training::replay_torch::replay_torch;
use crate::training::session::Session;
use crate::value::Value;

/// Reruns every case of a file of recorded runs.
///
/// A file with `groups` is of the NumPy format: each group's runs share one random state, split
/// `data` and train as the tutorial does; what comes back are `initial`, `first_updates`,
/// `epoch_losses`, `m`, `b`, `epochs_run`, `test_rmse`, `normalization` and `ols`. A file with
/// `runs`, `x`, `y` and `start` is of the PyTorch format: full-batch runs of `torch.optim` on its
/// own rows; what comes back is `path`, as long as the recorded one.
///
/// # Errors
/// A file of neither format, or a case that names an optimizer or setting that there is none of.
pub fn replay(data: &Dataset, file: &Value) -> Result<Value> {
    let made_with = (
        "made_with",
        Value::from(concat!("downhill ", env!("CARGO_PKG_VERSION"))),
    );
    match (file.get("groups"), file.get("runs")) {
        (Some(Value::Map(groups)), _) => {
            let groups = groups.iter().map(|(name, runs)| {
                let runs = list(name, runs)?;
                Ok((name.clone(), Value::List(replay_group(data, runs)?)))
            });
            let groups = Value::Map(groups.collect::<Result<_>>()?);
            Ok(replaced(file, vec![made_with, ("groups", groups)]))
        }
        (_, Some(_)) => {
            let runs = Value::List(replay_torch(file)?);
            Ok(replaced(file, vec![made_with, ("runs", runs)]))
        }
        _ => Err(Error::new(
            "the file",
            "of another format",
            "an object with groups (NumPy runs), or with runs, x, y and start (PyTorch runs)",
        )),
    }
}

/// The same value, with some entries replaced.
pub(crate) fn replaced(value: &Value, new: Vec<(&str, Value)>) -> Value {
    let mut entries = match value {
        Value::Map(entries) => entries.clone(),
        _ => Vec::new(),
    };
    for (name, value) in new {
        match entries.iter_mut().find(|(key, _)| key == name) {
            Some((_, old)) => *old = value,
            None => entries.push((name.to_owned(), value)),
        }
    }
    Value::Map(entries)
}

pub(crate) fn list<'a>(name: &str, value: &'a Value) -> Result<&'a [Value]> {
    let found = value.as_list();
    found.ok_or_else(|| Error::new(name, value, "a list"))
}

pub(crate) fn need<'a>(value: &'a Value, name: &str) -> Result<&'a Value> {
    let found = value.get(name);
    found.ok_or_else(|| Error::new(name, "missing", "a value in every case"))
}

pub(crate) fn pairs(points: &[Params]) -> Value {
    Value::List(points.iter().map(|at| at.to_array().into()).collect())
}

fn replay_group(data: &Dataset, runs: &[Value]) -> Result<Vec<Value>> {
    let mut session = None;
    let mut replayed = Vec::new();
    for run in runs {
        let case = need(run, "case")?;
        let (config, racer) = numpy_case(case)?;
        let session = match &mut session {
            Some(session) => session,
            none => none.insert(Session::new(data, &config)?),
        };
        session.begin(&config, &racer)?;
        while session.epoch() {}
        replayed.push(numpy_values(data, session, run, &config));
    }
    Ok(replayed)
}

/// The value, or `most` where it is a larger number.
fn at_most(value: &Value, most: f64) -> Value {
    match value {
        Value::Number(number) if *number > most => most.into(),
        other => other.clone(),
    }
}

/// A case in NumPy's words as a config in ours.
fn numpy_case(case: &Value) -> Result<(RaceConfig, RacerConfig)> {
    let mut config = RaceConfig::default();
    for (theirs, ours) in [
        ("seed", "seed"),
        ("dataset_size", "rows"),
        ("train_fraction", "trainFraction"),
        ("normalize", "standardize"),
        ("epochs", "epochs"),
    ] {
        config.set(ours, need(case, theirs)?.clone())?;
    }
    // Slices of NumPy end with the array: a larger batch is the whole training set.
    let train = config.train_fraction() * config.rows() as f64;
    config.set(
        "batchSize",
        at_most(need(case, "batch_size")?, train.floor()),
    )?;
    // No change is below zero, nor below anything less.
    let threshold = need(case, "stopping_threshold")?;
    config.set(
        "threshold",
        threshold
            .as_number()
            .map_or(threshold.clone(), |t| t.max(0.0).into()),
    )?;
    let optimizer = need(case, "optimizer")?;
    let name = need(optimizer, "name")?;
    let mut racer = RacerConfig::new(name.as_text().unwrap_or_default())?;
    if let Value::Map(entries) = optimizer {
        for (name, value) in entries.iter().filter(|(name, _)| name != "name") {
            let ours = if name == "learning_rate" {
                "learningRate"
            } else {
                name
            };
            racer.set(ours, value.clone())?;
        }
    }
    racer.set("clip", need(case, "clip")?.clone())?;
    let sign = need(case, "gradient_sign")?;
    match sign.as_number() {
        Some(-1.0) => {}
        Some(1.0) => racer.set("ascend", true)?,
        _ => return Err(Error::new("gradient_sign", sign, "-1 or 1")),
    }
    Ok((config, racer))
}

fn numpy_values(data: &Dataset, session: &Session, recorded: &Value, config: &RaceConfig) -> Value {
    let length = |name: &str, usual: usize| {
        let list = recorded.get(name).and_then(Value::as_list);
        list.map_or(usual, <[Value]>::len) as u64
    };
    let updates = length("first_updates", 50).max(50);
    let losses = length("epoch_losses", 20).max(20);
    let points = session.first_points(updates);
    let losses = session.first_losses(losses).iter();
    let split = session.split();
    let raw: Vec<[f64; 2]> = split.source[..config.rows()]
        .iter()
        .map(|&row| data.rows()[usize::from(row)])
        .collect();
    let scaling = Scaling::of(&raw);
    let normalization = vec![
        ("mean".into(), scaling.mean.into()),
        ("std".into(), scaling.std.into()),
    ];
    let mut new = vec![
        ("initial", points[0].to_array().into()),
        ("first_updates", pairs(&points[1..])),
        (
            "epoch_losses",
            Value::List(losses.map(|&loss| loss.into()).collect()),
        ),
        ("normalization", Value::Map(normalization)),
        (
            "ols",
            Quadratic::fit(&split.train).minimum.to_array().into(),
        ),
    ];
    if let Some(outcome) = session.outcome() {
        new.push(("m", outcome.params.m.into()));
        new.push(("b", outcome.params.b.into()));
        new.push(("epochs_run", (outcome.epochs as f64).into()));
        new.push((
            "test_rmse",
            outcome.test_rmse.map_or(Value::Null, Value::Number),
        ));
    }
    replaced(recorded, new)
}
