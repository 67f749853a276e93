//! Where the ticks of an axis are, and what they say.

use crate::drawing::numbers::{MINUS, exponent, fixed, power_of_ten};

/// The ticks of an axis.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Ticks {
    /// Where they are, ascending, with what is written there.
    pub marks: Vec<(f64, String)>,
    /// How to read what is written where that is not the value itself: `× 10⁻⁹ + 0.92`.
    pub note: Option<String>,
}

/// The smallest of 1, 2 and 5 times a power of ten that is not below `least`.
pub(super) fn nice_step(least: f64) -> f64 {
    let power = exponent(least);
    [1.0, 2.0, 5.0, 10.0]
        .into_iter()
        .map(|digit| decimal(digit, power))
        .find(|step| *step >= least)
        .unwrap_or(decimal(1.0, power + 1))
}

/// `digits`·10^`power`, exact where it can be: 3/10 is 0.3, 3·0.1 is not.
fn decimal(digits: f64, power: i32) -> f64 {
    if power >= 0 {
        digits * 10f64.powi(power)
    } else if power >= -300 {
        digits / 10f64.powi(-power)
    } else {
        digits / 1e300 / 10f64.powi(-power - 300)
    }
}

impl Ticks {
    /// At most about `most` ticks from `low` to `high`, at multiples of a nice step, with labels
    /// of at most `room` characters where that can be.
    pub fn over([low, high]: [f64; 2], most: usize, room: usize) -> Self {
        let nothing = Self {
            marks: Vec::new(),
            note: None,
        };
        let span = high - low;
        if !(span.is_finite() && span > 0.0) || most == 0 {
            return nothing;
        }
        let step = nice_step(span / most as f64);
        let power = exponent(step);
        let digit = (step / decimal(1.0, power)).round();
        let (first, last) = ((low / step).ceil(), (high / step).floor());
        // Beyond 2^53 steps from zero, neighbouring ticks are the same number.
        if !(first <= last && first.abs().max(last.abs()) < 9e14) {
            return nothing;
        }
        let count = (last - first) as usize;
        let units: Vec<f64> = (0..=count).map(|i| (first + i as f64) * digit).collect();
        let (scheme, labels) = Scheme::shortest(&units, power, room);
        Self {
            note: scheme.note(power),
            marks: units
                .iter()
                .map(|unit| decimal(*unit, power))
                .zip(labels)
                .collect(),
        }
    }
}

/// What is said once so that labels can be short: they are multiples of 10^`factor`, counted
/// from `offset`. Offsets and values are whole numbers of units, 10^`power` each.
#[derive(Debug, Clone, Copy)]
struct Scheme {
    offset: f64,
    factor: i32,
}

impl Scheme {
    /// The plainest scheme whose labels fit in `room`, or else that with the shortest labels.
    fn shortest(units: &[f64], power: i32, room: usize) -> (Self, Vec<String>) {
        let largest = units
            .iter()
            .fold(0.0_f64, |most, unit| most.max(unit.abs()));
        let top = power + exponent(largest.max(1.0));
        let middle = units[units.len() / 2];
        let offset = (middle / 100.0).round() * 100.0;
        let schemes = [
            (0.0, 0),
            (0.0, top.div_euclid(3) * 3),
            (0.0, power),
            (offset, 0),
            (offset, power),
        ];
        let mut best: Option<(usize, Self, Vec<String>)> = None;
        for (offset, factor) in schemes {
            let scheme = Self { offset, factor };
            // Far from the size of the values, labels would be rows of zeros.
            if (factor - power) > 12 || (power - factor) > 12 {
                continue;
            }
            let labels: Vec<String> = units
                .iter()
                .map(|unit| scheme.label(*unit, power))
                .collect();
            let longest = labels.iter().map(|label| label.chars().count()).max();
            let longest = longest.unwrap_or(0);
            if longest <= room {
                return (scheme, labels);
            }
            if best.as_ref().is_none_or(|(least, ..)| longest < *least) {
                best = Some((longest, scheme, labels));
            }
        }
        let plain = Self {
            offset: 0.0,
            factor: power,
        };
        best.map_or_else(
            || {
                (
                    plain,
                    units.iter().map(|unit| plain.label(*unit, power)).collect(),
                )
            },
            |(_, scheme, labels)| (scheme, labels),
        )
    }

    fn label(self, unit: f64, power: i32) -> String {
        let places = (self.factor - power).max(0) as usize;
        fixed(decimal(unit - self.offset, power - self.factor), places)
    }

    /// How to read the labels.
    fn note(self, power: i32) -> Option<String> {
        let times = (self.factor != 0).then(|| format!("× {}", power_of_ten(self.factor)));
        let plus = (self.offset != 0.0).then(|| {
            let sign = if self.offset < 0.0 { MINUS } else { '+' };
            format!("{sign} {}", shown(self.offset.abs(), power))
        });
        match (times, plus) {
            (None, None) => None,
            (Some(only), None) | (None, Some(only)) => Some(only),
            (Some(times), Some(plus)) => Some(format!("{times} {plus}")),
        }
    }
}

/// `units`·10^`power` with all its digits but no zeros at the end.
fn shown(units: f64, power: i32) -> String {
    let digits = format!("{units:.0}");
    let kept = digits.trim_end_matches('0');
    let power = power + (digits.len() - kept.len()) as i32;
    let top = power + kept.len() as i32 - 1;
    if (-5..9).contains(&top) {
        let value = decimal(units, power - (digits.len() - kept.len()) as i32);
        return fixed(value, (-power).max(0) as usize);
    }
    let (first, rest) = kept.split_at(1.min(kept.len()));
    let point = if rest.is_empty() { "" } else { "." };
    format!("{first}{point}{rest}×{}", power_of_ten(top))
}
