//! A value as it stands in a config: what JSON can say.

use std::fmt;

use crate::decimal::shortest;
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};

/// A value of a config, before or after it is checked.
///
/// Configs are read into this first, so that a wrong one is refused in our own words: with the
/// name of the setting, the value, and what it takes.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing, or "off".
    Null,
    /// A number.
    Number(f64),
    /// True or false.
    Switch(bool),
    /// A name.
    Text(String),
    /// Several values.
    List(Vec<Value>),
    /// Named values, in their order.
    Map(Vec<(String, Value)>),
}

impl Value {
    /// The value of that name in a map.
    pub fn get(&self, name: &str) -> Option<&Value> {
        match self {
            Self::Map(entries) => {
                let mut found = entries.iter().filter(|(key, _)| key == name);
                found.next().map(|(_, value)| value)
            }
            _ => None,
        }
    }

    /// The number, where it is one.
    pub fn as_number(&self) -> Option<f64> {
        match self {
            Self::Number(value) => Some(*value),
            _ => None,
        }
    }

    /// The text, where it is one.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(value) => Some(value),
            _ => None,
        }
    }

    /// The list, where it is one.
    pub fn as_list(&self) -> Option<&[Value]> {
        match self {
            Self::List(values) => Some(values),
            _ => None,
        }
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Number(v) if v.is_infinite() => {
                f.write_str(if *v > 0.0 { "Infinity" } else { "-Infinity" })
            }
            // The fewest digits that read back equal, with an exponent where that is shorter.
            Self::Number(v) => f.write_str(&shortest(*v)),
            Self::Switch(v) => write!(f, "{v}"),
            Self::Text(v) => write!(f, "\"{v}\""),
            Self::List(_) => f.write_str("a list"),
            Self::Map(_) => f.write_str("an object"),
        }
    }
}

impl From<f64> for Value {
    fn from(value: f64) -> Self {
        Self::Number(value)
    }
}

impl From<i32> for Value {
    fn from(value: i32) -> Self {
        Self::Number(value.into())
    }
}

impl From<u32> for Value {
    fn from(value: u32) -> Self {
        Self::Number(value.into())
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Self::Switch(value)
    }
}

impl From<[f64; 2]> for Value {
    fn from(pair: [f64; 2]) -> Self {
        Self::List(pair.map(Self::Number).into())
    }
}

impl From<&str> for Value {
    fn from(value: &str) -> Self {
        Self::Text(value.to_owned())
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            // Whole numbers are written without a point, as JavaScript does.
            Self::Number(v) if v.fract() == 0.0 && v.abs() < 9e15 && !is_negative_zero(*v) => {
                serializer.serialize_i64(*v as i64)
            }
            Self::Number(v) => serializer.serialize_f64(*v),
            Self::Switch(v) => serializer.serialize_bool(*v),
            Self::Text(v) => serializer.serialize_str(v),
            Self::List(v) => v.serialize(serializer),
            Self::Map(entries) => {
                let mut map = serializer.serialize_map(Some(entries.len()))?;
                for (name, value) in entries {
                    map.serialize_entry(name, value)?;
                }
                map.end()
            }
        }
    }
}

fn is_negative_zero(v: f64) -> bool {
    v == 0.0 && v.is_sign_negative()
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct AnyValue;

        impl<'de> Visitor<'de> for AnyValue {
            type Value = Value;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("null, a number, true or false, a text, a list or an object")
            }

            fn visit_unit<E>(self) -> Result<Value, E> {
                Ok(Value::Null)
            }

            fn visit_none<E>(self) -> Result<Value, E> {
                Ok(Value::Null)
            }

            fn visit_bool<E>(self, v: bool) -> Result<Value, E> {
                Ok(Value::Switch(v))
            }

            fn visit_f64<E>(self, v: f64) -> Result<Value, E> {
                Ok(Value::Number(v))
            }

            fn visit_i64<E>(self, v: i64) -> Result<Value, E> {
                Ok(Value::Number(v as f64))
            }

            fn visit_u64<E>(self, v: u64) -> Result<Value, E> {
                Ok(Value::Number(v as f64))
            }

            fn visit_str<E>(self, v: &str) -> Result<Value, E> {
                Ok(Value::Text(v.to_owned()))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value, A::Error> {
                let mut list = Vec::new();
                while let Some(value) = seq.next_element()? {
                    list.push(value);
                }
                Ok(Value::List(list))
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Value::Map(entries))
            }
        }

        deserializer.deserialize_any(AnyValue)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_goes_in_and_out_unchanged() {
        let text = r#"{"v":1,"zero":-0.0,"on":true,"none":null,"list":[0.1,"a"]}"#;
        let value: Value = serde_json::from_str(text).expect("good JSON");
        assert_eq!(serde_json::to_string(&value).expect("a value"), text);
    }

    #[test]
    fn numbers_are_shown_short() {
        for (number, text) in [
            (1e-6, "1e-6"),
            (0.001, "0.001"),
            (64.0, "64"),
            (1e300, "1e300"),
            (f64::NEG_INFINITY, "-Infinity"),
        ] {
            assert_eq!(Value::Number(number).to_string(), text);
        }
    }
}
