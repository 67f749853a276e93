//! Shuffling, standardizing and splitting, in the order of the tutorial.

use crate::data::Dataset;
use crate::point::Params;
use crate::random::{self, RandomState};
use crate::sum;

/// How the two columns were standardized: value = mean + std · standardized.
///
/// Raw data has mean 0 and standard deviation 1 here, so that both are handled alike.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scaling {
    /// The mean of the feature and of the target, in their own units.
    pub mean: [f64; 2],
    /// Their (population) standard deviations, in their own units.
    pub std: [f64; 2],
}

impl Scaling {
    /// The scaling that changes nothing.
    pub const RAW: Self = Self {
        mean: [0.0; 2],
        std: [1.0; 2],
    };

    /// Mean and population standard deviation of each column, as `numpy.mean` and `numpy.std`.
    ///
    /// A column that does not vary gets the standard deviation 1: it is centred and left at that.
    pub fn of(rows: &[[f64; 2]]) -> Self {
        let mut scaling = Self::RAW;
        for k in 0..2 {
            let column: Vec<f64> = rows.iter().map(|row| row[k]).collect();
            let mean = sum::mean(&column);
            let squares: Vec<f64> = column.iter().map(|v| (v - mean) * (v - mean)).collect();
            let std = sum::mean(&squares).sqrt();
            scaling.mean[k] = mean;
            scaling.std[k] = if std > 0.0 { std } else { 1.0 };
        }
        scaling
    }

    /// A row in the units that the model trains on.
    pub fn apply(&self, row: [f64; 2]) -> [f64; 2] {
        std::array::from_fn(|k| (row[k] - self.mean[k]) / self.std[k])
    }

    /// Slope and intercept in the data's own units: target units per feature unit, target units.
    pub fn to_own_units(&self, params: Params) -> Params {
        let m = params.m * self.std[1] / self.std[0];
        Params {
            m,
            b: self.mean[1] + self.std[1] * params.b - m * self.mean[0],
        }
    }
}

/// Rows cut into a training and a test part, in the units that the model trains on.
#[derive(Debug, Clone, PartialEq)]
pub struct Split {
    /// The rows to train on.
    pub train: Vec<[f64; 2]>,
    /// The features kept apart for the test RMSE, in the units that the model trains on.
    pub test_x: Vec<f64>,
    /// Their targets, in the target's own unit.
    pub test_y: Vec<f64>,
    /// For each row, training rows first, its place in the dataset.
    pub source: Vec<u16>,
    /// How the rows were standardized.
    pub scaling: Scaling,
}

impl Split {
    /// Shuffles the whole dataset, keeps `rows` of it, standardizes these where asked, and gives
    /// the first ⌊`train_fraction` · `rows`⌋ to training.
    pub fn new(
        data: &Dataset,
        random: &mut RandomState,
        rows: usize,
        train_fraction: f64,
        standardize: bool,
    ) -> Self {
        let mut order = random::ascending();
        random.shuffle(&mut order, data.rows().len());
        let source = order[..rows].to_vec();
        let kept: Vec<[f64; 2]> = source
            .iter()
            .map(|&row| data.rows()[usize::from(row)])
            .collect();
        let scaling = if standardize {
            Scaling::of(&kept)
        } else {
            Scaling::RAW
        };
        let (train, test) = kept.split_at((train_fraction * rows as f64) as usize);
        Self {
            train: train.iter().map(|row| scaling.apply(*row)).collect(),
            test_x: test.iter().map(|row| scaling.apply(*row)[0]).collect(),
            test_y: test.iter().map(|row| row[1]).collect(),
            source,
            scaling,
        }
    }

    /// The root mean squared error on the test rows, in the target's own unit; `None` where no
    /// rows were kept for it.
    pub fn test_rmse(&self, params: Params) -> Option<f64> {
        if self.test_x.is_empty() {
            return None;
        }
        let (mean, std) = (self.scaling.mean[1], self.scaling.std[1]);
        let [sum] = sum::pairwise(&self.test_x, &self.test_y, &|x, y| {
            let residual = y - ((params.m * x + params.b) * std + mean);
            [residual * residual]
        });
        let n = self.test_x.len() as f64;
        if sum.is_finite() {
            return Some((sum / n).sqrt());
        }
        // Of a line that is far off, the squares overflow before their root does.
        let rows = || self.test_x.iter().zip(&self.test_y);
        let residual = |(x, y): (&f64, &f64)| y - ((params.m * x + params.b) * std + mean);
        let most = rows()
            .map(residual)
            .fold(0.0, |most: f64, r| most.max(r.abs()));
        let squares = rows().map(residual).map(|r| (r / most) * (r / most));
        Some((squares.sum::<f64>() / n).sqrt() * most)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn own_units_predict_the_same(
            m in -3.0..3.0, b in -3.0..3.0, x in 0.2..5.0_f64, mean in 0.0..9.0_f64, std in 0.1..9.0_f64,
        ) {
            let scaling = Scaling { mean: [mean, 7.0 * mean], std: [std, 11.0 * std] };
            let own = scaling.to_own_units(Params { m, b });
            let standardized = (x - scaling.mean[0]) / scaling.std[0];
            let predicted = scaling.mean[1] + scaling.std[1] * (m * standardized + b);
            prop_assert!((own.m * x + own.b - predicted).abs() < 1e-9);
        }
    }

    #[test]
    fn the_error_of_a_line_far_off_is_finite() {
        let split = Split {
            train: Vec::new(),
            test_x: vec![1.0, -1.0],
            test_y: vec![0.0, 0.0],
            source: Vec::new(),
            scaling: Scaling {
                mean: [0.0, 0.0],
                std: [1.0, 4000.0],
            },
        };
        let rmse = split.test_rmse(Params::new(3e153, 0.0)).expect("test rows");
        assert!((rmse / 1.2e157 - 1.0).abs() < 1e-12, "{rmse}");
        let overflown = split.test_rmse(Params::new(1e308, 0.0)).expect("test rows");
        assert!(!overflown.is_finite());
    }

    #[test]
    fn a_column_that_does_not_vary_is_only_centred() {
        let scaling = Scaling::of(&[[2.0, 1.0], [2.0, 3.0]]);
        assert_eq!(scaling.apply([2.0, 3.0]), [0.0, 1.0]);
    }
}
