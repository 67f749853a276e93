//! The frame of the plot, its ticks and what they are called.

use crate::drawing::surface::{Area, DrawResult};
use crate::drawing::text::{self, hold};
use crate::drawing::theme::Theme;
use crate::drawing::ticks::Ticks;
use crate::drawing::view::{Pixel, View};
use crate::point::Params;
use plotters::backend::DrawingBackend;
use plotters::drawing::DrawingAreaErrorKind;
use plotters::element::PathElement;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, TextStyle};

/// What the two axes are called.
#[derive(Debug, Clone, PartialEq)]
pub struct AxisTitles {
    /// The horizontal axis.
    pub m: AxisTitle,
    /// The vertical axis.
    pub b: AxisTitle,
}

/// What one axis is called.
#[derive(Debug, Clone, PartialEq)]
pub struct AxisTitle {
    /// Its name, such as "m (slope)".
    pub name: String,
    /// Its unit, such as "dollars per carat"; empty where there is none.
    pub unit: String,
    /// How its numbers come from the values.
    pub reading: Reading,
}

/// The numbers at an axis, made from the values along it: factor · value + offset.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reading {
    /// Not zero.
    pub factor: f64,
    /// What is read at the value 0.
    pub offset: f64,
}

impl Default for Reading {
    /// The values themselves.
    fn default() -> Self {
        Self {
            factor: 1.0,
            offset: 0.0,
        }
    }
}

impl Reading {
    pub(super) fn of(self, value: f64) -> f64 {
        self.factor * value + self.offset
    }

    fn value(self, read: f64) -> f64 {
        (read - self.offset) / self.factor
    }
}

impl AxisTitles {
    /// "m (slope)" and "b (intercept)" in the given units.
    pub fn of_line(m_unit: &str, b_unit: &str) -> Self {
        let title = |name: &str, unit: &str| AxisTitle {
            name: name.to_owned(),
            unit: unit.to_owned(),
            reading: Reading::default(),
        };
        Self {
            m: title("m (slope)", m_unit),
            b: title("b (intercept)", b_unit),
        }
    }
}

impl AxisTitle {
    /// A title without a unit.
    pub fn plain(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            unit: String::new(),
            reading: Reading::default(),
        }
    }

    /// Name, unit and note; without the unit where there is no room for all three, since the
    /// note is needed to read the numbers.
    pub(super) fn fitting<DB: DrawingBackend>(
        &self,
        area: &Area<DB>,
        note: Option<&str>,
        room: f64,
        style: &TextStyle,
    ) -> Result<String, DrawingAreaErrorKind<DB::ErrorType>> {
        let joined = |parts: [&str; 3]| {
            let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
            parts.join(", ")
        };
        let note = note.unwrap_or_default();
        let whole = joined([&self.name, &self.unit, note]);
        if text::measure(area, &whole, style)?.0 <= room {
            return Ok(whole);
        }
        Ok(joined([&self.name, "", note]))
    }
}

/// The length of a tick in CSS pixels.
const TICK: f64 = 5.0;

/// The width of a digit in ems, in a wide font.
const DIGIT: f64 = 0.62;

/// What the numbers up the vertical axis are.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Upright {
    /// The values themselves.
    Values,
    /// Their decimal logarithms; the labels say the values.
    Logarithms,
}

/// Draws frame, ticks, labels and titles of a surface.
pub(super) fn draw<DB: DrawingBackend>(
    area: &Area<DB>,
    view: &View,
    theme: &Theme,
    titles: &AxisTitles,
) -> DrawResult<DB> {
    draw_around(area, view, theme, (&titles.m, &titles.b), Upright::Values)
}

/// Draws frame, ticks, labels and titles: that of the horizontal axis, then the other.
pub(super) fn draw_around<DB: DrawingBackend>(
    area: &Area<DB>,
    view: &View,
    theme: &Theme,
    titles: (&AxisTitle, &AxisTitle),
    upright: Upright,
) -> DrawResult<DB> {
    let (plot, region) = (view.plot(), view.region());
    let line = theme.grid.stroke_width(view.device(1.0).round() as u32);
    let tick = view.device(TICK).round();
    let gap = view.device(0.3 * theme.text_size);
    let pixel = |x: f64, y: f64| (x.round() as i32, y.round() as i32);
    let frame = [
        pixel(plot.left, plot.top),
        pixel(plot.right, plot.top),
        pixel(plot.right, plot.bottom),
        pixel(plot.left, plot.bottom),
        pixel(plot.left, plot.top),
    ];
    area.draw(&PathElement::new(frame, line))?;

    let count = |device: f64, apart: f64| {
        (device / view.device(apart * theme.text_size)).clamp(2.0, 14.0) as usize
    };
    // How many digits there is room for beside the plot, and between two ticks below it.
    let room = (plot.left - tick - gap) / view.device(DIGIT * theme.text_size);
    let (along, upwards) = (titles.0.reading, titles.1.reading);
    let shown = region.m.map(|value| along.of(value));
    let across = Ticks::over(shown, count(plot.width(), 5.0), 8.0);
    let most = count(plot.height(), 3.6);
    let up = match upright {
        Upright::Values => {
            let shown = region.b.map(|value| upwards.of(value));
            Ticks::over(shown, most, room)
        }
        Upright::Logarithms => Ticks::logarithmic(region.b, most, room),
    };
    let (width, height) = view.device_size();
    let below = Pos::new(HPos::Center, VPos::Top);
    let number = |pos| text::style(view, theme, theme.muted.to_rgba(), pos);
    for (read, label) in &across.marks {
        let x = view
            .to_pixel(Params::new(along.value(*read), region.b[0]))
            .x;
        let ends = [pixel(x, plot.bottom), pixel(x, plot.bottom + tick)];
        area.draw(&PathElement::new(ends, line))?;
        // The last label may be wider than the margin beside the plot.
        let half = text::measure(area, label, &number(below))?.0 / 2.0;
        let at = Pixel {
            x: x.min(f64::from(width) - half).max(half),
            y: plot.bottom + tick + gap,
        };
        text::write(area, label, &number(below), at)?;
    }
    for (read, label) in &up.marks {
        let y = view
            .to_pixel(Params::new(region.m[0], upwards.value(*read)))
            .y;
        let ends = [pixel(plot.left - tick, y), pixel(plot.left, y)];
        area.draw(&PathElement::new(ends, line))?;
        let at = Pixel {
            x: plot.left - tick - gap,
            y,
        };
        text::write(area, label, &number(hold::RIGHT), at)?;
    }

    // Both titles are written along the lines of the page: turned text is slow to read.
    let name = |pos| text::style(view, theme, theme.ink.to_rgba(), pos);
    let edge = view.device(0.6 * theme.text_size);
    let room = f64::from(width) - 2.0 * edge;
    let (beside, along) = (hold::LEFT, Pos::new(HPos::Right, VPos::Bottom));
    text::write(
        area,
        &titles
            .1
            .fitting(area, up.note.as_deref(), room, &name(beside))?,
        &name(beside),
        Pixel {
            x: edge,
            y: plot.top / 2.0,
        },
    )?;
    text::write(
        area,
        &titles
            .0
            .fitting(area, across.note.as_deref(), room, &name(along))?,
        &name(along),
        Pixel {
            x: plot.right,
            y: f64::from(height) - view.device(0.35 * theme.text_size),
        },
    )
}
