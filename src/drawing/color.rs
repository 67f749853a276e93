//! Colours: sRGB as they are shown, OKLab as they are seen.

use plotters::style::Color;
use plotters_backend::BackendColor;
use serde::{Serialize, Serializer};

/// An opaque sRGB colour. It serializes as `#rrggbb`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rgb {
    /// Red, 0 to 255.
    pub red: u8,
    /// Green, 0 to 255.
    pub green: u8,
    /// Blue, 0 to 255.
    pub blue: u8,
}

/// A colour in OKLab, where equal distances look about equally different.
///
/// Björn Ottosson, "A perceptual color space for image processing" (2020).
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Oklab {
    /// Perceived lightness, 0 (black) to 1 (white).
    pub lightness: f64,
    /// Green (negative) to red.
    pub a: f64,
    /// Blue (negative) to yellow.
    pub b: f64,
}

impl Rgb {
    /// The colour written `0xrrggbb`.
    pub const fn new(hex: u32) -> Self {
        Self {
            red: (hex >> 16) as u8,
            green: (hex >> 8) as u8,
            blue: hex as u8,
        }
    }

    /// The colour as CSS writes it: `#rrggbb`.
    pub fn to_hex(self) -> String {
        format!("#{:02x}{:02x}{:02x}", self.red, self.green, self.blue)
    }

    /// `[red, green, blue]` in linear light, 0 to 1.
    pub(super) fn linear(self) -> [f64; 3] {
        [self.red, self.green, self.blue].map(|channel| {
            let value = f64::from(channel) / 255.0;
            if value <= 0.04045 {
                value / 12.92
            } else {
                ((value + 0.055) / 1.055).powf(2.4)
            }
        })
    }

    /// WCAG's contrast ratio of two colours, from 1 (equal) to 21 (black on white).
    pub fn contrast(self, other: Self) -> f64 {
        let luminance = |color: Self| {
            let [red, green, blue] = color.linear();
            0.2126 * red + 0.7152 * green + 0.0722 * blue
        };
        let (one, two) = (luminance(self), luminance(other));
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }
}

impl Color for Rgb {
    fn to_backend_color(&self) -> BackendColor {
        BackendColor {
            alpha: 1.0,
            rgb: (self.red, self.green, self.blue),
        }
    }
}

impl Serialize for Rgb {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.to_hex())
    }
}

impl Oklab {
    /// The point `t` (0 to 1) of the way from `self` to `other`.
    pub fn mix(self, other: Self, t: f64) -> Self {
        let between = |from: f64, to: f64| from + (to - from) * t;
        Self {
            lightness: between(self.lightness, other.lightness),
            a: between(self.a, other.a),
            b: between(self.b, other.b),
        }
    }

    /// How different two colours look.
    #[cfg(test)]
    pub fn distance(self, other: Self) -> f64 {
        (self.lightness - other.lightness)
            .hypot(self.a - other.a)
            .hypot(self.b - other.b)
    }
}

impl From<Rgb> for Oklab {
    fn from(color: Rgb) -> Self {
        Self::from_linear(color.linear())
    }
}

impl Oklab {
    /// From `[red, green, blue]` in linear light.
    pub fn from_linear([red, green, blue]: [f64; 3]) -> Self {
        let l = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue).cbrt();
        let m = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue).cbrt();
        let s = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue).cbrt();
        Self {
            lightness: 0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
            a: 1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
            b: 0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s,
        }
    }
}

impl From<Oklab> for Rgb {
    /// The nearest sRGB colour; what the screen cannot show is clamped per channel.
    fn from(color: Oklab) -> Self {
        let Oklab { lightness, a, b } = color;
        let l = (lightness + 0.3963377774 * a + 0.2158037573 * b).powi(3);
        let m = (lightness - 0.1055613458 * a - 0.0638541728 * b).powi(3);
        let s = (lightness - 0.0894841775 * a - 1.2914855480 * b).powi(3);
        let encode = |linear: f64| {
            let value = if linear <= 0.0031308 {
                12.92 * linear
            } else {
                1.055 * linear.powf(1.0 / 2.4) - 0.055
            };
            (value.clamp(0.0, 1.0) * 255.0).round() as u8
        };
        Self {
            red: encode(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
            green: encode(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
            blue: encode(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn oklab_and_back_is_the_same_colour(hex in 0u32..0x100_0000) {
            let color = Rgb::new(hex);
            prop_assert_eq!(Rgb::from(Oklab::from(color)), color);
        }
    }

    #[test]
    fn lightness_runs_from_black_to_white() {
        assert!(Oklab::from(Rgb::new(0x000000)).lightness.abs() < 1e-6);
        assert!((Oklab::from(Rgb::new(0xffffff)).lightness - 1.0).abs() < 1e-6);
        // Ottosson's table: the blue primary has lightness 0.452.
        assert!((Oklab::from(Rgb::new(0x0000ff)).lightness - 0.452).abs() < 1e-3);
    }

    #[test]
    fn contrast_is_that_of_wcag() {
        let (black, white) = (Rgb::new(0), Rgb::new(0xffffff));
        assert!((black.contrast(white) - 21.0).abs() < 1e-9);
        assert_eq!(white.contrast(white), 1.0);
        assert!((Rgb::new(0x777777).contrast(white) - 4.48).abs() < 0.01);
    }

    #[test]
    fn serializes_as_css_writes_it() {
        let json = serde_json::to_string(&Rgb::new(0x0072b2)).expect("a string");
        assert_eq!(json, "\"#0072b2\"");
    }
}
