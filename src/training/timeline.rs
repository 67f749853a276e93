//! Checkpoints of a race: from one of them, any step is a short replay away.

use crate::training::batches::{Batches, BatchesMark};
use crate::training::run::RunMark;

/// So many checkpoints are kept at most.
const MOST: usize = 2048;

/// The memory that orders of epochs may take, in bytes.
const BUDGET: usize = 24 << 20;

/// A moment of a race.
#[derive(Clone)]
pub(crate) struct Checkpoint {
    pub(crate) step: u64,
    /// Where each racer was; `None` for one that joined later and has not come here yet.
    pub(crate) runs: Vec<Option<RunMark>>,
}

/// Checkpoints at equal distances, and the orders of the rows in epochs at equal distances: these
/// are large and quickly shuffled on, so there are fewer. When there are too many, every second one
/// goes and the distance doubles. Memory is bounded, and what has to be made again is never longer
/// than a distance.
///
/// A racer that joins later fills in its marks in the order of the steps, so that those
/// checkpoints that are complete come before all others.
pub(crate) struct Timeline {
    checkpoints: Vec<Checkpoint>,
    spacing: u64,
    orders: Vec<BatchesMark>,
    /// So many epochs lie between two orders.
    orders_spacing: u64,
}

impl Timeline {
    /// A timeline that starts with `first`, for a race over `batches`.
    pub(crate) fn new(first: Checkpoint, batches: Option<&Batches>) -> Self {
        Self {
            checkpoints: vec![first],
            spacing: 64,
            orders: batches.map(Batches::mark).into_iter().collect(),
            orders_spacing: 1,
        }
    }

    /// The step at which the next checkpoint is due after `step`.
    pub(crate) fn next_after(&self, step: u64) -> u64 {
        (step / self.spacing + 1) * self.spacing
    }

    /// Whether a checkpoint at `step` is due and not there yet.
    pub(crate) fn wants(&self, step: u64) -> bool {
        let last = self.checkpoints.last().map_or(0, |last| last.step);
        step > last && step.is_multiple_of(self.spacing)
    }

    /// Adds a checkpoint that was wanted.
    pub(crate) fn add(&mut self, checkpoint: Checkpoint) {
        self.checkpoints.push(checkpoint);
        self.thin();
    }

    /// The last complete checkpoint at or before `step`; the first one is at 0 and complete, so
    /// there always is one.
    pub(crate) fn before(&self, step: u64) -> &Checkpoint {
        let after = self
            .checkpoints
            .partition_point(|kept| kept.step <= step && kept.is_complete());
        &self.checkpoints[after.saturating_sub(1)]
    }

    /// The order that the rows had before the first epoch, where there are batches.
    pub(crate) fn first_order(&self) -> Option<&BatchesMark> {
        self.orders.first()
    }

    /// Keeps the order of this epoch, if one is due.
    pub(crate) fn keep_order(&mut self, batches: &Batches) {
        let last = self.orders.last().map_or(0, BatchesMark::epoch);
        if batches.epoch() <= last || !batches.epoch().is_multiple_of(self.orders_spacing) {
            return;
        }
        self.orders.push(batches.mark());
        let most = (BUDGET / BatchesMark::size(batches)).clamp(64, 512);
        while self.orders.len() > most {
            self.orders_spacing *= 2;
            let spacing = self.orders_spacing;
            self.orders
                .retain(|kept| kept.epoch().is_multiple_of(spacing));
        }
    }

    /// Brings the batches to an epoch, from the last order before it or from where they are.
    pub(crate) fn order(&self, batches: &mut Batches, epoch: u64) {
        let after = self.orders.partition_point(|kept| kept.epoch() <= epoch);
        if let Some(mark) = self.orders[..after].last() {
            batches.go_to(epoch, mark);
        }
    }

    /// Fills in a racer's mark where there is a checkpoint at `step` that lacks it.
    pub(crate) fn fill(&mut self, step: u64, racer: usize, mark: impl FnOnce() -> RunMark) {
        if let Ok(place) = self.checkpoints.binary_search_by_key(&step, |c| c.step) {
            self.checkpoints[place].runs[racer].get_or_insert_with(mark);
        }
    }

    /// Fills in the mark of a racer that has stopped, wherever it is missing.
    pub(crate) fn fill_all(&mut self, racer: usize, mark: &RunMark) {
        for checkpoint in &mut self.checkpoints {
            checkpoint.runs[racer].get_or_insert_with(|| mark.clone());
        }
    }

    /// Other racers: each keeps the marks of the former one that `from` names, or has only
    /// its `start`.
    pub(crate) fn rearrange(&mut self, from: &[Option<usize>], start: &[RunMark]) {
        for checkpoint in &mut self.checkpoints {
            let former = std::mem::take(&mut checkpoint.runs);
            let marks = from.iter().map(|&place| former[place?].clone());
            checkpoint.runs = marks.collect();
        }
        for (mark, start) in self.checkpoints[0].runs.iter_mut().zip(start) {
            mark.get_or_insert_with(|| start.clone());
        }
    }

    /// The step with which the race ends, where a complete checkpoint shows that it does.
    pub(crate) fn end(&self) -> Option<u64> {
        let goes_on = |kept: &Checkpoint| kept.is_complete() && !kept.is_finished();
        let place = self.checkpoints.partition_point(goes_on);
        let found = self.checkpoints.get(place).filter(|c| c.is_complete())?;
        let stops = found.runs.iter().flatten().filter_map(|run| run.stop());
        stops.map(|stop| stop.step).max()
    }

    /// Forgets the checkpoints after `step`.
    pub(crate) fn cut(&mut self, step: u64) {
        self.checkpoints.retain(|kept| kept.step <= step);
    }

    /// Keeps every second one where there are too many.
    fn thin(&mut self) {
        while self.checkpoints.len() > MOST {
            self.spacing *= 2;
            let spacing = self.spacing;
            self.checkpoints
                .retain(|kept| kept.step.is_multiple_of(spacing));
        }
    }
}

impl Checkpoint {
    fn is_complete(&self) -> bool {
        self.runs.iter().all(Option::is_some)
    }

    fn is_finished(&self) -> bool {
        let mut runs = self.runs.iter().flatten();
        runs.all(|run| run.stop().is_some())
    }
}
