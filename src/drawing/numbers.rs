//! Numbers as people read them.

use crate::decimal;
pub(super) use crate::decimal::exponent;

/// The real minus sign, as long as a plus.
pub(super) const MINUS: char = '\u{2212}';

/// `value` with `decimals` digits after the point, thousands separators, a real minus sign, and zero
/// without one.
pub(super) fn fixed(value: f64, decimals: usize) -> String {
    let text = decimal::fixed(value, decimals);
    let digits = text.trim_start_matches('-');
    let mut grouped = String::new();
    if digits.len() < text.len() && digits.bytes().any(|byte| (b'1'..=b'9').contains(&byte)) {
        grouped.push(MINUS);
    }
    let whole = digits.bytes().take_while(|byte| *byte != b'.').count();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && place < whole && (whole - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// `value`, which is a multiple of `quantum`, as briefly as its digits allow: `0.25`, `2,000`,
/// `3×10⁷`.
pub(super) fn brief(value: f64, quantum: f64) -> String {
    let size = value.abs();
    if value == 0.0 || (1e-4..1e5).contains(&size) {
        return fixed(value, decimals(quantum)).to_owned();
    }
    let power = exponent(size);
    let scaled = value / 10f64.powi(power);
    let digits = fixed(scaled, decimals(quantum / 10f64.powi(power)));
    match digits.as_str() {
        "1" => power_of_ten(power),
        _ => format!("{digits}×{}", power_of_ten(power)),
    }
}

/// 10 to the `power`, with raised digits.
pub(super) fn power_of_ten(power: i32) -> String {
    let raised = power.to_string();
    let raised = raised.chars().map(|sign| match sign {
        '-' => '⁻',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        // The other raised digits stand in a row.
        digit => char::from_u32('⁰' as u32 + digit as u32 - '0' as u32).unwrap_or(digit),
    });
    format!("10{}", raised.collect::<String>())
}

/// How many digits after the point a multiple of `quantum` (1, 2 or 5 times a power of ten) has.
pub(super) fn decimals(quantum: f64) -> usize {
    (-exponent(quantum)).max(0) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minus_is_a_real_one_and_zero_has_none() {
        assert_eq!(fixed(-1.5, 1), "−1.5");
        assert_eq!(fixed(-0.0, 1), "0.0");
        assert_eq!(fixed(-0.04, 1), "0.0");
        assert_eq!(fixed(20.0, 0), "20");
    }

    #[test]
    fn thousands_are_apart() {
        assert_eq!(fixed(999.0, 0), "999");
        assert_eq!(fixed(1234567.8912, 4), "1,234,567.8912");
        assert_eq!(fixed(-123456.0, 0), "−123,456");
    }

    #[test]
    fn large_and_small_numbers_are_brief() {
        assert_eq!(brief(0.25, 0.05), "0.25");
        assert_eq!(brief(20_000.0, 10_000.0), "20,000");
        assert_eq!(brief(3e7, 1e7), "3×10⁷");
        assert_eq!(brief(1e7, 1e7), "10⁷");
        assert_eq!(brief(2.5e-6, 5e-7), "2.5×10⁻⁶");
        assert_eq!(power_of_ten(-123), "10⁻¹²³");
        assert_eq!(power_of_ten(4567890), "10⁴⁵⁶⁷⁸⁹⁰");
    }

    #[test]
    fn exponents_are_exact() {
        for power in -300..300 {
            let size: f64 = format!("1e{power}").parse().expect("a number");
            assert_eq!(exponent(size), power);
        }
        assert_eq!(exponent(9.99), 0);
    }
}
