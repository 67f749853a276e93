//! Downhill: optimizers race down a real loss surface.
//!
//! SGD, momentum, RMSprop, Adam and their relatives fit the two parameters of f(x) = m·x + b by
//! mean squared error. Everything a picture of that needs is here, in rooms that each build on the
//! ones before:
//!
//! - numbers: [`Params`] and [`Gradient`], NumPy's [`RandomState`], and its pairwise sums;
//! - data: [`Dataset`], [`Split`], and the built-in diamonds;
//! - landscapes: the trait [`Landscape`], the [`LinearModel`]'s [`Quadratic`] bowl, and the
//!   [`CLASSICS`];
//! - optimizers: the trait [`Optimizer`], one type for each, [`Schedule`] and [`Framework`];
//! - training: a [`Race`] is determined by its [`RaceConfig`], goes to any step with
//!   [`Race::seek`], and explains each with a [`StepReport`];
//! - drawing: a [`View`] and a [`Theme`], then [`draw_base`] and [`draw_overlay`] on any plotters
//!   backend; a [`Chart`] for [`draw_data`] and [`draw_losses`].
//!
//! Every number is checked against NumPy to the last bit and against PyTorch to 1e-12.
//!
//! ```
//! use downhill::{Race, RaceConfig};
//!
//! # fn main() -> downhill::Result<()> {
//! let mut race = Race::new(&downhill::diamonds(), RaceConfig::default())?;
//! race.seek(250); // one epoch: 16,000 rows in batches of 64
//! let adam = race.state(3).expect("the fourth racer");
//! assert!(adam.loss < 1.0);
//! race.seek(0); // and back
//! # Ok(())
//! # }
//! ```

mod data;
mod decimal;
mod drawing;
mod error;
mod exact;
mod landscape;
mod optim;
mod point;
mod random;
mod settings;
mod sum;
mod training;
mod twofold;
mod value;
#[cfg(target_arch = "wasm32")]
mod web;

#[cfg(not(target_arch = "wasm32"))]
pub use data::diamonds;
pub use data::{Dataset, MAX_ROWS, Scaling, Split, pack_diamonds, read_csv, unpack_diamonds};
pub use drawing::{
    Arrows, AxisTitle, AxisTitles, Bounds, Camera, Chart, Curve, DataLine, DataOverlay, DensityMap,
    DrawResult, HeatMap, LossPicture, Marker, Nearest, Overlay, Pixel, Reading, Rgb, Scene, Screen,
    Theme, Trail, TrailMemory, TrailStyle, View, arrow_at, draw_base, draw_data, draw_data_overlay,
    draw_loss_heads, draw_losses, draw_overlay, draw_scene_base, draw_scene_overlay, nearest,
    region_around, row_at, row_beside,
};
pub use error::{Error, Result};
pub use landscape::{CLASSICS, Classic, Landscape, LinearModel, Quadratic};
pub use optim::{
    About, Adadelta, AdadeltaSettings, Adagrad, AdagradSettings, Adam, AdamSettings, AdamW,
    AdamWSettings, Adamax, AdamaxSettings, AnyOptimizer, Arithmetic, Equation, Expression,
    Framework, Memory, Momentum, MomentumSettings, NAdam, NAdamSettings, Nesterov,
    NesterovSettings, OPTIMIZERS, Optimizer, Pair, Quantity, RAdam, RAdamSettings, RmsProp,
    RmsPropSettings, Role, Schedule, Sgd, SgdSettings, Step, Terms, Values, about,
};
pub use point::{Gradient, Params, Region};
pub use random::RandomState;
pub use settings::{Kind, Off, Scale, Setting, When};
pub use training::{
    Arrow, ArrowKind, CalculatedStep, Catching, ConditionNumbers, ExplainedTerm, Explanation,
    Fairness, Input, Inputs, Outcome, Progress, Race, RaceConfig, RacerConfig, RacerState, Record,
    RecordedCurve, Session, StepReport, Stop, StopReason, Table, TableCell, TableRow, Term,
    TermList, TestError, replay,
};
pub use value::Value;
