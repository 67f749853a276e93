//! All pictures of one race, on the page's canvases.

use super::Ground;
use super::losses::LossMemory;
use super::sheet::Sheet;
use crate::drawing::{
    AxisTitles, Bounds, Camera, Chart, DensityMap, HeatMap, LossPicture, Overlay, Scene, Theme,
    TrailMemory, View, draw_base, draw_overlay, draw_scene_base, draw_scene_overlay,
};
use crate::landscape::Landscape;
use wasm_bindgen::{Clamped, JsValue};
use web_sys::{HtmlCanvasElement, ImageData};

/// Draws pictures and keeps what can be used again from one to the next.
#[derive(Default)]
pub(crate) struct Painter {
    heat: HeatMap,
    density: DensityMap,
    scene: Option<Scene>,
    trails: TrailMemory,
    losses: LossMemory,
    sheet: Option<Sheet>,
}

impl Painter {
    /// Draws background, heat map, contours and axes, and sizes the canvas for them.
    pub fn draw_base(
        &mut self,
        canvas: &HtmlCanvasElement,
        view: &View,
        landscape: &dyn Landscape,
        theme: &Theme,
        titles: &AxisTitles,
    ) -> Result<(), JsValue> {
        let ground = Ground::clear(canvas, view.device_size())?;
        ground.fill(theme.background);
        self.heat.paint(view, landscape, theme);
        put(
            &mut self.sheet,
            &ground,
            (self.heat.pixels(), self.heat.size()),
            view.plot(),
        )?;
        ground.finish(|area| draw_base(area, view, landscape, theme, titles))
    }

    /// Draws trails and marks on a clear canvas, and sizes it for them.
    pub fn draw_overlay(
        &mut self,
        canvas: &HtmlCanvasElement,
        view: &View,
        theme: &Theme,
        overlay: &Overlay,
    ) -> Result<(), JsValue> {
        let ground = Ground::clear(canvas, view.device_size())?;
        let memory = &mut self.trails;
        ground.finish(|area| draw_overlay(area, view, theme, overlay, memory))
    }

    /// Draws the surface in three dimensions, and sizes the canvas for it.
    pub fn draw_scene(
        &mut self,
        canvas: &HtmlCanvasElement,
        (view, camera): (&View, Camera),
        landscape: &dyn Landscape,
        theme: &Theme,
        titles: &AxisTitles,
    ) -> Result<(), JsValue> {
        let ground = Ground::clear(canvas, view.device_size())?;
        ground.fill(theme.background);
        let readings = [titles.m.reading, titles.b.reading];
        let kept = self.scene.take();
        let scene = Scene::new(*view, camera, landscape, theme, readings, kept);
        let pixels = (scene.pixels(), scene.size());
        put(&mut self.sheet, &ground, pixels, scene.frame())?;
        ground.finish(|area| draw_scene_base(area, &scene, landscape, theme, titles))?;
        self.scene = Some(scene);
        Ok(())
    }

    /// Draws trails and marks on the surface, on a clear canvas, and sizes it for them.
    pub fn draw_scene_overlay(
        &mut self,
        canvas: &HtmlCanvasElement,
        from: (&View, Camera),
        landscape: &dyn Landscape,
        theme: &Theme,
        overlay: &Overlay,
    ) -> Result<(), JsValue> {
        let ground = Ground::clear(canvas, from.0.device_size())?;
        // Taken out while the scene is borrowed, and put back.
        let mut memory = std::mem::take(&mut self.trails);
        let scene = self.scene(from, landscape, theme);
        let drawn =
            ground.finish(|area| draw_scene_overlay(area, scene, theme, overlay, &mut memory));
        self.trails = memory;
        drawn
    }

    /// The scene of a view and a camera: the one that was drawn last, where it is that.
    pub fn scene(
        &mut self,
        (view, camera): (&View, Camera),
        landscape: &dyn Landscape,
        theme: &Theme,
    ) -> &Scene {
        let kept = self.scene.take();
        let scene = match kept {
            Some(scene) if scene.is_of(view, camera, theme) => scene,
            // Only places are asked for: its pixels are not shown.
            other => Scene::new(*view, camera, landscape, theme, Default::default(), other),
        };
        self.scene.insert(scene)
    }

    /// Forgets what was drawn of another race.
    pub fn forget(&mut self) {
        self.scene = None;
        self.trails.forget();
    }

    /// Draws background, curves, cursor and markers, and sizes the canvas for them.
    pub fn draw_losses(
        &mut self,
        canvas: &HtmlCanvasElement,
        chart: &Chart,
        theme: &Theme,
        picture: &LossPicture,
    ) -> Result<(), JsValue> {
        self.losses.draw(canvas, chart, theme, picture)
    }

    /// Draws background and rows, and sizes the canvas for them.
    pub fn draw_rows(
        &mut self,
        canvas: &HtmlCanvasElement,
        chart: &Chart,
        rows: &[[f64; 2]],
        theme: &Theme,
    ) -> Result<Ground, JsValue> {
        let ground = Ground::clear(canvas, chart.device_size())?;
        ground.fill(theme.background);
        self.density.paint(chart, rows, theme);
        put(
            &mut self.sheet,
            &ground,
            (self.density.pixels(), self.density.size()),
            chart.plot(),
        )?;
        Ok(ground)
    }
}

/// Puts pixels under the plot, scaled up smoothly.
fn put(
    kept: &mut Option<Sheet>,
    ground: &Ground,
    (pixels, (width, height)): (&[u8], (usize, usize)),
    plot: Bounds,
) -> Result<(), JsValue> {
    let image =
        ImageData::new_with_u8_clamped_array_and_sh(Clamped(pixels), width as u32, height as u32)?;
    let sheet = match kept.take() {
        Some(sheet) => sheet,
        None => Sheet::new(&ground.canvas)?,
    };
    sheet.put(&image)?;
    ground.context.set_image_smoothing_enabled(true);
    sheet.draw(&ground.context, plot)?;
    *kept = Some(sheet);
    Ok(())
}
