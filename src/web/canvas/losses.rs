//! The loss view, kept from one picture to the next.

use crate::drawing::{AxisTitle, Chart, Curve, LossPicture, Theme, draw_loss_heads, draw_losses};
use crate::web::canvas::sheet::Sheet;
use crate::web::canvas::{Canvas, CanvasArea, Ground, js_error};
use plotters::drawing::IntoDrawingArea;
use wasm_bindgen::JsValue;
use web_sys::HtmlCanvasElement;

/// What was drawn last below cursor and markers.
///
/// While a timeline is scrubbed, only these two change, and curves are what a browser takes
/// longest for: drawn a second time the same, they are kept as pixels.
#[derive(Default)]
pub(super) struct LossMemory {
    drawn: Option<Curves>,
    sheet: Option<Sheet>,
    /// Whether `sheet` shows `drawn`.
    kept: bool,
}

/// All that decides what they look like.
struct Curves {
    /// Their heads do not.
    curves: Vec<Curve>,
    ghosts: Vec<Curve>,
    floor: Option<(f64, String)>,
    titles: [AxisTitle; 2],
    chart: Chart,
    theme: Theme,
}

impl Curves {
    fn are(&self, chart: &Chart, theme: &Theme, picture: &LossPicture) -> bool {
        let floor = self.floor.as_ref().map(|(at, name)| (*at, name.as_str()));
        let same =
            |(one, other): (&Curve, &Curve)| one.style == other.style && one.points == other.points;
        self.chart == *chart
            && self.theme == *theme
            && floor == picture.floor
            && self.titles[0] == picture.across
            && self.titles[1] == picture.up
            && self.curves.len() == picture.curves.len()
            && self.curves.iter().zip(picture.curves).all(same)
            && self.ghosts == picture.ghosts
    }
}

impl LossMemory {
    /// Draws a picture of losses, and sizes the canvas for it.
    pub fn draw(
        &mut self,
        canvas: &HtmlCanvasElement,
        chart: &Chart,
        theme: &Theme,
        picture: &LossPicture,
    ) -> Result<(), JsValue> {
        let ground = Ground::clear(canvas, chart.device_size())?;
        let again = self
            .drawn
            .as_ref()
            .is_some_and(|drawn| drawn.are(chart, theme, picture));
        match &self.sheet {
            Some(sheet) if again && self.kept => sheet.draw_whole(&ground.context)?,
            _ => {
                ground.fill(theme.background);
                let area = Canvas::new(canvas)?.into_drawing_area();
                draw_losses(&area, chart, theme, picture).map_err(js_error)?;
                area.present().map_err(js_error)?;
                self.keep(canvas, again)?;
            }
        }
        if !again {
            self.drawn = Some(Curves {
                curves: picture.curves.to_vec(),
                ghosts: picture.ghosts.to_vec(),
                floor: picture.floor.map(|(at, name)| (at, name.to_owned())),
                titles: [picture.across.clone(), picture.up.clone()],
                chart: *chart,
                theme: theme.clone(),
            });
        }
        ground.finish(|area: &CanvasArea| draw_loss_heads(area, chart, theme, picture))
    }

    /// Keeps what is on the canvas if it is there for the second time: in a race that goes on,
    /// every picture is another one.
    fn keep(&mut self, canvas: &HtmlCanvasElement, again: bool) -> Result<(), JsValue> {
        self.kept = again;
        if again {
            let sheet = match self.sheet.take() {
                Some(sheet) => sheet,
                None => Sheet::new(canvas)?,
            };
            sheet.copy(canvas)?;
            self.sheet = Some(sheet);
        }
        Ok(())
    }
}
