//! Test surfaces that optimizers are classically tried on.
//!
//! Most come from the crate `argmin_testfunctions`; the saddle and the plateau are our own. The
//! trigonometric ones use the platform's sine and cosine, so that their last digit may differ
//! between the native build and WebAssembly; every browser gets the same.

use argmin_testfunctions as tests;

use crate::error::{Error, Result};
use crate::landscape::Landscape;
use crate::point::{Gradient, Params, Region};
use crate::value::Value;

/// The name of the landscape that is made from data.
pub(crate) const LINEAR: &str = "linear";

/// A test surface: f(m, b) with its gradient, minima, a domain to look at and a start.
#[derive(Debug, Clone, Copy)]
pub struct Classic {
    /// Its name in a config.
    pub name: &'static str,
    /// Its name for people.
    pub title: &'static str,
    /// One sentence on what it is hard for.
    pub about: &'static str,
    value: fn(&[f64; 2]) -> f64,
    gradient: fn(&[f64; 2]) -> [f64; 2],
    minima: &'static [Params],
    domain: Region,
    start: Params,
}

impl Landscape for Classic {
    fn value(&self, at: Params) -> f64 {
        (self.value)(&at.to_array())
    }

    fn gradient(&self, at: Params) -> Gradient {
        (self.gradient)(&at.to_array()).into()
    }

    fn minima(&self) -> &[Params] {
        self.minima
    }

    fn domain(&self) -> Region {
        self.domain
    }

    fn start(&self) -> Params {
        self.start
    }
}

const fn square(half: f64) -> Region {
    Region {
        m: [-half, half],
        b: [-half, half],
    }
}

const ORIGIN: &[Params] = &[Params::new(0.0, 0.0)];

/// Every test surface.
pub const CLASSICS: &[Classic] = &[
    Classic {
        name: "rosenbrock",
        title: "Rosenbrock",
        about: "A long, curved valley: easy to find, slow to follow.",
        value: |p| tests::rosenbrock(p),
        gradient: tests::rosenbrock_derivative_const,
        minima: &[Params::new(1.0, 1.0)],
        domain: Region {
            m: [-2.0, 2.0],
            b: [-1.0, 3.0],
        },
        start: Params::new(-1.2, 1.0),
    },
    Classic {
        name: "beale",
        title: "Beale",
        about: "Flat in the middle, with steep walls at the corners.",
        value: tests::beale,
        gradient: tests::beale_derivative,
        minima: &[Params::new(3.0, 0.5)],
        domain: square(4.5),
        start: Params::new(1.0, 1.5),
    },
    Classic {
        name: "himmelblau",
        title: "Himmelblau",
        about: "Four equally deep minima: which one is reached depends on the start.",
        value: tests::himmelblau,
        gradient: tests::himmelblau_derivative,
        minima: &[
            Params::new(3.0, 2.0),
            Params::new(-2.805_118_086_952_745, 3.131_312_518_250_573),
            Params::new(-3.779_310_253_377_747, -3.283_185_991_286_17),
            Params::new(3.584_428_340_330_492, -1.848_126_526_964_404),
        ],
        domain: square(5.5),
        start: Params::new(-0.5, -1.0),
    },
    Classic {
        name: "rastrigin",
        title: "Rastrigin",
        about: "A bowl full of small pits that catch whoever steps carefully.",
        value: |p| tests::rastrigin(p),
        gradient: tests::rastrigin_derivative_const,
        minima: ORIGIN,
        domain: square(5.12),
        start: Params::new(-3.3, 2.6),
    },
    Classic {
        name: "styblinskiTang",
        title: "Styblinski–Tang",
        about: "Four valleys, of which one is deepest.",
        value: |p| tests::styblinski_tang(p),
        gradient: tests::styblinski_tang_derivative_const,
        minima: &[Params::new(-2.903_534_027_771_177, -2.903_534_027_771_177)],
        domain: square(5.0),
        start: Params::new(0.5, 4.0),
    },
    Classic {
        name: "threeHumpCamel",
        title: "Three-hump camel",
        about: "A minimum in the middle between two that are not as deep.",
        value: tests::threehumpcamel,
        gradient: tests::threehumpcamel_derivative,
        minima: ORIGIN,
        domain: square(2.5),
        start: Params::new(-2.0, 2.0),
    },
    Classic {
        name: "mccormick",
        title: "McCormick",
        about: "A tilted, wavy sheet; its minimum is the lowest point of the usual domain.",
        value: tests::mccormick,
        gradient: tests::mccormick_derivative,
        minima: &[Params::new(
            -0.547_197_551_196_597_6,
            -1.547_197_551_196_597_6,
        )],
        domain: Region {
            m: [-1.5, 4.0],
            b: [-3.0, 4.0],
        },
        start: Params::new(1.0, 3.0),
    },
    Classic {
        name: "booth",
        title: "Booth",
        about: "A tilted bowl, somewhat longer than wide.",
        value: tests::booth,
        gradient: tests::booth_derivative,
        minima: &[Params::new(1.0, 3.0)],
        domain: square(10.0),
        start: Params::new(-7.0, -6.0),
    },
    Classic {
        name: "matyas",
        title: "Matyas",
        about: "A flat diagonal ravine.",
        value: tests::matyas,
        gradient: tests::matyas_derivative,
        minima: ORIGIN,
        domain: square(10.0),
        start: Params::new(-8.0, 5.0),
    },
    Classic {
        name: "goldsteinPrice",
        title: "Goldstein–Price",
        about: "Values from three to a million: steep walls around a small floor.",
        value: tests::goldsteinprice,
        gradient: tests::goldsteinprice_derivative,
        minima: &[Params::new(0.0, -1.0)],
        domain: square(2.0),
        start: Params::new(-1.5, 1.0),
    },
    Classic {
        name: "ackley",
        title: "Ackley",
        about: "Nearly flat and full of ripples, with a deep hole in the middle.",
        value: |p| tests::ackley(p),
        gradient: tests::ackley_derivative_const,
        minima: ORIGIN,
        domain: square(5.0),
        start: Params::new(-3.2, 2.4),
    },
    Classic {
        name: "saddle",
        title: "Saddle",
        about: "m² + b⁴/4 − b²: a pass at (0, 0) where the slope vanishes, with a valley on each side.",
        value: |[m, b]| m * m + b * b * (b * b / 4.0 - 1.0),
        gradient: |[m, b]| [2.0 * m, b * (b * b - 2.0)],
        minima: &[
            Params::new(0.0, std::f64::consts::SQRT_2),
            Params::new(0.0, -std::f64::consts::SQRT_2),
        ],
        domain: square(2.0),
        start: Params::new(-1.7, 0.01),
    },
    Classic {
        name: "plateau",
        title: "Plateau",
        about: "r²/(1 + r²): a hole in a plain so flat that the slope says little about the way.",
        value: |[m, b]| {
            let square = m * m + b * b;
            // 1 − 1/(1 + r²) would lose the digits near the minimum, r²/(1 + r²) those far away.
            if square <= 1.0 {
                square / (1.0 + square)
            } else {
                1.0 / (1.0 + 1.0 / square)
            }
        },
        gradient: |[m, b]| {
            let grown = 1.0 + (m * m + b * b);
            [2.0 * m / grown / grown, 2.0 * b / grown / grown]
        },
        minima: ORIGIN,
        domain: square(4.0),
        start: Params::new(-2.6, 1.8),
    },
];

/// The test surface of that name; `None` for the linear model.
pub(crate) fn classic(name: &str) -> Option<Classic> {
    CLASSICS
        .iter()
        .find(|classic| classic.name == name)
        .copied()
}

/// The name of the landscape that a config names.
///
/// # Errors
/// A name that no landscape has.
pub(crate) fn named(value: &Value) -> Result<&'static str> {
    let names = || std::iter::once(LINEAR).chain(CLASSICS.iter().map(|classic| classic.name));
    names()
        .find(|name| *value == Value::from(*name))
        .ok_or_else(|| {
            let legal = format!("one of {}", names().collect::<Vec<_>>().join(", "));
            Error::new("landscape", value, legal)
        })
}

#[cfg(test)]
mod tests_of_surfaces {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(10_000))]

        #[test]
        fn gradients_equal_central_differences(
            index in 0..CLASSICS.len(), u in 0.0..1.0_f64, v in 0.0..1.0_f64,
        ) {
            let surface = &CLASSICS[index];
            let Region { m, b } = surface.domain;
            let at = Params::new(m[0] + u * (m[1] - m[0]), b[0] + v * (b[1] - b[0]));
            // Ackley's floor has a tip, where no difference is right.
            prop_assume!(surface.name != "ackley" || at.m.hypot(at.b) > 0.01);
            let h = 1e-6;
            let slope = |dm: f64, db: f64| {
                let value = |s: f64| surface.value(Params::new(at.m + s * dm, at.b + s * db));
                (value(h) - value(-h)) / (2.0 * h)
            };
            let Gradient { dm, db } = surface.gradient(at);
            // What rounding leaves of a difference of two values of this size.
            let noise = 1e-9 * (1.0 + surface.value(at).abs());
            for (exact, difference) in [(dm, slope(1.0, 0.0)), (db, slope(0.0, 1.0))] {
                let bound = noise + 1e-5 * (1.0 + exact.abs());
                prop_assert!((exact - difference).abs() <= bound,
                    "{} at {at:?}: {exact} {difference}", surface.name);
            }
        }

        #[test]
        fn nothing_in_the_domain_is_below_the_minimum(
            index in 0..CLASSICS.len(), u in 0.0..1.0_f64, v in 0.0..1.0_f64,
        ) {
            let surface = &CLASSICS[index];
            let Region { m, b } = surface.domain;
            let at = Params::new(m[0] + u * (m[1] - m[0]), b[0] + v * (b[1] - b[0]));
            let lowest = surface.value(surface.minima[0]);
            prop_assert!(surface.value(at) >= lowest - 1e-12, "{} {at:?}", surface.name);
        }
    }

    #[test]
    fn all_minima_are_flat_and_equally_low() {
        for surface in CLASSICS {
            let lowest = surface.value(surface.minima[0]);
            for &minimum in surface.minima {
                let Gradient { dm, db } = surface.gradient(minimum);
                assert!(dm.hypot(db) < 1e-9, "{}: {dm} {db}", surface.name);
                assert!((surface.value(minimum) - lowest).abs() < 1e-9);
            }
        }
    }

    #[test]
    fn starts_lie_in_the_domain_and_go_downhill() {
        for surface in CLASSICS {
            let Region { m, b } = surface.domain;
            let Params { m: x, b: y } = surface.start;
            assert!(
                m[0] < x && x < m[1] && b[0] < y && y < b[1],
                "{}",
                surface.name
            );
            let Gradient { dm, db } = surface.gradient(surface.start);
            assert!(dm.hypot(db) > 1e-3, "{}", surface.name);
        }
    }
}
