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
    pixels: Vec<u8>,
    nearness: Vec<f32>,
    ramps: Option<Ramps>,
}

/// The colours by height of a theme, for the upper side and the underside. They are mixed by their
/// lightness, which takes longer than to paint some thousand pixels.
#[derive(Debug, Clone)]
struct Ramps {
    of: ([Rgb; 5], Rgb),
    sides: [Vec<Color>; 2],
}

impl Ramps {
    /// What they are made from.
    fn key(theme: &Theme) -> ([Rgb; 5], Rgb) {
        (theme.heat, theme.grid)
    }

    fn new(theme: &Theme) -> Self {
        let grey = Oklab::from(theme.grid);
        let ramp = |under: bool| -> Vec<Color> {
            (0..=STEPS)
                .map(|i| heat(theme, i as f64 / STEPS as f64))
                .map(|rgb| {
                    let by = if under { UNDERSIDE } else { 0.0 };
                    color(Oklab::from(rgb).mix(grey, by).into())
                })
                .collect()
        };
        Self {
            of: Self::key(theme),
            sides: [ramp(false), ramp(true)],
        }
    }
}

/// A corner of a triangle: place, nearness, height, light and place on the floor plan.
#[derive(Debug, Clone, Copy)]
struct Corner {
    x: f32,
    y: f32,
    values: [f32; VALUES],
}

/// Nearness, height, light, u and v: what runs evenly over a triangle.
const VALUES: usize = 5;
const NEARNESS: usize = 0;
const HEIGHT: usize = 1;
const LIGHT: usize = 2;
const PLAN: [usize; 2] = [3, 4];

/// Heights are looked up in tables of this many entries.
const STEPS: usize = 1024;

/// Larger pictures are painted with larger pixels.
const MOST_PIXELS: f64 = 1.2e6;

/// How much of the lines' colour is mixed in: on contours, and on the two ways of the grid.
const STRENGTHS: [f32; 3] = [0.8, 0.3, 0.3];

/// How far the underside's colours are mixed towards grey.
const UNDERSIDE: f64 = 0.35;

/// The brightness of what the light does not reach, and how much it adds where it falls upright.
const SHADE: [f32; 2] = [0.9, 0.12];

/// Colours as they are mixed, each channel from 0 to 255.
type Color = [i32; 3];

fn color(rgb: Rgb) -> Color {
    [rgb.red, rgb.green, rgb.blue].map(i32::from)
}

/// Where a part from 0 to 1 is looked up.
#[inline]
fn entry(part: f32) -> usize {
    ((part * STEPS as f32) as usize).min(STEPS)
}

/// The corners from the top down, those at one height from the left.
#[inline]
fn sorted([a, b, c]: [Corner; 3]) -> [Corner; 3] {
    let is_first = |one: &Corner, other: &Corner| (one.y, one.x) <= (other.y, other.x);
    let (a, b) = if is_first(&a, &b) { (a, b) } else { (b, a) };
    let (b, c) = if is_first(&b, &c) { (b, c) } else { (c, b) };
    let (a, b) = if is_first(&a, &b) { (a, b) } else { (b, a) };
    [a, b, c]
}

/// The lines that run through a triangle, or so near that they colour a pixel of it.
struct Lines {
    /// How many pixels it takes each of height, u and v to grow by 1; 0 where no line is near.
    flatness: [f32; 3],
}

impl Lines {
    /// How much of the lines' colour a pixel has: they are a pixel wide, and fade out over one.
    #[inline]
    fn part(&self, values: &[f32; VALUES], paint: &Paint) -> f32 {
        let mut part = 0.0_f32;
        for (k, value) in [HEIGHT, PLAN[0], PLAN[1]].into_iter().enumerate() {
            let flatness = self.flatness[k];
            if flatness > 0.0 {
                let at = values[value];
                let distance = (at - paint.nearest[k][entry(at)]).abs() * flatness;
                part = part.max(STRENGTHS[k] * (1.0 - distance).max(0.0));
            }
        }
        part
    }
}

/// Everything a pixel's colour is made from.
struct Paint {
    ramps: Ramps,
    /// The nearest contour by height, and the nearest lines of the grid by u and by v.
    nearest: [Vec<f32>; 3],
    contour: Color,
    not_finite: Color,
}

impl Paint {
    fn new(theme: &Theme, marks: &Marks, kept: Option<Ramps>) -> Self {
        let ramps = kept.filter(|ramps| ramps.of == Ramps::key(theme));
        let nearest = |lines: &[f64]| -> Vec<f32> {
            (0..=STEPS)
                .map(|i| i as f64 / STEPS as f64)
                .map(|at| {
                    let distance = |line: &&f64| (**line - at).abs();
                    let nearer =
                        |one: &&f64, other: &&f64| distance(one).total_cmp(&distance(other));
                    // Without lines all are infinitely far away.
                    lines
                        .iter()
                        .min_by(nearer)
                        .map_or(f32::INFINITY, |line| *line as f32)
                })
                .collect()
        };
        Self {
            ramps: ramps.unwrap_or_else(|| Ramps::new(theme)),
            nearest: [marks.levels, marks.grid[0], marks.grid[1]].map(nearest),
            contour: color(theme.contour),
            not_finite: color(theme.not_finite),
        }
    }

    /// The lines through a triangle; most have none.
    #[inline]
    fn lines_through(&self, corners: &[Corner; 3], gains: &[(f32, f32); VALUES]) -> Option<Lines> {
        let flatness = std::array::from_fn(|k| {
            let value = [HEIGHT, PLAN[0], PLAN[1]][k];
            let [a, b, c] = corners.map(|corner| corner.values[value]);
            let (low, high) = (a.min(b).min(c), a.max(b).max(c));
            let (right, down) = gains[value];
            let per_pixel = (right * right + down * down).sqrt().max(1e-9);
            // With a pixel on either side, and a step of the table.
            let reach = per_pixel + 1.0 / STEPS as f32;
            let is_near = [low, (low + high) / 2.0, high].into_iter().any(|at| {
                let line = self.nearest[k][entry(at)];
                line >= low - reach && line <= high + reach
            });
            if is_near { 1.0 / per_pixel } else { 0.0 }
        });
        (flatness != [0.0; 3]).then_some(Lines { flatness })
    }
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
        self.pixels.resize(4 * self.width * self.height, 0);
        self.nearness.clear();
        self.nearness.resize(self.width * self.height, 0.0);
        let paint = Paint::new(theme, marks, self.ramps.take());
        let light = eye.light();
        let scale = self.scale;
        let row = |j: usize| -> Vec<Corner> {
            (0..=CELLS)
                .map(|i| {
                    let plan = [i, j].map(|k| k as f64 / CELLS as f64);
                    let height = heights.knot(i, j);
                    let Sight { at, nearness } = eye.see(eye.spot(plan, f64::from(height)));
                    let light = heights.light(i, j, eye, light);
                    Corner {
                        x: (at.x / scale) as f32,
                        y: (at.y / scale) as f32,
                        values: [
                            nearness as f32,
                            height,
                            light,
                            plan[0] as f32,
                            plan[1] as f32,
                        ],
                    }
                })
                .collect()
        };
        let mut near = row(0);
        for j in 0..CELLS {
            let far = row(j + 1);
            for i in 0..CELLS {
                let odd = heights.is_odd(i, j);
                let (low, high) = (near[i], far[i + 1]);
                self.triangle([low, near[i + 1], high], odd, &paint);
                self.triangle([low, high, far[i]], odd, &paint);
            }
            near = far;
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
        &self.pixels
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

    fn triangle(&mut self, corners: [Corner; 3], odd: bool, paint: &Paint) {
        let [a, b, c] = corners;
        let (abx, aby, acx, acy) = (b.x - a.x, b.y - a.y, c.x - a.x, c.y - a.y);
        let area = abx * acy - aby * acx;
        if area == 0.0 || !area.is_finite() {
            return;
        }
        let [top, middle, bottom] = sorted(corners);
        let pixels = |at: f32| (at - 0.5).ceil().max(0.0) as usize;
        let (first, last) = (pixels(top.y), pixels(bottom.y).min(self.height));
        if first >= last {
            return;
        }
        // What each value gains with a pixel to the right and downwards.
        let per_area = 1.0 / area;
        let gain = |k: usize| {
            let (ab, ac) = (b.values[k] - a.values[k], c.values[k] - a.values[k]);
            let right = (ab * acy - ac * aby) * per_area;
            (right, (ac * abx - ab * acx) * per_area)
        };
        let gains: [(f32, f32); VALUES] = std::array::from_fn(gain);
        // Counterclockwise corners, with y downwards, make a negative area: the upper side.
        let ramp = &paint.ramps.sides[usize::from(area > 0.0)];
        let lines = paint.lines_through(&corners, &gains);
        let slope = |from: Corner, to: Corner| (to.x - from.x) / (to.y - from.y).max(1e-12);
        let (long, upper, lower) = (
            slope(top, bottom),
            slope(top, middle),
            slope(middle, bottom),
        );
        for row in first..last {
            let y = row as f32 + 0.5;
            let one = top.x + (y - top.y) * long;
            let other = if y < middle.y {
                top.x + (y - top.y) * upper
            } else {
                middle.x + (y - middle.y) * lower
            };
            let (from, to) = (
                pixels(one.min(other)),
                pixels(one.max(other)).min(self.width),
            );
            if from >= to {
                continue;
            }
            let (dx, dy) = (from as f32 + 0.5 - a.x, y - a.y);
            let mut values: [f32; VALUES] =
                std::array::from_fn(|k| a.values[k] + dx * gains[k].0 + dy * gains[k].1);
            let row = row * self.width;
            let nearness = &mut self.nearness[row + from..row + to];
            let pixels = self.pixels[4 * (row + from)..4 * (row + to)].chunks_exact_mut(4);
            for (nearest, pixel) in nearness.iter_mut().zip(pixels) {
                if values[NEARNESS] > *nearest {
                    *nearest = values[NEARNESS];
                    let color = if odd {
                        &paint.not_finite
                    } else {
                        &ramp[entry(values[HEIGHT])]
                    };
                    let bright = (SHADE[0] + SHADE[1] * values[LIGHT]) * 256.0;
                    let mut shaded = color.map(|channel| (channel * bright as i32) >> 8);
                    if let Some(lines) = &lines {
                        let part = (lines.part(&values, paint) * 256.0) as i32;
                        for (channel, line) in shaded.iter_mut().zip(paint.contour) {
                            *channel += ((line - *channel) * part) >> 8;
                        }
                    }
                    let [red, green, blue] = shaded.map(|channel| channel.clamp(0, 255) as u8);
                    pixel.copy_from_slice(&[red, green, blue, 255]);
                }
                for (value, (right, _)) in values.iter_mut().zip(gains) {
                    *value += right;
                }
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
