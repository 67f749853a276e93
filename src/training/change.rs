//! Changing a race's config on the way, and keeping all that it leaves as it is.
//!
//! Where only racers change, those that stay keep their runs. The others are run over the same
//! batches up to the same step, in slices where that is long, and after that up to the furthest
//! step that was made, so that going there is as quick as it was. However it is sliced, every
//! number is that of a fresh race with the new config.

use crate::data::Dataset;
use crate::error::Result;
use crate::point::Params;
use crate::training::batches::{Batches, BatchesMark};
use crate::training::config::RaceConfig;
use crate::training::pace::Pace;
use crate::training::race::Race;
use crate::training::run::{Run, RunMark};
use serde::Serialize;

/// Racers that joined later, on their way to the furthest step that was made.
pub(crate) struct Behind {
    /// Their places in the race.
    racers: Vec<usize>,
    /// How far they have come.
    step: u64,
    batches: Option<BatchesMark>,
    /// Their states there.
    marks: Vec<RunMark>,
}

/// How far those racers have come that a change of the config left behind.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Catching {
    /// The race's current step.
    pub step: u64,
    /// Whether every racer is at that step, and that step the one of before the change.
    pub arrived: bool,
    /// Whether every racer has been at every step that was made.
    pub done: bool,
    /// The part of the way to the current step that is done, 0 to 1.
    #[serde(rename = "progress")]
    pub fraction: f64,
}

impl Race {
    /// Takes another config and stays at the same step. Racers that it leaves as they are keep
    /// their runs, if nothing but racers changed; all others are at the start until
    /// [`Race::catch_up_for`], or going anywhere, has brought them along.
    ///
    /// A race that ends before that step ends there; changed again, it comes back to the step.
    ///
    /// # Errors
    /// As for [`Race::new`]; then everything stays as it was.
    pub fn change(&mut self, data: &Dataset, config: RaceConfig) -> Result<()> {
        config.check()?;
        let goal = self.goal.unwrap_or(self.step);
        if !self.config.has_the_course_of(&config) {
            let mut fresh = Self::new(data, config)?;
            fresh.goal = Some(goal);
            *self = fresh;
            return Ok(());
        }
        let mut former: Vec<Option<usize>> = (0..self.runs.len()).map(Some).collect();
        let from: Vec<Option<usize>> = config
            .racers
            .iter()
            .map(|racer| {
                let same = |place: &&mut Option<usize>| {
                    place.is_some_and(|place| self.config.racers[place] == *racer)
                };
                former.iter_mut().find(same).and_then(Option::take)
            })
            .collect();
        let start = self.start();
        let fresh: Vec<Run> = config
            .racers
            .iter()
            .map(|racer| Run::new(racer, start))
            .collect::<Result<_>>()?;
        let marks: Vec<RunMark> = fresh.iter().map(Run::mark).collect();
        self.timeline.rearrange(&from, &marks);

        let late = self.behind.take().map_or(vec![], |behind| behind.racers);
        let mut runs: Vec<Option<Run>> = self.runs.drain(..).map(Some).collect();
        let mut behind = Behind {
            racers: vec![],
            step: 0,
            batches: self.timeline.first_order().cloned(),
            marks: vec![],
        };
        for (place, (fresh, from)) in fresh.into_iter().zip(from).enumerate() {
            let kept = from.filter(|from| !late.contains(from));
            // One that was still behind begins once more, together with those that are new.
            if kept.is_none() {
                behind.racers.push(place);
                behind.marks.push(fresh.mark());
            }
            self.runs
                .push(from.and_then(|from| runs[from].take()).unwrap_or(fresh));
        }
        for (&place, mark) in behind.racers.iter().zip(&behind.marks) {
            self.runs[place].restore(mark);
        }
        // Where nobody has been anywhere yet, nobody is behind.
        let furthest = self.furthest;
        self.behind = Some(behind).filter(|behind| !behind.racers.is_empty() && furthest > 0);
        self.goal = Some(goal);
        self.config = config;
        self.settle();
        Ok(())
    }

    /// Whether a change has left anything to catch up.
    pub fn is_behind(&self) -> bool {
        self.behind.is_some() || !(self.is_finished() || self.is_at_goal())
    }

    /// Brings along, for about `milliseconds` as told by `clock`, what a change left behind: first
    /// to the current step, then to the furthest.
    pub fn catch_up_for(&mut self, milliseconds: f64, mut clock: impl FnMut() -> f64) -> Catching {
        let mut pace = Pace::new(milliseconds, clock());
        let mut fraction = 1.0;
        loop {
            if self.bring_along(pace.slice()) {
                fraction = self.behind_step() as f64 / self.step.max(1) as f64;
            } else if let Some(goal) = self.goal.filter(|&goal| goal > self.step) {
                if self.go_on(pace.slice().min(goal - self.step)) == 0 {
                    // The race ends before; the goal stays for another change.
                    break;
                }
                fraction = self.step as f64 / goal as f64;
            } else if let Some(behind) = &self.behind {
                fraction = 1.0;
                self.chase(behind.step + pace.slice());
                self.settle();
            } else {
                break;
            }
            if !pace.goes_on(clock()) {
                break;
            }
        }
        let reached = self.behind_step() >= self.step;
        let arrived = reached && (self.is_finished() || self.is_at_goal());
        Catching {
            step: self.step,
            arrived,
            done: arrived && self.behind.is_none(),
            fraction: if arrived { 1.0 } else { fraction },
        }
    }

    /// Makes up to `count` updates of those who are behind the race's step; says whether anyone
    /// was.
    pub(super) fn bring_along(&mut self, count: u64) -> bool {
        let behind = self.behind_step();
        if behind >= self.step {
            return false;
        }
        self.chase(self.step.min(behind + count));
        self.settle();
        true
    }

    /// Whether the race is at the step of before the change.
    fn is_at_goal(&self) -> bool {
        self.goal.is_none_or(|goal| self.step >= goal)
    }

    /// How far everyone has come.
    fn behind_step(&self) -> u64 {
        self.behind.as_ref().map_or(u64::MAX, |behind| behind.step)
    }

    /// Where all racers begin.
    fn start(&self) -> Params {
        // A trail begins with the start and cannot be empty.
        let trail = self.runs[0].trail.up_to(0);
        trail
            .first()
            .copied()
            .unwrap_or_else(|| self.landscape().start())
    }

    /// Runs those behind up to `to`, or to the furthest step that was made. Those that have not
    /// come to the race's step stay where that brings them; `to` must not lie beyond that step
    /// then. The others are back at the race's step afterwards.
    pub(super) fn chase(&mut self, to: u64) {
        let to = to.min(self.furthest);
        let Some(mut behind) = self.behind.take_if(|behind| behind.step < to) else {
            return;
        };
        let course = &mut self.course;
        let here = course.batches.as_ref().map(Batches::mark);
        let shown = behind.step >= self.step;
        let marks: Vec<RunMark> = behind.racers.iter().map(|&i| self.runs[i].mark()).collect();
        if let (Some(batches), Some(mark)) = (&mut course.batches, &behind.batches) {
            batches.restore(mark);
        }
        for (&place, mark) in behind.racers.iter().zip(&behind.marks) {
            self.runs[place].restore(mark);
        }
        let per_epoch = course.per_epoch();
        while behind.step < to {
            let racers = || behind.racers.iter().copied();
            if racers().all(|place| self.runs[place].now.stop.is_some()) {
                for place in racers() {
                    self.timeline.fill_all(place, &self.runs[place].mark());
                }
                behind.step = self.furthest;
                break;
            }
            let mut next = to.min(self.timeline.next_after(behind.step));
            if let Some(batches) = &mut course.batches {
                if behind.step.is_multiple_of(per_epoch) {
                    batches.shuffle();
                }
                next = next.min((behind.step / per_epoch + 1) * per_epoch);
            }
            for place in racers() {
                self.runs[place].advance(course, self.limits, next - behind.step);
                self.timeline.fill(next, place, || self.runs[place].mark());
            }
            behind.step = next;
        }
        let racers = behind.racers.iter();
        behind.marks = racers.map(|&place| self.runs[place].mark()).collect();
        behind.batches = course.batches.as_ref().map(Batches::mark);
        if let (Some(batches), Some(mark)) = (&mut course.batches, &here) {
            batches.restore(mark);
        }
        if shown {
            for (&place, mark) in behind.racers.iter().zip(&marks) {
                self.runs[place].restore(mark);
            }
        }
        self.behind = Some(behind).filter(|behind| behind.step < self.furthest);
    }

    /// Takes note that all racers together have passed those behind, or a checkpoint that some of
    /// them lacked.
    pub(super) fn pass_behind(&mut self) {
        let Some(behind) = &mut self.behind else {
            return;
        };
        for &place in &behind.racers {
            self.timeline
                .fill(self.step, place, || self.runs[place].mark());
        }
        if behind.step < self.step {
            let racers = behind.racers.iter();
            behind.step = self.step;
            behind.marks = racers.map(|&place| self.runs[place].mark()).collect();
            behind.batches = self.course.batches.as_ref().map(Batches::mark);
        }
        self.behind.take_if(|behind| behind.step >= self.furthest);
    }

    /// Finds the end of the race anew, and goes back to it where the race is beyond.
    pub(super) fn settle(&mut self) {
        if self.behind_step() < self.step {
            return;
        }
        let stops = self
            .runs
            .iter()
            .map(|run| run.now.stop.map(|stop| stop.step));
        let here: Option<Vec<u64>> = stops.collect();
        let here = here.and_then(|stops| stops.into_iter().max());
        let Some(end) = here.or_else(|| self.timeline.end()) else {
            return;
        };
        if end < self.furthest {
            self.timeline.cut(end);
            self.furthest = end;
            self.behind.take_if(|behind| behind.step >= end);
        }
        if end < self.step {
            self.travel(end);
        }
    }
}
