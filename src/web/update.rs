//! A racer's last update on the picture of the surface: arrows, and the bowl of its batch.

use wasm_bindgen::prelude::*;

use crate::drawing::{Arrows, arrow_at};
use crate::landscape::LinearModel;
use crate::point::Params;
use crate::training::{Arrow, ArrowKind, StepReport};
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
    /// and the terms are the report's names for it; the gradient is as it stands at the term
    /// `gradient_at`, or as the rule gets it. Empty before the first update.
    pub fn arrows(&self, index: f64, gradient_at: Option<String>) -> Result<JsValue, JsValue> {
        let report = self.race.report(self.racer("racer", index)?);
        let at = gradient_at.unwrap_or_default();
        convert::to_js(&report.map_or(Vec::new(), |report| report.arrows_with(&at)))
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
        let racer = self.racer("arrowsOf", racer)?;
        let style = options.styles(self.race.racers())?[racer];
        Ok(self.race.report(racer).map(|report| Update {
            from: report.params_before.into(),
            to: report.params_after.into(),
            arrows: report.arrows_with(&options.gradient_at),
            kinds,
            style,
            lit,
        }))
    }

    /// The last update of the racer that `name` asks for, or else of one that is furthest: others
    /// may have stopped long ago.
    pub(super) fn report_of(
        &self,
        name: &str,
        asked: Option<f64>,
    ) -> Result<Option<StepReport>, JsValue> {
        let now = self.race.step();
        let steps = |racer: &usize| self.race.params_near(*racer, now).map(|(steps, _)| steps);
        let racer = match asked {
            Some(number) => Some(self.racer(name, number)?),
            // Of racers that are equally far the last one is taken: all have the same batch.
            None => (0..self.race.racers()).max_by_key(steps),
        };
        Ok(racer.and_then(|racer| self.race.report(racer)))
    }

    /// The bowl of the batch that the options ask for: that of the racer with the arrows, or of one
    /// that is furthest. `None` without batches, and before the first.
    pub(super) fn batch_bowl(&self, options: &Options) -> Result<Option<LinearModel>, JsValue> {
        if !options.batch_bowl {
            return Ok(None);
        }
        let report = self.report_of("arrowsOf", options.arrows_of)?;
        let bowl = report.zip(self.race.split()).and_then(|(report, split)| {
            let places = report.batch.iter();
            let rows: Vec<[f64; 2]> = places.map(|&row| split.train[usize::from(row)]).collect();
            let start = report.params_before.into();
            (!rows.is_empty()).then(|| LinearModel::new(&rows, start))
        });
        Ok(bowl)
    }
}
