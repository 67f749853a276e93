//! The heat map: one buffer of pixels, coloured by the logarithm of the loss.

use crate::drawing::color::{Oklab, Rgb};
use crate::drawing::relief::Relief;
use crate::drawing::theme::Theme;
use crate::drawing::view::View;
use crate::landscape::{Landscape, Quadratic};
use crate::point::{Params, Region};

/// The heat map of a view, to be drawn scaled up under the plot.
///
/// The buffer is kept and used again. Its resolution is that of half the CSS pixels: loss
/// surfaces are smooth, and so is scaling.
#[derive(Debug, Clone, Default)]
pub struct HeatMap {
    width: usize,
    height: usize,
    pixels: Vec<u8>,
}

/// The table of colours has about this many entries.
const COLORS: f64 = 4096.0;

/// Colours finer than this cannot be told apart.
const RAMP: usize = 512;

/// A 64-bit float's digits are its lowest 52 bits.
const DIGITS: u32 = 52;

impl HeatMap {
    /// A heat map without pixels.
    pub fn new() -> Self {
        Self::default()
    }

    /// Paints the plot of `view` at half a pixel per CSS pixel.
    pub fn paint(&mut self, view: &View, landscape: &dyn Landscape, theme: &Theme) {
        let cells = |device: f64| (device / view.pixel_ratio() / 2.0).ceil().max(1.0) as usize;
        let plot = view.plot();
        let size = (cells(plot.width()), cells(plot.height()));
        self.paint_sized(size, view.region(), landscape, theme);
    }

    /// Paints `region` with `width` × `height` pixels, the first row showing the highest b.
    pub fn paint_sized(
        &mut self,
        (width, height): (usize, usize),
        region: Region,
        landscape: &dyn Landscape,
        theme: &Theme,
    ) {
        (self.width, self.height) = (width, height);
        self.pixels.clear();
        self.pixels.resize(4 * width * height, 0);
        if self.pixels.is_empty() {
            return;
        }
        let relief = Relief::of(landscape, region);
        let scale = Scale::new(&relief, theme);
        // Pixels show the loss at their middle.
        let across = |[low, high]: [f64; 2], i: usize, n: usize| {
            low + (high - low) * ((i as f64 + 0.5) / n as f64)
        };
        let columns: Vec<f64> = (0..width).map(|i| across(region.m, i, width)).collect();
        let rows = self.pixels.chunks_exact_mut(4 * width).enumerate();
        let rows = rows.map(|(j, row)| (across(region.b, height - 1 - j, height), row));
        if let Some(bowl) = relief.bowl() {
            paint_bowl(bowl, &columns, rows, &scale);
        } else {
            for (b, row) in rows {
                for (&m, pixel) in columns.iter().zip(row.as_chunks_mut::<4>().0) {
                    *pixel = *scale.color(relief.rise(Params { m, b }));
                }
            }
        }
    }

    /// Width and height in pixels.
    pub fn size(&self) -> (usize, usize) {
        (self.width, self.height)
    }

    /// Red, green, blue and alpha of each pixel, row by row from the top left.
    pub fn pixels(&self) -> &[u8] {
        &self.pixels
    }
}

/// A bowl's rise is p(m) + (q(m) + r(b))²: p and q are the same for all rows.
fn paint_bowl<'a>(
    bowl: &Quadratic,
    columns: &[f64],
    rows: impl Iterator<Item = (f64, &'a mut [u8])>,
    scale: &Scale,
) {
    let terms: Vec<[f64; 2]> = columns
        .iter()
        .map(|m| m - bowl.minimum.m)
        .map(|dm| [bowl.variance_x * dm * dm, bowl.mean_x * dm])
        .collect();
    for (b, row) in rows {
        let r = b - bowl.minimum.b;
        for ([p, q], pixel) in terms.iter().zip(row.as_chunks_mut::<4>().0) {
            let e = q + r;
            *pixel = *scale.color(p + e * e);
        }
    }
}

/// Rises to colours by one look into a table.
///
/// The table is addressed by the leading bits of 1 + rise / knee, exponent and first digits:
/// as numbers they grow like a logarithm, broken at each power of two. The colours in the table
/// are those of the true logarithm, so nothing of that is seen.
struct Scale {
    /// 1 / knee.
    per_knee: f64,
    shift: u32,
    /// The leading bits of the lowest height in view.
    first: u64,
    colors: Vec<[u8; 4]>,
    not_finite: [u8; 4],
}

impl Scale {
    fn new(relief: &Relief, theme: &Theme) -> Self {
        let climb = relief.climb();
        // More digits are looked at where the view is narrow.
        let digits = (COLORS / climb.octaves.max(1e-9)).log2().floor();
        let shift = DIGITS - digits.clamp(1.0, 40.0) as u32;
        let (first, last) = (climb.low.to_bits() >> shift, climb.high.to_bits() >> shift);
        let ramp: Vec<[u8; 4]> = (0..=RAMP)
            .map(|i| opaque(heat(theme, i as f64 / RAMP as f64)))
            .collect();
        let colors = (first..=last)
            .map(|leading| {
                let middle = f64::from_bits((leading << shift) | (1 << (shift - 1)));
                ramp[(climb.part_seen(middle) * RAMP as f64).round() as usize]
            })
            .collect();
        Self {
            per_knee: climb.per_knee,
            shift,
            first,
            colors,
            not_finite: opaque(theme.not_finite),
        }
    }

    #[inline(always)]
    fn color(&self, rise: f64) -> &[u8; 4] {
        // Rounding may put a rise a little below the floor; NaN is kept.
        let rise = if rise < 0.0 { 0.0 } else { rise };
        let bits = (1.0 + rise * self.per_knee).to_bits();
        if bits >= f64::INFINITY.to_bits() {
            return &self.not_finite;
        }
        let index = (bits >> self.shift).saturating_sub(self.first) as usize;
        // The table has at least one entry: `first` is not above `last`.
        &self.colors[index.min(self.colors.len() - 1)]
    }
}

/// The colour `t` (0 to 1) of the way from the lowest to the highest loss.
pub(super) fn heat(theme: &Theme, t: f64) -> Rgb {
    let pieces = theme.heat.len() - 1;
    let along = t.clamp(0.0, 1.0) * pieces as f64;
    let piece = (along as usize).min(pieces - 1);
    let [from, to] = [piece, piece + 1].map(|i| Oklab::from(theme.heat[i]));
    from.mix(to, along - piece as f64).into()
}

fn opaque(color: Rgb) -> [u8; 4] {
    [color.red, color.green, color.blue, 255]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drawing::fixtures::{Hidden, Odd, diamonds};
    use proptest::prelude::*;

    const REGION: Region = Region {
        m: [-3.0, 3.0],
        b: [-2.0, 3.0],
    };

    fn painted(size: (usize, usize), landscape: &dyn Landscape, region: Region) -> HeatMap {
        let mut map = HeatMap::new();
        map.paint_sized(size, region, landscape, &Theme::light());
        map
    }

    fn pixel(map: &HeatMap, column: usize, row: usize) -> Rgb {
        let at = 4 * (row * map.size().0 + column);
        let [red, green, blue] = [0, 1, 2].map(|i| map.pixels()[at + i]);
        Rgb { red, green, blue }
    }

    #[test]
    fn runs_from_the_lowest_to_the_highest_colour() {
        let (landscape, theme) = (diamonds(), Theme::light());
        let map = painted((601, 401), &landscape, REGION);
        let highest = pixel(&map, 0, 0);
        assert_eq!(highest, theme.heat[4]);
        // The minimum is at (0.92, 0), in the middle of this pixel.
        let (column, row) = ((3.92 / 6.0 * 601.0) as usize, (3.0 / 5.0 * 401.0) as usize);
        assert_eq!(pixel(&map, column, row), theme.heat[0]);
        // From there to the left edge the ground darkens all the way.
        let along: Vec<f64> = (0..=column)
            .map(|i| Oklab::from(pixel(&map, i, row)).lightness)
            .collect();
        assert!(along.windows(2).all(|pair| pair[0] < pair[1] + 2e-3));
    }

    #[test]
    fn a_bowl_is_painted_as_any_other_landscape() {
        let landscape = diamonds();
        let hidden = Hidden(&landscape);
        let (fast, slow) = (
            painted((64, 40), &landscape, REGION),
            painted((64, 40), &hidden, REGION),
        );
        for (one, other) in fast.pixels().iter().zip(slow.pixels()) {
            assert!(one.abs_diff(*other) <= 1);
        }
    }

    #[test]
    fn what_is_no_number_has_a_colour_of_its_own() {
        let theme = Theme::light();
        let map = painted((40, 40), &Odd, REGION);
        assert_eq!(pixel(&map, 0, 0), theme.not_finite);
        assert_ne!(pixel(&map, 39, 0), theme.not_finite);
        assert_eq!(pixel(&map, 39, 39), theme.not_finite);
    }

    #[test]
    fn the_buffer_is_used_again() {
        let (landscape, theme) = (diamonds(), Theme::light());
        let mut map = HeatMap::new();
        map.paint_sized((100, 80), REGION, &landscape, &theme);
        let first = map.pixels().as_ptr();
        map.paint_sized((50, 160), REGION, &landscape, &theme);
        assert_eq!((map.size(), map.pixels().len()), ((50, 160), 32_000));
        assert_eq!(map.pixels().as_ptr(), first);
        map.paint_sized((0, 0), REGION, &landscape, &theme);
        assert!(map.pixels().is_empty());
    }

    proptest! {
        #[test]
        fn every_loss_gives_an_opaque_colour(rise: f64, low in 0.0..10.0, span in 0.0..1e6) {
            let landscape = diamonds();
            let mut relief = Relief::of(&landscape, REGION);
            (relief.low, relief.high) = (low, low + span);
            let scale = Scale::new(&relief, &Theme::dark());
            prop_assert_eq!(scale.color(rise)[3], 255);
        }

        #[test]
        fn higher_losses_are_never_closer_to_the_lowest_colour(
            low in 0.0..10.0,
            span in 1e-9..1e6,
            one in 0.0..1.0,
            other in 0.0..1.0,
        ) {
            let landscape = diamonds();
            let mut relief = Relief::of(&landscape, REGION);
            (relief.low, relief.high) = (low, low + span);
            let scale = Scale::new(&relief, &Theme::light());
            let lightness = |t: f64| {
                let [red, green, blue, _] = *scale.color(low + t * span);
                Oklab::from(Rgb { red, green, blue }).lightness
            };
            let (lower, higher) = (f64::min(one, other), f64::max(one, other));
            prop_assert!(lightness(higher) <= lightness(lower) + 2e-3);
        }

        #[test]
        fn a_view_of_any_size_shows_both_ends_of_the_scale(power in -9.0..6.0, m in -2.0..2.0) {
            let half = 10f64.powf(power);
            let region = Region { m: [m - half, m + half], b: [-half, half] };
            let map = painted((31, 31), &diamonds(), region);
            let seen = |column, row| Oklab::from(pixel(&map, column, row)).lightness;
            let lightest = (0..31).flat_map(|i| (0..31).map(move |j| seen(i, j)));
            let (mut low, mut high) = (1.0_f64, 0.0_f64);
            for lightness in lightest {
                (low, high) = (low.min(lightness), high.max(lightness));
            }
            prop_assert!(high - low > 0.08, "{low} {high}");
        }
    }
}
