//! The mapping between parameters and pixels: there is no other one.

use crate::drawing::clip::Bounds;
use crate::landscape::Landscape;
use crate::point::{Params, Region};

/// A place on the picture in device pixels, y downwards.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pixel {
    /// Device pixels from the left edge of the picture.
    pub x: f64,
    /// Device pixels from its top edge.
    pub y: f64,
}

/// What a picture is drawn for: its size and how fine its pixels are.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Screen {
    /// The width in CSS pixels.
    pub width: f64,
    /// The height in CSS pixels.
    pub height: f64,
    /// The device pixels in a CSS pixel.
    pub pixel_ratio: f64,
    /// The text size in CSS pixels, which the margins have to hold.
    pub text_size: f64,
}

/// A region of the parameter plane shown on a screen, with room for axes around the plot.
///
/// A `View` is a plain value: zooming and panning make another one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct View {
    region: Region,
    ratio: f64,
    size: (u32, u32),
    plot: Bounds,
    /// Device pixels in a unit of m and of b.
    scale: [f64; 2],
}

/// Backends draw at whole device pixels, so lines would wobble visibly on fewer than this.
const LEAST_RATIO: f64 = 2.0;

/// Browsers refuse larger canvases.
const MOST_DEVICE_PIXELS: f64 = 8192.0;

/// Below this width (CSS pixels) the margins give way to the plot.
const NARROW: f64 = 560.0;

impl Screen {
    /// The room around the plot in CSS pixels: left, top, right, bottom.
    fn margins(self) -> [f64; 4] {
        let text = self.text_size;
        if self.width < NARROW {
            [3.5 * text, 2.1 * text, 0.8 * text, 3.2 * text]
        } else {
            [4.6 * text, 2.4 * text, 1.2 * text, 3.5 * text]
        }
    }
}

impl View {
    /// Shows all of `region`, stretched to the plot.
    ///
    /// At least two device pixels make a CSS pixel, whatever the screen says. Sizes and
    /// regions that cannot be drawn (empty, infinite, not numbers) give the nearest that can.
    pub fn fit(region: Region, screen: Screen) -> Self {
        let side = |length: f64| {
            if length.is_finite() {
                length.clamp(1.0, MOST_DEVICE_PIXELS / LEAST_RATIO)
            } else {
                1.0
            }
        };
        let (width, height) = (side(screen.width), side(screen.height));
        let most = MOST_DEVICE_PIXELS / width.max(height);
        let ratio = if screen.pixel_ratio.is_finite() {
            screen.pixel_ratio.max(LEAST_RATIO).min(most)
        } else {
            LEAST_RATIO
        };
        let device = |length: f64| (length * ratio).round().max(1.0);
        let (device_width, device_height) = (device(width), device(height));
        let [left, top, right, bottom] = screen.margins().map(|margin| (margin * ratio).round());
        let plot = Bounds {
            left: left.min(device_width - 1.0),
            top: top.min(device_height - 1.0),
            right: (device_width - right).max(left.min(device_width - 1.0) + 1.0),
            bottom: (device_height - bottom).max(top.min(device_height - 1.0) + 1.0),
        };
        let region = Region {
            m: with_inside(region.m),
            b: with_inside(region.b),
        };
        Self {
            region,
            ratio,
            size: (device_width as u32, device_height as u32),
            plot,
            scale: scale(region, plot),
        }
    }

    /// Shows the domain of `landscape`, widened on one axis so that a bowl's level sets are as
    /// round as its data let them be (circles where the feature is standardized).
    ///
    /// Landscapes that are no bowls are stretched to the plot.
    pub fn of(landscape: &dyn Landscape, screen: Screen) -> Self {
        let view = Self::fit(landscape.domain(), screen);
        match landscape.as_quadratic() {
            Some(bowl) if bowl.variance_x > 0.0 => {
                // One unit of m raises the loss as √(Vx + x̄²) units of b do.
                view.with_unit_aspect(bowl.variance_x.sqrt().hypot(bowl.mean_x))
            }
            _ => view,
        }
    }

    /// The same view with its region widened on one axis so that a unit of m is `aspect` times
    /// as long on the screen as a unit of b.
    pub fn with_unit_aspect(self, aspect: f64) -> Self {
        if !(aspect.is_finite() && aspect > 0.0) {
            return self;
        }
        let Region { m, b } = self.region;
        let per_b =
            (self.plot.height() / (b[1] - b[0])).min(self.plot.width() / (m[1] - m[0]) / aspect);
        let widened = |[low, high]: [f64; 2], span: f64| {
            let missing = (span - (high - low)).max(0.0) / 2.0;
            with_inside([low - missing, high + missing])
        };
        let region = Region {
            m: widened(m, self.plot.width() / (per_b * aspect)),
            b: widened(b, self.plot.height() / per_b),
        };
        Self {
            region,
            scale: scale(region, self.plot),
            ..self
        }
    }

    /// The part of the parameter plane that fills the plot.
    pub fn region(&self) -> Region {
        self.region
    }

    /// Width and height of the whole picture in device pixels.
    pub fn device_size(&self) -> (u32, u32) {
        self.size
    }

    /// Device pixels in a CSS pixel; at least 2.
    pub fn pixel_ratio(&self) -> f64 {
        self.ratio
    }

    /// The plot, without the margins, in whole device pixels.
    pub fn plot(&self) -> Bounds {
        self.plot
    }

    /// The device pixels in `css` CSS pixels.
    pub fn device(&self, css: f64) -> f64 {
        css * self.ratio
    }

    /// Where on the picture a point of the plane is.
    pub fn to_pixel(&self, at: Params) -> Pixel {
        let Region { m, b } = self.region;
        Pixel {
            x: self.plot.left + (at.m - m[0]) * self.scale[0],
            y: self.plot.bottom - (at.b - b[0]) * self.scale[1],
        }
    }

    /// Which point of the plane is at a place of the picture.
    pub fn to_params(&self, at: Pixel) -> Params {
        let Region { m, b } = self.region;
        Params {
            m: m[0] + (at.x - self.plot.left) / self.scale[0],
            b: b[0] + (self.plot.bottom - at.y) / self.scale[1],
        }
    }

    /// Where a point is in CSS pixels, `[x, y]` from the top left corner of the picture.
    pub fn to_css(&self, at: Params) -> [f64; 2] {
        let Pixel { x, y } = self.to_pixel(at);
        [x / self.ratio, y / self.ratio]
    }

    /// Which point is at `[x, y]` CSS pixels from the top left corner of the picture.
    pub fn from_css(&self, [x, y]: [f64; 2]) -> Params {
        self.to_params(Pixel {
            x: x * self.ratio,
            y: y * self.ratio,
        })
    }
}

fn scale(Region { m, b }: Region, plot: Bounds) -> [f64; 2] {
    [plot.width() / (m[1] - m[0]), plot.height() / (b[1] - b[0])]
}

/// The range itself, or the smallest around its middle that numbers can divide.
fn with_inside([low, high]: [f64; 2]) -> [f64; 2] {
    if !(low.is_finite() && high.is_finite()) {
        return [-1.0, 1.0];
    }
    // Beyond that the span would not be a number.
    const FAR: f64 = 1e300;
    let (low, high) = (
        low.min(high).clamp(-FAR, FAR),
        low.max(high).clamp(-FAR, FAR),
    );
    let middle = low + (high - low) / 2.0;
    // Half a dozen digits are left between the ends of the narrowest range.
    let least = (middle.abs() * 1e-10).max(1e-280);
    if high - low >= least {
        [low, high]
    } else {
        [middle - least, middle + least]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::landscape::LinearModel;
    use proptest::prelude::*;

    fn screen() -> impl Strategy<Value = Screen> {
        (60.0..3000.0, 60.0..2000.0, 0.5..4.0, 12.0..24.0).prop_map(
            |(width, height, pixel_ratio, text_size)| Screen {
                width,
                height,
                pixel_ratio,
                text_size,
            },
        )
    }

    fn range() -> impl Strategy<Value = [f64; 2]> {
        (-1e3..1e3, -9.0..9.0).prop_map(|(low, power)| [low, low + 10f64.powf(power)])
    }

    prop_compose! {
        fn view()(m in range(), b in range(), screen in screen()) -> View {
            View::fit(Region { m, b }, screen)
        }
    }

    proptest! {
        #[test]
        fn pixels_to_parameters_and_back(view in view(), u in -1.0..2.0, v in -1.0..2.0) {
            let plot = view.plot();
            let pixel = Pixel {
                x: plot.left + u * plot.width(),
                y: plot.top + v * plot.height(),
            };
            let back = view.to_pixel(view.to_params(pixel));
            prop_assert!((back.x - pixel.x).abs() < 0.01, "{pixel:?} {back:?}");
            prop_assert!((back.y - pixel.y).abs() < 0.01, "{pixel:?} {back:?}");
        }

        #[test]
        fn parameters_to_css_pixels_and_back(view in view(), u in 0.0..1.0, v in 0.0..1.0) {
            let Region { m, b } = view.region();
            let at = Params::new(m[0] + u * (m[1] - m[0]), b[0] + v * (b[1] - b[0]));
            let back = view.from_css(view.to_css(at));
            prop_assert!((back.m - at.m).abs() < 1e-5 * (m[1] - m[0]));
            prop_assert!((back.b - at.b).abs() < 1e-5 * (b[1] - b[0]));
        }

        #[test]
        fn the_region_fills_the_plot_and_the_plot_is_inside(view in view()) {
            let (Region { m, b }, plot) = (view.region(), view.plot());
            let low = view.to_pixel(Params::new(m[0], b[0]));
            let high = view.to_pixel(Params::new(m[1], b[1]));
            prop_assert!((low.x - plot.left).abs() < 0.01 && (low.y - plot.bottom).abs() < 0.01);
            prop_assert!((high.x - plot.right).abs() < 0.01 && (high.y - plot.top).abs() < 0.01);
            let (width, height) = view.device_size();
            prop_assert!(plot.left >= 0.0 && plot.right <= f64::from(width));
            prop_assert!(plot.top >= 0.0 && plot.bottom <= f64::from(height));
            prop_assert!(plot.left < plot.right && plot.top < plot.bottom);
        }

        #[test]
        fn a_unit_aspect_keeps_the_region_in_view(view in view(), power in -6.0..6.0) {
            let aspect = 10f64.powf(power);
            let round = view.with_unit_aspect(aspect);
            let (before, after) = (view.region(), round.region());
            let slack = 1e-9 * (1e3 + (after.m[1] - after.m[0]) + (after.b[1] - after.b[0]));
            prop_assert!(after.m[0] <= before.m[0] + slack && after.m[1] >= before.m[1] - slack);
            prop_assert!(after.b[0] <= before.b[0] + slack && after.b[1] >= before.b[1] - slack);
            let per_m = round.plot().width() / (after.m[1] - after.m[0]);
            let per_b = round.plot().height() / (after.b[1] - after.b[0]);
            prop_assert!((per_m / per_b / aspect - 1.0).abs() < 1e-3);
        }
    }

    #[test]
    fn a_standardized_bowl_has_round_levels() {
        let rows = [[-1.0, -0.9], [1.0, 0.9]];
        let landscape = LinearModel::new(&rows, Params::new(-1.5, 2.0));
        let screen = Screen {
            width: 1280.0,
            height: 800.0,
            pixel_ratio: 2.0,
            text_size: 13.0,
        };
        let view = View::of(&landscape, screen);
        let origin = view.to_pixel(Params::new(0.0, 0.0));
        let right = view.to_pixel(Params::new(1.0, 0.0)).x - origin.x;
        let up = origin.y - view.to_pixel(Params::new(0.0, 1.0)).y;
        assert!((right / up - 1.0).abs() < 1e-9, "{right} {up}");
    }

    #[test]
    fn what_cannot_be_drawn_gives_the_nearest_that_can() {
        for length in [0.0, -3.0, f64::NAN, f64::INFINITY, 1e9] {
            let screen = Screen {
                width: length,
                height: length,
                pixel_ratio: length,
                text_size: 12.0,
            };
            for range in [[1.0, 1.0], [2.0, -2.0], [f64::NAN, 1.0], [-1e308, 1e308]] {
                let view = View::fit(Region { m: range, b: range }, screen);
                let Pixel { x, y } = view.to_pixel(Params::new(1.0, 1.0));
                assert!(x.is_finite() && y.is_finite(), "{length} {range:?}");
                assert!(view.pixel_ratio() >= 2.0);
                assert!(view.device_size().0 <= 8192);
            }
        }
    }
}
