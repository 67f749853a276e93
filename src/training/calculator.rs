//! The next update for any numbers, by the very code that races.

use serde::Serialize;

use crate::error::{Error, Result};
use crate::optim::{Memory, Pair};
use crate::point::{Gradient, LARGEST, Params};
use crate::training::named::entries;
use crate::training::racer::RacerConfig;
use crate::training::report::{Term, TermList};
use crate::training::run::Run;
use crate::value::Value;

/// The largest sum or mean of squares.
const LARGEST_SQUARE: f64 = 1e300;
/// Beyond this, not every whole number is a double.
const LAST_STEP: f64 = 9_007_199_254_740_991.0;

/// An update of numbers that a person named.
///
/// Where they are too large to compute with, some of these are not finite.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CalculatedStep {
    /// The learning rate, after its schedule.
    pub learning_rate: f64,
    /// What the optimizer remembered before: what was named, and what it is at rest with.
    pub state_before: TermList,
    /// The terms of the update, in the order in which they are computed.
    pub terms: TermList,
    /// What the optimizer remembers after.
    pub state_after: TermList,
    /// The parameters after.
    pub params_after: Pair,
}

impl CalculatedStep {
    /// Makes the update that `input` names: `{"racer": {"optimizer": "adam", …}, "step": 10,
    /// "params": {"m": 0, "b": 1}, "gradient": {"m": 2, "b": -3}, "state": {"firstMoment": {"m":
    /// …}, …}}`. The racer is one of a config; the step is the number of this update, counted from
    /// 1; of the state, what is left out is what the optimizer begins with.
    ///
    /// # Errors
    /// Whatever a config of a race would refuse, and any number that is missing, is none, or is
    /// out of its range.
    pub fn of(input: &Value) -> Result<Self> {
        let names = ["racer", "step", "params", "gradient", "state"];
        for (name, value) in entries("input", input)? {
            if !names.contains(&name.as_str()) {
                let legal = format!("no value: there are only {}", names.join(", "));
                return Err(Error::new(name, value, legal));
            }
        }
        let racer = RacerConfig::read(input.get("racer").unwrap_or(&Value::Null))?;
        let legal = (1.0, LAST_STEP);
        let step = number("step", input.get("step"), legal)?;
        if step.fract() != 0.0 {
            return Err(refused("step", input.get("step"), legal));
        }
        let params = pair("params", input.get("params"), -LARGEST, LARGEST)?;
        let gradient = pair("gradient", input.get("gradient"), -LARGEST, LARGEST)?;

        let run = Run::new(&racer, params.into())?;
        let mut state = run.now;
        state.steps = step as u64 - 1;
        let mut named = Named {
            values: input.get("state").unwrap_or(&Value::Null),
            names: Vec::new(),
            refusal: None,
        };
        state.optimizer.recall(state.steps, &mut named);
        named.finish(racer.about().title)?;

        let mut calculated = Self {
            learning_rate: run.routine.learning_rate(state.steps),
            state_before: TermList::state(&state),
            terms: TermList::default(),
            state_after: TermList::default(),
            params_after: params,
        };
        let gradient = Gradient::from(gradient);
        run.routine
            .update(&mut state, gradient, &mut calculated.terms);
        calculated.state_after = TermList::state(&state);
        calculated.params_after = Params::to_array(state.params);
        Ok(calculated)
    }

    /// The pair that was subtracted.
    pub fn step(&self) -> Option<Term> {
        self.terms.get("step")
    }
}

/// A state in words, as an optimizer asks for it.
struct Named<'a> {
    values: &'a Value,
    names: Vec<&'static str>,
    refusal: Option<Error>,
}

impl Named<'_> {
    fn range(&mut self, name: &'static str, target: &mut Pair, low: f64, high: f64) {
        self.names.push(name);
        if let given @ Some(_) = self.values.get(name) {
            match pair(&format!("state.{name}"), given, low, high) {
                Ok(found) => *target = found,
                Err(error) => self.refuse(error),
            }
        }
    }

    fn refuse(&mut self, error: Error) {
        self.refusal.get_or_insert(error);
    }

    fn finish(self, title: &str) -> Result<()> {
        if let Some(error) = self.refusal {
            return Err(error);
        }
        if *self.values == Value::Null {
            return Ok(());
        }
        for (name, value) in entries("state", self.values)? {
            if !self.names.contains(&name.as_str()) {
                let known = match self.names.join(", ") {
                    none if none.is_empty() => "nothing".into(),
                    known => known,
                };
                let legal = format!("no value: {title} remembers {known}");
                return Err(Error::new(format!("state.{name}"), value, legal));
            }
        }
        Ok(())
    }
}

impl Memory for Named<'_> {
    fn pair(&mut self, name: &'static str, value: &mut Pair) {
        self.range(name, value, -LARGEST, LARGEST);
    }

    fn sizes(&mut self, name: &'static str, value: &mut Pair) {
        self.range(name, value, 0.0, LARGEST_SQUARE);
    }

    fn share(&mut self, name: &'static str, value: &mut f64) {
        self.names.push(name);
        if let given @ Some(_) = self.values.get(name) {
            match number(&format!("state.{name}"), given, (0.0, 1.0)) {
                Ok(found) => *value = found,
                Err(error) => self.refuse(error),
            }
        }
    }
}

/// `{"m": …, "b": …}`, both from `low` to `high`.
fn pair(name: &str, given: Option<&Value>, low: f64, high: f64) -> Result<Pair> {
    let of = |coordinate: &str| {
        let value = given.and_then(|given| given.get(coordinate));
        number(&format!("{name}.{coordinate}"), value, (low, high))
    };
    Ok([of("m")?, of("b")?])
}

fn number(name: &str, given: Option<&Value>, range: (f64, f64)) -> Result<f64> {
    match given {
        Some(Value::Number(value)) if (range.0..=range.1).contains(value) => Ok(*value),
        _ => Err(refused(name, given, range)),
    }
}

fn refused(name: &str, given: Option<&Value>, (low, high): (f64, f64)) -> Error {
    let what = if name == "step" {
        "a whole number"
    } else {
        "a number"
    };
    let value = given.map_or("missing".into(), ToString::to_string);
    let (low, high) = (Value::Number(low), Value::Number(high));
    Error::new(name, value, format!("{what} from {low} to {high}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn calculate(json: &str) -> Result<CalculatedStep> {
        CalculatedStep::of(&serde_json::from_str(json).expect("good JSON"))
    }

    #[test]
    fn a_step_by_hand() {
        let sgd = calculate(
            r#"{"racer":{"optimizer":"sgd","learningRate":0.5},"step":3,"params":{"m":1,"b":2},
                "gradient":{"m":4,"b":-0.5}}"#,
        );
        // Its usual clipping takes 4 to 1.
        assert_eq!(sgd.expect("good").params_after, [0.5, 2.25]);
        let momentum = calculate(
            r#"{"racer":{"optimizer":"momentum","learningRate":0.5,"momentum":0.5,"clip":null},
                "step":3,"params":{"m":1,"b":2},"gradient":{"m":4,"b":0},
                "state":{"velocity":{"m":2,"b":-1}}}"#,
        )
        .expect("good");
        assert_eq!(momentum.params_after, [1.0 - (1.0 + 2.0), 2.5]);
        assert_eq!(momentum.step(), Some(Term::Pair([3.0, -0.5])));
    }

    #[test]
    fn refuses_in_words() {
        let good = r#""step":1,"params":{"m":0,"b":0},"gradient":{"m":0,"b":0}"#;
        for (json, message) in [
            (
                r#"{"racer":{"optimizer":"sgd","learningRate":-1}}"#.into(),
                "learningRate is -1, but it takes a number from 0 to 1000000",
            ),
            (
                r#"{"racer":{"optimizer":"sgd"},"step":1.5}"#.into(),
                "step is 1.5, but it takes a whole number from 1 to 9007199254740991",
            ),
            (
                r#"{"racer":{"optimizer":"sgd"},"step":1,"params":{"m":0}}"#.into(),
                "params.b is missing, but it takes a number from -1e150 to 1e150",
            ),
            (
                r#"{"racer":{"optimizer":"sgd"},"step":1,"params":{"m":0,"b":"x"}}"#.into(),
                "params.b is \"x\", but it takes a number from -1e150 to 1e150",
            ),
            (
                format!(
                    r#"{{"racer":{{"optimizer":"adam"}},{good},"state":{{"secondMoment":{{"m":-1,"b":0}}}}}}"#
                ),
                "state.secondMoment.m is -1, but it takes a number from 0 to 1e300",
            ),
            (
                format!(
                    r#"{{"racer":{{"optimizer":"adam"}},{good},"state":{{"velocity":{{"m":0,"b":0}}}}}}"#
                ),
                "state.velocity is an object, but it takes no value: Adam remembers firstMoment, secondMoment",
            ),
            (
                format!(
                    r#"{{"racer":{{"optimizer":"nadam"}},{good},"state":{{"momentumProduct":2}}}}"#
                ),
                "state.momentumProduct is 2, but it takes a number from 0 to 1",
            ),
        ] {
            let error = calculate(&json).expect_err(&json).to_string();
            assert!(error.starts_with(message), "{error}");
        }
    }
}
