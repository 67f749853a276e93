//! A race's losses and test errors over its course, by step and by epoch.

use crate::point::Params;
use crate::training::envelope::envelope;
use crate::training::race::Race;
use crate::training::series;
use crate::training::test_error::TestError;

impl Race {
    /// The loss at the end of each epoch so far, thinned like trails. `None` where there is no such
    /// racer.
    pub fn epoch_losses(&self, racer: usize) -> Option<&[f64]> {
        let run = self.runs.get(racer)?;
        match run.now.steps / self.course.per_epoch() {
            0 => Some(&[]),
            epochs => Some(run.losses.up_to(epochs - 1)),
        }
    }

    /// The loss after each step of a racer from 0 up to `until`, as `[step, loss]`, thinned to at
    /// most four points for each of `columns` equal stretches: none of its extremes is left out.
    /// Steps that were made already count, also beyond the current one. `None` where there is no
    /// such racer.
    pub fn losses(&self, racer: usize, until: u64, columns: usize) -> Option<Vec<[f64; 2]>> {
        let landscape = &self.course.landscape;
        // A bowl's own value is computed in place, without a call for each of many points.
        match landscape.as_quadratic() {
            Some(bowl) => self.by_step(|at| bowl.value(at), racer, until, columns),
            None => {
                let value: &dyn Fn(Params) -> f64 = &|at| landscape.value(at);
                self.by_step(value, racer, until, columns)
            }
        }
    }

    /// The error on the test rows after each step, like [`Race::losses`].
    pub fn test_errors(
        &self,
        error: &TestError,
        racer: usize,
        until: u64,
        columns: usize,
    ) -> Option<Vec<[f64; 2]>> {
        let value: &dyn Fn(Params) -> f64 = &|at| error.at(at);
        self.by_step(value, racer, until, columns)
    }

    /// The error on the test rows as a function of the parameters; `None` where there are none.
    pub fn test_error(&self) -> Option<TestError> {
        TestError::of(self.split.as_ref()?)
    }

    fn by_step(
        &self,
        value: impl Fn(Params) -> f64,
        racer: usize,
        until: u64,
        columns: usize,
    ) -> Option<Vec<[f64; 2]>> {
        let run = self.runs.get(racer)?;
        let columns = columns.max(1);
        let mut ends = (1..=columns).map(|column| {
            let part = column as f64 / columns as f64;
            run.trail.place((until as f64 * part) as u64)
        });
        let step = |place: usize| run.trail.step_at(place).unwrap_or(until) as f64;
        let mut values = envelope(run.trail.up_to(until), &mut ends, &step, &value);
        let now = run.now.steps;
        if now <= until && values.last().is_some_and(|last| last[0] < now as f64) {
            values.push([now as f64, value(run.now.params)]);
        }
        Some(values)
    }

    /// The error on the test rows at the start and at the end of each epoch up to step `until`, like
    /// [`Race::losses_by_epoch`]; of an epoch whose last step is not kept, near its end.
    pub fn test_errors_by_epoch(
        &self,
        error: &TestError,
        racer: usize,
        until: u64,
        columns: usize,
    ) -> Option<Vec<[f64; 2]>> {
        let run = self.runs.get(racer)?;
        let per_epoch = self.course.per_epoch();
        let made = run.losses.up_to(u64::MAX).len() as u64;
        let epochs = (until / per_epoch).min(made.max(run.now.steps / per_epoch));
        let at = |epoch: u64| run.trail.up_to(epoch * per_epoch).last().copied();
        let ends: Vec<Params> = (0..=epochs).filter_map(at).collect();
        let columns = columns.max(1) as u64;
        let mut columns = (1..=columns).map(|column| (epochs * column / columns) as usize);
        let value: &dyn Fn(Params) -> f64 = &|at| error.at(at);
        Some(envelope(&ends, &mut columns, &|epoch| epoch as f64, value))
    }

    /// The loss at the start and at the end of each epoch of a racer up to step `until`, as
    /// `[epoch, loss]`, thinned like [`Race::losses`].
    pub fn losses_by_epoch(
        &self,
        racer: usize,
        until: u64,
        columns: usize,
    ) -> Option<Vec<[f64; 2]>> {
        let run = self.runs.get(racer)?;
        let start = *run.trail.up_to(0).first()?;
        let mut losses = vec![[0.0, self.course.landscape.value(start)]];
        if let Some(last) = (until / self.course.per_epoch()).checked_sub(1) {
            let columns = columns.max(1);
            let mut ends = (1..=columns).map(|column| {
                let part = column as f64 / columns as f64;
                series::place((last as f64 * part) as u64) as usize
            });
            let epoch = |place: usize| 1.0 + series::step_at(place as u64) as f64;
            losses.extend(envelope(
                run.losses.up_to(last),
                &mut ends,
                &epoch,
                |loss| loss,
            ));
        }
        Some(losses)
    }
}
