//! The surface as a net of heights.

use crate::drawing::relief::{Climb, Relief};
use crate::drawing::scene::camera::{Projection, Spot};
use crate::point::{Params, Region};

/// The cells of the net along each side.
pub(super) const CELLS: usize = 120;

/// The heights (0 to 1) of a region at the knots of a net, on the scale of the heat map's colours.
#[derive(Debug, Clone)]
pub(super) struct Heights {
    /// Row by row from the lowest b, each from the lowest m.
    knots: Vec<f32>,
    /// Whether the loss there is no finite number; such knots are at the top.
    odd: Vec<bool>,
    climb: Climb,
}

/// The knots along each side.
const KNOTS: usize = CELLS + 1;

impl Heights {
    /// Measures the region.
    pub fn of(relief: &Relief, region: Region) -> Self {
        let climb = relief.climb();
        let along = |[low, high]: [f64; 2], i: usize| low + (high - low) * i as f64 / CELLS as f64;
        let mut heights = Self {
            knots: Vec::with_capacity(KNOTS * KNOTS),
            odd: Vec::with_capacity(KNOTS * KNOTS),
            climb,
        };
        for j in 0..KNOTS {
            let b = along(region.b, j);
            for i in 0..KNOTS {
                let m = along(region.m, i);
                let part = climb.part(relief.rise(Params { m, b }));
                heights.odd.push(part.is_none());
                heights.knots.push(part.unwrap_or(1.0) as f32);
            }
        }
        heights
    }

    /// How far up a rise above the floor is.
    pub fn part(&self, rise: f64) -> f64 {
        self.climb.part(rise).unwrap_or(1.0)
    }

    #[inline]
    pub fn knot(&self, i: usize, j: usize) -> f32 {
        self.knots[j * KNOTS + i]
    }

    /// Whether a corner of the cell has a loss that is no finite number.
    pub fn is_odd(&self, i: usize, j: usize) -> bool {
        let at = j * KNOTS + i;
        self.odd[at] || self.odd[at + 1] || self.odd[at + KNOTS] || self.odd[at + KNOTS + 1]
    }

    /// The height of the net, which is drawn, at a place of the floor plan (0 to 1 across and
    /// away). Each cell is two triangles that meet on its diagonal from the lowest to the highest
    /// corner.
    #[cfg(test)]
    pub fn at(&self, plan: [f64; 2]) -> f64 {
        self.with_slope(plan).0
    }

    /// The height at a place, and how it grows from there across and away, each for the whole side
    /// of the floor plan.
    #[inline]
    pub fn with_slope(&self, [u, v]: [f64; 2]) -> (f64, [f64; 2]) {
        let cell = |part: f64| {
            let along = (part * CELLS as f64).clamp(0.0, CELLS as f64);
            // What is not a number is at the first cell.
            let cell = (along as usize).min(CELLS - 1);
            (cell, along - cell as f64)
        };
        let ((i, x), (j, y)) = (cell(u), cell(v));
        let knot = |i, j| f64::from(self.knot(i, j));
        let (low, high) = (knot(i, j), knot(i + 1, j + 1));
        let [across, away] = if x >= y {
            let corner = knot(i + 1, j);
            [corner - low, high - corner]
        } else {
            let corner = knot(i, j + 1);
            [high - corner, corner - low]
        };
        let slope = [across, away].map(|rise| rise * CELLS as f64);
        (low + x * across + y * away, slope)
    }

    /// How brightly the light shines on a knot, −1 to 1: the cosine between it and the surface's
    /// upward normal.
    pub fn light(&self, i: usize, j: usize, eye: &Projection, light: Spot) -> f32 {
        let [x, y, z] = eye.half;
        let slope = |from: f32, to: f32, cells: usize, half: f64| {
            f64::from(to - from) * z / (half * cells as f64 / CELLS as f64)
        };
        let (left, right) = (i.saturating_sub(1), (i + 1).min(CELLS));
        let (near, far) = (j.saturating_sub(1), (j + 1).min(CELLS));
        let across = slope(self.knot(left, j), self.knot(right, j), right - left, x);
        let away = slope(self.knot(i, near), self.knot(i, far), far - near, y);
        let length = (1.0 + across * across + away * away).sqrt();
        ((light[2] - across * light[0] - away * light[1]) / length) as f32
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drawing::fixtures::{Odd, diamonds};
    use crate::landscape::Landscape;
    use proptest::prelude::*;

    fn heights(landscape: &dyn Landscape) -> Heights {
        let region = landscape.domain();
        Heights::of(&Relief::of(landscape, region), region)
    }

    proptest! {
        #[test]
        fn between_knots_the_net_is_close_to_the_surface(u in 0.0..1.0, v in 0.0..1.0) {
            let landscape = diamonds();
            let Region { m, b } = landscape.domain();
            let net = heights(&landscape);
            let relief = Relief::of(&landscape, landscape.domain());
            let at = Params::new(m[0] + u * (m[1] - m[0]), b[0] + v * (b[1] - b[0]));
            let exact = relief.climb().part(relief.rise(at)).expect("a finite loss");
            let drawn = net.at([u, v]);
            prop_assert!((drawn - exact).abs() < 0.01, "{drawn} {exact}");
        }

        #[test]
        fn heights_are_parts_of_the_box(u: f64, v: f64) {
            let drawn = heights(&Odd).at([u, v]);
            prop_assert!((0.0..=1.0).contains(&drawn), "{drawn}");
        }
    }

    #[test]
    fn the_net_hangs_on_its_knots() {
        let net = heights(&diamonds());
        for (i, j) in [(0, 0), (7, 31), (CELLS, 3), (CELLS, CELLS)] {
            let at = [i as f64 / CELLS as f64, j as f64 / CELLS as f64];
            assert!((net.at(at) - f64::from(net.knot(i, j))).abs() < 1e-6);
        }
        let odd = heights(&Odd);
        assert!(odd.is_odd(0, CELLS - 1) && !odd.is_odd(CELLS - 1, CELLS - 1));
        assert_eq!(odd.knot(0, CELLS), 1.0);
    }
}
