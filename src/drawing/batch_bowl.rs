//! The bowl that one batch alone makes: why a step on it does not lead straight to the minimum.

use crate::drawing::ellipses::{level_set, valley};
use crate::drawing::levels::levels;
use crate::drawing::lines;
use crate::drawing::paths::Paths;
use crate::drawing::relief::Relief;
use crate::drawing::surface::{Area, DrawResult};
use crate::drawing::theme::Theme;
use crate::drawing::view::{Pixel, View};
use crate::landscape::LinearModel;
use plotters::backend::DrawingBackend;
use plotters::element::Circle;
use plotters::style::Color;

/// The width of a line in line widths of a trail, and its dashes and gaps.
const WIDTH: f64 = 0.45;
const DASHES: [f64; 2] = [1.8, 1.8];

/// Of the levels, every so manieth has a line: a ghost has to leave the map readable.
const STRIDE: usize = 2;

/// The diameter of the mark at the minimum, in line widths, and the width of its rim.
const MARK: f64 = 2.6;
const RIM: f64 = 0.45;

/// Draws the level sets of a batch's loss and marks its minimum: a point, or a line where all rows
/// of the batch have the same feature. `lay` puts lines of the map on the picture, and `put` a place
/// of it, where it is in sight.
pub(super) fn draw<DB: DrawingBackend>(
    area: &Area<DB>,
    view: &View,
    theme: &Theme,
    batch: &LinearModel,
    (lay, put): (impl Fn(Paths) -> Paths, impl Fn(Pixel) -> Option<Pixel>),
) -> DrawResult<DB> {
    let bowl = batch.bowl();
    let finite = [bowl.floor, bowl.mean_x, bowl.variance_x];
    if !(bowl.minimum.is_finite() && finite.iter().all(|value| value.is_finite())) {
        return Ok(());
    }
    let relief = Relief::of(batch, view.region());
    let unit = view.device(theme.line_width);
    let style = theme
        .ink
        .mix(0.6)
        .stroke_width((WIDTH * unit).round() as u32);
    let dashes = DASHES.map(|widths| widths * unit);
    for level in levels(&relief).iter().rev().skip(1).step_by(STRIDE) {
        let ring = lay(level_set(bowl, level.rise, view));
        lines::draw_dashed(area, &ring, &dashes, style)?;
    }
    if bowl.variance_x > 0.0 {
        let at = view.to_pixel(bowl.minimum);
        match view.plot().contains(at).then(|| put(at)).flatten() {
            Some(at) => draw_mark(area, view, theme, at),
            None => Ok(()),
        }
    } else {
        let floor = lay(valley(bowl, 0.0, view));
        let style = theme.ink.stroke_width((2.0 * WIDTH * unit).round() as u32);
        lines::draw_dashed(area, &floor, &[], style)
    }
}

/// A dot as lit rows have it among the data.
fn draw_mark<DB: DrawingBackend>(
    area: &Area<DB>,
    view: &View,
    theme: &Theme,
    at: Pixel,
) -> DrawResult<DB> {
    let unit = view.device(theme.line_width);
    let center = (at.x.round() as i32, at.y.round() as i32);
    for (color, diameter) in [
        (theme.halo, MARK + 3.0 * RIM),
        (theme.ink, MARK + RIM),
        (theme.lit, MARK - RIM),
    ] {
        let radius = (diameter / 2.0 * unit).round() as i32;
        area.draw(&Circle::new(center, radius, color.filled()))?;
    }
    Ok(())
}
