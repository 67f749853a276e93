//! What the page says about a picture.

use js_sys::{Object, Reflect};
use serde::{Deserialize, Serialize};
use wasm_bindgen::{JsCast, JsValue};

use crate::drawing::{Camera, SPANS, STYLES, Screen, Theme};
use crate::error::Error;
use crate::point::{Params, Region};
use crate::web::convert;

/// How large a picture is, how it looks and what it shows: one object for all pictures, so that a
/// page can keep one.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
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
    #[serde(default)]
    projector: bool,
    /// The trail style of each racer; absent or null, the first racer has the first one and so on.
    #[serde(default)]
    styles: Option<Vec<f64>>,
    /// The part of the surface that is shown; absent or null, the default one.
    #[serde(default)]
    view: Option<RegionObject>,
    /// Where the surface is looked at from in three dimensions; absent or null, the default place.
    #[serde(default)]
    camera: Option<CameraObject>,
    /// The racer whose residual squares the data view shows, and whose batch it lights.
    #[serde(default)]
    pub squares_of: Option<usize>,
    /// A point of the surface whose line the data view shows.
    #[serde(default)]
    pub preview: Option<Params>,
    /// What the loss view counts.
    #[serde(default)]
    pub by: By,
    /// How the loss view's axis is divided.
    #[serde(default)]
    pub scale: LossScale,
    /// The step at which the loss view has its cursor.
    #[serde(default)]
    pub cursor: Option<f64>,
    /// The step to which the loss view reaches; absent or null, the current one.
    #[serde(default)]
    pub until: Option<f64>,
}

/// What the loss view counts.
#[derive(Deserialize, Default, Clone, Copy, PartialEq)]
#[serde(rename_all = "camelCase")]
pub(super) enum By {
    #[default]
    Step,
    Epoch,
}

/// How the loss view's axis is divided.
#[derive(Deserialize, Default, Clone, Copy, PartialEq)]
#[serde(rename_all = "camelCase")]
pub(super) enum LossScale {
    #[default]
    Log,
    Linear,
}

const NAMES: [&str; 14] = [
    "width",
    "height",
    "pixelRatio",
    "theme",
    "projector",
    "styles",
    "view",
    "camera",
    "squaresOf",
    "preview",
    "by",
    "scale",
    "cursor",
    "until",
];

/// Refuses properties of an object that are not among `names`.
fn refuse_unknown(what: &str, js: &JsValue, names: &[&str]) -> Result<(), JsValue> {
    let Some(object) = js.dyn_ref::<Object>() else {
        return Ok(());
    };
    for name in Object::keys(object)
        .iter()
        .filter_map(|name| name.as_string())
    {
        if !names.contains(&name.as_str()) {
            let setting = format!("{what}.{name}");
            let legal = format!("no value: there are only {}", names.join(", "));
            return Err(convert::error(Error::new(setting, "set", legal)));
        }
    }
    Ok(())
}

/// A region of the surface: `{m: [low, high], b: [low, high]}`.
#[derive(Deserialize, Serialize)]
pub(super) struct RegionObject {
    m: [f64; 2],
    b: [f64; 2],
}

impl From<Region> for RegionObject {
    fn from(Region { m, b }: Region) -> Self {
        Self { m, b }
    }
}

/// A camera: `{azimuth, elevation, distance}`.
#[derive(Deserialize, Serialize)]
pub(super) struct CameraObject {
    azimuth: f64,
    elevation: f64,
    distance: f64,
}

impl From<Camera> for CameraObject {
    fn from(camera: Camera) -> Self {
        Self {
            azimuth: camera.azimuth,
            elevation: camera.elevation,
            distance: camera.distance,
        }
    }
}

impl Options {
    /// Reads the object. The deserializer looks up the names it knows and no others, so that
    /// unknown ones have to be looked for.
    pub fn read(js: JsValue) -> Result<Self, JsValue> {
        refuse_unknown("options", &js, &NAMES)?;
        let view = Reflect::get(&js, &"view".into()).unwrap_or_default();
        refuse_unknown("view", &view, &["m", "b"])?;
        let camera = Reflect::get(&js, &"camera".into()).unwrap_or_default();
        refuse_unknown("camera", &camera, &["azimuth", "elevation", "distance"])?;
        convert::options(js)
    }

    /// The theme by its name.
    pub fn theme(&self) -> Result<Theme, JsValue> {
        crate::web::theme(&self.theme, self.projector)
    }

    /// The trail style of each of so many racers.
    pub fn styles(&self, racers: usize) -> Result<Vec<usize>, JsValue> {
        let Some(styles) = &self.styles else {
            return Ok((0..racers).map(|racer| racer % STYLES).collect());
        };
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
            Err(convert::error(Error::new(name, style, legal)))
        };
        styles.iter().enumerate().map(style).collect()
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
        let Some(RegionObject { m, b }) = &self.view else {
            return Ok(None);
        };
        for (name, [low, high]) in [("view.m", m), ("view.b", b)] {
            // A little more than what zooming gives, so that rounding refuses nothing.
            let (least, most) = (0.9 * SPANS[0], 1.1 * SPANS[1]);
            if !(least..=most).contains(&(high - low)) {
                let legal = "two numbers, the lower one first, from 1e-12 to 1e12 apart";
                let value = format!("[{low}, {high}]");
                return Err(convert::error(Error::new(name, value, legal)));
            }
        }
        Ok(Some(Region { m: *m, b: *b }))
    }

    /// The camera, the default one where none was asked for.
    pub fn camera(&self) -> Result<Camera, JsValue> {
        let Some(camera) = &self.camera else {
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
                return Err(convert::error(Error::new(name, value, legal)));
            }
        }
        Ok(Camera {
            azimuth: camera.azimuth,
            elevation: camera.elevation,
            distance: camera.distance,
        })
    }
}
