//! Drawing on a browser's canvas.

mod losses;
mod painter;
mod sheet;

pub(crate) use painter::Painter;

use crate::drawing::{DrawResult, Rgb};
use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, IntoDrawingArea};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
};
use plotters_canvas::CanvasBackend;
use std::fmt;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

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
const MOST_POINTS: usize = 64;

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
