//! Where labels stand on contours.

use crate::drawing::clip::Bounds;
use crate::drawing::paths::{Paths, place};
use crate::drawing::view::{Pixel, View};

/// The labels that have found a place.
pub(super) struct Labels {
    plot: Bounds,
    em: f64,
    placed: Vec<(String, Pixel, Bounds)>,
}

impl Labels {
    /// No labels yet on the plot of `view`; `em` is the text size in device pixels.
    pub fn new(view: &View, em: f64) -> Self {
        Self {
            plot: view.plot(),
            em,
            placed: Vec::new(),
        }
    }

    /// Places a label of the given width and height on the best spot of a line, if one is free.
    ///
    /// Good spots are where the line runs level, so that the text hides as little of it as can
    /// be, and low on the picture. A line too small to carry the label stays without.
    pub fn place(&mut self, label: &str, (width, height): (f64, f64), paths: &Paths) {
        let (half_width, half_height) = (
            width / 2.0 + 0.3 * self.em,
            height.max(self.em) / 2.0 + 0.05 * self.em,
        );
        let inside = self.plot.grown(-0.15 * self.em);
        let mut best: Option<(f64, Pixel, Bounds)> = None;
        for line in paths.iter() {
            let extent = Bounds::around(&line.iter().map(|&at| place(at)).collect::<Vec<_>>());
            if extent.width().max(extent.height()) < 2.6 * width {
                continue;
            }
            for spot in spots(line, 0.2 * self.em) {
                let at = spot.at;
                let hole = Bounds {
                    left: at.x - half_width,
                    top: at.y - half_height,
                    right: at.x + half_width,
                    bottom: at.y + half_height,
                };
                let fits = inside.contains(Pixel {
                    x: hole.left,
                    y: hole.top,
                }) && inside.contains(Pixel {
                    x: hole.right,
                    y: hole.bottom,
                });
                let apart = hole.grown(0.5 * self.em);
                if !fits || self.placed.iter().any(|(_, _, taken)| taken.meets(&apart)) {
                    continue;
                }
                let depth = (at.y - self.plot.top) / self.plot.height();
                let cost = spot.steepness - 0.5 * depth;
                if best.as_ref().is_none_or(|(least, ..)| cost < *least) {
                    best = Some((cost, at, hole));
                }
            }
        }
        if let Some((_, at, hole)) = best {
            self.placed.push((label.to_owned(), at, hole));
        }
    }

    /// Where lines are left open.
    pub fn holes(&self) -> impl Iterator<Item = Bounds> {
        self.placed.iter().map(|(_, _, hole)| *hole)
    }

    /// What is written, and around which places.
    pub fn texts(&self) -> impl Iterator<Item = (&str, Pixel)> {
        self.placed
            .iter()
            .map(|(label, at, _)| (label.as_str(), *at))
    }
}

struct Spot {
    at: Pixel,
    /// 0 where the line runs level, 1 where it is upright.
    steepness: f64,
}

/// Places along a line, about `apart` from each other.
fn spots(line: &[(i32, i32)], apart: f64) -> Vec<Spot> {
    let mut places = Vec::new();
    let mut to_next = 0.0;
    for (&from, &to) in line.iter().zip(&line[1..]) {
        let (from, to) = (place(from), place(to));
        let (dx, dy) = (to.x - from.x, to.y - from.y);
        let length = dx.hypot(dy);
        while to_next < length {
            let t = to_next / length;
            places.push(Pixel {
                x: from.x + t * dx,
                y: from.y + t * dy,
            });
            to_next += apart;
        }
        to_next -= length;
    }
    // Single pieces of the line only run in the directions that whole pixels allow.
    let neighbour = |i: usize| places[i.min(places.len() - 1)];
    places
        .iter()
        .enumerate()
        .map(|(i, &at)| {
            let (before, after) = (neighbour(i.saturating_sub(4)), neighbour(i + 4));
            let (dx, dy) = (after.x - before.x, after.y - before.y);
            Spot {
                at,
                steepness: dy.abs() / dx.hypot(dy).max(1.0),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drawing::ellipses::ellipse;
    use crate::drawing::fixtures::{diamonds, view_of};
    use crate::landscape::Landscape;

    fn placed(width: f64, height: f64) -> (View, Labels) {
        let landscape = diamonds();
        let view = view_of(&landscape, width, height);
        let bowl = landscape.as_quadratic().expect("a bowl");
        let mut labels = Labels::new(&view, 26.0);
        for i in 0..30 {
            let paths = ellipse(bowl, 20.0 * 0.7_f64.powi(i), &view).expect("an ellipse");
            labels.place(&format!("{i}"), (60.0, 26.0), &paths);
        }
        (view, labels)
    }

    #[test]
    fn labels_are_on_the_plot_and_apart() {
        for (width, height) in [(1280.0, 800.0), (360.0, 360.0), (360.0, 120.0)] {
            let (view, labels) = placed(width, height);
            let holes: Vec<Bounds> = labels.holes().collect();
            assert!(width < 400.0 || holes.len() > 8, "{}", holes.len());
            for (i, hole) in holes.iter().enumerate() {
                let plot = view.plot();
                assert!(plot.left <= hole.left && hole.right <= plot.right);
                assert!(plot.top <= hole.top && hole.bottom <= plot.bottom);
                assert!(holes[..i].iter().all(|other| !other.meets(hole)));
            }
        }
    }

    #[test]
    fn a_ring_too_small_for_its_label_has_none() {
        let landscape = diamonds();
        let view = view_of(&landscape, 800.0, 600.0);
        let bowl = landscape.as_quadratic().expect("a bowl");
        let mut labels = Labels::new(&view, 26.0);
        let ring = ellipse(bowl, 1e-3, &view).expect("an ellipse");
        labels.place("0.151", (70.0, 26.0), &ring);
        assert_eq!(labels.texts().count(), 0);
    }
}
