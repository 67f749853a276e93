//! The one error of the crate: a value that a setting or an input does not take.

use std::fmt;

/// A refused value: which setting it was for, what it was, and what the setting takes.
///
/// Its text is written for the person who typed the value:
/// `learningRate is -1, but it takes a number from 0 to 1000000`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error(Box<Refusal>);

/// Behind a pointer, so that results are small where all goes well.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Refusal {
    setting: String,
    value: String,
    legal: String,
}

/// `Result` with the crate's [`Error`].
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// An error for `setting`, which got `value` and takes `legal` (a phrase such as
    /// "a whole number from 1 to 16000").
    pub fn new(
        setting: impl Into<String>,
        value: impl fmt::Display,
        legal: impl Into<String>,
    ) -> Self {
        Self::of(setting.into(), &value, legal.into())
    }

    fn of(setting: String, value: &dyn fmt::Display, legal: String) -> Self {
        Self(Box::new(Refusal {
            setting,
            value: value.to_string(),
            legal,
        }))
    }

    /// The name of the setting, as it is spelled in a config.
    pub fn setting(&self) -> &str {
        &self.0.setting
    }

    /// The value it got, as text.
    pub fn value(&self) -> &str {
        &self.0.value
    }

    /// What the setting takes, as a phrase.
    pub fn legal(&self) -> &str {
        &self.0.legal
    }

    /// The same error with the setting named from further out, as in `racers[2].beta1`.
    pub fn within(mut self, outer: &str) -> Self {
        self.0.setting = format!("{outer}.{}", self.0.setting);
        self
    }
}

/// A text as messages show it.
pub(crate) fn quoted(text: &str) -> String {
    format!("\"{text}\"")
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Refusal {
            setting,
            value,
            legal,
        } = &*self.0;
        write!(f, "{setting} is {value}, but it takes {legal}")
    }
}

impl std::error::Error for Error {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_setting_value_and_legal_range() {
        let error = Error::new("beta1", 1.5, "a number from 0 to below 1").within("racers[2]");
        assert_eq!(
            error.to_string(),
            "racers[2].beta1 is 1.5, but it takes a number from 0 to below 1"
        );
    }
}
