//! What is drawn of an update adds up to the update.

use downhill::{ArrowKind, OPTIMIZERS, Pair, Race, RaceConfig, Value, diamonds};

static DIAMONDS: std::sync::LazyLock<downhill::Dataset> = std::sync::LazyLock::new(diamonds);

/// The race of one racer, after some steps.
fn race(racer: &str, steps: u64) -> Race {
    let json = format!(r#"{{"racers": [{racer}]}}"#);
    let value: Value = serde_json::from_str(&json).expect("JSON");
    let config = RaceConfig::read(&value).expect("a good config");
    let mut race = Race::new(&DIAMONDS, config).expect("a good race");
    race.advance(steps);
    race
}

struct Seen {
    gradient: Pair,
    momentum: Option<Pair>,
    second: Option<Pair>,
    step: Pair,
    rate: f64,
}

fn seen(racer: &str, steps: u64) -> Seen {
    let report = race(racer, steps).report(0).expect("a last update");
    let arrows = report.arrows();
    let value = |kind| {
        let found = arrows.iter().find(|arrow| arrow.kind == kind);
        found.map(|arrow| arrow.value)
    };
    Seen {
        gradient: value(ArrowKind::Gradient).expect("every update has a gradient"),
        momentum: value(ArrowKind::Momentum),
        second: value(ArrowKind::SecondMoment),
        step: value(ArrowKind::Step).expect("every update is a step"),
        rate: report.learning_rate,
    }
}

fn close(is: Pair, should: Pair, what: &str) {
    for i in 0..2 {
        let slack = 1e-6 * should[i].abs().max(1e-9);
        assert!(
            (is[i] - should[i]).abs() <= slack,
            "{what}: {is:?} {should:?}"
        );
    }
}

fn both(f: impl Fn(usize) -> f64) -> Pair {
    std::array::from_fn(f)
}

#[test]
fn the_step_is_the_way_from_before_to_after() {
    for about in OPTIMIZERS {
        let race = race(&format!(r#"{{"optimizer": "{}"}}"#, about.name), 40);
        let report = race.report(0).expect("a last update");
        let (before, after) = (report.params_before, report.params_after);
        let arrows = report.arrows();
        let step = arrows.iter().find(|arrow| arrow.kind == ArrowKind::Step);
        assert_eq!(
            step.map(|step| step.value),
            Some(both(|i| after[i] - before[i]))
        );
    }
}

#[test]
fn a_plain_step_is_the_gradient_times_the_rate() {
    for racer in [
        r#"{"optimizer": "sgd"}"#,
        r#"{"optimizer": "sgd", "clip": 0.1}"#,
        r#"{"optimizer": "sgd", "weightDecay": 0.3, "decoupledDecay": false}"#,
        r#"{"optimizer": "sgd", "ascend": true, "learningRate": 0.001}"#,
    ] {
        for steps in [1, 7] {
            let Seen {
                gradient,
                momentum,
                second,
                step,
                rate,
            } = seen(racer, steps);
            close(step, both(|i| rate * gradient[i]), racer);
            assert_eq!((momentum, second), (None, None), "{racer}");
        }
    }
}

#[test]
fn a_velocity_is_the_step_over_the_rate_in_both_conventions() {
    for inside in [true, false] {
        let racer = format!(r#"{{"optimizer": "momentum", "rateInVelocity": {inside}}}"#);
        let Seen {
            momentum,
            step,
            rate,
            gradient,
            ..
        } = seen(&racer, 1);
        let velocity = momentum.expect("a velocity");
        close(step, both(|i| rate * velocity[i]), &racer);
        // The first velocity is the gradient.
        close(velocity, gradient, &racer);
        let Seen {
            momentum,
            step,
            rate,
            ..
        } = seen(&racer, 30);
        close(
            step,
            momentum.expect("a velocity").map(|v| rate * v),
            &racer,
        );
        // Nesterov's step looks ahead along its velocity.
        let racer = racer.replace("momentum", "nesterov");
        let Seen {
            momentum,
            step,
            rate,
            gradient,
            ..
        } = seen(&racer, 30);
        let velocity = momentum.expect("a velocity");
        close(
            step,
            both(|i| rate * (gradient[i] + 0.9 * velocity[i])),
            &racer,
        );
    }
}

#[test]
fn an_adaptive_step_is_the_arrow_over_the_bars() {
    for racer in [
        r#"{"optimizer": "adam"}"#,
        r#"{"optimizer": "adam", "amsgrad": true}"#,
        r#"{"optimizer": "adam", "framework": "pytorch"}"#,
        r#"{"optimizer": "adam", "epsilonUncorrected": true}"#,
        r#"{"optimizer": "adamw", "weightDecay": 0}"#,
        r#"{"optimizer": "adamax"}"#,
        r#"{"optimizer": "rmsprop"}"#,
        r#"{"optimizer": "rmsprop", "centered": true, "biasCorrection": true}"#,
        r#"{"optimizer": "adagrad"}"#,
    ] {
        for steps in [2, 60] {
            let Seen {
                gradient,
                momentum,
                second,
                step,
                rate,
            } = seen(racer, steps);
            let (top, bars) = (momentum.unwrap_or(gradient), second.expect("bars"));
            assert!(bars.iter().all(|bar| *bar > 0.0), "{racer}");
            close(step, both(|i| rate * top[i] / bars[i]), racer);
        }
    }
}

#[test]
fn every_arrow_names_terms_of_its_report() {
    for about in OPTIMIZERS {
        let race = race(&format!(r#"{{"optimizer": "{}"}}"#, about.name), 40);
        let report = race.report(0).expect("a last update");
        for arrow in report.arrows() {
            let named = arrow.terms.iter().any(|name| {
                report.terms.get(name).is_some() || report.state_after.get(name).is_some()
            });
            assert!(named, "{} {:?}", about.name, arrow.kind);
            assert!(arrow.value.iter().all(|part| part.is_finite()));
        }
    }
    let start = race(r#"{"optimizer": "adam"}"#, 0);
    assert!(start.report(0).is_none());
}

#[test]
fn arrows_say_what_they_are() {
    let labels = |racer: &str| -> Vec<&'static str> {
        let report = race(racer, 1).report(0).expect("an update");
        report.arrows().iter().map(|arrow| arrow.label).collect()
    };
    let sgd = |more: &str| labels(&format!(r#"{{"optimizer": "sgd"{more}}}"#))[0];
    assert_eq!(sgd(r#", "clip": 0.1"#), "−gradient, clipped");
    assert_eq!(sgd(r#", "clip": 1000"#), "−gradient");
    assert_eq!(sgd(r#", "clip": null"#), "−gradient");
    assert_eq!(sgd(r#", "clip": null, "ascend": true"#), "gradient");
    assert_eq!(labels(r#"{"optimizer": "momentum"}"#)[1], "−velocity / η");
    assert_eq!(
        labels(r#"{"optimizer": "adam"}"#),
        ["−gradient", "−first moment", "√ second moment", "step"]
    );
    assert_eq!(labels(r#"{"optimizer": "rmsprop"}"#)[1], "√ mean square");
    assert_eq!(labels(r#"{"optimizer": "adagrad"}"#)[1], "√ sum of squares");
    assert_eq!(labels(r#"{"optimizer": "adamax"}"#)[2], "largest gradient");
}
