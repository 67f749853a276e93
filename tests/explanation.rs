//! The equations of every optimizer, whatever its settings, compute what the race computed.

use std::collections::HashMap;

use downhill::{
    CalculatedStep, Explanation, Expression, Framework, OPTIMIZERS, Pair, Race, RaceConfig,
    RacerConfig, Setting, StepReport, Term, Value, diamonds,
};
use proptest::prelude::*;

static DIAMONDS: std::sync::LazyLock<downhill::Dataset> = std::sync::LazyLock::new(diamonds);

/// Terms that an update names and its equations do not, because the form that is computed goes
/// another way.
const ASIDE: [&str; 4] = [
    // Keras's form of Adam, and Adamax, divide the learning rate instead.
    "correctedFirstMoment",
    // Where nothing decays or is clipped, they are equal to what stands in the equations.
    "clippedGradient",
    "decayedLearningRate",
    "variance",
];

fn part(term: Term, i: usize) -> f64 {
    match term {
        Term::Pair(pair) => pair[i],
        Term::Scalar(value) => value,
    }
}

/// Computes every term from the inputs and the terms before it, and hands each to `check` with the
/// sum of the sizes of what it was added up from.
fn recompute(explained: &Explanation, from_told: bool, check: &mut dyn FnMut(&str, f64, f64, f64)) {
    for i in 0..2 {
        let mut known: HashMap<&str, f64> = (explained.inputs.0.iter())
            .map(|(name, input)| (*name, part(input.value, i)))
            .collect();
        for term in &explained.terms {
            let told = part(term.value, i);
            let (mut value, mut size) = (told, told.abs());
            if let Some(equation) = &term.equation {
                let of = |name: &str| known[name];
                value = equation.value(&of);
                size = unsigned(equation).value(&|name| of(name).abs());
            }
            check(term.name, told, value, size);
            known.insert(term.name, if from_told { told } else { value });
        }
    }
}

/// The same with every difference a sum: how large the numbers are that may cancel.
fn unsigned(expression: &Expression) -> Expression {
    match expression {
        Expression::Of("-", args) if args.len() == 1 => unsigned(&args[0]),
        // Below a bar, a root or in an exponent, a difference is what it is.
        Expression::Of("/", args) => Expression::Of("/", vec![unsigned(&args[0]), args[1].clone()]),
        Expression::Of(op @ ("+" | "-" | "*" | "max"), args) => {
            let op = if *op == "-" { "+" } else { op };
            Expression::Of(op, args.iter().map(unsigned).collect())
        }
        other => other.clone(),
    }
}

/// A racer with settings from a stream of numbers between 0 and 1.
fn racer(optimizer: usize, framework: &str, chances: &mut dyn Iterator<Item = f64>) -> RacerConfig {
    let about = &OPTIMIZERS[optimizer];
    let mut racer = RacerConfig::new(about.name).expect("in the list");
    for candidate in [
        Framework::PyTorch,
        Framework::Keras,
        Framework::TensorFlowJs,
    ] {
        if candidate.name() == framework {
            // Not every framework has every optimizer; then the tutorial's form it is.
            racer.follow(candidate).ok();
        }
    }
    let mut chance = || chances.next().unwrap_or(0.5);
    for Setting { name, .. } in racer.settings() {
        let old = racer.values().get(&setting(&racer, name));
        let value = match (name, old) {
            ("framework" | "fusedArithmetic", _) => continue,
            ("learningRate", _) => Value::Number(0.001 + 0.05 * chance()),
            ("clip", _) if chance() < 0.5 => Value::Null,
            ("clip", _) => Value::Number(0.01 + 2.0 * chance()),
            ("weightDecay" | "rateDecay" | "dampening" | "initialAccumulator", _) => {
                Value::Number((chance() - 0.5).max(0.0))
            }
            ("momentum", _) => Value::Number((chance() - 0.3).max(0.0)),
            ("beta" | "beta1" | "beta2" | "rho", _) => Value::Number(0.999 * chance()),
            ("epsilon", _) => Value::Number([0.0, 1e-8, 1e-3][(3.0 * chance()) as usize]),
            ("gamma", _) => Value::Number(0.9 + 0.1 * chance()),
            ("stepSize" | "horizon" | "warmup", _) => {
                Value::Number((1.0 + 40.0 * chance()).floor())
            }
            ("schedule", _) => {
                let names = ["constant", "step", "exponential", "cosine", "warmup"];
                names[(5.0 * chance()) as usize].into()
            }
            (_, Value::Switch(_)) => Value::Switch(chance() < 0.5),
            (_, other) => other,
        };
        racer.set(name, value).expect("within its range");
    }
    racer
}

fn setting(racer: &RacerConfig, name: &str) -> Setting {
    let found = racer.settings().into_iter().find(|s| s.name == name);
    found.unwrap_or_else(|| panic!("{name}"))
}

fn race(racer: RacerConfig, batch: Option<u32>, step: u64) -> Race {
    let mut config = RaceConfig::default();
    config.racers = vec![racer];
    for (name, value) in [
        ("rows", Value::Number(200.0)),
        ("threshold", Value::Number(0.0)),
        (
            "batchSize",
            batch.map_or(Value::Null, |size| Value::Number(f64::from(size))),
        ),
    ] {
        config.set(name, value).expect("within its range");
    }
    let mut race = Race::new(&DIAMONDS, config).expect("a good config");
    race.seek(step);
    race
}

/// Everything that the explanation says is what the report says.
fn agree(explained: &Explanation, report: &StepReport) -> Result<(), TestCaseError> {
    prop_assert_eq!(explained.step, report.step);
    for term in &explained.terms {
        let told = match term.name {
            "gradient" => Some(Term::Pair(report.gradient)),
            "paramsAfter" => Some(Term::Pair(report.params_after)),
            "learningRate" => Some(Term::Scalar(report.learning_rate)),
            name => report
                .terms
                .get(name)
                .or_else(|| report.state_after.get(name)),
        };
        prop_assert_eq!(Some(term.value), told, "{}", term.name);
        prop_assert_eq!(term.before, report.state_before.get(term.name));
        prop_assert_eq!(term.equation.is_none(), term.name == "gradient");
    }
    let has = |name: &str| explained.terms.iter().any(|term| term.name == name);
    for (name, _) in report.terms.0.iter().chain(&report.state_after.0) {
        let counts = ["steps", "decay", "firstDecay", "secondDecay"];
        prop_assert!(
            has(name) || ASIDE.contains(name) || counts.contains(name),
            "{}",
            name
        );
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_000))]

    #[test]
    fn the_equations_give_every_term_and_the_step(
        optimizer in 0..OPTIMIZERS.len(),
        framework in prop::sample::select(vec!["tutorial", "keras", "tensorflowjs"]),
        chances in prop::collection::vec(0.0..1.0_f64, 40),
        batch in prop::option::of(1_u32..70),
        step in 1_u64..90,
    ) {
        let race = race(racer(optimizer, framework, &mut chances.into_iter()), batch, step);
        let (Some(report), Some(explained)) = (race.report(0), race.explain(0)) else {
            return Err(TestCaseError::reject("it diverged at once"));
        };
        agree(&explained, &report)?;
        // From the inputs alone, to the last bit.
        recompute(&explained, false, &mut |name, told, value, _| {
            assert_eq!(told, value, "{name} of {}", report.optimizer);
        });
        let last = explained.terms.last().expect("at least one");
        prop_assert_eq!(last.name, "paramsAfter");
        prop_assert_eq!(last.value, Term::Pair(report.params_after));
    }

    /// PyTorch's kernels round a product and the sum it goes into once, and group differently. The
    /// equations show what is meant, so that they agree to 1e-12 of what is added up.
    #[test]
    fn with_fused_arithmetic_they_agree_closely(
        optimizer in 0..OPTIMIZERS.len(),
        chances in prop::collection::vec(0.0..1.0_f64, 40),
        batch in prop::option::of(1_u32..70),
        step in 1_u64..90,
    ) {
        let mut racer = racer(optimizer, "pytorch", &mut chances.into_iter());
        racer.set("fusedArithmetic", true).expect("a switch");
        let race = race(racer, batch, step);
        let (Some(report), Some(explained)) = (race.report(0), race.explain(0)) else {
            return Err(TestCaseError::reject("it diverged at once"));
        };
        agree(&explained, &report)?;
        recompute(&explained, true, &mut |name, told, value, size| {
            let bound = 1e-12 * size.max(told.abs());
            assert!((told - value).abs() <= bound, "{name} of {}: {told} {value}", report.optimizer);
        });
    }

    /// With the numbers of a step typed in, the calculator makes the same step.
    #[test]
    fn the_calculator_makes_the_step_of_the_race(
        optimizer in 0..OPTIMIZERS.len(),
        framework in prop::sample::select(vec!["tutorial", "pytorch", "keras", "tensorflowjs"]),
        chances in prop::collection::vec(0.0..1.0_f64, 40),
        step in 1_u64..90,
    ) {
        let racer = racer(optimizer, framework, &mut chances.into_iter());
        let race = race(racer, Some(16), step);
        let Some(report) = race.report(0) else {
            return Err(TestCaseError::reject("it diverged at once"));
        };
        let typed = |[m, b]: Pair| Value::Map(vec![("m".into(), m.into()), ("b".into(), b.into())]);
        let counts = ["steps", "decay", "firstDecay", "secondDecay"];
        let state = report.state_before.0.iter().filter(|(name, _)| !counts.contains(name));
        let state = state.map(|(name, term)| ((*name).into(), match term {
            Term::Pair(pair) => typed(*pair),
            Term::Scalar(value) => Value::Number(*value),
        }));
        let calculated = CalculatedStep::of(&Value::Map(vec![
            ("racer".into(), report.settings.clone()),
            ("step".into(), Value::Number(report.step as f64)),
            ("params".into(), typed(report.params_before)),
            ("gradient".into(), typed(report.gradient)),
            ("state".into(), Value::Map(state.collect())),
        ])).expect("good numbers");
        prop_assert_eq!(calculated.params_after, report.params_after);
        prop_assert_eq!(calculated.terms, report.terms);
        prop_assert_eq!(calculated.state_after, report.state_after);
        prop_assert_eq!(calculated.learning_rate, report.learning_rate);
    }
}

#[test]
fn before_the_first_step_there_is_nothing_to_explain() {
    let race = Race::new(&DIAMONDS, RaceConfig::default()).expect("a good config");
    assert_eq!(race.explain(0), None);
    assert_eq!(race.explain(9), None);
}

#[test]
fn the_rule_of_adam_reads_as_in_the_paper() {
    let mut race = Race::new(&DIAMONDS, RaceConfig::default()).expect("a good config");
    race.seek(10);
    let explained = race.explain(3).expect("a step was made");
    let shown: Vec<_> = (explained.terms.iter())
        .map(|term| (term.name, term.symbol, term.arrow))
        .collect();
    assert_eq!(
        shown,
        [
            ("gradient", "g_t", Some("gradient")),
            ("firstMoment", "m_t", Some("momentum")),
            ("secondMoment", "v_t", Some("secondMoment")),
            ("firstCorrection", "", None),
            ("secondCorrection", "", None),
            ("correctedFirstMoment", "m̂_t", Some("momentum")),
            ("correctedSecondMoment", "v̂_t", Some("secondMoment")),
            ("denominator", "", Some("secondMoment")),
            ("step", "", Some("step")),
            ("paramsAfter", "θ_t", Some("step")),
        ]
    );
}
