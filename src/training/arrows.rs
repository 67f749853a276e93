//! What of an update can be drawn at the point it started from.

use serde::Serialize;

use crate::optim::Pair;
use crate::training::report::StepReport;
use crate::value::Value;

/// A kind of arrow; the last kind is a pair of bars.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum ArrowKind {
    /// The gradient as the rule gets it, downhill: after ascent, clipping and weight decay where
    /// the racer has these.
    Gradient,
    /// What the rule remembers of earlier gradients, in the direction in which it acts: the velocity,
    /// or the first moment.
    Momentum,
    /// From the parameters before to those after.
    Step,
    /// The size of recent gradients along each axis, by which the rule divides: the root of the
    /// second moment, of the average or of the sum of squares.
    SecondMoment,
}

/// Something of an update that has a length and a direction on the plane.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Arrow {
    /// What it is.
    pub kind: ArrowKind,
    /// What is written beside it.
    pub label: &'static str,
    /// `[along m, along b]`, in the direction in which the point moves. A step is in units of the
    /// parameters, the others are in units of the gradient; a second moment has no sign.
    pub value: Pair,
    /// The names by which a [`StepReport`] has it, before and after corrections.
    pub terms: &'static [&'static str],
}

impl ArrowKind {
    /// Every kind.
    pub const ALL: [Self; 4] = [
        Self::Gradient,
        Self::Momentum,
        Self::SecondMoment,
        Self::Step,
    ];

    /// Its name in options.
    pub fn name(self) -> &'static str {
        match self {
            Self::Gradient => "gradient",
            Self::Momentum => "momentum",
            Self::Step => "step",
            Self::SecondMoment => "secondMoment",
        }
    }

    fn terms(self) -> &'static [&'static str] {
        match self {
            Self::Gradient => &["gradient", "clippedGradient", "decayedGradient"],
            Self::Momentum => &["velocity", "firstMoment", "correctedFirstMoment"],
            Self::Step => &["step", "effectiveStep", "paramsAfter"],
            Self::SecondMoment => &[
                "secondMoment",
                "correctedSecondMoment",
                "largestSecondMoment",
                "squareAverage",
                "squareSum",
                "infinityNorm",
                "variance",
                "denominator",
            ],
        }
    }
}

impl StepReport {
    /// What of the update can be drawn: gradient and step always, momentum and second moment where
    /// the rule has them.
    ///
    /// Velocities that hold steps (η inside) are divided by the learning rate, so that all but the
    /// step are in units of the gradient and can be compared. Moments are corrected for their start
    /// where the rule corrects them: Adam's arrow over its bars is, along each axis, its step over
    /// the learning rate (ε aside).
    pub fn arrows(&self) -> Vec<Arrow> {
        self.arrows_with("")
    }

    /// The same with the gradient as it stands at one of its terms, `gradient`, `clippedGradient` or
    /// `decayedGradient`; as the rule gets it where the update has no such term.
    pub fn arrows_with(&self, gradient: &str) -> Vec<Arrow> {
        let found = [
            (ArrowKind::Gradient, Some(self.push(gradient))),
            (ArrowKind::Momentum, self.momentum()),
            (ArrowKind::SecondMoment, self.second_moment()),
            (ArrowKind::Step, Some(("step", self.effective_step))),
        ];
        let arrows = found.into_iter().filter_map(|(kind, found)| {
            let (label, value) = found?;
            Some(Arrow {
                kind,
                label,
                value: match kind {
                    ArrowKind::SecondMoment => value,
                    // They are subtracted.
                    _ => value.map(|part| -part),
                },
                terms: kind.terms(),
            })
        });
        arrows.collect()
    }

    fn is_clipped(&self) -> bool {
        let clipped = self.terms.pair("clippedGradient");
        // Ascent turns the gradient around, which is no clipping.
        clipped.is_some_and(|clipped| (0..2).any(|i| clipped[i].abs() != self.gradient[i].abs()))
    }

    /// The gradient at that term, or as the rule gets it.
    fn push(&self, term: &str) -> (&'static str, Pair) {
        if term == "gradient" {
            return ("−gradient", self.gradient);
        }
        let at = |name| self.terms.pair(name).filter(|_| name == term);
        let decayed = at("clippedGradient").or_else(|| self.terms.pair("decayedGradient"));
        let clipped = decayed.or_else(|| self.terms.pair("clippedGradient"));
        let ascends = self.settings.get("ascend") == Some(&Value::Switch(true));
        let label = match (ascends, self.is_clipped()) {
            (false, false) => "−gradient",
            (false, true) => "−gradient, clipped",
            (true, false) => "gradient",
            (true, true) => "gradient, clipped",
        };
        (label, clipped.unwrap_or(self.gradient))
    }

    fn momentum(&self) -> Option<(&'static str, Pair)> {
        if let Some(velocity) = self.state_after.pair("velocity") {
            let inside = self.settings.get("rateInVelocity") == Some(&Value::Switch(true));
            let (label, unit) = if inside && self.learning_rate > 0.0 {
                ("−velocity / η", self.learning_rate)
            } else {
                ("−velocity", 1.0)
            };
            return Some((label, velocity.map(|part| part / unit)));
        }
        let corrected = self.terms.pair("correctedFirstMoment");
        let moment = corrected.or_else(|| {
            let moment = self.state_after.pair("firstMoment")?;
            // NAdam corrects by the product of its momenta.
            let left = self.state_after.scalar("momentumProduct").unwrap_or(0.0);
            Some(moment.map(|part| part / (1.0 - left)))
        });
        Some(("−first moment", moment?))
    }

    fn second_moment(&self) -> Option<(&'static str, Pair)> {
        let after = |name| self.state_after.pair(name);
        if let Some(norm) = after("infinityNorm") {
            return Some(("largest gradient", norm));
        }
        if let Some(moment) = after("largestSecondMoment").or(after("secondMoment")) {
            let correction = self.terms.scalar("secondCorrection").unwrap_or(1.0);
            let root = moment.map(|part| (part / correction).sqrt());
            return Some(("√ second moment", root));
        }
        if let Some(sum) = after("squareSum") {
            return Some(("√ sum of squares", sum.map(f64::sqrt)));
        }
        let variance = self.terms.pair("variance");
        let average = variance.or(after("squareAverage"))?;
        Some(("√ mean square", average.map(f64::sqrt)))
    }
}
