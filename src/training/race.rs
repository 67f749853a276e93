//! Several runs in lockstep, and going to any step of them.

use crate::data::{Dataset, Scaling, Split};
use crate::error::{Error, Result};
use crate::landscape::{self, Landscape, LinearModel};
use crate::point::Params;
use crate::random::RandomState;
use crate::training::batches::Batches;
use crate::training::change::Behind;
use crate::training::config::RaceConfig;
use crate::training::course::Course;
use crate::training::explanation::Explanation;
use crate::training::pace::Pace;
use crate::training::report::StepReport;
use crate::training::run::{Limits, Run, Stop};
use crate::training::timeline::{Checkpoint, Timeline};
use crate::value::Value;
use serde::Serialize;

/// A race of several optimizers from one start over the same batches.
///
/// Time is a number: the updates that each racer has made, or would have made had it not stopped.
/// [`Race::seek`] goes to any step, forwards or back, and restores parameters, moments, batch and
/// order of the data exactly.
pub struct Race {
    pub(super) config: RaceConfig,
    pub(super) course: Course,
    pub(super) split: Option<Split>,
    pub(super) limits: Limits,
    pub(super) runs: Vec<Run>,
    pub(super) step: u64,
    /// The last step that was made.
    pub(super) furthest: u64,
    pub(super) timeline: Timeline,
    /// The racers that joined later and have yet to come where the others were.
    pub(super) behind: Option<Behind>,
    /// The step to come back to after a change of the config.
    pub(super) goal: Option<u64>,
}

/// How far a race has come.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Progress {
    /// The current step.
    pub step: u64,
    /// Whether every racer has stopped.
    pub finished: bool,
    /// The part of the longest possible race that is done, 0 to 1; 1 once finished.
    #[serde(rename = "progress")]
    pub fraction: f64,
}

/// Where a racer is.
#[derive(Debug, Clone, PartialEq)]
pub struct RacerState {
    /// The parameters, in the units that the model trains on.
    pub params: Params,
    /// Slope and intercept in the data's own units.
    pub own_units: Params,
    /// The loss over all training rows.
    pub loss: f64,
    /// The root mean squared error on the test rows in the target's own unit, where there are any.
    pub test_rmse: Option<f64>,
    /// The updates made.
    pub steps: u64,
    /// The epochs begun.
    pub epoch: u64,
    /// The learning rate of the next update.
    pub learning_rate: f64,
    /// The end of the run, where it has come.
    pub stop: Option<Stop>,
}

impl Race {
    /// A race over `data` as `config` says, at its start.
    ///
    /// # Errors
    /// No racer or too many, a landscape that does not exist, more rows than the data has, a split
    /// that leaves fewer than two training rows, a batch larger than the training set, or a loss
    /// that is not finite at the start.
    pub fn new(data: &Dataset, config: RaceConfig) -> Result<Self> {
        config.check()?;
        let mut random = RandomState::new(config.seed());
        let (split, landscape): (_, Box<dyn Landscape + Send + Sync>) =
            match landscape::classic(&config.landscape) {
                Some(surface) => (None, Box::new(surface)),
                None => {
                    let split = split(data, &config, &mut random)?;
                    // Drawn even where the config names a start, so that moving the start leaves
                    // the batches as they are.
                    let drawn = Params {
                        m: random.normal(),
                        b: random.normal(),
                    };
                    let model = LinearModel::new(&split.train, config.start.unwrap_or(drawn));
                    (Some(split), Box::new(model))
                }
            };
        let batches = match (&split, config.batch_size()) {
            (Some(split), Some(size)) => Some(Batches::new(&split.train, random, size)),
            _ => None,
        };
        let start = config.start.unwrap_or_else(|| landscape.start());
        if !landscape.value(start).is_finite() {
            let [m, b] = start.to_array().map(Value::Number);
            let value = format!("({m}, {b})");
            let legal = "a point where the loss is a finite number";
            return Err(Error::new("start", value, legal));
        }
        let threshold = config.threshold();
        let limits = Limits {
            epochs: config.epochs(),
            threshold,
            low: Limits::low(landscape.as_ref(), start, threshold),
        };
        let racers = config.racers.iter();
        let runs: Vec<Run> = racers
            .map(|racer| Run::new(racer, start))
            .collect::<Result<_>>()?;
        let first = Checkpoint {
            step: 0,
            runs: runs.iter().map(|run| Some(run.mark())).collect(),
        };
        Ok(Self {
            limits,
            timeline: Timeline::new(first, batches.as_ref()),
            course: Course::new(landscape, batches),
            config,
            split,
            runs,
            step: 0,
            furthest: 0,
            behind: None,
            goal: None,
        })
    }

    /// What determines the race.
    pub fn config(&self) -> &RaceConfig {
        &self.config
    }

    /// The surface it runs on.
    pub fn landscape(&self) -> &dyn Landscape {
        &*self.course.landscape
    }

    /// The rows it trains and tests on; `None` on a test surface.
    pub fn split(&self) -> Option<&Split> {
        self.split.as_ref()
    }

    /// The current step.
    pub fn step(&self) -> u64 {
        self.step
    }

    /// The current step; on the way back to the step of before a change, that one.
    pub fn goal(&self) -> u64 {
        let goal = self.goal.filter(|_| !self.is_finished());
        goal.unwrap_or(self.step)
    }

    /// The number of racers.
    pub fn racers(&self) -> usize {
        self.runs.len()
    }

    /// The updates of one epoch.
    pub fn steps_per_epoch(&self) -> u64 {
        self.course.per_epoch()
    }

    /// Whether every racer has stopped.
    pub fn is_finished(&self) -> bool {
        self.runs.iter().all(|run| run.now.stop.is_some())
    }

    /// How far the race has come.
    pub fn progress(&self) -> Progress {
        let finished = self.is_finished();
        let all = (self.limits.epochs * self.course.per_epoch()) as f64;
        Progress {
            step: self.step,
            finished,
            fraction: if finished {
                1.0
            } else {
                self.step as f64 / all
            },
        }
    }

    /// Makes up to `count` updates of every racer still running, and says by how many steps the
    /// race went on: fewer where all have stopped. What a change left behind is brought along
    /// first, however long that takes.
    pub fn advance(&mut self, count: u64) -> u64 {
        self.chase(self.step);
        self.settle();
        if let Some(goal) = self.goal.take().filter(|&goal| goal > self.step) {
            self.go_on(goal - self.step);
        }
        self.go_on(count)
    }

    /// What [`Race::advance`] does once all racers are at the current step.
    pub(super) fn go_on(&mut self, count: u64) -> u64 {
        let from = self.step;
        let target = from.saturating_add(count);
        while self.step < target && !self.is_finished() {
            let per_epoch = self.course.per_epoch();
            let mut to = target.min(self.timeline.next_after(self.step));
            if let Some(batches) = &mut self.course.batches {
                if self.step.is_multiple_of(per_epoch) {
                    batches.shuffle();
                    self.timeline.keep_order(batches);
                }
                to = to.min((self.step / per_epoch + 1) * per_epoch);
            }
            for run in &mut self.runs {
                run.advance(&self.course, self.limits, to - self.step);
            }
            // Where the last racers stopped on the way, that is as far as the race goes; an update
            // that could not be made counts, as only from it on a racer is known to diverge.
            self.step = if self.is_finished() {
                let stops = self.runs.iter().filter_map(|run| run.now.stop);
                stops.map(|stop| stop.step).max().unwrap_or(to)
            } else {
                to
            };
            if self.timeline.wants(self.step) {
                self.timeline.add(self.checkpoint());
            }
            self.pass_behind();
        }
        self.furthest = self.furthest.max(self.step);
        self.step - from
    }

    /// Advances for about `milliseconds` as told by `clock`, towards `target`, and says how far the
    /// race has come: long work in slices, between which a page can answer and a person cancel.
    /// What a change left behind is brought along first, up to the current step.
    pub fn advance_for(
        &mut self,
        milliseconds: f64,
        target: u64,
        mut clock: impl FnMut() -> f64,
    ) -> Progress {
        let mut pace = Pace::new(milliseconds, clock());
        if self.step < target {
            self.goal = None;
        }
        loop {
            if !self.bring_along(pace.slice()) {
                let left = target.saturating_sub(self.step);
                if left == 0 || self.go_on(pace.slice().min(left)) == 0 {
                    break;
                }
            }
            if !pace.goes_on(clock()) {
                break;
            }
        }
        self.progress()
    }

    /// Goes to any step, forwards or back, and restores everything exactly; beyond the end it goes
    /// to the end. Says the step it came to.
    pub fn seek(&mut self, step: u64) -> u64 {
        self.goal = None;
        self.chase(self.step.min(step));
        self.chase(self.furthest.min(step));
        self.settle();
        self.travel(step);
        self.settle();
        self.step
    }

    /// What [`Race::seek`] does once all racers have been there, as far as any has.
    pub(super) fn travel(&mut self, step: u64) {
        let checkpoint = self.timeline.before(step);
        // Forwards, a checkpoint only helps where it lies ahead.
        if step < self.step || checkpoint.step > self.step {
            if let Some(batches) = &mut self.course.batches {
                let epoch = checkpoint.step.div_ceil(batches.per_epoch());
                self.timeline.order(batches, epoch);
            }
            for (run, mark) in self.runs.iter_mut().zip(checkpoint.runs.iter().flatten()) {
                run.restore(mark);
            }
            self.step = checkpoint.step;
        }
        self.go_on(step - self.step);
    }

    /// Where a racer is; `None` where there is no such racer.
    pub fn state(&self, racer: usize) -> Option<RacerState> {
        let run = self.runs.get(racer)?;
        let state = &run.now;
        Some(RacerState {
            params: state.params,
            own_units: self.own_units(state.params),
            loss: self.course.landscape.value(state.params),
            test_rmse: self.test_rmse(state.params),
            steps: state.steps,
            epoch: state.steps.div_ceil(self.course.per_epoch()),
            learning_rate: run.routine.learning_rate(state.steps),
            stop: state.stop,
        })
    }

    /// The parameters of a racer, in the units that the model trains on; `None` where there is no
    /// such racer.
    pub fn params(&self, racer: usize) -> Option<Params> {
        Some(self.runs.get(racer)?.now.params)
    }

    /// The points of a racer's trail from the start to the current step; long trails are thinned,
    /// the last point is always the current one. `None` where there is no such racer.
    pub fn trail(&self, racer: usize) -> Option<Vec<Params>> {
        let (kept, now) = self.way(racer)?;
        Some(kept.iter().copied().chain(now).collect())
    }

    /// The [trail](Race::trail) without a copy: the kept points, and the current one where it is
    /// not the last of these. For as long as the race lasts, what is kept never changes. `None`
    /// where there is no such racer.
    pub fn way(&self, racer: usize) -> Option<(&[Params], Option<Params>)> {
        let run = self.runs.get(racer)?;
        let kept = run.trail.up_to(run.now.steps);
        let now = run.now.params;
        Some((kept, (kept.last() != Some(&now)).then_some(now)))
    }

    /// The step of point `index` of a racer's [trail](Race::trail); `None` where there is no such
    /// racer or point.
    pub fn trail_step(&self, racer: usize, index: usize) -> Option<u64> {
        let run = self.runs.get(racer)?;
        let (kept, now) = (run.trail.up_to(run.now.steps).len(), run.now.steps);
        if index < kept {
            return run.trail.step_at(index);
        }
        // One more point follows the kept ones where the current one is not among them.
        let last = run.trail.step_at(kept.checked_sub(1)?)?;
        (index == kept && last < now).then_some(now)
    }

    /// Where a racer was at a step that was made already: at the last kept point up to it, the
    /// very point for the first 32,768 steps. `None` where there is no such racer.
    pub fn params_near(&self, racer: usize, step: u64) -> Option<(u64, Params)> {
        let run = self.runs.get(racer)?;
        if run.now.steps <= step && (self.step == step || run.now.stop.is_some()) {
            return Some((run.now.steps, run.now.params));
        }
        let kept = run.trail.up_to(step);
        let last = *kept.last()?;
        Some((run.trail.step_at(kept.len() - 1)?, last))
    }

    /// Every term of a racer's last update; `None` before the first, or where there is no such
    /// racer.
    pub fn report(&self, racer: usize) -> Option<StepReport> {
        let run = self.runs.get(racer)?;
        StepReport::new(&self.config.racers[racer], run, &self.course)
    }

    /// A racer's last update in equations, each with the numbers of [`Race::report`]; `None` where
    /// there is no report.
    pub fn explain(&self, racer: usize) -> Option<Explanation> {
        let run = self.runs.get(racer)?;
        let report = self.report(racer)?;
        let (rule, arithmetic) = (&run.now.optimizer, run.routine.arithmetic());
        let config = &self.config.racers[racer];
        Some(Explanation::new(config, rule, arithmetic, &report))
    }

    /// Slope and intercept in the data's own units.
    pub fn own_units(&self, params: Params) -> Params {
        let scaling = self
            .split
            .as_ref()
            .map_or(Scaling::RAW, |split| split.scaling);
        scaling.to_own_units(params)
    }

    /// The root mean squared error on the test rows, in the target's own unit, where there are
    /// any.
    pub fn test_rmse(&self, params: Params) -> Option<f64> {
        self.split.as_ref()?.test_rmse(params)
    }

    fn checkpoint(&self) -> Checkpoint {
        Checkpoint {
            step: self.step,
            runs: self.runs.iter().map(|run| Some(run.mark())).collect(),
        }
    }
}

/// Splits the data as the config says, after checking what depends on the data's size.
pub(crate) fn split(
    data: &Dataset,
    config: &RaceConfig,
    random: &mut RandomState,
) -> Result<Split> {
    let (rows, all) = (config.rows(), data.rows().len());
    if rows > all {
        let legal = format!("a whole number up to {all}, the rows of the data");
        return Err(Error::new("rows", rows, legal));
    }
    let fraction = config.train_fraction();
    let train = (fraction * rows as f64) as usize;
    if train < 2 {
        let legal = format!("a share of the {rows} rows that leaves at least 2 to train on");
        return Err(Error::new("trainFraction", fraction, legal));
    }
    check_batch_size(config.batch_size().unwrap_or(1), train)?;
    Ok(Split::new(
        data,
        random,
        rows,
        fraction,
        config.standardize(),
    ))
}

/// A batch must fit into the training rows.
pub(crate) fn check_batch_size(size: usize, train: usize) -> Result<()> {
    if size <= train {
        return Ok(());
    }
    let legal = format!("a whole number from 1 to {train}, the training rows, or null");
    Err(Error::new("batchSize", size, legal))
}
