//! The surface in three dimensions as the page calls it.

use serde::Serialize;
use wasm_bindgen::prelude::*;
use web_sys::HtmlCanvasElement;

use crate::drawing::{Camera, Overlay, Theme, View};
use crate::point::Params;
use crate::web::convert;
use crate::web::fields::check_factor;
use crate::web::options::Options;
use crate::web::race::Race;
use crate::web::update::Update;

/// Where a point of the plane is seen on the surface.
#[derive(Serialize)]
struct SightObject {
    x: f64,
    y: f64,
    hidden: bool,
}

#[wasm_bindgen]
impl Race {
    /// Draws the surface in three dimensions with its axes, seen from the options' `camera`, and
    /// sizes the canvas for it.
    #[wasm_bindgen(js_name = drawScene)]
    pub fn draw_scene(
        &mut self,
        canvas: &HtmlCanvasElement,
        options: JsValue,
    ) -> Result<(), JsValue> {
        let options = Options::read(options)?;
        let (view, camera, theme) = self.stage(&options)?;
        let (landscape, titles) = (self.race.landscape(), self.titles_in(options.own_units));
        self.painter
            .draw_scene(canvas, (&view, camera), landscape, &theme, &titles)
    }

    /// Draws trails, heads, marks and what the options ask for of an update on the surface, on a
    /// clear canvas, and sizes it for them.
    #[wasm_bindgen(js_name = drawSceneOverlay)]
    pub fn draw_scene_overlay(
        &mut self,
        canvas: &HtmlCanvasElement,
        options: JsValue,
    ) -> Result<(), JsValue> {
        let options = Options::read(options)?;
        let (view, camera, theme) = self.stage(&options)?;
        let styles = options.styles(self.race.racers())?;
        let trails = Self::styled(&self.race, styles);
        let landscape = self.race.landscape();
        let (batch, update) = (self.batch_bowl(&options)?, self.update(&options)?);
        let overlay = Overlay {
            batch: batch.as_ref(),
            arrows: update.as_ref().map(Update::arrows),
            ..Self::overlay(&self.race, &trails)
        };
        self.painter
            .draw_scene_overlay(canvas, (&view, camera), landscape, &theme, &overlay)
    }

    /// Where the point (m, b) is seen on the surface, `{x, y, hidden}` in CSS pixels; null where
    /// it is not on the part that is shown.
    #[wasm_bindgen(js_name = scenePixel)]
    pub fn scene_pixel(&mut self, m: f64, b: f64, options: JsValue) -> Result<JsValue, JsValue> {
        let (view, camera, theme) = self.stage(&Options::read(options)?)?;
        let landscape = self.race.landscape();
        let scene = self.painter.scene((&view, camera), landscape, &theme);
        let seen = scene.to_css(Params { m, b });
        convert::to_js(&seen.map(|([x, y], hidden)| SightObject { x, y, hidden }))
    }

    /// The options' camera, `{azimuth, elevation, distance}`, after the picture was dragged by
    /// `dx`, `dy` CSS pixels; without a camera, from the default one.
    pub fn orbited(&self, options: JsValue, dx: f64, dy: f64) -> Result<JsValue, JsValue> {
        let camera = Options::read(options)?.camera()?;
        convert::to_js(&camera.orbited([dx, dy]))
    }

    /// The options' camera `factor` times as close (below 1: further away).
    pub fn approached(&self, options: JsValue, factor: f64) -> Result<JsValue, JsValue> {
        check_factor(factor).map_err(convert::error)?;
        let camera = Options::read(options)?.camera()?;
        convert::to_js(&camera.approached(factor))
    }
}

impl Race {
    fn stage(&self, options: &Options) -> Result<(View, Camera, Theme), JsValue> {
        let (view, theme) = self.seen(options)?;
        Ok((view, options.camera()?, theme))
    }
}
