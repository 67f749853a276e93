//! The pictures of a race, generic over a plotters backend.
//!
//! Everything here is a function of values: a [`View`] of the surface or a [`Chart`] of the data or
//! the losses (what is looked at, on how large a screen), a [`Theme`] (how it looks) and the things
//! shown. The same code draws on a canvas in
//! the browser and into an SVG file.

mod arrow_labels;
mod arrow_shapes;
mod arrows;
mod axes;
mod batch_bowl;
mod chart;
mod clip;
mod color;
mod contours;
mod cover;
mod dashes;
mod data_view;
mod density;
mod ellipses;
#[cfg(test)]
mod fixtures;
mod grid_lines;
mod labels;
mod levels;
mod lines;
mod loss_view;
mod marks;
mod nearest;
mod numbers;
mod paths;
mod raster;
mod relief;
mod scene;
mod surface;
mod text;
mod theme;
mod ticks;
mod tracks;
mod trails;
mod view;

pub use arrow_shapes::{Arrows, arrow_at};
pub use axes::{AxisTitle, AxisTitles, Reading};
pub use chart::Chart;
pub use clip::Bounds;
pub use color::Rgb;
pub use data_view::{DataLine, DataOverlay, draw_data, draw_data_overlay, row_at, row_beside};
pub use density::DensityMap;
pub use loss_view::{Curve, LossPicture, draw_loss_heads, draw_losses};
pub use nearest::{Nearest, nearest, region_around};
pub use raster::HeatMap;
pub use scene::{Camera, Scene, draw_scene_base, draw_scene_overlay};
pub use surface::{DrawResult, Overlay, draw_base, draw_overlay};
#[cfg(target_arch = "wasm32")]
pub(crate) use theme::STYLES;
pub use theme::{Marker, Theme, TrailStyle};
pub use tracks::TrailMemory;
pub use trails::Trail;
pub use view::{Pixel, Screen, View};
