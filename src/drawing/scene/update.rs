//! A racer's last update on the surface: its arrows, and the bowl of its batch.
//!
//! An update is a step on the plane of m and b; the loss is what comes of it. So its arrows lie on
//! the surface as trails do: from straight above they are those of the map, wherever the eye is
//! they tell where the next step leads over this ground, and the step ends at the racer's head. A
//! tangent in space would end beside the surface, at a loss that the step does not have.

use crate::drawing::arrow_shapes::{Arrows, Shaft, Shape, shapes};
use crate::drawing::arrows;
use crate::drawing::batch_bowl;
use crate::drawing::clip::Bounds;
use crate::drawing::paths::{Paths, place};
use crate::drawing::scene::{HIDDEN, Scene};
use crate::drawing::surface::{Area, DrawResult};
use crate::drawing::theme::Theme;
use crate::drawing::view::Pixel;
use crate::landscape::LinearModel;
use plotters::backend::DrawingBackend;

/// A line on the map is followed on the surface in pieces of this many device pixels.
const PIECE: f64 = 8.0;

/// A part of a line on the surface that is all in sight, or all behind the surface.
struct Run {
    shaft: Shaft,
    hidden: bool,
}

impl Scene {
    /// Lifts a line from the map onto the surface; what is beside the map is left out.
    fn runs(&self, line: &[Pixel]) -> Vec<Run> {
        let pieces = |part: &[Pixel]| {
            let (from, to) = (part[0], part[1]);
            let count = ((to.x - from.x).hypot(to.y - from.y) / PIECE).ceil();
            (1..=count as usize).map(move |piece| {
                let t = piece as f64 / count;
                Pixel {
                    x: from.x + t * (to.x - from.x),
                    y: from.y + t * (to.y - from.y),
                }
            })
        };
        let places = line[..1].iter().copied();
        let places: Vec<Pixel> = places.chain(line.windows(2).flat_map(pieces)).collect();
        let mut runs: Vec<Run> = Vec::new();
        let mut last: Option<Pixel> = None;
        for (i, ground) in places.iter().enumerate() {
            if !self.view.plot().contains(*ground) {
                last = None;
                continue;
            }
            let (at, hidden) = self.above(*ground);
            match runs.last_mut() {
                Some(run) if last.is_some() && run.hidden == hidden => run.shaft.points.push(at),
                // From the last place on the other side of the edge.
                _ => runs.push(Run {
                    shaft: Shaft {
                        points: last.into_iter().chain([at]).collect(),
                        whole: [i == 0, false],
                    },
                    hidden,
                }),
            }
            if let Some(run) = runs.last_mut() {
                run.shaft.whole[1] = i + 1 == places.len();
            }
            last = Some(at);
        }
        runs.retain(|run| run.shaft.points.len() > 1);
        runs
    }
}

/// Draws the arrows with their labels, which leave free what is `taken`; faintly what is behind the
/// surface.
pub(super) fn draw_arrows<DB: DrawingBackend>(
    area: &Area<DB>,
    scene: &Scene,
    theme: &Theme,
    update: &Arrows,
    taken: Vec<Bounds>,
) -> DrawResult<DB> {
    let (view, bounds) = (&scene.view, scene.bounds());
    let flat = shapes(view, update);
    let [front, behind] = [false, true].map(|hidden| {
        let lifted = flat.iter().map(|shape| {
            let runs = shape.lines.iter().flat_map(|line| scene.runs(&line.points));
            let lines = runs.filter(|run| run.hidden == hidden);
            Shape {
                lines: lines.map(|run| run.shaft).collect(),
                ..*shape
            }
        });
        lifted.collect::<Vec<_>>()
    });
    arrows::draw_faintly(area, view, theme, (update, &behind), (bounds, HIDDEN))?;
    arrows::draw_shapes(area, view, theme, (update, front), (bounds, taken))
}

/// Draws what is in sight of the batch's rings, laid on the surface, and of its minimum.
pub(super) fn draw_bowl<DB: DrawingBackend>(
    area: &Area<DB>,
    scene: &Scene,
    theme: &Theme,
    batch: &LinearModel,
) -> DrawResult<DB> {
    let lay = |ring: Paths| {
        let mut laid = Paths::default();
        for line in ring.iter() {
            let line: Vec<Pixel> = line.iter().map(|at| place(*at)).collect();
            for run in scene.runs(&line).iter().filter(|run| !run.hidden) {
                for at in &run.shaft.points {
                    laid.push_point((at.x.round() as i32, at.y.round() as i32));
                }
                laid.finish();
            }
        }
        laid
    };
    let put = |ground| {
        let (at, hidden) = scene.above(ground);
        (!hidden).then_some(at)
    };
    batch_bowl::draw(area, &scene.view, theme, batch, (lay, put))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drawing::fixtures::{diamonds, ravine, view_of};
    use crate::drawing::scene::Camera;
    use crate::landscape::Landscape;

    fn scene(landscape: &dyn Landscape, elevation: f64) -> Scene {
        let camera = Camera {
            elevation,
            ..Camera::default()
        };
        let (view, theme) = (view_of(landscape, 400.0, 300.0), Theme::light());
        Scene::new(view, camera, landscape, &theme, Default::default(), None)
    }

    fn at(scene: &Scene, u: f64, v: f64) -> Pixel {
        let plot = scene.view.plot();
        Pixel {
            x: plot.left + u * plot.width(),
            y: plot.bottom - v * plot.height(),
        }
    }

    #[test]
    fn from_above_a_line_is_in_one_piece_with_its_ends_on_the_surface() {
        let scene = scene(&diamonds(), 90.0);
        let [from, tip] = [at(&scene, 0.2, 0.3), at(&scene, 0.8, 0.6)];
        let runs = scene.runs(&[from, tip]);
        let [Run { shaft, hidden }] = &runs[..] else {
            panic!("{} runs", runs.len());
        };
        assert!(!hidden && shaft.whole == [true; 2] && shaft.points.len() > 20);
        assert_eq!(shaft.ends(), [scene.above(from).0, scene.above(tip).0]);
    }

    #[test]
    fn what_is_beside_the_map_is_cut_off() {
        let scene = scene(&diamonds(), 56.0);
        let line = [at(&scene, 0.9, 0.5), at(&scene, 1.4, 0.5)];
        let runs = scene.runs(&line);
        assert_eq!((runs.len(), runs[0].shaft.whole), (1, [true, false]));
        let through = [at(&scene, -0.5, 0.5), at(&scene, 1.5, 0.5)];
        let runs = scene.runs(&through);
        assert!(runs.iter().all(|run| run.shaft.whole == [false; 2]));
        assert!(scene.runs(&[line[1], through[1]]).is_empty());
        assert!(scene.runs(&[line[0], line[0]]).is_empty());
    }

    #[test]
    fn behind_the_surface_another_piece_begins_where_the_last_one_ends() {
        let scene = scene(&ravine(), 12.0);
        let mut seen = [0, 0];
        for part in 0..40 {
            let u = f64::from(part) / 40.0;
            let runs = scene.runs(&[at(&scene, u, 0.0), at(&scene, 1.0 - u, 1.0)]);
            for pair in runs.windows(2) {
                let ends = [pair[0].shaft.ends()[1], pair[1].shaft.ends()[0]];
                assert_eq!(ends[0], ends[1]);
                assert_ne!(pair[0].hidden, pair[1].hidden);
                assert!(!pair[0].shaft.whole[1] && !pair[1].shaft.whole[0]);
            }
            for run in &runs {
                seen[usize::from(run.hidden)] += 1;
            }
        }
        assert!(seen[0] > 20 && seen[1] > 20, "{seen:?}");
    }
}
