//! How high a landscape rises above its floor in the part that is looked at.

use crate::landscape::{Landscape, Quadratic};
use crate::point::{Params, Region};

/// A landscape with the range of its losses in a region, all measured from the floor.
pub(super) struct Relief<'a> {
    landscape: &'a dyn Landscape,
    /// The bowl with its floor at zero, where the landscape is one.
    bowl: Option<Quadratic>,
    /// The least loss that is known, anywhere.
    pub floor: f64,
    /// The smallest rise above the floor in the region.
    pub low: f64,
    /// The largest finite rise in the region; not below `low`.
    pub high: f64,
}

/// The region is sampled this many times along each side.
const SAMPLES: usize = 33;

/// The colours are linear in the rise up to this part of the highest rise, logarithmic beyond.
const KNEE: f64 = 1e-3;

impl<'a> Relief<'a> {
    /// Samples `landscape` in `region`.
    pub fn of(landscape: &'a dyn Landscape, region: Region) -> Self {
        let bowl = landscape.as_quadratic().map(|bowl| Quadratic {
            floor: 0.0,
            ..*bowl
        });
        let known = match landscape.as_quadratic() {
            Some(bowl) => bowl.floor,
            None => landscape
                .minima()
                .iter()
                .map(|at| landscape.value(*at))
                .fold(f64::INFINITY, f64::min),
        };
        let mut relief = Self {
            landscape,
            bowl,
            floor: if known.is_finite() { known } else { 0.0 },
            low: f64::INFINITY,
            high: f64::NEG_INFINITY,
        };
        let last = (SAMPLES - 1) as f64;
        let along = |[low, high]: [f64; 2], i: usize| low + (high - low) * (i as f64 / last);
        for i in 0..SAMPLES {
            for j in 0..SAMPLES {
                relief.see(Params::new(along(region.m, i), along(region.b, j)));
            }
        }
        for at in landscape.minima() {
            let inside = |[low, high]: [f64; 2], x: f64| (low..=high).contains(&x);
            if inside(region.m, at.m) && inside(region.b, at.b) {
                relief.see(*at);
            }
        }
        if relief.low > relief.high {
            // Not one finite loss in sight.
            (relief.low, relief.high) = (0.0, 0.0);
        } else if !known.is_finite() {
            relief.floor += relief.low;
            relief.high -= relief.low;
            relief.low = 0.0;
        }
        relief
    }

    fn see(&mut self, at: Params) {
        let rise = self.rise(at);
        if rise.is_finite() {
            self.low = self.low.min(rise);
            self.high = self.high.max(rise);
        }
    }

    /// The bowl with its floor at zero, where the landscape is one.
    pub fn bowl(&self) -> Option<&Quadratic> {
        self.bowl.as_ref()
    }

    /// The loss at a point less the floor. For a bowl no digits are lost near the minimum.
    pub fn rise(&self, at: Params) -> f64 {
        match &self.bowl {
            Some(bowl) => bowl.value(at),
            None => self.landscape.value(at) - self.floor,
        }
    }

    /// The landscape itself.
    pub fn landscape(&self) -> &'a dyn Landscape {
        self.landscape
    }

    /// The rise from which on heights are seen logarithmically.
    pub fn knee(&self) -> f64 {
        // A flat region has no height; any positive knee will do.
        (self.high * KNEE).max(f64::MIN_POSITIVE)
    }

    /// The scale on which rises are seen, in colour and in height.
    pub fn climb(&self) -> Climb {
        let per_knee = 1.0 / self.knee();
        let low = 1.0 + self.low * per_knee;
        let high = 1.0 + self.high * per_knee;
        Climb {
            per_knee,
            low,
            high,
            octaves: (high / low).log2().max(0.0),
        }
    }
}

/// From the lowest rise in view to the highest, by the logarithm of 1 + rise / knee.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Climb {
    /// 1 / knee.
    pub per_knee: f64,
    /// 1 + rise / knee at the lowest rise in view.
    pub low: f64,
    /// The same at the highest.
    pub high: f64,
    /// The doublings between the two; 0 where the view is flat.
    pub octaves: f64,
}

impl Climb {
    /// How far up a rise is, 0 to 1; `None` where it is no finite number.
    pub fn part(&self, rise: f64) -> Option<f64> {
        // Rounding may put a rise a little below the floor.
        let seen = 1.0 + rise.max(0.0) * self.per_knee;
        (!rise.is_nan() && seen.is_finite()).then(|| self.part_seen(seen))
    }

    /// How far up 1 + rise / knee is.
    pub fn part_seen(&self, seen: f64) -> f64 {
        if self.octaves > 0.0 {
            ((seen / self.low).log2() / self.octaves).clamp(0.0, 1.0)
        } else {
            0.0
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::landscape::LinearModel;

    #[test]
    fn the_range_of_a_bowl_is_that_of_its_corners() {
        let landscape = LinearModel::new(&[[-1.0, -0.9], [1.0, 1.1]], Params::new(-1.0, 1.0));
        let region = Region {
            m: [-2.0, 3.0],
            b: [-1.0, 2.5],
        };
        let relief = Relief::of(&landscape, region);
        assert_eq!(relief.low, 0.0);
        let corner = landscape.value(Params::new(-2.0, 2.5)) - relief.floor;
        assert!((relief.high - corner).abs() < 1e-12 * corner);
    }
}
