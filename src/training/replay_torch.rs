//! Reruns of `torch.optim`: full-batch mean squared error of m·x + b, gradients by autograd.

use crate::error::{Error, Result};
use crate::landscape::{Landscape, Quadratic};
use crate::optim::Framework;
use crate::point::{Gradient, Params, Region};
use crate::training::course::Course;
use crate::training::racer::RacerConfig;
use crate::training::replay::{list, need, pairs, replaced};
use crate::training::run::{Limits, Run};
use crate::value::Value;

/// The bowl over some rows, with the gradient as autograd adds it up.
///
/// Near the minimum the rows' terms cancel, and what is left depends on the order in which they are
/// added; adaptive steps make that visible within a few dozen updates. So the order is PyTorch's:
/// see [`cascade_sum`].
struct TorchRows {
    x: Vec<f64>,
    y: Vec<f64>,
    bowl: Quadratic,
    start: Params,
}

impl Landscape for TorchRows {
    fn value(&self, at: Params) -> f64 {
        self.bowl.value(at)
    }

    /// ∂L/∂ŷ = 2·(ŷ − y)/n first, then its products with x and 1 added up: backpropagation.
    fn gradient(&self, at: Params) -> Gradient {
        let share = 1.0 / self.x.len() as f64;
        let rows = self.x.iter().zip(&self.y);
        let by_prediction: Vec<f64> = rows
            .map(|(x, y)| share * (2.0 * ((at.m * x + at.b) - y)))
            .collect();
        let products = by_prediction.iter().zip(&self.x).map(|(g, x)| g * x);
        Gradient {
            dm: cascade_sum(&products.collect::<Vec<_>>()),
            db: cascade_sum(&by_prediction),
        }
    }

    fn minima(&self) -> &[Params] {
        std::slice::from_ref(&self.bowl.minimum)
    }

    fn domain(&self) -> Region {
        let around = |a: f64, b: f64| [a.min(b) - 1.0, a.max(b) + 1.0];
        Region {
            m: around(self.start.m, self.bowl.minimum.m),
            b: around(self.start.b, self.bowl.minimum.b),
        }
    }

    fn start(&self) -> Params {
        self.start
    }
}

/// The numbers that fit into one register of the processors PyTorch mostly runs on (AVX2).
const LANES: usize = 4;
/// The registers that are added to in turn.
const TURNS: usize = 4;
/// One row of registers in turn.
const ROW: usize = LANES * TURNS;

/// PyTorch's sum of a contiguous column of doubles on the CPU.
///
/// Sixteen running sums, four registers of four lanes, cascaded: after every 16 additions (more
/// for very long columns) a level's sums move up to the next of four levels. At the end the
/// levels, then the registers, then the lanes are added. Source: PyTorch,
/// `aten/src/ATen/native/cpu/SumKernel.cpp`.
fn cascade_sum(values: &[f64]) -> f64 {
    let (registers, rest) = values.as_chunks::<LANES>();
    let rows = registers.len() / TURNS;
    let add = |sum: &mut [f64; ROW], row: &[f64; ROW]| {
        for (sum, value) in sum.iter_mut().zip(row) {
            *sum += value;
        }
    };
    let bits = rows.next_power_of_two().trailing_zeros().div_ceil(4).max(4);
    let mut levels = [[0.0; ROW]; 4];
    let (whole, _) = values.as_chunks::<ROW>();
    for (index, row) in whole.iter().enumerate() {
        add(&mut levels[0], row);
        let mut done = index + 1;
        for level in 1..4 {
            if done & ((1 << bits) - 1) != 0 {
                break;
            }
            let below = std::mem::replace(&mut levels[level - 1], [0.0; ROW]);
            add(&mut levels[level], &below);
            done >>= bits;
        }
    }
    let [mut sums, above @ ..] = levels;
    for level in above {
        add(&mut sums, &level);
    }
    for register in &registers[rows * TURNS..] {
        for (sum, value) in sums.iter_mut().zip(register) {
            *sum += value;
        }
    }
    let (turns, _) = sums.as_chunks::<LANES>();
    let mut lanes = turns[0];
    for turn in &turns[1..] {
        for (lane, value) in lanes.iter_mut().zip(turn) {
            *lane += value;
        }
    }
    let rest: f64 = rest.iter().fold(0.0, |sum, value| sum + value);
    lanes.iter().fold(rest, |sum, lane| sum + lane)
}

/// Reruns every case of a file of PyTorch runs.
pub(crate) fn replay_torch(file: &Value) -> Result<Vec<Value>> {
    let (x, y) = (column(file, "x")?, column(file, "y")?);
    if x.len() != y.len() || x.is_empty() {
        let legal = format!("as many numbers as x, {}, and at least 1", x.len());
        return Err(Error::new("y", format!("{} numbers", y.len()), legal));
    }
    let start = column(file, "start")?;
    let &[m, b] = start.as_slice() else {
        return Err(Error::new(
            "start",
            format!("{} numbers", start.len()),
            "m and b",
        ));
    };
    let rows: Vec<[f64; 2]> = x.iter().zip(&y).map(|(&x, &y)| [x, y]).collect();
    let start = Params { m, b };
    let bowl = Quadratic::fit(&rows);
    let course = Course::new(Box::new(TorchRows { x, y, bowl, start }), None);
    let runs = list("runs", need(file, "runs")?)?.iter();
    runs.map(|run| replay_run(&course, start, run)).collect()
}

fn column(file: &Value, name: &str) -> Result<Vec<f64>> {
    let numbers = list(name, need(file, name)?)?.iter();
    numbers
        .map(|v| {
            v.as_number()
                .ok_or_else(|| Error::new(name, v, "a list of numbers"))
        })
        .collect()
}

fn replay_run(course: &Course, start: Params, recorded: &Value) -> Result<Value> {
    let racer = torch_case(recorded)?;
    let updates = list("path", need(recorded, "path")?)?.len() as u64;
    let limits = Limits {
        epochs: u64::MAX,
        threshold: 0.0,
        low: f64::INFINITY,
    };
    let mut run = Run::new(&racer, start)?;
    let mut path = Vec::new();
    for _ in 0..updates {
        run.advance(course, limits, 1);
        path.push(run.now.params);
    }
    Ok(replaced(recorded, vec![("path", pairs(&path))]))
}

/// A case in PyTorch's words as a racer in ours.
fn torch_case(case: &Value) -> Result<RacerConfig> {
    let theirs = need(case, "optimizer")?;
    let hyperparameters = need(case, "hyperparameters")?;
    let is = |name: &str| match hyperparameters.get(name) {
        Some(Value::Switch(on)) => *on,
        Some(Value::Number(value)) => *value != 0.0,
        _ => false,
    };
    let ours = match theirs.as_text() {
        Some("SGD") if is("nesterov") => "nesterov",
        Some("SGD") if is("momentum") => "momentum",
        Some("SGD") => "sgd",
        Some("RMSprop") => "rmsprop",
        Some("Adam") => "adam",
        Some("AdamW") => "adamw",
        Some("NAdam") => "nadam",
        Some("RAdam") => "radam",
        Some("Adamax") => "adamax",
        Some("Adagrad") => "adagrad",
        Some("Adadelta") => "adadelta",
        _ => {
            let legal = "one of SGD, RMSprop, Adam, AdamW, NAdam, RAdam, Adamax, Adagrad, Adadelta";
            return Err(Error::new("optimizer", theirs, legal));
        }
    };
    let mut racer = RacerConfig::new(ours)?;
    racer.follow(Framework::PyTorch)?;
    let Value::Map(entries) = hyperparameters else {
        return Err(Error::new("hyperparameters", hyperparameters, "an object"));
    };
    for (name, value) in entries {
        let ours = match name.as_str() {
            "lr" => "learningRate",
            "weight_decay" => "weightDecay",
            "decoupled_weight_decay" => "decoupledDecay",
            "maximize" => "ascend",
            "alpha" => "beta",
            "eps" => "epsilon",
            "momentum_decay" => "momentumDecay",
            "lr_decay" => "rateDecay",
            "initial_accumulator_value" => "initialAccumulator",
            "betas" => {
                let betas = list(name, value)?;
                for (ours, beta) in ["beta1", "beta2"].into_iter().zip(betas) {
                    racer.set(ours, beta.clone())?;
                }
                continue;
            }
            // These choose how PyTorch computes, not what.
            "foreach" | "fused" | "capturable" | "differentiable" => continue,
            // Taken in by the choice of our optimizer; of no effect where it is 0 or false.
            "nesterov" => continue,
            "momentum" | "dampening" if !is(name) => continue,
            other => other,
        };
        racer.set(ours, value.clone())?;
    }
    match case.get("scheduler") {
        None | Some(Value::Null) => {}
        Some(scheduler) => torch_schedule(&mut racer, scheduler)?,
    }
    Ok(racer)
}

fn torch_schedule(racer: &mut RacerConfig, scheduler: &Value) -> Result<()> {
    let name = need(scheduler, "name")?;
    let (schedule, settings): (_, &[(&str, &str)]) = match name.as_text() {
        Some("StepLR") => ("step", &[("step_size", "stepSize"), ("gamma", "gamma")]),
        Some("ExponentialLR") => ("exponential", &[("gamma", "gamma")]),
        Some("CosineAnnealingLR") => ("cosine", &[("T_max", "horizon")]),
        Some("LinearLR") => (
            "warmup",
            &[("total_iters", "warmup"), ("start_factor", "warmupStart")],
        ),
        _ => {
            let legal = "one of StepLR, ExponentialLR, CosineAnnealingLR, LinearLR";
            return Err(Error::new("scheduler", name, legal));
        }
    };
    racer.set("schedule", schedule)?;
    for (theirs, ours) in settings {
        racer.set(ours, need(scheduler, theirs)?.clone())?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_in_the_order_of_registers_and_lanes() {
        // One large number cancels what was added to its running sum before: only the lane that
        // holds it loses its small ones.
        let mut values = [1.0; 64];
        values[17] = 1e17;
        values[33] = -1e17;
        let plain: f64 = values.iter().sum();
        assert_eq!(cascade_sum(&values), 61.0);
        assert_eq!(plain, 46.0);
        assert_eq!(cascade_sum(&[1.5; 7]), 10.5);
        assert_eq!(cascade_sum(&vec![1.0; 100_003]), 100_003.0);
    }
}
