//! Values for settings, and the macro that turns a list of settings into a struct.

use crate::error::Result;
use crate::settings::Setting;
use crate::value::Value;

/// Checked values by the name of their setting.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Values(Vec<(&'static str, Value)>);

impl Values {
    /// The defaults of `settings`.
    pub fn defaults(settings: &[Setting]) -> Self {
        Self(settings.iter().map(|s| (s.name, s.default())).collect())
    }

    /// Sets a value, in place of the one before.
    ///
    /// # Errors
    /// A value that the setting does not take; the value before stays.
    pub fn set(&mut self, setting: &Setting, value: Value) -> Result<()> {
        setting.check(&value)?;
        match self.0.iter_mut().find(|(name, _)| *name == setting.name) {
            Some((_, old)) => *old = value,
            None => self.0.push((setting.name, value)),
        }
        Ok(())
    }

    /// The value of `setting`, or its default.
    pub fn get(&self, setting: &Setting) -> Value {
        self.0
            .iter()
            .find(|(name, _)| *name == setting.name)
            .map_or_else(|| setting.default(), |(_, value)| value.clone())
    }

    /// The number of `setting`; `None` where it is off.
    pub fn number(&self, setting: &Setting) -> Option<f64> {
        match self.get(setting) {
            Value::Number(value) => Some(value),
            _ => None,
        }
    }

    /// Whether `setting` is on.
    pub fn switch(&self, setting: &Setting) -> bool {
        self.get(setting) == Value::Switch(true)
    }

    /// All values, in the order in which they were set.
    pub fn entries(&self) -> &[(&'static str, Value)] {
        &self.0
    }
}

/// A field of a struct of hyperparameters.
pub(super) trait Field: Copy + Into<Value> {
    /// The value of `setting` among `values`.
    fn read(values: &Values, setting: &Setting) -> Self;
}

impl Field for f64 {
    fn read(values: &Values, setting: &Setting) -> Self {
        values.number(setting).unwrap_or(0.0)
    }
}

impl Field for bool {
    fn read(values: &Values, setting: &Setting) -> Self {
        values.switch(setting)
    }
}

/// Makes a struct of hyperparameters whose names, defaults and ranges are those of settings.
macro_rules! hyperparameters {
    ($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $type:ty = $setting:expr,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq)]
        pub struct $name {
            $($(#[$field_doc])* pub $field: $type,)*
        }

        impl $name {
            const SETTINGS: &'static [$crate::settings::Setting] = &[$($setting),*];

            fn read(_values: &$crate::optim::Values) -> Self {
                Self {
                    $($field: $crate::optim::hyperparameters::Field::read(_values, &$setting),)*
                }
            }

            fn checked(self) -> $crate::error::Result<Self> {
                $($setting.check(&self.$field.into())?;)*
                Ok(self)
            }
        }

        impl Default for $name {
            fn default() -> Self {
                Self::read(&$crate::optim::Values::default())
            }
        }
    };
}
