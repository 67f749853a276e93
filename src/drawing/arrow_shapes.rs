//! Where the arrows of an update are on the picture.

use crate::drawing::view::{Pixel, View};
use crate::point::Params;
use crate::training::{Arrow, ArrowKind};

/// An update, to be drawn at the point where it began.
#[derive(Debug, Clone, Copy)]
pub struct Arrows<'a> {
    /// The parameters before.
    pub from: Params,
    /// The parameters after.
    pub to: Params,
    /// What is shown of it.
    pub arrows: &'a [Arrow],
    /// The kinds that are drawn, and found under a pointer; the others still set the scale.
    pub kinds: &'a [ArrowKind],
    /// The trail style of the racer.
    pub style: usize,
    /// The kind that is emphasized; the others are pale then.
    pub lit: Option<ArrowKind>,
}

/// One arrow, or one pair of bars, in device pixels.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Shape {
    pub kind: ArrowKind,
    pub label: &'static str,
    /// One for an arrow, one for each axis for bars, which go to both sides of the point.
    pub lines: Vec<Shaft>,
}

/// The line of an arrow, or one bar, from foot to tip.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Shaft {
    /// At least two.
    pub points: Vec<Pixel>,
    /// Whether foot and tip are its own; else it is cut there.
    pub whole: [bool; 2],
}

impl Shaft {
    pub fn straight(from: Pixel, tip: Pixel) -> Self {
        Self {
            points: vec![from, tip],
            whole: [true; 2],
        }
    }

    /// Its first and its last point.
    pub fn ends(&self) -> [Pixel; 2] {
        [self.points[0], self.points[self.points.len() - 1]]
    }
}

/// The longest arrow that is no step, as a part of the plot's shorter side.
const LONGEST: f64 = 0.2;

/// Shorter arrows, in device pixels, have no direction that can be seen.
const SHORTEST: f64 = 1.0;

/// How far from a line a pointer may be, in CSS pixels.
const REACH: f64 = 8.0;

/// The shapes of an update that can be drawn, those first that others are drawn upon.
///
/// The step is as long as it is. All others share one scale, so that they compare with each other.
pub(super) fn shapes(view: &View, update: &Arrows) -> Vec<Shape> {
    let origin = view.to_pixel(update.from);
    if !view.plot().contains(origin) {
        return Vec::new();
    }
    // Measured in their largest part, so that no length overflows.
    let scaled = || {
        let arrows = update.arrows.iter();
        arrows.filter(|arrow| {
            arrow.kind != ArrowKind::Step && arrow.value.iter().all(|part| part.is_finite())
        })
    };
    let largest = scaled()
        .flat_map(|arrow| arrow.value)
        .fold(0.0, |most: f64, part| most.max(part.abs()));
    let travel = |arrow: &Arrow| view.travel(arrow.value.map(|part| part / largest));
    let longest = scaled()
        .map(|arrow| match (arrow.kind, travel(arrow)) {
            (ArrowKind::SecondMoment, [x, y]) => x.abs().max(y.abs()),
            (_, [x, y]) => x.hypot(y),
        })
        .fold(0.0, f64::max);
    let plot = view.plot();
    let scale = LONGEST * plot.width().min(plot.height()) / longest;

    let to = |[x, y]: [f64; 2]| Pixel {
        x: origin.x + x,
        y: origin.y + y,
    };
    let order = [
        ArrowKind::SecondMoment,
        ArrowKind::Momentum,
        ArrowKind::Gradient,
        ArrowKind::Step,
    ];
    let shown = order.into_iter().filter(|kind| update.kinds.contains(kind));
    let found = shown.filter_map(|kind| {
        let arrow = update.arrows.iter().find(|arrow| arrow.kind == kind)?;
        let tips = match kind {
            ArrowKind::Step => vec![view.to_pixel(update.to)],
            ArrowKind::SecondMoment => {
                let [x, y] = travel(arrow).map(|part| part * scale);
                vec![to([x, 0.0]), to([0.0, y])]
            }
            _ => vec![to(travel(arrow).map(|part| part * scale))],
        };
        let lines: Vec<Shaft> = tips
            .into_iter()
            .filter(|tip| (tip.x - origin.x).hypot(tip.y - origin.y) >= SHORTEST)
            .filter(|tip| tip.x.is_finite() && tip.y.is_finite())
            .map(|tip| {
                let bar = kind == ArrowKind::SecondMoment;
                let foot = if bar { mirrored(origin, tip) } else { origin };
                Shaft::straight(foot, tip)
            })
            .collect();
        let label = arrow.label;
        (!lines.is_empty()).then_some(Shape { kind, label, lines })
    });
    found.collect()
}

/// The kind of the arrow at `[x, y]` CSS pixels, some pixels of slack included; `None` where there
/// is none. Of arrows upon each other the one drawn on top is meant.
pub fn arrow_at(view: &View, update: &Arrows, [x, y]: [f64; 2]) -> Option<ArrowKind> {
    let at = Pixel {
        x: view.device(x),
        y: view.device(y),
    };
    if !view.plot().contains(at) {
        return None;
    }
    let mut found = None;
    // A pixel nearer is no reason to take one that lies beneath.
    let (mut least, closer) = (view.device(REACH), view.device(1.0));
    for shape in shapes(view, update).into_iter().rev() {
        for [from, to] in shape.lines.iter().map(Shaft::ends) {
            let away = distance(at, from, to);
            if away < least {
                (least, found) = (away - closer, Some(shape.kind));
            }
        }
    }
    found
}

/// `tip` on the other side of `origin`.
fn mirrored(origin: Pixel, tip: Pixel) -> Pixel {
    Pixel {
        x: 2.0 * origin.x - tip.x,
        y: 2.0 * origin.y - tip.y,
    }
}

/// How far a place is from the line between two others.
fn distance(at: Pixel, from: Pixel, to: Pixel) -> f64 {
    let (dx, dy) = (to.x - from.x, to.y - from.y);
    let along = ((at.x - from.x) * dx + (at.y - from.y) * dy) / (dx * dx + dy * dy);
    // Of a line without length, any part is its foot.
    let along = if along.is_finite() {
        along.clamp(0.0, 1.0)
    } else {
        0.0
    };
    (from.x + along * dx - at.x).hypot(from.y + along * dy - at.y)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drawing::fixtures::{diamonds, view_of};
    use proptest::prelude::*;

    fn arrow(kind: ArrowKind, value: [f64; 2]) -> Arrow {
        Arrow {
            kind,
            label: "an arrow",
            value,
            terms: &[],
        }
    }

    fn all(value: [f64; 2]) -> Vec<Arrow> {
        ArrowKind::ALL.map(|kind| arrow(kind, value)).to_vec()
    }

    fn update<'a>(from: Params, to: Params, arrows: &'a [Arrow]) -> Arrows<'a> {
        Arrows {
            from,
            to,
            arrows,
            kinds: &ArrowKind::ALL,
            style: 0,
            lit: None,
        }
    }

    const FROM: Params = Params::new(0.5, 0.5);
    const TO: Params = Params::new(0.75, 0.25);

    fn part() -> impl Strategy<Value = f64> {
        prop_oneof![4 => -10.0..10.0, 1 => Just(0.0), 1 => any::<f64>()]
    }

    proptest! {
        #[test]
        fn any_values_give_finite_shapes_of_a_readable_size(
            values in prop::collection::vec((part(), part()), 3),
            to in (part(), part()),
        ) {
            let view = view_of(&diamonds(), 800.0, 600.0);
            let kinds = [ArrowKind::Gradient, ArrowKind::Momentum, ArrowKind::SecondMoment];
            let mut arrows: Vec<Arrow> = kinds
                .into_iter()
                .zip(values)
                .map(|(kind, (m, b))| arrow(kind, [m, b]))
                .collect();
            arrows.push(arrow(ArrowKind::Step, [1.0, 1.0]));
            let to = Params { m: to.0, b: to.1 };
            let found = shapes(&view, &update(FROM, to, &arrows));
            let longest = found
                .iter()
                .filter(|shape| shape.kind != ArrowKind::Step)
                .flat_map(|shape| shape.lines.iter().map(|line| (shape.kind, line.ends())))
                .map(|(kind, [from, to])| {
                    let parts = if kind == ArrowKind::SecondMoment { 2.0 } else { 1.0 };
                    (to.x - from.x).hypot(to.y - from.y) / parts
                })
                .fold(0.0, f64::max);
            let plot = view.plot();
            let side = plot.width().min(plot.height());
            prop_assert!(longest == 0.0 || (longest / side - 0.2).abs() < 1e-6, "{longest}");
            for [from, to] in found.iter().flat_map(|shape| &shape.lines).map(Shaft::ends) {
                prop_assert!([from.x, from.y, to.x, to.y].iter().all(|part| part.is_finite()));
            }
        }
    }

    #[test]
    fn arrows_share_a_scale_and_the_step_has_its_own_length() {
        let view = view_of(&diamonds(), 800.0, 600.0);
        let arrows = [
            arrow(ArrowKind::Gradient, [2.0, -2.0]),
            arrow(ArrowKind::Momentum, [-0.5, 0.0]),
            arrow(ArrowKind::SecondMoment, [1.0, 0.25]),
            arrow(ArrowKind::Step, [0.25, -0.25]),
        ];
        let found = shapes(&view, &update(FROM, TO, &arrows));
        let line = |kind| {
            let shape = found.iter().find(|shape: &&Shape| shape.kind == kind);
            let [from, to] = shape.expect("it is drawn").lines[0].ends();
            [to.x - from.x, to.y - from.y]
        };
        let close = |a: f64, b: f64| assert!((a - b).abs() < 1e-6 * b.abs().max(1.0), "{a} {b}");
        let [x, y] = line(ArrowKind::Gradient);
        // The fixture's view is nearly as long up as across.
        close(
            x / y,
            view.travel([1.0, -1.0])[0] / view.travel([1.0, -1.0])[1],
        );
        assert!(x > 0.0 && y > 0.0);
        close(line(ArrowKind::Momentum)[0], -x / 4.0);
        close(line(ArrowKind::Momentum)[1], 0.0);
        // Half of it on each side.
        close(line(ArrowKind::SecondMoment)[0], x);
        let (from, to) = (view.to_pixel(FROM), view.to_pixel(TO));
        assert_eq!(line(ArrowKind::Step), [to.x - from.x, to.y - from.y]);
    }

    #[test]
    fn a_hidden_kind_leaves_the_others_as_they_are() {
        let view = view_of(&diamonds(), 800.0, 600.0);
        let arrows = [
            arrow(ArrowKind::Gradient, [1.0, 0.0]),
            arrow(ArrowKind::Momentum, [0.0, 4.0]),
            arrow(ArrowKind::Step, [0.25, -0.25]),
        ];
        let all = update(FROM, TO, &arrows);
        let some = Arrows {
            kinds: &[ArrowKind::Gradient, ArrowKind::Step],
            ..all
        };
        let mut left = shapes(&view, &all);
        let [_, tip] = left.remove(0).lines[0].ends();
        assert_eq!(shapes(&view, &some), left);
        let at = [tip.x, tip.y].map(|part| part / view.pixel_ratio());
        assert_eq!(arrow_at(&view, &all, at), Some(ArrowKind::Momentum));
        assert_eq!(arrow_at(&view, &some, at), None);
        let none = Arrows { kinds: &[], ..all };
        assert_eq!(shapes(&view, &none), []);
    }

    #[test]
    fn nothing_comes_of_nothing() {
        let view = view_of(&diamonds(), 800.0, 600.0);
        for value in [[0.0, 0.0], [f64::NAN, 1.0], [f64::INFINITY, 0.0]] {
            let arrows = all(value);
            assert_eq!(shapes(&view, &update(FROM, FROM, &arrows)), []);
        }
        let arrows = all([1.0, 1.0]);
        let far = Params::new(100.0, 0.0);
        assert_eq!(shapes(&view, &update(far, TO, &arrows)), []);
        let bars = [arrow(ArrowKind::SecondMoment, [1.0, 0.0])];
        assert_eq!(shapes(&view, &update(FROM, TO, &bars))[0].lines.len(), 1);
    }

    #[test]
    fn an_arrow_is_found_under_the_pointer() {
        let view = view_of(&diamonds(), 800.0, 600.0);
        let arrows = [
            arrow(ArrowKind::Gradient, [1.0, 0.0]),
            arrow(ArrowKind::Momentum, [0.0, 1.0]),
            arrow(ArrowKind::SecondMoment, [1.0, 0.0]),
            arrow(ArrowKind::Step, [0.0, 0.0]),
        ];
        let update = update(FROM, Params::new(0.5, 0.4), &arrows);
        let [x, y] = view.to_css(FROM);
        let length = 0.2 * view.plot().height() / view.pixel_ratio();
        let at = |dx: f64, dy: f64| arrow_at(&view, &update, [x + dx * length, y + dy * length]);
        assert_eq!(at(0.5, 0.0), Some(ArrowKind::Gradient));
        assert_eq!(at(0.5, 0.05), Some(ArrowKind::Gradient));
        assert_eq!(at(0.0, -0.8), Some(ArrowKind::Momentum));
        assert_eq!(at(0.0, 0.15), Some(ArrowKind::Step));
        // Bars go to both sides.
        assert_eq!(at(-0.9, 0.0), Some(ArrowKind::SecondMoment));
        assert_eq!(at(0.6, -0.6), None);
        assert_eq!(at(0.0, -1.2), None);
        assert_eq!(arrow_at(&view, &update, [1.0, 1.0]), None);
        assert_eq!(arrow_at(&view, &update, [f64::NAN, 1.0]), None);
    }
}
