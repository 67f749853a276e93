//! Values by name, as configs spell them.

use crate::error::{Error, Result};
use crate::optim::Values;
use crate::settings::Setting;
use crate::value::Value;

/// The values of settings as entries of an object.
pub(crate) fn named(values: &Values) -> impl Iterator<Item = (String, Value)> {
    let entries = values.entries().iter();
    entries.map(|(name, value)| ((*name).to_owned(), value.clone()))
}

/// Sets the value of one of `settings` by name; `others` are names that are read elsewhere.
pub(super) fn set(
    values: &mut Values,
    settings: &[Setting],
    name: &str,
    value: &Value,
    whose: &str,
    others: &[&str],
) -> Result<()> {
    match settings.iter().find(|setting| setting.name == name) {
        Some(setting) => values.set(setting, value.clone()),
        None => {
            let own = settings.iter().map(|setting| setting.name);
            let names: Vec<&str> = others.iter().copied().chain(own).collect();
            let legal = format!("no value: {whose} has only {}", names.join(", "));
            Err(Error::new(name, value, legal))
        }
    }
}

/// The entries of what has to be an object.
pub(crate) fn entries<'a>(what: &str, value: &'a Value) -> Result<&'a [(String, Value)]> {
    match value {
        Value::Map(entries) => Ok(entries),
        _ => Err(Error::new(what, value, "an object")),
    }
}
