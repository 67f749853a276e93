//! An update drawn at the point where it began: gradient, momentum, second moment and step.
//!
//! Each kind has a shape of its own, so that none needs a colour to be known, and so that they read
//! where they lie upon each other: the momentum is a tube, wide enough for the step, a solid arrow,
//! and the gradient, a thin line, to run inside; the second moment are dashed bars with caps.

use crate::drawing::arrow_labels;
use crate::drawing::arrow_shapes::{Arrows, Shape, mirrored, shapes};
use crate::drawing::clip::Bounds;
use crate::drawing::color::Rgb;
use crate::drawing::lines;
use crate::drawing::paths::{Line, Paths};
use crate::drawing::surface::{Area, DrawResult};
use crate::drawing::theme::Theme;
use crate::drawing::trails::HALO;
use crate::drawing::view::{Pixel, View};
use crate::training::ArrowKind;
use plotters::backend::DrawingBackend;
use plotters::element::Polygon;
use plotters::style::{Color, RGBAColor};

/// How pale the other arrows are where one is lit.
const PALE: f64 = 0.6;

/// How much wider lines are where they are lit.
const LIT: f64 = 1.4;

/// Draws the arrows with their labels, which leave free what is `taken`.
pub(super) fn draw<DB: DrawingBackend>(
    area: &Area<DB>,
    view: &View,
    theme: &Theme,
    update: &Arrows,
    taken: Vec<Bounds>,
) -> DrawResult<DB> {
    let mut shapes = shapes(view, update);
    // What is lit lies upon the others.
    shapes.sort_by_key(|shape| Some(shape.kind) == update.lit);
    let pens: Vec<Pen> = shapes
        .iter()
        .map(|shape| Pen::of(shape.kind, view, theme, update))
        .collect();
    for (shape, pen) in shapes.iter().zip(&pens) {
        draw_halo(area, view, theme, shape, pen)?;
    }
    for (shape, pen) in shapes.iter().zip(&pens) {
        draw_shape(area, view, theme, shape, pen)?;
    }
    let colors: Vec<Rgb> = pens.iter().map(|pen| pen.ink).collect();
    arrow_labels::draw(area, view, theme, (&shapes, &colors), taken)
}

/// What a shape is drawn with.
struct Pen {
    color: Rgb,
    /// The label's colour.
    ink: Rgb,
    /// The unit of all widths, in device pixels.
    unit: f64,
}

impl Pen {
    fn of(kind: ArrowKind, view: &View, theme: &Theme, update: &Arrows) -> Self {
        let color = match kind {
            ArrowKind::Gradient | ArrowKind::SecondMoment => theme.ink,
            ArrowKind::Momentum | ArrowKind::Step => theme.trail(update.style).color,
        };
        let pale = update.lit.is_some_and(|lit| lit != kind);
        let shade = |color| {
            if pale {
                theme.faded(color, PALE)
            } else {
                color
            }
        };
        let width = if update.lit == Some(kind) { LIT } else { 1.0 };
        Self {
            color: shade(color),
            ink: shade(theme.ink),
            unit: view.device(theme.line_width) * width,
        }
    }
}

/// The parts of an arrow: where its head begins, and the head's corners.
struct Head {
    base: Pixel,
    corners: [Pixel; 2],
}

/// A head of `length` and half its `width`, smaller where the arrow is short.
fn head([from, tip]: [Pixel; 2], length: f64, half: f64) -> Head {
    let (dx, dy) = (tip.x - from.x, tip.y - from.y);
    let whole = dx.hypot(dy);
    let (ux, uy) = (dx / whole, dy / whole);
    let shrink = (0.8 * whole / length).min(1.0);
    let (length, half) = (length * shrink, half * shrink);
    let base = Pixel {
        x: tip.x - length * ux,
        y: tip.y - length * uy,
    };
    Head {
        base,
        corners: [1.0, -1.0].map(|side| beside(base, [ux, uy], side * half)),
    }
}

/// The place `by` pixels to the left of `at`, looking along `[ux, uy]`.
fn beside(at: Pixel, [ux, uy]: [f64; 2], by: f64) -> Pixel {
    Pixel {
        x: at.x + by * uy,
        y: at.y - by * ux,
    }
}

fn direction([from, tip]: [Pixel; 2]) -> [f64; 2] {
    let (dx, dy) = (tip.x - from.x, tip.y - from.y);
    let length = dx.hypot(dy);
    [dx / length, dy / length]
}

/// The outline of the tube.
fn tube(line: [Pixel; 2], unit: f64) -> Vec<Pixel> {
    let [from, tip] = line;
    let Head { base, corners } = head(line, 5.4 * unit, 3.4 * unit);
    let u = direction(line);
    let half = 1.7 * unit * ((corners[0].x - base.x).hypot(corners[0].y - base.y) / (3.4 * unit));
    vec![
        beside(from, u, half),
        beside(base, u, half),
        corners[0],
        tip,
        corners[1],
        beside(base, u, -half),
        beside(from, u, -half),
        beside(from, u, half),
    ]
}

/// The ends of the cap at `tip`, across the bar.
fn cap(line: [Pixel; 2], tip: Pixel, unit: f64) -> [Pixel; 2] {
    [1.0, -1.0].map(|side| beside(tip, direction(line), side * 2.6 * unit))
}

/// A line of a shape.
struct Stroke {
    points: Vec<Pixel>,
    /// In device pixels.
    width: f64,
    dashed: bool,
}

fn strokes(shape: &Shape, unit: f64) -> Vec<Stroke> {
    let mut strokes = Vec::new();
    let mut add = |points: Vec<Pixel>, width: f64, dashed: bool| {
        let width = width * unit;
        strokes.push(Stroke {
            points,
            width,
            dashed,
        });
    };
    for &line in &shape.lines {
        let [from, tip] = line;
        match shape.kind {
            ArrowKind::Gradient => {
                let Head { corners, .. } = head(line, 4.4 * unit, 2.2 * unit);
                add(vec![from, tip], 0.75, false);
                add(vec![corners[0], tip, corners[1]], 0.75, false);
            }
            ArrowKind::Momentum => add(tube(line, unit), 0.6, false),
            ArrowKind::Step => {
                let Head { base, .. } = head(line, 4.2 * unit, 2.2 * unit);
                add(vec![from, base], 1.5, false);
            }
            ArrowKind::SecondMoment => {
                add(vec![mirrored(from, tip), tip], 0.6, true);
                for end in [tip, mirrored(from, tip)] {
                    add(cap(line, end, unit).to_vec(), 0.6, false);
                }
            }
        }
    }
    strokes
}

/// The areas that a shape fills.
fn fills(shape: &Shape, unit: f64) -> Vec<Vec<Pixel>> {
    let of_line = |&line: &[Pixel; 2]| match shape.kind {
        ArrowKind::Momentum => Some(tube(line, unit)),
        ArrowKind::Step => {
            let Head { corners, .. } = head(line, 4.2 * unit, 2.2 * unit);
            Some(vec![line[1], corners[0], corners[1]])
        }
        ArrowKind::Gradient | ArrowKind::SecondMoment => None,
    };
    shape.lines.iter().filter_map(of_line).collect()
}

fn draw_halo<DB: DrawingBackend>(
    area: &Area<DB>,
    view: &View,
    theme: &Theme,
    shape: &Shape,
    pen: &Pen,
) -> DrawResult<DB> {
    let plot = view.plot();
    let rim = 2.0 * view.device(HALO);
    for Stroke { points, width, .. } in strokes(shape, pen.unit) {
        let style = theme.halo.stroke_width((width + rim).round() as u32);
        for points in Paths::visible(points, plot).iter() {
            area.draw(&Line { points, style })?;
        }
    }
    for corners in fills(shape, pen.unit) {
        let closed = corners.iter().chain(&corners[..1]).copied();
        let style = theme.halo.stroke_width(rim.round() as u32);
        for points in Paths::visible(closed, plot).iter() {
            area.draw(&Line { points, style })?;
        }
        // What runs beneath the tube would make it another shape.
        fill(area, plot, &corners, theme.halo.mix(0.85))?;
    }
    Ok(())
}

fn draw_shape<DB: DrawingBackend>(
    area: &Area<DB>,
    view: &View,
    theme: &Theme,
    shape: &Shape,
    pen: &Pen,
) -> DrawResult<DB> {
    let plot = view.plot();
    if shape.kind == ArrowKind::Step {
        for corners in fills(shape, pen.unit) {
            fill(area, plot, &corners, pen.color.to_rgba())?;
        }
    }
    let dashes = view.device(theme.line_width);
    let dashes = [1.4 * dashes, 1.6 * dashes];
    for stroke in strokes(shape, pen.unit) {
        let style = pen.color.stroke_width(stroke.width.round().max(1.0) as u32);
        let pattern: &[f64] = if stroke.dashed { &dashes } else { &[] };
        lines::draw_dashed(area, &Paths::visible(stroke.points, plot), pattern, style)?;
    }
    Ok(())
}

/// Fills a polygon that is wholly on the plot.
fn fill<DB: DrawingBackend>(
    area: &Area<DB>,
    plot: Bounds,
    corners: &[Pixel],
    color: RGBAColor,
) -> DrawResult<DB> {
    if !corners.iter().all(|corner| plot.contains(*corner)) {
        return Ok(());
    }
    let corners: Vec<(i32, i32)> = corners
        .iter()
        .map(|at| (at.x.round() as i32, at.y.round() as i32))
        .collect();
    area.draw(&Polygon::new(corners, color.filled()))
}
