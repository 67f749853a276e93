//! Reading an object of options, name by name.

use crate::error::{Error, Result};
use crate::value::Value;

/// The properties of an object. Each is asked for by its name; what nobody asked for is refused
/// at the end, so that a misspelt name does not pass for one that was left out.
pub(super) struct Fields<'a> {
    /// What the object is called: it stands before the names of wrong properties.
    what: &'static str,
    entries: &'a [(String, Value)],
    asked: Vec<&'static str>,
}

/// A number that is neither negative nor endless.
pub(super) fn amount(name: &str, value: f64) -> Result<f64> {
    if value >= 0.0 && value.is_finite() {
        return Ok(value);
    }
    let legal = "a finite number from 0 upwards";
    Err(Error::new(name, Value::Number(value), legal))
}

/// Whether a picture can be made so many times as large.
pub(super) fn check_factor(factor: f64) -> Result<()> {
    if factor.is_finite() && factor > 0.0 {
        return Ok(());
    }
    let value = Value::Number(factor);
    Err(Error::new("factor", value, "a number above 0"))
}

const TWO_NUMBERS: &str = "a list of two numbers";

impl<'a> Fields<'a> {
    /// The properties of `value`, which must be an object.
    pub fn of(what: &'static str, value: &'a Value) -> Result<Self> {
        match value {
            Value::Map(entries) => Ok(Self {
                what,
                entries,
                asked: Vec::new(),
            }),
            other => Err(Error::new(what, other, "an object")),
        }
    }

    /// The value of that name; neither absent nor null.
    pub fn get(&mut self, name: &'static str) -> Option<&'a Value> {
        self.asked.push(name);
        let found = self.entries.iter().find(|(key, _)| key == name);
        found
            .map(|(_, value)| value)
            .filter(|value| **value != Value::Null)
    }

    /// What `read` makes of the value of that name, if there is one.
    fn read<T>(
        &mut self,
        name: &'static str,
        legal: &str,
        read: impl FnOnce(&'a Value) -> Option<T>,
    ) -> Result<Option<T>> {
        let Some(value) = self.get(name) else {
            return Ok(None);
        };
        match read(value) {
            Some(read) => Ok(Some(read)),
            None => Err(Error::new(name, value, legal)),
        }
    }

    /// A number, if there is one.
    pub fn number(&mut self, name: &'static str) -> Result<Option<f64>> {
        self.read(name, "a number", Value::as_number)
    }

    /// A number that must be there.
    pub fn needed_number(&mut self, name: &'static str) -> Result<f64> {
        let found = self.number(name)?;
        found.ok_or_else(|| Error::new(name, "missing", "a number"))
    }

    /// An [amount] that must be there.
    pub fn needed_amount(&mut self, name: &'static str) -> Result<f64> {
        amount(name, self.needed_number(name)?)
    }

    /// A list of numbers, if there is one.
    pub fn numbers(&mut self, name: &'static str) -> Result<Option<Vec<f64>>> {
        self.read(name, "a list of numbers", |value| {
            value.as_list()?.iter().map(Value::as_number).collect()
        })
    }

    /// A list of texts, if there is one.
    pub fn texts(&mut self, name: &'static str) -> Result<Option<Vec<String>>> {
        self.read(name, "a list of texts", |value| {
            let texts = value.as_list()?.iter();
            texts
                .map(|text| text.as_text().map(str::to_owned))
                .collect()
        })
    }

    /// Two numbers, if they are there.
    pub fn pair(&mut self, name: &'static str) -> Result<Option<[f64; 2]>> {
        self.read(name, TWO_NUMBERS, |value| match value.as_list()? {
            [first, second] => Some([first.as_number()?, second.as_number()?]),
            _ => None,
        })
    }

    /// Two numbers that must be there.
    pub fn needed_pair(&mut self, name: &'static str) -> Result<[f64; 2]> {
        let found = self.pair(name)?;
        found.ok_or_else(|| Error::new(name, "missing", TWO_NUMBERS))
    }

    /// A text; empty where there is none.
    pub fn text(&mut self, name: &'static str) -> Result<&'a str> {
        Ok(self
            .read(name, "a text", Value::as_text)?
            .unwrap_or_default())
    }

    /// True or false; false where nothing is said.
    pub fn switch(&mut self, name: &'static str) -> Result<bool> {
        let read = |value: &Value| match value {
            Value::Switch(on) => Some(*on),
            _ => None,
        };
        Ok(self.read(name, "true or false", read)?.unwrap_or(false))
    }

    /// One of some names, by what it stands for; the first where nothing is said.
    pub fn choice<T: Copy>(&mut self, name: &'static str, of: &[(&str, T)]) -> Result<T> {
        let names: Vec<&str> = of.iter().map(|(name, _)| *name).collect();
        let legal = format!("one of {}", names.join(", "));
        let found = self.read(name, &legal, |value| {
            let text = value.as_text()?;
            of.iter().find(|(name, _)| *name == text)
        })?;
        Ok(found.unwrap_or(&of[0]).1)
    }

    /// Refuses properties that were not asked for.
    pub fn finish(self) -> Result<()> {
        let known = |name: &String| self.asked.contains(&name.as_str());
        match self.entries.iter().find(|(name, _)| !known(name)) {
            None => Ok(()),
            Some((name, _)) => {
                let legal = format!("no value: there are only {}", self.asked.join(", "));
                Err(Error::new(format!("{}.{name}", self.what), "set", legal))
            }
        }
    }
}
