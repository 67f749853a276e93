//! The canvas in between, for pixels that are to be drawn scaled.

use crate::drawing::Bounds;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    CanvasRenderingContext2d, HtmlCanvasElement, ImageData, OffscreenCanvas,
    OffscreenCanvasRenderingContext2d,
};

/// A canvas nobody sees: pixels are put on it, since only a canvas can be drawn scaled.
pub(super) enum Sheet {
    Offscreen(OffscreenCanvas, OffscreenCanvasRenderingContext2d),
    Element(HtmlCanvasElement, CanvasRenderingContext2d),
}

impl Sheet {
    /// A sheet for `beside`, of the same document where documents matter.
    pub fn new(beside: &HtmlCanvasElement) -> Result<Self, JsValue> {
        if let Some((canvas, context)) = offscreen() {
            return Ok(Self::Offscreen(canvas, context));
        }
        let canvas: HtmlCanvasElement = beside
            .owner_document()
            .ok_or_else(|| super::js_error("it belongs to no document"))?
            .create_element("canvas")?
            .dyn_into()
            .map_err(|_| super::js_error("the document makes no canvas"))?;
        let context = super::context_of(&canvas)?;
        Ok(Self::Element(canvas, context))
    }

    /// Puts pixels on it, which takes their size.
    pub fn put(&self, image: &ImageData) -> Result<(), JsValue> {
        self.resize((image.width(), image.height()));
        match self {
            Self::Offscreen(_, context) => context.put_image_data(image, 0.0, 0.0),
            Self::Element(_, context) => context.put_image_data(image, 0.0, 0.0),
        }
    }

    /// Puts an opaque picture on it, which takes its size.
    pub fn copy(&self, from: &HtmlCanvasElement) -> Result<(), JsValue> {
        self.resize((from.width(), from.height()));
        match self {
            Self::Offscreen(_, context) => {
                context.draw_image_with_html_canvas_element(from, 0.0, 0.0)
            }
            Self::Element(_, context) => {
                context.draw_image_with_html_canvas_element(from, 0.0, 0.0)
            }
        }
    }

    fn resize(&self, size: (u32, u32)) {
        // Setting a size, even the same one, allocates.
        match self {
            Self::Offscreen(canvas, _) if (canvas.width(), canvas.height()) != size => {
                canvas.set_width(size.0);
                canvas.set_height(size.1);
            }
            Self::Element(canvas, _) if (canvas.width(), canvas.height()) != size => {
                canvas.set_width(size.0);
                canvas.set_height(size.1);
            }
            _ => {}
        }
    }

    /// Draws it pixel by pixel.
    pub fn draw_whole(&self, on: &CanvasRenderingContext2d) -> Result<(), JsValue> {
        match self {
            Self::Offscreen(canvas, _) => on.draw_image_with_offscreen_canvas(canvas, 0.0, 0.0),
            Self::Element(canvas, _) => on.draw_image_with_html_canvas_element(canvas, 0.0, 0.0),
        }
    }

    /// Draws it scaled into the plot.
    pub fn draw(&self, on: &CanvasRenderingContext2d, plot: Bounds) -> Result<(), JsValue> {
        let (x, y, width, height) = (plot.left, plot.top, plot.width(), plot.height());
        match self {
            Self::Offscreen(canvas, _) => {
                on.draw_image_with_offscreen_canvas_and_dw_and_dh(canvas, x, y, width, height)
            }
            Self::Element(canvas, _) => {
                on.draw_image_with_html_canvas_element_and_dw_and_dh(canvas, x, y, width, height)
            }
        }
    }
}

/// An OffscreenCanvas with its context, where the browser has them.
fn offscreen() -> Option<(OffscreenCanvas, OffscreenCanvasRenderingContext2d)> {
    let canvas = OffscreenCanvas::new(1, 1).ok()?;
    let context = canvas.get_context("2d").ok()??;
    Some((canvas, context.dyn_into().ok()?))
}
