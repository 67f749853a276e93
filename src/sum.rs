//! NumPy's pairwise summation, reproduced term by term.
//!
//! `numpy.add.reduce` adds a contiguous array so that the rounding error grows with log n: below
//! 8 terms one after the other; up to 128 terms in eight running sums; above that by halves, split
//! at a multiple of 8. Source: NumPy, `pairwise_sum` in `loops_utils.h.src`. Whoever adds in
//! another order gets other last digits, so every mean of the training loop goes through here.

/// The most terms that are added without splitting.
const BLOCK: usize = 128;

/// The `K` sums of `term(x[i], y[i])` over all i, each added in NumPy's order.
///
/// `x` and `y` have the same length.
#[inline]
pub(crate) fn pairwise<const K: usize>(
    x: &[f64],
    y: &[f64],
    term: &impl Fn(f64, f64) -> [f64; K],
) -> [f64; K] {
    let n = x.len();
    if n <= BLOCK {
        return block(x, y, term);
    }
    let half = n / 2 - (n / 2) % 8;
    let (x1, x2) = x.split_at(half);
    let (y1, y2) = y.split_at(half);
    let (first, second) = (pairwise(x1, y1, term), pairwise(x2, y2, term));
    std::array::from_fn(|k| first[k] + second[k])
}

#[inline]
fn block<const K: usize>(x: &[f64], y: &[f64], term: &impl Fn(f64, f64) -> [f64; K]) -> [f64; K] {
    let mut total = [0.0; K];
    let (x8, x_rest) = x.as_chunks::<8>();
    let (y8, y_rest) = y.as_chunks::<8>();
    if !x8.is_empty() {
        // Starting at +0 instead of the first term changes no sum but that of all −0.
        let mut running = [[0.0; 8]; K];
        for (x, y) in x8.iter().zip(y8) {
            each_lane(|lane| {
                let terms = term(x[lane], y[lane]);
                for k in 0..K {
                    running[k][lane] += terms[k];
                }
            });
        }
        for (total, r) in total.iter_mut().zip(running) {
            *total = ((r[0] + r[1]) + (r[2] + r[3])) + ((r[4] + r[5]) + (r[6] + r[7]));
        }
    }
    for (&x, &y) in x_rest.iter().zip(y_rest) {
        let terms = term(x, y);
        for k in 0..K {
            total[k] += terms[k];
        }
    }
    total
}

/// Written out: no loop is left between the lanes for which the compiler could fail to see that it
/// can add two at once.
#[inline(always)]
fn each_lane(mut add: impl FnMut(usize)) {
    add(0);
    add(1);
    add(2);
    add(3);
    add(4);
    add(5);
    add(6);
    add(7);
}

/// The sum of one column.
pub(crate) fn column(values: &[f64]) -> f64 {
    let [sum] = pairwise(values, values, &|v, _| [v]);
    sum
}

/// The mean of one column, as `numpy.mean`.
pub(crate) fn mean(values: &[f64]) -> f64 {
    column(values) / values.len() as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The same rule, written the way NumPy writes it: one array, plain recursion.
    fn by_the_book(a: &[f64]) -> f64 {
        let n = a.len();
        if n < 8 {
            return a.iter().fold(0.0, |sum, v| sum + v);
        }
        if n <= 128 {
            let mut r: Vec<f64> = a[..8].to_vec();
            let mut i = 8;
            while i < n - n % 8 {
                for j in 0..8 {
                    r[j] += a[i + j];
                }
                i += 8;
            }
            let sum = ((r[0] + r[1]) + (r[2] + r[3])) + ((r[4] + r[5]) + (r[6] + r[7]));
            return a[i..].iter().fold(sum, |sum, v| sum + v);
        }
        let half = n / 2 - (n / 2) % 8;
        by_the_book(&a[..half]) + by_the_book(&a[half..])
    }

    proptest! {
        #[test]
        fn adds_in_numpys_order(values in prop::collection::vec(-1e6..1e6, 0..700)) {
            prop_assert_eq!(column(&values).to_bits(), (by_the_book(&values) + 0.0).to_bits());
        }
    }

    #[test]
    fn two_sums_at_once_equal_each_alone() {
        let x: Vec<f64> = (0..333).map(|i| f64::from(i) * 0.1).collect();
        let y: Vec<f64> = (0..333).map(|i| f64::from(i * i) * 0.01).collect();
        let products: Vec<f64> = x.iter().zip(&y).map(|(x, y)| x * y).collect();
        let [product, sum] = pairwise(&x, &y, &|x, y| [x * y, y]);
        assert_eq!(product, column(&products));
        assert_eq!(sum, column(&y));
    }
}
