//! The loss surface in two layers: what stays, and what moves with every step.

use crate::drawing::axes::{self, AxisTitles};
use crate::drawing::contours;
use crate::drawing::marks;
use crate::drawing::relief::Relief;
use crate::drawing::theme::Theme;
use crate::drawing::tracks::TrailMemory;
use crate::drawing::trails::{self, Trail};
use crate::drawing::view::View;
use crate::landscape::Landscape;
use crate::point::Params;
use plotters::backend::DrawingBackend;
use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind};

/// Drawn, or what the backend said.
pub type DrawResult<DB> = Result<(), DrawingAreaErrorKind<<DB as DrawingBackend>::ErrorType>>;

/// A picture in device pixels.
pub(super) type Area<DB> = DrawingArea<DB, Shift>;

/// What moves: the trails, and the two places they run between.
#[derive(Debug, Clone, Copy, Default)]
pub struct Overlay<'a> {
    /// The trails, later ones over earlier ones.
    pub trails: &'a [Trail<'a>],
    /// Where all trails begin.
    pub start: Option<Params>,
    /// The minimum, and what it is called ("least squares" for the linear model).
    pub minimum: Option<(Params, &'a str)>,
}

/// Draws contours with their labels, frame and axes.
///
/// The background and the [`HeatMap`](crate::HeatMap) under it are the caller's: a backend has
/// no good call for either.
pub fn draw_base<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    view: &View,
    landscape: &dyn Landscape,
    theme: &Theme,
    titles: &AxisTitles,
) -> DrawResult<DB> {
    let relief = Relief::of(landscape, view.region());
    contours::draw(area, view, &relief, theme)?;
    axes::draw(area, view, theme, titles)
}

/// Draws trails, start, minimum and heads on a clear layer above the base; `memory` keeps what the
/// next picture of the same race can use.
pub fn draw_overlay<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    view: &View,
    theme: &Theme,
    overlay: &Overlay,
    memory: &mut TrailMemory,
) -> DrawResult<DB> {
    trails::draw(area, view, theme, overlay.trails, memory)?;
    marks::draw_start_and_minimum(area, view, theme, overlay)?;
    marks::draw_heads(area, view, theme, overlay.trails)
}
