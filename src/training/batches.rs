//! The training rows in mini-batches, reshuffled each epoch: one order for all racers.

use std::sync::Arc;

use crate::point::{Gradient, Params};
use crate::random::{self, Order, RandomState};
use crate::sum;

/// The rows of one epoch after another, in the order that NumPy's
/// `x = x[permutation(n)]` gives them: orders compound.
pub(crate) struct Batches {
    /// All training rows `[x, y]`; long enough that a `u16` cannot index out of it.
    rows: Arc<[[f64; 2]; 1 << 16]>,
    random: RandomState,
    order: Box<Order>,
    /// The number of this epoch, from 1; 0 before the first.
    epoch: u64,
    /// This epoch's rows in their order, features and targets apart.
    x: Vec<f64>,
    y: Vec<f64>,
    size: usize,
}

/// What it takes to come back to an epoch.
#[derive(Clone)]
pub(crate) struct BatchesMark {
    epoch: u64,
    random: RandomState,
    order: Box<[u16]>,
}

impl Batches {
    /// Batches of `size` out of at most 65,536 `rows`, drawn from `random`.
    pub(crate) fn new(rows: &[[f64; 2]], random: RandomState, size: usize) -> Self {
        let mut padded = rows.to_vec();
        padded.resize(1 << 16, [0.0; 2]);
        let rows_array: Box<[[f64; 2]; 1 << 16]> = padded
            .into_boxed_slice()
            .try_into()
            .unwrap_or_else(|_| unreachable!("resized to just that"));
        let mut batches = Self {
            rows: rows_array.into(),
            random,
            order: random::ascending(),
            epoch: 0,
            x: vec![0.0; rows.len()],
            y: vec![0.0; rows.len()],
            size,
        };
        batches.gather();
        batches
    }

    /// How many batches an epoch has; the last may be shorter.
    pub(crate) fn per_epoch(&self) -> u64 {
        self.x.len().div_ceil(self.size) as u64
    }

    /// The number of this epoch, from 1; 0 before the first.
    pub(crate) fn epoch(&self) -> u64 {
        self.epoch
    }

    /// Shuffles the rows for the next epoch.
    pub(crate) fn shuffle(&mut self) {
        self.pass();
        // In a pass of its own, the many loads from memory do not wait for the shuffle.
        self.gather();
    }

    /// Shuffles the rows, without looking at them.
    fn pass(&mut self) {
        self.random.shuffle(&mut self.order, self.x.len());
        self.epoch += 1;
    }

    /// The gradient of batch `index` of this epoch at `at`:
    /// (−2·mean(x·(y − ŷ)), −2·mean(y − ŷ)) with ŷ = m·x + b.
    #[inline]
    pub(crate) fn gradient(&self, index: u64, at: Params) -> Gradient {
        let from = index as usize * self.size;
        let to = (from + self.size).min(self.x.len());
        gradient(&self.x[from..to], &self.y[from..to], at)
    }

    /// The gradient and the loss at `at` on these training rows, in this order.
    pub(crate) fn on_rows(&self, rows: &[u16], at: Params) -> (Gradient, f64) {
        let column = |k: usize| -> Vec<f64> {
            let rows = rows.iter();
            rows.map(|&row| self.rows[usize::from(row)][k]).collect()
        };
        let (x, y) = (column(0), column(1));
        (gradient(&x, &y, at), mean_squared_error(&x, &y, at))
    }

    /// The mean squared error of all training rows at `at`, added in this epoch's order.
    pub(crate) fn epoch_loss(&self, at: Params) -> f64 {
        mean_squared_error(&self.x, &self.y, at)
    }

    /// The places of batch `index`'s rows among the training rows.
    pub(crate) fn batch_rows(&self, index: u64) -> &[u16] {
        let from = index as usize * self.size;
        &self.order[from..(from + self.size).min(self.x.len())]
    }

    /// The random state, to go on with elsewhere.
    pub(crate) fn into_random(self) -> RandomState {
        self.random
    }

    pub(crate) fn mark(&self) -> BatchesMark {
        BatchesMark {
            epoch: self.epoch,
            random: self.random.clone(),
            order: self.order[..self.x.len()].into(),
        }
    }

    /// Comes back to the epoch at which `mark` was taken.
    pub(crate) fn restore(&mut self, mark: &BatchesMark) {
        self.take(mark);
        self.gather();
    }

    /// Comes to an epoch, from `mark` of one up to it unless this one is between them.
    pub(crate) fn go_to(&mut self, epoch: u64, mark: &BatchesMark) {
        if self.epoch == epoch {
            return;
        }
        if self.epoch > epoch || self.epoch < mark.epoch {
            self.take(mark);
        }
        while self.epoch < epoch {
            self.pass();
        }
        self.gather();
    }

    fn take(&mut self, mark: &BatchesMark) {
        self.epoch = mark.epoch;
        self.random.clone_from(&mark.random);
        self.order[..mark.order.len()].copy_from_slice(&mark.order);
    }

    fn gather(&mut self) {
        let places = self.x.iter_mut().zip(&mut self.y);
        for ((x, y), &row) in places.zip(self.order.iter()) {
            [*x, *y] = self.rows[usize::from(row)];
        }
    }
}

impl BatchesMark {
    /// The number of the epoch, from 1; 0 before the first.
    pub(crate) fn epoch(&self) -> u64 {
        self.epoch
    }

    /// How many bytes a mark takes.
    pub(crate) fn size(batches: &Batches) -> usize {
        size_of::<Self>() + 2 * batches.x.len()
    }
}

#[inline]
fn gradient(x: &[f64], y: &[f64], at: Params) -> Gradient {
    let [by_slope, by_intercept] = sum::pairwise(x, y, &|x, y| {
        let residual = y - (at.m * x + at.b);
        [x * residual, residual]
    });
    let n = x.len() as f64;
    Gradient {
        dm: -2.0 * (by_slope / n),
        db: -2.0 * (by_intercept / n),
    }
}

fn mean_squared_error(x: &[f64], y: &[f64], at: Params) -> f64 {
    let [sum] = sum::pairwise(x, y, &|x, y| {
        let residual = y - (at.m * x + at.b);
        [residual * residual]
    });
    sum / x.len() as f64
}
