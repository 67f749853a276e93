//! One racer's run: gradient, clipping, weight decay, update, and when to stop.

use std::sync::Arc;

use crate::error::Result;
use crate::landscape::Landscape;
use crate::optim::{AnyOptimizer, Arithmetic, Schedule, Terms};
use crate::point::{Gradient, Params};
use crate::settings;
use crate::training::course::Course;
use crate::training::racer::RacerConfig;
use crate::training::series::Series;
use crate::training::way::Way;

/// Why a run came to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StopReason {
    /// The loss changed by less than the threshold from one epoch to the next, near the least.
    Converged,
    /// The same, where a hundredth or more of the way down is left: on a plain, in a pit, or with
    /// steps too small to be seen.
    Stalled,
    /// All epochs were run.
    OutOfEpochs,
    /// The next update would have given a number that is not finite.
    Diverged,
}

/// The end of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stop {
    /// Why it ended.
    pub reason: StopReason,
    /// The update it ended with; where it diverged, the first one that could not be made.
    pub step: u64,
    /// The epoch of that update, counted from 1.
    pub epoch: u64,
}

impl Stop {
    /// A sentence on how the run ended.
    pub fn message(&self) -> String {
        let step = self.step;
        let (how, why) = match self.reason {
            StopReason::Converged => ("Converged", "the loss hardly changed any more"),
            StopReason::Stalled => (
                "Came to a standstill",
                "the loss hardly changed any more, well above the least",
            ),
            StopReason::OutOfEpochs => ("Ended", "this was the last step of the race"),
            StopReason::Diverged => ("Diverged", "the numbers became too large to compute with"),
        };
        format!("{how} at step {step}: {why}.")
    }
}

/// When runs end, other than by diverging.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limits {
    pub(crate) epochs: u64,
    pub(crate) threshold: f64,
    /// What rests above this loss has not converged.
    pub(crate) low: f64,
}

impl Limits {
    /// The loss that is low, on a way down from `start`.
    pub(crate) fn low(landscape: &dyn Landscape, start: Params, threshold: f64) -> f64 {
        let Some(&least) = landscape.minima().first() else {
            return f64::INFINITY;
        };
        let least = landscape.value(least);
        least + f64::max(0.01 * (landscape.value(start) - least), threshold)
    }
}

/// Everything about a racer that changes from step to step.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct State {
    pub(crate) optimizer: AnyOptimizer,
    pub(crate) params: Params,
    /// The updates made.
    pub(crate) steps: u64,
    /// The loss at the end of the last epoch; infinite before the first has ended.
    pub(crate) epoch_loss: f64,
    pub(crate) stop: Option<Stop>,
}

/// What a racer does with every gradient: the part of its config that is not the optimizer's own.
#[derive(Debug, Clone)]
pub(crate) struct Routine {
    learning_rate: f64,
    schedule: Schedule,
    clip: Option<f64>,
    weight_decay: f64,
    decoupled: bool,
    ascend: bool,
    arithmetic: Arithmetic,
}

impl Routine {
    fn new(config: &RacerConfig) -> Result<Self> {
        let values = config.values();
        Ok(Self {
            learning_rate: values.number(&settings::LEARNING_RATE).unwrap_or(0.0),
            schedule: Schedule::with(values)?,
            clip: values.number(&settings::CLIP),
            weight_decay: values.number(&settings::WEIGHT_DECAY).unwrap_or(0.0),
            decoupled: values.switch(&settings::DECOUPLED_DECAY),
            ascend: values.switch(&settings::ASCEND),
            arithmetic: if values.switch(&settings::FUSED) {
                Arithmetic::Fused
            } else {
                Arithmetic::Plain
            },
        })
    }

    /// The learning rate of the update that follows `done` others.
    #[inline]
    pub(crate) fn learning_rate(&self, done: u64) -> f64 {
        match self.schedule {
            Schedule::Constant => self.learning_rate,
            schedule => self.learning_rate * schedule.factor(done),
        }
    }

    /// How products and sums are rounded.
    pub(crate) fn arithmetic(&self) -> Arithmetic {
        self.arithmetic
    }

    /// Makes one update with the batch's gradient.
    #[inline]
    pub(crate) fn update(&self, state: &mut State, gradient: Gradient, terms: &mut impl Terms) {
        let learning_rate = self.learning_rate(state.steps);
        let mut g = gradient;
        if self.ascend {
            g = Gradient::new(-g.dm, -g.db);
        }
        if let Some(limit) = self.clip {
            g = g.clipped(limit);
        }
        terms.pair("clippedGradient", g.to_array());
        let mut from = state.params;
        if self.weight_decay != 0.0 {
            if self.decoupled {
                let kept = 1.0 - learning_rate * self.weight_decay;
                from = Params::new(from.m * kept, from.b * kept);
                terms.pair("decayedParams", from.to_array());
            } else {
                g.dm = self
                    .arithmetic
                    .multiply_add(self.weight_decay, from.m, g.dm);
                g.db = self
                    .arithmetic
                    .multiply_add(self.weight_decay, from.b, g.db);
                terms.pair("decayedGradient", g.to_array());
            }
        }
        let step = state
            .optimizer
            .step(g.to_array(), learning_rate, self.arithmetic, terms);
        terms.pair("step", step.size());
        state.params = step.from(from.to_array(), self.arithmetic).into();
        state.steps += 1;
    }
}

/// A racer on its way.
pub(crate) struct Run {
    pub(crate) routine: Routine,
    pub(crate) now: State,
    /// The state before the last update.
    pub(crate) before: Option<State>,
    /// The rows of the last batch of a run that has stopped; the others take it from the course.
    pub(crate) last_batch: Option<Arc<[u16]>>,
    pub(crate) trail: Way,
    pub(crate) losses: Series<f64>,
}

/// What it takes to come back to a state of a run.
#[derive(Clone)]
pub(crate) struct RunMark {
    now: State,
    before: Option<State>,
    last_batch: Option<Arc<[u16]>>,
}

impl RunMark {
    /// The end of the run, where it had come.
    pub(crate) fn stop(&self) -> Option<Stop> {
        self.now.stop
    }
}

impl Run {
    /// A run of the racer from `start`.
    pub(crate) fn new(config: &RacerConfig, start: Params) -> Result<Self> {
        let mut trail = Way::default();
        trail.record(0, start);
        Ok(Self {
            routine: Routine::new(config)?,
            now: State {
                optimizer: AnyOptimizer::new(config.about().name, config.values())?,
                params: start,
                steps: 0,
                epoch_loss: f64::INFINITY,
                stop: None,
            },
            before: None,
            last_batch: None,
            trail,
            losses: Series::new(),
        })
    }

    /// Makes `count` updates, or fewer where the run stops on the way; they stay within one epoch
    /// where the course has batches.
    pub(crate) fn advance(&mut self, course: &Course, limits: Limits, count: u64) {
        if self.now.stop.is_some() || count == 0 {
            return;
        }
        let origin = self.now;
        let made = self.sprint(course, limits, count - 1);
        if self.now.stop.is_none() {
            let before = self.now;
            if self.sprint(course, limits, 1) == 1 {
                self.before = Some(before);
            } else {
                self.find_before(course, limits, origin, made);
            }
        } else {
            self.find_before(course, limits, origin, made);
        }
        if self.now.stop.is_some() && self.now.steps > 0 {
            self.last_batch = course.batch_rows(self.now.steps - 1).map(Into::into);
        }
    }

    /// Finds the state before the last of `made` updates since `origin`, by making them again.
    fn find_before(&mut self, course: &Course, limits: Limits, origin: State, made: u64) {
        if made > 0 {
            let end = std::mem::replace(&mut self.now, origin);
            self.sprint(course, limits, made - 1);
            self.before = Some(std::mem::replace(&mut self.now, end));
        }
    }

    /// Makes up to `count` updates as fast as it goes, and says how many.
    fn sprint(&mut self, course: &Course, limits: Limits, count: u64) -> u64 {
        let origin = self.now;
        let per_epoch = course.per_epoch();
        let mut index = origin.steps % per_epoch;
        let mut epoch = origin.steps / per_epoch;
        for made in 0..count {
            let gradient = course.gradient(index, self.now.params);
            self.routine.update(&mut self.now, gradient, &mut ());
            let loss = course.value(self.now.params);
            if !(loss.is_finite() && self.now.params.is_finite() && self.now.optimizer.is_finite())
            {
                // Back to the last finite state: everything up to here is made again.
                self.now = origin;
                self.sprint(course, limits, made);
                let step = self.now.steps + 1;
                self.now.stop = Some(Stop {
                    reason: StopReason::Diverged,
                    step,
                    epoch: step.div_ceil(per_epoch),
                });
                return made;
            }
            self.trail.record(self.now.steps, self.now.params);
            index += 1;
            if index == per_epoch {
                index = 0;
                epoch += 1;
                let loss = course.epoch_loss(self.now.params, loss);
                self.end_epoch(loss, epoch, limits);
                if self.now.stop.is_some() {
                    return made + 1;
                }
            }
        }
        count
    }

    /// Takes in the loss at the end of an epoch.
    fn end_epoch(&mut self, loss: f64, epoch: u64, limits: Limits) {
        self.losses.record(epoch - 1, loss);
        let change = (self.now.epoch_loss - loss).abs();
        self.now.epoch_loss = loss;
        let reason = if change < limits.threshold && loss <= limits.low {
            StopReason::Converged
        } else if change < limits.threshold {
            StopReason::Stalled
        } else if epoch >= limits.epochs {
            StopReason::OutOfEpochs
        } else {
            return;
        };
        self.now.stop = Some(Stop {
            reason,
            step: self.now.steps,
            epoch,
        });
    }

    pub(crate) fn mark(&self) -> RunMark {
        RunMark {
            now: self.now,
            before: self.before,
            last_batch: self.last_batch.clone(),
        }
    }

    pub(crate) fn restore(&mut self, mark: &RunMark) {
        let RunMark {
            now,
            before,
            last_batch,
        } = mark.clone();
        self.now = now;
        self.before = before;
        self.last_batch = last_batch;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::landscape::classic;

    #[test]
    fn only_near_the_least_is_a_rest_a_convergence() {
        let plateau = classic("plateau").expect("a surface");
        let far = Params::new(40.0, 30.0);
        let course = Course::new(Box::new(plateau), None);
        let limits = Limits {
            epochs: 1000,
            threshold: 1e-6,
            low: Limits::low(course.landscape.as_ref(), far, 1e-6),
        };
        assert!((limits.low - 0.01).abs() < 1e-5, "{}", limits.low);
        for (start, reason) in [
            (far, StopReason::Stalled),
            (Params::new(0.0, 0.0), StopReason::Converged),
        ] {
            let racer = RacerConfig::new("sgd").expect("an optimizer");
            let mut run = Run::new(&racer, start).expect("good settings");
            run.advance(&course, limits, 10);
            assert_eq!(run.now.stop.map(|stop| stop.reason), Some(reason));
        }
    }
}
