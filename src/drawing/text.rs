//! Text through plotters.

use crate::drawing::color::Rgb;
use crate::drawing::surface::{Area, DrawResult};
use crate::drawing::theme::Theme;
use crate::drawing::view::{Pixel, View};
use plotters::backend::DrawingBackend;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontDesc, FontFamily, FontStyle, RGBAColor, TextStyle};

/// The page's own font where there is one, else whatever has no serifs.
const FAMILY: FontFamily<'static> = FontFamily::Name("system-ui, sans-serif");

/// Text of the theme's size in a colour, held at one of its edges or its middle.
pub(super) fn style(view: &View, theme: &Theme, color: RGBAColor, pos: Pos) -> TextStyle<'static> {
    let size = view.device(theme.text_size).round();
    TextStyle {
        font: FontDesc::new(FAMILY, size, FontStyle::Normal),
        color: color.to_backend_color(),
        pos,
    }
}

/// Writes `text` with its anchor at a place.
pub(super) fn write<DB: DrawingBackend>(
    area: &Area<DB>,
    text: &str,
    style: &TextStyle,
    at: Pixel,
) -> DrawResult<DB> {
    area.draw_text(text, style, (at.x.round() as i32, at.y.round() as i32))
}

/// Writes `text` on a rim of the halo's colour, so that it reads on trails and contours.
pub(super) fn write_on_halo<DB: DrawingBackend>(
    area: &Area<DB>,
    view: &View,
    theme: &Theme,
    text: &str,
    (at, pos): (Pixel, Pos),
) -> DrawResult<DB> {
    write_in(area, view, theme, (text, theme.ink), (at, pos))
}

/// Writes `text` in a colour of its own on a rim of the halo's colour.
pub(super) fn write_in<DB: DrawingBackend>(
    area: &Area<DB>,
    view: &View,
    theme: &Theme,
    (text, color): (&str, Rgb),
    (at, pos): (Pixel, Pos),
) -> DrawResult<DB> {
    let rim = style(view, theme, theme.halo.mix(0.8), pos);
    let reach = view.device(1.5);
    for i in 0..8 {
        let angle = std::f64::consts::FRAC_PI_4 * f64::from(i);
        let beside = Pixel {
            x: at.x + reach * angle.cos(),
            y: at.y + reach * angle.sin(),
        };
        write(area, text, &rim, beside)?;
    }
    write(area, text, &style(view, theme, color.to_rgba(), pos), at)
}

/// Width and height of `text` in device pixels.
pub(super) fn measure<DB: DrawingBackend>(
    area: &Area<DB>,
    text: &str,
    style: &TextStyle,
) -> Result<(f64, f64), plotters::drawing::DrawingAreaErrorKind<DB::ErrorType>> {
    let (width, height) = area.estimate_text_size(text, style)?;
    Ok((f64::from(width), f64::from(height)))
}

/// Held at the middle of an edge: to the right of the place, to its left, below or above it.
pub(super) mod hold {
    use super::{HPos, Pos, VPos};

    /// The text begins at the place.
    pub const LEFT: Pos = Pos {
        h_pos: HPos::Left,
        v_pos: VPos::Center,
    };
    /// The text ends at the place.
    pub const RIGHT: Pos = Pos {
        h_pos: HPos::Right,
        v_pos: VPos::Center,
    };
    /// The text stands around the place.
    pub const CENTER: Pos = Pos {
        h_pos: HPos::Center,
        v_pos: VPos::Center,
    };
}
