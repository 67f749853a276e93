//! Runs one after the other on one random state, as the tutorial trains its four optimizers.

use crate::data::{Dataset, Split};
use crate::error::Result;
use crate::landscape::LinearModel;
use crate::point::Params;
use crate::random::RandomState;
use crate::training::batches::Batches;
use crate::training::config::RaceConfig;
use crate::training::course::Course;
use crate::training::race;
use crate::training::racer::RacerConfig;
use crate::training::run::{Limits, Run, Stop};

/// A split of the data and the random state that made it, from which run after run takes its start
/// and its batches. A race gives all racers the same batches; here each run goes on drawing where
/// the one before it ended.
pub struct Session {
    split: Split,
    random: RandomState,
    current: Option<Current>,
}

/// The run that is under way.
struct Current {
    run: Run,
    course: Course,
    limits: Limits,
}

/// How a run of a session ended, or how far it has come.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// Where the run started.
    pub start: Params,
    /// The parameters.
    pub params: Params,
    /// The epochs that have ended.
    pub epochs: u64,
    /// The root mean squared error on the test rows, in the target's own unit.
    pub test_rmse: Option<f64>,
    /// The end of the run, where it has come.
    pub stop: Option<Stop>,
}

impl Session {
    /// Splits the data as `config` says.
    ///
    /// # Errors
    /// Rows, share or batch size that do not fit the data.
    pub fn new(data: &Dataset, config: &RaceConfig) -> Result<Self> {
        let mut random = RandomState::new(config.seed());
        Ok(Self {
            split: race::split(data, config, &mut random)?,
            random,
            current: None,
        })
    }

    /// The rows that all runs train and test on.
    pub fn split(&self) -> &Split {
        &self.split
    }

    /// Begins the next run: m, then b, are drawn, and batches of the config's size follow; the
    /// whole training set is one batch where it names none.
    ///
    /// # Errors
    /// A batch larger than the training set, or settings that the optimizer does not take.
    pub fn begin(&mut self, config: &RaceConfig, racer: &RacerConfig) -> Result<()> {
        if let Some(batches) = self.current.take().and_then(|c| c.course.batches) {
            self.random = batches.into_random();
        }
        let size = config.batch_size().unwrap_or(self.split.train.len());
        race::check_batch_size(size, self.split.train.len())?;
        let start = Params {
            m: self.random.normal(),
            b: self.random.normal(),
        };
        let run = Run::new(racer, start)?;
        let batches = Batches::new(&self.split.train, self.random.clone(), size);
        self.current = Some(Current {
            run,
            course: Course::new(
                Box::new(LinearModel::new(&self.split.train, start)),
                Some(batches),
            ),
            limits: Limits {
                epochs: config.epochs(),
                threshold: config.threshold(),
                low: f64::INFINITY,
            },
        });
        Ok(())
    }

    /// Shuffles, and trains for one epoch; says whether the run goes on after it.
    pub fn epoch(&mut self) -> bool {
        let Some(Current {
            run,
            course,
            limits,
        }) = &mut self.current
        else {
            return false;
        };
        if run.now.stop.is_none() {
            if let Some(batches) = &mut course.batches {
                batches.shuffle();
            }
            run.advance(course, *limits, course.per_epoch());
        }
        run.now.stop.is_none()
    }

    /// The epochs of the current run that have ended.
    pub fn epochs(&self) -> u64 {
        let current = self.current.as_ref();
        current.map_or(0, |c| c.run.now.steps / c.course.per_epoch())
    }

    /// How far the current run has come; `None` before the first.
    pub fn outcome(&self) -> Option<Outcome> {
        let Current { run, .. } = self.current.as_ref()?;
        Some(Outcome {
            start: run.trail.up_to(0).first().copied()?,
            params: run.now.params,
            epochs: self.epochs(),
            test_rmse: self.split.test_rmse(run.now.params),
            stop: run.now.stop,
        })
    }

    /// The current run's start and its points after the first updates: at most `updates` + 1
    /// points, and no more than 32,768.
    pub(crate) fn first_points(&self, updates: u64) -> &[Params] {
        let current = self.current.as_ref();
        current.map_or(&[], |current| current.run.trail.up_to(updates))
    }

    /// The losses at the end of the current run's first epochs: at most `epochs`, and no more than
    /// 32,768.
    pub(crate) fn first_losses(&self, epochs: u64) -> &[f64] {
        let current = self.current.as_ref();
        current.map_or(&[], |current| {
            current.run.losses.up_to(epochs.saturating_sub(1))
        })
    }
}
