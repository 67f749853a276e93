//! A race whose config is changed on the way equals, bit for bit, a fresh race with that config.

mod races;

use downhill::{Dataset, Race, RaceConfig, RacerConfig, Value};
use proptest::prelude::*;
use races::{config, data, racer, snapshot};

/// What a hand may do to a race.
#[derive(Debug, Clone)]
enum Move {
    /// A racer in place of another, a further one, one less, or the order turned.
    Replace(usize, RacerConfig),
    Add(RacerConfig),
    Double(usize),
    Remove(usize),
    Turn,
    Seed(u32),
    /// Slices of catching up, too few for most changes.
    CatchUp(u8),
    Advance(u64),
    /// Slices of advancing to a step.
    AdvanceTo(u64, u8),
    Seek(u64),
}

fn walk() -> impl Strategy<Value = Vec<Move>> {
    let place = 0..8_usize;
    let one = prop_oneof![
        3 => (place.clone(), racer()).prop_map(|(i, racer)| Move::Replace(i, racer)),
        2 => racer().prop_map(Move::Add),
        1 => place.clone().prop_map(Move::Double),
        2 => place.prop_map(Move::Remove),
        1 => Just(Move::Turn),
        1 => any::<u32>().prop_map(Move::Seed),
        3 => (1..4_u8).prop_map(Move::CatchUp),
        2 => (0..700_u64).prop_map(Move::Advance),
        2 => (0..900_u64, 1..6_u8).prop_map(|(to, slices)| Move::AdvanceTo(to, slices)),
        3 => (0..900_u64).prop_map(Move::Seek),
    ];
    prop::collection::vec(one, 1..10)
}

/// The changed config, or `None` where the move changes none.
fn changed(config: &RaceConfig, step: &Move) -> Option<RaceConfig> {
    let mut config = config.clone();
    let count = config.racers.len();
    match step {
        Move::Replace(i, racer) => config.racers[i % count] = racer.clone(),
        Move::Add(racer) if count < 8 => config.racers.push(racer.clone()),
        Move::Double(i) if count < 8 => config.racers.insert(0, config.racers[i % count].clone()),
        Move::Remove(i) if count > 1 => {
            config.racers.remove(i % count);
        }
        Move::Turn => config.racers.reverse(),
        Move::Seed(seed) => config.set("seed", *seed).expect("any seed"),
        _ => return None,
    }
    Some(config)
}

/// Brings everyone along, in slices of a clock that moves each time it is looked at.
fn catch_up(race: &mut Race, slices: usize) {
    for _ in 0..slices {
        let mut now = 0.0;
        let caught = race.catch_up_for(1.5, || {
            now += 1.0;
            now
        });
        assert_eq!(caught.done, !race.is_behind());
        if caught.done {
            return;
        }
    }
}

/// Advances in slices of such a clock.
fn advance_to(race: &mut Race, target: u64, slices: usize) {
    for _ in 0..slices {
        let mut now = 0.0;
        race.advance_for(2.5, target, || {
            now += 1.0;
            now
        });
    }
}

fn compare(
    race: &Race,
    data: &Dataset,
    config: &RaceConfig,
    step: u64,
) -> Result<(), TestCaseError> {
    let mut fresh = Race::new(data, config.clone()).expect("a good config");
    prop_assert_eq!(fresh.seek(step), race.step());
    prop_assert_eq!(snapshot(&fresh), snapshot(race));
    prop_assert_eq!(fresh.is_finished(), race.is_finished());
    for racer in 0..race.racers() {
        let until = race.step();
        prop_assert_eq!(
            fresh.losses(racer, until, 50),
            race.losses(racer, until, 50)
        );
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn any_changes_equal_a_fresh_race(first in config(), start in 0..900_u64, walk in walk()) {
        let data = data();
        let mut config = first;
        let mut race = Race::new(&data, config.clone()).expect("a good config");
        race.seek(start);
        // The step that was asked for last, which a race that ends before cannot show.
        let mut wanted = race.step();
        for step in walk {
            if let Some(next) = changed(&config, &step) {
                race.change(&data, next.clone()).expect("a good config");
                prop_assert_eq!(race.config(), &next);
                config = next;
                continue;
            }
            match step {
                Move::CatchUp(slices) => catch_up(&mut race, slices.into()),
                Move::Advance(count) => {
                    // A change that ends the race before takes the steps from there.
                    catch_up(&mut race, usize::MAX);
                    let from = race.step();
                    race.advance(count);
                    wanted = race.step();
                    prop_assert!(wanted <= from + count);
                }
                Move::AdvanceTo(to, slices) => {
                    let from = race.step();
                    advance_to(&mut race, to, slices.into());
                    prop_assert!(race.step() <= from.max(to));
                    if from < to {
                        wanted = race.step();
                    }
                }
                Move::Seek(to) => {
                    race.seek(to);
                    wanted = to;
                    compare(&race, &data, &config, wanted)?;
                    // What cannot be reached is forgotten by the next change.
                    wanted = race.step();
                }
                _ => {}
            }
        }
        let mut lazy = Race::new(&data, config.clone()).expect("a good config");
        lazy.seek(wanted);
        catch_up(&mut race, usize::MAX);
        compare(&race, &data, &config, wanted)?;
        // Later and earlier steps, too, some of which only those that stayed have seen.
        for to in [lazy.step() + 40, 10, 900, u64::MAX, 65] {
            race.seek(to);
            compare(&race, &data, &config, to)?;
        }
    }
}

#[test]
fn a_racer_that_stays_is_not_run_again_and_a_new_one_arrives_in_slices() {
    let data = data();
    let mut config = RaceConfig::default();
    for (name, value) in [("rows", 250.0), ("batchSize", 2.0), ("threshold", 0.0)] {
        config.set(name, value).expect("within its range");
    }
    let mut race = Race::new(&data, config.clone()).expect("a good config");
    race.seek(60_000);
    race.seek(20_000);
    let before = race.state(0);
    config.racers[3].set("learningRate", 0.02).expect("a rate");
    race.change(&data, config.clone()).expect("a good config");
    // At once: nobody was run.
    assert_eq!((race.step(), race.state(0)), (20_000, before.clone()));
    assert_eq!(race.state(3).expect("a racer").steps, 0);
    let mut fractions = vec![];
    while race.is_behind() {
        let mut now = 0.0;
        let caught = race.catch_up_for(1.0, || {
            now += 1.0;
            now
        });
        let steps = race.state(3).expect("a racer").steps;
        assert_eq!(caught.arrived, steps == 20_000);
        assert_eq!(race.state(0), before);
        fractions.push(caught.fraction);
    }
    assert!(fractions.len() > 100, "{}", fractions.len());
    assert!(fractions.is_sorted());
    compare(&race, &data, &config, 20_000).expect("equal");
}

#[test]
fn advancing_after_a_change_keeps_to_its_target_and_its_slices() {
    let data = data();
    let mut config = RaceConfig::default();
    config.set("rows", 250.0).expect("within its range");
    let mut race = Race::new(&data, config.clone()).expect("a good config");
    race.seek(5000);
    config.set("seed", 7.0).expect("a seed");
    race.change(&data, config.clone()).expect("a good config");
    advance_to(&mut race, 100, 1);
    assert!((1..100).contains(&race.step()), "{}", race.step());
    advance_to(&mut race, 100, 9);
    compare(&race, &data, &config, 100).expect("equal");

    race.seek(5000);
    config.racers[3].set("learningRate", 0.02).expect("a rate");
    race.change(&data, config.clone()).expect("a good config");
    advance_to(&mut race, 6000, 1);
    assert_eq!(race.step(), 5000);
    assert!(race.state(3).expect("a racer").steps < 500);
    advance_to(&mut race, 6000, 99);
    compare(&race, &data, &config, 6000).expect("equal");
}

#[test]
fn a_refused_change_leaves_everything_as_it_was() {
    let data = data();
    let mut config = RaceConfig::default();
    config.set("rows", 100.0).expect("a number");
    let mut race = Race::new(&data, config.clone()).expect("a good config");
    race.seek(33);
    let before = snapshot(&race);
    let mut wrong = config.clone();
    wrong.set("rows", 301.0).expect("legal in itself");
    let error = race.change(&data, wrong).expect_err("too many rows");
    assert!(error.to_string().starts_with("rows is 301"), "{error}");
    let mut none = config.clone();
    none.racers.clear();
    let error = race.change(&data, none.clone()).expect_err("nobody");
    let legal = "racers is a list of 0, but it takes a list of 1 to 8 racers";
    assert_eq!(error.to_string(), legal);
    assert!(Race::new(&data, none).is_err());
    let mut moon = config.clone();
    moon.landscape = "moon".into();
    let error = race.change(&data, moon).expect_err("no such landscape");
    assert!(
        error.to_string().starts_with("landscape is \"moon\""),
        "{error}"
    );
    assert_eq!((race.config(), race.step()), (&config, 33));
    assert_eq!(snapshot(&race), before);
}

#[test]
fn a_race_that_ends_early_comes_back_to_its_step() {
    let data = data();
    let mut config = RaceConfig::default();
    config.set("rows", 100.0).expect("a number");
    config.racers.truncate(1);
    config.racers[0].set("clip", Value::Null).expect("off");
    let mut race = Race::new(&data, config.clone()).expect("a good config");
    race.seek(500);
    let mut wild = config.clone();
    wild.racers[0].set("learningRate", 30.0).expect("a rate");
    race.change(&data, wild).expect("a good config");
    catch_up(&mut race, usize::MAX);
    assert!(race.is_finished() && race.step() < 500);
    assert_eq!(race.goal(), race.step());
    race.change(&data, config.clone()).expect("a good config");
    assert_eq!(race.goal(), 500);
    catch_up(&mut race, usize::MAX);
    compare(&race, &data, &config, 500).expect("equal");
}

#[test]
fn at_the_start_nobody_is_behind() {
    let data = data();
    let mut config = RaceConfig::default();
    config.set("rows", 100.0).expect("a number");
    let mut race = Race::new(&data, config.clone()).expect("a good config");
    let again = config.racers[1].clone();
    config.racers.push(again);
    race.change(&data, config.clone()).expect("a good config");
    assert!(!race.is_behind());
    race.advance(40);
    compare(&race, &data, &config, 40).expect("equal");
}
