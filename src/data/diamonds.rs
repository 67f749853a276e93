//! The built-in data: carat and price of 53,940 diamonds.
//!
//! Source: the `diamonds` data set of the R package ggplot2 (MIT), in its published order; prices
//! in US dollars. The repository keeps it as CSV; the page fetches it packed.

use crate::data::Dataset;
use crate::error::{Error, Result};

/// Carat and price of 53,940 diamonds, read from the CSV in the repository.
#[cfg(not(target_arch = "wasm32"))]
pub fn diamonds() -> Dataset {
    match crate::data::read_csv(include_str!("../../data/diamonds.csv")) {
        Ok(data) => data,
        Err(error) => unreachable!("the built-in data is good: {error}"),
    }
}

/// Packs rows of carat (two decimals) and price (whole dollars) into 4 bytes each.
///
/// Both become 16-bit numbers, carats in hundredths and prices as the difference to the row before
/// (the published order is nearly sorted by price), laid out as four planes: the low bytes of all
/// carats, their high bytes, and the same for prices. Like bytes stand together, so that gzip
/// brings the whole to 45 KB.
pub fn pack_diamonds(data: &Dataset) -> Vec<u8> {
    let carats = data
        .rows()
        .iter()
        .map(|row| (row[0] * 100.0).round() as u16);
    let prices = data.rows().iter().map(|row| row[1] as u16);
    let steps = prices.scan(0_u16, |last, price| {
        Some(price.wrapping_sub(std::mem::replace(last, price)))
    });
    let plane = |bytes: &mut Vec<u8>, column: &[u16], shift: u32| {
        bytes.extend(column.iter().map(|value| (value >> shift) as u8));
    };
    let mut bytes = Vec::with_capacity(4 * data.rows().len());
    for column in [carats.collect::<Vec<_>>(), steps.collect()] {
        plane(&mut bytes, &column, 0);
        plane(&mut bytes, &column, 8);
    }
    bytes
}

/// Unpacks what [`pack_diamonds`] made.
///
/// # Errors
/// A length that is not 4 bytes for each of at least 2 rows.
pub fn unpack_diamonds(bytes: &[u8]) -> Result<Dataset> {
    let n = bytes.len() / 4;
    if !bytes.len().is_multiple_of(4) || n == 0 {
        return Err(Error::new(
            "the packed data",
            format!("{} bytes long", bytes.len()),
            "4 bytes a row",
        ));
    }
    let column = |at: usize| {
        let (low, high) = (&bytes[at * n..][..n], &bytes[(at + 1) * n..][..n]);
        low.iter()
            .zip(high)
            .map(|(&low, &high)| u16::from_le_bytes([low, high]))
    };
    let mut price = 0_u16;
    let rows = column(0)
        .zip(column(2))
        .map(|(carat, step)| {
            price = price.wrapping_add(step);
            // Dividing gives the double nearest to the two decimals, as reading "0.23" does.
            [f64::from(carat) / 100.0, f64::from(price)]
        })
        .collect();
    Dataset::new("carat", "price", rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packing_loses_nothing() {
        let data = diamonds();
        assert_eq!(data.rows().len(), 53_940);
        assert_eq!(data.rows()[0], [0.23, 326.0]);
        let packed = pack_diamonds(&data);
        assert_eq!(packed.len(), 215_760);
        assert_eq!(unpack_diamonds(&packed).expect("just packed"), data);
    }

    #[test]
    fn a_cut_file_is_refused() {
        let packed = pack_diamonds(&diamonds());
        let error = unpack_diamonds(&packed[..1001]).expect_err("1001 bytes are no rows");
        assert!(error.to_string().contains("1001 bytes long"), "{error}");
        assert!(unpack_diamonds(&[]).is_err());
    }
}
