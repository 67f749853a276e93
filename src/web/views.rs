//! The data view and the loss view as the page calls them.

use serde::Serialize;
use wasm_bindgen::prelude::*;
use web_sys::HtmlCanvasElement;

use crate::drawing::{
    AxisTitle, Chart, Curve, DataLine, DataOverlay, LossPicture, Theme, draw_data,
    draw_data_overlay, row_at, row_beside,
};
use crate::error::{Error, quoted};
use crate::training::RecordedCurve;
use crate::web::canvas::Ground;
use crate::web::convert;
use crate::web::options::{By, LossScale, Measure, Options};
use crate::web::race::Race;

/// A row of the data, and what the line of the racer whose squares are shown makes of it.
#[derive(Serialize)]
struct RowObject {
    x: f64,
    y: f64,
    row: u16,
    at: [f64; 2],
    line: Option<ResidualObject>,
}

#[derive(Serialize)]
struct ResidualObject {
    racer: usize,
    predicted: f64,
    squared: f64,
}

/// Everything a picture of losses is drawn with.
struct Losses {
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
    /// Draws the training rows and their axes, in the data's own units, and sizes the canvas.
    #[wasm_bindgen(js_name = drawData)]
    pub fn draw_data(
        &mut self,
        canvas: &HtmlCanvasElement,
        options: JsValue,
    ) -> Result<(), JsValue> {
        let options = Options::read(options)?;
        let (chart, theme) = self.chart_of_rows(&options)?;
        let rows = &self.fixed.rows;
        let titles = (
            AxisTitle::plain(self.data.feature()),
            AxisTitle {
                name: self.data.target().to_owned(),
                unit: "dollars".to_owned(),
                ..AxisTitle::plain("")
            },
        );
        let drawn = self.painter.draw_rows(canvas, &chart, rows, &theme)?;
        drawn.finish(|area| draw_data(area, &chart, &theme, (&titles.0, &titles.1)))
    }

    /// Draws each racer's line, the current batch, and what the options ask for, on a clear
    /// canvas: `squaresOf`, a racer whose batch is lit and has its residuals squared, `preview`,
    /// a point of the surface whose line is shown, and `pointed`, `[x, y]` in CSS pixels, where
    /// the nearest row gets a ring. Gives that row as [`row_beside`](Self::row_beside) does; null
    /// where none is near.
    #[wasm_bindgen(js_name = drawDataOverlay)]
    pub fn draw_data_overlay(
        &self,
        canvas: &HtmlCanvasElement,
        options: JsValue,
    ) -> Result<JsValue, JsValue> {
        let options = Options::read(options)?;
        let (chart, theme) = self.chart_of_rows(&options)?;
        let (rows, squares_of) = (&self.fixed.rows, self.squares_of(&options)?);
        let styles = options.styles(self.race.racers())?;
        let lines: Vec<DataLine> = styles
            .into_iter()
            .enumerate()
            .filter_map(|(racer, style)| {
                let params = self.race.own_units(self.race.params(racer)?);
                Some(DataLine { params, style })
            })
            .collect();
        let report = self.report_of("squaresOf", options.squares_of)?;
        let batch: Vec<[f64; 2]> = report.map_or(Vec::new(), |report| {
            let places = report.batch.iter();
            places.map(|&place| rows[usize::from(place)]).collect()
        });
        // Without batches, a step is made on all rows.
        let squared = if batch.is_empty() { rows } else { &batch };
        let pointed = options.pointed.and_then(|at| row_at(&chart, rows, at));
        let overlay = DataOverlay {
            lines: &lines,
            batch: &batch,
            squares: squares_of.map(|racer| (racer, squared.as_slice())),
            preview: options.preview.map(|at| self.race.own_units(at)),
            row: pointed.map(|place| rows[place]),
        };
        let drawn = Ground::clear(canvas, chart.device_size())?;
        drawn.finish(|area| draw_data_overlay(area, &chart, &theme, &overlay))?;
        convert::to_js(&pointed.map(|place| self.row(place, &chart, squares_of)))
    }

    /// The training row next to `x`, `y` in the direction of `dx`, `dy` and at least as far away
    /// as these are, all in CSS pixels; where both are 0, the nearest one. `{x, y, row, at}` with
    /// its values in their own units, its place in the dataset, counted from 0, and that on the
    /// picture. With `squaresOf`, `line` is `{racer, predicted, squared}`: what that racer's line
    /// says in the target's own unit, and the squared error in the unit of the loss, which is the
    /// mean of these. Null where there is none.
    #[wasm_bindgen(js_name = rowBeside)]
    pub fn row_beside(
        &self,
        x: f64,
        y: f64,
        dx: f64,
        dy: f64,
        options: JsValue,
    ) -> Result<JsValue, JsValue> {
        let options = Options::read(options)?;
        let (chart, _) = self.chart_of_rows(&options)?;
        let squares_of = self.squares_of(&options)?;
        let found = row_beside(&chart, &self.fixed.rows, [x, y], [dx, dy]);
        convert::to_js(&found.map(|place| self.row(place, &chart, squares_of)))
    }

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
            .draw_losses(canvas, chart, theme, &losses.picture())
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
    /// The chart of the training rows, and its theme.
    fn chart_of_rows(&self, options: &Options) -> Result<(Chart, Theme), JsValue> {
        if self.race.split().is_none() {
            let landscape = quoted(&self.race.config().landscape);
            let legal = "\"linear\" here: a test surface has no rows";
            return Err(convert::error(Error::new("landscape", landscape, legal)));
        }
        let theme = options.theme()?;
        let [across, up] = self.fixed.ranges;
        Ok((Chart::new(across, up, options.screen(&theme)), theme))
    }

    /// The racer whose squares are asked for.
    fn squares_of(&self, options: &Options) -> Result<Option<usize>, JsValue> {
        let racer = |number| self.racer("squaresOf", number);
        options.squares_of.map(racer).transpose()
    }

    fn row(&self, place: usize, chart: &Chart, squares_of: Option<usize>) -> RowObject {
        let ([x, y], split) = (self.fixed.rows[place], self.race.split());
        let unit = split.map_or(1.0, |split| split.scaling.std[1]);
        let at = chart.to_pixel([x, y]);
        let line = squares_of.and_then(|racer| {
            let line = self.race.own_units(self.race.params(racer)?);
            let predicted = line.m * x + line.b;
            Some(ResidualObject {
                racer,
                predicted,
                squared: ((y - predicted) / unit).powi(2),
            })
        });
        RowObject {
            x,
            y,
            row: split.map_or(0, |split| split.source[place]),
            at: [at.x, at.y].map(|part| part / chart.pixel_ratio()),
            line,
        }
    }

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

    fn losses(&self, options: JsValue) -> Result<Losses, JsValue> {
        let options = Options::read(options)?;
        let theme = options.theme()?;
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
        let curves: Vec<Curve> = options
            .styles(race.racers())?
            .into_iter()
            .enumerate()
            .filter_map(|(racer, style)| {
                let mut points = match (by, &test_error) {
                    (By::Step, None) => race.losses(racer, until, columns)?,
                    (By::Epoch, None) => race.losses_by_epoch(racer, until, columns)?,
                    (By::Step, Some(error)) => race.test_errors(error, racer, until, columns)?,
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
                let head = match by {
                    By::Step => {
                        let (step, at) = race.params_near(racer, heads_at)?;
                        Some([step as f64, value(at)])
                    }
                    By::Epoch => {
                        let after = points.partition_point(|point| point[0] <= x(heads_at));
                        after.checked_sub(1).map(|last| points[last])
                    }
                };
                let lowered = |[x, loss]: [f64; 2]| [x, loss - shift];
                Some(Curve {
                    points: points.into_iter().map(lowered).collect(),
                    head: head.map(lowered),
                    style,
                })
            })
            .collect();
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
