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
    /// A row that is pointed at: it gets a ring, and its residual where squares are shown.
    pub row: Option<[f64; 2]>,
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

/// The radius of the ring around a row that is pointed at, and its width and that of its rim, in
/// CSS pixels.
const RING: f64 = 7.0;
const RING_WIDTHS: [f64; 2] = [5.0, 2.0];

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
    let mut markers = paths
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
    marks::draw_markers(area, chart.view(), theme, chart.plot(), &mut markers)?;
    match overlay.row {
        Some(row) => draw_pointed(area, chart, theme, overlay, row),
        None => Ok(()),
    }
}

/// The row of `rows` nearest to `[x, y]` CSS pixels, if one is near.
pub fn row_at(chart: &Chart, rows: &[[f64; 2]], at: [f64; 2]) -> Option<usize> {
    least_far(chart, rows, at, |dx, dy| {
        let away = dx.hypot(dy);
        (away < REACH).then_some(away)
    })
}

/// The row of `rows` that is next to `[x, y]` CSS pixels in a direction, at least as far away as
/// `[dx, dy]` is long; without a length, the nearest of all.
pub fn row_beside(
    chart: &Chart,
    rows: &[[f64; 2]],
    at: [f64; 2],
    [dx, dy]: [f64; 2],
) -> Option<usize> {
    let length = dx.hypot(dy);
    least_far(chart, rows, at, |x, y| {
        if length == 0.0 {
            return Some(x.hypot(y));
        }
        let along = (x * dx + y * dy) / length;
        let aside = (x * dy - y * dx).abs() / length;
        // Aside counts double, so that a way to and fro stays near its line.
        (along >= length && aside <= 2.0 * along).then_some(along + 2.0 * aside)
    })
}

/// The row for which `cost`, of its way from `[x, y]` in CSS pixels, is least.
fn least_far(
    chart: &Chart,
    rows: &[[f64; 2]],
    [x, y]: [f64; 2],
    cost: impl Fn(f64, f64) -> Option<f64>,
) -> Option<usize> {
    let ratio = chart.pixel_ratio();
    let (mut least, mut nearest) = (f64::INFINITY, None);
    for (index, row) in rows.iter().enumerate() {
        let at = chart.to_pixel(*row);
        if let Some(cost) = cost(at.x / ratio - x, at.y / ratio - y)
            && cost < least
        {
            (least, nearest) = (cost, Some(index));
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
        Paths::visible(corners, plot).draw(area, outline)?;
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

/// Draws a ring around a row, and the residual from the line whose squares are shown.
fn draw_pointed<DB: DrawingBackend>(
    area: &Area<DB>,
    chart: &Chart,
    theme: &Theme,
    overlay: &DataOverlay,
    row: [f64; 2],
) -> DrawResult<DB> {
    let (view, at) = (chart.view(), chart.to_pixel(row));
    let radius = view.device(RING);
    let ring = (0..=32).map(|part| {
        let (sin, cos) = (std::f64::consts::TAU * f64::from(part) / 32.0).sin_cos();
        Pixel {
            x: at.x + radius * cos,
            y: at.y + radius * sin,
        }
    });
    let ring = Paths::visible(ring, chart.plot());
    let chosen = overlay
        .squares
        .and_then(|(racer, _)| overlay.lines.get(racer));
    let residual = chosen.map_or(Paths::default(), |line| {
        let foot = chart.to_pixel([row[0], line.params.m * row[0] + line.params.b]);
        let side = if foot.y < at.y { -radius } else { radius };
        let edge = Pixel {
            x: at.x,
            y: at.y + side,
        };
        if (foot.y - at.y).abs() > radius {
            Paths::visible([edge, foot], chart.plot())
        } else {
            Paths::default()
        }
    });
    let own = chosen.map_or(theme.ink, |line| theme.trail(line.style).color);
    for (width, colors) in RING_WIDTHS
        .into_iter()
        .zip([[theme.halo; 2], [own, theme.ink]])
    {
        let width = view.device(width).round() as u32;
        for (paths, color) in [&residual, &ring].into_iter().zip(colors) {
            lines::draw_dashed(area, paths, &[], color.stroke_width(width))?;
        }
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
    fn the_row_next_in_a_direction_is_found() {
        // The middle, and one to each side, the one to the right twice as far.
        let (chart, middle) = (chart(), [2.5, 10_000.0]);
        let away = |right: f64, down: f64| {
            let at = chart.to_pixel(middle);
            chart
                .from_css([at.x / 2.0 + right, at.y / 2.0 + down])
                .expect("on the plot")
        };
        let rows = [
            middle,
            away(40.0, 3.0),
            away(-20.0, 0.0),
            away(0.0, -20.0),
            away(0.0, 20.0),
            away(60.0, 0.0),
        ];
        let css = chart.to_pixel(middle);
        let from = [css.x / 2.0, css.y / 2.0];
        let beside = |step| row_beside(&chart, &rows, from, step);
        assert_eq!(beside([0.0, 0.0]), Some(0));
        assert_eq!(beside([10.0, 0.0]), Some(1));
        assert_eq!(beside([50.0, 0.0]), Some(5));
        assert_eq!(beside([-10.0, 0.0]), Some(2));
        assert_eq!(beside([0.0, -1.0]), Some(3));
        assert_eq!(beside([0.0, 10.0]), Some(4));
        assert_eq!(beside([0.0, 30.0]), None);
        assert_eq!(row_beside(&chart, &rows, [f64::NAN, 0.0], [0.0, 0.0]), None);
        assert_eq!(row_beside(&chart, &[], from, [0.0, 0.0]), None);
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
