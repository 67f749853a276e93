//! Rows of two columns: reading them, checking them, and cutting them up for training.

mod csv;
mod dataset;
mod diamonds;
mod split;

pub use csv::read_csv;
pub use dataset::{Dataset, MAX_ROWS};
#[cfg(not(target_arch = "wasm32"))]
pub use diamonds::diamonds;
pub use diamonds::{pack_diamonds, unpack_diamonds};
pub use split::{Scaling, Split};
