//! A race as the page calls it.

use std::rc::Rc;

use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::data;
use crate::drawing::{Chart, Curve};
use crate::error::Error;
use crate::training::{self, RaceConfig, Record, StopReason, TestError};
use crate::value::Value;
use crate::web::canvas::Painter;
use crate::web::fields::amount;
use crate::web::losses::CurvesKey;
use crate::web::options::styles_of;
use crate::web::{convert, now};

/// Rows to race on.
#[wasm_bindgen]
pub struct Dataset {
    pub(crate) rows: Rc<data::Dataset>,
}

#[wasm_bindgen]
impl Dataset {
    /// The built-in diamonds, from their packed form.
    pub fn diamonds(packed: &[u8]) -> Result<Dataset, JsValue> {
        let rows = data::unpack_diamonds(packed).map_err(convert::error)?;
        Ok(Self { rows: rows.into() })
    }

    /// The number of rows.
    #[wasm_bindgen(getter)]
    pub fn rows(&self) -> usize {
        self.rows.rows().len()
    }
}

/// A race of several optimizers, and its picture.
#[wasm_bindgen]
pub struct Race {
    pub(super) data: Rc<data::Dataset>,
    pub(super) race: training::Race,
    pub(super) painter: Painter,
    pub(super) ghosts: Option<Ghosts>,
    pub(super) fixed: Fixed,
}

/// What is of use until the config changes.
pub(super) struct Fixed {
    /// What the racers are called.
    pub labels: Vec<String>,
    /// The training rows as they stand in the dataset; none on a test surface.
    pub rows: Vec<[f64; 2]>,
    /// The ranges of a chart with all of them.
    pub ranges: [[f64; 2]; 2],
    /// The error on the test rows, where there are any.
    pub test_error: Option<TestError>,
    /// The loss view's curves that were drawn last.
    pub curves: Option<(CurvesKey, Vec<Curve>)>,
}

impl Fixed {
    fn of(race: &training::Race, data: &data::Dataset) -> Self {
        let places = race.split().map_or(&[][..], |split| {
            let (train, _) = split.source.split_at(split.train.len());
            train
        });
        let all = data.rows();
        let rows: Vec<[f64; 2]> = places.iter().map(|&row| all[usize::from(row)]).collect();
        Self {
            labels: race.config().labels(),
            ranges: Chart::ranges(&rows),
            rows,
            test_error: race.test_error(),
            curves: None,
        }
    }
}

/// The run before the last change, as the loss view shows it behind the present one.
pub(super) struct Ghosts {
    pub record: Record,
    /// The trail style of each of its racers.
    pub styles: Vec<usize>,
}

/// Where a racer is, for a legend.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct RacerObject<'a> {
    optimizer: &'a str,
    label: &'a str,
    m: f64,
    b: f64,
    slope: f64,
    intercept: f64,
    loss: f64,
    test_rmse: Option<f64>,
    step: u64,
    epoch: u64,
    learning_rate: f64,
    stop: Option<StopObject>,
}

/// The end of a run.
#[derive(Serialize)]
struct StopObject {
    reason: &'static str,
    step: u64,
    epoch: u64,
    message: String,
}

/// The lowest point of the landscape.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct MinimumObject {
    m: f64,
    b: f64,
    slope: f64,
    intercept: f64,
    loss: f64,
    test_rmse: Option<f64>,
    /// How many such points are known.
    of: usize,
}

#[wasm_bindgen]
impl Race {
    /// A race over `dataset` as `config` says, at its start.
    #[wasm_bindgen(constructor)]
    pub fn new(dataset: &Dataset, config: JsValue) -> Result<Race, JsValue> {
        let race = race(&dataset.rows, config)?;
        Ok(Self {
            fixed: Fixed::of(&race, &dataset.rows),
            race,
            data: Rc::clone(&dataset.rows),
            painter: Painter::default(),
            ghosts: None,
        })
    }

    /// Begins another race, without ghosts of the one before; where the config is refused, the race
    /// stays as it is.
    pub fn configure(&mut self, config: JsValue) -> Result<(), JsValue> {
        self.race = race(&self.data, config)?;
        self.fixed = Fixed::of(&self.race, &self.data);
        self.ghosts = None;
        self.painter.forget();
        Ok(())
    }

    /// Takes another config at the same step. Racers that it leaves as they are keep their runs, if
    /// nothing but racers changed; `catchUp` brings the others along. Refused, it changes nothing.
    ///
    /// Where `styles` are given, those of the present racers' trails, the loss view keeps the run as
    /// it was made until now and shows it as ghosts, unless nothing was run yet or the change before
    /// this one is still being caught up. On another surface, or in other units, there are none.
    pub fn change(&mut self, config: JsValue, styles: Option<Vec<f64>>) -> Result<(), JsValue> {
        let config = read(config)?;
        let styles = styles.map(|styles| styles_of(&styles, self.race.racers()));
        let styles = styles.transpose()?;
        self.painter.forget();
        let before = self.race.config();
        let comparable =
            before.landscape == config.landscape && before.standardize() == config.standardize();
        let made = styles.filter(|_| comparable && !self.race.is_behind());
        let ghosts = made.and_then(|styles| {
            let record = self.race.record()?;
            Some(Ghosts { record, styles })
        });
        self.race
            .change(&self.data, config)
            .map_err(convert::error)?;
        self.fixed = Fixed::of(&self.race, &self.data);
        self.ghosts = ghosts.or(self.ghosts.take().filter(|_| comparable));
        Ok(())
    }

    /// Brings along, for about so many milliseconds, what a change left behind, and returns `{step,
    /// arrived, done, progress}`: whether everyone is where the race was, whether everyone has been
    /// at every step that was made, and the part of the way to the current step that is done.
    #[wasm_bindgen(js_name = catchUp)]
    pub fn catch_up(&mut self, milliseconds: f64) -> Result<JsValue, JsValue> {
        let milliseconds = amount("milliseconds", milliseconds).map_err(convert::error)?;
        convert::to_js(&self.race.catch_up_for(milliseconds, now))
    }

    /// The config with every name spelled out.
    pub fn config(&self) -> Result<JsValue, JsValue> {
        convert::to_js(self.race.config())
    }

    /// The current step.
    #[wasm_bindgen(getter)]
    pub fn step(&self) -> f64 {
        self.race.step() as f64
    }

    /// The current step; while `catchUp` is on the way back to the one of before a change, that one.
    #[wasm_bindgen(getter)]
    pub fn goal(&self) -> f64 {
        self.race.goal() as f64
    }

    /// The updates of one epoch.
    #[wasm_bindgen(getter, js_name = stepsPerEpoch)]
    pub fn steps_per_epoch(&self) -> f64 {
        self.race.steps_per_epoch() as f64
    }

    /// The number of racers.
    #[wasm_bindgen(getter)]
    pub fn racers(&self) -> usize {
        self.race.racers()
    }

    /// Whether every racer has stopped.
    #[wasm_bindgen(getter)]
    pub fn finished(&self) -> bool {
        self.race.is_finished()
    }

    /// Makes up to so many updates of every racer still running, and returns by how many steps the
    /// race went on.
    pub fn advance(&mut self, steps: f64) -> Result<f64, JsValue> {
        Ok(self.race.advance(whole("steps", steps)?) as f64)
    }

    /// Advances for about so many milliseconds, up to step `until` where one is given, and returns
    /// `{step, finished, progress}`.
    #[wasm_bindgen(js_name = advanceFor)]
    pub fn advance_for(
        &mut self,
        milliseconds: f64,
        until: Option<f64>,
    ) -> Result<JsValue, JsValue> {
        let milliseconds = amount("milliseconds", milliseconds).map_err(convert::error)?;
        let until = until.map_or(Ok(u64::MAX), |step| whole("until", step))?;
        convert::to_js(&self.race.advance_for(milliseconds, until, now))
    }

    /// Goes to any step, forwards or back, and returns the step it came to.
    pub fn seek(&mut self, step: f64) -> Result<f64, JsValue> {
        Ok(self.race.seek(whole("step", step)?) as f64)
    }

    /// Where racer `index` is.
    pub fn state(&self, index: f64) -> Result<JsValue, JsValue> {
        let index = self.racer("racer", index)?;
        let object = self.race.state(index).map(|state| RacerObject {
            optimizer: self.race.config().racers[index].about().name,
            label: &self.fixed.labels[index],
            m: state.params.m,
            b: state.params.b,
            slope: state.own_units.m,
            intercept: state.own_units.b,
            loss: state.loss,
            test_rmse: state.test_rmse,
            step: state.steps,
            epoch: state.epoch,
            learning_rate: state.learning_rate,
            stop: state.stop.map(|stop| StopObject {
                reason: match stop.reason {
                    StopReason::Converged => "converged",
                    StopReason::Stalled => "stalled",
                    StopReason::OutOfEpochs => "outOfEpochs",
                    StopReason::Diverged => "diverged",
                },
                step: stop.step,
                epoch: stop.epoch,
                message: stop.message(),
            }),
        });
        convert::to_js(&object)
    }

    /// The trail of racer `index` up to the current step, `[m₀, b₀, m₁, b₁, …]`; long trails are
    /// thinned, the last point is the current one.
    pub fn trail(&self, index: f64) -> Result<js_sys::Float64Array, JsValue> {
        let trail = self.race.trail(self.racer("racer", index)?);
        let flat: Vec<f64> = trail
            .iter()
            .flatten()
            .flat_map(|at| at.to_array())
            .collect();
        Ok(js_sys::Float64Array::from(flat.as_slice()))
    }

    /// The losses of racer `index` at the end of each epoch so far, thinned like trails.
    #[wasm_bindgen(js_name = epochLosses)]
    pub fn epoch_losses(&self, index: f64) -> Result<js_sys::Float64Array, JsValue> {
        let losses = self.race.epoch_losses(self.racer("racer", index)?);
        Ok(js_sys::Float64Array::from(losses.unwrap_or(&[])))
    }

    /// Every term of the last update of racer `index`; null before the first.
    pub fn report(&self, index: f64) -> Result<JsValue, JsValue> {
        convert::to_js(&self.race.report(self.racer("racer", index)?))
    }

    /// The last update of racer `index` in equations, each with the numbers of `report`; null
    /// before the first.
    pub fn explain(&self, index: f64) -> Result<JsValue, JsValue> {
        convert::to_js(&self.race.explain(self.racer("racer", index)?))
    }

    /// The lowest point of the landscape; null where none is known.
    pub fn minimum(&self) -> Result<JsValue, JsValue> {
        let Some(&at) = self.race.landscape().minima().first() else {
            return Ok(JsValue::NULL);
        };
        let own = self.race.own_units(at);
        convert::to_js(&MinimumObject {
            m: at.m,
            b: at.b,
            slope: own.m,
            intercept: own.b,
            loss: self.race.landscape().value(at),
            test_rmse: self.race.test_rmse(at),
            of: self.race.landscape().minima().len(),
        })
    }
}

impl Race {
    /// The racer whose number `name` gives, if there is one.
    pub(super) fn racer(&self, name: &str, number: f64) -> Result<usize, JsValue> {
        let last = self.race.racers() - 1;
        if number.fract() == 0.0 && (0.0..=last as f64).contains(&number) {
            return Ok(number as usize);
        }
        let legal = format!("a whole number from 0 to {last}");
        Err(convert::error(Error::new(
            name,
            Value::Number(number),
            legal,
        )))
    }
}

fn race(data: &data::Dataset, config: JsValue) -> Result<training::Race, JsValue> {
    training::Race::new(data, read(config)?).map_err(convert::error)
}

pub(super) fn read(config: JsValue) -> Result<RaceConfig, JsValue> {
    RaceConfig::read(&convert::value("config", config)?).map_err(convert::error)
}

/// A count that came from JavaScript.
pub(super) fn whole(name: &str, value: f64) -> Result<u64, JsValue> {
    if value >= 0.0 && value.fract() == 0.0 {
        Ok(value as u64)
    } else {
        let legal = "a whole number from 0 upwards";
        Err(convert::error(Error::new(
            name,
            Value::Number(value),
            legal,
        )))
    }
}
