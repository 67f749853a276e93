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
                for (&m, pixel) in columns.iter().zip(row.chunks_exact_mut(4)) {
                    pixel.copy_from_slice(scale.color(relief.rise(Params { m, b })));
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
        for ([p, q], pixel) in terms.iter().zip(row.chunks_exact_mut(4)) {
            let e = q + r;
            pixel.copy_from_slice(scale.color(p + e * e));
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
        let per_knee = 1.0 / relief.knee();
        let low = 1.0 + relief.low * per_knee;
        let high = 1.0 + relief.high * per_knee;
        let octaves = (high / low).log2().max(0.0);
        // More digits are looked at where the view is narrow.
        let digits = (COLORS / octaves.max(1e-9)).log2().floor().clamp(1.0, 40.0);
        let shift = DIGITS - digits as u32;
        let (first, last) = (low.to_bits() >> shift, high.to_bits() >> shift);
        let ramp: Vec<[u8; 4]> = (0..=RAMP)
            .map(|i| opaque(heat(theme, i as f64 / RAMP as f64)))
            .collect();
        let colors = (first..=last)
            .map(|leading| {
                let middle = f64::from_bits((leading << shift) | (1 << (shift - 1)));
                let t = if octaves > 0.0 {
                    (middle / low).log2() / octaves
                } else {
                    0.0
                };
                ramp[(t.clamp(0.0, 1.0) * RAMP as f64).round() as usize]
            })
            .collect();
        Self {
            per_knee,
            shift,
            first,
            colors,
            not_finite: opaque(theme.not_finite),
        }
    }

    #[inline]
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
fn heat(theme: &Theme, t: f64) -> Rgb {
    let pieces = theme.heat.len() - 1;
    let along = t.clamp(0.0, 1.0) * pieces as f64;
    let piece = (along as usize).min(pieces - 1);
    let [from, to] = [piece, piece + 1].map(|i| Oklab::from(theme.heat[i]));
    from.mix(to, along - piece as f64).into()
}

fn opaque(color: Rgb) -> [u8; 4] {
    [color.red, color.green, color.blue, 255]
}
