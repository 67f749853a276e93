//! The level sets of a bowl, exactly: ellipses, or pairs of lines where it is a valley.

use crate::drawing::clip::Bounds;
use crate::drawing::paths::Paths;
use crate::drawing::view::{Pixel, View};
use crate::landscape::Quadratic;
use crate::point::Params;
use std::f64::consts::TAU;

/// A chord may be this many device pixels from its arc.
const TOLERANCE: f64 = 0.1;

/// An arc is halved at most this often, which divides a circle finer than numbers can.
const DEEPEST: u32 = 50;

/// The visible part of the level set where the bowl rises by `rise`.
pub(super) fn level_set(bowl: &Quadratic, rise: f64, view: &View) -> Paths {
    ellipse(bowl, rise, view).unwrap_or_else(|| {
        let mut lines = valley(bowl, rise.sqrt(), view);
        lines.append(&valley(bowl, -rise.sqrt(), view));
        lines
    })
}

/// The visible part of the line (b − b\*) + x̄·(m − m\*) = `height`, along which a bowl over a
/// feature that does not vary rises by `height`².
pub(super) fn valley(bowl: &Quadratic, height: f64, view: &View) -> Paths {
    let ends = view.region().m.map(|m| {
        let b = bowl.minimum.b + height - bowl.mean_x * (m - bowl.minimum.m);
        view.to_pixel(Params { m, b })
    });
    Paths::visible(ends, view.plot())
}

/// The visible part of the ellipse where the bowl rises by `rise`.
///
/// `None` where the level sets are no ellipses.
pub(super) fn ellipse(bowl: &Quadratic, rise: f64, view: &View) -> Option<Paths> {
    let mut arcs = Arcs {
        bowl,
        rise,
        view,
        seen: view.plot(),
        places: Vec::new(),
    };
    let first = arcs.place(rise, 0.0)?;
    arcs.places.push(first);
    const PARTS: u32 = 8;
    let mut from = first;
    for part in 0..PARTS {
        let angles = [part, part + 1].map(|i| TAU * f64::from(i) / f64::from(PARTS));
        let to = arcs.place(rise, angles[1])?;
        arcs.follow(angles, [from, to], DEEPEST)?;
        from = to;
    }
    Some(Paths::visible(arcs.places, view.plot()))
}

struct Arcs<'a> {
    bowl: &'a Quadratic,
    rise: f64,
    view: &'a View,
    seen: Bounds,
    places: Vec<Pixel>,
}

impl Arcs<'_> {
    fn place(&self, rise: f64, angle: f64) -> Option<Pixel> {
        let at = self.bowl.level_point(rise, angle)?;
        Some(self.view.to_pixel(at))
    }

    /// Adds places after the first angle up to the second, close where the arc is in view.
    fn follow(&mut self, angles: [f64; 2], ends: [Pixel; 2], depth: u32) -> Option<()> {
        let middle = (angles[0] + angles[1]) / 2.0;
        // The arc is inside the triangle of its ends and the tip, where its tangents meet.
        let cosine = ((angles[1] - angles[0]) / 2.0).cos();
        let tip = self.place(self.rise / (cosine * cosine), middle)?;
        let out_of_sight = !Bounds::around(&[ends[0], ends[1], tip]).meets(&self.seen);
        let flat = {
            let (x, y) = ((ends[0].x + ends[1].x) / 2.0, (ends[0].y + ends[1].y) / 2.0);
            // An arc is half as high as its triangle.
            (tip.x - x).hypot(tip.y - y) / 2.0 < TOLERANCE
        };
        if out_of_sight || flat || depth == 0 {
            self.places.push(ends[1]);
            return Some(());
        }
        let half = self.place(self.rise, middle)?;
        self.follow([angles[0], middle], [ends[0], half], depth - 1)?;
        self.follow([middle, angles[1]], [half, ends[1]], depth - 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drawing::fixtures::{diamonds, ravine, screen};
    use crate::drawing::paths::place;
    use crate::landscape::Landscape;
    use crate::point::Region;
    use proptest::prelude::*;

    /// Views from the whole bowl down to where a circle is a straight line.
    fn scene() -> impl Strategy<Value = (Quadratic, f64, View)> {
        (any::<bool>(), 0.0..TAU, -9.0..1.0, -6.0..2.0).prop_map(|(turned, angle, zoom, power)| {
            let landscape = if turned { ravine() } else { diamonds() };
            let bowl = *landscape.as_quadratic().expect("a bowl");
            let rise = 10f64.powf(power);
            let at = bowl.level_point(rise, angle).expect("an ellipse");
            let half = 10f64.powf(zoom) * rise.sqrt();
            let region = Region {
                m: [at.m - half, at.m + half],
                b: [at.b - half, at.b + half],
            };
            (bowl, rise, View::fit(region, screen(800.0, 600.0)))
        })
    }

    /// How far a place is from the line through `points`, in pixels.
    fn distance(line: &[(i32, i32)], at: Pixel) -> f64 {
        line.windows(2)
            .map(|pair| {
                let (from, to) = (place(pair[0]), place(pair[1]));
                let (dx, dy) = (to.x - from.x, to.y - from.y);
                let along = ((at.x - from.x) * dx + (at.y - from.y) * dy) / (dx * dx + dy * dy);
                let t = along.clamp(0.0, 1.0);
                (from.x + t * dx - at.x).hypot(from.y + t * dy - at.y)
            })
            .fold(f64::INFINITY, f64::min)
    }

    proptest! {
        #[test]
        fn points_lie_on_their_level((bowl, rise, view) in scene()) {
            let bowl = Quadratic { floor: 0.0, ..bowl };
            let paths = ellipse(&bowl, rise, &view).expect("an ellipse");
            for &point in paths.iter().flatten() {
                // Rounded to a whole pixel, a point is within a pixel of its level.
                let around = |dx: f64, dy: f64| {
                    let Pixel { x, y } = place(point);
                    bowl.value(view.to_params(Pixel { x: x + dx, y: y + dy }))
                };
                let near = [(-1.0, -1.0), (-1.0, 1.0), (1.0, -1.0), (1.0, 1.0)]
                    .map(|(dx, dy)| around(dx, dy));
                let (low, high) = near.iter().fold((f64::INFINITY, 0.0_f64), |(low, high), rise| {
                    (low.min(*rise), high.max(*rise))
                });
                prop_assert!((low..=high).contains(&rise), "{point:?} {near:?} {rise}");
            }
        }

        #[test]
        fn every_visible_part_is_drawn((bowl, rise, view) in scene(), turns in 0.0..1.0) {
            // The middle of the view is on the level; so is this place, if it is in view.
            let angle = TAU * turns;
            let paths = ellipse(&bowl, rise, &view).expect("an ellipse");
            let Region { m, b } = view.region();
            let middle = Params::new((m[0] + m[1]) / 2.0, (b[0] + b[1]) / 2.0);
            let there = bowl.level_point(rise, angle).expect("an ellipse");
            for at in [middle, there].map(|at| view.to_pixel(at)) {
                if !view.plot().grown(-1.0).contains(at) {
                    continue;
                }
                let away = paths
                    .iter()
                    .map(|line| distance(line, at))
                    .fold(f64::INFINITY, f64::min);
                prop_assert!(away < 1.0, "{at:?} {away}");
            }
        }

        #[test]
        fn a_valley_has_lines_on_their_level(
            x in -9.0..9.0_f64, y in -9.0..9.0_f64, power in -6.0..2.0_f64,
        ) {
            let bowl = Quadratic::fit(&[[x, y]]);
            let rise = 10f64.powf(power);
            let half = 3.0 * rise.sqrt() + 0.1;
            let region = Region { m: [-half, half], b: [y - half, y + half] };
            let view = View::fit(region, screen(800.0, 600.0));
            let paths = level_set(&bowl, rise, &view);
            prop_assert_eq!(paths.iter().count(), 2);
            for &point in paths.iter().flatten() {
                let Pixel { x, y } = place(point);
                let heights = [(-1.0, -1.0), (1.0, 1.0), (-1.0, 1.0), (1.0, -1.0)].map(|(dx, dy)| {
                    bowl.value(view.to_params(Pixel { x: x + dx, y: y + dy })).sqrt()
                });
                let low = heights.into_iter().fold(f64::INFINITY, f64::min);
                let high = heights.into_iter().fold(0.0, f64::max);
                prop_assert!((low..=high).contains(&rise.sqrt()), "{heights:?} {rise}");
            }
        }

        #[test]
        fn few_points_are_enough((bowl, rise, view) in scene()) {
            let paths = ellipse(&bowl, rise, &view).expect("an ellipse");
            prop_assert!(paths.len() < 600, "{}", paths.len());
        }
    }
}
