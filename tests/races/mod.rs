//! Random races, and everything that can be asked of one.

use downhill::{
    CLASSICS, Dataset, OPTIMIZERS, Race, RaceConfig, RacerConfig, RacerState, StepReport, Value,
};
use proptest::prelude::*;

/// Rows around a line, with enough scatter that batches differ.
pub fn data() -> Dataset {
    let rows = (0..300)
        .map(|i| {
            let x = f64::from(i % 37) * 0.3 - 2.0;
            [x, 3.0 * x + f64::from(i * i % 23) * 0.4]
        })
        .collect();
    Dataset::new("x", "y", rows).expect("good rows")
}

/// Everything that can be asked of a racer: its state, its report, and the bits of its trail and
/// of its losses.
pub type Snapshot = (RacerState, Option<StepReport>, Vec<u64>, Vec<u64>);

/// Everything that can be asked of a race at its step.
pub fn snapshot(race: &Race) -> Vec<Snapshot> {
    let racers = 0..race.racers();
    racers
        .map(|i| {
            let trail = race.trail(i).expect("a racer");
            let losses = race.epoch_losses(i).expect("a racer");
            (
                race.state(i).expect("a racer"),
                race.report(i),
                trail
                    .iter()
                    .flat_map(|at| at.to_array().map(f64::to_bits))
                    .collect(),
                losses.iter().map(|loss| loss.to_bits()).collect(),
            )
        })
        .collect()
}

prop_compose! {
    /// Any optimizer, sometimes with settings at which it diverges.
    pub fn racer()(
        index in 0..OPTIMIZERS.len(),
        // Up to rates at which runs diverge.
        exponent in -4.0..1.0_f64,
        ascend in prop::bool::weighted(0.1),
        clip in prop::option::of(0.1..5.0),
        decay in prop_oneof![3 => Just(0.0), 1 => 1e-4..1e-1],
        schedule in prop::sample::select(vec!["constant", "step", "exponential", "cosine", "warmup"]),
    ) -> RacerConfig {
        let mut racer = RacerConfig::new(OPTIMIZERS[index].name).expect("in the list");
        let clip = clip.map_or(Value::Null, Value::Number);
        for (name, value) in [
            ("learningRate", Value::Number(10_f64.powf(exponent))),
            ("ascend", Value::Switch(ascend)),
            ("clip", clip),
            ("weightDecay", Value::Number(decay)),
            ("schedule", schedule.into()),
            ("gamma", Value::Number(0.99)),
            ("stepSize", Value::Number(20.0)),
            ("horizon", Value::Number(90.0)),
            ("warmup", Value::Number(30.0)),
        ] {
            racer.set(name, value).expect("within its range");
        }
        racer
    }
}

prop_compose! {
    /// A short race of one to three of them.
    pub fn config()(
        racers in prop::collection::vec(racer(), 1..4),
        seed: u32,
        batch in prop_oneof![
            Just(Value::Null),
            (1_u32..40).prop_map(|size| Value::Number(f64::from(size))),
        ],
        epochs in 1_u32..40,
        threshold in prop::sample::select(vec![0.0, 1e-6, 1e-3, 1e-1]),
        standardize: bool,
        landscape in prop::option::weighted(0.2, 0..CLASSICS.len()),
    ) -> RaceConfig {
        let mut config = RaceConfig::default();
        config.racers = racers;
        if let Some(index) = landscape {
            config.landscape = CLASSICS[index].name.into();
        }
        for (name, value) in [
            ("seed", Value::Number(f64::from(seed))),
            ("rows", Value::Number(50.0)),
            ("batchSize", batch),
            ("epochs", Value::Number(f64::from(epochs))),
            ("threshold", Value::Number(threshold)),
            ("standardize", Value::Switch(standardize)),
        ] {
            config.set(name, value).expect("within its range");
        }
        config
    }
}
