//! The data view as the page calls it.

use serde::Serialize;
use wasm_bindgen::prelude::*;
use web_sys::HtmlCanvasElement;

use crate::drawing::{
    AxisTitle, Chart, DataLine, DataOverlay, Theme, draw_data, draw_data_overlay, row_at,
    row_beside,
};
use crate::error::{Error, quoted};
use crate::web::canvas::Ground;
use crate::web::convert;
use crate::web::options::Options;
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
}
