//! An update drawn at the point where it began: gradient, momentum, second moment and step.
//!
//! Each kind has a shape of its own, so that none needs a colour to be known, and so that they read
//! where they lie upon each other: the momentum is a tube, wide enough for the step, a solid arrow,
//! and the gradient, a thin line, to run inside; the second moment are dashed bars with caps.

use crate::drawing::arrow_labels;
use crate::drawing::arrow_shapes::{Arrows, Shaft, Shape, shapes};
use crate::drawing::clip::Bounds;
use crate::drawing::color::Rgb;
use crate::drawing::lines;
use crate::drawing::paths::Paths;
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
    let shapes = shapes(view, update);
    draw_shapes(area, view, theme, (update, shapes), (view.plot(), taken))
}

/// Draws shapes of an update within `bounds`, with their labels.
pub(super) fn draw_shapes<DB: DrawingBackend>(
    area: &Area<DB>,
    view: &View,
    theme: &Theme,
    (update, mut shapes): (&Arrows, Vec<Shape>),
    (bounds, taken): (Bounds, Vec<Bounds>),
) -> DrawResult<DB> {
    // What is lit lies upon the others.
    let lit = |shape: &Shape| Some(shape.kind) == update.lit;
    if let Some(lit) = shapes.iter().position(lit) {
        shapes[lit..].rotate_left(1);
    }
    let pens: Vec<Pen> = shapes
        .iter()
        .map(|shape| Pen::of(shape.kind, view, theme, update))
        .collect();
    for (shape, pen) in shapes.iter().zip(&pens) {
        draw_halo(area, view, theme, (shape, pen), bounds)?;
    }
    for (shape, pen) in shapes.iter().zip(&pens) {
        draw_shape(area, view, theme, (shape, pen), bounds)?;
    }
    let colors: Vec<Rgb> = pens.iter().map(|pen| pen.ink).collect();
    arrow_labels::draw(area, view, theme, (&shapes, &colors), (bounds, taken))
}

/// Draws shapes that lie behind something: `by` fainter and thinner, without halo and label.
pub(super) fn draw_faintly<DB: DrawingBackend>(
    area: &Area<DB>,
    view: &View,
    theme: &Theme,
    (update, shapes): (&Arrows, &[Shape]),
    (bounds, by): (Bounds, f64),
) -> DrawResult<DB> {
    for shape in shapes {
        let mut pen = Pen::of(shape.kind, view, theme, update);
        pen.color = theme.faded(pen.color, by);
        pen.unit *= by;
        draw_shape(area, view, theme, (shape, &pen), bounds)?;
    }
    Ok(())
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

/// The end of an arrow: its shaft without the head, how the head points, and the head's corners.
struct Head {
    shaft: Vec<Pixel>,
    direction: [f64; 2],
    corners: [Pixel; 2],
    /// How much of the head's size there is room for.
    size: f64,
}

/// A head of `length` and half its `width`, smaller where the arrow is short.
fn head(line: &[Pixel], length: f64, half: f64) -> Head {
    let way = |part: &[Pixel]| (part[1].x - part[0].x).hypot(part[1].y - part[0].y);
    let whole: f64 = line.windows(2).map(way).sum();
    let size = (0.8 * whole / length).min(1.0);
    let (mut left, tip) = (length * size, line[line.len() - 1]);
    let mut shaft = line.to_vec();
    let mut along = [0.0; 2];
    // Back along the line to where the head begins.
    while let [.., from, to] = shaft[..] {
        along = direction([from, to]);
        let part = way(&[from, to]);
        shaft.pop();
        if part > left || shaft.len() == 1 {
            shaft.push(Pixel {
                x: to.x - left * along[0],
                y: to.y - left * along[1],
            });
            break;
        }
        left -= part;
    }
    let base = shaft[shaft.len() - 1];
    if line.len() > 2 {
        along = direction([base, tip]);
    }
    Head {
        corners: [1.0, -1.0].map(|side| beside(base, along, side * size * half)),
        direction: along,
        shaft,
        size,
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

/// The outline of the tube; open where it is cut.
fn tube(line: &Shaft, unit: f64) -> Vec<Pixel> {
    let Head {
        mut shaft,
        direction: last,
        corners,
        size,
    } = head(&line.points, 5.4 * unit, 3.4 * unit);
    let [_, tip] = line.ends();
    if !line.whole[1] {
        shaft = line.points.clone();
    }
    let half = 1.7 * unit * size;
    let side = |half: f64| -> Vec<Pixel> {
        let along = |i: usize| match shaft.get(i + 1) {
            Some(next) => direction([shaft[i], *next]),
            None => last,
        };
        (0..shaft.len())
            .map(|i| beside(shaft[i], along(i), half))
            .collect()
    };
    let mut outline = side(half);
    if line.whole[1] {
        outline.extend([corners[0], tip, corners[1]]);
    }
    outline.extend(side(-half).into_iter().rev());
    outline.push(outline[0]);
    outline
}

/// The ends of the cap at the tip of a line, across it.
fn cap([from, tip]: [Pixel; 2], unit: f64) -> Vec<Pixel> {
    let side = |side: f64| beside(tip, direction([from, tip]), side * 2.6 * unit);
    vec![side(1.0), side(-1.0)]
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
    for line in &shape.lines {
        let (points, [_, tip]) = (&line.points, line.ends());
        match shape.kind {
            ArrowKind::Gradient => {
                let Head { corners, .. } = head(points, 4.4 * unit, 2.2 * unit);
                add(points.clone(), 0.75, false);
                if line.whole[1] {
                    add(vec![corners[0], tip, corners[1]], 0.75, false);
                }
            }
            ArrowKind::Momentum => add(tube(line, unit), 0.6, false),
            ArrowKind::Step => {
                let Head { shaft, .. } = head(points, 4.2 * unit, 2.2 * unit);
                let shaft = if line.whole[1] { shaft } else { points.clone() };
                add(shaft, 1.5, false);
            }
            ArrowKind::SecondMoment => {
                let last = points.len() - 1;
                add(points.clone(), 0.6, true);
                if line.whole[1] {
                    add(cap([points[last - 1], points[last]], unit), 0.6, false);
                }
                if line.whole[0] {
                    add(cap([points[1], points[0]], unit), 0.6, false);
                }
            }
        }
    }
    strokes
}

/// The areas that a shape fills.
fn fills(shape: &Shape, unit: f64) -> Vec<Vec<Pixel>> {
    let of_line = |line: &Shaft| match shape.kind {
        ArrowKind::Momentum => Some(tube(line, unit)),
        ArrowKind::Step if line.whole[1] => {
            let Head { corners, .. } = head(&line.points, 4.2 * unit, 2.2 * unit);
            Some(vec![line.ends()[1], corners[0], corners[1]])
        }
        _ => None,
    };
    shape.lines.iter().filter_map(of_line).collect()
}

fn draw_halo<DB: DrawingBackend>(
    area: &Area<DB>,
    view: &View,
    theme: &Theme,
    (shape, pen): (&Shape, &Pen),
    plot: Bounds,
) -> DrawResult<DB> {
    let rim = 2.0 * view.device(HALO);
    for Stroke { points, width, .. } in strokes(shape, pen.unit) {
        let style = theme.halo.stroke_width((width + rim).round() as u32);
        Paths::visible(points, plot).draw(area, style)?;
    }
    for corners in fills(shape, pen.unit) {
        let closed = corners.iter().chain(&corners[..1]).copied();
        let style = theme.halo.stroke_width(rim.round() as u32);
        Paths::visible(closed, plot).draw(area, style)?;
        // What runs beneath the tube would make it another shape.
        fill(area, plot, &corners, theme.halo.mix(0.85))?;
    }
    Ok(())
}

fn draw_shape<DB: DrawingBackend>(
    area: &Area<DB>,
    view: &View,
    theme: &Theme,
    (shape, pen): (&Shape, &Pen),
    plot: Bounds,
) -> DrawResult<DB> {
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
