//! The ways that optimizers went.

use crate::drawing::cover;
use crate::drawing::dashes::{Cutter, Strokes, arc_length};
use crate::drawing::paths::{Line, Paths};
use crate::drawing::surface::{Area, DrawResult};
use crate::drawing::theme::{Theme, TrailStyle};
use crate::drawing::view::View;
use crate::point::Params;
use plotters::backend::DrawingBackend;
use plotters::style::Color;

/// One optimizer's way so far.
#[derive(Debug, Clone, Copy)]
pub struct Trail<'a> {
    /// The points it was at, the present one last.
    pub points: &'a [Params],
    /// Which of the theme's eight styles it is drawn in; more begin again at the first.
    pub style: usize,
}

impl Trail<'_> {
    pub(super) fn style_in<'t>(&self, theme: &'t Theme) -> &'t TrailStyle {
        &theme.trails[self.style % theme.trails.len()]
    }
}

/// How far behind the head (CSS pixels along the trail) the fainter bands end, oldest first.
const BANDS: [f64; 2] = [520.0, 180.0];

/// How faded each band is, oldest first.
const FADED: [f64; 3] = [0.28, 0.14, 0.0];

/// The halo's width on each side of a trail, in CSS pixels.
const HALO: f64 = 1.25;

/// A point further from the origin than this moves towards it on a straight line, which no
/// screen can show; its pixel would be infinite.
const FAR: f64 = 1e150;

/// The cells in which older parts of a scribble give way to newer ones, in CSS pixels.
const CELL: f64 = 1.0;

/// Draws all trails: halos first, so that none hides another trail.
pub(super) fn draw<DB: DrawingBackend>(
    area: &Area<DB>,
    view: &View,
    theme: &Theme,
    trails: &[Trail],
) -> DrawResult<DB> {
    let plot = view.plot();
    let paths: Vec<(Paths, Vec<bool>)> = trails
        .iter()
        .map(|trail| {
            let places = trail.points.iter().map(|at| view.to_pixel(nearer(*at)));
            let paths = Paths::visible(places, plot);
            let seen = cover::seen(&paths, plot, view.device(CELL));
            (paths, seen)
        })
        .collect();
    let width = view.device(theme.line_width + 2.0 * HALO).round() as u32;
    let style = theme.halo.stroke_width(width);
    for (paths, seen) in &paths {
        for points in paths.seen(seen).iter() {
            area.draw(&Line { points, style })?;
        }
    }
    for (trail, (paths, seen)) in trails.iter().zip(&paths) {
        draw_line(area, view, theme, trail.style_in(theme), (paths, seen))?;
    }
    Ok(())
}

fn draw_line<DB: DrawingBackend>(
    area: &Area<DB>,
    view: &View,
    theme: &Theme,
    style: &TrailStyle,
    (paths, seen): (&Paths, &[bool]),
) -> DrawResult<DB> {
    let length: f64 = paths.iter().map(arc_length).sum();
    let bands = BANDS.map(|behind| (length - view.device(behind)).max(0.0));
    let width = view.device(theme.line_width);
    let pattern: Vec<f64> = style.dash.iter().map(|widths| widths * width).collect();
    let mut cutter = Cutter::new(&pattern, &bands);
    let mut strokes = Strokes::default();
    for (begin, line) in paths.numbered() {
        cutter.cut(line, &seen[begin..begin + line.len()], &mut strokes);
    }
    let colors = FADED.map(|by| style.faded(theme, by));
    for (band, points) in strokes.iter() {
        let style = colors[band].stroke_width(width.round() as u32);
        area.draw(&Line { points, style })?;
    }
    Ok(())
}

/// The point, or one in the same direction that is not as far.
fn nearer(at: Params) -> Params {
    let size = at.m.abs().max(at.b.abs());
    if size > FAR && size.is_finite() {
        Params::new(at.m / size * FAR, at.b / size * FAR)
    } else {
        at
    }
}
