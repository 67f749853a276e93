//! The loss surface in two layers: what stays, and what moves with every step.

use crate::drawing::arrow_shapes::Arrows;
use crate::drawing::arrows;
use crate::drawing::axes::{self, AxisTitles};
use crate::drawing::batch_bowl;
use crate::drawing::contours;
use crate::drawing::marks;
use crate::drawing::relief::Relief;
use crate::drawing::theme::Theme;
use crate::drawing::tracks::TrailMemory;
use crate::drawing::trails::{self, Trail};
use crate::drawing::view::View;
use crate::landscape::{Landscape, LinearModel};
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
    /// The minima, and what each is called ("least squares" for the linear model).
    pub minima: (&'a [Params], &'a str),
    /// The loss of the current batch alone.
    pub batch: Option<&'a LinearModel>,
    /// The last update of one racer.
    pub arrows: Option<Arrows<'a>>,
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

/// Draws the batch's bowl, trails, start, minima, heads and arrows on a clear layer above the base;
/// `memory` keeps what the next picture of the same race can use.
pub fn draw_overlay<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    view: &View,
    theme: &Theme,
    overlay: &Overlay,
    memory: &mut TrailMemory,
) -> DrawResult<DB> {
    if let Some(batch) = overlay.batch {
        batch_bowl::draw(area, view, theme, batch, (|rings| rings, Some))?;
    }
    trails::draw(area, view, theme, overlay.trails, memory)?;
    marks::draw_places(area, view, theme, overlay)?;
    marks::draw_heads(area, view, theme, overlay.trails)?;
    let names = marks::names(area, view, theme, overlay)?;
    if let Some(update) = &overlay.arrows {
        let names = names.iter().map(|name| name.bounds);
        let taken = names.chain(marks::rooms(view, theme, overlay));
        arrows::draw(area, view, theme, update, taken.collect())?;
    }
    // Heads that crowd around the minimum would hide its name, and arrows run across it.
    names
        .iter()
        .try_for_each(|name| name.write(area, view, theme))
}
