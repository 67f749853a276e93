//! What is kept of a run's curves when the run itself goes.

use crate::training::race::Race;

/// The columns that each level of detail has.
const COLUMNS: usize = 256;

/// The steps that the finest level has at least.
const LEAST: u64 = 256;

/// A curve as `[x, value]`.
type Points = Vec<[f64; 2]>;

/// The curves of a run as far as it was made, to be shown behind those of the next one.
///
/// They are kept in levels of detail: over all steps, over the first half of them, over the first
/// quarter and so on, each with the same number of columns, so that the beginning of a long run is
/// as fine as its whole, and no run takes more than a few megabytes.
#[derive(Debug, Clone)]
pub struct Record {
    /// The steps that each level goes up to, descending.
    ends: Vec<u64>,
    racers: Vec<RacerRecord>,
}

/// One racer's curves, each by level.
#[derive(Debug, Clone)]
struct RacerRecord {
    losses: [Vec<Points>; 2],
    test_errors: Option<[Vec<Points>; 2]>,
}

/// What a curve of a [`Record`] shows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RecordedCurve {
    /// The test error instead of the loss.
    pub test_error: bool,
    /// By epoch instead of by step.
    pub by_epoch: bool,
}

impl Race {
    /// The curves of all racers as far as they were made; `None` where no step was made.
    pub fn record(&self) -> Option<Record> {
        let halves = |end: &u64| Some(end / 2).filter(|half| *half >= LEAST);
        let first = Some(self.furthest).filter(|end| *end > 0);
        let ends: Vec<u64> = std::iter::successors(first, halves).collect();
        let error = self.test_error();
        let record = |racer: usize| {
            let each = |curve: &dyn Fn(u64) -> Option<Points>| -> Option<Vec<Points>> {
                ends.iter().map(|&end| curve(end)).collect()
            };
            let losses = [
                each(&|end| self.losses(racer, end, COLUMNS))?,
                each(&|end| self.losses_by_epoch(racer, end, COLUMNS))?,
            ];
            let test_errors = error.as_ref().and_then(|error| {
                Some([
                    each(&|end| self.test_errors(error, racer, end, COLUMNS))?,
                    each(&|end| self.test_errors_by_epoch(error, racer, end, COLUMNS))?,
                ])
            });
            Some(RacerRecord {
                losses,
                test_errors,
            })
        };
        let racers: Option<Vec<RacerRecord>> = (0..self.racers()).map(record).collect();
        racers
            .filter(|_| !ends.is_empty())
            .map(|racers| Record { ends, racers })
    }
}

impl Record {
    /// The racers it has curves of.
    pub fn racers(&self) -> usize {
        self.racers.len()
    }

    /// A racer's curve up to step `until`, which is at `end` on its axis. Empty where there is
    /// none.
    pub fn curve(
        &self,
        racer: usize,
        of: RecordedCurve,
        until: u64,
        end: f64,
    ) -> impl Iterator<Item = [f64; 2]> {
        let long_enough = self.ends.iter().rposition(|end| *end >= until);
        let level = long_enough.unwrap_or(0);
        let kept = self.racers.get(racer).and_then(|racer| {
            if of.test_error {
                racer.test_errors.as_ref()
            } else {
                Some(&racer.losses)
            }
        });
        let points = kept.and_then(|kept| kept[usize::from(of.by_epoch)].get(level));
        let points = points.map_or(&[][..], Vec::as_slice);
        points.iter().copied().take_while(move |[x, _]| *x <= end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::Dataset;
    use crate::training::config::RaceConfig;

    fn race() -> Race {
        let rows = (0..40)
            .map(|i| [f64::from(i), f64::from(i * i % 17)])
            .collect();
        let data = Dataset::new("x", "y", rows).expect("good rows");
        let config =
            r#"{"rows": 40, "batchSize": 4, "threshold": 0, "racers": [{"optimizer": "sgd"}]}"#;
        let config = serde_json::from_str(config).expect("good JSON");
        let config = RaceConfig::read(&config).expect("a good config");
        Race::new(&data, config).expect("a race")
    }

    #[test]
    fn curves_of_a_run_outlive_it_at_every_length() {
        let mut race = race();
        assert!(race.record().is_none(), "nothing was run");
        race.advance(2000);
        race.seek(0);
        let record = race.record().expect("2,000 steps");
        assert_eq!(
            (record.racers(), record.ends.as_slice()),
            (1, &[2000, 1000, 500][..])
        );
        let per_epoch = race.steps_per_epoch() as f64;
        let error = race.test_error().expect("test rows");
        for until in [0, 1, 7, 300, 501, 1000, 1999, 2000, 9000] {
            let all = race.losses(0, until.min(2000), 4000).expect("a racer");
            let of = |test_error, by_epoch| RecordedCurve {
                test_error,
                by_epoch,
            };
            let kept: Vec<_> = record
                .curve(0, of(false, false), until, until as f64)
                .collect();
            assert!(
                kept.iter().all(|point| all.contains(point)),
                "until {until}"
            );
            // The level is at most twice as long as what is shown of it.
            assert!(
                kept.len() >= all.len().min(COLUMNS / 2),
                "{} until {until}",
                kept.len()
            );
            let steps = until.min(2000);
            let shown = until as f64 / per_epoch;
            for (of, end, all) in [
                (
                    of(true, false),
                    until as f64,
                    race.test_errors(&error, 0, steps, 4000),
                ),
                (of(false, true), shown, race.losses_by_epoch(0, steps, 4000)),
                (
                    of(true, true),
                    shown,
                    race.test_errors_by_epoch(&error, 0, steps, 4000),
                ),
            ] {
                let all = all.expect("a racer");
                let kept: Vec<_> = record.curve(0, of, until, end).collect();
                assert!(
                    kept.iter().all(|point| all.contains(point)),
                    "{of:?} {until}"
                );
                assert!(kept.len() >= all.len().min(COLUMNS / 2), "{of:?} {until}");
                // Up to the last column, which may reach beyond.
                let [kept, all] = [&kept, &all].map(|curve| curve.last().expect("a start")[0]);
                let column = 2.0 * all / COLUMNS as f64 + 1.0;
                assert!(all - kept <= column, "{of:?} {until}: {kept} of {all}");
            }
        }
        let of = RecordedCurve {
            test_error: false,
            by_epoch: false,
        };
        assert_eq!(record.curve(1, of, 100, 100.0).count(), 0);
    }
}
