//! The way of a run: every point at first, later the points that stand out.

use crate::point::Params;

/// The steps that are all kept.
const DENSE: u64 = 1 << 15;

/// From there on, each doubling of the steps is divided into so many stretches.
const STRETCHES: u64 = 1 << 12;

/// The points of a run by step, thinner the later they come.
///
/// The first 32,768 are all kept. Of later ones, a stretch of 8 steps up to 65,536, of 16 up to
/// 131,072 and so on keeps its first point and those with the least and the greatest m and b, so
/// that not even a leap of a single step is lost. What is kept depends on the step alone, not on
/// how far the run has gone: going back shows the same picture as before.
#[derive(Debug, Clone, Default)]
pub(crate) struct Way {
    points: Vec<Params>,
    /// The steps of the points after the first 32,768.
    steps: Vec<u64>,
    /// The step of the next point.
    next: u64,
    /// Of the stretch that is being made: the points with the least and the greatest m and b, and
    /// their steps.
    extremes: [(u64, Params); 4],
}

/// How many steps the stretch of a step has.
#[inline]
fn stretch(step: u64) -> u64 {
    (1 << step.ilog2()) / STRETCHES
}

impl Way {
    /// Records the point at a step; steps that were seen before are passed over. No step may be
    /// left out the first time.
    #[inline]
    pub(crate) fn record(&mut self, step: u64, point: Params) {
        if step != self.next {
            return;
        }
        self.next += 1;
        if step < DENSE {
            self.points.push(point);
        } else {
            self.look_at(step, point);
        }
    }

    fn look_at(&mut self, step: u64, point: Params) {
        let stretch = stretch(step);
        if step.is_multiple_of(stretch) {
            self.points.push(point);
            self.steps.push(step);
            self.extremes = [(step, point); 4];
            return;
        }
        let [least_m, greatest_m, least_b, greatest_b] = &mut self.extremes;
        let here = (step, point);
        if point.m < least_m.1.m {
            *least_m = here;
        } else if point.m > greatest_m.1.m {
            *greatest_m = here;
        }
        if point.b < least_b.1.b {
            *least_b = here;
        } else if point.b > greatest_b.1.b {
            *greatest_b = here;
        }
        if (step + 1).is_multiple_of(stretch) {
            self.extremes.sort_by_key(|(step, _)| *step);
            for (step, point) in self.extremes {
                if self.steps.last() != Some(&step) {
                    self.points.push(point);
                    self.steps.push(step);
                }
            }
        }
    }

    /// The points kept up to and including a step; of a stretch that is not complete then, the
    /// first one only.
    pub(crate) fn up_to(&self, step: u64) -> &[Params] {
        let step = step.min(self.next);
        if step < DENSE {
            return &self.points[..self.points.len().min(step as usize + 1)];
        }
        let stretch = stretch(step);
        let last = if (step + 1).is_multiple_of(stretch) {
            step
        } else {
            step - step % stretch
        };
        let later = self.steps.partition_point(|kept| *kept <= last);
        &self.points[..self.points.len().min(DENSE as usize + later)]
    }

    /// The place of the last point kept up to a step.
    pub(crate) fn place(&self, step: u64) -> usize {
        self.up_to(step).len().saturating_sub(1)
    }

    /// The step of the point at a place; `None` where none is kept.
    pub(crate) fn step_at(&self, place: usize) -> Option<u64> {
        if place >= self.points.len() {
            return None;
        }
        match place.checked_sub(DENSE as usize) {
            None => Some(place as u64),
            Some(later) => self.steps.get(later).copied(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A slow way with leaps at some steps.
    fn point(step: u64, leaps: &[(u64, f64, f64)]) -> Params {
        let t = step as f64 / 1e5;
        let (mut m, mut b) = (t.cos(), 0.5 * t.sin());
        if let Some((_, dm, db)) = leaps.iter().find(|leap| leap.0 == step) {
            (m, b) = (m + dm, b + db);
        }
        Params::new(m, b)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(12))]

        #[test]
        fn no_leap_of_a_single_step_is_lost(
            leaps in prop::collection::vec(
                (0u64..400_000, prop_oneof![-9.0..-0.01, 0.01..9.0], -9.0..9.0), 1..40),
        ) {
            // In a stretch of its own each, so that no leap is outdone by another.
            let mut leaps = leaps;
            leaps.sort_by_key(|leap| leap.0);
            leaps.dedup_by_key(|leap| leap.0 / 1000);
            let end = 400_127;
            let mut way = Way::default();
            (0..=end).for_each(|step| way.record(step, point(step, &leaps)));
            prop_assert!(way.points.len() < 140_000, "{}", way.points.len());
            let kept = way.up_to(end);
            for leap in &leaps {
                let at = point(leap.0, &leaps);
                let place = kept.iter().position(|kept| *kept == at);
                let place = place.expect("the leap is kept");
                prop_assert_eq!(way.step_at(place), Some(leap.0));
            }
        }

        #[test]
        fn what_is_kept_depends_on_the_step_alone(
            until in 0u64..140_000,
            more in 0u64..20_000,
            leap in 0u64..140_000,
        ) {
            let leaps = [(leap, 3.0, -2.0)];
            let mut way = Way::default();
            (0..=until).for_each(|step| way.record(step, point(step, &leaps)));
            let then = way.up_to(until).to_vec();
            // Going back and over the same steps again, and on.
            (until / 2..=until + more).for_each(|step| way.record(step, point(step, &leaps)));
            prop_assert_eq!(way.up_to(until), &then[..]);
            prop_assert_eq!(way.place(until) + 1, then.len());
            let last = way.step_at(then.len() - 1).expect("it is kept");
            prop_assert!(last <= until && until - last < 64);
            prop_assert_eq!(then[then.len() - 1], point(last, &leaps));
        }
    }

    #[test]
    fn steps_and_places_belong_together() {
        let mut way = Way::default();
        for step in 0..300_000 {
            way.record(step, point(step, &[]));
        }
        let mut before = None;
        for (place, kept) in way.points.iter().enumerate() {
            let step = way.step_at(place).expect("it is kept");
            assert_eq!(*kept, point(step, &[]));
            assert!(before < Some(step));
            before = Some(step);
        }
        assert_eq!(way.step_at(way.points.len()), None);
        assert_eq!(way.place(40_000), way.place(40_001));
        assert_eq!(way.step_at(way.place(40_001)), Some(40_000));
        assert_eq!(way.up_to(1_000_000).len(), way.points.len());
        assert!(Way::default().up_to(5).is_empty());
    }
}
