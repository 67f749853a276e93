//! Trails on the surface.

use crate::drawing::dashes::{Cutter, Strokes};
use crate::drawing::paths::{Line, place};
use crate::drawing::scene::{HIDDEN, Scene};
use crate::drawing::surface::{Area, DrawResult};
use crate::drawing::theme::Theme;
use crate::drawing::tracks::{Seen, TrailMemory};
use crate::drawing::trails::{self, FADED, HALO, Trail};
use crate::drawing::view::Pixel;
use plotters::backend::DrawingBackend;
use plotters::style::Color;

/// A trail on the map is followed on the surface in pieces of this many device pixels.
const PIECE: f64 = 8.0;

/// How wide a line behind the surface is, as a part of one in front.
const THIN: f64 = 0.6;

/// The places of a trail on the picture.
#[derive(Debug, Default)]
struct Lifted {
    points: Vec<(i32, i32)>,
    /// How far each point is along the trail on the map: dashes lie on the surface as they do
    /// there.
    arcs: Vec<f64>,
    /// Whether the segment that ends at the point is in front of the surface, not behind a part
    /// of it.
    front: Vec<bool>,
    ends: Vec<usize>,
    length: f64,
}

impl Lifted {
    /// Lifts a trail from the map onto the surface.
    fn new(scene: &Scene, seen: &Seen) -> Self {
        let mut lifted = Self {
            length: seen.length,
            ..Self::default()
        };
        for (line, arcs) in seen.iter() {
            lifted.push(scene, place(line[0]), arcs[0]);
            for i in 1..line.len() {
                let (from, to) = (place(line[i - 1]), place(line[i]));
                let pieces = ((arcs[i] - arcs[i - 1]) / PIECE).ceil();
                for piece in 1..=pieces as usize {
                    let t = piece as f64 / pieces;
                    let at = Pixel {
                        x: from.x + t * (to.x - from.x),
                        y: from.y + t * (to.y - from.y),
                    };
                    lifted.push(scene, at, arcs[i - 1] + t * (arcs[i] - arcs[i - 1]));
                }
            }
            lifted.ends.push(lifted.points.len());
        }
        lifted
    }

    fn push(&mut self, scene: &Scene, ground: Pixel, arc: f64) {
        let (at, hidden) = scene.above(ground);
        // The eye is outside the box, so every place is some thousand pixels away at most.
        let point = (at.x.round() as i32, at.y.round() as i32);
        let begun = self.points.len() > self.ends.last().copied().unwrap_or(0);
        if begun && self.points.last() == Some(&point) {
            return;
        }
        self.points.push(point);
        self.arcs.push(arc);
        self.front.push(!hidden);
    }

    /// The strokes of the parts in front of the surface, or of those behind it.
    fn strokes(&self, front: bool, pattern: &[f64], bands: &[f64]) -> Strokes {
        let mut cutter = Cutter::new(pattern, bands);
        let mut strokes = Strokes::default();
        for (i, &end) in self.ends.iter().enumerate() {
            let begin = if i == 0 { 0 } else { self.ends[i - 1] };
            let shown: Vec<bool> = self.front[begin..end]
                .iter()
                .map(|&at| at == front)
                .collect();
            let (line, arcs) = (&self.points[begin..end], &self.arcs[begin..end]);
            cutter.cut(line, arcs, Some(&shown), &mut strokes);
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
    memory: &mut TrailMemory,
) -> DrawResult<DB> {
    let view = &scene.view;
    let seen = memory.seen(view, trails);
    let lifted: Vec<Lifted> = seen.iter().map(|seen| Lifted::new(scene, seen)).collect();
    let width = view.device(theme.line_width);
    let thin = (THIN * width).round() as u32;
    let pattern = |trail: &Trail| trails::pattern(view, theme, trail.style_in(theme));
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
        let bands = trails::bands(view, lifted.length);
        let colors = FADED.map(|by| trail.style_in(theme).faded(theme, by));
        for (band, points) in lifted.strokes(true, &pattern(trail), &bands).iter() {
            let style = colors[band].stroke_width(width.round() as u32);
            area.draw(&Line { points, style })?;
        }
    }
    Ok(())
}
