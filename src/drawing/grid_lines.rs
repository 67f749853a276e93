//! The level sets of any landscape, by marching squares.

use crate::drawing::paths::Paths;
use crate::drawing::relief::Relief;
use crate::drawing::view::{Pixel, View};
use crate::point::Params;
use contour::ContourBuilder;

/// The mesh in CSS pixels.
const MESH: f64 = 4.0;

/// Stands for a loss that is not a number, or larger than any: above every level.
const ABOVE: f64 = 1e300;

/// The visible parts of the lines where the landscape rises by each of `rises`.
pub(super) fn grid_lines(relief: &Relief, rises: &[f64], view: &View) -> Vec<Paths> {
    let (plot, mesh) = (view.plot(), view.device(MESH));
    // One more cell on every side: the crate closes lines along the border of the grid, where
    // they are cut off then.
    let nodes = |length: f64| (length / mesh).ceil() as usize + 3;
    let (columns, rows) = (nodes(plot.width()), nodes(plot.height()));
    let place = |x: f64, y: f64| Pixel {
        x: plot.left + (x - 1.0) * mesh,
        y: plot.top + (y - 1.0) * mesh,
    };
    // Interpolation between nodes is better on the logarithm, and the lines are the same.
    let knee = relief.knee();
    let height = |rise: f64| {
        let height = (1.0 + rise.max(0.0) / knee).ln();
        if height.is_finite() && !rise.is_nan() {
            height
        } else {
            ABOVE
        }
    };
    let heights: Vec<f64> = (0..rows)
        .flat_map(|j| (0..columns).map(move |i| (i as f64, j as f64)))
        .map(|(x, y)| height(relief.rise(view.to_params(place(x, y)))))
        .collect();
    let thresholds: Vec<f64> = rises.iter().map(|rise| height(*rise)).collect();
    let lines = ContourBuilder::new(columns, rows, true).lines(&heights, &thresholds);
    // The only error is a grid of the wrong size, and this one has the right one.
    let Ok(lines) = lines else {
        return vec![Paths::default(); rises.len()];
    };
    lines
        .iter()
        .zip(rises)
        .map(|(line, &rise)| {
            let mut paths = Paths::default();
            for string in &line.geometry().0 {
                // A node's coordinates are those of the middle of its cell.
                let places = string.coords().map(|at| {
                    let near = place(at.x - 0.5, at.y - 0.5);
                    onto_level(relief, rise, view, near, mesh)
                });
                paths.append(&Paths::visible(places, plot));
            }
            paths
        })
        .collect()
}

/// Moves a place along the gradient onto the level, by at most half a cell of the mesh: where
/// a line turns sharply, the gradient may lead to another part of it.
fn onto_level(relief: &Relief, rise: f64, view: &View, near: Pixel, mesh: f64) -> Pixel {
    let mut at = view.to_params(near);
    for _ in 0..3 {
        let slope = relief.landscape().gradient(at);
        let steepness = slope.dm * slope.dm + slope.db * slope.db;
        let step = (rise - relief.rise(at)) / steepness;
        if !step.is_finite() {
            return near;
        }
        at = Params::new(at.m + step * slope.dm, at.b + step * slope.db);
    }
    let on = view.to_pixel(at);
    if (on.x - near.x).hypot(on.y - near.y) <= mesh / 2.0 {
        on
    } else {
        near
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drawing::clip::Bounds;
    use crate::drawing::ellipses::ellipse;
    use crate::drawing::fixtures::{Hidden, Odd, diamonds, ravine, view_of};
    use crate::drawing::paths::place;
    use crate::landscape::Landscape;

    fn extent(paths: &Paths) -> Bounds {
        Bounds::around(
            &paths
                .iter()
                .flatten()
                .map(|&at| place(at))
                .collect::<Vec<_>>(),
        )
    }

    #[test]
    fn lines_of_a_bowl_are_its_ellipses() {
        for landscape in [diamonds(), ravine()] {
            let view = view_of(&landscape, 800.0, 600.0);
            let hidden = Hidden(&landscape);
            let relief = Relief::of(&hidden, view.region());
            let bowl = landscape.as_quadratic().expect("a bowl");
            let rises = [0.05, 0.2, 1.0, 4.0];
            for (paths, rise) in grid_lines(&relief, &rises, &view).iter().zip(rises) {
                let exact = extent(&ellipse(bowl, rise, &view).expect("an ellipse"));
                let found = extent(paths);
                assert!(found.grown(2.0).left <= exact.left && exact.grown(2.0).left <= found.left);
                assert!(
                    (found.right - exact.right).abs() <= 2.0,
                    "{rise} {found:?} {exact:?}"
                );
                assert!(
                    (found.top - exact.top).abs() <= 2.0,
                    "{rise} {found:?} {exact:?}"
                );
                assert!((found.bottom - exact.bottom).abs() <= 2.0);
                for &point in paths.iter().flatten() {
                    let at = view.to_params(place(point));
                    let slope = landscape.gradient(at);
                    // A point is rounded by at most half a pixel on each axis.
                    let pixel = view.to_params(Pixel { x: 1.0, y: 0.0 });
                    let next = view.to_params(Pixel { x: 0.0, y: 1.0 });
                    let slack = (slope.dm * (pixel.m - next.m)).abs()
                        + (slope.db * (pixel.b - next.b)).abs();
                    let off = (relief.rise(at) - rise).abs();
                    assert!(off <= slack + 1e-3 * rise, "{point:?} {off} {slack}");
                }
            }
        }
    }

    #[test]
    fn lines_end_where_there_are_no_numbers() {
        let view = view_of(&Odd, 400.0, 400.0);
        let relief = Relief::of(&Odd, view.region());
        let paths = &grid_lines(&relief, &[0.5], &view)[0];
        let mut points = 0;
        for &point in paths.iter().flatten() {
            let at = view.to_params(place(point));
            // Within a cell of the edge the line may follow it.
            if at.m > 0.05 && at.b > 0.05 {
                assert!((at.m + at.b - 0.5).abs() < 0.02, "{at:?}");
                points += 1;
            }
        }
        assert!(points > 10);
    }
}
