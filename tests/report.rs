//! A step explains itself: every update can be recomputed from its report alone, by the formulas of
//! the papers and frameworks as written here.

use downhill::{
    Framework, OPTIMIZERS, Pair, Race, RaceConfig, RacerConfig, StepReport, Value, diamonds,
};
use proptest::prelude::*;

/// What a report says, under short names.
struct Told<'a>(&'a StepReport);

impl Told<'_> {
    fn setting(&self, name: &str) -> f64 {
        match self.0.settings.get(name) {
            Some(Value::Number(value)) => *value,
            other => panic!("{name} is {other:?}"),
        }
    }

    fn on(&self, name: &str) -> bool {
        self.0.settings.get(name) == Some(&Value::Switch(true))
    }

    fn before(&self, name: &str) -> Pair {
        self.0
            .state_before
            .pair(name)
            .unwrap_or_else(|| panic!("{name} before"))
    }

    fn after(&self, name: &str) -> Pair {
        self.0
            .state_after
            .pair(name)
            .unwrap_or_else(|| panic!("{name} after"))
    }

    fn term(&self, name: &str) -> Pair {
        self.0.terms.pair(name).unwrap_or_else(|| panic!("{name}"))
    }

    /// The gradient as the optimizer gets it.
    fn gradient(&self) -> Pair {
        let sign = if self.on("ascend") { -1.0 } else { 1.0 };
        let clipped = match self.0.settings.get("clip") {
            Some(Value::Number(limit)) => self.0.gradient.map(|g| (sign * g).clamp(-limit, *limit)),
            _ => self.0.gradient.map(|g| sign * g),
        };
        close("clippedGradient", self.term("clippedGradient"), clipped);
        if self.on("decoupledDecay") {
            return clipped;
        }
        let decay = self.setting("weightDecay");
        let decayed = both(|i| clipped[i] + decay * self.0.params_before[i]);
        if decay != 0.0 {
            close("decayedGradient", self.term("decayedGradient"), decayed);
        }
        decayed
    }

    /// The step, from the optimizer's formula; what it should remember is checked on the way.
    fn step(&self) -> Pair {
        let g = self.gradient();
        let rate = self.0.learning_rate;
        let t = self.0.step as i32;
        let average = |name: &str, decay: f64, value: Pair| {
            let before = self.before(name);
            let expected = both(|i| decay * before[i] + (1.0 - decay) * value[i]);
            close(name, self.after(name), expected);
            expected
        };
        let squares = both(|i| g[i] * g[i]);
        let moments = || {
            (
                average("firstMoment", self.setting("beta1"), g),
                average("secondMoment", self.setting("beta2"), squares),
            )
        };
        match self.0.optimizer {
            "sgd" => both(|i| rate * g[i]),
            "momentum" => {
                let (mu, v) = (self.setting("momentum"), self.before("velocity"));
                let share = if t == 1 {
                    1.0
                } else {
                    1.0 - self.setting("dampening")
                };
                let within = self.on("rateInVelocity");
                let pushed = if within { rate } else { 1.0 };
                let velocity = both(|i| mu * v[i] + share * pushed * g[i]);
                close("velocity", self.after("velocity"), velocity);
                both(|i| {
                    if within {
                        velocity[i]
                    } else {
                        rate * velocity[i]
                    }
                })
            }
            "nesterov" => {
                let (mu, v) = (self.setting("momentum"), self.before("velocity"));
                let within = self.on("rateInVelocity");
                let pushed = if within { rate } else { 1.0 };
                let velocity = both(|i| mu * v[i] + pushed * g[i]);
                close("velocity", self.after("velocity"), velocity);
                let ahead = both(|i| pushed * g[i] + mu * velocity[i]);
                close("lookAhead", self.term("lookAhead"), ahead);
                both(|i| if within { ahead[i] } else { rate * ahead[i] })
            }
            "rmsprop" => {
                let (beta, epsilon) = (self.setting("beta"), self.setting("epsilon"));
                let mut s = average("squareAverage", beta, squares);
                let correct = |pair: Pair| {
                    let factor = if self.on("biasCorrection") {
                        1.0 - beta.powi(t)
                    } else {
                        1.0
                    };
                    pair.map(|value| value / factor)
                };
                s = correct(s);
                if self.on("centered") {
                    let mean = correct(average("gradientAverage", beta, g));
                    // Two nearly equal numbers may cancel here: what is left of them is only as
                    // exact as they are.
                    let told = self.term("variance");
                    for i in 0..2 {
                        let variance = (s[i] - mean[i] * mean[i]).max(0.0);
                        assert!(
                            (told[i] - variance).abs() <= 1e-12 * s[i],
                            "{told:?} {variance}"
                        );
                    }
                    s = told;
                }
                let root = both(|i| {
                    if self.on("epsilonInRoot") {
                        (s[i] + epsilon).sqrt()
                    } else {
                        s[i].sqrt() + epsilon
                    }
                });
                close("denominator", self.term("denominator"), root);
                let mu = self.setting("momentum");
                if mu == 0.0 {
                    return both(|i| rate * g[i] / root[i]);
                }
                let within = self.on("rateInVelocity");
                let pushed = if within { rate } else { 1.0 };
                let v = self.before("velocity");
                let velocity = both(|i| mu * v[i] + pushed * g[i] / root[i]);
                close("velocity", self.after("velocity"), velocity);
                both(|i| {
                    if within {
                        velocity[i]
                    } else {
                        rate * velocity[i]
                    }
                })
            }
            "adam" | "adamw" => {
                let (m, mut v) = moments();
                let epsilon = self.setting("epsilon");
                let [c1, c2] = ["beta1", "beta2"].map(|beta| 1.0 - self.setting(beta).powi(t));
                if self.on("amsgrad") {
                    let largest = self.before("largestSecondMoment");
                    v = both(|i| v[i].max(largest[i]));
                    close("largestSecondMoment", self.after("largestSecondMoment"), v);
                }
                both(|i| {
                    if self.on("epsilonUncorrected") {
                        rate * c2.sqrt() / c1 * m[i] / (v[i].sqrt() + epsilon)
                    } else {
                        rate * (m[i] / c1) / ((v[i] / c2).sqrt() + epsilon)
                    }
                })
            }
            "nadam" => {
                let (m, v) = moments();
                let psi = self.setting("momentumDecay");
                let mu = |t: f64| self.setting("beta1") * (1.0 - 0.5 * 0.96_f64.powf(t * psi));
                let single = self.on("singlePrecisionProduct");
                let product = (1..=t).fold(1.0, |product, i| {
                    let factor = mu(f64::from(i));
                    if single {
                        f64::from(product as f32 * factor as f32)
                    } else {
                        product * factor
                    }
                });
                let t = f64::from(t);
                let c2 = 1.0 - self.setting("beta2").powf(t);
                both(|i| {
                    let ahead = mu(t + 1.0) * m[i] / (1.0 - product * mu(t + 1.0))
                        + (1.0 - mu(t)) * g[i] / (1.0 - product);
                    rate * ahead / ((v[i] / c2).sqrt() + self.setting("epsilon"))
                })
            }
            "radam" => {
                let (m, v) = moments();
                let [b1, b2] = ["beta1", "beta2"].map(|beta| self.setting(beta));
                let (c1, c2) = (1.0 - b1.powi(t), 1.0 - b2.powi(t));
                let most = 2.0 / (1.0 - b2) - 1.0;
                let rho = most - 2.0 * f64::from(t) * b2.powi(t) / c2;
                if rho <= 5.0 {
                    return both(|i| rate * m[i] / c1);
                }
                let r =
                    ((rho - 4.0) * (rho - 2.0) * most / ((most - 4.0) * (most - 2.0) * rho)).sqrt();
                both(|i| rate * r * m[i] / c1 * c2.sqrt() / (v[i].sqrt() + self.setting("epsilon")))
            }
            "adamax" => {
                let m = average("firstMoment", self.setting("beta1"), g);
                let (u, epsilon) = (self.before("infinityNorm"), self.setting("epsilon"));
                let within = self.on("epsilonInMaximum");
                let norm = both(|i| {
                    let size = g[i].abs() + if within { epsilon } else { 0.0 };
                    size.max(self.setting("beta2") * u[i])
                });
                close("infinityNorm", self.after("infinityNorm"), norm);
                let c1 = 1.0 - self.setting("beta1").powi(t);
                both(|i| rate / c1 * m[i] / (norm[i] + if within { 0.0 } else { epsilon }))
            }
            "adagrad" => {
                let sum = self.before("squareSum");
                let sum = both(|i| sum[i] + squares[i]);
                close("squareSum", self.after("squareSum"), sum);
                let rate = rate / (1.0 + f64::from(t - 1) * self.setting("rateDecay"));
                let epsilon = self.setting("epsilon");
                both(|i| {
                    if self.on("epsilonInRoot") {
                        rate * g[i] / (sum[i] + epsilon).sqrt()
                    } else {
                        rate * g[i] / (sum[i].sqrt() + epsilon)
                    }
                })
            }
            "adadelta" => {
                let (rho, epsilon) = (self.setting("rho"), self.setting("epsilon"));
                let s = average("squareAverage", rho, squares);
                let d = self.before("stepSquareAverage");
                let delta = both(|i| (d[i] + epsilon).sqrt() / (s[i] + epsilon).sqrt() * g[i]);
                average("stepSquareAverage", rho, both(|i| delta[i] * delta[i]));
                both(|i| rate * delta[i])
            }
            other => panic!("no formula for {other} here"),
        }
    }

    /// The parameters after the update.
    fn params(&self) -> Pair {
        let step = self.step();
        close("step", self.term("step"), step);
        let shrink = if self.on("decoupledDecay") {
            1.0 - self.0.learning_rate * self.setting("weightDecay")
        } else {
            1.0
        };
        both(|i| self.0.params_before[i] * shrink - step[i])
    }
}

fn both(compute: impl Fn(usize) -> f64) -> Pair {
    [compute(0), compute(1)]
}

fn close(name: &str, told: Pair, expected: Pair) {
    for (told, expected) in told.into_iter().zip(expected) {
        let bound = 1e-9 * expected.abs().max(1e-6);
        assert!(
            (told - expected).abs() <= bound,
            "{name}: told {told}, expected {expected}"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3_000))]

    #[test]
    fn every_update_can_be_recomputed_from_its_report(
        index in 0..OPTIMIZERS.len(),
        framework in prop::sample::select(vec!["tutorial", "pytorch", "keras", "tensorflowjs"]),
        switches in prop::collection::vec(any::<bool>(), 16),
        decays in prop::collection::vec(0.05..0.999_f64, 6),
        clip in prop::option::of(0.01..2.0),
        weight_decay in prop_oneof![Just(0.0), 1e-3..1e-1],
        schedule in prop::sample::select(vec!["constant", "exponential", "cosine"]),
        batch in prop::option::of(1_u32..70),
        step in 1_u64..90,
    ) {
        let mut racer = RacerConfig::new(OPTIMIZERS[index].name).expect("in the list");
        for candidate in [Framework::PyTorch, Framework::Keras, Framework::TensorFlowJs] {
            if candidate.name() == framework {
                // Not every framework has every optimizer; then the tutorial's form it is.
                racer.follow(candidate).ok();
            }
        }
        let (mut switches, mut decays) = (switches.into_iter(), decays.into_iter());
        for setting in OPTIMIZERS[index].settings {
            let value = match setting.default() {
                Value::Switch(_) => Value::Switch(switches.next().unwrap_or(true)),
                other => match setting.name {
                    "momentum" | "beta" | "beta1" | "beta2" | "rho" | "dampening" => {
                        Value::Number(decays.next().unwrap_or(0.5))
                    }
                    _ => other,
                },
            };
            racer.set(setting.name, value).expect("within its range");
        }
        for (name, value) in [
            ("learningRate", Value::Number(0.01)),
            ("clip", clip.map_or(Value::Null, Value::Number)),
            ("weightDecay", Value::Number(weight_decay)),
            ("decoupledDecay", Value::Switch(switches.next().unwrap_or(true))),
            ("ascend", Value::Switch(step % 7 == 0)),
            ("schedule", schedule.into()),
            ("gamma", Value::Number(0.99)),
        ] {
            racer.set(name, value).expect("within its range");
        }
        let mut config = RaceConfig::default();
        config.racers = vec![racer];
        for (name, value) in [
            ("rows", Value::Number(200.0)),
            ("threshold", Value::Number(0.0)),
            ("batchSize", batch.map_or(Value::Null, |size| Value::Number(f64::from(size)))),
        ] {
            config.set(name, value).expect("within its range");
        }
        let mut race = Race::new(&DIAMONDS, config).expect("a good config");
        race.seek(step);
        let report = race.report(0).expect("a last update");
        prop_assert_eq!(report.step, step);
        let expected = Told(&report).params();
        close("paramsAfter", report.params_after, expected);
        close("effectiveStep", report.effective_step, both(|i| report.params_before[i] - expected[i]));

        // The gradient and both losses, from the rows that the report names.
        let rows = &race.split().expect("the linear model").train;
        let batch: Vec<[f64; 2]> = if batch.is_some() {
            report.batch.iter().map(|&row| rows[usize::from(row)]).collect()
        } else {
            prop_assert!(report.batch.is_empty());
            rows.clone()
        };
        let [m, b] = report.params_before;
        let mean = |rows: &[[f64; 2]], f: &dyn Fn(f64, f64) -> f64| {
            rows.iter().map(|[x, y]| f(*x, y - (m * x + b))).sum::<f64>() / rows.len() as f64
        };
        let gradient = [-2.0 * mean(&batch, &|x, r| x * r), -2.0 * mean(&batch, &|_, r| r)];
        close("gradient", report.gradient, gradient);
        close("losses", [report.batch_loss, report.loss_before],
            [mean(&batch, &|_, r| r * r), mean(rows, &|_, r| r * r)]);
        prop_assert_eq!(report.loss_after, race.state(0).expect("a racer").loss);
    }
}

static DIAMONDS: std::sync::LazyLock<downhill::Dataset> = std::sync::LazyLock::new(diamonds);
