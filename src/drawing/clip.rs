//! Cutting lines to the part that is inside the plot.

use crate::drawing::view::Pixel;
use crate::exact::clamp;

/// A rectangle of device pixels, y downwards; its edges belong to it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bounds {
    /// The left edge.
    pub left: f64,
    /// The top edge.
    pub top: f64,
    /// The right edge.
    pub right: f64,
    /// The bottom edge.
    pub bottom: f64,
}

impl Bounds {
    /// Right less left.
    pub fn width(&self) -> f64 {
        self.right - self.left
    }

    /// Bottom less top.
    pub fn height(&self) -> f64 {
        self.bottom - self.top
    }

    /// Whether a place is inside or on an edge.
    pub fn contains(&self, at: Pixel) -> bool {
        (self.left..=self.right).contains(&at.x) && (self.top..=self.bottom).contains(&at.y)
    }

    /// Whether two rectangles share a place.
    pub(super) fn meets(&self, other: &Self) -> bool {
        self.left <= other.right
            && other.left <= self.right
            && self.top <= other.bottom
            && other.top <= self.bottom
    }

    /// The rectangle with every edge moved outwards by `by` (inwards where negative).
    pub(super) fn grown(&self, by: f64) -> Self {
        Self {
            left: self.left - by,
            top: self.top - by,
            right: self.right + by,
            bottom: self.bottom + by,
        }
    }

    /// The smallest rectangle around `points`; empty (left > right) where there are none.
    pub(super) fn around(points: &[Pixel]) -> Self {
        let empty = Self {
            left: f64::INFINITY,
            top: f64::INFINITY,
            right: f64::NEG_INFINITY,
            bottom: f64::NEG_INFINITY,
        };
        points.iter().fold(empty, |bounds, at| Self {
            left: bounds.left.min(at.x),
            top: bounds.top.min(at.y),
            right: bounds.right.max(at.x),
            bottom: bounds.bottom.max(at.y),
        })
    }

    /// The nearest place inside.
    fn clamp(&self, at: Pixel) -> Pixel {
        Pixel {
            x: clamp(at.x, self.left, self.right),
            y: clamp(at.y, self.top, self.bottom),
        }
    }

    /// The part of the segment from `from` to `to` that is inside, in the same direction.
    ///
    /// Liang and Barsky, "A New Concept and Method for Line Clipping" (1984). `None` where
    /// nothing is inside or a coordinate is not finite.
    #[inline]
    pub(super) fn clip(&self, from: Pixel, to: Pixel) -> Option<(Pixel, Pixel)> {
        if self.contains(from) && self.contains(to) {
            return Some((from, to));
        }
        if from.x.abs().max(from.y.abs()) > to.x.abs().max(to.y.abs()) {
            // Measured from an end at 1e300, all digits of the cut would be lost.
            return self
                .clip_from_near(to, from)
                .map(|(end, start)| (start, end));
        }
        self.clip_from_near(from, to)
    }

    fn clip_from_near(&self, from: Pixel, to: Pixel) -> Option<(Pixel, Pixel)> {
        let (dx, dy) = (to.x - from.x, to.y - from.y);
        if !(dx.is_finite() && dy.is_finite()) {
            return None;
        }
        let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
        for (run, gap) in [
            (-dx, from.x - self.left),
            (dx, self.right - from.x),
            (-dy, from.y - self.top),
            (dy, self.bottom - from.y),
        ] {
            if run == 0.0 {
                if gap < 0.0 {
                    return None;
                }
            } else if run < 0.0 {
                enter = enter.max(gap / run);
            } else {
                leave = leave.min(gap / run);
            }
        }
        if enter > leave {
            return None;
        }
        // An end that is inside stays the very same number.
        let along = |t: f64| {
            self.clamp(Pixel {
                x: from.x + t * dx,
                y: from.y + t * dy,
            })
        };
        Some((
            if enter > 0.0 { along(enter) } else { from },
            if leave < 1.0 { along(leave) } else { to },
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const PLOT: Bounds = Bounds {
        left: 100.0,
        top: 40.0,
        right: 1700.0,
        bottom: 1000.0,
    };

    fn place() -> impl Strategy<Value = Pixel> {
        let coordinate = || {
            prop_oneof![
                4 => -500.0..2500.0,
                1 => -1e5..1e5,
                1 => (1.0..9.0, 5..300i32, any::<bool>()).prop_map(|(digits, power, minus)| {
                    let size: f64 = digits * 10f64.powi(power);
                    if minus { -size } else { size }
                }),
            ]
        };
        (coordinate(), coordinate()).prop_map(|(x, y)| Pixel { x, y })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn what_is_left_is_inside(from in place(), to in place()) {
            if let Some((start, end)) = PLOT.clip(from, to) {
                prop_assert!(PLOT.contains(start) && PLOT.contains(end), "{start:?} {end:?}");
            }
        }

        #[test]
        fn nothing_visible_is_lost(
            from in place(),
            x in 100.0..1700.0_f64,
            y in 40.0..1000.0_f64,
            reach in 0.0..50.0_f64,
        ) {
            // The segment is made to pass through a known place inside.
            let to = Pixel {
                x: x + (x - from.x) * reach,
                y: y + (y - from.y) * reach,
            };
            // A segment between two far ends is only as exact as their digits.
            let size = |at: Pixel| at.x.abs().max(at.y.abs());
            let nearer = size(from).min(size(to));
            prop_assume!(to.x.is_finite() && to.y.is_finite() && nearer < 1e9);
            for (one, other) in [(from, to), (to, from)] {
                let (start, end) = PLOT.clip(one, other).expect("a visible part");
                // The place is on the part that is left: its distance to it is about zero.
                let (dx, dy) = (end.x - start.x, end.y - start.y);
                let length = dx.hypot(dy);
                let t = if length > 0.0 {
                    f64::clamp(((x - start.x) * dx + (y - start.y) * dy) / length / length, 0.0, 1.0)
                } else {
                    0.0
                };
                let away = (start.x + t * dx - x).hypot(start.y + t * dy - y);
                prop_assert!(away <= 1e-6 + 1e-12 * nearer, "{away} {start:?} {end:?}");
            }
        }
    }

    #[test]
    fn a_segment_inside_stays_as_it_is_and_one_beside_goes() {
        let (from, to) = (Pixel { x: 200.0, y: 50.0 }, Pixel { x: 201.5, y: 60.25 });
        assert_eq!(PLOT.clip(from, to), Some((from, to)));
        let (left, also_left) = (Pixel { x: 0.0, y: 500.0 }, Pixel { x: 99.0, y: 501.0 });
        assert_eq!(PLOT.clip(left, also_left), None);
    }

    #[test]
    fn keeps_the_direction_towards_a_far_end() {
        let from = Pixel { x: 900.0, y: 500.0 };
        let to = Pixel { x: 1e300, y: 1e300 };
        let (start, end) = PLOT.clip(from, to).expect("begins inside");
        assert_eq!(start, from);
        assert!(
            (end.y - 1000.0).abs() < 1e-9 && (end.x - 1400.0).abs() < 1e-9,
            "{end:?}"
        );
        let (again, back) = PLOT.clip(to, from).expect("ends inside");
        assert_eq!((again, back), (end, start));
    }
}
