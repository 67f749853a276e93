//! What the surface's pixels are painted with: its colours by height, and the lines on it.

use crate::drawing::color::{Oklab, Rgb};
use crate::drawing::raster::heat;
use crate::drawing::scene::facet::{Even, Facet, Plane};
use crate::drawing::scene::heights::CELLS;
use crate::drawing::theme::Theme;

/// What is painted on the surface besides its colours.
pub(super) struct Marks<'a> {
    /// The heights (0 to 1) of the contour lines, ascending.
    pub levels: &'a [f64],
    /// Where lines run across (constant m) and away (constant b), as parts of the floor plan.
    pub grid: [&'a [f64]; 2],
}

/// Heights are looked up in tables of this many entries.
pub(super) const STEPS: usize = 1024;

/// Where the lowest height is in a table.
const LOWEST: usize = STEPS / 2;

/// How much of the lines' colour is mixed in, in 256ths: on contours, and on the grid.
const STRENGTHS: [f32; 2] = [0.8 * 256.0, 0.3 * 256.0];

/// How far the underside's colours are mixed towards grey.
const UNDERSIDE: f64 = 0.35;

/// A colour as it is mixed: red, green and blue from the lowest byte up.
type Color = u32;

fn color(rgb: Rgb) -> Color {
    u32::from_le_bytes([rgb.red, rgb.green, rgb.blue, 0])
}

/// So many 256ths of a colour: of two channels with room between them, and of the third.
#[inline]
pub(super) fn share(color: Color, of: u32) -> Color {
    const SOME: u32 = 0xff_00ff;
    const OTHER: u32 = 0xff00;
    ((((color & SOME) * of) >> 8) & SOME) | ((((color & OTHER) * of) >> 8) & OTHER)
}

/// Floats of this size are whole numbers.
const UNIT: f32 = 12_582_912.0;

/// The nearest whole number, where that is small: conversions look for what does not fit.
#[inline]
pub(super) fn whole(value: f32) -> u32 {
    (value + UNIT).to_bits() & 0x3f_ffff
}

/// Where a height is looked up.
#[inline]
pub(super) fn entry(height: f32) -> usize {
    whole(height + LOWEST as f32) as usize % (2 * STEPS)
}

/// A table by height: [`STEPS`] entries from the lowest to the highest, with copies of the first and
/// the last around them, where rounding may lead.
type Table<T> = Box<[T; 2 * STEPS]>;

fn table<T>(at: impl Fn(f64) -> T) -> Table<T> {
    let part = |i: usize| (i as f64 - LOWEST as f64) / STEPS as f64;
    Box::new(std::array::from_fn(|i| at(part(i).clamp(0.0, 1.0))))
}

/// The colours by height of a theme, for the upper side, for the underside and for what is no finite
/// number. They are mixed by their lightness, which takes longer than to paint some thousand pixels.
#[derive(Debug, Clone)]
pub(super) struct Ramps {
    pub(super) of: ([Rgb; 5], [Rgb; 2]),
    pub(super) sides: [Table<Color>; 3],
}

impl Ramps {
    /// What they are made from.
    fn key(theme: &Theme) -> ([Rgb; 5], [Rgb; 2]) {
        (theme.heat, [theme.grid, theme.not_finite])
    }

    pub(super) fn new(theme: &Theme) -> Self {
        let grey = Oklab::from(theme.grid);
        let ramp = |under: f64| {
            table(|part| color(Oklab::from(heat(theme, part)).mix(grey, under).into()))
        };
        Self {
            of: Self::key(theme),
            sides: [
                ramp(0.0),
                ramp(UNDERSIDE),
                table(|_| color(theme.not_finite)),
            ],
        }
    }
}

/// A line of the grid beside or in a row of cells: how far from the row's beginning it is, in cells,
/// and how far outside of the row.
#[derive(Debug, Clone, Copy)]
pub(super) struct GridLine {
    at: f32,
    outside: f32,
}

/// The line that is nearest to each row of cells.
fn grid_lines(lines: &[f64]) -> Vec<GridLine> {
    let beside = |cell: usize| {
        let place = |line: &f64| (line * CELLS as f64 - cell as f64) as f32;
        let middle = |line: &f32| (line - 0.5).abs();
        let nearest = lines
            .iter()
            .map(place)
            .min_by(|one, other| middle(one).total_cmp(&middle(other)));
        let at = nearest.unwrap_or(f32::INFINITY);
        GridLine {
            at,
            outside: (-at).max(at - 1.0).max(0.0),
        }
    };
    (0..CELLS).map(beside).collect()
}

/// Everything a pixel's colour is made from.
pub(super) struct Paint {
    pub(super) ramps: Ramps,
    /// The height of the nearest contour by height, all in entries.
    pub(super) contours: Table<f32>,
    /// By columns and by rows of cells.
    pub(super) grid: [Vec<GridLine>; 2],
    pub(super) contour: Color,
}

impl Paint {
    pub(super) fn new(theme: &Theme, marks: &Marks, kept: Option<Ramps>) -> Self {
        let ramps = kept.filter(|ramps| ramps.of == Ramps::key(theme));
        let nearest = |part: f64| {
            let distance = |level: &&f64| (**level - part).abs();
            let nearest = marks
                .levels
                .iter()
                .min_by(|one, other| distance(one).total_cmp(&distance(other)));
            // Without contours all are infinitely far away.
            nearest.map_or(f32::INFINITY, |level| (level * STEPS as f64) as f32)
        };
        Self {
            ramps: ramps.unwrap_or_else(|| Ramps::new(theme)),
            contours: table(nearest),
            grid: marks.grid.map(grid_lines),
            contour: color(theme.contour),
        }
    }

    /// The lines through a facet; most have none.
    #[inline]
    pub(super) fn lines(
        &self,
        facet: &Facet,
        height: Even,
        plane: &Plane,
        cell: &Cell,
    ) -> Option<Lines> {
        let mut grid = [Even::FAR; 2];
        let mut any = false;
        for (k, line) in cell.grid.iter().enumerate() {
            let [one, other] = &facet.ways;
            let way = plane.even(facet.origin.1[k] - line.at, one.2[k], other.2[k]);
            let steepness = way.steepness();
            if line.outside * line.outside <= steepness {
                let flatness = 1.0 / steepness.sqrt();
                any = true;
                grid[k] = Even {
                    at: way.at * flatness,
                    right: way.right * flatness,
                    down: way.down * flatness,
                };
            }
        }
        let (mut low, mut high) = (f32::INFINITY, f32::NEG_INFINITY);
        for corner in facet.corners {
            low = if corner.height < low {
                corner.height
            } else {
                low
            };
            high = if corner.height > high {
                corner.height
            } else {
                high
            };
        }
        let per_pixel = height.steepness().sqrt();
        let contour = self.has_contour([low, high], per_pixel);
        (any || contour).then(|| Lines {
            flatness: if contour {
                1.0 / per_pixel.max(1e-6)
            } else {
                f32::INFINITY
            },
            grid,
        })
    }

    /// Whether a contour lies between two heights, or beside them by less than `reach`.
    #[inline]
    fn has_contour(&self, [low, high]: [f32; 2], reach: f32) -> bool {
        // With a step of the table.
        let (from, to) = (low - reach - 1.0, high + reach + 1.0);
        [low, (low + high) * 0.5, high].into_iter().any(|at| {
            let line = self.contours[entry(at)];
            line >= from && line <= to
        })
    }
}

/// A cell of the net.
pub(super) struct Cell {
    pub(super) odd: bool,
    pub(super) grid: [GridLine; 2],
}

/// The lines that run through a facet, or so near that they colour a pixel of it. They are a
/// pixel wide, and fade out over one.
pub(super) struct Lines {
    /// How many pixels it takes the height to grow by an entry, where a contour is near.
    pub(super) flatness: f32,
    /// How many pixels it is to the lines of the grid.
    pub(super) grid: [Even; 2],
}

impl Lines {
    /// How much of the lines' colour a pixel has, in 256ths: so many pixels from a contour, and so
    /// far from the facet's origin.
    #[inline]
    pub(super) fn part(&self, to_contour: f32, dx: f32, dy: f32) -> u32 {
        let mut part = STRENGTHS[0] * (1.0 - to_contour);
        for line in &self.grid {
            let grid = STRENGTHS[1] * (1.0 - line.beyond(dx, dy).abs());
            part = if grid > part { grid } else { part };
        }
        if part > 0.0 { whole(part) } else { 0 }
    }
}
