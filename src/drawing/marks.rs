//! Start, minimum and heads.

use crate::drawing::clip::Bounds;
use crate::drawing::surface::{Area, DrawResult, Overlay};
use crate::drawing::text::{self, hold};
use crate::drawing::theme::{Marker, Theme, TrailStyle};
use crate::drawing::trails::Trail;
use crate::drawing::view::{Pixel, View};
use crate::point::Params;
use plotters::backend::DrawingBackend;
use plotters::drawing::DrawingAreaErrorKind;
use plotters::element::{Circle, PathElement, Polygon};
use plotters::style::text_anchor::Pos;
use plotters::style::{Color, RGBAColor};
use std::f64::consts::TAU;

/// A marker's outline around (0, 0), of about the area of a circle of radius 1.
///
/// `None` for the circle, which backends draw better themselves.
fn outline(marker: Marker) -> Option<Vec<[f64; 2]>> {
    let around = |corners: u32, turn: f64, radius: &dyn Fn(u32) -> f64| {
        let corner = |i: u32| {
            let angle = TAU * (f64::from(i) / f64::from(corners) + turn);
            [radius(i) * angle.sin(), -radius(i) * angle.cos()]
        };
        Some((0..corners).map(corner).collect())
    };
    match marker {
        Marker::Circle => None,
        Marker::Square => around(4, 0.125, &|_| 1.3),
        Marker::Triangle => around(3, 0.0, &|_| 1.5),
        Marker::Diamond => around(4, 0.0, &|_| 1.4),
        Marker::TriangleDown => around(3, 0.5, &|_| 1.5),
        Marker::Pentagon => around(5, 0.0, &|_| 1.2),
        Marker::Plus => Some(
            [
                [-0.45, -1.25],
                [0.45, -1.25],
                [0.45, -0.45],
                [1.25, -0.45],
                [1.25, 0.45],
                [0.45, 0.45],
                [0.45, 1.25],
                [-0.45, 1.25],
                [-0.45, 0.45],
                [-1.25, 0.45],
                [-1.25, -0.45],
                [-0.45, -0.45],
            ]
            .to_vec(),
        ),
        Marker::Star => around(10, 0.0, &|i| if i % 2 == 0 { 1.6 } else { 0.75 }),
    }
}

/// Heads closer than this part of their radius count as one place.
const SAME: f64 = 0.15;

/// The radius of a head in line widths, and of the halo around it.
const HEAD: f64 = 2.2;
const RIM: f64 = 0.7;

/// Draws a marker at each trail's last point.
///
/// Heads upon each other, as all are at the start, share a circle: each has a slice of it.
pub(super) fn draw_heads<DB: DrawingBackend>(
    area: &Area<DB>,
    view: &View,
    theme: &Theme,
    trails: &[Trail],
) -> DrawResult<DB> {
    let mut heads = trails.iter().filter_map(|trail| {
        let at = view.to_pixel(trail.head()?);
        Some((at, trail.style_in(theme)))
    });
    draw_markers(area, view, theme, view.plot(), &mut heads)
}

/// The room that heads, minima and the start take.
pub(super) fn rooms(view: &View, theme: &Theme, overlay: &Overlay) -> impl Iterator<Item = Bounds> {
    let radius = view.device((HEAD + RIM) * theme.line_width);
    let heads = overlay.trails.iter().filter_map(Trail::head);
    let places = overlay.minima.0.iter().copied().chain(overlay.start);
    heads
        .chain(places)
        .map(move |at| Bounds::around(&[view.to_pixel(at)]).grown(radius))
}

/// Draws each style's marker at its place, where that is within `bounds`.
pub(super) fn draw_markers<DB: DrawingBackend>(
    area: &Area<DB>,
    view: &View,
    theme: &Theme,
    bounds: Bounds,
    markers: &mut dyn Iterator<Item = (Pixel, &TrailStyle)>,
) -> DrawResult<DB> {
    let width = view.device(theme.line_width);
    let (radius, rim) = (HEAD * width, RIM * width);
    let mut heads: Vec<(Pixel, Vec<&TrailStyle>)> = Vec::new();
    for (at, style) in markers.filter(|(at, _)| bounds.contains(*at)) {
        let near = |head: &Pixel| (head.x - at.x).hypot(head.y - at.y) < SAME * radius;
        match heads.iter_mut().find(|(head, _)| near(head)) {
            Some((_, styles)) => styles.push(style),
            None => heads.push((at, vec![style])),
        }
    }
    for (at, styles) in heads {
        let halo = theme.halo.to_rgba();
        if let [style] = styles[..] {
            fill_marker(area, style.marker, at, radius + rim, halo)?;
            fill_marker(area, style.marker, at, radius, style.color.to_rgba())?;
        } else {
            fill_marker(area, Marker::Circle, at, radius + rim, halo)?;
            for (i, style) in styles.iter().enumerate() {
                let slice = slice(at, radius, i, styles.len());
                area.draw(&Polygon::new(slice, style.color.filled()))?;
            }
        }
    }
    Ok(())
}

/// Slice `i` of `n` of a circle, clockwise from the top.
fn slice(at: Pixel, radius: f64, i: usize, n: usize) -> Vec<(i32, i32)> {
    const CORNERS: usize = 12;
    let rim = (0..=CORNERS).map(|corner| {
        let part = i as f64 + corner as f64 / CORNERS as f64;
        let angle = TAU * part / n as f64;
        (at.x + radius * angle.sin(), at.y - radius * angle.cos())
    });
    std::iter::once((at.x, at.y))
        .chain(rim)
        .map(|(x, y)| (x.round() as i32, y.round() as i32))
        .collect()
}

fn fill_marker<DB: DrawingBackend>(
    area: &Area<DB>,
    marker: Marker,
    at: Pixel,
    radius: f64,
    color: RGBAColor,
) -> DrawResult<DB> {
    match outline(marker) {
        None => {
            let center = (at.x.round() as i32, at.y.round() as i32);
            area.draw(&Circle::new(center, radius.round() as i32, color.filled()))
        }
        Some(outline) => {
            let corners: Vec<_> = outline
                .into_iter()
                .map(|[x, y]| {
                    (
                        (at.x + radius * x).round() as i32,
                        (at.y + radius * y).round() as i32,
                    )
                })
                .collect();
            area.draw(&Polygon::new(corners, color.filled()))
        }
    }
}

/// Where a mark is, if it is on the plot.
fn visible(view: &View, at: Params) -> Option<Pixel> {
    Some(view.to_pixel(at)).filter(|at| view.plot().contains(*at))
}

/// Draws the open circle at the start and the crosses at the minima.
pub(super) fn draw_places<DB: DrawingBackend>(
    area: &Area<DB>,
    view: &View,
    theme: &Theme,
    overlay: &Overlay,
) -> DrawResult<DB> {
    for at in overlay.minima.0 {
        if let Some(at) = visible(view, *at) {
            draw_cross(area, view, theme, at)?;
        }
    }
    match overlay.start.and_then(|at| visible(view, at)) {
        Some(at) => draw_ring(area, view, theme, at),
        None => Ok(()),
    }
}

/// Where the names of the start and the minima are written: on the sides that are turned away from
/// each other.
pub(super) fn names<'a, DB: DrawingBackend>(
    area: &Area<DB>,
    view: &View,
    theme: &Theme,
    overlay: &Overlay<'a>,
) -> Result<Vec<Name<'a>>, DrawingAreaErrorKind<DB::ErrorType>> {
    let start = overlay.start.and_then(|at| visible(view, at));
    let (minima, name) = overlay.minima;
    let minima = minima.iter().filter_map(|at| visible(view, *at));
    let minima: Vec<Pixel> = minima.collect();
    let mut names = Vec::new();
    for &at in &minima {
        let right = start.is_none_or(|start| start.x <= at.x);
        let side = (right, AROUND_MINIMUM, view.plot());
        names.push(Name::beside(area, view, theme, (at, name), side)?);
    }
    if let Some(at) = start {
        let right = minima.first().is_some_and(|minimum| minimum.x < at.x);
        let side = (right, AROUND_START, view.plot());
        names.push(Name::beside(area, view, theme, (at, "start"), side)?);
    }
    Ok(names)
}

/// Draws the cross at a minimum with its name, to the right if `right` and there is room in `plot`,
/// and says where that is.
pub(super) fn draw_minimum<DB: DrawingBackend>(
    area: &Area<DB>,
    view: &View,
    theme: &Theme,
    (at, name): (Pixel, &str),
    (right, plot): (bool, Bounds),
) -> Result<Bounds, DrawingAreaErrorKind<DB::ErrorType>> {
    draw_cross(area, view, theme, at)?;
    let side = (right, AROUND_MINIMUM, plot);
    let name = Name::beside(area, view, theme, (at, name), side)?;
    name.write(area, view, theme)?;
    Ok(name.bounds)
}

/// Draws the open circle at the start with its name, and says where that is.
pub(super) fn draw_start<DB: DrawingBackend>(
    area: &Area<DB>,
    view: &View,
    theme: &Theme,
    at: Pixel,
    (right, plot): (bool, Bounds),
) -> Result<Bounds, DrawingAreaErrorKind<DB::ErrorType>> {
    draw_ring(area, view, theme, at)?;
    let side = (right, AROUND_START, plot);
    let name = Name::beside(area, view, theme, (at, "start"), side)?;
    name.write(area, view, theme)?;
    Ok(name.bounds)
}

/// The room between a mark and its name, in line widths. Around the minimum there is some for the
/// heads that have arrived.
const AROUND_START: f64 = 5.6;
const AROUND_MINIMUM: f64 = 8.0;

/// The name of a mark, and where it stands.
pub(super) struct Name<'a> {
    text: &'a str,
    at: Pixel,
    hold: Pos,
    pub(super) bounds: Bounds,
}

impl<'a> Name<'a> {
    /// The name `away` line widths beside a mark, to the right if `right` and there is room in
    /// `plot`.
    fn beside<DB: DrawingBackend>(
        area: &Area<DB>,
        view: &View,
        theme: &Theme,
        (at, text): (Pixel, &'a str),
        (right, away, plot): (bool, f64, Bounds),
    ) -> Result<Self, DrawingAreaErrorKind<DB::ErrorType>> {
        let style = text::style(view, theme, theme.ink.to_rgba(), hold::LEFT);
        let (width, height) = text::measure(area, text, &style)?;
        let gap = view.device(away * theme.line_width);
        let fits_right = at.x + gap + width <= plot.right;
        let fits_left = at.x - gap - width >= plot.left;
        let (left, x, hold) = if (right && fits_right) || !fits_left {
            (at.x + gap, at.x + gap, hold::LEFT)
        } else {
            (at.x - gap - width, at.x - gap, hold::RIGHT)
        };
        Ok(Self {
            text,
            at: Pixel { x, y: at.y },
            hold,
            bounds: Bounds {
                left,
                right: left + width,
                top: at.y - height / 2.0,
                bottom: at.y + height / 2.0,
            },
        })
    }

    /// Writes it.
    pub(super) fn write<DB: DrawingBackend>(
        &self,
        area: &Area<DB>,
        view: &View,
        theme: &Theme,
    ) -> DrawResult<DB> {
        text::write_on_halo(area, view, theme, self.text, (self.at, self.hold))
    }
}

fn draw_cross<DB: DrawingBackend>(
    area: &Area<DB>,
    view: &View,
    theme: &Theme,
    at: Pixel,
) -> DrawResult<DB> {
    let reach = view.device(2.6 * theme.line_width).round() as i32;
    let (x, y) = (at.x.round() as i32, at.y.round() as i32);
    for (color, width) in [(theme.halo, 2.2), (theme.minimum, 0.9)] {
        let line = color.stroke_width(view.device(width * theme.line_width).round() as u32);
        for flip in [-1, 1] {
            let ends = [(x - reach, y - flip * reach), (x + reach, y + flip * reach)];
            area.draw(&PathElement::new(ends, line))?;
        }
    }
    Ok(())
}

fn draw_ring<DB: DrawingBackend>(
    area: &Area<DB>,
    view: &View,
    theme: &Theme,
    at: Pixel,
) -> DrawResult<DB> {
    let radius = view.device(3.5 * theme.line_width).round() as i32;
    let center = (at.x.round() as i32, at.y.round() as i32);
    for (color, width) in [(theme.halo, 2.0), (theme.start, 0.8)] {
        let line = color.stroke_width(view.device(width * theme.line_width).round() as u32);
        area.draw(&Circle::new(center, radius, line))?;
    }
    Ok(())
}
