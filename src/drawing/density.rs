//! Thousands of rows as one picture: dots that grow darker where they are many.

use crate::drawing::chart::Chart;
use crate::drawing::color::{Oklab, Rgb};
use crate::drawing::theme::Theme;

/// The dots of a scatter plot in one buffer of pixels, to be drawn into the plot.
///
/// A row that stands alone is a dot; where dots lie upon each other the colour tells how many,
/// by the logarithm of their number. The buffer is kept and used again.
#[derive(Debug, Clone, Default)]
pub struct DensityMap {
    width: usize,
    height: usize,
    /// How much of each pixel dots cover, [`WHOLE`] for each that covers it all.
    cover: Vec<u32>,
    pixels: Vec<u8>,
}

/// A dot's radius in CSS pixels.
const RADIUS: f64 = 1.2;

/// A pixel that is covered once.
const WHOLE: f64 = 16.0;

/// Colours finer than this cannot be told apart.
const RAMP: usize = 256;

impl DensityMap {
    /// A map without pixels.
    pub fn new() -> Self {
        Self::default()
    }

    /// Paints the plot of `chart` at its device pixels.
    pub fn paint(&mut self, chart: &Chart, rows: &[[f64; 2]], theme: &Theme) {
        let plot = chart.plot();
        let size = (plot.width() as usize, plot.height() as usize);
        self.paint_sized(size, chart, rows, theme);
    }

    /// Paints the plot of `chart` with `width` × `height` pixels.
    pub fn paint_sized(
        &mut self,
        (width, height): (usize, usize),
        chart: &Chart,
        rows: &[[f64; 2]],
        theme: &Theme,
    ) {
        (self.width, self.height) = (width, height);
        self.cover.clear();
        self.cover.resize(width * height, 0);
        let plot = chart.plot();
        let (per_x, per_y) = (width as f64 / plot.width(), height as f64 / plot.height());
        let radius = RADIUS * chart.pixel_ratio() * per_x;
        for row in rows {
            let at = chart.to_pixel(*row);
            self.stamp(
                (at.x - plot.left) * per_x,
                (at.y - plot.top) * per_y,
                radius,
            );
        }
        self.color(theme);
    }

    /// Covers a disc around a place in pixels of the map.
    fn stamp(&mut self, x: f64, y: f64, radius: f64) {
        let cells = |middle: f64, most: usize| {
            let low = (middle - radius - 0.5).ceil().max(0.0) as usize;
            let high = (middle + radius + 0.5).floor().max(0.0) as usize;
            low..high.min(most)
        };
        if !(x.is_finite() && y.is_finite()) {
            return;
        }
        for j in cells(y, self.height) {
            for i in cells(x, self.width) {
                let (dx, dy) = (i as f64 + 0.5 - x, j as f64 + 0.5 - y);
                // The rim is as wide as a pixel.
                let part = (radius + 0.5 - (dx * dx + dy * dy).sqrt()).clamp(0.0, 1.0);
                self.cover[j * self.width + i] += (part * WHOLE) as u32;
            }
        }
    }

    fn color(&mut self, theme: &Theme) {
        let most = self.cover.iter().copied().max().unwrap_or(0);
        let whole = WHOLE as u32;
        let [ground, lone, dense] =
            [theme.background, theme.rows[0], theme.rows[1]].map(Oklab::from);
        let ramp: Vec<Rgb> = (0..=RAMP)
            .map(|i| lone.mix(dense, i as f64 / RAMP as f64).into())
            .collect();
        let last = (f64::from(most) / WHOLE).max(2.0).ln();
        let colors: Vec<[u8; 4]> = (0..=most)
            .map(|cover| {
                let times = f64::from(cover) / WHOLE;
                let Rgb { red, green, blue } = if cover < whole {
                    ground.mix(lone, times).into()
                } else {
                    ramp[(times.ln() / last * RAMP as f64) as usize]
                };
                [red, green, blue, 255]
            })
            .collect();
        self.pixels.clear();
        self.pixels
            .extend(self.cover.iter().flat_map(|&cover| colors[cover as usize]));
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drawing::fixtures::screen;

    fn pixel(map: &DensityMap, x: usize, y: usize) -> Rgb {
        let at = 4 * (y * map.size().0 + x);
        let [red, green, blue] = [0, 1, 2].map(|i| map.pixels()[at + i]);
        Rgb { red, green, blue }
    }

    #[test]
    fn a_lone_row_is_a_dot_and_many_are_a_darker_one() {
        let theme = Theme::light();
        let chart = Chart::new([0.0, 10.0], [0.0, 10.0], screen(600.0, 400.0));
        let mut rows = vec![[5.0, 5.0]; 300];
        rows.extend([[2.0, 5.0], [f64::NAN, 1.0], [50.0, 50.0], [-50.0, 5.0]]);
        let mut map = DensityMap::new();
        map.paint(&chart, &rows, &theme);
        let (width, height) = map.size();
        assert_eq!(
            (width as f64, height as f64),
            (chart.plot().width(), chart.plot().height())
        );
        assert_eq!(pixel(&map, width / 2, height / 2), theme.rows[1]);
        assert_eq!(pixel(&map, width / 5, height / 2), theme.rows[0]);
        assert_eq!(pixel(&map, width / 5 + 5, height / 2), theme.background);
        let painted = map
            .pixels()
            .chunks(4)
            .filter(|pixel| pixel[..3] != [255; 3])
            .count();
        assert!((20..80).contains(&painted), "{painted}");
        assert!(map.pixels().chunks(4).all(|pixel| pixel[3] == 255));
    }

    #[test]
    fn the_buffers_are_used_again_and_no_rows_are_no_dots() {
        let theme = Theme::dark();
        let chart = Chart::new([0.0, 1.0], [0.0, 1.0], screen(600.0, 400.0));
        let mut map = DensityMap::new();
        map.paint(&chart, &[[0.5, 0.5]], &theme);
        let first = map.pixels().as_ptr();
        map.paint(&chart, &[], &theme);
        assert_eq!(map.pixels().as_ptr(), first);
        assert_eq!(pixel(&map, 300, 200), theme.background);
    }
}
