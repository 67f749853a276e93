//! Validated rows of one feature and one target.

use crate::error::{Error, Result};

/// The most rows a dataset may have: an order of rows is kept in 16-bit numbers.
pub const MAX_ROWS: usize = 1 << 16;

/// Rows `[x, y]` of finite numbers, with the names of the two columns.
#[derive(Debug, Clone, PartialEq)]
pub struct Dataset {
    names: [String; 2],
    rows: Vec<[f64; 2]>,
}

impl Dataset {
    /// A dataset of `rows`, whose columns are called `feature` and `target`.
    ///
    /// # Errors
    /// Fewer than 2 rows, more than [`MAX_ROWS`], or a value that is not a finite number.
    pub fn new(
        feature: impl Into<String>,
        target: impl Into<String>,
        rows: Vec<[f64; 2]>,
    ) -> Result<Self> {
        let names = [feature.into(), target.into()];
        if !(2..=MAX_ROWS).contains(&rows.len()) {
            let legal = format!("a whole number of rows from 2 to {MAX_ROWS}");
            return Err(Error::new("data", rows.len(), legal));
        }
        for (index, row) in rows.iter().enumerate() {
            for (name, value) in names.iter().zip(row) {
                if !value.is_finite() {
                    let place = format!("{name} of row {}", index + 1);
                    return Err(Error::new(place, value, "a finite number"));
                }
            }
        }
        Ok(Self { names, rows })
    }

    /// The name of the feature x.
    pub fn feature(&self) -> &str {
        &self.names[0]
    }

    /// The name of the target y.
    pub fn target(&self) -> &str {
        &self.names[1]
    }

    /// The rows `[x, y]`, in their published order.
    pub fn rows(&self) -> &[[f64; 2]] {
        &self.rows
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refuses_what_is_not_a_number_and_names_the_row() {
        let rows = vec![[1.0, 2.0], [3.0, f64::NAN]];
        let error = Dataset::new("carat", "price", rows).expect_err("NaN is no price");
        assert_eq!(
            error.to_string(),
            "price of row 2 is NaN, but it takes a finite number"
        );
    }

    #[test]
    fn refuses_too_few_and_too_many_rows() {
        for n in [0, 1, MAX_ROWS + 1] {
            let error = Dataset::new("x", "y", vec![[0.0; 2]; n]).expect_err("wrong size");
            assert!(error.to_string().contains("from 2 to 65536"), "{error}");
        }
    }
}
