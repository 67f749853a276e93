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
    /// A row of the data that stands alone, and where rows are densest.
    pub rows: [Rgb; 2],
    /// The rows of the current batch.
    pub lit: Rgb,
    /// One style for each of up to eight racers.
    pub trails: [TrailStyle; STYLES],
    /// The size of all text, in CSS pixels.
    pub text_size: f64,
    /// The width of a trail, in CSS pixels.
    pub line_width: f64,
}

/// How many styles there are for trails.
pub(crate) const STYLES: usize = 8;

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
const DASHES: [&[f64]; STYLES] = [
    &[],
    &[4.0, 2.8],
    &[0.5, 2.2],
    &[5.0, 2.5, 0.5, 2.5],
    &[9.0, 3.0],
    &[2.0, 2.6],
    &[5.0, 2.5, 0.5, 2.5, 0.5, 2.5],
    &[7.0, 2.6, 2.0, 2.6],
];

const MARKERS: [Marker; STYLES] = [
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
fn trails(colors: [u32; STYLES]) -> [TrailStyle; STYLES] {
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
        theme.faded(self.color, by)
    }
}

impl Theme {
    /// The style of that number; more than there are begin again at the first.
    pub(super) fn trail(&self, style: usize) -> &TrailStyle {
        &self.trails[style % STYLES]
    }

    /// A colour faded (0 not at all, 1 wholly) into the middle of the heat map.
    pub(super) fn faded(&self, color: Rgb, by: f64) -> Rgb {
        let ground = Oklab::from(self.heat[self.heat.len() / 2]);
        Oklab::from(color).mix(ground, by).into()
    }

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
            rows: [0xb4c1d0, 0x5f7891].map(Rgb::new),
            lit: Rgb::new(0xf2b705),
            trails: trails([
                0x004f86, 0xc24a00, 0x00765a, 0xb24c98, 0x1a1a1a, 0x6b5900, 0x8a4b00, 0x5b3fc0,
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
            rows: [0x3b4b5e, 0x8aa0b8].map(Rgb::new),
            lit: Rgb::new(0xffd84a),
            trails: trails([
                0x459fe8, 0xff7f3f, 0x3dcfa0, 0xf2a9d6, 0xfafafa, 0xf0e442, 0xdc9600, 0xa79cf5,
            ]),
            text_size: 13.0,
            line_width: 2.25,
        }
    }

    /// The same theme with its marks and their names faded (0 not at all, 1 wholly) into the
    /// middle of the heat map.
    pub(super) fn fainter(&self, by: f64) -> Self {
        Self {
            ink: self.faded(self.ink, by),
            minimum: self.faded(self.minimum, by),
            start: self.faded(self.start, by),
            ..self.clone()
        }
    }

    /// The same theme with text of that size in CSS pixels; lines and markers grow with it.
    pub fn in_size(self, text_size: f64) -> Self {
        Self {
            text_size,
            line_width: self.line_width * text_size / self.text_size,
            ..self
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drawing::raster::heat;

    fn themes() -> [Theme; 4] {
        let (light, dark) = (Theme::light(), Theme::dark());
        [
            light.clone(),
            dark.clone(),
            light.for_projector(),
            dark.for_projector(),
        ]
    }

    fn grounds(theme: &Theme) -> impl Iterator<Item = Rgb> {
        (0..=100).map(|i| heat(theme, f64::from(i) / 100.0))
    }

    #[test]
    fn rows_show_on_the_ground_and_denser_ones_more() {
        for theme in themes() {
            let [lone, dense] = theme.rows.map(|color| color.contrast(theme.background));
            assert!(lone >= 1.7 && dense >= 2.0 * lone, "{lone} {dense}");
            // Lit rows have a rim of ink, so that they show on any others.
            assert!(
                theme
                    .lit
                    .contrast(theme.halo)
                    .max(theme.ink.contrast(theme.lit))
                    >= 7.0
            );
        }
    }

    #[test]
    fn the_heat_map_is_calm_and_its_lightness_runs_one_way() {
        for theme in themes() {
            let seen: Vec<Oklab> = grounds(&theme).map(Oklab::from).collect();
            let rises = seen[100].lightness > seen[0].lightness;
            for pair in seen.windows(2) {
                let step = pair[1].lightness - pair[0].lightness;
                // Colours of 8 bits may stand still for a step.
                assert!(if rises { step > -1e-3 } else { step < 1e-3 }, "{pair:?}");
            }
            assert!((seen[100].lightness - seen[0].lightness).abs() > 0.12);
            assert!(seen.iter().all(|color| color.a.hypot(color.b) < 0.06));
        }
    }

    #[test]
    fn trails_marks_and_text_stand_out_from_every_ground() {
        for theme in themes() {
            for ground in grounds(&theme) {
                for style in &theme.trails {
                    let contrast = style.color.contrast(ground);
                    assert!(
                        contrast >= 3.0,
                        "{:?} on {ground:?}: {contrast}",
                        style.color
                    );
                }
                for mark in [theme.start, theme.minimum] {
                    assert!(mark.contrast(ground) >= 7.0);
                }
                let contrast = theme.muted.contrast(ground);
                assert!(contrast >= 4.0, "labels on {ground:?}: {contrast}");
                assert!(theme.contour.contrast(ground) >= 2.0);
            }
            assert!(theme.ink.contrast(theme.background) >= 7.0);
            assert!(theme.muted.contrast(theme.background) >= 4.5);
        }
    }

    /// How people without one kind of cone see a colour: Machado, Oliveira and Fernandes,
    /// "A Physiologically-based Model for Simulation of Color Vision Deficiency" (2009).
    fn as_seen_without(cones: &[[f64; 3]; 3], color: Rgb) -> Oklab {
        let linear = color.linear();
        let [red, green, blue] =
            cones.map(|row| (0..3).map(|i| row[i] * linear[i]).sum::<f64>().max(0.0));
        Oklab::from_linear([red, green, blue])
    }

    const ALL_CONES: [[f64; 3]; 3] = [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]];
    const NO_LONG_CONES: [[f64; 3]; 3] = [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ];
    const NO_MEDIUM_CONES: [[f64; 3]; 3] = [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ];
    const NO_SHORT_CONES: [[f64; 3]; 3] = [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ];

    #[test]
    fn the_first_trails_are_told_apart_with_any_eyes() {
        for theme in themes() {
            for cones in [ALL_CONES, NO_LONG_CONES, NO_MEDIUM_CONES, NO_SHORT_CONES] {
                for i in 0..4 {
                    for j in 0..i {
                        let [one, other] =
                            [i, j].map(|k| as_seen_without(&cones, theme.trails[k].color));
                        let distance = one.distance(other);
                        assert!(distance > 0.07, "{j} and {i}: {distance} {cones:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn every_style_differs_in_colour_dash_and_marker() {
        for theme in themes() {
            for i in 0..theme.trails.len() {
                for j in 0..i {
                    let (one, other) = (theme.trails[i], theme.trails[j]);
                    assert!(Oklab::from(one.color).distance(other.color.into()) > 0.06);
                    assert_ne!(one.dash, other.dash);
                    assert_ne!(one.marker, other.marker);
                }
            }
        }
    }

    #[test]
    fn a_page_can_read_it() {
        let theme = serde_json::to_value(Theme::light()).expect("plain values");
        assert_eq!(theme["background"], "#ffffff");
        assert_eq!(theme["trails"][1]["color"], "#c24a00");
        assert_eq!(theme["trails"][4]["marker"], "triangleDown");
        assert_eq!(theme["trails"][0]["dash"], serde_json::json!([]));
        assert_eq!(theme["heat"].as_array().map(Vec::len), Some(5));
        assert_eq!(theme["textSize"], 13.0);
    }
}
