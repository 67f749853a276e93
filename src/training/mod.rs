//! Races: several optimizers in lockstep over the same batches, and travel in their time.

mod arrows;
mod batches;
mod calculator;
mod change;
mod condition;
mod config;
mod course;
mod curves;
mod envelope;
mod explanation;
mod fairness;
mod labels;
mod named;
mod pace;
mod race;
mod racer;
mod record;
mod replay;
mod replay_torch;
mod report;
mod run;
mod series;
mod session;
mod table;
mod test_error;
mod timeline;
mod way;

pub use arrows::{Arrow, ArrowKind};
pub use calculator::CalculatedStep;
pub use change::Catching;
pub use condition::ConditionNumbers;
#[cfg(target_arch = "wasm32")]
pub(crate) use config::MAX_RACERS;
pub use config::RaceConfig;
pub use explanation::{ExplainedTerm, Explanation, Input, Inputs};
pub use fairness::Fairness;
#[cfg(target_arch = "wasm32")]
pub(crate) use named::named;
pub use race::{Progress, Race, RacerState};
pub use racer::RacerConfig;
pub use record::{Record, RecordedCurve};
pub use replay::replay;
pub use report::{StepReport, Term, TermList};
pub use run::{Stop, StopReason};
pub use session::{Outcome, Session};
pub use table::{Table, TableCell, TableRow};
pub use test_error::TestError;
