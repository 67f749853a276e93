//! The surface in three dimensions: a function of view and camera, like the map of the view.

mod axes;
mod camera;
mod facet;
mod heights;
mod paint;
mod raster;
mod trails;
mod update;

use crate::drawing::axes::{AxisTitles, Reading};
use crate::drawing::clip::Bounds;
use crate::drawing::levels::levels;
use crate::drawing::marks;
use crate::drawing::relief::Relief;
use crate::drawing::surface::{DrawResult, Overlay};
use crate::drawing::theme::{Theme, TrailStyle};
use crate::drawing::ticks::Ticks;
use crate::drawing::tracks::TrailMemory;
use crate::drawing::view::{Pixel, View};
use crate::landscape::Landscape;
use crate::point::{Params, Region};
use plotters::backend::DrawingBackend;
use plotters::coord::Shift;
use plotters::drawing::DrawingArea;

pub use camera::Camera;
use camera::{Projection, Sight};
use heights::Heights;
use paint::Marks;
use raster::Raster;

/// The region of a [`View`] as a surface whose height is the logarithm of the loss, on the scale
/// of the map's colours, seen from a [`Camera`].
#[derive(Debug, Clone)]
pub struct Scene {
    view: View,
    eye: Projection,
    heights: Heights,
    raster: Raster,
}

/// How much fainter than in sight trails and marks behind the surface are.
const HIDDEN: f64 = 0.62;

/// By what part of its distance the surface is nearer or farther within a pixel. Pixels are told by
/// their middles, which the floor of a pit lies deeper than.
const RISE: f64 = 1e-3;

impl Scene {
    /// Paints the surface, with lines where its axes have round numbers as they are read. `kept`,
    /// an older scene of the same landscape, gives its memory, and its heights where it is of the
    /// same view.
    pub fn new(
        view: View,
        camera: Camera,
        landscape: &dyn Landscape,
        theme: &Theme,
        readings: [Reading; 2],
        kept: Option<Self>,
    ) -> Self {
        let relief = Relief::of(landscape, view.region());
        let (heights, raster) = match kept {
            Some(kept) if kept.view == view => (Some(kept.heights), kept.raster),
            Some(kept) => (None, kept.raster),
            None => (None, Raster::default()),
        };
        let mut raster = raster;
        let heights = heights.unwrap_or_else(|| Heights::of(&relief, view.region()));
        let eye = Projection::new(&view, camera, theme.text_size);
        let levels: Vec<f64> = levels(&relief)
            .iter()
            .map(|level| heights.part(level.rise))
            .collect();
        let Region { m, b } = view.region();
        let grid = [(m, 0), (b, 1)].map(|(range, axis)| {
            let read = range.map(|value| readings[axis].of(value));
            parts(read, &Ticks::over(read, GRID_LINES, f64::INFINITY))
        });
        raster.paint(
            (view.device_size(), view.pixel_ratio()),
            &heights,
            &eye,
            theme,
            &Marks {
                levels: &levels,
                grid: [&grid[0], &grid[1]],
            },
        );
        Self {
            view,
            eye,
            heights,
            raster,
        }
    }

    /// Whether the scene is that of a view and a camera, with labels of that size.
    pub fn is_of(&self, view: &View, camera: Camera, theme: &Theme) -> bool {
        self.view == *view && self.eye == Projection::new(view, camera, theme.text_size)
    }

    /// Width and height of the surface's picture in its own pixels.
    pub fn size(&self) -> (usize, usize) {
        self.raster.size()
    }

    /// Red, green, blue and alpha of each pixel, row by row from the top left; clear beside the
    /// surface. They are to be drawn scaled to the [frame](Self::frame).
    pub fn pixels(&self) -> &[u8] {
        self.raster.pixels()
    }

    /// Where the picture's pixels belong, in device pixels.
    pub fn frame(&self) -> Bounds {
        let (width, height) = self.raster.size();
        Bounds {
            left: 0.0,
            top: 0.0,
            right: width as f64 * self.raster.scale,
            bottom: height as f64 * self.raster.scale,
        }
    }

    /// Where a point of the plane is seen on the surface, `[x, y]` in CSS pixels from the top left
    /// corner, and whether the surface itself hides it. `None` outside of the region.
    pub fn to_css(&self, at: Params) -> Option<([f64; 2], bool)> {
        let (at, hidden) = self.seen(at)?;
        let ratio = self.view.pixel_ratio();
        Some(([at.x / ratio, at.y / ratio], hidden))
    }

    /// Where a point of the region is on the picture, and whether the surface hides it.
    fn seen(&self, at: Params) -> Option<(Pixel, bool)> {
        let ground = self.view.to_pixel(at);
        self.view
            .plot()
            .contains(ground)
            .then(|| self.above(ground))
    }

    /// Where on the picture the surface above a pixel of the map's plot is, and whether it is
    /// behind another part of the surface or seen from below.
    fn above(&self, ground: Pixel) -> (Pixel, bool) {
        let plot = self.view.plot();
        let plan = [
            (ground.x - plot.left) / plot.width(),
            (plot.bottom - ground.y) / plot.height(),
        ];
        let (height, slope) = self.heights.with_slope(plan);
        let spot = self.eye.spot(plan, height);
        let sight = self.eye.see(spot);
        let nearest = Sight {
            nearness: sight.nearness * (1.0 + RISE),
            ..sight
        };
        let hidden = !self.eye.sees_upper_side(spot, slope) || self.raster.hides(nearest);
        (sight.at, hidden)
    }

    /// The whole picture.
    fn bounds(&self) -> Bounds {
        let (width, height) = self.view.device_size();
        Bounds {
            left: 0.0,
            top: 0.0,
            right: f64::from(width),
            bottom: f64::from(height),
        }
    }
}

/// About so many lines of the grid run each way.
const GRID_LINES: usize = 10;

/// Where ticks are, as parts of their range.
fn parts([low, high]: [f64; 2], ticks: &Ticks) -> Vec<f64> {
    let part = |(at, _): &(f64, String)| (at - low) / (high - low);
    ticks.marks.iter().map(part).collect()
}

/// Draws the axes and the box around the surface.
///
/// The background and the [pixels of the surface](Scene::pixels) are the caller's, as on the map.
pub fn draw_scene_base<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    scene: &Scene,
    landscape: &dyn Landscape,
    theme: &Theme,
    titles: &AxisTitles,
) -> DrawResult<DB> {
    let relief = Relief::of(landscape, scene.view.region());
    axes::draw(area, scene, theme, titles, &levels(&relief))
}

/// Draws the batch's bowl, trails, start, minimum, heads and arrows on the surface, on a clear
/// layer; faintly what is behind it.
pub fn draw_scene_overlay<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    scene: &Scene,
    theme: &Theme,
    overlay: &Overlay,
    memory: &mut TrailMemory,
) -> DrawResult<DB> {
    if let Some(batch) = overlay.batch {
        update::draw_bowl(area, scene, theme, batch)?;
    }
    trails::draw(area, scene, theme, overlay.trails, memory)?;
    let (view, bounds) = (&scene.view, scene.bounds());
    let seen = |at: Params| scene.seen(at);
    let start = overlay.start.and_then(seen);
    let (minima, name) = overlay.minima;
    let minima: Vec<_> = minima.iter().filter_map(|at| seen(*at)).collect();
    let faint = theme.fainter(HIDDEN);
    let theme_of = |hidden: bool| if hidden { &faint } else { theme };
    let mut names = Vec::new();
    for &(at, hidden) in &minima {
        let right = start.is_none_or(|(start, _)| start.x <= at.x);
        let side = (right, bounds);
        names.push(marks::draw_minimum(
            area,
            view,
            theme_of(hidden),
            (at, name),
            side,
        )?);
    }
    if let Some((at, hidden)) = start {
        let right = minima.first().is_some_and(|(minimum, _)| minimum.x < at.x);
        let side = (right, bounds);
        names.push(marks::draw_start(area, view, theme_of(hidden), at, side)?);
    }
    let heads: Vec<(Pixel, TrailStyle)> = overlay
        .trails
        .iter()
        .filter_map(|trail| {
            let (at, hidden) = seen(trail.head()?)?;
            let style = trail.style_in(theme);
            let color = if hidden {
                style.faded(theme, HIDDEN)
            } else {
                style.color
            };
            Some((at, TrailStyle { color, ..*style }))
        })
        .collect();
    let mut heads = heads.iter().map(|(at, style)| (*at, style));
    marks::draw_markers(area, view, theme, bounds, &mut heads)?;
    match &overlay.arrows {
        Some(update) => update::draw_arrows(area, scene, theme, update, names),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drawing::fixtures::{Odd, diamonds, ravine, view_of};
    use crate::drawing::trails::Trail;
    use crate::landscape::CLASSICS;
    use crate::point::Gradient;
    use plotters::drawing::IntoDrawingArea;
    use proptest::prelude::*;

    fn camera() -> impl Strategy<Value = Camera> {
        (-180.0..180.0, 5.0..90.0, 2.0..12.0).prop_map(|(azimuth, elevation, distance)| Camera {
            azimuth,
            elevation,
            distance,
        })
    }

    fn landscapes() -> Vec<Box<dyn Landscape>> {
        let mut all: Vec<Box<dyn Landscape>> =
            vec![Box::new(diamonds()), Box::new(ravine()), Box::new(Odd)];
        for value in [0.0, 1e300, f64::INFINITY] {
            all.push(Box::new(Level(value)));
        }
        all.extend(
            CLASSICS
                .iter()
                .map(|one| Box::new(*one) as Box<dyn Landscape>),
        );
        all
    }

    /// The same loss everywhere.
    struct Level(f64);

    impl Landscape for Level {
        fn value(&self, _: Params) -> f64 {
            self.0
        }

        fn gradient(&self, _: Params) -> Gradient {
            Gradient::default()
        }

        fn minima(&self) -> &[Params] {
            &[]
        }

        fn domain(&self) -> Region {
            Region {
                m: [-1.0, 1.0],
                b: [-1.0, 1.0],
            }
        }

        fn start(&self) -> Params {
            Params::default()
        }
    }

    fn scene_of(landscape: &dyn Landscape, camera: Camera) -> Scene {
        let view = view_of(landscape, 400.0, 300.0);
        Scene::new(
            view,
            camera,
            landscape,
            &Theme::light(),
            Default::default(),
            None,
        )
    }

    /// The clearance of the line of sight above the surface between a place on it and the eye:
    /// the least on the way, without its beginning.
    fn clearance(scene: &Scene, plan: [f64; 2], camera: Camera) -> f64 {
        let (eye, heights) = (&scene.eye, &scene.heights);
        let place = eye.spot(plan, heights.at(plan));
        let (sin, cos) = camera.azimuth.to_radians().sin_cos();
        let (down, level) = camera.elevation.to_radians().sin_cos();
        let at_eye = [sin * level, -cos * level, down].map(|part| camera.distance * part);
        (40..4000)
            .map(|i| f64::from(i) / 4000.0)
            .filter_map(|t| {
                let spot: [f64; 3] = std::array::from_fn(|k| place[k] + t * (at_eye[k] - place[k]));
                let [u, v] = [0, 1].map(|k| (spot[k] / eye.half[k] + 1.0) / 2.0);
                let over = (0.0..=1.0).contains(&u) && (0.0..=1.0).contains(&v);
                let surface = eye.spot([u, v], heights.at([u, v]))[2];
                over.then_some(spot[2] - surface)
            })
            .fold(f64::INFINITY, f64::min)
    }

    /// But for pits that are narrower than a pixel and deep, which some test surfaces have.
    #[test]
    fn from_above_nothing_is_hidden() {
        for (i, landscape) in landscapes().iter().enumerate() {
            for (azimuth, distance) in [(131.6, 12.0), (20.0, 12.0), (-77.0, 6.0), (0.0, 4.0)] {
                let camera = Camera {
                    azimuth,
                    elevation: 90.0,
                    distance,
                };
                let scene = scene_of(&**landscape, camera);
                let plot = scene.view.plot();
                let hidden = (0..90_000).filter(|place| {
                    let [u, v] = [place % 300, place / 300].map(|i| (f64::from(i) + 0.5) / 300.0);
                    let x = plot.left + u * plot.width();
                    let y = plot.bottom - v * plot.height();
                    scene.above(Pixel { x, y }).1
                });
                let most = if i < 2 { 0 } else { 90 };
                assert!(hidden.count() <= most, "landscape {i}, {camera:?}");
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(150))]

        #[test]
        fn every_pixel_is_of_the_surface_that_is_nearest(camera in camera()) {
            let scene = scene_of(&diamonds(), camera);
            let (width, height) = scene.size();
            for (column, row) in (0..height).step_by(7).flat_map(|row| {
                (0..width).step_by(7).map(move |column| (column, row))
            }) {
                let opaque = scene.pixels()[4 * (row * width + column) + 3] == 255;
                let nearness = scene.raster.nearness(column, row);
                prop_assert_eq!(opaque, nearness > 0.0);
                let at = scene.raster.place(column, row);
                // What is painted does not hide itself.
                let sight = Sight { at, nearness };
                prop_assert!(!opaque || !scene.raster.hides(sight));
            }
        }
    }

    /// Measured along the line of sight, which is blind for what stands at the foot of the place
    /// itself; and a place counts as open where one of the eight pixels around it is. So a few
    /// beside the edge of a cover are told otherwise, however far behind or in front they lie.
    #[test]
    fn what_is_behind_the_surface_is_hidden_and_nothing_else() {
        let (mut behind, mut hidden, mut before, mut wrong) = (0, 0, 0, 0);
        for landscape in &landscapes()[..2] {
            for azimuth in [-150.0, -60.0, 20.0, 110.0] {
                let camera = Camera {
                    azimuth,
                    elevation: 20.0,
                    distance: 4.0,
                };
                let scene = scene_of(&**landscape, camera);
                let plot = scene.view.plot();
                for place in 0..900 {
                    let [u, v] = [place % 30, place / 30].map(|i| (f64::from(i) + 0.5) / 30.0);
                    let ground = Pixel {
                        x: plot.left + u * plot.width(),
                        y: plot.bottom - v * plot.height(),
                    };
                    let covered = u32::from(scene.above(ground).1);
                    let clear = clearance(&scene, [u, v], camera);
                    if clear < -0.08 {
                        behind += 1;
                        hidden += covered;
                    } else if clear > 0.02 {
                        before += 1;
                        wrong += covered;
                    }
                }
            }
        }
        assert!(behind > 100 && before > 1000, "{behind}, {before}");
        assert!(hidden * 4 >= behind * 3, "{hidden} of {behind}");
        assert!(wrong * 100 <= before, "{wrong} of {before}");
    }

    #[test]
    fn cells_leave_no_gaps() {
        for landscape in landscapes() {
            for azimuth in [-175.0, -90.0, 0.0, 33.0] {
                let camera = Camera {
                    azimuth,
                    elevation: 75.0,
                    distance: 9.0,
                };
                let scene = scene_of(&*landscape, camera);
                for place in 0..160_000 {
                    // Not at the rim, where a pixel may be for the most part beside the surface.
                    let plan = [place % 400, place / 400].map(|i| 0.02 + 0.0024 * f64::from(i));
                    let spot = scene.eye.spot(plan, scene.heights.at(plan));
                    let Pixel { x, y } = scene.eye.see(spot).at;
                    let [column, row] = [x, y].map(|at| (at / scene.raster.scale) as usize);
                    assert!(scene.raster.nearness(column, row) > 0.0, "{plan:?}");
                }
            }
        }
    }

    #[test]
    fn no_surface_is_too_flat_too_high_or_too_odd() {
        for landscape in landscapes() {
            for azimuth in [-170.0, -45.0, 0.0, 90.0] {
                let camera = Camera {
                    azimuth,
                    ..Camera::default()
                };
                let scene = scene_of(&*landscape, camera);
                let opaque = scene
                    .pixels()
                    .chunks_exact(4)
                    .filter(|pixel| pixel[3] == 255);
                let (width, height) = scene.size();
                assert!(opaque.count() > width * height / 12);
                let far = Params::new(1e300, f64::NAN);
                let points = [landscape.start(), Params::new(0.1, 0.2), far];
                let overlay = Overlay {
                    trails: &[Trail::through(&points, 1)],
                    start: Some(landscape.start()),
                    minima: (&[Params::new(0.3, 0.1)], "minimum"),
                    ..Overlay::default()
                };
                let mut drawn = String::new();
                let (size, theme) = (scene.view.device_size(), Theme::dark());
                let titles = AxisTitles::of_line("", "");
                {
                    let area =
                        plotters_svg::SVGBackend::with_string(&mut drawn, size).into_drawing_area();
                    draw_scene_base(&area, &scene, &*landscape, &theme, &titles).expect("drawn");
                    let mut memory = TrailMemory::default();
                    draw_scene_overlay(&area, &scene, &theme, &overlay, &mut memory)
                        .expect("drawn");
                }
                assert!(drawn.contains("start") && !drawn.contains("NaN"));
            }
        }
    }

    #[test]
    fn memory_of_another_scene_leaves_no_trace() {
        let (landscape, theme) = (diamonds(), Theme::light());
        let fresh = scene_of(&landscape, Camera::default());
        let turned = scene_of(&landscape, Camera::default().orbited([200.0, 40.0]));
        let elsewhere = view_of(&landscape, 700.0, 500.0).zoomed(20.0, [300.0, 200.0]);
        let (camera, plain) = (Camera::default(), Default::default());
        let elsewhere = Scene::new(elsewhere, camera, &landscape, &theme, plain, None);
        let mut again = fresh.clone();
        for before in [turned, elsewhere] {
            let camera = Camera::default();
            again = Scene::new(fresh.view, camera, &landscape, &theme, plain, Some(before));
            assert_eq!(fresh.pixels(), again.pixels());
        }
        assert!(again.is_of(&fresh.view, Camera::default(), &Theme::light()));
        let turned = Camera::default().orbited([1.0, 0.0]);
        assert!(!again.is_of(&fresh.view, turned, &Theme::light()));
    }
}
