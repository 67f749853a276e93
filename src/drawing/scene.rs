//! The surface in three dimensions: a function of view and camera, like the map of the view.

mod axes;
mod camera;
mod heights;
mod raster;
mod trails;

use crate::drawing::axes::AxisTitles;
use crate::drawing::clip::Bounds;
use crate::drawing::levels::levels;
use crate::drawing::marks;
use crate::drawing::relief::Relief;
use crate::drawing::surface::{DrawResult, Overlay};
use crate::drawing::theme::{Theme, TrailStyle};
use crate::drawing::ticks::Ticks;
use crate::drawing::view::{Pixel, View};
use crate::landscape::Landscape;
use crate::point::{Params, Region};
use plotters::backend::DrawingBackend;
use plotters::coord::Shift;
use plotters::drawing::DrawingArea;

pub use camera::Camera;
use camera::{Projection, Sight};
use heights::Heights;
use raster::{Marks, Raster};

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

impl Scene {
    /// Paints the surface; `kept`, an older scene, gives its memory.
    pub fn new(
        view: View,
        camera: Camera,
        landscape: &dyn Landscape,
        theme: &Theme,
        kept: Option<Self>,
    ) -> Self {
        let relief = Relief::of(landscape, view.region());
        let heights = Heights::of(&relief, view.region());
        let eye = Projection::new(&view, camera, theme.text_size);
        let levels: Vec<f64> = levels(&relief)
            .iter()
            .map(|level| heights.part(level.rise))
            .collect();
        let Region { m, b } = view.region();
        let grid = [m, b].map(|range| parts(range, &Ticks::over(range, GRID_LINES, usize::MAX)));
        let mut raster = kept.map(|scene| scene.raster).unwrap_or_default();
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
        let sight = self.sight(at)?;
        let ratio = self.view.pixel_ratio();
        let place = [sight.at.x / ratio, sight.at.y / ratio];
        Some((place, self.raster.hides(sight)))
    }

    /// The sight of a point of the region.
    fn sight(&self, at: Params) -> Option<Sight> {
        let ground = self.view.to_pixel(at);
        self.view
            .plot()
            .contains(ground)
            .then(|| self.above(ground))
    }

    /// The sight of what the map shows at a pixel of its plot.
    fn above(&self, ground: Pixel) -> Sight {
        let plot = self.view.plot();
        let plan = [
            (ground.x - plot.left) / plot.width(),
            (plot.bottom - ground.y) / plot.height(),
        ];
        self.eye.see(self.eye.spot(plan, self.heights.at(plan)))
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

/// Draws trails, start, minimum and heads on the surface, on a clear layer; faintly what is
/// behind it.
pub fn draw_scene_overlay<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    scene: &Scene,
    theme: &Theme,
    overlay: &Overlay,
) -> DrawResult<DB> {
    trails::draw(area, scene, theme, overlay.trails)?;
    let (view, bounds) = (&scene.view, scene.bounds());
    let seen = |at: Params| {
        scene
            .sight(at)
            .map(|sight| (sight.at, scene.raster.hides(sight)))
    };
    let start = overlay.start.and_then(seen);
    let minimum = overlay
        .minimum
        .and_then(|(at, name)| Some((seen(at)?, name)));
    let faint = theme.fainter(HIDDEN);
    let theme_of = |hidden: bool| if hidden { &faint } else { theme };
    if let Some(((at, hidden), name)) = minimum {
        let right = start.is_none_or(|(start, _)| start.x <= at.x);
        marks::draw_minimum(area, view, theme_of(hidden), (at, name), (right, bounds))?;
    }
    if let Some((at, hidden)) = start {
        let right = minimum.is_some_and(|((minimum, _), _)| minimum.x < at.x);
        marks::draw_start(area, view, theme_of(hidden), at, (right, bounds))?;
    }
    let heads: Vec<(Pixel, TrailStyle)> = overlay
        .trails
        .iter()
        .filter_map(|trail| {
            let (at, hidden) = seen(*trail.points.last()?)?;
            let style = trail.style_in(theme);
            let color = if hidden {
                style.faded(theme, HIDDEN)
            } else {
                style.color
            };
            Some((at, TrailStyle { color, ..*style }))
        })
        .collect();
    let heads = heads.iter().map(|(at, style)| (*at, style));
    marks::draw_markers(area, view, theme, bounds, heads)
}
