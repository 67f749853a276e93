//! Drawing on a browser's canvas.

mod losses;
mod sheet;

use crate::drawing::{
    AxisTitles, Bounds, Camera, Chart, DensityMap, DrawResult, HeatMap, LossPicture, Overlay, Rgb,
    Scene, Theme, TrailMemory, View, draw_base, draw_overlay, draw_scene_base, draw_scene_overlay,
};
use crate::landscape::Landscape;
use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, IntoDrawingArea};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
};
use plotters_canvas::CanvasBackend;
use std::fmt;
use wasm_bindgen::{Clamped, JsCast, JsValue};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, ImageData};

use losses::LossMemory;
use sheet::Sheet;

/// What a canvas refused, in its own words.
#[derive(Debug)]
pub(crate) struct CanvasFailure(String);

impl fmt::Display for CanvasFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for CanvasFailure {}

type Failure = DrawingErrorKind<CanvasFailure>;

fn refused(reason: impl fmt::Display) -> Failure {
    DrawingErrorKind::DrawingError(CanvasFailure(reason.to_string()))
}

fn refused_by_js(reason: JsValue) -> Failure {
    refused(format!("{reason:?}"))
}

/// An `Error` for the page.
fn js_error(reason: impl fmt::Display) -> JsValue {
    js_sys::Error::new(&format!("the canvas could not be drawn: {reason}")).into()
}

/// plotters' canvas backend with fewer calls into JavaScript.
///
/// Paths of the same colour and width that follow each other become one path, which is stroked
/// when something else is drawn: dashes and contour lines cost a `moveTo` each instead of a
/// stroke. Text is measured on the canvas; plotters would append an element to the document.
pub(crate) struct Canvas {
    inner: CanvasBackend,
    element: HtmlCanvasElement,
    context: CanvasRenderingContext2d,
    /// The colour and width of the path that waits to be stroked.
    pending: Option<([u8; 3], f64, u32)>,
    /// How many points it has.
    points: usize,
}

/// Longer paths are stroked in parts: what browsers take for a stroke grows faster than its
/// length where it crosses itself.
const MOST_POINTS: usize = 128;

impl Canvas {
    /// A backend for a canvas whose size is set already.
    pub fn new(element: &HtmlCanvasElement) -> Result<Self, JsValue> {
        let context = context_of(element)?;
        context.set_line_join("round");
        context.set_line_cap("round");
        let inner = CanvasBackend::with_canvas_object(element.clone())
            .ok_or_else(|| js_error("it has no 2d context"))?;
        Ok(Self {
            inner,
            element: element.clone(),
            context,
            pending: None,
            points: 0,
        })
    }

    /// Strokes what waits.
    fn flush(&mut self) {
        if self.pending.take().is_some() {
            self.context.stroke();
        }
    }

    /// Makes the canvas ready for a stroke of `style`; what waits stays if it looks the same.
    fn begin<S: BackendStyle>(&mut self, style: &S) {
        let BackendColor { alpha, rgb } = style.color();
        let next = ([rgb.0, rgb.1, rgb.2], alpha, style.stroke_width());
        if self.pending == Some(next) && self.points < MOST_POINTS {
            return;
        }
        self.flush();
        let ([red, green, blue], alpha, width) = next;
        self.context
            .set_stroke_style_str(&format!("rgba({red},{green},{blue},{alpha})"));
        self.context.set_line_width(f64::from(width));
        self.context.begin_path();
        self.pending = Some(next);
        self.points = 0;
    }
}

impl DrawingBackend for Canvas {
    type ErrorType = CanvasFailure;

    fn get_size(&self) -> (u32, u32) {
        (self.element.width(), self.element.height())
    }

    fn ensure_prepared(&mut self) -> Result<(), Failure> {
        Ok(())
    }

    fn present(&mut self) -> Result<(), Failure> {
        self.flush();
        Ok(())
    }

    fn draw_pixel(&mut self, point: BackendCoord, color: BackendColor) -> Result<(), Failure> {
        self.flush();
        self.inner.draw_pixel(point, color).map_err(refused)
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
    ) -> Result<(), Failure> {
        self.draw_path([from, to], style)
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Result<(), Failure> {
        let mut points = path.into_iter();
        let Some((x, y)) = points.next() else {
            return Ok(());
        };
        self.begin(style);
        self.context.move_to(f64::from(x), f64::from(y));
        let opaque = style.color().alpha == 1.0;
        for (x, y) in points {
            let (x, y) = (f64::from(x), f64::from(y));
            self.context.line_to(x, y);
            self.points += 1;
            // Where a line is not opaque, its parts would show where they overlap.
            if self.points >= MOST_POINTS && opaque {
                self.context.stroke();
                self.context.begin_path();
                self.context.move_to(x, y);
                self.points = 0;
            }
        }
        Ok(())
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        upper_left: BackendCoord,
        bottom_right: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Result<(), Failure> {
        self.flush();
        self.inner
            .draw_rect(upper_left, bottom_right, style, fill)
            .map_err(refused)
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        center: BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Result<(), Failure> {
        self.flush();
        self.inner
            .draw_circle(center, radius, style, fill)
            .map_err(refused)
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Result<(), Failure> {
        self.flush();
        self.inner.fill_polygon(path, style).map_err(refused)
    }

    fn draw_text<S: BackendTextStyle>(
        &mut self,
        text: &str,
        style: &S,
        pos: BackendCoord,
    ) -> Result<(), Failure> {
        self.flush();
        self.inner.draw_text(text, style, pos).map_err(refused)
    }

    fn estimate_text_size<S: BackendTextStyle>(
        &self,
        text: &str,
        style: &S,
    ) -> Result<(u32, u32), Failure> {
        self.context.set_font(&format!(
            "{} {}px {}",
            style.style().as_str(),
            style.size(),
            style.family().as_str()
        ));
        let metrics = self.context.measure_text(text).map_err(refused_by_js)?;
        Ok((metrics.width().ceil() as u32, style.size().ceil() as u32))
    }
}

fn context_of(canvas: &HtmlCanvasElement) -> Result<CanvasRenderingContext2d, JsValue> {
    canvas
        .get_context("2d")?
        .and_then(|context| context.dyn_into().ok())
        .ok_or_else(|| js_error("it has no 2d context"))
}

/// Gives the canvas a size in device pixels. Its size on the page is the page's.
fn resize(canvas: &HtmlCanvasElement, (width, height): (u32, u32)) {
    // Setting a size, even the same one, throws the picture away and allocates another.
    if canvas.width() != width {
        canvas.set_width(width);
    }
    if canvas.height() != height {
        canvas.set_height(height);
    }
}

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

/// A canvas that has its size and its ground.
pub(crate) struct Ground {
    canvas: HtmlCanvasElement,
    context: CanvasRenderingContext2d,
}

/// What is drawn through plotters.
type CanvasArea = DrawingArea<Canvas, Shift>;

impl Ground {
    /// A clear canvas of `size` device pixels.
    pub fn clear(canvas: &HtmlCanvasElement, size: (u32, u32)) -> Result<Self, JsValue> {
        resize(canvas, size);
        let context = context_of(canvas)?;
        context.clear_rect(0.0, 0.0, f64::from(size.0), f64::from(size.1));
        Ok(Self {
            canvas: canvas.clone(),
            context,
        })
    }

    /// Fills all of it.
    pub fn fill(&self, color: Rgb) {
        let (width, height) = (self.canvas.width(), self.canvas.height());
        self.context.set_fill_style_str(&color.to_hex());
        self.context
            .fill_rect(0.0, 0.0, f64::from(width), f64::from(height));
    }

    /// Draws on it with plotters.
    pub fn finish(
        self,
        draw: impl FnOnce(&CanvasArea) -> DrawResult<Canvas>,
    ) -> Result<(), JsValue> {
        let area = Canvas::new(&self.canvas)?.into_drawing_area();
        draw(&area).map_err(js_error)?;
        area.present().map_err(js_error)
    }
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
