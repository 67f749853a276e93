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

    /// How far a racer has been on its way to step `until`: while these are the same and nothing is
    /// changed, its curves up to there are, too, wherever the race goes. `None` where there is no
    /// such racer.
    pub fn reach(&self, racer: usize, until: u64) -> Option<[u64; 4]> {
        let run = self.runs.get(racer)?;
        let kept = run.trail.up_to(until).len();
        let last = run.trail.step_at(kept.checked_sub(1)?)?;
        let now = run.now.steps;
        let made = run.losses.up_to(u64::MAX).len() as u64;
        Some([
            kept as u64,
            made.max(now / self.course.per_epoch()),
            self.params_near(racer, until)?.0,
            // One that is beyond the last kept point adds its own.
            if (last..=until).contains(&now) {
                now
            } else {
                0
            },
        ])
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

    /// The error on the test rows at the start and at the end of each epoch up to step `until`,
    /// like [`Race::losses_by_epoch`]; of an epoch whose last step is not kept, near its end.
    pub fn test_errors_by_epoch(
        &self,
        error: &TestError,
        racer: usize,
        until: u64,
        columns: usize,
    ) -> Option<Vec<[f64; 2]>> {
        let run = self.runs.get(racer)?;
        let trail = run.trail.up_to(u64::MAX);
        let epochs = self.epochs_until(until);
        let kept = epochs.map_or(0, |last| run.losses.up_to(last).len());
        let mut place = 0;
        let ends = (0..kept).map(|epoch| {
            let end = (series::step_at(epoch as u64) + 1) * self.course.per_epoch();
            while run.trail.step_at(place + 1).is_some_and(|next| next <= end) {
                place += 1;
            }
            trail[place]
        });
        let ends: Vec<Params> = ends.collect();
        let value: &dyn Fn(Params) -> f64 = &|at| error.at(at);
        let start = value(*trail.first()?);
        Some(by_epoch(start, &ends, epochs, columns, value))
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
        let start = self.course.landscape.value(*run.trail.up_to(0).first()?);
        let epochs = self.epochs_until(until);
        let ends = epochs.map_or(&[][..], |last| run.losses.up_to(last));
        Some(by_epoch(start, ends, epochs, columns, |loss| loss))
    }

    /// The last epoch, counted from 0, that ends up to step `until`.
    fn epochs_until(&self, until: u64) -> Option<u64> {
        (until / self.course.per_epoch()).checked_sub(1)
    }
}

/// `[epoch, value]` at the start and of what is kept of the `ends` of epochs, of which `last` is
/// the last one that is shown.
fn by_epoch<T: Copy>(
    start: f64,
    ends: &[T],
    last: Option<u64>,
    columns: usize,
    value: impl Fn(T) -> f64,
) -> Vec<[f64; 2]> {
    let mut values = vec![[0.0, start]];
    if let Some(last) = last {
        let columns = columns.max(1);
        let mut lasts = (1..=columns).map(|column| {
            let part = column as f64 / columns as f64;
            series::place((last as f64 * part) as u64) as usize
        });
        let epoch = |place: usize| 1.0 + series::step_at(place as u64) as f64;
        values.extend(envelope(ends, &mut lasts, &epoch, value));
    }
    values
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::Dataset;
    use crate::training::config::RaceConfig;

    fn race(batch_size: &str) -> Race {
        let rows = (0..40)
            .map(|i| [f64::from(i), f64::from(i * i % 17)])
            .collect();
        let data = Dataset::new("x", "y", rows).expect("good rows");
        let config = format!(
            r#"{{"rows": 40, "batchSize": {batch_size}, "threshold": 0, "epochs": 1000000,
            "racers": [{{"optimizer": "sgd"}}]}}"#
        );
        let config = serde_json::from_str(&config).expect("good JSON");
        let config = RaceConfig::read(&config).expect("a good config");
        Race::new(&data, config).expect("a race")
    }

    /// The ends of epochs are thinned, later than 32,768 of them, as if there were no columns.
    #[test]
    fn epochs_are_at_their_ends_however_many_there_are() {
        for (batch_size, epochs) in [("null", 150_000), ("16", 40_000), ("16", 3)] {
            let mut race = race(batch_size);
            let per_epoch = race.steps_per_epoch();
            let made = race.advance(epochs * per_epoch);
            assert_eq!(made, epochs * per_epoch);
            let error = race.test_error().expect("test rows");
            for at in [made, 0] {
                race.seek(at);
                for until in [0, 1, made / 2, made, u64::MAX] {
                    let losses = race.losses_by_epoch(0, until, 200).expect("a racer");
                    let errors = race.test_errors_by_epoch(&error, 0, until, 200);
                    let errors = errors.expect("a racer");
                    let last = (until.min(made) / per_epoch) as f64;
                    for curve in [&losses, &errors] {
                        let end = curve.last().expect("a start")[0];
                        // The last strides may be under way.
                        assert!(
                            end <= last && last - end <= last / 16384.0,
                            "{end} of {last}"
                        );
                        assert!(curve.len() <= 801, "{}", curve.len());
                    }
                    for [epoch, value] in errors {
                        let step = epoch as u64 * per_epoch;
                        let (near, params) = race.params_near(0, step).expect("a racer");
                        assert!(value == error.at(params) || near < step, "epoch {epoch}");
                    }
                }
            }
        }
    }
}
