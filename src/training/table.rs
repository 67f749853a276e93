//! The tutorial's closing table, as published and as corrected.
//!
//! The tutorial prints its gradients without the minus sign and used them so for SGD, momentum and
//! RMSprop: these three climbed, and Adam, whose gradients had the right sign, won by a factor of
//! 87,000 and more. With every sign right, all four arrive at the same place.

use crate::data::Dataset;
use crate::error::Result;
use crate::training::config::RaceConfig;
use crate::training::racer::RacerConfig;
use crate::training::session::{Outcome, Session};

/// The methods in the order in which they ran on one random state, and whether the gradients that
/// the tutorial gave them lacked the minus sign.
const METHODS: [(&str, bool); 4] = [
    ("sgd", true),
    ("momentum", true),
    ("rmsprop", true),
    ("adam", false),
];

/// Both versions of the table, computed a slice at a time.
pub struct Table {
    config: RaceConfig,
    /// As published, then as corrected.
    halves: [Half; 2],
}

/// One method's line.
#[derive(Debug, Clone, PartialEq)]
pub struct TableRow {
    /// The optimizer's name in a config.
    pub optimizer: &'static str,
    /// The method's name for people.
    pub method: &'static str,
    /// With the gradients as the tutorial prints them; `None` before it has begun.
    pub published: Option<TableCell>,
    /// With every sign right; `None` before it has begun.
    pub corrected: Option<TableCell>,
}

/// What one run of one method came to, or has come to so far.
#[derive(Debug, Clone, PartialEq)]
pub struct TableCell {
    /// A race of this run alone: its settings and its start.
    ///
    /// In the table each run goes on drawing random numbers where the one before it ended; a race
    /// draws its own. So only the first run of each half is this race to the last bit; the others
    /// meet the same rows in another order.
    pub race: RaceConfig,
    /// Parameters, epochs, test RMSE in dollars, and the end.
    pub outcome: Outcome,
    /// The time it took here, in milliseconds.
    pub milliseconds: f64,
}

/// The four runs on one random state.
struct Half {
    session: Session,
    racers: Vec<RacerConfig>,
    /// The runs that have ended.
    ended: Vec<TableCell>,
    /// The time that the run under way has taken, where one is.
    running: Option<f64>,
}

impl Table {
    /// The table over `data`, which is meant to be the diamonds, before any computing.
    ///
    /// # Errors
    /// Data with fewer than the tutorial's 20,000 rows.
    pub fn new(data: &Dataset) -> Result<Self> {
        let config = RaceConfig::default();
        let half = |published: bool| {
            let racers = METHODS.iter().map(|(name, slipped)| {
                let mut racer = RacerConfig::new(name)?;
                racer.set("ascend", published && *slipped)?;
                Ok(racer)
            });
            Ok(Half {
                session: Session::new(data, &config)?,
                racers: racers.collect::<Result<_>>()?,
                ended: Vec::new(),
                running: None,
            })
        };
        let halves = [half(true)?, half(false)?];
        Ok(Self { config, halves })
    }

    /// Computes for about `milliseconds` as told by `clock`, and says how much is done, from 0 to
    /// 1; at 1 the table is complete.
    ///
    /// # Errors
    /// None that a table of the built-in data could have.
    pub fn advance_for(
        &mut self,
        milliseconds: f64,
        mut clock: impl FnMut() -> f64,
    ) -> Result<f64> {
        let mut now = clock();
        let end = now + milliseconds;
        for half in &mut self.halves {
            while half.ended.len() < half.racers.len() {
                let before = now;
                half.epoch(&self.config, || {
                    now = clock();
                    now - before
                })?;
                if now >= end {
                    return Ok(self.progress());
                }
            }
        }
        Ok(self.progress())
    }

    /// How much is done, from 0 to 1, counted in runs and, within a run, in epochs of the most it
    /// may take.
    pub fn progress(&self) -> f64 {
        let most = self.config.epochs() as f64;
        let done = self.halves.iter().map(|half| {
            let part = half
                .running
                .map_or(0.0, |_| half.session.epochs() as f64 / most);
            half.ended.len() as f64 + part
        });
        let runs = self
            .halves
            .iter()
            .map(|half| half.racers.len())
            .sum::<usize>();
        done.sum::<f64>() / runs as f64
    }

    /// The lines as far as they are computed.
    pub fn rows(&self) -> Vec<TableRow> {
        let [published, corrected] = &self.halves;
        let racers = published.racers.iter().enumerate();
        racers
            .map(|(index, racer)| TableRow {
                optimizer: racer.about().name,
                method: racer.about().title,
                published: published.cell(&self.config, index),
                corrected: corrected.cell(&self.config, index),
            })
            .collect()
    }
}

impl Half {
    /// Trains for one epoch of the run under way, or of the next where there is none. `took` tells
    /// the time since before.
    fn epoch(&mut self, config: &RaceConfig, took: impl FnOnce() -> f64) -> Result<()> {
        if self.running.is_none() {
            self.session.begin(config, &self.racers[self.ended.len()])?;
        }
        let goes_on = self.session.epoch();
        let milliseconds = self.running.take().unwrap_or(0.0) + took();
        if goes_on {
            self.running = Some(milliseconds);
        } else {
            self.ended.extend(self.now(config, milliseconds));
        }
        Ok(())
    }

    /// What run `index` came to, or has come to so far.
    fn cell(&self, config: &RaceConfig, index: usize) -> Option<TableCell> {
        match self.running {
            Some(milliseconds) if index == self.ended.len() => self.now(config, milliseconds),
            _ => self.ended.get(index).cloned(),
        }
    }

    /// What the run under way has come to after `milliseconds`.
    fn now(&self, config: &RaceConfig, milliseconds: f64) -> Option<TableCell> {
        let outcome = self.session.outcome()?;
        let mut race = config.clone();
        race.start = Some(outcome.start);
        race.racers = vec![self.racers.get(self.ended.len())?.clone()];
        Some(TableCell {
            race,
            outcome,
            milliseconds,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::training::Race;

    #[test]
    fn computes_both_versions_in_slices() {
        let mut table = Table::new(&crate::data::diamonds()).expect("enough rows");
        assert_eq!(table.rows()[0].published, None);
        // A clock that moves on by a millisecond each time it is looked at.
        let mut now = 0.0;
        let mut progress = 0.0;
        while progress < 1.0 {
            let next = table.advance_for(999.0, || {
                now += 1.0;
                now
            });
            let next = next.expect("the built-in data is good");
            assert!(next > progress, "{next}");
            progress = next;
        }
        let lines: Vec<String> = table
            .rows()
            .iter()
            .map(|row| {
                let cell = |cell: &Option<TableCell>| {
                    let outcome = &cell.as_ref().expect("complete").outcome;
                    let rmse = outcome.test_rmse.expect("there are test rows");
                    format!("{rmse:.4} after {}", outcome.epochs)
                };
                format!(
                    "{}: {} | {}",
                    row.method,
                    cell(&row.published),
                    cell(&row.corrected)
                )
            })
            .collect();
        assert_eq!(
            lines,
            [
                "SGD: 1424002054.8658 after 10000 | 1570.9689 after 5071",
                "Momentum: 14239929470.0458 after 10000 | 1569.7264 after 628",
                "RMSprop: 137715232.4602 after 10000 | 1570.3487 after 402",
                "Adam: 1570.1177 after 412 | 1569.7024 after 125",
            ]
        );
        // Each run's own race begins where the run began, and the first one ends where it ended.
        let races = |row: TableRow| [row.published, row.corrected].map(|cell| cell.expect("done"));
        let cells: Vec<TableCell> = table.rows().into_iter().flat_map(races).collect();
        for cell in &cells {
            let race = Race::new(&crate::data::diamonds(), cell.race.clone()).expect("a good one");
            let start = race.state(0).expect("one racer").params;
            assert_eq!(start, cell.outcome.start);
        }
        let corrected = &cells[1];
        let mut race = Race::new(&crate::data::diamonds(), corrected.race.clone()).expect("good");
        race.advance(u64::MAX);
        assert!(race.is_finished());
        let end = race.state(0).expect("one racer").params;
        assert_eq!(end, corrected.outcome.params);
        let times = table.rows().into_iter().map(|row| row.corrected);
        let times: Vec<f64> = times.flatten().map(|cell| cell.milliseconds).collect();
        assert_eq!(times, [5071.0, 628.0, 402.0, 125.0]);
    }
}
