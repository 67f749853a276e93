//! What the page says about a picture.

use std::ops::RangeInclusive;

use wasm_bindgen::JsValue;

use crate::drawing::{Camera, STYLES, Screen, Theme};
use crate::error::{Error, quoted};
use crate::point::{Params, Region};
use crate::training::ArrowKind;
use crate::value::Value;
use crate::web::convert;
use crate::web::fields::Fields;

/// How large a picture is, how it looks and what it shows: one object for all pictures, so that a
/// page can keep one.
pub(super) struct Options {
    /// In CSS pixels.
    pub width: f64,
    /// In CSS pixels.
    pub height: f64,
    /// Device pixels in a CSS pixel.
    pub pixel_ratio: f64,
    /// `light` or `dark`.
    theme: String,
    /// Whether the theme is that for a projector.
    projector: bool,
    /// The size of text in CSS pixels, with which lines and markers grow; absent or null, the
    /// theme's own.
    text_size: Option<f64>,
    /// The trail style of each racer; absent or null, the first racer has the first one and so on.
    styles: Option<Vec<f64>>,
    /// The part of the surface that is shown; absent or null, the default one.
    view: Option<Region>,
    /// Where the surface is looked at from in three dimensions; absent or null, the default place.
    camera: Option<Camera>,
    /// The racer whose last update is drawn as arrows.
    pub arrows_of: Option<f64>,
    /// The kinds of arrow that are drawn; absent or null, all.
    arrow_kinds: Option<Vec<String>>,
    /// The term at which the gradient is drawn; empty, as the rule gets it.
    pub gradient_at: String,
    /// The kind of arrow that is emphasized.
    lit: Option<String>,
    /// Whether the current batch's own bowl is drawn.
    pub batch_bowl: bool,
    /// The racer whose residual squares the data view shows, and whose batch it lights.
    pub squares_of: Option<f64>,
    /// A point of the surface whose line the data view shows.
    pub preview: Option<Params>,
    /// The place in the data view that is pointed at, `[x, y]` in CSS pixels.
    pub pointed: Option<[f64; 2]>,
    /// What the loss view counts.
    pub by: By,
    /// How the loss view's axis is divided.
    pub scale: LossScale,
    /// What the loss view shows.
    pub measure: Measure,
    /// Whether the loss view shows the run before the last change.
    pub ghosts: bool,
    /// Whether the axes of the surface are in the data's own units.
    pub own_units: bool,
    /// The step at which the loss view has its cursor.
    pub cursor: Option<f64>,
    /// The step to which the loss view reaches; absent or null, the current one.
    pub until: Option<f64>,
}

/// What the loss view counts.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum By {
    Step,
    Epoch,
}

/// What the loss view shows of each racer.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Measure {
    /// The loss on all training rows.
    Loss,
    /// The root mean squared error on the test rows, in the target's own unit.
    TestRmse,
}

/// How the loss view's axis is divided.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum LossScale {
    Log,
    Linear,
}

/// Smaller text cannot be read, larger text leaves no room for the picture.
const TEXT_SIZES: RangeInclusive<f64> = 6.0..=96.0;

impl Options {
    /// Reads the object.
    pub fn read(js: JsValue) -> Result<Self, JsValue> {
        let value = convert::value("options", js)?;
        Self::of(&value).map_err(convert::error)
    }

    fn of(value: &Value) -> Result<Self, Error> {
        let mut fields = Fields::of("options", value)?;
        let options = Self {
            width: fields.needed_amount("width")?,
            height: fields.needed_amount("height")?,
            pixel_ratio: fields.needed_amount("pixelRatio")?,
            theme: fields.text("theme")?.to_owned(),
            projector: fields.switch("projector")?,
            text_size: fields.number("textSize")?,
            styles: fields.numbers("styles")?,
            view: fields.get("view").map(region).transpose()?,
            camera: fields.get("camera").map(camera).transpose()?,
            arrows_of: fields.number("arrowsOf")?,
            arrow_kinds: fields.texts("arrowKinds")?,
            gradient_at: fields.text("gradientAt")?.to_owned(),
            lit: Some(fields.text("lit")?.to_owned()).filter(|kind| !kind.is_empty()),
            batch_bowl: fields.switch("batchBowl")?,
            squares_of: fields.number("squaresOf")?,
            preview: fields.get("preview").map(point).transpose()?,
            pointed: fields.pair("pointed")?,
            by: fields.choice("by", &[("step", By::Step), ("epoch", By::Epoch)])?,
            scale: fields.choice(
                "scale",
                &[("log", LossScale::Log), ("linear", LossScale::Linear)],
            )?,
            measure: fields.choice(
                "measure",
                &[("loss", Measure::Loss), ("testRmse", Measure::TestRmse)],
            )?,
            ghosts: fields.switch("ghosts")?,
            own_units: fields.choice("units", &[("standardized", false), ("own", true)])?,
            cursor: fields.number("cursor")?,
            until: fields.number("until")?,
        };
        fields.finish()?;
        Ok(options)
    }

    /// The theme by its name, in the size that is asked for.
    pub fn theme(&self) -> Result<Theme, JsValue> {
        let theme = crate::web::theme(&self.theme, self.projector)?;
        match self.text_size {
            None => Ok(theme),
            Some(size) if TEXT_SIZES.contains(&size) => Ok(theme.in_size(size)),
            Some(size) => {
                let legal = format!(
                    "a number from {} to {}",
                    TEXT_SIZES.start(),
                    TEXT_SIZES.end()
                );
                Err(convert::error(Error::new(
                    "textSize",
                    Value::Number(size),
                    legal,
                )))
            }
        }
    }

    /// The trail style of each of so many racers.
    pub fn styles(&self, racers: usize) -> Result<Vec<usize>, JsValue> {
        match &self.styles {
            None => Ok((0..racers).map(|racer| racer % STYLES).collect()),
            Some(styles) => styles_of(styles, racers),
        }
    }

    /// The kind of arrow that is emphasized, if one is.
    pub fn lit(&self) -> Result<Option<ArrowKind>, JsValue> {
        let lit = self.lit.as_deref();
        lit.map(|name| kind_of_arrow("lit", name, "null or one of"))
            .transpose()
    }

    /// The kinds of arrow that are drawn.
    pub fn arrow_kinds(&self) -> Result<Vec<ArrowKind>, JsValue> {
        let Some(names) = &self.arrow_kinds else {
            return Ok(ArrowKind::ALL.to_vec());
        };
        let kind = |name: &String| kind_of_arrow("arrowKinds", name, "null or a list of");
        names.iter().map(kind).collect()
    }

    /// The screen, with room for the theme's text.
    pub fn screen(&self, theme: &Theme) -> Screen {
        Screen {
            width: self.width,
            height: self.height,
            pixel_ratio: self.pixel_ratio,
            text_size: theme.text_size,
        }
    }

    /// The region that was asked for, if one was.
    pub fn region(&self) -> Result<Option<Region>, JsValue> {
        let Some(Region { m, b }) = self.view else {
            return Ok(None);
        };
        for (name, [low, high]) in [("view.m", m), ("view.b", b)] {
            // Whatever zooming and dragging come to is shown again; what is too narrow or too wide
            // to be drawn gives the nearest that can.
            if !(low < high && low.is_finite() && high.is_finite()) {
                let legal = "two finite numbers, the lower one first";
                let [low, high] = [low, high].map(Value::Number);
                let value = format!("[{low}, {high}]");
                return Err(convert::error(Error::new(name, value, legal)));
            }
        }
        Ok(self.view)
    }

    /// The camera, the default one where none was asked for.
    pub fn camera(&self) -> Result<Camera, JsValue> {
        let Some(camera) = self.camera else {
            return Ok(Camera::default());
        };
        let limits = [
            ("camera.azimuth", camera.azimuth, [-360.0, 360.0]),
            ("camera.elevation", camera.elevation, Camera::ELEVATIONS),
            ("camera.distance", camera.distance, Camera::DISTANCES),
        ];
        for (name, value, [least, most]) in limits {
            if !(least..=most).contains(&value) {
                let legal = format!("a number from {least} to {most}");
                return Err(convert::error(Error::new(
                    name,
                    Value::Number(value),
                    legal,
                )));
            }
        }
        Ok(camera)
    }
}

/// The trail styles that are given to so many racers.
pub(super) fn styles_of(styles: &[f64], racers: usize) -> Result<Vec<usize>, JsValue> {
    if styles.len() != racers {
        let legal = format!("a list of {racers}, one for each racer");
        let value = format!("a list of {}", styles.len());
        return Err(convert::error(Error::new("styles", value, legal)));
    }
    let style = |(racer, &style): (usize, &f64)| {
        if style.fract() == 0.0 && (0.0..STYLES as f64).contains(&style) {
            return Ok(style as usize);
        }
        let legal = format!("a whole number from 0 to {}", STYLES - 1);
        let name = format!("styles[{racer}]");
        Err(convert::error(Error::new(
            name,
            Value::Number(style),
            legal,
        )))
    };
    styles.iter().enumerate().map(style).collect()
}

/// The kind of arrow of that name, which stands in the option `setting`.
fn kind_of_arrow(
    setting: &'static str,
    name: &str,
    takes: &'static str,
) -> Result<ArrowKind, JsValue> {
    let kind = ArrowKind::ALL.into_iter().find(|kind| kind.name() == name);
    kind.ok_or_else(|| {
        let names = ArrowKind::ALL.map(ArrowKind::name).join(", ");
        let legal = format!("{takes} {names}");
        convert::error(Error::new(setting, quoted(name), legal))
    })
}

/// `{m: [low, high], b: [low, high]}`.
fn region(value: &Value) -> Result<Region, Error> {
    let mut fields = Fields::of("view", value)?;
    let [m, b] = [fields.needed_pair("m")?, fields.needed_pair("b")?];
    fields.finish()?;
    Ok(Region { m, b })
}

/// `{m, b}`.
fn point(value: &Value) -> Result<Params, Error> {
    let mut fields = Fields::of("preview", value)?;
    let [m, b] = [fields.needed_number("m")?, fields.needed_number("b")?];
    fields.finish()?;
    Ok(Params { m, b })
}

/// `{azimuth, elevation, distance}`.
fn camera(value: &Value) -> Result<Camera, Error> {
    let mut fields = Fields::of("camera", value)?;
    let camera = Camera {
        azimuth: fields.needed_number("azimuth")?,
        elevation: fields.needed_number("elevation")?,
        distance: fields.needed_number("distance")?,
    };
    fields.finish()?;
    Ok(camera)
}
