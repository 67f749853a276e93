//! Values on their way to and from JavaScript.

use js_sys::{Array, Object, Reflect};
use serde::Serialize;
use wasm_bindgen::{JsCast, JsValue};

use crate::error::Error;
use crate::value::Value;

/// A plain object, list, text or number.
pub(crate) fn to_js(value: &impl Serialize) -> Result<JsValue, JsValue> {
    let serializer = serde_wasm_bindgen::Serializer::json_compatible();
    value.serialize(&serializer).map_err(JsValue::from)
}

/// Any value that JSON can say; `what` names it where it says anything else.
pub(crate) fn value(what: &str, js: JsValue) -> Result<Value, JsValue> {
    read(&js, DEEPEST).ok_or_else(|| {
        let legal = "null, numbers, texts, true, false, lists and plain objects of these";
        error(Error::new(what, "no such value", legal))
    })
}

/// How many lists and objects may lie in each other: more than any of ours, and an end for those
/// that contain themselves.
const DEEPEST: usize = 32;

fn read(js: &JsValue, deepest: usize) -> Option<Value> {
    if js.is_null() || js.is_undefined() {
        return Some(Value::Null);
    }
    if let Some(number) = js.as_f64() {
        return Some(Value::Number(number));
    }
    if let Some(switch) = js.as_bool() {
        return Some(Value::Switch(switch));
    }
    if let Some(text) = js.as_string() {
        return Some(Value::Text(text));
    }
    let deeper = deepest.checked_sub(1)?;
    if Array::is_array(js) {
        let values = Array::from(js);
        let values = values.iter().map(|value| read(&value, deeper));
        return Some(Value::List(values.collect::<Option<_>>()?));
    }
    if !js.is_object() {
        return None;
    }
    let object = js.unchecked_ref::<Object>();
    let keys = Object::keys(object);
    let mut entries = Vec::new();
    for key in keys.iter() {
        let value = Reflect::get(object, &key).ok()?;
        // What is undefined is left out.
        if !value.is_undefined() {
            entries.push((key.as_string()?, read(&value, deeper)?));
        }
    }
    Some(Value::Map(entries))
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
