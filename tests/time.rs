//! Going to any step of a race restores everything, and a step explains itself.

mod races;

use downhill::{Race, RaceConfig, StopReason, Value};
use proptest::prelude::*;
use races::{config, data, snapshot};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    #[test]
    fn any_walk_of_seeks_equals_a_straight_run(
        config in config(), walk in prop::collection::vec(0_u64..600, 1..6),
    ) {
        let data = data();
        let mut walker = Race::new(&data, config.clone()).expect("a good config");
        for step in walk {
            let arrived = walker.seek(step);
            let mut straight = Race::new(&data, config.clone()).expect("a good config");
            while straight.step() < step && straight.advance(1) > 0 {}
            prop_assert_eq!(arrived, straight.step());
            prop_assert_eq!(snapshot(&walker), snapshot(&straight));
            prop_assert_eq!(walker.is_finished(), straight.is_finished());
        }
    }

    #[test]
    fn every_number_stays_finite(config in config()) {
        let mut race = Race::new(&data(), config).expect("a good config");
        race.seek(u64::MAX);
        prop_assert!(race.is_finished());
        prop_assert_eq!(race.progress().fraction, 1.0);
        for index in 0..race.racers() {
            let state = race.state(index).expect("a racer");
            let stop = state.stop.expect("finished");
            prop_assert!(state.params.is_finite() && state.loss.is_finite());
            prop_assert_eq!(
                stop.step,
                state.steps + u64::from(stop.reason == StopReason::Diverged)
            );
            for at in race.trail(index).expect("a racer") {
                prop_assert!(race.landscape().value(at).is_finite());
            }
        }
    }
}

#[test]
fn far_travel_in_a_long_race_is_exact() {
    // Long enough that checkpoints are thinned several times.
    let data = data();
    let mut config = RaceConfig::default();
    for (name, value) in [
        ("rows", 250.0),
        ("batchSize", 2.0),
        ("epochs", 3000.0),
        ("threshold", 0.0),
    ] {
        config.set(name, value).expect("within its range");
    }
    let mut race = Race::new(&data, config.clone()).expect("a good config");
    assert_eq!(race.seek(u64::MAX), 300_000);
    let mut fresh = Race::new(&data, config).expect("a good config");
    // Ascending for the fresh race, which so never goes back.
    for step in [0, 1, 63, 64, 65, 9_999, 40_000, 131_073, 299_999, 300_000] {
        race.seek(step);
        fresh.seek(step);
        assert_eq!(snapshot(&race), snapshot(&fresh), "step {step}");
        race.seek(150_000);
    }
}

#[test]
fn slices_get_there_too_and_tell_their_progress() {
    let mut whole = Race::new(&data(), small()).expect("a good config");
    whole.seek(u64::MAX);
    let mut sliced = Race::new(&data(), small()).expect("a good config");
    // A clock that moves on by a millisecond each time it is looked at.
    let mut now = 0.0;
    let mut last = -1.0;
    for _ in 0..100_000 {
        let progress = sliced.advance_for(5.0, u64::MAX, || {
            now += 1.0;
            now
        });
        assert!(progress.fraction > last, "{progress:?}");
        last = progress.fraction;
        if progress.finished {
            break;
        }
    }
    assert_eq!(snapshot(&sliced), snapshot(&whole));
    assert_eq!(last, 1.0);
    let mut limited = Race::new(&data(), small()).expect("a good config");
    assert_eq!(limited.advance_for(1e9, 7, || 0.0).step, 7);
}

fn small() -> RaceConfig {
    let mut config = RaceConfig::default();
    for (name, value) in [
        ("rows", 100.0),
        ("batchSize", 8.0),
        ("epochs", 60.0),
        ("threshold", 0.0),
    ] {
        config.set(name, value).expect("within its range");
    }
    config
}

#[test]
fn a_diverging_run_keeps_its_last_finite_state() {
    let mut config = small();
    config.racers.truncate(1);
    config.racers[0]
        .set("clip", Value::Null)
        .expect("clipping may be off");
    config.racers[0]
        .set("learningRate", 30.0)
        .expect("a number");
    let mut race = Race::new(&data(), config).expect("a good config");
    race.seek(u64::MAX);
    let state = race.state(0).expect("a racer");
    let stop = state.stop.expect("it diverges");
    assert_eq!(stop.reason, StopReason::Diverged);
    assert_eq!(stop.step, state.steps + 1);
    assert!(stop.message().contains(&format!("step {}", stop.step)));
    assert!(state.loss.is_finite() && state.loss > 1e200);
    let report = race.report(0).expect("a last update");
    assert_eq!(report.step, state.steps);
    assert_eq!(report.params_after, state.params.to_array());
    // The update that could not be made is a step of its own: right before it nothing is wrong.
    assert_eq!(race.step(), stop.step);
    assert_eq!(race.seek(stop.step - 1), stop.step - 1);
    assert_eq!(race.state(0).expect("a racer").stop, None);
    assert_eq!(race.state(0).expect("a racer").params, state.params);
    race.seek(stop.step);
    assert_eq!(race.state(0).expect("a racer").stop, Some(stop));
}

#[test]
fn a_stopped_racer_keeps_its_report_while_the_others_go_on() {
    let mut config = small();
    config.racers.truncate(2);
    // The second one is done as soon as two losses have been compared.
    config.set("threshold", 1e-12).expect("a number");
    config.racers[1].set("learningRate", 0.0).expect("a number");
    let mut race = Race::new(&data(), config).expect("a good config");
    let per_epoch = race.steps_per_epoch();
    race.seek(2 * per_epoch);
    assert_eq!(
        race.state(1).expect("a racer").stop.map(|stop| stop.step),
        Some(2 * per_epoch)
    );
    let report = race.report(1).expect("a last update");
    race.seek(7 * per_epoch + 3);
    assert!(race.state(0).expect("a racer").stop.is_none());
    assert_eq!(race.report(1).as_ref(), Some(&report));
    race.seek(per_epoch);
    race.seek(5 * per_epoch);
    assert_eq!(race.report(1), Some(report));
}

#[test]
fn moving_the_start_leaves_the_batches_as_they_are() {
    let mut config = small();
    let mut race = Race::new(&data(), config.clone()).expect("a good config");
    config.start = Some(downhill::Params::new(5.0, 5.0));
    let mut moved = Race::new(&data(), config).expect("a good config");
    race.seek(33);
    moved.seek(33);
    let batch = |race: &Race| race.report(0).expect("a last update").batch;
    assert_eq!(batch(&race), batch(&moved));
    assert_eq!(moved.trail(0).expect("a racer")[0].to_array(), [5.0, 5.0]);
}

#[test]
fn what_does_not_fit_the_data_is_refused() {
    let refuse = |name: &str, value: f64| {
        let mut config = small();
        config.set(name, value).expect("legal in itself");
        match Race::new(&data(), config) {
            Err(error) => error.to_string(),
            Ok(_) => panic!("{name} = {value} was taken"),
        }
    };
    assert_eq!(
        refuse("rows", 301.0),
        "rows is 301, but it takes a whole number up to 300, the rows of the data"
    );
    assert_eq!(
        refuse("batchSize", 81.0),
        "batchSize is 81, but it takes a whole number from 1 to 80, the training rows, or null"
    );
    assert_eq!(
        refuse("trainFraction", 0.01),
        "trainFraction is 0.01, but it takes a share of the 100 rows that leaves at least 2 to train on"
    );
}
