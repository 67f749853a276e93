//! What arrows are called, written where there is room beside their tips.

use crate::drawing::arrow_shapes::Shape;
use crate::drawing::clip::Bounds;
use crate::drawing::color::Rgb;
use crate::drawing::surface::{Area, DrawResult};
use crate::drawing::text::{self, hold};
use crate::drawing::theme::Theme;
use crate::drawing::view::{Pixel, View};
use crate::training::ArrowKind;
use plotters::backend::DrawingBackend;
use plotters::style::Color;

/// Writes each shape's label in its colour, within `bounds`, where nothing is `taken`.
pub(super) fn draw<DB: DrawingBackend>(
    area: &Area<DB>,
    view: &View,
    theme: &Theme,
    (shapes, colors): (&[Shape], &[Rgb]),
    (bounds, mut taken): (Bounds, Vec<Bounds>),
) -> DrawResult<DB> {
    let style = text::style(view, theme, theme.ink.to_rgba(), hold::CENTER);
    let em = view.device(theme.text_size);
    for (shape, color) in shapes.iter().zip(colors) {
        let (width, _) = text::measure(area, shape.label, &style)?;
        let Some(label) = place(bounds, shape, shapes, &taken, [width, em]) else {
            continue;
        };
        taken.push(label);
        let middle = Pixel {
            x: (label.left + label.right) / 2.0,
            y: (label.top + label.bottom) / 2.0,
        };
        let written = (shape.label, *color);
        text::write_in(area, view, theme, written, (middle, hold::CENTER))?;
    }
    Ok(())
}

/// The best place for a label of `[width, height]`: on the plot, off other labels, and across as
/// few lines as can be.
fn place(
    plot: Bounds,
    shape: &Shape,
    shapes: &[Shape],
    taken: &[Bounds],
    [width, height]: [f64; 2],
) -> Option<Bounds> {
    let mut best: Option<(f64, Bounds)> = None;
    for (rank, at) in spots(shape, [width, height]).into_iter().enumerate() {
        let label = Bounds {
            left: at.x - width / 2.0,
            right: at.x + width / 2.0,
            top: at.y - 0.6 * height,
            bottom: at.y + 0.6 * height,
        };
        let ends = [(label.left, label.top), (label.right, label.bottom)];
        let fits = ends.iter().all(|&(x, y)| plot.contains(Pixel { x, y }));
        if !fits || taken.iter().any(|other| other.meets(&label)) {
            continue;
        }
        let crossed = shapes
            .iter()
            .flat_map(|shape| &shape.lines)
            .filter(|line| {
                let mut parts = line.points.windows(2);
                parts.any(|part| label.clip(part[0], part[1]).is_some())
            })
            .count();
        let cost = crossed as f64 + 0.01 * rank as f64;
        if best.is_none_or(|(least, _)| cost < least) {
            best = Some((cost, label));
        }
    }
    best.map(|(_, label)| label)
}

/// Middles of labels around a shape, the better ones first: ahead of a tip, to its sides, further
/// away, and where the tip is in a corner of the plot, beside the shaft.
fn spots(shape: &Shape, [width, height]: [f64; 2]) -> Vec<Pixel> {
    // Where a line comes from at a tip, the tip, and a place beside the line.
    let mut tips = Vec::new();
    for line in &shape.lines {
        let (points, last) = (&line.points, line.points.len() - 1);
        let part = |t: f64| {
            let (at, t) = ((t * last as f64) as usize, (t * last as f64).fract());
            let [from, to] = [points[at], points[(at + 1).min(last)]];
            Pixel {
                x: from.x + t * (to.x - from.x),
                y: from.y + t * (to.y - from.y),
            }
        };
        let bar = shape.kind == ArrowKind::SecondMoment;
        if line.whole[1] {
            let beside = part(if bar { 0.75 } else { 0.5 });
            tips.push([points[last - 1], points[last], beside]);
        }
        if bar && line.whole[0] {
            tips.push([points[1], points[0], part(0.25)]);
        }
    }
    let (mut spots, mut beside) = (Vec::new(), Vec::new());
    for away in [0.6, 1.6, 2.6, 4.0] {
        for [from, tip, middle] in &tips {
            let (dx, dy) = (tip.x - from.x, tip.y - from.y);
            let length = dx.hypot(dy);
            let (ux, uy) = (dx / length, dy / length);
            // A label stands as far away as its extent in that direction.
            let reach = away * height;
            let spot = |at: Pixel, (x, y): (f64, f64)| Pixel {
                x: at.x + x * (width / 2.0 + reach),
                y: at.y + y * (height / 2.0 + reach),
            };
            let sides = [(uy, -ux), (-uy, ux)];
            spots.push(spot(*tip, (ux, uy)));
            spots.extend(sides.map(|side| spot(*tip, side)));
            beside.extend(sides.map(|side| spot(*middle, side)));
        }
    }
    spots.extend(beside);
    spots
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drawing::arrow_shapes::Shaft;

    const PLOT: Bounds = Bounds {
        left: 0.0,
        top: 0.0,
        right: 1000.0,
        bottom: 800.0,
    };

    fn shape(kind: ArrowKind, tip: (f64, f64)) -> Shape {
        let at = |(x, y)| Pixel { x, y };
        Shape {
            kind,
            label: "a label",
            lines: vec![Shaft::straight(at((500.0, 400.0)), at(tip))],
        }
    }

    #[test]
    fn labels_of_arrows_in_one_direction_stand_apart_and_on_the_plot() {
        for tip in [
            (640.0, 400.0),
            (500.0, 530.0),
            (400.0, 300.0),
            (990.0, 790.0),
        ] {
            let kinds = [ArrowKind::Momentum, ArrowKind::Gradient, ArrowKind::Step];
            let shapes = kinds.map(|kind| shape(kind, tip));
            let mut taken = Vec::new();
            for one in &shapes {
                let label = place(PLOT, one, &shapes, &taken, [120.0, 26.0]);
                let label = label.unwrap_or_else(|| panic!("no room at {tip:?} beside {taken:?}"));
                assert!(taken.iter().all(|other| !label.meets(other)));
                assert!(label.left >= 0.0 && label.right <= 1000.0 && label.bottom <= 800.0);
                taken.push(label);
            }
        }
    }

    #[test]
    fn a_label_stands_ahead_of_a_lone_arrow_and_crosses_none() {
        let lone = shape(ArrowKind::Gradient, (640.0, 400.0));
        let label = place(PLOT, &lone, std::slice::from_ref(&lone), &[], [120.0, 26.0]);
        let label = label.expect("room");
        assert!(label.left > 640.0 && label.left < 680.0);
        assert!(label.top < 400.0 && label.bottom > 400.0);
        let other = shape(ArrowKind::Step, (900.0, 400.0));
        let both = [lone.clone(), other];
        let label = place(PLOT, &lone, &both, &[], [120.0, 26.0]).expect("room");
        assert!(label.bottom < 400.0 || label.top > 400.0);
    }
}
