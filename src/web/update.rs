//! A racer's last update on the picture of the surface: arrows, and the bowl of its batch.

use wasm_bindgen::prelude::*;

use crate::drawing::{Arrows, arrow_at};
use crate::landscape::LinearModel;
use crate::point::Params;
use crate::training::{Arrow, ArrowKind};
use crate::web::convert;
use crate::web::options::Options;
use crate::web::race::Race;

/// An update that is to be drawn.
pub(super) struct Update {
    from: Params,
    to: Params,
    arrows: Vec<Arrow>,
    kinds: Vec<ArrowKind>,
    style: usize,
    lit: Option<ArrowKind>,
}

impl Update {
    /// What the drawing takes.
    pub fn arrows(&self) -> Arrows<'_> {
        Arrows {
            from: self.from,
            to: self.to,
            arrows: &self.arrows,
            kinds: &self.kinds,
            style: self.style,
            lit: self.lit,
        }
    }
}

#[wasm_bindgen]
impl Race {
    /// What of the last update of racer `index` can be drawn, `[{kind, label, value, terms}]`: the
    /// kind is "gradient", "momentum", "secondMoment" or "step", the value `[along m, along b]`,
    /// and the terms are the report's names for it. Empty before the first update.
    pub fn arrows(&self, index: usize) -> Result<JsValue, JsValue> {
        self.racer(index, self.race.state(index))?;
        let report = self.race.report(index);
        convert::to_js(&report.map_or(Vec::new(), |report| report.arrows()))
    }

    /// The kind of the arrow at `x`, `y` in CSS pixels, as the options' `arrowsOf` and
    /// `arrowKinds` draw them; null where there is none.
    #[wasm_bindgen(js_name = arrowAt)]
    pub fn arrow_at(&self, x: f64, y: f64, options: JsValue) -> Result<JsValue, JsValue> {
        let options = Options::read(options)?;
        let (view, _) = self.seen(&options)?;
        let update = self.update(&options)?;
        let kind = update.and_then(|update| arrow_at(&view, &update.arrows(), [x, y]));
        convert::to_js(&kind)
    }
}

impl Race {
    /// The update that the options ask for, if one was made.
    pub(super) fn update(&self, options: &Options) -> Result<Option<Update>, JsValue> {
        let (lit, kinds) = (options.lit()?, options.arrow_kinds()?);
        let Some(racer) = options.arrows_of else {
            return Ok(None);
        };
        self.racer(racer, self.race.state(racer))?;
        let style = options.styles(self.race.racers())?[racer];
        Ok(self.race.report(racer).map(|report| Update {
            from: report.params_before.into(),
            to: report.params_after.into(),
            arrows: report.arrows(),
            kinds,
            style,
            lit,
        }))
    }

    /// The bowl of the batch that the options ask for: that of the racer with the arrows, or of one
    /// that is furthest. `None` without batches, and before the first.
    pub(super) fn batch_bowl(&self, options: &Options) -> Option<LinearModel> {
        if !options.batch_bowl {
            return None;
        }
        let now = self.race.step();
        let steps = |racer: usize| self.race.params_near(racer, now).map(|(steps, _)| steps);
        // Of racers that are equally far the last one is taken: all have the same batch.
        let furthest = || (0..self.race.racers()).max_by_key(|&racer| steps(racer));
        let report = self.race.report(options.arrows_of.or_else(furthest)?)?;
        let rows = &self.race.split()?.train;
        let places = report.batch.iter();
        let rows: Vec<[f64; 2]> = places.map(|&row| rows[usize::from(row)]).collect();
        let start = report.params_before.into();
        (!rows.is_empty()).then(|| LinearModel::new(&rows, start))
    }
}
