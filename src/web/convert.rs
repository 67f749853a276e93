//! Values on their way to and from JavaScript.

use js_sys::Reflect;
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::JsValue;

use crate::error::Error;
use crate::value::Value;

/// A plain object, list, text or number.
pub(crate) fn to_js(value: &impl Serialize) -> Result<JsValue, JsValue> {
    let serializer = serde_wasm_bindgen::Serializer::json_compatible();
    value.serialize(&serializer).map_err(JsValue::from)
}

/// Any value that JSON can say; `what` names it where it says anything else.
pub(crate) fn value(what: &str, js: JsValue) -> Result<Value, JsValue> {
    serde_wasm_bindgen::from_value(js).map_err(|reason| {
        let legal = "null, numbers, texts, true, false, lists and plain objects of these";
        error(Error::new(what, format!("no such value ({reason})"), legal))
    })
}

/// An object of options.
pub(crate) fn options<T: DeserializeOwned>(js: JsValue) -> Result<T, JsValue> {
    serde_wasm_bindgen::from_value(js).map_err(JsValue::from)
}

/// A JavaScript `Error` with our message, and `setting`, `value` and `legal` beside it.
pub(crate) fn error(error: Error) -> JsValue {
    let js = js_sys::Error::new(&error.to_string());
    for (name, text) in [
        ("setting", error.setting()),
        ("value", error.value()),
        ("legal", error.legal()),
    ] {
        // A new error takes any property; if it ever did not, its message still says it all.
        Reflect::set(&js, &name.into(), &text.into()).ok();
    }
    js.into()
}
