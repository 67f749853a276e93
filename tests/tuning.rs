//! The tuned learning rates are those that the criterion gives.

#[path = "../examples/tune.rs"]
#[allow(dead_code)]
mod tune;

use downhill::OPTIMIZERS;

#[test]
fn each_tuned_rate_is_better_than_its_neighbours() {
    let data = downhill::diamonds();
    let rates = tune::rates();
    for about in OPTIMIZERS {
        let place = rates.iter().position(|&rate| rate == about.tuned_rate);
        let place = place.expect("a rate that was tried");
        let near = &rates[place - 1..=place + 1];
        let losses = tune::mean_losses(&data, about, near, 1..=8).expect("good rates");
        assert!(
            losses[1] < losses[0] && losses[1] < losses[2],
            "{}: {near:?} {losses:?}",
            about.name
        );
    }
}
