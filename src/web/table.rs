//! The tutorial's table as the page calls it.

use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::training::{self, RaceConfig, TableCell};
use crate::web::fields::amount;
use crate::web::race::Dataset;
use crate::web::{convert, now};

/// The tutorial's closing table, as published and as corrected, computed a slice at a time.
#[wasm_bindgen]
pub struct Table {
    table: training::Table,
}

/// One method's line.
#[derive(Serialize)]
struct RowObject {
    optimizer: &'static str,
    method: &'static str,
    published: Option<CellObject>,
    corrected: Option<CellObject>,
}

/// What one run came to, or has come to so far.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct CellObject {
    race: RaceConfig,
    m: f64,
    b: f64,
    test_rmse: Option<f64>,
    epochs: u64,
    milliseconds: f64,
    done: bool,
}

impl From<TableCell> for CellObject {
    fn from(cell: TableCell) -> Self {
        Self {
            race: cell.race,
            m: cell.outcome.params.m,
            b: cell.outcome.params.b,
            test_rmse: cell.outcome.test_rmse,
            epochs: cell.outcome.epochs,
            milliseconds: cell.milliseconds,
            done: cell.outcome.stop.is_some(),
        }
    }
}

#[wasm_bindgen]
impl Table {
    /// The table over `dataset`, before any computing.
    #[wasm_bindgen(constructor)]
    pub fn new(dataset: &Dataset) -> Result<Table, JsValue> {
        let table = training::Table::new(&dataset.rows).map_err(convert::error)?;
        Ok(Self { table })
    }

    /// Computes for about so many milliseconds and returns how much is done, from 0 to 1.
    #[wasm_bindgen(js_name = advanceFor)]
    pub fn advance_for(&mut self, milliseconds: f64) -> Result<f64, JsValue> {
        let progress = amount("milliseconds", milliseconds)
            .and_then(|milliseconds| self.table.advance_for(milliseconds, now));
        progress.map_err(convert::error)
    }

    /// The lines as far as they are computed: `{optimizer, method, published, corrected}`, the last
    /// two null or `{race, m, b, testRmse, epochs, milliseconds, done}`. `race` is the config of a
    /// race of this run alone: its settings and start.
    pub fn rows(&self) -> Result<JsValue, JsValue> {
        let rows = self.table.rows().into_iter().map(|row| RowObject {
            optimizer: row.optimizer,
            method: row.method,
            published: row.published.map(CellObject::from),
            corrected: row.corrected.map(CellObject::from),
        });
        convert::to_js(&rows.collect::<Vec<_>>())
    }
}
