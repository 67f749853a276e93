//! Lines in the manner of trails: dashed in a racer's colour, over a halo.

use crate::drawing::dashes::{Cutter, Strokes, arcs_of};
use crate::drawing::paths::{Line, Paths};
use crate::drawing::surface::{Area, DrawResult};
use crate::drawing::theme::{Theme, TrailStyle};
use crate::drawing::trails::HALO;
use crate::drawing::view::View;
use plotters::backend::DrawingBackend;
use plotters::style::Color;

/// Draws all lines: halos first, so that none hides another line.
pub(super) fn draw<DB: DrawingBackend>(
    area: &Area<DB>,
    view: &View,
    theme: &Theme,
    lines: &[(Paths, &TrailStyle)],
) -> DrawResult<DB> {
    let width = view.device(theme.line_width);
    let rim = view.device(2.0 * HALO);
    let style = theme.halo.stroke_width((width + rim).round() as u32);
    for (paths, _) in lines {
        paths.draw(area, style)?;
    }
    for (paths, style) in lines {
        let pattern: Vec<f64> = style.dash.iter().map(|widths| widths * width).collect();
        draw_dashed(
            area,
            paths,
            &pattern,
            style.color.stroke_width(width.round() as u32),
        )?;
    }
    Ok(())
}

/// Draws lines in dashes and gaps of the given lengths in device pixels; none are a solid line.
pub(super) fn draw_dashed<DB: DrawingBackend>(
    area: &Area<DB>,
    paths: &Paths,
    pattern: &[f64],
    style: plotters::style::ShapeStyle,
) -> DrawResult<DB> {
    let mut cutter = Cutter::new(pattern, &[]);
    let mut strokes = Strokes::default();
    let mut at = 0.0;
    for line in paths.iter() {
        let arcs = arcs_of(line, at);
        cutter.cut(line, &arcs, None, &mut strokes);
        at = arcs.last().copied().unwrap_or(at);
    }
    for (_, points) in strokes.iter() {
        area.draw(&Line { points, style })?;
    }
    Ok(())
}
