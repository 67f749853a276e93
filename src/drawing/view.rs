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

/// The narrowest and the widest span that zooming goes to.
const SPANS: [f64; 2] = [1e-12, 1e12];

/// The narrowest range as a part of its distance from zero: half a dozen digits are left between
/// its ends.
const DIGITS: f64 = 1e-10;

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
        Self::onto(landscape, landscape.domain(), screen)
    }

    /// Shows `region` of `landscape`, widened like its domain in [`View::of`].
    pub fn onto(landscape: &dyn Landscape, region: Region, screen: Screen) -> Self {
        let view = Self::fit(region, screen);
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
            [low - missing, high + missing]
        };
        self.showing(Region {
            m: widened(m, self.plot.width() / (per_b * aspect)),
            b: widened(b, self.plot.height() / per_b),
        })
    }

    /// The view `factor` times as close (below 1: further away), in which `[x, y]`, in CSS
    /// pixels, shows the same point of the plane as before.
    ///
    /// It goes no closer than spans of 1e-12 or where numbers run out of digits (2e-10 of the
    /// distance from zero), and no further away than spans of 1e12. A factor that is no positive
    /// number changes nothing.
    pub fn zoomed(&self, factor: f64, at: [f64; 2]) -> Self {
        let held = self.from_css(at);
        let ranges = [(self.region.m, held.m), (self.region.b, held.b)];
        if factor.is_nan() || factor <= 0.0 || !held.is_finite() {
            return *self;
        }
        let mut factor = factor;
        for ([low, high], held) in ranges {
            let span = high - low;
            let least = SPANS[0].max(2.0 * DIGITS * held.abs());
            // A view that is beyond a limit already is not moved by going further.
            factor = factor.max((span / SPANS[1]).min(1.0));
            factor = factor.min((span / least).max(1.0));
        }
        let [m, b] = ranges.map(|([low, high], held)| {
            [held - (held - low) / factor, held + (high - held) / factor]
        });
        self.showing(Region { m, b })
    }

    /// The view after its picture was dragged by `[dx, dy]` CSS pixels.
    ///
    /// Its middle stays within 1e12 of zero, or goes no further away than it is.
    pub fn panned(&self, [dx, dy]: [f64; 2]) -> Self {
        if !(dx.is_finite() && dy.is_finite()) {
            return *self;
        }
        let moved = |[low, high]: [f64; 2], by: f64| {
            let middle = low + (high - low) / 2.0;
            let most = middle.abs().max(SPANS[1]);
            let by = (middle + by).clamp(-most, most) - middle;
            [low + by, high + by]
        };
        let [across, up] = self.scale;
        self.showing(Region {
            m: moved(self.region.m, -dx * self.ratio / across),
            b: moved(self.region.b, dy * self.ratio / up),
        })
    }

    /// The same plot with another region stretched to it.
    fn showing(&self, region: Region) -> Self {
        let region = Region {
            m: with_inside(region.m),
            b: with_inside(region.b),
        };
        Self {
            region,
            scale: scale(region, self.plot),
            ..*self
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

    /// How far a change of the parameters moves a point on the picture, `[right, down]` in device
    /// pixels.
    pub(super) fn travel(&self, [dm, db]: [f64; 2]) -> [f64; 2] {
        [dm * self.scale[0], -db * self.scale[1]]
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

    /// Whether `[x, y]` CSS pixels is a place on the plot.
    pub fn contains_css(&self, [x, y]: [f64; 2]) -> bool {
        self.plot.contains(Pixel {
            x: x * self.ratio,
            y: y * self.ratio,
        })
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
    let least = (middle.abs() * DIGITS).max(1e-280);
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

    proptest! {
        #[test]
        fn zooming_holds_the_place_under_the_pointer(
            view in view(),
            power in -3.0..3.0,
            u in 0.0..1.0,
            v in 0.0..1.0,
        ) {
            let (plot, ratio) = (view.plot(), view.pixel_ratio());
            let at = [
                (plot.left + u * plot.width()) / ratio,
                (plot.top + v * plot.height()) / ratio,
            ];
            let closer = view.zoomed(10f64.powf(power), at);
            let (held, after) = (view.from_css(at), closer.from_css(at));
            for (is, was, [low, high]) in [
                (after.m, held.m, closer.region().m),
                (after.b, held.b, closer.region().b),
            ] {
                prop_assert!((is - was).abs() <= 1e-5 * (high - low), "{is} {was}");
                prop_assert!(high - low <= 1.001e12);
            }
        }

        #[test]
        fn zooming_is_even_and_comes_back(view in view(), power in -2.0..2.0) {
            let factor = 10f64.powf(power);
            let Region { m, b } = view.region();
            let middle = view.to_css(Params::new((m[0] + m[1]) / 2.0, (b[0] + b[1]) / 2.0));
            let closer = view.zoomed(factor, middle);
            let spans = |view: &View| {
                let Region { m, b } = view.region();
                [m[1] - m[0], b[1] - b[0]]
            };
            let (was, is) = (spans(&view), spans(&closer));
            prop_assert!((is[0] / is[1] / (was[0] / was[1]) - 1.0).abs() < 1e-3);
            // Beyond the limits there is no coming back.
            let far = |[low, high]: [f64; 2]| (high - low) < 1e-9 * low.abs().max(high.abs());
            if (was[0] / is[0] / factor - 1.0).abs() < 1e-6 && !far(m) && !far(b) {
                let back = spans(&closer.zoomed(1.0 / factor, middle));
                prop_assert!((back[0] / was[0] - 1.0).abs() < 1e-3);
            }
        }

        #[test]
        fn a_dragged_point_stays_under_the_pointer(
            view in view(),
            dx in -500.0..500.0,
            dy in -500.0..500.0,
        ) {
            let at = [120.0, 90.0];
            let held = view.from_css(at);
            let panned = view.panned([dx, dy]);
            // At the limits the view stays where it is.
            let is_limit = |[low, high]: [f64; 2]| (low + high).abs() / 2.0 > 0.999 * SPANS[1];
            prop_assume!(!is_limit(panned.region().m) && !is_limit(panned.region().b));
            let [x, y] = panned.to_css(held);
            prop_assert!((x - at[0] - dx).abs() < 0.01 && (y - at[1] - dy).abs() < 0.01);
        }
    }

    #[test]
    fn zooming_ends_at_its_limits_and_holds_the_place_there() {
        let landscape = LinearModel::new(&[[-1.0, -0.9], [1.0, 0.9]], Params::new(-1.5, 2.0));
        let screen = Screen {
            width: 800.0,
            height: 600.0,
            pixel_ratio: 2.0,
            text_size: 13.0,
        };
        for about in [Params::new(0.9, 0.0), Params::new(0.0, 0.0)] {
            let mut view = View::of(&landscape, screen);
            let span = |view: &View| view.region().m[1] - view.region().m[0];
            for _ in 0..400 {
                let at = view.to_css(about);
                view = view.zoomed(1.3, at);
                let seen = view.from_css(at);
                assert!((seen.m - about.m).abs() <= 1e-4 * span(&view));
            }
            let least = 1e-12_f64.max(2e-10 * about.m);
            assert!(
                span(&view) >= least && span(&view) < 3.0 * least,
                "{}",
                span(&view)
            );
            // What the page keeps is the region; it makes the same view again.
            let again = View::onto(&landscape, view.region(), screen);
            assert!((span(&again) / span(&view) - 1.0).abs() < 1e-3);
            for _ in 0..800 {
                view = view.zoomed(1.0 / 1.3, [400.0, 300.0]);
            }
            let Region { m, b } = view.region();
            assert!((m[1] - m[0]).max(b[1] - b[0]) <= 1e12 * 1.000001);
            assert!(view.panned([1e300, -1e300]).region().m[0].abs() < 2e12);
        }
        let view = View::of(&landscape, screen);
        for factor in [0.0, -1.0, f64::NAN] {
            assert_eq!(view.zoomed(factor, [300.0, 200.0]), view);
        }
        assert_eq!(view.panned([f64::NAN, 0.0]), view);
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
