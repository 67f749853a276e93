//! The loss by step or by epoch, one curve for each racer.

use crate::drawing::axes::{self, AxisTitle};
use crate::drawing::chart::Chart;
use crate::drawing::lines;
use crate::drawing::marks;
use crate::drawing::paths::Paths;
use crate::drawing::surface::{Area, DrawResult};
use crate::drawing::text;
use crate::drawing::theme::Theme;
use crate::drawing::view::{Pixel, Screen};
use plotters::backend::DrawingBackend;
use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters::element::PathElement;
use plotters::style::Color;
use plotters::style::text_anchor::{HPos, Pos, VPos};

/// One racer's losses.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Curve {
    /// `[x, loss]`, x being steps or epochs, ascending; thinned to what the picture can show.
    pub points: Vec<[f64; 2]>,
    /// Where the racer's marker stands.
    pub head: Option<[f64; 2]>,
    /// Which of the theme's eight styles it is drawn in; more begin again at the first.
    pub style: usize,
}

impl Curve {
    fn path(&self, chart: &Chart) -> Paths {
        let places = self.points.iter().map(|point| chart.to_pixel(*point));
        Paths::visible(places, chart.plot())
    }
}

/// A picture of losses.
#[derive(Debug, Clone, PartialEq)]
pub struct LossPicture<'a> {
    /// The curves, later ones over earlier ones.
    pub curves: &'a [Curve],
    /// Curves to compare with, drawn pale and without markers behind the others.
    pub ghosts: &'a [Curve],
    /// The least loss there can be, and what it is called; drawn as a thin line.
    pub floor: Option<(f64, &'a str)>,
    /// An upright line is drawn here.
    pub cursor: Option<f64>,
    /// What x counts: "step" or "epoch".
    pub across: AxisTitle,
    /// The loss axis.
    pub up: AxisTitle,
}

/// A curve may leave the picture above this many times its start: far enough to see that it
/// diverges, near enough to see the others. The calmest curve never leaves it.
const HIGHEST: [f64; 2] = [1.5, 1e3];

/// Room above it must not overflow.
const LARGEST: f64 = 1e300;

/// Smaller losses are below the picture of a logarithmic chart: its marks are to be numbers, too.
const SMALLEST: f64 = 1e-300;

/// The room below and above the curves, as parts of the height. The floor's name stands below it.
const ROOM: [f64; 2] = [0.12, 0.05];

/// How opaque a ghost is.
const GHOST: f64 = 0.4;

/// The room to the right, for the markers.
const RIGHT: f64 = 0.02;

impl LossPicture<'_> {
    /// The range of the horizontal axis of a picture that goes up to `end`.
    pub fn range_across(end: f64) -> [f64; 2] {
        [0.0, if end > 0.0 { end * (1.0 + RIGHT) } else { 1.0 }]
    }

    /// The chart that shows x from 0 to `end`, and all losses that are worth it.
    ///
    /// A logarithmic chart leaves out losses that are not above zero.
    pub fn chart(&self, end: f64, logarithmic: bool, screen: Screen) -> Chart {
        let shown = |loss: &f64| loss.is_finite() && (!logarithmic || *loss > 0.0);
        let losses = || {
            let curves = self.curves.iter().chain(self.ghosts);
            let points = curves.flat_map(|curve| &curve.points);
            points.map(|point| point[1]).filter(shown)
        };
        let start = losses_at_start(self.curves).chain(losses_at_start(self.ghosts));
        let start = start.fold(0.0, f64::max);
        let floor = self.floor.map(|(loss, _)| loss).filter(shown);
        let low = losses().chain(floor).fold(f64::INFINITY, f64::min);
        let highest = low + HIGHEST[usize::from(logarithmic)] * (start - low).max(0.0);
        let tops = self.curves.iter().map(|curve| {
            let losses = curve.points.iter().map(|point| point[1]);
            losses.filter(shown).fold(low, f64::max)
        });
        let calmest = tops.fold(LARGEST, f64::min);
        let high = losses().fold(low, f64::max).min(highest.max(calmest));
        let across = Self::range_across(end);
        if low > high || !low.is_finite() {
            // Not one loss in sight.
            return Chart::new(across, [0.0, 1.0], screen);
        }
        if logarithmic {
            let low = low.max(SMALLEST);
            let (low, high) = (low.log10(), high.max(low * 1.01).log10());
            let span = high - low;
            let up = [low - ROOM[0] * span, high + ROOM[1] * span];
            let ends = [SMALLEST, LARGEST].map(f64::log10);
            let up = up.map(|end| end.clamp(ends[0], ends[1]));
            Chart::logarithmic(across, up, screen)
        } else {
            let span = (high - low).max(1e-9 * low.abs()).max(f64::MIN_POSITIVE);
            Chart::new(
                across,
                [low - ROOM[0] * span, high + ROOM[1] * span],
                screen,
            )
        }
    }
}

fn losses_at_start(curves: &[Curve]) -> impl Iterator<Item = f64> {
    let starts = curves.iter().filter_map(|curve| curve.points.first());
    starts.map(|point| point[1]).filter(|loss| loss.is_finite())
}

/// Draws axes, floor and curves. The background is the caller's.
pub fn draw_losses<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    chart: &Chart,
    theme: &Theme,
    picture: &LossPicture,
) -> DrawResult<DB> {
    let view = chart.view();
    axes::draw_around(
        area,
        view,
        theme,
        (&picture.across, &picture.up),
        chart.upright(),
    )?;
    if let Some((loss, _)) = picture.floor {
        draw_floor(area, chart, theme, loss)?;
    }
    draw_ghosts(area, chart, theme, picture.ghosts)?;
    let paths: Vec<_> = picture
        .curves
        .iter()
        .map(|curve| (curve.path(chart), theme.trail(curve.style)))
        .collect();
    lines::draw(area, view, theme, &paths)?;
    if let Some((loss, name)) = picture.floor {
        write_floor(area, chart, theme, loss, name)?;
    }
    Ok(())
}

/// Draws cursor and markers on the curves: all that changes with the step that is shown.
pub fn draw_loss_heads<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    chart: &Chart,
    theme: &Theme,
    picture: &LossPicture,
) -> DrawResult<DB> {
    let view = chart.view();
    if let Some(cursor) = picture.cursor {
        draw_cursor(area, chart, theme, cursor)?;
    }
    let heads = picture.curves.iter();
    let mut heads =
        heads.filter_map(|curve| Some((chart.to_pixel(curve.head?), theme.trail(curve.style))));
    marks::draw_markers(area, view, theme, view.plot(), &mut heads)
}

/// Draws curves faintly, dashed as they are otherwise. A dash is one stroke, so that it is as pale
/// where it turns as elsewhere.
fn draw_ghosts<DB: DrawingBackend>(
    area: &Area<DB>,
    chart: &Chart,
    theme: &Theme,
    ghosts: &[Curve],
) -> DrawResult<DB> {
    let width = chart.view().device(theme.line_width);
    for ghost in ghosts {
        let path = ghost.path(chart);
        let trail = theme.trail(ghost.style);
        let pattern: Vec<f64> = trail.dash.iter().map(|widths| widths * width).collect();
        let style = trail.color.mix(GHOST).stroke_width(width.round() as u32);
        lines::draw_dashed(area, &path, &pattern, style)?;
    }
    Ok(())
}

/// Draws a thin line where the floor is.
fn draw_floor<DB: DrawingBackend>(
    area: &Area<DB>,
    chart: &Chart,
    theme: &Theme,
    loss: f64,
) -> DrawResult<DB> {
    let view = chart.view();
    let ends = chart.across().map(|x| chart.to_pixel([x, loss]));
    let path = Paths::visible(ends, chart.plot());
    let style = theme.muted.stroke_width(view.device(1.0).round() as u32);
    lines::draw_dashed(area, &path, &[], style)
}

/// Writes the floor's name under its line.
fn write_floor<DB: DrawingBackend>(
    area: &Area<DB>,
    chart: &Chart,
    theme: &Theme,
    loss: f64,
    name: &str,
) -> DrawResult<DB> {
    let (view, plot) = (chart.view(), chart.plot());
    let at = Pixel {
        // The heads come to the floor at the right.
        x: plot.left + view.device(0.5 * theme.text_size),
        y: chart.to_pixel([0.0, loss]).y + view.device(0.5 * theme.line_width + 1.0),
    };
    let lowest = Pixel {
        y: at.y + view.device(theme.text_size),
        ..at
    };
    if !(plot.contains(at) && plot.contains(lowest)) {
        return Ok(());
    }
    let pos = Pos::new(HPos::Left, VPos::Top);
    text::write_on_halo(area, view, theme, name, (at, pos))
}

fn draw_cursor<DB: DrawingBackend>(
    area: &Area<DB>,
    chart: &Chart,
    theme: &Theme,
    x: f64,
) -> DrawResult<DB> {
    let (view, plot) = (chart.view(), chart.plot());
    let x = chart.to_pixel([x, 1.0]).x;
    if !(plot.left..=plot.right).contains(&x) {
        return Ok(());
    }
    let x = x.round() as i32;
    let style = theme
        .ink
        .mix(0.7)
        .stroke_width(view.device(1.0).round() as u32);
    let ends = [(x, plot.top as i32), (x, plot.bottom as i32)];
    area.draw(&PathElement::new(ends, style))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drawing::fixtures::screen;

    fn picture(curves: &[Curve]) -> LossPicture<'_> {
        LossPicture {
            curves,
            ghosts: &[],
            floor: Some((0.15, "least squares")),
            cursor: None,
            across: AxisTitle::plain("step"),
            up: AxisTitle::plain("loss"),
        }
    }

    fn curve(points: &[[f64; 2]]) -> Curve {
        Curve {
            points: points.to_vec(),
            ..Curve::default()
        }
    }

    #[test]
    fn all_curves_and_the_floor_are_on_the_chart() {
        let curves = [
            curve(&[[0.0, 5.0], [10.0, 0.2], [20.0, 6.0]]),
            curve(&[[0.0, 5.0], [20.0, 0.16]]),
        ];
        for logarithmic in [false, true] {
            let chart = picture(&curves).chart(20.0, logarithmic, screen(400.0, 240.0));
            for point in curves.iter().flat_map(|curve| &curve.points) {
                assert!(chart.plot().contains(chart.to_pixel(*point)), "{point:?}");
            }
            assert!(chart.plot().contains(chart.to_pixel([0.0, 0.15])));
        }
    }

    #[test]
    fn a_curve_that_diverges_leaves_the_others_readable() {
        let curves = [
            curve(&[[0.0, 5.0], [10.0, 1e8], [20.0, 1e250]]),
            curve(&[[0.0, 5.0], [20.0, 0.16]]),
        ];
        for (logarithmic, most) in [(false, 0.8), (true, 0.95)] {
            let chart = picture(&curves).chart(20.0, logarithmic, screen(400.0, 240.0));
            let plot = chart.plot();
            let (start, end) = (chart.to_pixel([0.0, 5.0]).y, chart.to_pixel([20.0, 0.16]).y);
            assert!(plot.contains(chart.to_pixel([0.0, 5.0])));
            assert!((end - start) / plot.height() > 0.25, "{start} {end}");
            assert!((end - start) / plot.height() < most);
        }
    }

    #[test]
    fn where_all_diverge_the_calmest_is_seen_whole() {
        let climbs = [[0.0, 5.0], [10.0, 1e6], [20.0, 1e9]];
        let curves = [curve(&climbs), curve(&[[0.0, 5.0], [20.0, 1e308]])];
        for logarithmic in [false, true] {
            let chart = picture(&curves).chart(20.0, logarithmic, screen(400.0, 240.0));
            for point in climbs {
                assert!(chart.plot().contains(chart.to_pixel(point)), "{point:?}");
            }
            let chart = picture(&curves[1..]).chart(20.0, logarithmic, screen(400.0, 240.0));
            assert!(chart.to_pixel([0.0, 5.0]).y.is_finite());
        }
    }

    #[test]
    fn ghosts_are_seen_but_do_not_press_the_race_together() {
        let curves = [curve(&[[0.0, 5.0], [20.0, 1.0]])];
        let near = [curve(&[[0.0, 8.0], [20.0, 0.2]])];
        let wild = [curve(&[[0.0, 5.0], [20.0, 1e300]])];
        for logarithmic in [false, true] {
            let chart_of = |ghosts| {
                let picture = LossPicture {
                    ghosts,
                    ..picture(&curves)
                };
                picture.chart(20.0, logarithmic, screen(400.0, 240.0))
            };
            for point in &near[0].points {
                assert!(
                    chart_of(&near)
                        .plot()
                        .contains(chart_of(&near).to_pixel(*point))
                );
            }
            let chart = chart_of(&wild);
            let [top, bottom] = curves[0].points.clone().try_into().expect("two points");
            let height = chart.to_pixel(bottom).y - chart.to_pixel(top).y;
            assert!(height / chart.plot().height() > 0.1, "{height}");
        }
    }

    #[test]
    fn losses_down_to_almost_nothing_are_seen_on_a_logarithmic_chart() {
        for least in [1e-280, 1e-295, 1e-308, f64::MIN_POSITIVE / 1e6] {
            let curves = [curve(&[[0.0, 40.0], [50.0, 1e-150], [100.0, least]])];
            let picture = LossPicture {
                floor: Some((0.0, "least possible")),
                ..picture(&curves)
            };
            let chart = picture.chart(100.0, true, screen(600.0, 300.0));
            let plot = chart.plot();
            for point in &curves[0].points[..2] {
                let at = chart.to_pixel(*point);
                assert!(plot.contains(at), "{least}: {point:?} at {at:?}");
            }
            let [from, to] = [plot.top, plot.bottom].map(|y| {
                let at = [(plot.left + plot.right) / 4.0, y / 2.0];
                chart.from_css(at).expect("on the plot")[1]
            });
            assert!(from > 40.0 && from < 1e20, "{from}");
            assert!(to > 0.0 && to <= least.max(1.001e-300), "{to}");
        }
        // As far apart as numbers are, there is still an axis.
        let curves = [curve(&[[0.0, 1e299], [1.0, 1e-299]])];
        let chart = picture(&curves).chart(1.0, true, screen(600.0, 300.0));
        assert!(chart.plot().contains(chart.to_pixel([0.0, 1e299])));
        assert!(chart.plot().contains(chart.to_pixel([1.0, 1e-299])));
    }

    #[test]
    fn no_step_and_no_loss_make_a_chart_too() {
        let screen = screen(400.0, 240.0);
        let at_start = [curve(&[[0.0, 5.0]])];
        for logarithmic in [false, true] {
            let chart = picture(&at_start).chart(0.0, logarithmic, screen);
            assert!(chart.plot().contains(chart.to_pixel([0.0, 5.0])));
            let nothing = LossPicture {
                floor: None,
                ..picture(&[])
            };
            assert_eq!(nothing.chart(0.0, logarithmic, screen).across(), [0.0, 1.0]);
            let zero = [curve(&[[0.0, 0.0], [1.0, -1.0]])];
            let below = LossPicture {
                floor: None,
                ..picture(&zero)
            };
            let pixel = below.chart(1.0, logarithmic, screen).to_pixel([0.0, 0.5]);
            assert!(pixel.y.is_finite());
        }
    }
}
