//! What the racers run on: a landscape, and where there are batches, the rows behind it.

use crate::landscape::{Landscape, Quadratic};
use crate::point::{Gradient, Params};
use crate::training::batches::Batches;

/// A landscape, with mini-batches of its rows or the whole of it at once.
pub(crate) struct Course {
    pub(crate) landscape: Box<dyn Landscape + Send + Sync>,
    pub(crate) batches: Option<Batches>,
    /// The landscape itself where it is a bowl, so that looking at it needs no indirect call.
    bowl: Option<Quadratic>,
}

impl Course {
    pub(crate) fn new(
        landscape: Box<dyn Landscape + Send + Sync>,
        batches: Option<Batches>,
    ) -> Self {
        Self {
            bowl: landscape.as_quadratic().copied(),
            landscape,
            batches,
        }
    }

    /// The loss of the whole landscape.
    #[inline]
    pub(crate) fn value(&self, at: Params) -> f64 {
        match &self.bowl {
            Some(bowl) => bowl.value(at),
            None => self.landscape.value(at),
        }
    }

    /// The updates of one epoch: one where the whole landscape is seen at once.
    pub(crate) fn per_epoch(&self) -> u64 {
        self.batches.as_ref().map_or(1, Batches::per_epoch)
    }

    /// The gradient of batch `index` of this epoch, or of the whole landscape.
    #[inline]
    pub(crate) fn gradient(&self, index: u64, at: Params) -> Gradient {
        match (&self.batches, &self.bowl) {
            (Some(batches), _) => batches.gradient(index, at),
            (None, Some(bowl)) => bowl.gradient(at),
            (None, None) => self.landscape.gradient(at),
        }
    }

    /// The loss that ends an epoch, `value` being the landscape's at the same point: the rows are
    /// added up one by one where there are batches, so that the last digit is NumPy's.
    #[inline]
    pub(crate) fn epoch_loss(&self, at: Params, value: f64) -> f64 {
        match &self.batches {
            Some(batches) => batches.epoch_loss(at),
            None => value,
        }
    }

    /// The training rows of the batch of an update in this epoch; `None` where there are no
    /// batches.
    pub(crate) fn batch_rows(&self, update: u64) -> Option<&[u16]> {
        let batches = self.batches.as_ref()?;
        Some(batches.batch_rows(update % batches.per_epoch()))
    }
}
