//! The last update in equations: what was computed from what, in the order of computation.

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use crate::optim::quantities::{
    BATCH_GRADIENT, CLIPPED_GRADIENT, DECAYED_GRADIENT, DECAYED_PARAMS, PARAMS_AFTER,
    SCHEDULED_RATE, STEP,
};
use crate::optim::{
    AnyOptimizer, Arithmetic, Equation, Expression, Pair, Quantity, Role, Schedule,
};
use crate::settings;
use crate::training::racer::RacerConfig;
use crate::training::report::{StepReport, Term};
use crate::value::Value;

/// The letter of the gradient that a rule gets.
const RULES_GRADIENT: &str = "g_t";

/// One racer's last update in equations. Every number in it is the report's.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Explanation {
    /// The optimizer's name.
    pub optimizer: &'static str,
    /// One sentence on its idea.
    pub idea: &'static str,
    /// The paper it comes from.
    pub paper: &'static str,
    /// The update, counted from 1.
    pub step: u64,
    /// What was computed, in the order of computation: first the gradient of the batch, which no
    /// equation computes, at the end the step and the new parameters.
    pub terms: Vec<ExplainedTerm>,
    /// What it was computed from, by the names that the equations have for it: settings, the state
    /// before, the parameters before, the number t of the update.
    pub inputs: Inputs,
    /// The loss on all training rows, at the parameters before and after.
    pub losses: Pair,
}

/// One computed quantity.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ExplainedTerm {
    /// Its name in the report.
    pub name: &'static str,
    /// Its letter; see [`Quantity::symbol`].
    pub symbol: &'static str,
    /// Its name for people.
    pub title: &'static str,
    /// What it is for.
    pub role: Role,
    /// The arrow that shows it on the surface.
    pub arrow: Option<&'static str>,
    /// How it was computed; `None` for the gradient of the batch.
    pub equation: Option<Expression>,
    /// What it was before the update, where the optimizer remembers it.
    pub before: Option<Term>,
    /// What it is.
    pub value: Term,
}

/// Something that equations use and none computes.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Input {
    /// Its letter; empty where it has none.
    pub symbol: &'static str,
    /// Its name for people.
    pub title: &'static str,
    /// What it is.
    pub value: Term,
}

/// Inputs by name, in the order in which the equations first use them.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Inputs(pub Vec<(&'static str, Input)>);

impl Serialize for Inputs {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, input) in &self.0 {
            map.serialize_entry(name, input)?;
        }
        map.end()
    }
}

/// The equations around the optimizer's own: from the batch's gradient to the one that the rule
/// gets, and from its step to the new parameters.
struct Surroundings {
    equations: Vec<Equation>,
    /// The gradient that the rule gets.
    gradient: Quantity,
    /// What its step is subtracted from.
    params: &'static str,
}

impl Surroundings {
    fn new(racer: &RacerConfig, done: u64) -> Self {
        let values = racer.values();
        let mut equations = Vec::new();
        if let Some(formula) = scheduled_rate(racer, done) {
            equations.push(SCHEDULED_RATE.is(formula));
        }
        let ascend = values.switch(&settings::ASCEND);
        let clip = values.number(&settings::CLIP).is_some();
        let clipped = match (ascend, clip) {
            (false, false) => None,
            (false, true) => Some("max(-clip, min(clip, gradient))"),
            (true, false) => Some("-gradient"),
            (true, true) => Some("max(-clip, min(clip, -gradient))"),
        };
        let mut gradient = BATCH_GRADIENT;
        if let Some(formula) = clipped {
            gradient = CLIPPED_GRADIENT;
            if !clip {
                gradient.title = "Reversed gradient";
            }
            equations.push(gradient.is(formula));
        }
        let mut params = "params'";
        if values.number(&settings::WEIGHT_DECAY) != Some(0.0) {
            if values.switch(&settings::DECOUPLED_DECAY) {
                params = DECAYED_PARAMS.name;
                equations.push(DECAYED_PARAMS.is("params' * (1 - learningRate * weightDecay)"));
            } else {
                equations.push(DECAYED_GRADIENT.is(if clipped.is_some() {
                    "clippedGradient + weightDecay * params'"
                } else {
                    "gradient + weightDecay * params'"
                }));
                gradient = DECAYED_GRADIENT;
            }
        }
        Self {
            equations,
            gradient,
            params,
        }
    }
}

/// The learning rate of the update that follows `done` others, where there is a schedule.
fn scheduled_rate(racer: &RacerConfig, done: u64) -> Option<&'static str> {
    Some(match Schedule::with(racer.values()).ok()? {
        Schedule::Constant => return None,
        Schedule::Step { .. } => "learningRate' * gamma^floor((t - 1) / stepSize)",
        Schedule::Exponential { .. } => "learningRate' * gamma^(t - 1)",
        Schedule::Cosine { horizon } if (done as f64) < 2.0 * horizon => {
            "learningRate' * ((1 + cos(pi * ((t - 1) / horizon))) / 2)"
        }
        Schedule::Cosine { .. } => {
            "learningRate' * ((1 + cos(pi * (mod(t - 1, 2 * horizon) / horizon))) / 2)"
        }
        Schedule::Warmup { .. } => {
            "learningRate' * (warmupStart + (1 - warmupStart) * min((t - 1) / warmup, 1))"
        }
    })
}

impl Explanation {
    /// Explains what `report` tells; `rule` is the optimizer after that update.
    pub(crate) fn new(
        racer: &RacerConfig,
        rule: &AnyOptimizer,
        arithmetic: Arithmetic,
        report: &StepReport,
    ) -> Self {
        let Surroundings {
            mut equations,
            gradient,
            params,
        } = Surroundings::new(racer, report.step - 1);
        equations.extend(rule.equations(report.step, arithmetic));
        if equations.last().is_some_and(|last| last.quantity == STEP) {
            equations.push(PARAMS_AFTER.is("params - step"));
        }
        let canonical = |name| match name {
            "g" => gradient.name,
            "params" => params,
            name => name,
        };
        let letter = |quantity: Quantity| {
            if quantity.name == gradient.name {
                RULES_GRADIENT
            } else {
                quantity.symbol
            }
        };
        let mut explanation = Self {
            optimizer: report.optimizer,
            idea: racer.about().idea,
            paper: racer.about().paper,
            step: report.step,
            terms: vec![explained(
                report,
                BATCH_GRADIENT,
                letter(BATCH_GRADIENT),
                None,
            )],
            inputs: Inputs::default(),
            losses: [report.loss_before, report.loss_after],
        };
        for Equation { quantity, formula } in equations {
            let mut equation = Expression::parse(formula);
            if let Some(equation) = &mut equation {
                equation.rename(&canonical);
                equation.names(&mut |name| explanation.mention(racer, report, name));
            }
            let symbol = letter(quantity);
            let term = explained(report, quantity, symbol, equation);
            explanation.terms.push(term);
        }
        explanation
    }

    /// Notes an input, unless it is a term or known already.
    fn mention(&mut self, racer: &RacerConfig, report: &StepReport, name: &'static str) {
        let computed = self.terms.iter().any(|term| term.name == name);
        if computed || self.inputs.0.iter().any(|(known, _)| *known == name) {
            return;
        }
        let input = |symbol, title, value| Input {
            symbol,
            title,
            value,
        };
        let setting = |name: &str, value| {
            let all = racer.settings();
            let found = all.iter().find(|setting| setting.name == name);
            found.map_or(input("", "", value), |s| input(s.symbol, s.label, value))
        };
        let of_settings = |name| report.settings.get(name).and_then(Value::as_number);
        let scalar = |value: Option<f64>| Term::Scalar(value.unwrap_or(f64::NAN));
        let found = match name {
            "t" => input("t", "Step", Term::Scalar(report.step as f64)),
            "pi" => input("π", "Pi", Term::Scalar(std::f64::consts::PI)),
            "params'" => input(
                "θ_t−1",
                "Parameters before",
                Term::Pair(report.params_before),
            ),
            "learningRate" => setting(name, Term::Scalar(report.learning_rate)),
            "learningRate'" => setting("learningRate", scalar(of_settings("learningRate"))),
            _ => match name.strip_suffix('\'') {
                // Its letter and title are those of the term that it becomes.
                Some(state) => input("", "", report.state_before.get(state).unwrap_or(NOTHING)),
                None => setting(name, scalar(of_settings(name))),
            },
        };
        self.inputs.0.push((name, found));
    }
}

const NOTHING: Term = Term::Scalar(f64::NAN);

fn explained(
    report: &StepReport,
    quantity: Quantity,
    symbol: &'static str,
    equation: Option<Expression>,
) -> ExplainedTerm {
    let Quantity {
        name, title, role, ..
    } = quantity;
    let value = match name {
        "gradient" => Some(Term::Pair(report.gradient)),
        "paramsAfter" => Some(Term::Pair(report.params_after)),
        "learningRate" => Some(Term::Scalar(report.learning_rate)),
        _ => (report.state_after.get(name)).or_else(|| report.terms.get(name)),
    };
    ExplainedTerm {
        name,
        symbol,
        title,
        role,
        arrow: role.arrow(),
        equation,
        before: report.state_before.get(name),
        value: value.unwrap_or(NOTHING),
    }
}
