//! The point that a pointer means.

use crate::drawing::trails::Trail;
use crate::drawing::view::{Pixel, View};
use crate::point::{Params, Region};

/// A point of one of several trails.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Nearest {
    /// Which of the trails.
    pub trail: usize,
    /// Which of its points.
    pub index: usize,
    /// Where that is on the plane.
    pub at: Params,
    /// How far away it is, in CSS pixels.
    pub distance: f64,
}

/// The point of `trails` that is shown nearest to `[x, y]` CSS pixels.
///
/// Only points on the plot count; of points upon each other the newest of the last trail is
/// meant, which is the one drawn on top. `None` where the plot shows none.
pub fn nearest(view: &View, trails: &[Trail], [x, y]: [f64; 2]) -> Option<Nearest> {
    let (plot, ratio) = (view.plot(), view.pixel_ratio());
    let (x, y) = (x * ratio, y * ratio);
    let (mut least, mut best) = (f64::INFINITY, None);
    for (trail, way) in trails.iter().enumerate() {
        way.places().enumerate().for_each(|(index, at)| {
            let Pixel { x: px, y: py } = view.to_pixel(at);
            let squared = (px - x) * (px - x) + (py - y) * (py - y);
            if squared <= least && plot.contains(Pixel { x: px, y: py }) {
                least = squared;
                best = Some((trail, index, at));
            }
        });
    }
    best.map(|(trail, index, at)| Nearest {
        trail,
        index,
        at,
        distance: least.sqrt() / ratio,
    })
}

/// The smallest region with all finite points of `trails` in it, a tenth larger on every side.
///
/// Points further than 1e11 from zero, which only a divergence reaches, are left out. `None`
/// where what is left has no extent.
pub fn region_around(trails: &[Trail]) -> Option<Region> {
    const FAR: f64 = 1e11;
    let mut low = [f64::INFINITY; 2];
    let mut high = [f64::NEG_INFINITY; 2];
    for at in trails.iter().flat_map(Trail::places) {
        let at = at.to_array();
        if at.iter().all(|value| value.abs() <= FAR) {
            for k in 0..2 {
                low[k] = low[k].min(at[k]);
                high[k] = high[k].max(at[k]);
            }
        }
    }
    let range = |k: usize| {
        let room = 0.1 * (high[k] - low[k]);
        [low[k] - room, high[k] + room]
    };
    let has_extent = low[0] < high[0] || low[1] < high[1];
    has_extent.then(|| Region {
        m: range(0),
        b: range(1),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drawing::fixtures::{diamonds, view_of};
    use proptest::prelude::*;

    fn way() -> impl Strategy<Value = Vec<Params>> {
        let coordinate = || prop_oneof![9 => -3.0..3.0, 1 => any::<f64>()];
        prop::collection::vec((coordinate(), coordinate()), 0..40)
            .prop_map(|points| points.into_iter().map(|(m, b)| Params { m, b }).collect())
    }

    /// Trails through these points, the last of each where its racer is now.
    fn through(ways: &[Vec<Params>]) -> Vec<Trail<'_>> {
        let trails = ways.iter().map(|way| Trail {
            now: way.last().copied(),
            ..Trail::through(&way[..way.len().saturating_sub(1)], 0)
        });
        trails.collect()
    }

    proptest! {
        #[test]
        fn none_on_the_plot_is_nearer(
            trails in prop::collection::vec(way(), 0..4),
            x in 60.0..780.0,
            y in 40.0..540.0,
        ) {
            let view = view_of(&diamonds(), 800.0, 600.0);
            let found = nearest(&view, &through(&trails), [x, y]);
            let seen = trails.iter().flatten().filter(|at| view.plot().contains(view.to_pixel(**at)));
            let least = seen
                .map(|at| view.to_css(*at))
                .map(|[px, py]| (px - x).hypot(py - y))
                .fold(f64::INFINITY, f64::min);
            match found {
                None => prop_assert_eq!(least, f64::INFINITY),
                Some(Nearest { trail, index, at, distance }) => {
                    prop_assert_eq!(trails[trail][index].to_array().map(f64::to_bits), at.to_array().map(f64::to_bits));
                    prop_assert!((distance - least).abs() < 1e-9);
                    let [px, py] = view.to_css(trails[trail][index]);
                    prop_assert!(((px - x).hypot(py - y) - distance).abs() < 1e-9);
                }
            }
        }
    }

    #[test]
    fn of_points_upon_each_other_the_top_one_is_meant() {
        let view = view_of(&diamonds(), 800.0, 600.0);
        let [start, end] = [Params::new(-1.5, 2.0), Params::new(0.0, 0.0)];
        let trails = [vec![start, start, end], vec![start, end]];
        let found = nearest(&view, &through(&trails), view.to_css(start)).expect("two trails");
        assert_eq!((found.trail, found.index), (1, 0));
        assert!(nearest(&view, &[], [100.0, 100.0]).is_none());
    }

    #[test]
    fn trails_fit_into_the_region_around_them() {
        let trails = [
            vec![Params::new(0.0, 1.0), Params::new(10.0, 1.5)],
            vec![Params::new(1.0, 2.0), Params::new(1e200, f64::NAN)],
        ];
        let region = region_around(&through(&trails)).expect("an extent");
        assert_eq!((region.m, region.b), ([-1.0, 11.0], [0.9, 2.1]));
        assert_eq!(
            region_around(&through(&[vec![Params::new(1.0, 1.0); 3]])),
            None
        );
        assert_eq!(region_around(&[]), None);
    }
}
