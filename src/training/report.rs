//! A step explains itself: every term of an update, by name.

use serde::{Serialize, Serializer};

use crate::optim::{Pair, Terms};
use crate::point::Params;
use crate::training::course::Course;
use crate::training::racer::RacerConfig;
use crate::training::run::{Run, State};
use crate::value::Value;

/// A named number of an update: one for each parameter, or one that both share.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Term {
    /// `[for m, for b]`.
    Pair(Pair),
    /// The same for both.
    Scalar(f64),
}

/// Terms by name, in the order in which they are computed.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TermList(pub Vec<(&'static str, Term)>);

/// Every term of one racer's last update.
///
/// `terms` runs from `clippedGradient` over what the optimizer computes (such as
/// `correctedFirstMoment` and `denominator`) to `step`, the pair that was subtracted. With a
/// decoupled weight decay, `decayedParams` is what it was subtracted from.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct StepReport {
    /// The optimizer's name.
    pub optimizer: &'static str,
    /// The values of all settings of the racer, by their names in a config.
    pub settings: Value,
    /// The update, counted from 1.
    pub step: u64,
    /// Its epoch, counted from 1.
    pub epoch: u64,
    /// The rows of its batch, as places among the training rows; empty where the whole landscape
    /// was seen at once.
    pub batch: Vec<u16>,
    /// The learning rate, after its schedule.
    pub learning_rate: f64,
    /// The parameters before.
    pub params_before: Pair,
    /// The parameters after.
    pub params_after: Pair,
    /// The gradient on the batch, as it was.
    pub gradient: Pair,
    /// What the optimizer remembered before.
    pub state_before: TermList,
    /// What it remembers after.
    pub state_after: TermList,
    /// The terms of the update, in the order in which they are computed.
    pub terms: TermList,
    /// How far the update went: the parameters before minus those after.
    pub effective_step: Pair,
    /// The loss on the batch, at the parameters before.
    pub batch_loss: f64,
    /// The loss on all training rows, at the parameters before.
    pub loss_before: f64,
    /// The loss on all training rows, at the parameters after.
    pub loss_after: f64,
}

impl TermList {
    /// The term of that name.
    pub fn get(&self, name: &str) -> Option<Term> {
        let found = self.0.iter().find(|(term, _)| *term == name);
        found.map(|(_, value)| *value)
    }

    /// The pair of that name.
    pub fn pair(&self, name: &str) -> Option<Pair> {
        match self.get(name)? {
            Term::Pair(pair) => Some(pair),
            Term::Scalar(_) => None,
        }
    }

    /// The shared number of that name.
    pub fn scalar(&self, name: &str) -> Option<f64> {
        match self.get(name)? {
            Term::Scalar(value) => Some(value),
            Term::Pair(_) => None,
        }
    }

    pub(crate) fn state(state: &State) -> Self {
        let mut terms = Self::default();
        state.optimizer.state(&mut terms);
        terms
    }
}

impl Terms for TermList {
    fn pair(&mut self, name: &'static str, value: Pair) {
        self.0.push((name, Term::Pair(value)));
    }

    fn scalar(&mut self, name: &'static str, value: f64) {
        self.0.push((name, Term::Scalar(value)));
    }
}

impl Serialize for TermList {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, term)| (name, term)))
    }
}

impl Serialize for Term {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Pair(pair) => pair.serialize(serializer),
            Self::Scalar(value) => serializer.serialize_f64(*value),
        }
    }
}

impl StepReport {
    /// Makes the last update of `run` once more, writing down everything.
    pub(crate) fn new(config: &RacerConfig, run: &Run, course: &Course) -> Option<Self> {
        let before = run.before?;
        let at = before.params;
        let rows = match &run.last_batch {
            Some(rows) => Some(&**rows),
            None => course.batch_rows(before.steps),
        };
        let (gradient, batch_loss) = match (&course.batches, rows) {
            (Some(batches), Some(rows)) => batches.on_rows(rows, at),
            _ => (course.landscape.gradient(at), course.landscape.value(at)),
        };
        let mut after = before;
        let mut terms = TermList::default();
        run.routine.update(&mut after, gradient, &mut terms);
        Some(Self {
            optimizer: config.about().name,
            settings: config.to_value(),
            step: after.steps,
            epoch: after.steps.div_ceil(course.per_epoch()),
            batch: rows.unwrap_or_default().to_vec(),
            learning_rate: run.routine.learning_rate(before.steps),
            params_before: at.to_array(),
            params_after: after.params.to_array(),
            gradient: gradient.to_array(),
            state_before: TermList::state(&before),
            state_after: TermList::state(&after),
            terms,
            effective_step: difference(at, after.params),
            batch_loss,
            loss_before: course.landscape.value(at),
            loss_after: course.landscape.value(after.params),
        })
    }
}

fn difference(a: Params, b: Params) -> Pair {
    [a.m - b.m, a.b - b.b]
}
