//! Long work in slices, between which a page can answer.

/// How much to do before the next look at the clock: little at first, then about a tenth of the
/// time.
pub(crate) struct Pace {
    tenth: f64,
    end: f64,
    last: f64,
    slice: u64,
}

impl Pace {
    /// Work for `milliseconds` from `now` on.
    pub(crate) fn new(milliseconds: f64, now: f64) -> Self {
        Self {
            tenth: milliseconds / 10.0,
            end: now + milliseconds,
            last: now,
            slice: 16,
        }
    }

    /// The updates to make next.
    pub(crate) fn slice(&self) -> u64 {
        self.slice
    }

    /// Whether there is time left after a slice.
    pub(crate) fn goes_on(&mut self, now: f64) -> bool {
        if now - self.last < self.tenth {
            self.slice *= 2;
        }
        self.last = now;
        now < self.end
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slices_grow_while_they_are_short() {
        let mut pace = Pace::new(100.0, 5.0);
        let first = pace.slice();
        assert!(pace.goes_on(6.0));
        assert!(pace.goes_on(15.9));
        assert_eq!(pace.slice(), 4 * first);
        assert!(pace.goes_on(26.0));
        assert_eq!(pace.slice(), 4 * first);
        assert!(!pace.goes_on(105.0));
    }
}
