//! The pictures of a race, generic over a plotters backend.
//!
//! Everything here is a function of values: a [`View`] (what is looked at, on how large a
//! screen), a [`Theme`] (how it looks) and the things shown. The same code draws on a canvas in
//! the browser and into an SVG file.

mod axes;
mod clip;
mod color;
mod contours;
mod cover;
mod dashes;
mod ellipses;
#[cfg(test)]
mod fixtures;
mod grid_lines;
mod labels;
mod levels;
mod marks;
mod numbers;
mod paths;
mod raster;
mod relief;
mod surface;
mod text;
mod theme;
mod ticks;
mod trails;
mod view;

pub use axes::{AxisTitle, AxisTitles};
pub use clip::Bounds;
pub use color::Rgb;
pub use raster::HeatMap;
pub use surface::{DrawResult, Overlay, draw_base, draw_overlay};
pub use theme::{Marker, Theme, TrailStyle};
pub use trails::Trail;
pub use view::{Pixel, Screen, View};
