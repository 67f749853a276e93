//! The engine in a browser: the only place that knows JavaScript.
//!
//! Few calls cross: a handful for each frame. Numbers cross as typed arrays, options as one object
//! in camel case; wrong ones are thrown as an `Error` whose message names the setting, the value
//! and what it takes.

mod canvas;
mod convert;
mod fields;
mod losses;
mod options;
mod picture;
mod race;
mod scene;
mod setup;
mod table;
mod update;
mod views;

use wasm_bindgen::prelude::*;

use crate::drawing::Theme;
use crate::error::{Error, quoted};

#[wasm_bindgen]
extern "C" {
    /// Milliseconds on a clock that never goes back.
    #[wasm_bindgen(js_namespace = performance)]
    fn now() -> f64;
}

/// Makes a panic, which is our own mistake, an exception with a text for people.
#[wasm_bindgen(start)]
fn start() {
    std::panic::set_hook(Box::new(|info| {
        wasm_bindgen::throw_str(&format!(
            "Downhill’s engine has stopped because of a mistake in it: {info}"
        ));
    }));
}

/// The version of the engine.
#[wasm_bindgen]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

/// The colours and trail styles of the drawing, for a legend: `light` or `dark`, with `projector`
/// those for a projector.
#[wasm_bindgen(js_name = theme)]
pub fn theme_object(name: &str, projector: Option<bool>) -> Result<JsValue, JsValue> {
    convert::to_js(&theme(name, projector.unwrap_or(false))?)
}

/// Reruns every case of a file of recorded NumPy or PyTorch runs: parsed JSON in, the same shape
/// with our own values out.
#[cfg(feature = "replay")]
#[wasm_bindgen]
pub fn replay(dataset: &race::Dataset, file: JsValue) -> Result<JsValue, JsValue> {
    let file = convert::value("the file", file)?;
    let values = crate::training::replay(&dataset.rows, &file).map_err(convert::error)?;
    convert::to_js(&values)
}

/// The next update for any numbers: `{racer, step, params, gradient, state}` in, the terms of the
/// update and what it leads to out.
#[wasm_bindgen]
pub fn calculate(input: JsValue) -> Result<JsValue, JsValue> {
    let input = convert::value("input", input)?;
    let calculated = crate::training::CalculatedStep::of(&input).map_err(convert::error)?;
    convert::to_js(&calculated)
}

fn theme(name: &str, projector: bool) -> Result<Theme, JsValue> {
    let theme = match name {
        "light" => Theme::light(),
        "dark" => Theme::dark(),
        _ => {
            let value = quoted(name);
            return Err(convert::error(Error::new(
                "theme",
                value,
                "one of light, dark",
            )));
        }
    };
    Ok(if projector {
        theme.for_projector()
    } else {
        theme
    })
}
