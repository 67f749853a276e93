//! Numbers in decimal digits.
//!
//! All of it goes through the one way in which the standard library writes a number without being
//! told how: as few digits as read back equal, never with an exponent. The other ways, each of
//! which would bring an algorithm of its own into the page, are made from these digits.

/// The decimal digits of a number that is finite and not zero, without its sign.
struct Digits {
    /// From the first that is not zero to the last that is not, each from 0 to 9.
    digits: Vec<u8>,
    /// The power of ten that the first digit stands for.
    exponent: i32,
}

impl Digits {
    fn of(value: f64) -> Self {
        let text = value.abs().to_string();
        let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
        let mut digits: Vec<u8> = whole.bytes().chain(fraction.bytes()).collect();
        for digit in &mut digits {
            *digit -= b'0';
        }
        let zeros = digits.iter().take_while(|digit| **digit == 0).count();
        digits.drain(..zeros);
        while digits.last() == Some(&0) {
            digits.pop();
        }
        Self {
            digits,
            exponent: whole.len() as i32 - 1 - zeros as i32,
        }
    }

    /// The digit of a power of ten.
    fn at(&self, power: i32) -> u8 {
        let place = usize::try_from(self.exponent - power);
        let digit = place.ok().and_then(|place| self.digits.get(place));
        digit.copied().unwrap_or(0)
    }

    /// Rounds to a multiple of a power of ten, a half away from zero.
    fn round(&mut self, power: i32) {
        let kept = self.exponent - power + 1;
        if kept < 0 {
            self.digits.clear();
        }
        let Ok(mut kept) = usize::try_from(kept) else {
            return;
        };
        if self.digits.get(kept).is_none_or(|next| *next < 5) {
            self.digits.truncate(kept);
            while self.digits.last() == Some(&0) {
                self.digits.pop();
            }
            return;
        }
        self.digits.truncate(kept);
        loop {
            if kept == 0 {
                self.digits.insert(0, 1);
                self.exponent += 1;
                return;
            }
            kept -= 1;
            self.digits[kept] += 1;
            if self.digits[kept] < 10 {
                return;
            }
            self.digits.pop();
        }
    }
}

impl Digits {
    /// The power of ten that the last digit stands for.
    fn last(&self) -> i32 {
        self.exponent + 1 - self.digits.len() as i32
    }

    /// Without an exponent, down to the digit of a power of ten.
    fn plain(&self, last: i32) -> String {
        let mut text = String::new();
        for power in (last..=self.exponent.max(0)).rev() {
            if power == -1 {
                text.push('.');
            }
            text.push(char::from(b'0' + self.at(power)));
        }
        text
    }

    /// With an exponent: `1.5e-7`.
    fn scientific(&self) -> String {
        let mut text = String::new();
        for (place, digit) in self.digits.iter().enumerate() {
            if place == 1 {
                text.push('.');
            }
            text.push(char::from(b'0' + digit));
        }
        format!("{text}e{}", self.exponent)
    }
}

/// The power of ten of the first digit of a number that is finite and not zero.
pub(crate) fn exponent(value: f64) -> i32 {
    Digits::of(value).exponent
}

/// A number with so many digits after the point, rounded as it is written: a half goes away from
/// zero.
pub(crate) fn fixed(value: f64, decimals: usize) -> String {
    if !value.is_finite() {
        return value.to_string();
    }
    let mut digits = Digits::of(value);
    let last = -(decimals as i32);
    digits.round(last);
    signed(value, &digits.plain(last))
}

/// A number as briefly as it can be said with as many digits as it has: `0.001`, `-1.5e-7`.
pub(crate) fn shortest(value: f64) -> String {
    rounded(value, usize::MAX)
}

/// A number with at most so many digits that count.
pub(crate) fn rounded(value: f64, count: usize) -> String {
    if !value.is_finite() || value == 0.0 {
        return value.to_string();
    }
    let mut digits = Digits::of(value);
    if digits.digits.len() > count {
        digits.round(digits.exponent + 1 - count as i32);
    }
    let plain = (-4..16).contains(&digits.exponent);
    let text = if plain {
        digits.plain(digits.last().min(0))
    } else {
        digits.scientific()
    };
    signed(value, &text)
}

/// The text of a number's size with the number's sign.
fn signed(value: f64, size: &str) -> String {
    let sign = if value.is_sign_negative() { "-" } else { "" };
    format!("{sign}{size}")
}

/// Reads digits with or without a point among them, up to 15 of them; all such numbers come out
/// correctly rounded.
pub(crate) fn read(text: &str) -> Option<f64> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let digits = whole.len() + fraction.len();
    if !(1..=15).contains(&digits) {
        return None;
    }
    let mut number = 0.0;
    for digit in whole.bytes().chain(fraction.bytes()) {
        if !digit.is_ascii_digit() {
            return None;
        }
        number = 10.0 * number + f64::from(digit - b'0');
    }
    // Whole numbers and powers of ten of this size are exact, so that only the quotient is rounded.
    let scale = fraction.bytes().fold(1.0, |scale, _| 10.0 * scale);
    Some(number / scale)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn halves_go_away_from_zero_as_they_are_written() {
        for (value, decimals, text) in [
            (0.0, 0, "0"),
            (-0.0, 1, "-0.0"),
            (0.5, 0, "1"),
            (0.05, 0, "0"),
            (-2.675, 2, "-2.68"),
            (9.996, 2, "10.00"),
            (0.0096, 2, "0.01"),
            (123.0, 2, "123.00"),
            (1e21, 0, "1000000000000000000000"),
            (f64::INFINITY, 2, "inf"),
        ] {
            assert_eq!(fixed(value, decimals), text, "{value} {decimals}");
        }
    }

    #[test]
    fn what_is_no_number_is_not_read() {
        for text in ["", ".", "1e5", "-1", "1.2.3", "1234567890123456"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn numbers_are_read_as_the_standard_library_does(
            digits in 0_u64..1_000_000_000_000_000, places in 0_usize..16,
        ) {
            let mut text = format!("{digits:0>places$}");
            text.insert(text.len() - places, '.');
            prop_assert_eq!(read(&text), text.parse().ok());
        }

        #[test]
        fn numbers_are_written_with_the_digits_of_the_standard_library(bits: u64) {
            let value = f64::from_bits(bits);
            let plain = value == 0.0 || !value.is_finite() || (1e-4..1e16).contains(&value.abs());
            let expected = if plain { format!("{value}") } else { format!("{value:e}") };
            prop_assert_eq!(shortest(value), expected);
        }

        #[test]
        fn few_digits_are_those_of_the_standard_library(value in -1e6..1e6_f64) {
            let expected: f64 = format!("{value:.3e}").parse().expect("a number");
            prop_assert_eq!(rounded(value, 4), shortest(expected));
        }

        #[test]
        fn rounding_is_that_of_the_standard_library_beside_halves(
            value in -1e6..1e6_f64, decimals in 0_usize..8,
        ) {
            // A half needs a last digit of 5, so that this one is none.
            let value = (value * 1e9_f64).round() / 1e9 + 1e-10;
            prop_assert_eq!(fixed(value, decimals), format!("{value:.decimals$}"));
        }
    }
}
