//! Where the ticks of an axis are, and what they say.

use crate::drawing::numbers::{MINUS, brief, exponent, fixed, power_of_ten};

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
    /// at most `room` digits wide where that can be.
    pub fn over([low, high]: [f64; 2], most: usize, room: f64) -> Self {
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

impl Ticks {
    /// Ticks from 10^`low` to 10^`high` at round values, placed at their logarithms: powers of
    /// ten, with 2 and 5 times these where there is room, or evenly spaced values where the range
    /// is less than that. Labels are at most `room` digits wide where that can be.
    pub fn logarithmic([low, high]: [f64; 2], most: usize, room: f64) -> Self {
        let span = high - low;
        if !(span > 0.0 && low > -300.0 && high < 300.0) || most == 0 {
            return Self {
                marks: Vec::new(),
                note: None,
            };
        }
        // Labels count in powers of ten, `factor` for each.
        let at_digits = |digits: &[f64], stride: i32, factor: i32| -> Vec<(f64, String)> {
            let powers = low.floor() as i32..=high.ceil() as i32;
            powers
                .filter(|power| power.rem_euclid(stride) == 0)
                .flat_map(|power| digits.iter().map(move |&digit| (digit, power)))
                .map(|(digit, power)| {
                    let shown = power - factor;
                    let label = brief(decimal(digit, shown), decimal(1.0, shown));
                    let long = !(-4..5).contains(&shown) || width(&label) > room;
                    let label = match digit {
                        1.0 if long => power_of_ten(shown),
                        _ => label,
                    };
                    (decimal(digit, power).log10(), label)
                })
                .filter(|(at, _)| (low..=high).contains(at))
                .collect()
        };
        let powers = |stride| Self {
            marks: at_digits(&[1.0], stride, 0),
            note: None,
        };
        // 2×10⁷ is too wide for most margins: then it is 20, and 10⁶ is said once.
        let between = || {
            let common = (low / 3.0).floor() as i32 * 3;
            let fits = |(_, label): &(f64, String)| width(label) <= room;
            let found = [0, common].into_iter().find_map(|factor| {
                let marks = at_digits(&[1.0, 2.0, 5.0], 1, factor);
                marks.iter().all(fits).then_some((marks, factor))
            });
            found.map_or_else(
                || powers(1),
                |(marks, factor)| Self {
                    marks,
                    note: (factor != 0).then(|| format!("× {}", power_of_ten(factor))),
                },
            )
        };
        if 2.5 * span <= most as f64 {
            let round = between();
            if round.marks.len() > 2 {
                return round;
            }
            let range = [low, high].map(|at| 10f64.powf(at));
            let values = Self::over(range, most, room);
            // Zero has no place on such an axis.
            let marks = values.marks.into_iter().filter(|mark| mark.0 > 0.0);
            let placed = |(value, label): (f64, String)| (value.log10(), label);
            let marks: Vec<_> = marks.map(placed).collect();
            return if marks.len() > round.marks.len() {
                let note = values.note;
                Self { marks, note }
            } else {
                round
            };
        }
        let stride = (span / most as f64).ceil().max(1.0) as i32;
        let found = powers(stride);
        if found.marks.len() < 2 && stride == 1 {
            // One label alone does not tell that the axis is logarithmic.
            return between();
        }
        found
    }
}

/// How wide a label is, in digits, as most fonts have it.
fn width(label: &str) -> f64 {
    let sign = |sign: char| match sign {
        '0'..='9' => 1.0,
        '.' | ',' => 0.5,
        '×' | MINUS => 1.35,
        // Raised digits and their sign.
        _ => 0.7,
    };
    label.chars().map(sign).sum()
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
    fn shortest(units: &[f64], power: i32, room: f64) -> (Self, Vec<String>) {
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
        let mut best: Option<(f64, Self, Vec<String>)> = None;
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
            let widest = labels.iter().map(|label| width(label)).fold(0.0, f64::max);
            if widest <= room {
                return (scheme, labels);
            }
            if best.as_ref().is_none_or(|(least, ..)| widest < *least) {
                best = Some((widest, scheme, labels));
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
    let digits = crate::decimal::fixed(units, 0);
    let kept = digits.trim_end_matches('0');
    let power = power + (digits.len() - kept.len()) as i32;
    let top = power + kept.len() as i32 - 1;
    if (-5..9).contains(&top) {
        let value = decimal(units, power - (digits.len() - kept.len()) as i32);
        return fixed(value, (-power).max(0) as usize);
    }
    let (first, rest) = kept.split_at_checked(1).unwrap_or((kept, ""));
    let point = if rest.is_empty() { "" } else { "." };
    format!("{first}{point}{rest}×{}", power_of_ten(top))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn labels(ticks: &Ticks) -> Vec<&str> {
        ticks
            .marks
            .iter()
            .map(|(_, label)| label.as_str())
            .collect()
    }

    /// Reads a number as it is shown: real minus, raised digits.
    fn read(text: &str) -> f64 {
        let plain = |sign: char| sign.is_ascii_digit() || ['.', ','].contains(&sign);
        if text.starts_with("10") && !text.chars().all(plain) {
            return read(&format!("1×{text}"));
        }
        let plain: String = text
            .chars()
            .map(|sign| match sign {
                '−' | '⁻' => '-',
                '¹' => '1',
                '²' => '2',
                '³' => '3',
                '⁰'..='⁹' => char::from_u32(sign as u32 - '⁰' as u32 + 48).expect("a digit"),
                other => other,
            })
            .collect();
        let (digits, power) = match plain.split_once('×') {
            Some((digits, power)) => (digits, power.trim().strip_prefix("10").expect("a power")),
            None => (plain.as_str(), "0"),
        };
        let digits = digits.replace([' ', ','], "");
        let digits = if digits.is_empty() { "1" } else { &digits };
        format!("{digits}e{power}")
            .parse()
            .unwrap_or_else(|_| panic!("{text} is no number"))
    }

    /// The value that a label and the note beside the title say.
    fn value(label: &str, note: Option<&str>) -> f64 {
        let Some(note) = note else { return read(label) };
        let (times, plus) = match note.find(['+', '−']) {
            Some(at) => note.split_at(at),
            None => (note, "0"),
        };
        let times = if times.trim().is_empty() {
            1.0
        } else {
            read(times)
        };
        read(label) * times + read(plus)
    }

    fn range() -> impl Strategy<Value = [f64; 2]> {
        (-1e3..1e3, -9.0..9.0, -9.0..9.0).prop_map(|(low, shift, power): (f64, f64, f64)| {
            let low = low * 10f64.powf(shift);
            let span = 10f64.powf(power).max(low.abs() * 1e-9);
            [low, low + span]
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(3_000))]

        #[test]
        fn ticks_cover_the_range_at_nice_steps(range in range(), most in 2usize..15) {
            let ticks = Ticks::over(range, most, 7.0);
            let [low, high] = range;
            let span = high - low;
            let values: Vec<f64> = ticks.marks.iter().map(|(value, _)| *value).collect();
            prop_assert!(values.len() <= most + 1);
            // The step is at most 2.5 times what `most` ticks would need.
            prop_assert!(values.len() + 1 >= (most as f64 / 2.5) as usize, "{values:?}");
            let slack = 1e-6 * span;
            prop_assert!(values.iter().all(|x| (low - slack..=high + slack).contains(x)));
            if let [first, second, ..] = values[..] {
                let step = second - first;
                let digit = step / 10f64.powf((step * 1.01).log10().floor());
                prop_assert!([1.0, 2.0, 5.0].iter().any(|nice| (digit - nice).abs() < 1e-4));
                prop_assert!(values[0] - step < low + slack);
                prop_assert!(values[values.len() - 1] + step > high - slack);
            }
        }

        #[test]
        fn labels_say_where_they_are(range in range(), most in 2usize..15, room in 4.0..9.0) {
            let ticks = Ticks::over(range, most, room);
            for (at, label) in &ticks.marks {
                let said = value(label, ticks.note.as_deref());
                let slack = 1e-6 * (range[1] - range[0]) + 1e-15 * at.abs();
                prop_assert!((said - at).abs() <= slack, "{label} {:?} is {at}", ticks.note);
            }
        }

        #[test]
        fn logarithmic_labels_say_where_they_are(
            low in -40.0..40.0,
            span in 0.01..60.0,
            most in 2usize..15,
            room in 4.2..8.0,
        ) {
            let ticks = Ticks::logarithmic([low, low + span], most, room);
            prop_assert!(5 * ticks.marks.len() <= 6 * most + 20, "{ticks:?}");
            prop_assert!(span < 1.0 || !ticks.marks.is_empty());
            for (at, label) in &ticks.marks {
                prop_assert!((low - 1e-6..=low + span + 1e-6).contains(at));
                let said = value(label, ticks.note.as_deref());
                prop_assert!((said.log10() - at).abs() < 1e-6, "{label} is at {at}");
                // Nothing is shorter than a power of ten.
                let fits = width(label) <= room || label.starts_with("10");
                prop_assert!(span < 1.0 || fits, "{label} in {room}");
            }
        }

        #[test]
        fn labels_are_short_and_distinct(range in range(), most in 2usize..15) {
            let ticks = Ticks::over(range, most, 5.0);
            let labels = labels(&ticks);
            for (i, label) in labels.iter().enumerate() {
                prop_assert!(width(label) <= 5.0, "{labels:?} {:?}", ticks.note);
                prop_assert!(!labels[..i].contains(label));
            }
        }
    }

    #[test]
    fn plain_ranges_have_plain_labels() {
        let ticks = Ticks::over([-1.2, 3.2], 10, 6.0);
        assert_eq!(
            labels(&ticks),
            [
                "−1.0", "−0.5", "0.0", "0.5", "1.0", "1.5", "2.0", "2.5", "3.0"
            ]
        );
        assert_eq!(ticks.note, None);
        let dollars = Ticks::over([-4500.0, 12200.0], 9, 6.0);
        assert_eq!(labels(&dollars)[0], "−4,000");
        assert_eq!(dollars.note, None);
    }

    #[test]
    fn narrow_ranges_say_what_is_common_once() {
        let ticks = Ticks::over([0.92 - 2.1e-9, 0.92 + 2.1e-9], 5, 6.0);
        assert_eq!(labels(&ticks), ["−2", "−1", "0", "1", "2"]);
        assert_eq!(ticks.note.as_deref(), Some("× 10⁻⁹ + 0.92"));
    }

    #[test]
    fn large_and_small_ranges_are_counted_in_powers_of_ten() {
        let large = Ticks::over([0.0, 1e9], 5, 6.0);
        assert_eq!(labels(&large), ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]);
        assert_eq!(large.note.as_deref(), Some("× 10⁹"));
        let small = Ticks::over([-1e-9, 1e-9], 4, 6.0);
        assert_eq!(labels(&small), ["−1.0", "−0.5", "0.0", "0.5", "1.0"]);
        assert_eq!(small.note.as_deref(), Some("× 10⁻⁹"));
    }

    #[test]
    fn logarithmic_ranges_have_round_values() {
        let wide = Ticks::logarithmic([-3.2, 2.1], 8, 6.0);
        assert_eq!(labels(&wide), ["0.001", "0.01", "0.1", "1", "10", "100"]);
        let tight = Ticks::logarithmic([-3.2, 4.1], 9, 4.0);
        assert_eq!(
            labels(&tight),
            ["10⁻³", "0.01", "0.1", "1", "10", "100", "10³", "10⁴"]
        );
        let some = Ticks::logarithmic([-1.0, 1.0], 8, 6.0);
        assert_eq!(labels(&some), ["0.1", "0.2", "0.5", "1", "2", "5", "10"]);
        assert!((some.marks[1].0 - 0.2_f64.log10()).abs() < 1e-15);
        let narrow = Ticks::logarithmic([-0.8, -0.3], 5, 6.0);
        assert_eq!(labels(&narrow), ["0.2", "0.3", "0.4", "0.5"]);
        for most in [2, 3] {
            let low = Ticks::logarithmic([-0.95, 0.2], most, 6.0);
            assert_eq!(labels(&low), ["0.2", "0.5", "1"]);
        }
        let many = Ticks::logarithmic([6.2, 7.6], 6, 4.5);
        assert_eq!(labels(&many), ["2", "5", "10", "20"]);
        assert_eq!(many.note.as_deref(), Some("× 10⁶"));
        assert!((many.marks[3].0 - 2e7_f64.log10()).abs() < 1e-15);
        let roomy = Ticks::logarithmic([6.2, 7.6], 6, 7.0);
        assert_eq!(labels(&roomy), ["2×10⁶", "5×10⁶", "10⁷", "2×10⁷"]);
        let few = Ticks::logarithmic([3.1, 3.77], 2, 4.5);
        assert_eq!(labels(&few), ["2,000", "5,000"]);
        let far = Ticks::logarithmic([-40.5, 3.0], 5, 6.0);
        assert_eq!(labels(&far), ["10⁻³⁶", "10⁻²⁷", "10⁻¹⁸", "10⁻⁹", "1"]);
        assert!(Ticks::logarithmic([1.0, 1.0], 5, 6.0).marks.is_empty());
        assert!(Ticks::logarithmic([f64::NAN, 1.0], 5, 6.0).marks.is_empty());
    }

    #[test]
    fn no_range_has_no_ticks() {
        for range in [
            [1.0, 1.0],
            [2.0, 1.0],
            [f64::NAN, 1.0],
            [0.0, f64::INFINITY],
        ] {
            assert!(Ticks::over(range, 5, 6.0).marks.is_empty());
        }
        assert!(Ticks::over([0.0, 1.0], 0, 6.0).marks.is_empty());
    }
}
