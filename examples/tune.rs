//! Finds the learning rate at which each optimizer is quickest on the default race:
//! `cargo run --release --example tune`.
//!
//! The criterion: the lowest mean training loss over the first 1,000 updates, averaged over the
//! seeds 1 to 8, each of which draws rows, start and batches anew. A mean over the way asks for
//! speed and for rest: what is slow, circles the minimum or flies off has more loss on the way.
//! Rates are 1, 2 and 5 times the powers of ten, all other settings the optimizer's usual ones. The
//! results stand in each optimizer's file as `tuned_rate`; a test compares each with its
//! neighbours.

use downhill::{About, Dataset, OPTIMIZERS, Race, RaceConfig, RacerConfig, Result};

/// The updates that are looked at.
const UPDATES: u64 = 1000;

/// The most racers of one race.
const LANES: usize = 8;

fn main() -> Result<()> {
    let data = downhill::diamonds();
    for about in OPTIMIZERS {
        let rates = rates();
        let losses = mean_losses(&data, about, &rates, 1..=8)?;
        let best =
            (0..rates.len()).fold(0, |best, i| if losses[i] < losses[best] { i } else { best });
        println!("{:9} {:>7}   {:.5}", about.name, rates[best], losses[best]);
    }
    Ok(())
}

/// The rates that are tried: 0.0001, 0.0002, 0.0005, 0.001 … 50.
pub fn rates() -> Vec<f64> {
    let decades = (-4..=1).map(|exponent: i32| format!("e{exponent}"));
    let texts = decades.flat_map(|decade| ["1", "2", "5"].map(|digit| format!("{digit}{decade}")));
    // Read from text, each is the number nearest to what it says.
    texts.filter_map(|text| text.parse().ok()).collect()
}

/// The mean training loss of an optimizer with each of some learning rates; infinite where it
/// diverges.
pub fn mean_losses(
    data: &Dataset,
    about: &About,
    rates: &[f64],
    seeds: impl Iterator<Item = u32> + Clone,
) -> Result<Vec<f64>> {
    let mut losses = Vec::new();
    for rates in rates.chunks(LANES) {
        let mut sums = vec![0.0; rates.len()];
        for seed in seeds.clone() {
            let mut config = RaceConfig::default();
            config.set("seed", seed)?;
            config.racers = rates
                .iter()
                .map(|&rate| {
                    let mut racer = RacerConfig::new(about.name)?;
                    racer.set("learningRate", rate)?;
                    Ok(racer)
                })
                .collect::<Result<_>>()?;
            let mut race = Race::new(data, config)?;
            race.seek(UPDATES);
            for (racer, sum) in sums.iter_mut().enumerate() {
                let trail = race.trail(racer).unwrap_or_default();
                let values = trail.iter().map(|&at| race.landscape().value(at));
                // Fewer points are there only where the run has diverged, or hardly moves at all.
                *sum += if trail.len() as u64 > UPDATES {
                    values.sum::<f64>() / trail.len() as f64
                } else {
                    f64::INFINITY
                };
            }
        }
        let count = seeds.clone().count() as f64;
        losses.extend(sums.into_iter().map(|sum| sum / count));
    }
    Ok(losses)
}
