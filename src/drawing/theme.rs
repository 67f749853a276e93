//! How pictures look: colours, sizes, and a style for each trail.

use crate::drawing::color::{Oklab, Rgb};
use serde::Serialize;

/// The colours and sizes of a picture. It serializes with colours as `#rrggbb`, so that a page
/// can paint its legend with the very same ones.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Theme {
    /// Around the plot.
    pub background: Rgb,
    /// Titles and labels that name something.
    pub ink: Rgb,
    /// Numbers on the axes and contours.
    pub muted: Rgb,
    /// The frame of the plot and its ticks.
    pub grid: Rgb,
    /// Lines of equal loss.
    pub contour: Rgb,
    /// Beneath trails and labels, so that they read on any colour.
    pub halo: Rgb,
    /// The mark at the minimum.
    pub minimum: Rgb,
    /// The mark at the start.
    pub start: Rgb,
    /// The heat map, from the lowest loss to the highest. What lies between is mixed in OKLab.
    pub heat: [Rgb; 5],
    /// The heat map where the loss is no finite number.
    pub not_finite: Rgb,
    /// One style for each of up to eight racers.
    pub trails: [TrailStyle; 8],
    /// The size of all text, in CSS pixels.
    pub text_size: f64,
    /// The width of a trail, in CSS pixels.
    pub line_width: f64,
}

/// What tells one trail from the others, three times over: colour, dashes and marker.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct TrailStyle {
    /// The colour of line and marker.
    pub color: Rgb,
    /// Drawn and left open in turn, in line widths and with round ends; empty is a solid line.
    pub dash: &'static [f64],
    /// The shape at the head.
    pub marker: Marker,
}

/// The shape at the head of a trail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Marker {
    /// ●
    Circle,
    /// ■
    Square,
    /// ▲
    Triangle,
    /// ◆
    Diamond,
    /// ▼
    TriangleDown,
    /// ⬟
    Pentagon,
    /// ✚
    Plus,
    /// ★
    Star,
}

/// Round ends add a line width to each dash and take one from each gap.
const DASHES: [&[f64]; 8] = [
    &[],
    &[4.0, 2.8],
    &[0.5, 2.2],
    &[5.0, 2.5, 0.5, 2.5],
    &[9.0, 3.0],
    &[2.0, 2.6],
    &[5.0, 2.5, 0.5, 2.5, 0.5, 2.5],
    &[7.0, 2.6, 2.0, 2.6],
];

const MARKERS: [Marker; 8] = [
    Marker::Circle,
    Marker::Square,
    Marker::Triangle,
    Marker::Diamond,
    Marker::TriangleDown,
    Marker::Pentagon,
    Marker::Plus,
    Marker::Star,
];

/// The hues of Okabe and Ito ("Color Universal Design", 2008) in their order of use here, made
/// darker or lighter as the ground needs.
fn trails(colors: [u32; 8]) -> [TrailStyle; 8] {
    std::array::from_fn(|i| TrailStyle {
        color: Rgb::new(colors[i]),
        dash: DASHES[i],
        marker: MARKERS[i],
    })
}

impl TrailStyle {
    /// The colour, faded (0 not at all, 1 wholly) into the middle of the heat map.
    ///
    /// Faded lines stay opaque, so that one lying upon another is not mixed with it.
    pub(super) fn faded(&self, theme: &Theme, by: f64) -> Rgb {
        let ground = Oklab::from(theme.heat[theme.heat.len() / 2]);
        Oklab::from(self.color).mix(ground, by).into()
    }
}

impl Theme {
    /// Dark lines on a pale ground: the lowest loss is the palest.
    pub fn light() -> Self {
        Self {
            background: Rgb::new(0xffffff),
            ink: Rgb::new(0x1d2733),
            muted: Rgb::new(0x55606e),
            grid: Rgb::new(0x9aa5b1),
            contour: Rgb::new(0x5d7389),
            halo: Rgb::new(0xffffff),
            minimum: Rgb::new(0x1d2733),
            start: Rgb::new(0x1d2733),
            heat: [0xfdfbf4, 0xf1f5ec, 0xe1edec, 0xcfdfe9, 0xc0cfe2].map(Rgb::new),
            not_finite: Rgb::new(0xd9d4d0),
            trails: trails([
                0x0068a8, 0xc04a00, 0x007355, 0xa8448a, 0x1a1a1a, 0x7a6500, 0x95560a, 0x5240a8,
            ]),
            text_size: 13.0,
            line_width: 2.25,
        }
    }

    /// Bright lines on a dark ground: the lowest loss is the darkest.
    pub fn dark() -> Self {
        Self {
            background: Rgb::new(0x12171e),
            ink: Rgb::new(0xe8edf2),
            muted: Rgb::new(0xa3afbb),
            grid: Rgb::new(0x55616e),
            contour: Rgb::new(0x8fa6bc),
            halo: Rgb::new(0x0b0f14),
            minimum: Rgb::new(0xf4f7fa),
            start: Rgb::new(0xf4f7fa),
            heat: [0x10151f, 0x16222f, 0x1d2f3f, 0x283c51, 0x364964].map(Rgb::new),
            not_finite: Rgb::new(0x33302e),
            trails: trails([
                0x56b4e9, 0xff8547, 0x2cc596, 0xe79bc8, 0xf5f5f5, 0xf0e442, 0xe69f00, 0xa79cf5,
            ]),
            text_size: 13.0,
            line_width: 2.25,
        }
    }

    /// The same theme for a projector: large text, thick trails and full contrast.
    pub fn for_projector(self) -> Self {
        let (black, white) = (Rgb::new(0x000000), Rgb::new(0xffffff));
        let strongest = if black.contrast(self.background) > white.contrast(self.background) {
            black
        } else {
            white
        };
        Self {
            ink: strongest,
            muted: strongest,
            grid: self.muted,
            minimum: strongest,
            start: strongest,
            text_size: 20.0,
            line_width: 4.0,
            ..self
        }
    }
}
