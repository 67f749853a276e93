//! Long records thinned to what a picture's columns can show.

/// `[at(place), value]` of the kept items, thinned to the first, the least, the greatest and the
/// last of each column, so that a line through them covers what a line through all would.
///
/// `columns` gives the last place of each column, ascending; what lies beyond the last one is left
/// out.
pub(crate) fn envelope<T: Copy>(
    kept: &[T],
    columns: &mut dyn Iterator<Item = usize>,
    at: &dyn Fn(usize) -> f64,
    value: impl Fn(T) -> f64,
) -> Vec<[f64; 2]> {
    let mut thinned = Vec::new();
    let mut begin = 0;
    for last in columns {
        let column = kept.get(begin..kept.len().min(last + 1)).unwrap_or(&[]);
        let Some(&first) = column.first() else {
            continue;
        };
        let (mut low, mut high) = ((0, value(first)), (0, value(first)));
        for (place, &item) in column.iter().enumerate().skip(1) {
            let value = value(item);
            if value < low.1 {
                low = (place, value);
            }
            if value > high.1 {
                high = (place, value);
            }
        }
        let end = column.len() - 1;
        let mut before = None;
        for place in [0, low.0.min(high.0), low.0.max(high.0), end] {
            if before != Some(place) {
                thinned.push([at(begin + place), value(column[place])]);
            }
            before = Some(place);
        }
        begin += column.len();
    }
    thinned
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_column_keeps_its_ends_and_extremes(
            values in prop::collection::vec(-5.0..5.0, 0..300),
            columns in 1usize..40,
        ) {
            let last = |column: usize| values.len() * (column + 1) / columns;
            let mut ends = (0..columns).filter_map(|column| last(column).checked_sub(1));
            let thinned = envelope(&values, &mut ends, &|place| place as f64, |value| value);
            prop_assert!(thinned.len() <= 4 * columns);
            prop_assert!(thinned.windows(2).all(|pair| pair[0][0] < pair[1][0]));
            prop_assert!(thinned.iter().all(|[at, value]| values[*at as usize] == *value));
            for column in 0..columns {
                let begin = values.len() * column / columns;
                let all = &values[begin..last(column)];
                let kept: Vec<f64> = thinned
                    .iter()
                    .filter(|point| (begin..last(column)).contains(&(point[0] as usize)))
                    .map(|point| point[1])
                    .collect();
                let extremes = |values: &[f64]| {
                    let low = values.iter().copied().fold(f64::INFINITY, f64::min);
                    let high = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
                    (values.first().copied(), low, high, values.last().copied())
                };
                prop_assert_eq!(extremes(all), extremes(&kept));
            }
        }
    }
}
