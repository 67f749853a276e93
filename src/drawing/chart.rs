//! Charts: two quantities on a screen.

use crate::drawing::axes::Upright;
use crate::drawing::clip::Bounds;
use crate::drawing::view::{Pixel, Screen, View};
use crate::point::{Params, Region};

/// Two quantities shown on a screen, the upright one perhaps by its logarithm.
///
/// The mapping is a [`View`]'s, with the quantities in the places of m and b.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Chart {
    view: View,
    logarithmic: bool,
}

impl Chart {
    /// Shows `across` and `up` on evenly divided axes.
    pub fn new(across: [f64; 2], up: [f64; 2], screen: Screen) -> Self {
        let region = Region { m: across, b: up };
        Self {
            view: View::fit(region, screen),
            logarithmic: false,
        }
    }

    /// Shows positive numbers, from and to those whose decimal logarithms are `up`, on a
    /// logarithmic axis.
    pub fn logarithmic(across: [f64; 2], up: [f64; 2], screen: Screen) -> Self {
        Self {
            logarithmic: true,
            ..Self::new(across, up, screen)
        }
    }

    /// The ranges of x and of y on a chart with all `rows` of `[x, y]` on it, with zero where it is
    /// near.
    pub fn ranges(rows: &[[f64; 2]]) -> [[f64; 2]; 2] {
        [0, 1].map(|k| {
            let values = || rows.iter().map(|row| row[k]);
            let (low, high) = (
                values().fold(f64::INFINITY, f64::min),
                values().fold(f64::NEG_INFINITY, f64::max),
            );
            let room = 0.03 * (high - low);
            if low >= 0.0 && low < 0.25 * high {
                [0.0, high + room]
            } else {
                [low - room, high + room]
            }
        })
    }

    /// Where on the picture two values are; not a number where a logarithm has none.
    pub fn to_pixel(&self, [x, y]: [f64; 2]) -> Pixel {
        let b = if self.logarithmic { y.log10() } else { y };
        self.view.to_pixel(Params { m: x, b })
    }

    /// The values at `[x, y]` CSS pixels; `None` beside the plot.
    pub fn from_css(&self, at: [f64; 2]) -> Option<[f64; 2]> {
        let Params { m, b } = self.view.from_css(at);
        let y = if self.logarithmic { 10f64.powf(b) } else { b };
        self.view.contains_css(at).then_some([m, y])
    }

    /// The range of the horizontal axis.
    pub fn across(&self) -> [f64; 2] {
        self.view.region().m
    }

    /// Width and height of the whole picture in device pixels.
    pub fn device_size(&self) -> (u32, u32) {
        self.view.device_size()
    }

    /// The plot, without the margins, in whole device pixels.
    pub fn plot(&self) -> Bounds {
        self.view.plot()
    }

    /// Device pixels in a CSS pixel; at least 2.
    pub fn pixel_ratio(&self) -> f64 {
        self.view.pixel_ratio()
    }

    pub(super) fn view(&self) -> &View {
        &self.view
    }

    pub(super) fn upright(&self) -> Upright {
        if self.logarithmic {
            Upright::Logarithms
        } else {
            Upright::Values
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drawing::fixtures::screen;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn values_to_pixels_and_back(u in 0.01..0.99, v in 0.01..0.99, logarithmic: bool) {
            let (across, up, screen) = ([0.0, 500.0], [0.1, 20.0], screen(600.0, 300.0));
            let chart = if logarithmic {
                Chart::logarithmic(across, up.map(f64::log10), screen)
            } else {
                Chart::new(across, up, screen)
            };
            let at = [500.0 * u, 0.1 * 200f64.powf(v)];
            let Pixel { x, y } = chart.to_pixel(at);
            let [back_x, back_y] = chart.from_css([x / 2.0, y / 2.0]).expect("on the plot");
            prop_assert!((back_x - at[0]).abs() < 1e-9 && (back_y / at[1] - 1.0).abs() < 1e-9);
        }
    }

    fn of_rows(rows: &[[f64; 2]]) -> Chart {
        let [across, up] = Chart::ranges(rows);
        Chart::new(across, up, screen(600.0, 300.0))
    }

    #[test]
    fn rows_fill_the_plot_and_zero_is_shown_where_it_is_near() {
        let rows = [[0.2, 300.0], [5.0, 18_000.0], [1.0, 4000.0]];
        let chart = of_rows(&rows);
        assert!(
            rows.iter()
                .all(|row| chart.plot().contains(chart.to_pixel(*row)))
        );
        assert_eq!(chart.across()[0], 0.0);
        let years = of_rows(&[[1990.0, -1.0], [2020.0, 1.0]]);
        assert!(years.across()[0] > 1980.0);
        assert_eq!(chart.from_css([2.0, 2.0]), None);
        assert!(chart.to_pixel([f64::NAN, 0.0]).x.is_nan());
    }
}
