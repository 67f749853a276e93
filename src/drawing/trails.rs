//! The ways that optimizers went.

use crate::drawing::dashes::{Cutter, Strokes};
use crate::drawing::paths::Line;
use crate::drawing::surface::{Area, DrawResult};
use crate::drawing::theme::{Theme, TrailStyle};
use crate::drawing::tracks::{Seen, TrailMemory};
use crate::drawing::view::View;
use crate::point::Params;
use plotters::backend::DrawingBackend;
use plotters::style::{Color, ShapeStyle};

/// One optimizer's way so far.
#[derive(Debug, Clone, Copy)]
pub struct Trail<'a> {
    /// The points it was at.
    pub points: &'a [Params],
    /// Where it is now; absent where that is the last of the points.
    pub now: Option<Params>,
    /// Which of the theme's eight styles it is drawn in; more begin again at the first.
    pub style: usize,
}

impl<'a> Trail<'a> {
    /// A trail through `points`, the present one last.
    pub fn through(points: &'a [Params], style: usize) -> Self {
        Self {
            points,
            now: None,
            style,
        }
    }

    /// All places that it was and is at.
    pub(super) fn places(&self) -> impl Iterator<Item = Params> {
        self.points.iter().copied().chain(self.now)
    }

    /// Where it is now.
    pub(super) fn head(&self) -> Option<Params> {
        self.now.or(self.points.last().copied())
    }

    pub(super) fn style_in<'t>(&self, theme: &'t Theme) -> &'t TrailStyle {
        theme.trail(self.style)
    }
}

/// How far behind the head (CSS pixels along the trail) the fainter bands end, oldest first.
const BANDS: [f64; 2] = [520.0, 180.0];

/// How faded each band is, oldest first.
pub(super) const FADED: [f64; 3] = [0.28, 0.14, 0.0];

/// The halo's width on each side of a trail, in CSS pixels.
pub(super) const HALO: f64 = 1.25;

/// A point further from the origin than this moves towards it on a straight line, which no
/// screen can show; its pixel would be infinite.
const FAR: f64 = 1e150;

/// Draws all trails: halos first, so that none hides another trail.
///
/// Around the minimum all of them paint the same pixels over and over. Of the trails only those
/// strokes are drawn that the ones above them leave open, and of the halos those segments that
/// strokes and other halos leave open.
pub(super) fn draw<DB: DrawingBackend>(
    area: &Area<DB>,
    view: &View,
    theme: &Theme,
    trails: &[Trail],
    memory: &mut TrailMemory,
) -> DrawResult<DB> {
    let seen = memory.seen(view, trails);
    let pairs = trails.iter().zip(&seen);
    let strokes: Vec<Strokes> = pairs
        .map(|(trail, seen)| strokes(view, theme, trail.style_in(theme), seen))
        .collect();
    let cover = memory.cover(view);
    // From the topmost down.
    let mut open: Vec<(ShapeStyle, &[(i32, i32)])> = Vec::new();
    let width = view.device(theme.line_width).round() as u32;
    let nib = cover.nib(width);
    for (trail, strokes) in trails.iter().zip(&strokes).rev() {
        let styles = FADED.map(|by| trail.style_in(theme).faded(theme, by).stroke_width(width));
        for (band, points) in strokes.iter().rev() {
            if cover.add_stroke(points, &nib) {
                open.push((styles[band], points));
            }
        }
    }
    let width = view.device(theme.line_width + 2.0 * HALO).round() as u32;
    let nib = cover.nib(width);
    let style = theme.halo.stroke_width(width);
    for (points, _) in seen.iter().flat_map(Seen::iter) {
        for points in cover.add_open(points, &nib) {
            area.draw(&Line { points, style })?;
        }
    }
    for (style, points) in open.into_iter().rev() {
        area.draw(&Line { points, style })?;
    }
    Ok(())
}

/// The dashes of what is seen of a trail, with their bands of age.
fn strokes(view: &View, theme: &Theme, style: &TrailStyle, seen: &Seen) -> Strokes {
    let bands = bands(view, seen.length);
    let pattern = pattern(view, theme, style);
    let mut cutter = Cutter::new(&pattern, &bands);
    let mut strokes = Strokes::default();
    for (line, arcs) in seen.iter() {
        cutter.cut(line, arcs, None, &mut strokes);
    }
    strokes
}

/// Where along a trail of so many device pixels the newer bands of age begin.
pub(super) fn bands(view: &View, length: f64) -> [f64; 2] {
    BANDS.map(|behind| (length - view.device(behind)).max(0.0))
}

/// The dashes of a style in device pixels.
pub(super) fn pattern(view: &View, theme: &Theme, style: &TrailStyle) -> Vec<f64> {
    let width = view.device(theme.line_width);
    style.dash.iter().map(|widths| widths * width).collect()
}

/// The point, or one in the same direction that is not as far.
pub(super) fn nearer(at: Params) -> Params {
    let size = at.m.abs().max(at.b.abs());
    if size > FAR && size.is_finite() {
        Params::new(at.m / size * FAR, at.b / size * FAR)
    } else {
        at
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drawing::fixtures::{diamonds, view_of};
    use plotters::drawing::IntoDrawingArea;
    use plotters_backend::{BackendColor, BackendCoord, BackendStyle, DrawingErrorKind};
    use proptest::prelude::*;
    use std::convert::Infallible;

    type ColoredPath = ([u8; 3], Vec<BackendCoord>);

    /// Keeps the paths that are drawn.
    #[derive(Default)]
    struct Recorder {
        paths: Vec<ColoredPath>,
    }

    type Recorded = Result<(), DrawingErrorKind<Infallible>>;

    impl DrawingBackend for &mut Recorder {
        type ErrorType = Infallible;

        fn get_size(&self) -> (u32, u32) {
            (1600, 1200)
        }

        fn ensure_prepared(&mut self) -> Recorded {
            Ok(())
        }

        fn present(&mut self) -> Recorded {
            Ok(())
        }

        fn draw_pixel(&mut self, _: BackendCoord, _: BackendColor) -> Recorded {
            unreachable!("trails are paths")
        }

        fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
            &mut self,
            path: I,
            style: &S,
        ) -> Recorded {
            let (red, green, blue) = style.color().rgb;
            self.paths
                .push(([red, green, blue], path.into_iter().collect()));
            Ok(())
        }
    }

    fn drawn(points: &[Params], style: usize) -> (View, Vec<ColoredPath>) {
        all_drawn(&[Trail::through(points, style)])
    }

    fn all_drawn(trails: &[Trail]) -> (View, Vec<ColoredPath>) {
        let view = view_of(&diamonds(), 800.0, 600.0);
        let mut recorder = Recorder::default();
        let area = (&mut recorder).into_drawing_area();
        let mut memory = TrailMemory::default();
        draw(&area, &view, &Theme::light(), trails, &mut memory).expect("nothing refuses");
        drop(area);
        (view, recorder.paths)
    }

    fn coordinate() -> impl Strategy<Value = f64> {
        prop_oneof![
            6 => -4.0..4.0,
            1 => -1e300..1e300,
            1 => any::<f64>(),
        ]
    }

    proptest! {
        #[test]
        fn wild_trails_stay_in_the_plot(
            points in prop::collection::vec((coordinate(), coordinate()), 0..100),
            style in 0usize..20,
        ) {
            let points: Vec<Params> = points.into_iter().map(|(m, b)| Params::new(m, b)).collect();
            let (view, paths) = drawn(&points, style);
            let plot = view.plot().grown(0.5);
            for (_, path) in paths {
                prop_assert!(path.len() > 1);
                prop_assert!(path.iter().all(|&at| plot.contains(crate::drawing::paths::place(at))));
            }
        }
    }

    #[test]
    fn a_solid_trail_is_one_path_for_each_band_over_its_halo() {
        let points: Vec<Params> = (0..=500)
            .map(|i| f64::from(i) / 500.0)
            .map(|t| Params::new(-2.5 + 5.0 * t, 2.5 - 3.0 * t * t))
            .collect();
        let (view, paths) = drawn(&points, 0);
        let theme = Theme::light();
        let color = |rgb: crate::drawing::color::Rgb| [rgb.red, rgb.green, rgb.blue];
        assert_eq!(paths.len(), 4);
        assert_eq!(paths[0].0, color(theme.halo));
        assert_eq!(paths[3].0, color(theme.trails[0].color));
        let head = view.to_pixel(points[500]);
        let end = (head.x.round() as i32, head.y.round() as i32);
        assert_eq!(paths[3].1.last(), Some(&end));
        assert_eq!(paths[2].1.last(), paths[3].1.first());
    }

    #[test]
    fn where_trails_run_together_there_is_one_halo() {
        let way = |end: f64| -> Vec<Params> {
            let turn = |t: f64| Params::new(-1.0 + t, if t > 1.0 { end * (t - 1.0) } else { 0.0 });
            (0..=200).map(|i| turn(f64::from(i) / 100.0)).collect()
        };
        let (up, down) = (way(1.0), way(-1.0));
        let trails = [Trail::through(&up, 0), Trail::through(&down, 1)];
        let (view, paths) = all_drawn(&trails);
        let halo = Theme::light().halo;
        let halos: Vec<_> = paths
            .iter()
            .filter(|(color, _)| *color == [halo.red, halo.green, halo.blue])
            .map(|(_, path)| (path[0], path[path.len() - 1]))
            .collect();
        let at = |point: Params| {
            let at = view.to_pixel(point);
            (at.x.round() as i32, at.y.round() as i32)
        };
        assert_eq!(halos[0], (at(up[0]), at(up[200])));
        // The second one begins at the fork, to a cell.
        assert_eq!(halos.len(), 2);
        let fork = at(down[100]);
        assert!(
            (halos[1].0.0 - fork.0).abs() <= 4,
            "{:?} {fork:?}",
            halos[1]
        );
        assert_eq!(halos[1].1, at(down[200]));
    }

    #[test]
    fn of_the_same_way_twice_the_upper_one_is_drawn() {
        let way: Vec<Params> = (0..=90)
            .map(|i| f64::from(i) / 15.0)
            .map(|t| Params::new(-0.5 + 0.3 * t, 0.4 * t.sin()))
            .collect();
        let line = |trails: &[Trail]| {
            let halo = Theme::light().halo;
            let (_, mut paths) = all_drawn(trails);
            paths.retain(|(color, _)| *color != [halo.red, halo.green, halo.blue]);
            paths
        };
        let (solid, dashed) = (Trail::through(&way, 0), Trail::through(&way, 1));
        assert_eq!(line(&[solid, solid]), line(&[solid]));
        assert_eq!(line(&[dashed, dashed]), line(&[dashed]));
        // In the gaps of a dashed one that is below it is seen.
        let both = [line(&[solid]), line(&[dashed])].concat();
        assert_eq!(line(&[solid, dashed]), both);
    }

    #[test]
    fn a_trail_that_diverges_keeps_its_visible_part_and_its_direction() {
        let points = [
            Params::new(0.0, 0.0),
            Params::new(-1e250, 1e250),
            Params::new(f64::INFINITY, f64::NAN),
        ];
        let (view, paths) = drawn(&points, 0);
        let (_, last) = paths.last().expect("a visible part");
        let (from, to) = (last[0], last[last.len() - 1]);
        assert!(to.1 == view.plot().top as i32 || to.0 == view.plot().left as i32);
        // The view is as long across as up, so half left and half up is a diagonal.
        assert!(
            ((from.0 - to.0) - (from.1 - to.1)).abs() <= 2,
            "{from:?} {to:?}"
        );
    }
}
