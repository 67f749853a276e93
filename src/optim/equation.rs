//! Equations as data: what an optimizer computes, so that it can be shown, with letters and with
//! numbers, and computed once more.

use serde::Serialize;
use serde::ser::{SerializeSeq, Serializer};

use crate::optim::schedule;
use crate::{decimal, exact};

/// What a quantity is for: what a picture marks it as, and what can be said about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Role {
    /// A gradient, as it comes or on its way to the rule.
    Gradient,
    /// A learning rate.
    Rate,
    /// Something that adds up gradients: a velocity or a first moment.
    Momentum,
    /// Something that adds up the sizes of gradients or of steps: a second moment.
    SecondMoment,
    /// What corrects an average for having started at zero.
    Correction,
    /// Another number on the way.
    Factor,
    /// What the step is divided by.
    Denominator,
    /// What is subtracted from the parameters, or a part of it.
    Step,
    /// The parameters.
    Params,
}

impl Role {
    /// The arrow (or, for second moments, the bars) that shows such a quantity on the surface.
    pub fn arrow(self) -> Option<&'static str> {
        match self {
            Self::Gradient => Some("gradient"),
            Self::Momentum => Some("momentum"),
            Self::SecondMoment | Self::Denominator => Some("secondMoment"),
            Self::Step | Self::Params => Some("step"),
            Self::Rate | Self::Correction | Self::Factor => None,
        }
    }
}

/// A quantity of an update: its name in a report, its letter, and what it is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Quantity {
    /// Its name in a report.
    pub name: &'static str,
    /// The paper's letter, with what stands below it after `_`, as in `m_t`; empty where the paper
    /// has none and writes out what it stands for.
    pub symbol: &'static str,
    /// Its name for people.
    pub title: &'static str,
    /// What it is for.
    pub role: Role,
}

impl Quantity {
    /// A quantity.
    pub const fn new(
        name: &'static str,
        symbol: &'static str,
        title: &'static str,
        role: Role,
    ) -> Self {
        Self {
            name,
            symbol,
            title,
            role,
        }
    }

    /// The equation that computes it; see [`Expression::parse`] for how it is written.
    pub const fn is(self, formula: &'static str) -> Equation {
        Equation {
            quantity: self,
            formula,
        }
    }
}

/// A quantity and how it is computed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Equation {
    /// What is computed.
    pub quantity: Quantity,
    /// Its formula, as [`Expression::parse`] reads it.
    pub formula: &'static str,
}

/// A formula, taken apart.
#[derive(Debug, Clone, PartialEq)]
pub enum Expression {
    /// A number that stands in the formula.
    Number(f64),
    /// A setting, a term of the update or a state, by its name; with `'` at its end, the state
    /// before the update.
    Name(&'static str),
    /// `+ - * / ^`, or a function, of other expressions; `-` of one is its negative.
    Of(&'static str, Vec<Expression>),
}

use Expression::{Name, Number, Of};

impl Expression {
    /// Takes a formula apart.
    ///
    /// It consists of numbers, names, `+ - * / ^`, parentheses, and the functions `sqrt`, `abs`,
    /// `floor`, `cos`, `single` (rounded to 32 bits), `min`, `max` and `mod`. `firstMoment` is the
    /// first moment after the update, `firstMoment'` the one before. In an optimizer's formulas
    /// `g` is the gradient that it gets, `params` what its step is subtracted from, and `t` the
    /// number of the update, counted from 1. The order is the order of computation: an expression
    /// rounds as the optimizer does.
    ///
    /// `None`: the formula is not well formed.
    pub fn parse(formula: &'static str) -> Option<Self> {
        let mut rest = formula;
        let found = sum(&mut rest)?;
        rest.trim_start().is_empty().then_some(found)
    }

    /// The value where each name has the value that `of` gives it.
    ///
    /// 0/0 is 0 here, and so is 0·∞: as in the optimizers, nothing moves where there was never a
    /// gradient.
    pub fn value(&self, of: &dyn Fn(&'static str) -> f64) -> f64 {
        let (op, args) = match self {
            Number(value) => return *value,
            Name(name) => return of(name),
            Of(op, args) => (*op, args),
        };
        let a = args.first().map_or(f64::NAN, |first| first.value(of));
        let Some(b) = args.get(1).map(|second| second.value(of)) else {
            return match op {
                "-" => -a,
                "sqrt" => a.sqrt(),
                "abs" => a.abs(),
                "floor" => a.floor(),
                "cos" => exact::cos(a),
                "single" => f64::from(a as f32),
                _ => f64::NAN,
            };
        };
        match op {
            "+" => a + b,
            "-" => a - b,
            "*" if (a == 0.0 && b.is_infinite()) || (b == 0.0 && a.is_infinite()) => 0.0,
            "*" => a * b,
            "/" if a == 0.0 => 0.0,
            "/" => a / b,
            "^" if b == 2.0 => a * a,
            "^" => schedule::power(a, b),
            "min" => a.min(b),
            "max" => a.max(b),
            "mod" => a % b,
            _ => f64::NAN,
        }
    }

    /// Every name in it, in its order.
    pub fn names(&self, found: &mut impl FnMut(&'static str)) {
        match self {
            Number(_) => {}
            Name(name) => found(name),
            Of(_, args) => args.iter().for_each(|arg| arg.names(found)),
        }
    }

    /// Puts other names in the place of some.
    pub(crate) fn rename(&mut self, to: &dyn Fn(&'static str) -> &'static str) {
        match self {
            Number(_) => {}
            Name(name) => *name = to(name),
            Of(_, args) => args.iter_mut().for_each(|arg| arg.rename(to)),
        }
    }
}

/// Takes the next of `tokens` off a formula.
fn take(rest: &mut &'static str, tokens: &[&'static str]) -> Option<&'static str> {
    let text = rest.trim_start();
    let after = |token: &&'static str| Some((*token, text.strip_prefix(*token)?));
    let (token, after) = tokens.iter().find_map(after)?;
    *rest = after;
    Some(token)
}

type Part = fn(&mut &'static str) -> Option<Expression>;

/// Parts with operators of one rank between them, from left to right.
fn chain(rest: &mut &'static str, part: Part, operators: &[&'static str]) -> Option<Expression> {
    let mut left = part(rest)?;
    while let Some(operator) = take(rest, operators) {
        left = Of(operator, vec![left, part(rest)?]);
    }
    Some(left)
}

fn sum(rest: &mut &'static str) -> Option<Expression> {
    chain(rest, product, &["+", "-"])
}

fn product(rest: &mut &'static str) -> Option<Expression> {
    chain(rest, factor, &["*", "/"])
}

fn factor(rest: &mut &'static str) -> Option<Expression> {
    if let Some(minus) = take(rest, &["-"]) {
        return Some(Of(minus, vec![factor(rest)?]));
    }
    let base = atom(rest)?;
    match take(rest, &["^"]) {
        Some(power) => Some(Of(power, vec![base, factor(rest)?])),
        None => Some(base),
    }
}

fn atom(rest: &mut &'static str) -> Option<Expression> {
    if take(rest, &["("]).is_some() {
        let inner = sum(rest)?;
        return take(rest, &[")"]).map(|_| inner);
    }
    let text = rest.trim_start();
    let end = text
        .find(|c: char| !(c.is_ascii_alphanumeric() || c == '.' || c == '\''))
        .unwrap_or(text.len());
    let (word, after) = text.split_at_checked(end)?;
    *rest = after;
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        return decimal::read(word).map(Number);
    }
    if take(rest, &["("]).is_some() {
        let mut args = vec![sum(rest)?];
        while take(rest, &[","]).is_some() {
            args.push(sum(rest)?);
        }
        return take(rest, &[")"]).map(|_| Of(word, args));
    }
    (!word.is_empty()).then_some(Name(word))
}

/// A number as itself, a name as a text, and the rest as a list: the operator, then what it is of.
impl Serialize for Expression {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Number(value) => serializer.serialize_f64(*value),
            Name(name) => serializer.serialize_str(name),
            Of(op, args) => {
                let mut list = serializer.serialize_seq(Some(args.len() + 1))?;
                list.serialize_element(op)?;
                for arg in args {
                    list.serialize_element(arg)?;
                }
                list.end()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(formula: &'static str) -> f64 {
        let parsed = Expression::parse(formula).unwrap_or_else(|| panic!("{formula}"));
        parsed.value(&|name| match name {
            "a" => 3.0,
            "a'" => 5.0,
            "nothing" => 0.0,
            _ => panic!("{name}"),
        })
    }

    #[test]
    fn formulas_mean_what_they_say() {
        for (formula, expected) in [
            ("1 + 2 * a", 7.0),
            ("(1 + 2) * a", 9.0),
            ("10 - 4 - 3", 3.0),
            ("12 / 4 / 3", 1.0),
            ("2 * a^2", 18.0),
            ("-a^2", -9.0),
            ("2^-1", 0.5),
            ("2^(a + 1)", 16.0),
            ("max(-a', min(a', 7))", 5.0),
            ("sqrt(abs(-a - 1)) + floor(2.7)", 4.0),
            ("mod(a', a)", 2.0),
            ("single(0.1)", 0.100_000_001_490_116_12),
            ("cos(nothing)", 1.0),
            ("nothing / nothing", 0.0),
            ("nothing * (1 / nothing)", 0.0),
        ] {
            // 1/0 is ∞: only a vanishing numerator counts for nothing.
            assert_eq!(value(formula), expected, "{formula}");
        }
    }

    #[test]
    fn what_is_not_well_formed_is_nothing() {
        for formula in [
            "", "1 +", "(a", "a b", "sqrt(", "sqrt(a", "max(a,)", "* a", "a)",
        ] {
            assert_eq!(Expression::parse(formula), None, "{formula}");
        }
    }

    #[test]
    fn it_goes_out_as_lists() {
        let tree = Expression::parse("beta1 * firstMoment' + (1 - beta1) * g^2").expect("good");
        assert_eq!(
            serde_json::to_string(&tree).expect("a tree"),
            r#"["+",["*","beta1","firstMoment'"],["*",["-",1.0,"beta1"],["^","g",2.0]]]"#
        );
    }
}
