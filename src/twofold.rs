//! Numbers as an unevaluated sum of two doubles, about 106 bits: enough to round a power or a
//! logarithm correctly, so that every platform gets the same bits.
//!
//! C libraries disagree in the last bit of `pow` and `log`. The ones NumPy runs on are within
//! 0.52 units in the last place, that is, nearly always the correctly rounded value, so that is
//! what is computed here; the `libm` crate misses it for one power in ten. Error-free
//! transformations after T. J. Dekker, "A floating-point technique for extending the available
//! precision", Numerische Mathematik 18 (1971).

/// The unevaluated sum high + low, with |low| at most half a unit in the last place of high.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Twofold {
    high: f64,
    low: f64,
}

impl Twofold {
    const fn new(high: f64) -> Self {
        Self { high, low: 0.0 }
    }

    /// a + b, where |a| ≥ |b|.
    #[inline]
    fn fast_sum(a: f64, b: f64) -> Self {
        let high = a + b;
        Self {
            high,
            low: b - (high - a),
        }
    }

    /// a + b without a rounding error.
    #[inline]
    fn sum(a: f64, b: f64) -> Self {
        let high = a + b;
        let part = high - a;
        Self {
            high,
            low: (a - (high - part)) + (b - part),
        }
    }

    /// a · b without a rounding error, by Dekker's splitting: a fused multiply-add would be
    /// shorter, but WebAssembly has none.
    #[inline]
    fn product(a: f64, b: f64) -> Self {
        let split = |x: f64| {
            let c = 134_217_729.0 * x;
            let head = c - (c - x);
            (head, x - head)
        };
        let ((a1, a2), (b1, b2)) = (split(a), split(b));
        let high = a * b;
        Self {
            high,
            low: a2 * b2 - (((high - a1 * b1) - a2 * b1) - a1 * b2),
        }
    }

    #[inline]
    fn plus(self, other: Self) -> Self {
        let s = Self::sum(self.high, other.high);
        Self::fast_sum(s.high, s.low + (self.low + other.low))
    }

    #[inline]
    fn times(self, other: Self) -> Self {
        let p = Self::product(self.high, other.high);
        Self::fast_sum(
            p.high,
            p.low + (self.high * other.low + self.low * other.high),
        )
    }

    fn over(self, other: Self) -> Self {
        let first = self.high / other.high;
        let rest = self.plus(other.times(Self::new(-first)));
        let second = rest.high / other.high;
        let rest = rest.plus(other.times(Self::new(-second)));
        Self::fast_sum(first, second).plus(Self::new(rest.high / other.high))
    }
}

/// The running power βᵗ for t = 0, 1, 2, …, each correctly rounded.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Power {
    base: f64,
    value: Twofold,
}

impl Power {
    /// β⁰ = 1.
    pub(crate) const fn new(base: f64) -> Self {
        Self {
            base,
            value: Twofold::new(1.0),
        }
    }

    /// βⁿ.
    pub(crate) fn after(base: f64, n: u64) -> Self {
        let value = if n == 0 {
            Twofold::new(1.0)
        } else if base < 1e-200 {
            Twofold::new(0.0)
        } else {
            match twofold_power(base, n as f64) {
                Twofold { high, .. } if high < 1e-200 => Twofold::new(0.0),
                value => value,
            }
        };
        Self { base, value }
    }

    /// Goes on to the next exponent.
    #[inline(always)]
    pub(crate) fn advance(&mut self) {
        if self.value.high == 0.0 {
            return;
        }
        let next = Twofold::product(self.value.high, self.base);
        let next = Twofold::fast_sum(next.high, next.low + self.value.low * self.base);
        // Far below the last bit of 1 − βᵗ the power is zero to everyone; denormals are slow.
        self.value = if next.high < 1e-200 {
            Twofold::new(0.0)
        } else {
            next
        };
    }

    /// βᵗ.
    #[inline]
    pub(crate) fn get(&self) -> f64 {
        self.value.high
    }
}

/// The natural logarithm of a positive normal number, correctly rounded.
///
/// With x = 2ᵏ·f and f between √½ and √2, ln x = k·ln 2 + 2·atanh((f − 1)/(f + 1)), the series
/// of atanh summed to 106 bits.
pub(crate) fn ln(x: f64) -> f64 {
    let log = twofold_ln(x);
    log.high + log.low
}

/// baseˣ for a positive normal base and a result that is a normal number, correctly rounded.
///
/// exp(x·ln base): with the exponent y = k·ln 2 + r, the series of exp on r/256 is squared eight
/// times.
pub(crate) fn power(base: f64, x: f64) -> f64 {
    let Twofold { high, low } = twofold_power(base, x);
    high + low
}

fn twofold_power(base: f64, x: f64) -> Twofold {
    let exponent = twofold_ln(base).times(Twofold::new(x));
    let doublings = (exponent.high / std::f64::consts::LN_2).round();
    let rest = exponent.plus(LN_2.times(Twofold::new(-doublings)));
    let small = Twofold {
        high: rest.high / 256.0,
        low: rest.low / 256.0,
    };
    // exp(s) − 1, so that its last bits are kept: (1 + e)² − 1 = 2·e + e².
    let mut e = Twofold::new(0.0);
    for n in (1..=12).rev() {
        let term = Twofold::new(1.0).plus(e).over(Twofold::new(f64::from(n)));
        e = small.times(term);
    }
    for _ in 0..8 {
        e = e.plus(e).plus(e.times(e));
    }
    let Twofold { high, low } = Twofold::new(1.0).plus(e);
    let scale = 2.0_f64.powi(doublings as i32);
    Twofold {
        high: high * scale,
        low: low * scale,
    }
}

const LN_2: Twofold = Twofold {
    high: std::f64::consts::LN_2,
    low: 2.319_046_813_846_299_6e-17,
};

fn twofold_ln(x: f64) -> Twofold {
    let bits = x.to_bits();
    let mut exponent = ((bits >> 52) as i64) - 1023;
    let mut fraction = f64::from_bits((bits & 0x000f_ffff_ffff_ffff) | 0x3ff0_0000_0000_0000);
    if fraction > std::f64::consts::SQRT_2 {
        fraction /= 2.0;
        exponent += 1;
    }
    let s = Twofold::new(fraction - 1.0).over(Twofold::sum(fraction, 1.0));
    let square = s.times(s);
    // |s| < 0.1716, so twenty-two terms leave less than 2⁻¹¹⁰ of the sum.
    let mut series = Twofold::new(0.0);
    for k in (0..22).rev() {
        let coefficient = Twofold::new(1.0).over(Twofold::new(f64::from(2 * k + 1)));
        series = series.times(square).plus(coefficient);
    }
    let log = s.times(series).times(Twofold::new(2.0));
    let whole =
        Twofold::product(exponent as f64, LN_2.high).plus(Twofold::new(exponent as f64 * LN_2.low));
    whole.plus(log)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn logarithms_round_to_the_nearest_double() {
        // mpmath.log at 60 digits, rounded to double.
        for (x, expected) in [
            (0.5, -std::f64::consts::LN_2),
            (1.0, 0.0),
            (0.1, -2.302_585_092_994_045_5),
            (0.9, -0.105_360_515_657_826_28),
            (1e-300, -690.775_527_898_213_7),
            (3.0, 1.098_612_288_668_109_8),
        ] {
            assert_eq!(ln(x), expected, "{x}");
        }
    }

    #[test]
    fn logarithms_stay_within_one_unit_of_the_platform() {
        let mut x = 1e-9_f64;
        while x < 10.0 {
            let difference = (ln(x) - x.ln()).abs();
            assert!(difference <= x.ln().abs() * f64::EPSILON, "{x}");
            x *= 1.003;
        }
    }

    #[test]
    fn powers_round_to_the_nearest_double() {
        // The product of 0.9 (the double) with itself, in exact rational arithmetic, rounded.
        let mut power = Power::new(0.9);
        let mut seen = vec![power.get()];
        for _ in 0..400 {
            power.advance();
            seen.push(power.get());
        }
        assert_eq!(seen[0], 1.0);
        assert_eq!(seen[1], 0.9);
        assert_eq!(seen[2], 0.81);
        assert_eq!(seen[10], 0.348_678_440_100_000_1);
        assert_eq!(seen[100], 2.656_139_888_758_754_4e-5);
    }

    #[test]
    fn powers_with_any_exponent_round_to_the_nearest_double() {
        // mpmath at 60 digits, rounded to double.
        for (base, x, expected) in [
            (0.96, 0.004, 0.999_836_725_352_675_3),
            (0.96, 1.0, 0.96),
            (0.96, 17.3, 0.493_505_880_042_219_96),
            (0.5, 0.5, std::f64::consts::FRAC_1_SQRT_2),
            (0.1, 300.0, 1.000_000_000_000_016_6e-300),
            (3.0, 2.5, 15.588_457_268_119_896),
            (0.7, 0.0, 1.0),
        ] {
            assert_eq!(power(base, x), expected, "{base}^{x}");
        }
    }

    #[test]
    fn a_power_is_the_same_gone_to_at_once_and_step_by_step() {
        for base in [0.0, 1e-150, 0.05, 0.5, 0.9, 0.999, 0.999_999] {
            let mut walked = Power::new(base);
            for n in 0..3000 {
                let mut leapt = Power::after(base, n);
                assert_eq!(leapt.get(), walked.get(), "{base}^{n}");
                leapt.advance();
                walked.advance();
                assert_eq!(leapt.get(), walked.get(), "{base}^{n}·{base}");
            }
        }
    }

    #[test]
    fn a_power_that_vanishes_is_zero() {
        let mut power = Power::new(0.5);
        for _ in 0..2000 {
            power.advance();
        }
        assert_eq!(power.get(), 0.0);
    }
}
