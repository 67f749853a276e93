//! Checkpoints of a race: from one of them, any step is a short replay away.

use crate::training::batches::{Batches, BatchesMark};
use crate::training::run::RunMark;

/// The memory that checkpoints may take, in bytes.
const BUDGET: usize = 24 << 20;

/// A moment of a race.
#[derive(Clone)]
pub(crate) struct Checkpoint {
    pub(crate) step: u64,
    pub(crate) batches: Option<BatchesMark>,
    pub(crate) runs: Vec<RunMark>,
}

/// Checkpoints at equal distances; when there are too many, every second one goes and the
/// distance doubles. Memory is bounded and a replay is never longer than that distance.
pub(crate) struct Timeline {
    checkpoints: Vec<Checkpoint>,
    spacing: u64,
    most: usize,
}

impl Timeline {
    /// A timeline that starts with `first`, for a race over `batches`.
    pub(crate) fn new(first: Checkpoint, batches: Option<&Batches>) -> Self {
        let size = size_of::<Checkpoint>()
            + first.runs.len() * size_of::<RunMark>()
            + batches.map_or(0, BatchesMark::size);
        Self {
            checkpoints: vec![first],
            spacing: 64,
            most: (BUDGET / size).clamp(64, 512),
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
        if self.checkpoints.len() > self.most {
            self.spacing *= 2;
            let spacing = self.spacing;
            self.checkpoints
                .retain(|kept| kept.step.is_multiple_of(spacing));
        }
    }

    /// The last checkpoint at or before `step`; the first one is at 0, so there always is one.
    pub(crate) fn before(&self, step: u64) -> &Checkpoint {
        let after = self.checkpoints.partition_point(|kept| kept.step <= step);
        &self.checkpoints[after.saturating_sub(1)]
    }
}
