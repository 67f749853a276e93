//! Paints the net of heights: triangles into a buffer of pixels, the nearest on top.

use crate::drawing::color::{Oklab, Rgb};
use crate::drawing::raster::heat;
use crate::drawing::scene::camera::{Projection, Sight};
use crate::drawing::scene::heights::{CELLS, Heights};
use crate::drawing::theme::Theme;
#[cfg(test)]
use crate::drawing::view::Pixel;

/// What is painted on the surface besides its colours.
pub(super) struct Marks<'a> {
    /// The heights (0 to 1) of the contour lines, ascending.
    pub levels: &'a [f64],
    /// Where lines run across (constant m) and away (constant b), as parts of the floor plan.
    pub grid: [&'a [f64]; 2],
}

/// The picture of the surface, and how near each of its pixels is.
#[derive(Debug, Clone, Default)]
pub(super) struct Raster {
    width: usize,
    height: usize,
    /// Device pixels in a pixel.
    pub scale: f64,
    pixels: Vec<[u8; 4]>,
    nearness: Vec<f32>,
    ramps: Option<Ramps>,
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
struct Ramps {
    of: ([Rgb; 5], [Rgb; 2]),
    sides: [Table<Color>; 3],
}

impl Ramps {
    /// What they are made from.
    fn key(theme: &Theme) -> ([Rgb; 5], [Rgb; 2]) {
        (theme.heat, [theme.grid, theme.not_finite])
    }

    fn new(theme: &Theme) -> Self {
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

/// A knot of the net on the picture.
#[derive(Debug, Clone, Copy, Default)]
struct Corner {
    x: f32,
    y: f32,
    /// The first row whose middle is not above it.
    row: i32,
    nearness: f32,
    /// In entries of the tables.
    height: f32,
    /// How bright it is, in 256ths.
    bright: f32,
}

/// Heights are looked up in tables of this many entries.
const STEPS: usize = 1024;

/// Where the lowest height is in a table.
const LOWEST: usize = STEPS / 2;

/// Larger pictures are painted with larger pixels.
const MOST_PIXELS: f64 = 1.2e6;

/// How much of the lines' colour is mixed in, in 256ths: on contours, and on the grid.
const STRENGTHS: [f32; 2] = [0.8 * 256.0, 0.3 * 256.0];

/// How far the underside's colours are mixed towards grey.
const UNDERSIDE: f64 = 0.35;

/// The brightness of what the light does not reach, and how much it adds where it falls upright.
const SHADE: [f32; 2] = [0.9, 0.12];

/// A colour as it is mixed: red, green and blue from the lowest byte up.
type Color = u32;

fn color(rgb: Rgb) -> Color {
    u32::from_le_bytes([rgb.red, rgb.green, rgb.blue, 0])
}

/// So many 256ths of a colour: of two channels with room between them, and of the third.
#[inline]
fn share(color: Color, of: u32) -> Color {
    const SOME: u32 = 0xff_00ff;
    const OTHER: u32 = 0xff00;
    ((((color & SOME) * of) >> 8) & SOME) | ((((color & OTHER) * of) >> 8) & OTHER)
}

/// Floats of this size are whole numbers.
const UNIT: f32 = 12_582_912.0;

/// The nearest whole number, where that is small: conversions look for what does not fit.
#[inline]
fn whole(value: f32) -> u32 {
    (value + UNIT).to_bits() & 0x3f_ffff
}

/// Where a height is looked up.
#[inline]
fn entry(height: f32) -> usize {
    whole(height + LOWEST as f32) as usize % (2 * STEPS)
}

/// The sides of a facet from its top down, one way around.
struct Outline<'a> {
    corners: &'a [&'a Corner],
    /// The lower end of the side that is followed, and how far on the next corner is.
    end: usize,
    next: usize,
    /// The first column whose middle is not left of the side, and how it changes with a row.
    column: i32,
    step: i32,
}

/// The binary digits that columns have after the point.
const FRACTION: u32 = 16;

impl<'a> Outline<'a> {
    fn new(corners: &'a [&'a Corner], top: usize, next: usize) -> Self {
        Self {
            corners,
            end: top,
            next,
            column: 0,
            step: 0,
        }
    }

    /// Where it crosses the middle of a row; the rows follow each other.
    #[inline]
    fn cross(&mut self, row: i32) -> i32 {
        const ONE: f32 = (1 << FRACTION) as f32;
        while row >= self.corners[self.end].row {
            let from = self.corners[self.end];
            self.end = (self.end + self.next) % self.corners.len();
            let to = self.corners[self.end];
            // It depends on nothing but the side, so that neighbours leave no gap.
            let step = (to.x - from.x) / (to.y - from.y) * ONE;
            self.column = ((from.x + 0.5) * ONE + (row as f32 + 0.5 - from.y) * step) as i32;
            self.step = step as i32;
        }
        let column = self.column >> FRACTION;
        self.column = self.column.wrapping_add(self.step);
        column
    }
}

/// A line of the grid beside or in a row of cells: how far from the row's beginning it is, in cells,
/// and how far outside of the row.
#[derive(Debug, Clone, Copy)]
struct GridLine {
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
struct Paint {
    ramps: Ramps,
    /// The height of the nearest contour by height, all in entries.
    contours: Table<f32>,
    /// By columns and by rows of cells.
    grid: [Vec<GridLine>; 2],
    contour: Color,
}

impl Paint {
    fn new(theme: &Theme, marks: &Marks, kept: Option<Ramps>) -> Self {
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
    fn lines(&self, facet: &Facet, height: Even, plane: &Plane, cell: &Cell) -> Option<Lines> {
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

/// How far a cell may be from flat to be painted in one piece, in entries of the tables and in
/// 256ths of brightness: half of what can be told apart.
const FLAT: [f32; 2] = [0.5, 1.0];

/// Whether a cell is convex on the picture and flat.
#[inline]
fn is_flat([low, right, high, left]: [&Corner; 4]) -> bool {
    let turn = |one: &Corner, other: &Corner| {
        (one.x - low.x) * (other.y - low.y) - (one.y - low.y) * (other.x - low.x)
    };
    let halves = [turn(right, high), turn(high, left)];
    let across = turn(right, left);
    let twist = |value: fn(&Corner) -> f32| value(low) + value(high) - value(right) - value(left);
    halves[0] * halves[1] > 0.0
        && halves[0] * across > 0.0
        && halves[0] * (halves[0] + halves[1] - across) > 0.0
        && twist(|corner| corner.height).abs() < FLAT[0]
        && twist(|corner| corner.bright).abs() < FLAT[1]
}

/// The middle of a cell.
fn middle(corners: [&Corner; 4]) -> Corner {
    let mean = |value: fn(&Corner) -> f32| {
        let [a, b, c, d] = corners.map(value);
        (a + b + c + d) * 0.25
    };
    Corner {
        x: mean(|corner| corner.x),
        y: mean(|corner| corner.y),
        row: 0,
        nearness: mean(|corner| corner.nearness),
        height: mean(|corner| corner.height),
        bright: mean(|corner| corner.bright),
    }
}

/// What runs evenly over a facet: its value at the facet's origin, and what it gains with a pixel to the
/// right and downwards.
#[derive(Clone, Copy)]
struct Even {
    at: f32,
    right: f32,
    down: f32,
}

impl Even {
    /// Nowhere near.
    const FAR: Self = Self {
        at: 2.0,
        right: 0.0,
        down: 0.0,
    };

    /// The value so many pixels from the origin.
    #[inline]
    fn beyond(self, dx: f32, dy: f32) -> f32 {
        self.at + dx * self.right + dy * self.down
    }

    /// What it gains along the steepest way, squared.
    #[inline]
    fn steepness(self) -> f32 {
        self.right * self.right + self.down * self.down
    }
}

/// From one corner of a cell to another, and how many cells that is across and away.
type Way<'a> = (&'a Corner, &'a Corner, [f32; 2]);

/// A convex part of a cell, which is painted in one piece.
struct Facet<'a> {
    corners: &'a [&'a Corner],
    /// A place of it, and where in the cell that is.
    origin: (&'a Corner, [f32; 2]),
    /// Two ways that say how values change.
    ways: [Way<'a>; 2],
}

/// What two ways are on the picture.
struct Plane {
    ways: [[f32; 2]; 2],
    per_area: f32,
}

impl Plane {
    /// What has a value at a place and gains so much on each way.
    #[inline]
    fn even(&self, at: f32, gain: f32, other: f32) -> Even {
        let ([x, y], [other_x, other_y]) = (self.ways[0], self.ways[1]);
        Even {
            at,
            right: (gain * other_y - other * y) * self.per_area,
            down: (other * x - gain * other_x) * self.per_area,
        }
    }
}

/// The lines that run through a facet, or so near that they colour a pixel of it. They are a
/// pixel wide, and fade out over one.
struct Lines {
    /// How many pixels it takes the height to grow by an entry, where a contour is near.
    flatness: f32,
    /// How many pixels it is to the lines of the grid.
    grid: [Even; 2],
}

impl Lines {
    /// How much of the lines' colour a pixel has, in 256ths: so many pixels from a contour, and so
    /// far from the facet's origin.
    #[inline]
    fn part(&self, to_contour: f32, dx: f32, dy: f32) -> u32 {
        let mut part = STRENGTHS[0] * (1.0 - to_contour);
        for line in &self.grid {
            let grid = STRENGTHS[1] * (1.0 - line.beyond(dx, dy).abs());
            part = if grid > part { grid } else { part };
        }
        if part > 0.0 { whole(part) } else { 0 }
    }
}

/// A cell of the net.
struct Cell {
    odd: bool,
    grid: [GridLine; 2],
}

impl Raster {
    /// Paints the surface for a picture of `size` device pixels with `ratio` to a CSS pixel.
    pub fn paint(
        &mut self,
        (size, ratio): ((u32, u32), f64),
        heights: &Heights,
        eye: &Projection,
        theme: &Theme,
        marks: &Marks,
    ) {
        let (across, down) = (f64::from(size.0), f64::from(size.1));
        self.scale = ratio.max((across * down / MOST_PIXELS).sqrt());
        self.width = (across / self.scale).ceil().max(1.0) as usize;
        self.height = (down / self.scale).ceil().max(1.0) as usize;
        self.pixels.clear();
        self.pixels.resize(self.width * self.height, [0; 4]);
        self.nearness.clear();
        self.nearness.resize(self.width * self.height, 0.0);
        let paint = Paint::new(theme, marks, self.ramps.take());
        let light = eye.light();
        let per_scale = 1.0 / self.scale;
        let corner = |i: usize, j: usize| {
            let plan = [i, j].map(|k| k as f64 / CELLS as f64);
            let height = heights.knot(i, j);
            let Sight { at, nearness } = eye.see(eye.spot(plan, f64::from(height)));
            let light = heights.light(i, j, eye, light);
            let y = (at.y * per_scale) as f32;
            Corner {
                x: (at.x * per_scale) as f32,
                y,
                row: (y - 0.5).ceil() as i32,
                nearness: nearness as f32,
                height: height * STEPS as f32,
                bright: (SHADE[0] + SHADE[1] * light) * 256.0,
            }
        };
        let mut near = [Corner::default(); CELLS + 1];
        let mut far = near;
        for (i, knot) in far.iter_mut().enumerate() {
            *knot = corner(i, 0);
        }
        for j in 0..CELLS {
            near = far;
            for (i, knot) in far.iter_mut().enumerate() {
                *knot = corner(i, j + 1);
            }
            for i in 0..CELLS {
                let cell = Cell {
                    odd: heights.is_odd(i, j),
                    grid: [paint.grid[0][i], paint.grid[1][j]],
                };
                let corners = [&near[i], &near[i + 1], &far[i + 1], &far[i]];
                let [low, right, high, left] = corners;
                let rising = (low, high, [1.0, 1.0]);
                if is_flat(corners) {
                    let middle = middle(corners);
                    let facet = Facet {
                        corners: &corners,
                        origin: (&middle, [0.5, 0.5]),
                        ways: [rising, (right, left, [-1.0, 1.0])],
                    };
                    self.facet(&facet, &cell, &paint);
                } else {
                    let origin = (low, [0.0, 0.0]);
                    for (corners, ways) in [
                        ([low, right, high], [(low, right, [1.0, 0.0]), rising]),
                        ([low, high, left], [rising, (low, left, [0.0, 1.0])]),
                    ] {
                        let corners = &corners;
                        self.facet(
                            &Facet {
                                corners,
                                origin,
                                ways,
                            },
                            &cell,
                            &paint,
                        );
                    }
                }
            }
        }
        self.ramps = Some(paint.ramps);
    }

    /// Width and height in pixels.
    pub fn size(&self) -> (usize, usize) {
        (self.width, self.height)
    }

    /// Red, green, blue and alpha of each pixel, row by row from the top left; clear beside the
    /// surface.
    pub fn pixels(&self) -> &[u8] {
        self.pixels.as_flattened()
    }

    /// Whether the surface is in front of what is seen there. Next to a pixel that is not, it
    /// counts as not: what lies on the surface is not hidden by its own place.
    #[inline]
    pub fn hides(&self, Sight { at, nearness }: Sight) -> bool {
        let (x, y) = ((at.x / self.scale) as isize, (at.y / self.scale) as isize);
        // Rounding of 32-bit numbers must not hide anything.
        let nearness = nearness as f32 * (1.0 + 1e-5);
        (-1..=1).all(|dy| {
            (-1..=1).all(|dx| {
                let (x, y) = (x + dx, y + dy);
                if x < 0 || y < 0 || x >= self.width as isize || y >= self.height as isize {
                    return true;
                }
                self.nearness[y as usize * self.width + x as usize] > nearness
            })
        })
    }

    /// Paints what of a facet is nearer than what is there already.
    fn facet(&mut self, facet: &Facet, cell: &Cell, paint: &Paint) {
        let [(a, b, _), (c, d, _)] = facet.ways;
        let ways = [[b.x - a.x, b.y - a.y], [d.x - c.x, d.y - c.y]];
        let area = ways[0][0] * ways[1][1] - ways[0][1] * ways[1][0];
        if area == 0.0 || !area.is_finite() {
            return;
        }
        let (corners, mut top, mut last) = (facet.corners, 0, i32::MIN);
        for (i, corner) in corners.iter().enumerate() {
            top = if corner.row < corners[top].row {
                i
            } else {
                top
            };
            last = last.max(corner.row);
        }
        let (first, last) = (corners[top].row.max(0), last.min(self.height as i32));
        if first >= last {
            return;
        }
        let plane = Plane {
            ways,
            per_area: 1.0 / area,
        };
        let origin = facet.origin.0;
        let nearness = plane.even(
            origin.nearness,
            b.nearness - a.nearness,
            d.nearness - c.nearness,
        );
        let height = plane.even(origin.height, b.height - a.height, d.height - c.height);
        let bright = plane.even(origin.bright, b.bright - a.bright, d.bright - c.bright);
        // Counterclockwise corners, with y downwards, make a negative area: the upper side.
        let side = if cell.odd { 2 } else { usize::from(area > 0.0) };
        let ramp = &*paint.ramps.sides[side];
        let lines = paint.lines(facet, height, &plane, cell);
        let mut one = Outline::new(corners, top, 1);
        let mut other = Outline::new(corners, top, corners.len() - 1);
        for row in first..last {
            let (one, other) = (one.cross(row), other.cross(row));
            let (from, to) = if one < other {
                (one, other)
            } else {
                (other, one)
            };
            let (from, to) = (from.max(0), to.min(self.width as i32));
            if from >= to {
                continue;
            }
            let (dx, dy) = (from as f32 + 0.5 - origin.x, row as f32 + 0.5 - origin.y);
            let mut near = nearness.beyond(dx, dy);
            let mut high = height.beyond(dx, dy);
            let mut lit = bright.beyond(dx, dy);
            let begin = row as usize * self.width + from as usize;
            let end = begin + (to - from) as usize;
            let nearest = &mut self.nearness[begin..end];
            let pixels = &mut self.pixels[begin..end];
            for i in 0..nearest.len() {
                if near > nearest[i] {
                    nearest[i] = near;
                    let at = entry(high);
                    let mut color = share(ramp[at], whole(lit).min(256));
                    if let Some(lines) = &lines {
                        let to_contour = (high - paint.contours[at]).abs() * lines.flatness;
                        let part = lines.part(to_contour, dx + i as f32, dy);
                        color = share(color, 256 - part) + share(paint.contour, part);
                    }
                    pixels[i] = (color | 0xff00_0000).to_le_bytes();
                }
                near += nearness.right;
                high += height.right;
                lit += bright.right;
            }
        }
    }

    /// The place of the middle of a pixel on the picture.
    #[cfg(test)]
    pub fn place(&self, column: usize, row: usize) -> Pixel {
        Pixel {
            x: (column as f64 + 0.5) * self.scale,
            y: (row as f64 + 0.5) * self.scale,
        }
    }

    /// How near the surface is in a pixel; 0 beside it.
    #[cfg(test)]
    pub fn nearness(&self, column: usize, row: usize) -> f64 {
        f64::from(self.nearness[row * self.width + column])
    }
}
