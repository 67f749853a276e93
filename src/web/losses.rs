//! The loss view as the page calls it.

use wasm_bindgen::prelude::*;
use web_sys::HtmlCanvasElement;

use crate::drawing::{AxisTitle, Chart, Curve, LossPicture, Theme};
use crate::error::Error;
use crate::training::RecordedCurve;
use crate::web::convert;
use crate::web::options::{By, LossScale, Measure, Options};
use crate::web::race::Race;

/// All that the racers' curves depend on while the config stays.
#[derive(PartialEq)]
pub(super) struct CurvesKey {
    until: u64,
    columns: usize,
    by: By,
    measure: Measure,
    shift: f64,
    reach: Vec<Option<[u64; 4]>>,
}

/// Everything a picture of losses is drawn with.
struct Losses {
    key: CurvesKey,
    curves: Vec<Curve>,
    ghosts: Vec<Curve>,
    chart: Chart,
    theme: Theme,
    by: By,
    measure: Measure,
    cursor: Option<f64>,
    floor: Option<f64>,
    above_least: bool,
    of_data: bool,
}

#[wasm_bindgen]
impl Race {
    /// Draws the training loss of each racer, or with the `measure` "testRmse" the error on the
    /// test rows, and sizes the canvas: `by` "step" or "epoch", on a "log" or "linear" `scale`,
    /// with `ghosts` those of the run before the last change, up to step `until` as far as it was
    /// made, with an upright line at step `cursor`. Refuses "testRmse" where there are no test
    /// rows: where all are trained on, and on a test surface.
    #[wasm_bindgen(js_name = drawLoss)]
    pub fn draw_loss(
        &mut self,
        canvas: &HtmlCanvasElement,
        options: JsValue,
    ) -> Result<(), JsValue> {
        let losses = self.losses(options)?;
        let (chart, theme) = (&losses.chart, &losses.theme);
        self.painter
            .draw_losses(canvas, chart, theme, &losses.picture())?;
        // Where only the cursor moves, they are drawn again as they are.
        self.fixed.curves = Some((losses.key, losses.curves));
        Ok(())
    }

    /// The step under `x` in CSS pixels of the loss view; null beside its plot.
    #[wasm_bindgen(js_name = stepAt)]
    pub fn step_at(&self, x: f64, options: JsValue) -> Result<Option<f64>, JsValue> {
        let options = Options::read(options)?;
        let until = self.until(&options)?;
        // What is across does not depend on the curves.
        let chart = Chart::new(
            LossPicture::range_across(self.across(options.by, until)),
            [0.0, 1.0],
            options.screen(&options.theme()?),
        );
        let middle = (chart.plot().top + chart.plot().bottom) / 2.0 / chart.pixel_ratio();
        let steps = match options.by {
            By::Step => 1.0,
            By::Epoch => self.race.steps_per_epoch() as f64,
        };
        let at = chart.from_css([x, middle]);
        Ok(at.map(|[x, _]| (x * steps).round().min(until as f64)))
    }
}

impl Race {
    /// The step to which the loss view reaches.
    fn until(&self, options: &Options) -> Result<u64, JsValue> {
        Ok(step("until", options.until)?.unwrap_or(self.race.step()))
    }

    /// Where a step is on the loss view's axis.
    fn across(&self, by: By, step: u64) -> f64 {
        match by {
            By::Step => step as f64,
            By::Epoch => step as f64 / self.race.steps_per_epoch() as f64,
        }
    }

    fn losses(&mut self, options: JsValue) -> Result<Losses, JsValue> {
        let options = Options::read(options)?;
        let theme = options.theme()?;
        let kept = self.fixed.curves.take();
        let (race, by) = (&self.race, options.by);
        let until = self.until(&options)?;
        let cursor = step("cursor", options.cursor)?;
        let x = |step: u64| self.across(by, step);
        let test_error = match options.measure {
            Measure::Loss => None,
            Measure::TestRmse => Some(self.fixed.test_error.ok_or_else(|| {
                let legal = "\"loss\" here: there are no rows to test on";
                convert::error(Error::new("measure", "\"testRmse\"", legal))
            })?),
        };
        let value = |at| match &test_error {
            Some(error) => error.at(at),
            None => race.landscape().value(at),
        };
        let least = race.landscape().minima().first().map(|&at| value(at));
        // Losses of zero and below have no logarithm; their heights above the least have.
        let logarithmic = options.scale == LossScale::Log;
        let base = least.filter(|least| logarithmic && *least <= 0.0);
        let shift = base.unwrap_or(0.0);
        let screen = options.screen(&theme);
        let columns = screen.width.clamp(1.0, 4096.0) as usize;
        let heads_at = cursor.unwrap_or(until);
        let styles = options.styles(race.racers())?;
        let reach = (0..race.racers()).map(|racer| race.reach(racer, until));
        let key = CurvesKey {
            until,
            columns,
            by,
            measure: options.measure,
            shift,
            reach: reach.collect(),
        };

        let mut curves: Vec<Curve> = match kept.filter(|kept| kept.0 == key) {
            Some((_, curves)) => curves,
            None => {
                let racers = 0..race.racers();
                let points = |racer| {
                    let mut points = match (by, &test_error) {
                        (By::Step, None) => race.losses(racer, until, columns)?,
                        (By::Epoch, None) => race.losses_by_epoch(racer, until, columns)?,
                        (By::Step, Some(error)) => {
                            race.test_errors(error, racer, until, columns)?
                        }
                        (By::Epoch, Some(error)) => {
                            race.test_errors_by_epoch(error, racer, until, columns)?
                        }
                    };
                    // The epoch that has not ended yet is drawn up to now.
                    if by == By::Epoch
                        && let Some((step, at)) = race.params_near(racer, until)
                        && points.last().is_none_or(|last| last[0] < x(step))
                    {
                        points.push([x(step), value(at)]);
                    }
                    points.iter_mut().for_each(|point| point[1] -= shift);
                    Some(points)
                };
                let curve = |racer| Curve {
                    points: points(racer).unwrap_or_default(),
                    ..Curve::default()
                };
                racers.map(curve).collect()
            }
        };
        for (racer, curve) in curves.iter_mut().enumerate() {
            curve.style = styles[racer];
            curve.head = match by {
                By::Step => {
                    let near = race.params_near(racer, heads_at);
                    near.map(|(step, at)| [step as f64, value(at) - shift])
                }
                By::Epoch => {
                    let points = &curve.points;
                    let after = points.partition_point(|point| point[0] <= x(heads_at));
                    after.checked_sub(1).map(|last| points[last])
                }
            };
        }
        let of = RecordedCurve {
            test_error: test_error.is_some(),
            by_epoch: by == By::Epoch,
        };
        let shown = self.ghosts.iter().filter(|_| options.ghosts);
        let ghosts = shown.flat_map(|ghosts| {
            (0..ghosts.record.racers()).map(|racer| Curve {
                points: ghosts
                    .record
                    .curve(racer, of, until, x(until))
                    .map(|[x, loss]| [x, loss - shift])
                    .collect(),
                head: None,
                style: ghosts.styles[racer],
            })
        });
        let mut losses = Losses {
            key,
            curves,
            ghosts: ghosts.collect(),
            chart: Chart::new([0.0, 1.0], [0.0, 1.0], screen),
            theme,
            by,
            measure: options.measure,
            cursor: cursor.map(x),
            floor: least.filter(|_| base.is_none()),
            above_least: base.is_some_and(|base| base != 0.0),
            of_data: self.race.split().is_some(),
        };
        losses.chart = losses.picture().chart(x(until), logarithmic, screen);
        Ok(losses)
    }
}

fn step(name: &str, value: Option<f64>) -> Result<Option<u64>, JsValue> {
    let read = |value| crate::web::race::whole(name, value);
    value.map(read).transpose()
}

impl Losses {
    fn picture(&self) -> LossPicture<'_> {
        let across = match self.by {
            By::Step => "step",
            By::Epoch => "epoch",
        };
        let (up, floor) = match (self.measure, self.of_data) {
            (Measure::Loss, true) if self.above_least => ("training loss above the least", ""),
            (Measure::Loss, true) => ("training loss", "least possible"),
            (Measure::Loss, false) if self.above_least => ("loss above the least", ""),
            (Measure::Loss, false) => ("loss", "least possible"),
            // Other lines may be better on rows that none was fitted to.
            (Measure::TestRmse, _) => ("test RMSE, dollars", "least squares"),
        };
        LossPicture {
            curves: &self.curves,
            ghosts: &self.ghosts,
            floor: self.floor.map(|value| (value, floor)),
            cursor: self.cursor,
            across: AxisTitle::plain(across),
            up: AxisTitle::plain(up),
        }
    }
}
