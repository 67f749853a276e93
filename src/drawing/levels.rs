//! Which losses get a contour line.

use crate::drawing::numbers::{brief, exponent};
use crate::drawing::relief::Relief;
use crate::drawing::ticks::nice_step;

/// A height with a line, and what is written on it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Level {
    /// The height above the floor.
    pub rise: f64,
    /// The loss there, or how much it is above the least (`+10⁻⁹`) where the loss itself
    /// would take too many digits.
    pub label: String,
}

/// Lines are drawn down to this part of the highest rise.
const LOWEST: f64 = 4e-4;

/// With less than this between the lowest and the highest rise, levels are evenly spaced.
const WIDE: f64 = 12.0;

/// Levels less than this factor apart are too close.
const CLOSE: f64 = 1.5;

/// Longer labels give way to the height above the floor.
const LONGEST: usize = 8;

/// The levels of a region, ascending.
///
/// Where the region reaches over orders of magnitude there are three levels to a factor of
/// ten, each the roundest loss near its place. Otherwise they are evenly spaced.
pub(super) fn levels(relief: &Relief) -> Vec<Level> {
    let (low, high) = (relief.low, relief.high);
    if !(high > low && high.is_finite()) {
        return Vec::new();
    }
    if high > WIDE * low {
        spread(relief.floor, low.max(high * LOWEST), high)
    } else {
        even(relief.floor, low, high)
    }
}

/// 1, 2 and 5 times powers of ten above the floor, each moved to the roundest loss nearby.
fn spread(floor: f64, low: f64, high: f64) -> Vec<Level> {
    let mut levels: Vec<(f64, Level)> = Vec::new();
    for power in exponent(low)..=exponent(high) {
        for digit in [1.0, 2.0, 5.0] {
            let aim = digit * 10f64.powi(power);
            let (loss, quantum) = roundest(floor, aim);
            let label = brief(loss, quantum);
            let level = if label.chars().count() <= LONGEST {
                Level {
                    rise: loss - floor,
                    label,
                }
            } else {
                Level {
                    rise: aim,
                    label: format!("+{}", brief(aim, 10f64.powi(power))),
                }
            };
            if !(low..high).contains(&level.rise) {
                continue;
            }
            // Rounding may bring two close together; the rounder one stays.
            match levels.last_mut() {
                Some((roundness, last)) if level.rise < CLOSE * last.rise => {
                    if quantum > *roundness {
                        (*roundness, *last) = (quantum, level);
                    }
                }
                _ => levels.push((quantum, level)),
            }
        }
    }
    levels.into_iter().map(|(_, level)| level).collect()
}

/// The roundest loss between `floor` + 0.75·`rise` and `floor` + 1.35·`rise`, and the largest
/// 1, 2 or 5 times a power of ten that it is a multiple of.
fn roundest(floor: f64, rise: f64) -> (f64, f64) {
    let (low, aim, high) = (floor + 0.75 * rise, floor + rise, floor + 1.35 * rise);
    let top = exponent(high.abs().max(rise)) + 1;
    let bottom = exponent(rise) - 1;
    for power in (bottom..=top).rev() {
        for digit in [5.0, 2.0, 1.0] {
            let quantum = digit * 10f64.powi(power);
            let nearest = (aim / quantum).round() * quantum;
            let candidates = [nearest, nearest - quantum, nearest + quantum];
            if let Some(loss) = candidates.into_iter().find(|x| (low..=high).contains(x)) {
                return (loss, quantum);
            }
        }
    }
    (aim, 10f64.powi(bottom))
}

fn even(floor: f64, low: f64, high: f64) -> Vec<Level> {
    let step = nice_step((high - low) / 8.0);
    let quantum = 10f64.powi(exponent(step));
    let of_loss = |k: f64| Level {
        rise: k * step - floor,
        label: brief(k * step, quantum),
    };
    let of_rise = |k: f64| Level {
        rise: k * step,
        label: format!("+{}", brief(k * step, quantum)),
    };
    let multiples = |from: f64, to: f64| {
        let first = (from / step).ceil();
        // A step is about an eighth of the range; more would be a rounding accident.
        (0..12)
            .map(move |i| first + f64::from(i))
            .take_while(move |k| k * step < to)
    };
    let losses: Vec<Level> = multiples(floor + low, floor + high).map(of_loss).collect();
    if losses
        .iter()
        .all(|level| level.label.chars().count() <= LONGEST)
    {
        losses
    } else {
        multiples(low, high).map(of_rise).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drawing::fixtures::{Odd, diamonds, ravine};
    use crate::landscape::Landscape;
    use crate::point::Region;
    use proptest::prelude::*;

    fn labels(levels: &[Level]) -> Vec<&str> {
        levels.iter().map(|level| level.label.as_str()).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1_000))]

        #[test]
        fn levels_are_in_view_apart_and_labelled_with_their_loss(
            power in -9.0..9.0,
            m in -10.0..10.0,
            b in -10.0..10.0,
            turned: bool,
        ) {
            let half = 10f64.powf(power);
            let region = Region { m: [m - half, m + half], b: [b - half, b + half] };
            let landscape = if turned { ravine() } else { diamonds() };
            let relief = Relief::of(&landscape, region);
            let levels = levels(&relief);
            prop_assert!((2..=16).contains(&levels.len()), "{levels:?}");
            for level in &levels {
                prop_assert!(level.rise >= relief.low && level.rise < relief.high);
                if level.label.contains(['+', '×', '⁰']) || level.label.starts_with("10") {
                    continue;
                }
                let said: f64 = level.label.replace(',', "").parse().expect("a plain number");
                let loss = relief.floor + level.rise;
                prop_assert!((said - loss).abs() < 1e-9 * loss, "{level:?} is {loss}");
            }
            for pair in levels.windows(2) {
                prop_assert!(pair[0].rise < pair[1].rise);
                prop_assert!(pair[0].label != pair[1].label);
            }
        }
    }

    #[test]
    fn a_whole_bowl_has_three_levels_to_a_factor_of_ten() {
        let landscape = diamonds();
        let levels = levels(&Relief::of(&landscape, landscape.domain()));
        assert_eq!(
            labels(&levels),
            [
                "0.17", "0.2", "0.25", "0.4", "0.6", "1", "2", "5", "10", "20"
            ]
        );
    }

    #[test]
    fn far_from_the_minimum_levels_are_even() {
        let landscape = diamonds();
        let region = Region {
            m: [4.0, 4.5],
            b: [-0.25, 0.25],
        };
        let levels = levels(&Relief::of(&landscape, region));
        assert_eq!(
            labels(&levels),
            ["10.0", "10.5", "11.0", "11.5", "12.0", "12.5", "13.0"]
        );
    }

    #[test]
    fn very_close_to_the_minimum_levels_count_from_the_floor() {
        let landscape = diamonds();
        let region = Region {
            m: [0.92 - 1e-9, 0.92 + 1e-9],
            b: [-1e-9, 1e-9],
        };
        let levels = levels(&Relief::of(&landscape, region));
        assert!(labels(&levels).contains(&"+10⁻¹⁸"), "{levels:?}");
    }

    #[test]
    fn what_has_no_height_has_no_levels() {
        let nowhere = Region {
            m: [-2.0, -1.0],
            b: [0.0, 1.0],
        };
        assert!(levels(&Relief::of(&Odd, nowhere)).is_empty());
    }
}
