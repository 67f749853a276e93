//! The data, and the racers' lines through it.

use crate::drawing::axes::{self, AxisTitle};
use crate::drawing::chart::Chart;
use crate::drawing::lines;
use crate::drawing::marks;
use crate::drawing::paths::{Line, Paths};
use crate::drawing::surface::{Area, DrawResult};
use crate::drawing::theme::Theme;
use crate::drawing::view::Pixel;
use crate::exact::clamp;
use crate::point::Params;
use plotters::backend::DrawingBackend;
use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters::element::Rectangle;
use plotters::style::Color;

/// One racer's line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DataLine {
    /// Slope and intercept in the data's own units.
    pub params: Params,
    /// Which of the theme's eight styles it is drawn in; more begin again at the first.
    pub style: usize,
}

/// What moves on the picture of the data, all in the data's own units.
#[derive(Debug, Clone, Copy, Default)]
pub struct DataOverlay<'a> {
    /// Each racer's line.
    pub lines: &'a [DataLine],
    /// The rows of the current batch.
    pub batch: &'a [[f64; 2]],
    /// A racer, and the rows whose squared residuals from its line are shown.
    pub squares: Option<(usize, &'a [[f64; 2]])>,
    /// Slope and intercept of a line that is only looked at.
    pub preview: Option<Params>,
}

/// The side of a residual's square is that of the residual on the y axis; of more rows than
/// this, evenly chosen ones are shown.
const MOST_SQUARES: usize = 64;

/// Of larger batches, evenly chosen rows are lit.
const MOST_LIT: usize = 1024;

/// The diameter of a lit row in CSS pixels, and the width of its rim.
const LIT: f64 = 4.5;
const RIM: f64 = 1.0;

/// How far from a row a pointer may be, in CSS pixels.
const REACH: f64 = 10.0;

/// Draws frame and axes. The background and the [`DensityMap`](crate::DensityMap) under them are
/// the caller's.
pub fn draw_data<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    chart: &Chart,
    theme: &Theme,
    (across, up): (&AxisTitle, &AxisTitle),
) -> DrawResult<DB> {
    axes::draw_around(area, chart.view(), theme, (across, up), chart.upright())
}

/// Draws squares, batch, lines and preview on a clear layer above.
pub fn draw_data_overlay<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    chart: &Chart,
    theme: &Theme,
    overlay: &DataOverlay,
) -> DrawResult<DB> {
    if let Some((racer, rows)) = overlay.squares
        && let Some(line) = overlay.lines.get(racer)
    {
        let color = theme.trail(line.style).color;
        draw_squares(area, chart, color, line.params, rows)?;
    }
    draw_lit(area, chart, theme, overlay.batch)?;
    let paths: Vec<_> = overlay
        .lines
        .iter()
        .map(|line| (across(chart, line.params), theme.trail(line.style)))
        .collect();
    lines::draw(area, chart.view(), theme, &paths)?;
    // Lines that have converged lie upon each other; their markers stand side by side.
    let markers = paths
        .iter()
        .enumerate()
        .filter_map(|(racer, (path, style))| {
            let line = path.iter().next()?;
            let (from, to) = (line.first()?, line.last()?);
            let t = 0.94 - 0.07 * (racer % 8) as f64;
            let between = |from: i32, to: i32| f64::from(from) + t * f64::from(to - from);
            let at = Pixel {
                x: between(from.0, to.0),
                y: between(from.1, to.1),
            };
            Some((at, *style))
        });
    if let Some(line) = overlay.preview {
        draw_preview(area, chart, theme, line)?;
    }
    marks::draw_markers(area, chart.view(), theme, chart.plot(), markers)
}

/// The row of `rows` nearest to `[x, y]` CSS pixels, if one is near.
pub fn row_at(chart: &Chart, rows: &[[f64; 2]], [x, y]: [f64; 2]) -> Option<usize> {
    let ratio = chart.pixel_ratio();
    let mut least = (REACH * ratio).powi(2);
    let mut nearest = None;
    for (index, row) in rows.iter().enumerate() {
        let at = chart.to_pixel(*row);
        let (dx, dy) = (at.x - x * ratio, at.y - y * ratio);
        if dx * dx + dy * dy < least {
            (least, nearest) = (dx * dx + dy * dy, Some(index));
        }
    }
    nearest
}

/// The visible part of a line.
fn across(chart: &Chart, line: Params) -> Paths {
    let ends = chart.across();
    let places = ends.map(|x| chart.to_pixel([x, line.m * x + line.b]));
    Paths::visible(places, chart.plot())
}

/// At most `most` of the rows, evenly chosen.
fn some(rows: &[[f64; 2]], most: usize) -> impl Iterator<Item = [f64; 2]> {
    let count = rows.len().min(most);
    (0..count).map(move |i| rows[i * rows.len() / count])
}

/// Draws the square of each row's residual, on the side of the row away from the line.
fn draw_squares<DB: DrawingBackend>(
    area: &Area<DB>,
    chart: &Chart,
    color: crate::drawing::color::Rgb,
    line: Params,
    rows: &[[f64; 2]],
) -> DrawResult<DB> {
    let plot = chart.plot();
    let pixel = |at: Pixel| (at.x.round() as i32, at.y.round() as i32);
    let outline = color
        .mix(0.55)
        .stroke_width(chart.view().device(0.75).round() as u32);
    for [x, y] in some(rows, MOST_SQUARES) {
        let row = chart.to_pixel([x, y]);
        let foot = chart.to_pixel([x, line.m * x + line.b]);
        let side = (foot.y - row.y).abs();
        // Above a rising line the square is to the left, below it to the right.
        let left = (row.y < foot.y) == (line.m >= 0.0);
        let far = Pixel {
            x: if left { row.x - side } else { row.x + side },
            y: row.y,
        };
        let corners = [
            row,
            foot,
            Pixel {
                x: far.x,
                y: foot.y,
            },
            far,
            row,
        ];
        let inside = |at: Pixel| Pixel {
            x: clamp(at.x, plot.left, plot.right),
            y: clamp(at.y, plot.top, plot.bottom),
        };
        if !(side.is_finite() && side >= 1.0) {
            continue;
        }
        let filled = [pixel(inside(row)), pixel(inside(corners[2]))];
        area.draw(&Rectangle::new(filled, color.mix(0.045).filled()))?;
        for points in Paths::visible(corners, plot).iter() {
            area.draw(&Line {
                points,
                style: outline,
            })?;
        }
    }
    Ok(())
}

/// Draws the rows of a batch as dots with a rim. A dot is a line so short that its round ends
/// make a circle: thousands of these are one call each, and are painted in one go.
fn draw_lit<DB: DrawingBackend>(
    area: &Area<DB>,
    chart: &Chart,
    theme: &Theme,
    rows: &[[f64; 2]],
) -> DrawResult<DB> {
    let view = chart.view();
    for (color, diameter) in [(theme.ink, LIT), (theme.lit, LIT - 2.0 * RIM)] {
        let style = color.stroke_width(view.device(diameter).round() as u32);
        for row in some(rows, MOST_LIT) {
            let at = chart.to_pixel(row);
            if chart.plot().contains(at) {
                let (x, y) = (at.x.round() as i32, at.y.round() as i32);
                let points = &[(x, y), (x + 1, y)];
                area.draw(&Line { points, style })?;
            }
        }
    }
    Ok(())
}

fn draw_preview<DB: DrawingBackend>(
    area: &Area<DB>,
    chart: &Chart,
    theme: &Theme,
    line: Params,
) -> DrawResult<DB> {
    let path = across(chart, line);
    let view = chart.view();
    for (color, width, pattern) in [
        (theme.halo, 4.0, [].as_slice()),
        (theme.ink, 1.5, &[6.0, 5.0]),
    ] {
        let style = color.stroke_width(view.device(width).round() as u32);
        let pattern: Vec<f64> = pattern.iter().map(|css| view.device(*css)).collect();
        lines::draw_dashed(area, &path, &pattern, style)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drawing::fixtures::screen;

    fn chart() -> Chart {
        Chart::new([0.0, 5.0], [0.0, 20_000.0], screen(600.0, 400.0))
    }

    #[test]
    fn a_row_under_the_pointer_is_found() {
        let rows = [[1.0, 5000.0], [1.02, 5000.0], [3.0, 9000.0]];
        let at = chart().to_pixel(rows[1]);
        assert_eq!(
            row_at(&chart(), &rows, [at.x / 2.0 + 1.0, at.y / 2.0 + 1.0]),
            Some(1)
        );
        assert_eq!(
            row_at(&chart(), &rows, [at.x / 2.0, at.y / 2.0 + 11.0]),
            None
        );
        assert_eq!(row_at(&chart(), &[], [200.0, 100.0]), None);
    }

    #[test]
    fn a_line_is_drawn_from_edge_to_edge_of_the_plot() {
        let (chart, plot) = (chart(), chart().plot());
        let path = across(&chart, Params::new(7756.0, -2256.0));
        let line = path.iter().next().expect("a visible part");
        let on_line = |(x, y): (i32, i32)| {
            let [x, y] = chart
                .from_css([f64::from(x) / 2.0, f64::from(y) / 2.0])
                .expect("on the plot");
            (7756.0 * x - 2256.0 - y).abs() < 40.0
        };
        assert!(on_line(line[0]) && on_line(line[1]));
        assert_eq!(f64::from(line[0].1), plot.bottom);
        assert_eq!(f64::from(line[1].1), plot.top);
        assert_eq!(across(&chart, Params::new(0.0, -5.0)).len(), 0);
        assert_eq!(across(&chart, Params::new(f64::NAN, 0.0)).len(), 0);
    }

    #[test]
    fn large_batches_are_thinned_evenly() {
        let rows: Vec<[f64; 2]> = (0..1000).map(|i| [f64::from(i), 0.0]).collect();
        let chosen: Vec<f64> = some(&rows, 64).map(|row| row[0]).collect();
        assert_eq!((chosen.len(), chosen[0], chosen[63]), (64, 0.0, 984.0));
        assert_eq!(some(&rows[..10], 64).count(), 10);
        assert_eq!(some(&[], 64).count(), 0);
    }
}
