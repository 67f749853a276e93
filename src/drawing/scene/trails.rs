//! Trails on the surface.

use crate::drawing::dashes::{Cutter, Strokes, arc_length};
use crate::drawing::paths::{Line, Paths, place};
use crate::drawing::scene::{HIDDEN, Scene};
use crate::drawing::surface::{Area, DrawResult};
use crate::drawing::theme::Theme;
use crate::drawing::trails::{self, BANDS, FADED, HALO, Trail};
use crate::drawing::view::Pixel;
use plotters::backend::DrawingBackend;
use plotters::style::Color;

/// A trail on the map is followed on the surface in pieces of this many device pixels.
const PIECE: f64 = 8.0;

/// How wide a line behind the surface is, as a part of one in front.
const THIN: f64 = 0.6;

/// The places of a trail on the picture. Entry i of the switches is for the segment that ends at
/// point i.
#[derive(Debug, Default)]
pub(super) struct Lifted {
    points: Vec<(i32, i32)>,
    /// Whether the segment is in front of the surface, not behind a part of it.
    front: Vec<bool>,
    /// Whether no newer part of the trail hides it.
    seen: Vec<bool>,
    ends: Vec<usize>,
}

impl Lifted {
    /// Lifts a trail from the map onto the surface.
    pub fn new(scene: &Scene, paths: &Paths, seen: &[bool]) -> Self {
        let mut lifted = Self::default();
        for (begin, line) in paths.numbered() {
            if let [first, ..] = line {
                lifted.push(scene, place(*first), false);
            }
            for i in 1..line.len() {
                let (from, to) = (place(line[i - 1]), place(line[i]));
                // What newer parts hide is not drawn, so its way over the surface is no matter.
                let length = (to.x - from.x).hypot(to.y - from.y);
                let pieces = if seen[begin + i] {
                    (length / PIECE).ceil()
                } else {
                    1.0
                };
                for piece in 1..=pieces as usize {
                    let t = piece as f64 / pieces;
                    let at = Pixel {
                        x: from.x + t * (to.x - from.x),
                        y: from.y + t * (to.y - from.y),
                    };
                    lifted.push(scene, at, seen[begin + i]);
                }
            }
            lifted.ends.push(lifted.points.len());
        }
        lifted
    }

    fn push(&mut self, scene: &Scene, ground: Pixel, seen: bool) {
        let sight = scene.above(ground);
        // The eye is outside the box, so every place is some thousand pixels away at most.
        let point = (sight.at.x.round() as i32, sight.at.y.round() as i32);
        let begun = self.points.len() > self.ends.last().copied().unwrap_or(0);
        if begun && self.points.last() == Some(&point) {
            return;
        }
        self.points.push(point);
        self.front.push(!scene.raster.hides(sight));
        self.seen.push(seen);
    }

    /// The lines with their switches: in front, seen.
    fn lines(&self) -> impl Iterator<Item = (&[(i32, i32)], &[bool], &[bool])> {
        (0..self.ends.len()).map(|i| {
            let begin = if i == 0 { 0 } else { self.ends[i - 1] };
            let all = begin..self.ends[i];
            (
                &self.points[all.clone()],
                &self.front[all.clone()],
                &self.seen[all],
            )
        })
    }

    /// The strokes of the parts in front of the surface, or of those behind it.
    fn strokes(&self, front: bool, pattern: &[f64], bands: &[f64]) -> Strokes {
        let mut cutter = Cutter::new(pattern, bands);
        let mut strokes = Strokes::default();
        for (line, in_front, seen) in self.lines() {
            let shown: Vec<bool> = in_front
                .iter()
                .zip(seen)
                .map(|(&in_front, &seen)| seen && in_front == front)
                .collect();
            cutter.cut(line, &shown, &mut strokes);
        }
        strokes
    }
}

/// Draws all trails: first what is behind the surface, then halos, so that none hides another
/// trail.
pub(super) fn draw<DB: DrawingBackend>(
    area: &Area<DB>,
    scene: &Scene,
    theme: &Theme,
    trails: &[Trail],
) -> DrawResult<DB> {
    let view = &scene.view;
    let lifted: Vec<Lifted> = trails
        .iter()
        .map(|trail| {
            let (paths, seen) = trails::on_map(view, trail);
            Lifted::new(scene, &paths, &seen)
        })
        .collect();
    let width = view.device(theme.line_width);
    let thin = (THIN * width).round() as u32;
    let pattern = |trail: &Trail| -> Vec<f64> {
        let dash = trail.style_in(theme).dash;
        dash.iter().map(|widths| widths * width).collect()
    };
    for (trail, lifted) in trails.iter().zip(&lifted) {
        let style = trail
            .style_in(theme)
            .faded(theme, HIDDEN)
            .stroke_width(thin);
        for (_, points) in lifted.strokes(false, &pattern(trail), &[]).iter() {
            area.draw(&Line { points, style })?;
        }
    }
    let halo = view.device(theme.line_width + 2.0 * HALO).round() as u32;
    let style = theme.halo.stroke_width(halo);
    for lifted in &lifted {
        for (_, points) in lifted.strokes(true, &[], &[]).iter() {
            area.draw(&Line { points, style })?;
        }
    }
    for (trail, lifted) in trails.iter().zip(&lifted) {
        let length: f64 = lifted.lines().map(|(line, ..)| arc_length(line)).sum();
        let bands = BANDS.map(|behind| (length - view.device(behind)).max(0.0));
        let colors = FADED.map(|by| trail.style_in(theme).faded(theme, by));
        for (band, points) in lifted.strokes(true, &pattern(trail), &bands).iter() {
            let style = colors[band].stroke_width(width.round() as u32);
            area.draw(&Line { points, style })?;
        }
    }
    Ok(())
}
