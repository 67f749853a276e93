//! The level sets of a bowl, exactly.

use crate::drawing::clip::Bounds;
use crate::drawing::paths::Paths;
use crate::drawing::view::{Pixel, View};
use crate::landscape::Quadratic;
use std::f64::consts::TAU;

/// A chord may be this many device pixels from its arc.
const TOLERANCE: f64 = 0.1;

/// An arc is halved at most this often, which divides a circle finer than numbers can.
const DEEPEST: u32 = 50;

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
