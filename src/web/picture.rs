//! The picture of the surface as the page calls it, and what is where on it.

use serde::Serialize;
use wasm_bindgen::prelude::*;
use web_sys::HtmlCanvasElement;

use crate::data;
use crate::drawing::{
    AxisTitle, AxisTitles, Overlay, Reading, Theme, Trail, View, nearest, region_around,
};
use crate::error::{Error, quoted};
use crate::point::{Params, Region};
use crate::training;
use crate::web::convert;
use crate::web::fields::check_factor;
use crate::web::options::Options;
use crate::web::race::Race;
use crate::web::update::Update;

/// A place on the surface.
#[derive(Serialize)]
struct PlaceObject {
    m: f64,
    b: f64,
    slope: Option<f64>,
    intercept: Option<f64>,
    loss: f64,
}

/// A point of a trail.
#[derive(Serialize)]
struct NearestObject {
    racer: usize,
    step: u64,
    m: f64,
    b: f64,
    loss: f64,
    distance: f64,
}

#[wasm_bindgen]
impl Race {
    /// Draws heat map, contours and axes, and sizes the canvas for them.
    #[wasm_bindgen(js_name = drawBase)]
    pub fn draw_base(
        &mut self,
        canvas: &HtmlCanvasElement,
        options: JsValue,
    ) -> Result<(), JsValue> {
        let options = Options::read(options)?;
        let (view, theme) = self.seen(&options)?;
        let (landscape, titles) = (self.race.landscape(), self.titles_in(options.own_units));
        self.painter
            .draw_base(canvas, &view, landscape, &theme, &titles)
    }

    /// Draws trails, heads and marks on a clear canvas, and sizes it for them.
    #[wasm_bindgen(js_name = drawOverlay)]
    pub fn draw_overlay(
        &mut self,
        canvas: &HtmlCanvasElement,
        options: JsValue,
    ) -> Result<(), JsValue> {
        let options = Options::read(options)?;
        let (view, theme) = self.seen(&options)?;
        let styles = options.styles(self.race.racers())?;
        let trails = Self::styled(&self.race, styles);
        let (batch, update) = (self.batch_bowl(&options)?, self.update(&options)?);
        let overlay = Overlay {
            batch: batch.as_ref(),
            arrows: update.as_ref().map(Update::arrows),
            ..Self::overlay(&self.race, &trails)
        };
        self.painter.draw_overlay(canvas, &view, &theme, &overlay)
    }

    /// Where the point (m, b) is on the canvas, `[x, y]` in CSS pixels.
    pub fn pixel(&self, m: f64, b: f64, options: JsValue) -> Result<Vec<f64>, JsValue> {
        let (view, _) = self.picture(options)?;
        Ok(view.to_css(Params { m, b }).to_vec())
    }

    /// The region of the surface that is shown, `{m: [low, high], b: [low, high]}`: that of the
    /// options' `view`, widened on one axis so that the bowl stays round.
    pub fn region(&self, options: JsValue) -> Result<JsValue, JsValue> {
        region(&self.picture(options)?.0)
    }

    /// The region after zooming by `factor` (above 1: closer) around `x`, `y` in CSS pixels.
    pub fn zoomed(
        &self,
        options: JsValue,
        factor: f64,
        x: f64,
        y: f64,
    ) -> Result<JsValue, JsValue> {
        check_factor(factor).map_err(convert::error)?;
        region(&self.picture(options)?.0.zoomed(factor, [x, y]))
    }

    /// The region after the picture was dragged by `dx`, `dy` CSS pixels.
    pub fn panned(&self, options: JsValue, dx: f64, dy: f64) -> Result<JsValue, JsValue> {
        region(&self.picture(options)?.0.panned([dx, dy]))
    }

    /// The region that shows `start` (the default one), all `trails` up to the current step, or
    /// the closer surroundings of the `minimum`.
    pub fn fitted(&self, what: &str, options: JsValue) -> Result<JsValue, JsValue> {
        let options = Options::read(options)?;
        let theme = options.theme()?;
        let (landscape, screen) = (self.race.landscape(), options.screen(&theme));
        let whole = View::of(landscape, screen);
        let minimum = landscape.minima().first();
        let view = match (what, minimum) {
            ("start", _) => whole,
            ("trails", _) => match region_around(&self.trails()) {
                Some(region) => View::onto(landscape, region, screen),
                None => whole,
            },
            ("minimum", Some(&at)) => {
                let Region { m, b } = whole.region();
                let around = |middle: f64, [low, high]: [f64; 2]| {
                    let reach = (high - low) / 2.0 / CLOSER;
                    [middle - reach, middle + reach]
                };
                let region = Region {
                    m: around(at.m, m),
                    b: around(at.b, b),
                };
                View::onto(landscape, region, screen)
            }
            _ => {
                let legal = match minimum {
                    Some(_) => "one of start, trails, minimum",
                    None => "one of start, trails: no minimum of this surface is known",
                };
                return Err(convert::error(Error::new("what", quoted(what), legal)));
            }
        };
        region(&view)
    }

    /// What is under `x`, `y` in CSS pixels, `{m, b, slope, intercept, loss}`, slope and intercept
    /// null on a surface without data; null beside the
    /// plot.
    pub fn at(&self, x: f64, y: f64, options: JsValue) -> Result<JsValue, JsValue> {
        let (view, _) = self.picture(options)?;
        if !view.contains_css([x, y]) {
            return Ok(JsValue::NULL);
        }
        let at = view.from_css([x, y]);
        let own = self.race.split().map(|_| self.race.own_units(at));
        convert::to_js(&PlaceObject {
            m: at.m,
            b: at.b,
            slope: own.map(|line| line.m),
            intercept: own.map(|line| line.b),
            loss: self.race.landscape().value(at),
        })
    }

    /// The point of any trail nearest to `x`, `y` in CSS pixels, up to the current step: `{racer,
    /// step, m, b, loss, distance}`, the distance in CSS pixels; null beside the plot, or where
    /// it shows no trail.
    pub fn nearest(&self, x: f64, y: f64, options: JsValue) -> Result<JsValue, JsValue> {
        let (view, _) = self.picture(options)?;
        if !view.contains_css([x, y]) {
            return Ok(JsValue::NULL);
        }
        let found = nearest(&view, &self.trails(), [x, y]).and_then(|found| {
            Some(NearestObject {
                racer: found.trail,
                step: self.race.trail_step(found.trail, found.index)?,
                m: found.at.m,
                b: found.at.b,
                loss: self.race.landscape().value(found.at),
                distance: found.distance,
            })
        });
        convert::to_js(&found)
    }
}

/// How much closer the surroundings of the minimum are than the default region.
const CLOSER: f64 = 20.0;

impl Race {
    fn picture(&self, options: JsValue) -> Result<(View, Theme), JsValue> {
        self.seen(&Options::read(options)?)
    }

    /// What the axes of the surface are called and how they are read, perhaps in the data's own
    /// units.
    ///
    /// Of standardized data, the slope in its own units is a multiple of m. The intercept depends on
    /// m too; what depends on b alone is the price that the line has at the mean weight.
    pub(super) fn titles_in(&self, own_units: bool) -> AxisTitles {
        let titles = self.titles();
        let Some(split) = self.race.split() else {
            return titles;
        };
        if !(own_units && self.standardized()) {
            return titles;
        }
        let ([_, mean], [std_x, std_y]) = (split.scaling.mean, split.scaling.std);
        let mut titles = AxisTitles::of_line("dollars per carat", "dollars");
        titles.m.reading.factor = std_y / std_x;
        titles.b.name = "b: price at the mean weight".to_owned();
        titles.b.reading = Reading {
            factor: std_y,
            offset: mean,
        };
        titles
    }

    /// What the axes of the surface are called.
    fn titles(&self) -> AxisTitles {
        match self.race.split() {
            Some(_) if self.standardized() => AxisTitles::of_line("standardized", "standardized"),
            Some(_) => AxisTitles::of_line("dollars per carat", "dollars"),
            None => AxisTitles {
                m: AxisTitle::plain("m"),
                b: AxisTitle::plain("b"),
            },
        }
    }

    /// Every racer's trail up to the current step in its style.
    pub(super) fn styled(race: &training::Race, styles: Vec<usize>) -> Vec<Trail<'_>> {
        let ways = (0..race.racers()).filter_map(|racer| race.way(racer));
        ways.zip(styles)
            .map(|((points, now), style)| Trail { points, now, style })
            .collect()
    }

    /// Trails with the start and the minima.
    pub(super) fn overlay<'a>(race: &'a training::Race, trails: &'a [Trail<'a>]) -> Overlay<'a> {
        let name = match race.split() {
            Some(_) => "least squares",
            None => "minimum",
        };
        Overlay {
            trails,
            start: trails
                .first()
                .and_then(|trail| trail.points.first().copied()),
            minima: (race.landscape().minima(), name),
            ..Overlay::default()
        }
    }

    /// The view and the theme that the options ask for.
    pub(super) fn seen(&self, options: &Options) -> Result<(View, Theme), JsValue> {
        let theme = options.theme()?;
        let (landscape, screen) = (self.race.landscape(), options.screen(&theme));
        let view = match options.region()? {
            Some(region) => View::onto(landscape, region, screen),
            None => View::of(landscape, screen),
        };
        Ok((view, theme))
    }

    /// Every racer's trail up to the current step, whatever its style.
    fn trails(&self) -> Vec<Trail<'_>> {
        Self::styled(&self.race, vec![0; self.race.racers()])
    }

    fn standardized(&self) -> bool {
        let split = self.race.split();
        split.is_some_and(|split| split.scaling != data::Scaling::RAW)
    }
}

/// What a view shows.
fn region(view: &View) -> Result<JsValue, JsValue> {
    convert::to_js(&view.region())
}
