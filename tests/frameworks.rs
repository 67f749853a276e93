//! What each framework does differently, against its formulas as its own sources have them.
//!
//! PyTorch is checked against recorded runs in `reference.rs`. Keras 3: `keras/src/optimizers/*.py`;
//! TensorFlow.js: `tfjs-core/src/optimizers/*.ts`.

use downhill::{AnyOptimizer, Arithmetic, Framework, Pair, RacerConfig, Value};

/// Gradients of different size, so that no running average is like another.
const GRADIENTS: [Pair; 3] = [[0.5, -2.0], [-0.1, 0.3], [4.0, 0.02]];

/// The steps of a framework's optimizer with its own defaults, at `rate`.
fn steps(framework: Framework, name: &str, rate: f64) -> Vec<Pair> {
    let mut racer = RacerConfig::new(name).expect("in the list");
    racer.follow(framework).expect("the framework has it");
    let mut optimizer = AnyOptimizer::new(name, racer.values()).expect("checked");
    let gradients = GRADIENTS.iter();
    gradients
        .map(|&gradient| {
            optimizer
                .step(gradient, rate, Arithmetic::Plain, &mut ())
                .size()
        })
        .collect()
}

/// Compares with a rule for one parameter: state, gradient and t (from 1) in, step out.
fn compare<S: Default>(framework: Framework, name: &str, rule: impl Fn(&mut S, f64, i32) -> f64) {
    let steps = steps(framework, name, 0.01);
    for parameter in 0..2 {
        let mut state = S::default();
        for (index, (step, gradient)) in steps.iter().zip(GRADIENTS).enumerate() {
            let expected = rule(&mut state, gradient[parameter], index as i32 + 1);
            let got = step[parameter];
            assert!(
                (got - expected).abs() <= 1e-14 * expected.abs(),
                "{framework:?} {name}, update {}: {got}, not {expected}",
                index + 1
            );
        }
    }
}

const RATE: f64 = 0.01;
const SMALL: f64 = 1e-7;

#[test]
fn keras() {
    let keras = Framework::Keras;
    compare(keras, "momentum", |v: &mut f64, g, _| {
        *v = 0.9 * *v - RATE * g;
        -*v
    });
    compare(keras, "nesterov", |v: &mut f64, g, _| {
        *v = 0.9 * *v - RATE * g;
        -(0.9 * *v - RATE * g)
    });
    compare(keras, "rmsprop", |v: &mut f64, g, _| {
        *v = 0.9 * *v + 0.1 * g * g;
        RATE * g / (*v + SMALL).sqrt()
    });
    compare(keras, "adam", |(m, v): &mut (f64, f64), g, t| {
        *m += (g - *m) * (1.0 - 0.9);
        *v += (g * g - *v) * (1.0 - 0.999);
        let alpha = RATE * (1.0 - 0.999_f64.powi(t)).sqrt() / (1.0 - 0.9_f64.powi(t));
        *m * alpha / (v.sqrt() + SMALL)
    });
    compare(
        keras,
        "nadam",
        |(m, v, product): &mut (f64, f64, f64), g, t| {
            let u = |t: i32| 0.9 * (1.0 - 0.5 * 0.96_f64.powi(t));
            *product = if t == 1 { u(1) } else { *product * u(t) };
            *m += (g - *m) * (1.0 - 0.9);
            *v += (g * g - *v) * (1.0 - 0.999);
            let ahead =
                u(t + 1) * *m / (1.0 - *product * u(t + 1)) + (1.0 - u(t)) * g / (1.0 - *product);
            ahead * RATE / ((*v / (1.0 - 0.999_f64.powi(t))).sqrt() + SMALL)
        },
    );
    compare(keras, "adamax", |(m, u): &mut (f64, f64), g, t| {
        *m += (g - *m) * (1.0 - 0.9);
        *u = (0.999 * *u).max(g.abs());
        RATE * *m / ((1.0 - 0.9_f64.powi(t)) * (*u + SMALL))
    });
    compare(keras, "adagrad", |sum: &mut f64, g, t| {
        *sum = if t == 1 { 0.1 } else { *sum } + g * g;
        RATE * g / (*sum + SMALL).sqrt()
    });
    compare(keras, "adadelta", |(s, d): &mut (f64, f64), g, _| {
        *s = 0.95 * *s + 0.05 * g * g;
        let delta = (*d + SMALL).sqrt() * g / (*s + SMALL).sqrt();
        *d = 0.95 * *d + 0.05 * delta * delta;
        RATE * delta
    });
}

#[test]
fn tensorflow_js() {
    let tensorflow = Framework::TensorFlowJs;
    compare(tensorflow, "momentum", |v: &mut f64, g, _| {
        *v = 0.9 * *v + g;
        RATE * *v
    });
    compare(tensorflow, "nesterov", |v: &mut f64, g, _| {
        *v = 0.9 * *v + g;
        RATE * (g + 0.9 * *v)
    });
    compare(tensorflow, "rmsprop", |v: &mut f64, g, _| {
        *v = 0.9 * *v + (1.0 - 0.9) * g * g;
        RATE * g / (*v + SMALL).sqrt()
    });
    compare(tensorflow, "adam", |(m, v): &mut (f64, f64), g, t| {
        *m = 0.9 * *m + (1.0 - 0.9) * g;
        *v = 0.999 * *v + (1.0 - 0.999) * g * g;
        let corrected = (*m / (1.0 - 0.9_f64.powi(t)), *v / (1.0 - 0.999_f64.powi(t)));
        RATE * corrected.0 / (corrected.1.sqrt() + SMALL)
    });
    compare(tensorflow, "adamax", |(m, u): &mut (f64, f64), g, t| {
        *m = 0.9 * *m + (1.0 - 0.9) * g;
        *u = (0.999 * *u).max(g.abs());
        RATE / (1.0 - 0.9_f64.powi(t)) * *m / (*u + SMALL)
    });
    compare(tensorflow, "adagrad", |sum: &mut f64, g, t| {
        *sum = if t == 1 { 0.1 } else { *sum } + g * g;
        RATE * g / (*sum + SMALL).sqrt()
    });
}

#[test]
fn each_framework_has_its_own_defaults() {
    let told = |framework: Framework, optimizer: &str, names: &[&str]| -> Vec<String> {
        let mut racer = RacerConfig::new(optimizer).expect("in the list");
        racer.follow(framework).expect("the framework has it");
        let value = racer.to_value();
        names
            .iter()
            .map(|name| value.get(name).unwrap_or(&Value::Null).to_string())
            .collect()
    };
    let adam = [
        "learningRate",
        "epsilon",
        "epsilonUncorrected",
        "decoupledDecay",
        "clip",
    ];
    assert_eq!(
        told(Framework::Tutorial, "adam", &adam),
        ["0.01", "1e-8", "false", "false", "null"]
    );
    assert_eq!(
        told(Framework::PyTorch, "adam", &adam),
        ["0.001", "1e-8", "false", "false", "null"]
    );
    assert_eq!(
        told(Framework::Keras, "adam", &adam),
        ["0.001", "1e-7", "true", "true", "null"]
    );
    assert_eq!(
        told(Framework::TensorFlowJs, "adam", &adam),
        ["0.001", "1e-7", "false", "false", "null"]
    );
    let rmsprop = ["beta", "epsilonInRoot"];
    assert_eq!(
        told(Framework::Tutorial, "rmsprop", &rmsprop),
        ["0.9", "false"]
    );
    assert_eq!(
        told(Framework::PyTorch, "rmsprop", &rmsprop),
        ["0.99", "false"]
    );
    assert_eq!(told(Framework::Keras, "rmsprop", &rmsprop), ["0.9", "true"]);
    let sgd = ["learningRate", "clip"];
    assert_eq!(told(Framework::Tutorial, "sgd", &sgd), ["0.1", "1"]);
    assert_eq!(told(Framework::PyTorch, "sgd", &sgd), ["0.001", "null"]);
    let adamw = ["weightDecay", "decoupledDecay"];
    assert_eq!(told(Framework::PyTorch, "adamw", &adamw), ["0.01", "true"]);
    assert_eq!(told(Framework::Keras, "adamw", &adamw), ["0.004", "true"]);
}
