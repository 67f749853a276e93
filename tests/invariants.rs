//! What must hold for every optimizer, whatever its settings: the properties that PyTorch's and
//! optax's own tests check, on random cases.

use downhill::{
    AnyOptimizer, Arithmetic, Error, OPTIMIZERS, Pair, Params, Quadratic, RacerConfig, Values,
};
use proptest::prelude::*;

/// Makes `count` updates on a bowl and returns every point, the start first.
fn descend(
    optimizer: &mut AnyOptimizer,
    arithmetic: Arithmetic,
    bowl: &Quadratic,
    start: Params,
    rate: f64,
    count: usize,
) -> Vec<Params> {
    let mut points = vec![start];
    for _ in 0..count {
        let at = points[points.len() - 1];
        let gradient = bowl.gradient(at).to_array();
        let step = optimizer.step(gradient, rate, arithmetic, &mut ());
        points.push(step.from(at.to_array(), arithmetic).into());
    }
    points
}

fn bits(pair: Pair) -> [u64; 2] {
    pair.map(f64::to_bits)
}

/// Either way of rounding.
fn arithmetic() -> impl Strategy<Value = Arithmetic> {
    prop::sample::select(vec![Arithmetic::Plain, Arithmetic::Fused])
}

prop_compose! {
    /// A bowl of moderate shape.
    fn bowl()(m in -2.0..2.0, b in -2.0..2.0, mean_x in -0.5..0.5, variance_x in 0.5..2.0) -> Quadratic {
        Quadratic { minimum: Params { m, b }, floor: 0.1, mean_x, variance_x }
    }
}

prop_compose! {
    /// Any optimizer with any legal settings.
    fn settings()(
        index in 0..OPTIMIZERS.len(),
        decay in prop::array::uniform4(0.0..0.999),
        small in 1e-12..1e-3,
        switches in prop::array::uniform8(any::<bool>()),
    ) -> RacerConfig {
        let mut racer = RacerConfig::new(OPTIMIZERS[index].name).expect("it is in the list");
        let mut decays = decay.into_iter();
        let mut switches = switches.into_iter();
        for setting in OPTIMIZERS[index].settings {
            let taken = match setting.name {
                "momentum" | "beta" | "beta1" | "beta2" | "rho" | "dampening" => {
                    racer.set(setting.name, decays.next().unwrap_or(0.5))
                }
                "epsilon" | "momentumDecay" | "initialAccumulator" | "rateDecay" => {
                    racer.set(setting.name, small)
                }
                _ => racer.set(setting.name, switches.next().unwrap_or(true)),
            };
            taken.expect("within its range");
        }
        racer
    }
}

fn optimizer(racer: &RacerConfig) -> AnyOptimizer {
    AnyOptimizer::new(racer.about().name, racer.values()).expect("checked settings")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    #[test]
    fn the_loss_falls_over_twenty_steps(
        index in 0..OPTIMIZERS.len(), bowl in bowl(), angle in 0.0..6.3_f64,
        arithmetic in arithmetic(),
    ) {
        let about = OPTIMIZERS[index];
        // From one unit away, at a pace at which momentum does not yet overshoot.
        let rate = match about.name {
            "momentum" | "nesterov" => 0.002,
            "adadelta" => 1.0,
            _ => 0.01,
        };
        let start = Params::new(bowl.minimum.m + angle.cos(), bowl.minimum.b + angle.sin());
        let mut optimizer = AnyOptimizer::new(about.name, &Values::default()).expect("defaults");
        let points = descend(&mut optimizer, arithmetic, &bowl, start, rate, 20);
        let (first, last) = (bowl.value(points[0]), bowl.value(points[20]));
        prop_assert!(last < first, "{}: {first} {last}", about.name);
    }

    #[test]
    fn at_learning_rate_zero_nothing_moves(
        racer in settings(), bowl in bowl(), m in -9.0..9.0, b in -9.0..9.0,
        arithmetic in arithmetic(),
    ) {
        let start = Params { m, b };
        let points = descend(&mut optimizer(&racer), arithmetic, &bowl, start, 0.0, 20);
        for at in points {
            prop_assert_eq!(bits(at.to_array()), bits(start.to_array()));
        }
    }

    #[test]
    fn a_zero_gradient_moves_nothing(
        racer in settings(), rate in 0.0..10.0, m in -9.0..9.0, b in -9.0..9.0,
        arithmetic in arithmetic(),
    ) {
        let mut optimizer = optimizer(&racer);
        let mut at = Params { m, b };
        for _ in 0..5 {
            let step = optimizer.step([0.0; 2], rate, arithmetic, &mut ());
            at = step.from(at.to_array(), arithmetic).into();
        }
        prop_assert_eq!(bits(at.to_array()), bits([m, b]));
    }

    #[test]
    fn two_equal_runs_are_equal_and_a_saved_one_goes_on_equally(
        racer in settings(), bowl in bowl(), rate in 1e-5..1e-2, pause in 0_usize..20,
        arithmetic in arithmetic(),
    ) {
        let start = Params::new(3.0, -2.0);
        let mut straight = optimizer(&racer);
        let all = descend(&mut straight, arithmetic, &bowl, start, rate, 20);
        let mut paused = optimizer(&racer);
        let first = descend(&mut paused, arithmetic, &bowl, start, rate, pause);
        let saved = paused;
        // What the original does after it was saved must not matter.
        descend(&mut paused, arithmetic, &bowl, Params::new(9.0, 9.0), 0.1, 3);
        let mut restored = saved;
        let rest = descend(&mut restored, arithmetic, &bowl, first[pause], rate, 20 - pause);
        for (a, b) in all.iter().zip(first.iter().chain(&rest[1..])) {
            prop_assert_eq!(bits(a.to_array()), bits(b.to_array()));
        }
        prop_assert_eq!(straight, restored);
    }

    #[test]
    fn rmsprop_with_bias_correction_is_adam_without_a_first_moment(
        beta in 0.0..0.9999, epsilon in 1e-12..1e-2, bowl in bowl(), rate in 1e-5..1e-1,
        ) {
        let racer = |name: &str, values: &[(&str, f64)], switch: Option<&str>| {
            let mut racer = RacerConfig::new(name).expect("in the list");
            for (name, value) in values {
                racer.set(name, *value).expect("in range");
            }
            if let Some(name) = switch {
                racer.set(name, true).expect("a switch");
            }
            optimizer(&racer)
        };
        let mut rmsprop =
            racer("rmsprop", &[("beta", beta), ("epsilon", epsilon)], Some("biasCorrection"));
        let mut adam =
            racer("adam", &[("beta1", 0.0), ("beta2", beta), ("epsilon", epsilon)], None);
        let start = Params::new(3.0, -2.0);
        let a = descend(&mut rmsprop, Arithmetic::Plain, &bowl, start, rate, 50);
        let b = descend(&mut adam, Arithmetic::Plain, &bowl, start, rate, 50);
        for (a, b) in a.iter().zip(&b) {
            prop_assert_eq!(bits(a.to_array()), bits(b.to_array()));
        }
    }

    #[test]
    fn sgd_follows_the_closed_form(
        bowl in bowl(), m in -5.0..5.0, b in -5.0..5.0, rate in 1e-4..0.3_f64, steps in 1_usize..60,
        arithmetic in arithmetic(),
    ) {
        // p − p* is multiplied by I − η·H at each step, H = 2·[[Vx + x̄², x̄], [x̄, 1]].
        let Quadratic { minimum, mean_x, variance_x, .. } = bowl;
        let mut sgd = AnyOptimizer::new("sgd", &Values::default()).expect("defaults");
        let points = descend(&mut sgd, arithmetic, &bowl, Params { m, b }, rate, steps);
        let h = [[2.0 * (variance_x + mean_x * mean_x), 2.0 * mean_x], [2.0 * mean_x, 2.0]];
        let mut power = [[1.0, 0.0], [0.0, 1.0]];
        for _ in 0..steps {
            let step = [
                [1.0 - rate * h[0][0], -rate * h[0][1]],
                [-rate * h[1][0], 1.0 - rate * h[1][1]],
            ];
            power = std::array::from_fn(|i| {
                std::array::from_fn(|j| power[i][0] * step[0][j] + power[i][1] * step[1][j])
            });
        }
        let away: Pair = [m - minimum.m, b - minimum.b];
        let end = points[steps];
        for (i, (got, centre)) in [(end.m, minimum.m), (end.b, minimum.b)].into_iter().enumerate() {
            let expected = centre + power[i][0] * away[0] + power[i][1] * away[1];
            prop_assert!((got - expected).abs() <= 1e-11, "{got} {expected}");
        }
    }

    #[test]
    fn bad_settings_are_refused(
        index in 0..OPTIMIZERS.len(), pick in 0_usize..64,
        bad in prop_oneof![Just(f64::NAN), Just(f64::INFINITY), Just(f64::NEG_INFINITY), -1e9..-1e-9],
        above in 1.0..1e9,
    ) {
        let mut racer = RacerConfig::new(OPTIMIZERS[index].name).expect("it is in the list");
        let settings = racer.settings();
        let setting = settings[pick % settings.len()];
        let before = racer.clone();
        let refused = |result: Result<(), Error>| match result {
            Err(error) => error.setting() == setting.name && error.to_string().contains("but it takes"),
            Ok(()) => false,
        };
        prop_assert!(refused(racer.set(setting.name, bad)), "{} takes {bad}", setting.name);
        if ["momentum", "beta", "beta1", "beta2", "rho"].contains(&setting.name) {
            prop_assert!(refused(racer.set(setting.name, above)), "{} takes {above}", setting.name);
        }
        prop_assert_eq!(racer, before);
    }
}
