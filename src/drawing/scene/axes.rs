//! The box around the surface: its floor, the walls behind, and three axes with their ticks.

use crate::drawing::axes::AxisTitles;
use crate::drawing::clip::Bounds;
use crate::drawing::levels::Level;
use crate::drawing::paths::{Line, Paths};
use crate::drawing::scene::Scene;
use crate::drawing::scene::camera::{Sight, Spot};
use crate::drawing::surface::{Area, DrawResult};
use crate::drawing::text;
use crate::drawing::theme::Theme;
use crate::drawing::ticks::Ticks;
use crate::drawing::view::Pixel;
use crate::point::Region;
use plotters::backend::DrawingBackend;
use plotters::element::PathElement;
use plotters::style::Color;
use plotters::style::text_anchor::{HPos, Pos, VPos};

/// The length of a tick in CSS pixels.
const TICK: f64 = 5.0;

/// Lines are tested in this many pieces for what the surface hides of them.
const PIECES: usize = 96;

/// The floor plan and the height of a place in the box, each 0 to 1.
type Place = [f64; 3];

/// An edge of the box with ticks.
struct Axis<'a> {
    from: Place,
    to: Place,
    /// The direction, in the box, away from it.
    outward: [f64; 2],
    /// Where ticks are, 0 to 1 along the edge, and what they say.
    ticks: Vec<(f64, &'a str)>,
    title: String,
}

/// Draws everything around the surface.
pub(super) fn draw<DB: DrawingBackend>(
    area: &Area<DB>,
    scene: &Scene,
    theme: &Theme,
    titles: &AxisTitles,
    levels: &[Level],
) -> DrawResult<DB> {
    let (view, eye) = (&scene.view, &scene.eye);
    // The sides that are nearer to the eye, 0 or 1.
    let front_u = if eye.is_behind([1.0, 0.0]) { 0.0 } else { 1.0 };
    let front_v = if eye.is_behind([0.0, 1.0]) { 0.0 } else { 1.0 };
    let (back_u, back_v) = (1.0 - front_u, 1.0 - front_v);
    let heights: Vec<f64> = levels
        .iter()
        .map(|level| scene.heights.part(level.rise))
        .collect();

    let edge = theme.grid.stroke_width(view.device(1.0).round() as u32);
    let faint = theme
        .grid
        .mix(0.45)
        .stroke_width(view.device(1.0).round() as u32);
    let corners = [
        [front_u, back_v],
        [back_u, back_v],
        [back_u, front_v],
        [front_u, front_v],
    ];
    for (style, height) in heights.iter().map(|at| (faint, *at)).chain([(edge, 1.0)]) {
        for pair in corners[..3].windows(2) {
            let [from, to] = [pair[0], pair[1]].map(|[u, v]| [u, v, height]);
            draw_edge(area, scene, from, to, style)?;
        }
    }
    for [u, v] in &corners[..3] {
        draw_edge(area, scene, [*u, *v, 0.0], [*u, *v, 1.0], edge)?;
    }
    for i in 0..4 {
        let [from, to] = [corners[i], corners[(i + 1) % 4]].map(|[u, v]| [u, v, 0.0]);
        draw_edge(area, scene, from, to, edge)?;
    }

    // As they are read.
    let Region { m, b } = view.region();
    let m = m.map(|value| titles.m.reading.of(value));
    let b = b.map(|value| titles.b.reading.of(value));
    let length = |from: Place, to: Place| {
        let [from, to] = [from, to].map(|at| scene.see(at));
        (to.x - from.x).hypot(to.y - from.y)
    };
    let most = |from, to| {
        let apart = view.device(5.5 * theme.text_size);
        (length(from, to) / apart).clamp(2.0, 8.0) as usize
    };
    let (m_from, m_to) = ([0.0, front_v, 0.0], [1.0, front_v, 0.0]);
    let (b_from, b_to) = ([front_u, 0.0, 0.0], [front_u, 1.0, 0.0]);
    let across = Ticks::over(m, most(m_from, m_to), 8.0);
    let away = Ticks::over(b, most(b_from, b_to), 8.0);
    // Both titles of the floor stand side by side.
    let room = 0.42 * f64::from(view.device_size().0);
    let name = text::style(view, theme, theme.ink.to_rgba(), text::hold::CENTER);
    // The upright axis stands on the corner at the left rim of the picture.
    let rims = [[front_u, back_v], [back_u, front_v]];
    let [rim_u, rim_v] = if scene.see([rims[0][0], rims[0][1], 0.5]).x
        <= scene.see([rims[1][0], rims[1][1], 0.5]).x
    {
        rims[0]
    } else {
        rims[1]
    };
    let axes = [
        Axis {
            from: m_from,
            to: m_to,
            outward: [0.0, 2.0 * front_v - 1.0],
            ticks: labelled(m, &across),
            title: titles
                .m
                .fitting(area, across.note.as_deref(), room, &name)?,
        },
        Axis {
            from: b_from,
            to: b_to,
            outward: [2.0 * front_u - 1.0, 0.0],
            ticks: labelled(b, &away),
            title: titles.b.fitting(area, away.note.as_deref(), room, &name)?,
        },
        Axis {
            from: [rim_u, rim_v, 0.0],
            to: [rim_u, rim_v, 1.0],
            outward: [2.0 * rim_u - 1.0, 2.0 * rim_v - 1.0],
            ticks: heights
                .iter()
                .zip(levels)
                .map(|(at, level)| (*at, level.label.as_str()))
                .collect(),
            title: "loss".to_owned(),
        },
    ];
    let mut taken = Vec::new();
    let floor = corners.map(|[u, v]| scene.see([u, v, 0.0]));
    for axis in &axes {
        draw_axis(area, scene, theme, (axis, floor), &mut taken)?;
    }
    Ok(())
}

fn labelled(range: [f64; 2], ticks: &Ticks) -> Vec<(f64, &str)> {
    let labels = ticks.marks.iter().map(|(_, label)| label.as_str());
    super::parts(range, ticks).into_iter().zip(labels).collect()
}

impl Scene {
    /// Where a place in the box is seen.
    fn see(&self, [u, v, height]: Place) -> Pixel {
        self.eye.see(self.eye.spot([u, v], height)).at
    }
}

/// Draws what the surface does not hide of a straight line.
fn draw_edge<DB: DrawingBackend>(
    area: &Area<DB>,
    scene: &Scene,
    from: Place,
    to: Place,
    style: plotters::style::ShapeStyle,
) -> DrawResult<DB> {
    let mut open = Paths::default();
    for piece in 0..=PIECES {
        let t = piece as f64 / PIECES as f64;
        let [u, v, height]: Spot = std::array::from_fn(|k| from[k] + t * (to[k] - from[k]));
        let sight = scene.eye.see(scene.eye.spot([u, v], height));
        if scene.raster.hides(sight) {
            open.finish();
        } else {
            open.push_point((sight.at.x.round() as i32, sight.at.y.round() as i32));
        }
    }
    open.finish();
    for points in open.iter().filter(|line| line.len() > 1) {
        area.draw(&Line { points, style })?;
    }
    Ok(())
}

/// Draws the ticks of an axis, their labels where there is room, and its title beside the `floor`.
/// What has its place is added to `taken`.
fn draw_axis<DB: DrawingBackend>(
    area: &Area<DB>,
    scene: &Scene,
    theme: &Theme,
    (axis, floor): (&Axis, [Pixel; 4]),
    taken: &mut Vec<Bounds>,
) -> DrawResult<DB> {
    let view = &scene.view;
    let line = theme.grid.stroke_width(view.device(1.0).round() as u32);
    let (tick, gap) = (view.device(TICK), view.device(0.3 * theme.text_size));
    let along = |t: f64| -> Place {
        std::array::from_fn(|k| axis.from[k] + t * (axis.to[k] - axis.from[k]))
    };
    let upright = axis.from[2] != axis.to[2];
    // Away from the box, on the screen.
    let aside = |[u, v, height]: Place| {
        let here = scene.see([u, v, height]);
        let there = scene.see([u + 0.1 * axis.outward[0], v + 0.1 * axis.outward[1], height]);
        let (dx, dy) = (there.x - here.x, there.y - here.y);
        let length = dx.hypot(dy);
        if upright || length < 1e-9 {
            [-1.0, 0.0]
        } else {
            [dx / length, dy / length]
        }
    };
    let moved = |at: Pixel, [dx, dy]: [f64; 2], by: f64| Pixel {
        x: at.x + by * dx,
        y: at.y + by * dy,
    };
    let mut widest = [0.0_f64; 2];
    let ends = [along(0.0), along(1.0)].map(|at| scene.see(at));
    // From the top down: the high labels of the loss are the ones that are far apart.
    for (t, label) in axis.ticks.iter().rev() {
        let place = along(*t);
        let (at, away) = (scene.see(place), aside(place));
        let end = moved(at, away, tick);
        let style = text::style(view, theme, theme.muted.to_rgba(), held(away));
        let size = text::measure(area, label, &style)?;
        let anchor = moved(at, away, tick + gap);
        let room = extent(anchor, held(away), size);
        let apart = room.grown(0.25 * view.device(theme.text_size));
        let fits = scene.bounds().contains(Pixel {
            x: room.left,
            y: room.top,
        }) && scene.bounds().contains(Pixel {
            x: room.right,
            y: room.bottom,
        });
        if !fits || taken.iter().any(|other| other.meets(&apart)) {
            continue;
        }
        let ends = [at, end].map(|at| (at.x.round() as i32, at.y.round() as i32));
        area.draw(&PathElement::new(ends, line))?;
        text::write(area, label, &style, anchor)?;
        widest = [widest[0].max(size.0), widest[1].max(size.1)];
        taken.push(room);
    }
    let title = |pos| text::style(view, theme, theme.ink.to_rgba(), pos);
    let size = text::measure(area, &axis.title, &title(text::hold::CENTER))?;
    let inside = scene.bounds().grown(-view.device(4.0));
    let free = |room: &Bounds| {
        let sides = (0..4).any(|i| room.clip(floor[i], floor[(i + 1) % 4]).is_some());
        (upright || !sides) && !taken.iter().any(|other| other.meets(room))
    };
    let covers = |room: &Bounds| {
        (0..=16).any(|i| {
            let at = |y: f64| Pixel {
                x: room.left + f64::from(i) / 16.0 * (room.right - room.left),
                y,
            };
            // The surface hides whatever is far enough away.
            let on_surface = |at| scene.raster.hides(Sight { at, nearness: 1e-6 });
            on_surface(at(room.top)) || on_surface(at(room.bottom))
        })
    };
    // Where something stands in its place already, a title moves further away, and then along; from
    // close by there may be no place beside the surface.
    let along_axis = [0.5, 0.35, 0.65, 0.2, 0.8, 0.0, 1.0];
    let places = [false, true].map(|on_surface| along_axis.map(|t| (on_surface, t)));
    for (on_surface, t) in places.into_iter().flatten() {
        let (at, away, beyond) = if upright {
            (ends[1], [0.0, -1.0], 1.5 * gap + tick)
        } else {
            let away = aside(along(t));
            // Past the labels, as far as they reach in this direction.
            let labels = (widest[0] * away[0].abs()).max(widest[1] * away[1].abs());
            (scene.see(along(t)), away, tick + 3.0 * gap + labels)
        };
        for further in 0..8 {
            let beyond = beyond + 0.5 * f64::from(further) * size.1;
            let anchor = within(moved(at, away, beyond), held(away), size, inside);
            let room = extent(anchor, held(away), size);
            if free(&room) && (on_surface || !covers(&room)) {
                taken.push(room);
                return text::write(area, &axis.title, &title(held(away)), anchor);
            }
        }
    }
    Ok(())
}

/// The place of a text moved so that all of it is `inside`.
fn within(at: Pixel, pos: Pos, size: (f64, f64), inside: Bounds) -> Pixel {
    let room = extent(at, pos, size);
    let shift = |low: f64, high: f64, least: f64, most: f64| {
        (least - low).max(0.0) - (high - most).max(0.0)
    };
    Pixel {
        x: at.x + shift(room.left, room.right, inside.left, inside.right),
        y: at.y + shift(room.top, room.bottom, inside.top, inside.bottom),
    }
}

/// Which of its edges a text is held at that stands in a direction from its place.
fn held([dx, dy]: [f64; 2]) -> Pos {
    let h_pos = match dx {
        dx if dx > 0.35 => HPos::Left,
        dx if dx < -0.35 => HPos::Right,
        _ => HPos::Center,
    };
    let v_pos = match dy {
        dy if dy > 0.5 => VPos::Top,
        dy if dy < -0.5 => VPos::Bottom,
        _ => VPos::Center,
    };
    Pos { h_pos, v_pos }
}

/// The room of a text.
fn extent(at: Pixel, pos: Pos, (width, height): (f64, f64)) -> Bounds {
    let left = match pos.h_pos {
        HPos::Left => at.x,
        HPos::Center => at.x - width / 2.0,
        HPos::Right => at.x - width,
    };
    let top = match pos.v_pos {
        VPos::Top => at.y,
        VPos::Center => at.y - height / 2.0,
        VPos::Bottom => at.y - height,
    };
    Bounds {
        left,
        top,
        right: left + width,
        bottom: top + height,
    }
}
