//! Lines of equal loss, with the loss written on them.

use crate::drawing::ellipses::level_set;
use crate::drawing::grid_lines::grid_lines;
use crate::drawing::labels;
use crate::drawing::levels::levels;
use crate::drawing::paths::{Line, Paths};
use crate::drawing::relief::Relief;
use crate::drawing::surface::{Area, DrawResult};
use crate::drawing::text::{self, hold};
use crate::drawing::theme::Theme;
use crate::drawing::view::View;
use plotters::backend::DrawingBackend;
use plotters::style::Color;

/// The width of a line in CSS pixels.
const WIDTH: f64 = 1.0;

/// Draws the contours of the view, open where a label stands.
pub(super) fn draw<DB: DrawingBackend>(
    area: &Area<DB>,
    view: &View,
    relief: &Relief,
    theme: &Theme,
) -> DrawResult<DB> {
    let levels = levels(relief);
    let rises: Vec<f64> = levels.iter().map(|level| level.rise).collect();
    let lines = lines(relief, &rises, view);

    let style = text::style(view, theme, theme.muted.to_rgba(), hold::CENTER);
    let mut placed = labels::Labels::new(view, view.device(theme.text_size));
    // The highest first: the low ones, close together, make do with the room that is left.
    for (level, paths) in levels.iter().zip(&lines).rev() {
        let size = text::measure(area, &level.label, &style)?;
        placed.place(&level.label, size, paths);
    }
    let stroke = theme
        .contour
        .mix(0.75)
        .stroke_width(view.device(WIDTH).round() as u32);
    for paths in &lines {
        let open = placed
            .holes()
            .filter(|hole| paths.meet(hole))
            .fold(paths.clone(), |paths, hole| paths.without(hole));
        for points in open.iter().filter(|line| line.len() > 1) {
            area.draw(&Line {
                points,
                style: stroke,
            })?;
        }
    }
    for (label, at) in placed.texts() {
        text::write(area, label, &style, at)?;
    }
    Ok(())
}

/// The lines of each rise.
fn lines(relief: &Relief, rises: &[f64], view: &View) -> Vec<Paths> {
    match relief.bowl() {
        Some(bowl) => rises
            .iter()
            .map(|rise| level_set(bowl, *rise, view))
            .collect(),
        None => grid_lines(relief, rises, view),
    }
}
