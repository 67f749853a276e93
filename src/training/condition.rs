//! How much steeper the loss is across its valley than along it.

use crate::data::{Dataset, Scaling};
use crate::landscape::Quadratic;
use crate::training::race::Race;
use serde::Serialize;

/// The condition number of the loss's Hessian over the training rows: its larger eigenvalue by its
/// smaller one. It is 1 where the bowl is round; gradient descent needs about as many steps as it
/// says.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct ConditionNumbers {
    /// Over standardized rows.
    pub standardized: f64,
    /// Over the rows as they are.
    pub raw: f64,
    /// Over the rows as the race has them: one of the two.
    pub current: f64,
}

impl Race {
    /// The condition numbers of this race's rows, standardized or not, whichever it runs on;
    /// `None` on a test surface. `data` is what the race was made from.
    pub fn condition_numbers(&self, data: &Dataset) -> Option<ConditionNumbers> {
        let split = self.split()?;
        let rows = split
            .source
            .iter()
            .map(|&row| data.rows()[usize::from(row)]);
        let kept: Vec<[f64; 2]> = rows.collect();
        let of = |scaling: Scaling| {
            let train = kept[..split.train.len()].iter();
            let rows: Vec<[f64; 2]> = train.map(|&row| scaling.apply(row)).collect();
            Quadratic::fit(&rows).condition_number()
        };
        Some(ConditionNumbers {
            standardized: of(Scaling::of(&kept)),
            raw: of(Scaling::RAW),
            current: Quadratic::fit(&split.train).condition_number(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::training::RaceConfig;

    /// λ_max/λ_min of (2/n)·XᵀX with X = [x, 1], from the characteristic polynomial.
    fn direct(rows: &[[f64; 2]]) -> f64 {
        let n = rows.len() as f64;
        let sum = |f: &dyn Fn(f64) -> f64| rows.iter().map(|row| f(row[0])).sum::<f64>();
        let (a, b, d) = (2.0 * sum(&|x| x * x) / n, 2.0 * sum(&|x| x) / n, 2.0);
        let root = ((a - d).powi(2) + 4.0 * b * b).sqrt();
        (a + d + root) / (a + d - root)
    }

    #[test]
    fn they_are_those_of_the_hessian_whatever_the_race_runs_on() {
        let data = crate::data::diamonds();
        for standardize in [true, false] {
            let mut config = RaceConfig::default();
            config.set("standardize", standardize).expect("a switch");
            let race = Race::new(&data, config).expect("a good config");
            let numbers = race.condition_numbers(&data).expect("there are rows");
            let own = race.split().expect("there are rows");
            let shown = if standardize {
                numbers.standardized
            } else {
                numbers.raw
            };
            let expected = direct(&own.train);
            assert_eq!(numbers.current, shown);
            assert!((shown / expected - 1.0).abs() < 1e-9, "{shown} {expected}");
            // All 20,000 rows were standardized; 16,000 of them are trained on.
            assert!((1.0..1.05).contains(&numbers.standardized), "{numbers:?}");
            assert!((12.0..25.0).contains(&numbers.raw), "{numbers:?}");
        }
    }

    #[test]
    fn a_test_surface_has_none() {
        let data = crate::data::diamonds();
        let mut config = RaceConfig::default();
        config.landscape = "booth".into();
        let race = Race::new(&data, config).expect("a good config");
        assert_eq!(race.condition_numbers(&data), None);
    }
}
