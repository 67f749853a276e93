//! A record of a long run that stays small.

/// The steps that are all kept.
const DENSE: u64 = 1 << 15;

/// Values by step, thinner the later they come.
///
/// The first 32,768 are all kept, then every second up to 65,536, every fourth up to 131,072 and
/// so on: 16,384 for each doubling. What is kept depends on the step alone, not on how far the run
/// has gone, so that going back shows the same picture as before.
#[derive(Debug, Clone)]
pub(crate) struct Series<T> {
    kept: Vec<T>,
    /// The step of the next value to keep.
    next: u64,
}

impl<T> Series<T> {
    pub(crate) fn new() -> Self {
        Self {
            kept: Vec::new(),
            next: 0,
        }
    }

    /// Records the value at a step; steps that were seen before are passed over. No step may be
    /// left out the first time.
    #[inline]
    pub(crate) fn record(&mut self, step: u64, value: T) {
        if step == self.next {
            self.kept.push(value);
            self.next = step_at(self.kept.len() as u64);
        }
    }

    /// The values kept up to and including a step.
    pub(crate) fn up_to(&self, step: u64) -> &[T] {
        let end = usize::try_from(place(step)).map_or(usize::MAX, |place| place + 1);
        &self.kept[..end.min(self.kept.len())]
    }
}

/// The step of the value that is kept at a place: what [`place`] undoes.
pub(crate) fn step_at(place: u64) -> u64 {
    if place < DENSE {
        return place;
    }
    let (octave, rest) = ((place - DENSE) / (DENSE / 2), (place - DENSE) % (DENSE / 2));
    let first = DENSE << octave;
    first + rest * stride(first)
}

/// How many steps lie between kept ones around here.
#[inline]
fn stride(step: u64) -> u64 {
    if step < DENSE {
        1
    } else {
        (1 << step.ilog2()) / (DENSE / 2)
    }
}

/// The place of the last kept value up to a step.
pub(crate) fn place(step: u64) -> u64 {
    if step < DENSE {
        return step;
    }
    let octave = u64::from(step.ilog2() - DENSE.ilog2());
    DENSE + octave * (DENSE / 2) + (step - (DENSE << octave)) / stride(step)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_all_at_first_and_one_in_a_stride_later() {
        let mut series = Series::new();
        for step in 0..2_500_000 {
            series.record(step, step);
        }
        assert!(series.kept.len() < 140_000, "{}", series.kept.len());
        for step in [
            0,
            1,
            DENSE - 1,
            DENSE,
            DENSE + 1,
            70_001,
            131_072,
            999_999,
            2_499_999,
        ] {
            let kept = series.up_to(step);
            let last = *kept.last().expect("step 0 is kept");
            assert!(last <= step && step - last < stride(step), "{step} {last}");
            assert_eq!(step_at(kept.len() as u64 - 1), last);
            assert!(step < DENSE || kept.len() as u64 > DENSE / 2);
        }
    }

    #[test]
    fn what_was_seen_before_is_passed_over() {
        let mut series = Series::new();
        for (step, value) in [(0, 'a'), (1, 'b'), (0, 'x'), (1, 'x'), (2, 'c')] {
            series.record(step, value);
        }
        assert_eq!(series.up_to(9), ['a', 'b', 'c']);
        assert_eq!(series.up_to(1), ['a', 'b']);
    }
}
