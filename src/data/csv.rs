//! Reading two columns of a CSV text.

use crate::data::Dataset;
use crate::error::{Error, Result, quoted};

/// Reads a text of comma-separated values: a header of two names, then two numbers a line.
///
/// Blank lines are passed over; Windows line ends and spaces around values are accepted.
///
/// # Errors
/// A header or line without exactly two fields, or a field that is not a finite number; the error
/// names the line.
pub fn read_csv(text: &str) -> Result<Dataset> {
    let mut lines = text
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty());
    let two = |index: usize, line: &str| -> Result<[String; 2]> {
        let fields: Vec<&str> = line.split(',').map(str::trim).collect();
        match fields.as_slice() {
            [x, y] => Ok([(*x).to_owned(), (*y).to_owned()]),
            _ => Err(Error::new(
                format!("line {}", index + 1),
                quoted(line),
                "two values with a comma between them",
            )),
        }
    };
    let (index, header) = lines
        .next()
        .ok_or_else(|| Error::new("data", "empty", "a header line and rows"))?;
    let [feature, target] = two(index, header)?;
    let rows = lines
        .map(|(index, line)| {
            let [x, y] = two(index, line)?;
            let number = |field: &str| match field.parse::<f64>() {
                Ok(value) if value.is_finite() => Ok(value),
                _ => Err(Error::new(
                    format!("line {}", index + 1),
                    quoted(field),
                    "finite numbers",
                )),
            };
            Ok([number(&x)?, number(&y)?])
        })
        .collect::<Result<_>>()?;
    Dataset::new(feature, target, rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_header_and_rows() {
        let data = read_csv("carat, price\r\n0.5,1500\r\n\r\n 1 , 4e3\n").expect("good text");
        assert_eq!((data.feature(), data.target()), ("carat", "price"));
        assert_eq!(data.rows(), [[0.5, 1500.0], [1.0, 4000.0]]);
    }

    #[test]
    fn names_the_bad_line() {
        for (text, message) in [
            ("", "data is empty"),
            ("a,b\n1,2\n3\n", "line 3 is \"3\""),
            ("a,b\n1,x\n", "line 2 is \"x\""),
            ("a,b\n1,inf\n", "line 2 is \"inf\""),
        ] {
            let error = read_csv(text).expect_err("bad text").to_string();
            assert!(error.starts_with(message), "{error}");
        }
    }
}
