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

/// How much of the contours' and of the grid's colour is mixed in on their lines.
const CONTOUR: f32 = 0.8;
const GRID: f32 = 0.3;

/// How far the underside's colours are mixed towards grey.
const UNDERSIDE: f64 = 0.35;

/// The brightness of what the light does not reach, and how much it adds where it falls upright.
const SHADE: [f32; 2] = [0.9, 0.12];

/// Colours as they are mixed.
type Color = [f32; 3];

fn color(rgb: Rgb) -> Color {
    [rgb.red, rgb.green, rgb.blue].map(f32::from)
}

/// Everything a pixel's colour is made from.
struct Paint {
    /// By height, for the upper side and the underside.
    ramps: [Vec<Color>; 2],
    /// The nearest contour's height, by height.
    nearest_level: Vec<f32>,
    nearest_line: [Vec<f32>; 2],
    contour: Color,
    not_finite: Color,
}

impl Paint {
    fn new(theme: &Theme, marks: &Marks) -> Self {
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
            ramps: [ramp(false), ramp(true)],
            nearest_level: nearest(marks.levels),
            nearest_line: marks.grid.map(nearest),
            contour: color(theme.contour),
            not_finite: color(theme.not_finite),
        }
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
        let paint = Paint::new(theme, marks);
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
        // Counterclockwise corners, with y downwards, make a negative area: the upper side.
        let under = usize::from(area > 0.0);
        let mut down = corners;
        down.sort_by(|one, other| one.y.total_cmp(&other.y).then(one.x.total_cmp(&other.x)));
        let [top, middle, bottom] = down;
        let rows = |y: f32| (y - 0.5).ceil().max(0.0) as usize;
        let (first, last) = (rows(top.y), rows(bottom.y).min(self.height));
        if first >= last {
            return;
        }
        // What each value gains with a pixel to the right and downwards.
        let mut right = [0.0; VALUES];
        let mut downwards = [0.0; VALUES];
        for k in 0..VALUES {
            let (ab, ac) = (b.values[k] - a.values[k], c.values[k] - a.values[k]);
            right[k] = (ab * acy - ac * aby) / area;
            downwards[k] = (ac * abx - ab * acx) / area;
        }
        let per_pixel = |k: usize| (right[k] * right[k] + downwards[k] * downwards[k]).sqrt();
        // Lines are as wide as a pixel wherever they are.
        let steepness = [HEIGHT, PLAN[0], PLAN[1]].map(|k| 1.0 / per_pixel(k).max(1e-9));
        let edge = |from: Corner, to: Corner, y: f32| {
            let fall = to.y - from.y;
            from.x + (to.x - from.x) * if fall > 0.0 { (y - from.y) / fall } else { 0.0 }
        };
        for row in first..last {
            let y = row as f32 + 0.5;
            let long = edge(top, bottom, y);
            let short = if y < middle.y {
                edge(top, middle, y)
            } else {
                edge(middle, bottom, y)
            };
            let column = |x: f32| (x - 0.5).ceil().max(0.0) as usize;
            let (from, to) = (
                column(long.min(short)),
                column(long.max(short)).min(self.width),
            );
            for at in from..to {
                let (dx, dy) = (at as f32 + 0.5 - a.x, y - a.y);
                let value = |k: usize| a.values[k] + dx * right[k] + dy * downwards[k];
                let place = row * self.width + at;
                let nearness = value(NEARNESS);
                if nearness <= self.nearness[place] {
                    continue;
                }
                self.nearness[place] = nearness;
                let entry = |value: f32| ((value * STEPS as f32) as usize).min(STEPS);
                let height = value(HEIGHT);
                let mut color = if odd {
                    paint.not_finite
                } else {
                    paint.ramps[under][entry(height)]
                };
                let bright = SHADE[0] + SHADE[1] * value(LIGHT);
                // How far from a line, in pixels; it fades out over one.
                let on = |distance: f32| (1.0 - distance).max(0.0);
                let level = (height - paint.nearest_level[entry(height)]).abs() * steepness[0];
                let mut line = CONTOUR * on(level);
                for k in 0..2 {
                    let along = value(PLAN[k]);
                    let far = (along - paint.nearest_line[k][entry(along)]).abs();
                    line = line.max(GRID * on(far * steepness[1 + k]));
                }
                for (channel, contour) in color.iter_mut().zip(paint.contour) {
                    let plain = *channel * bright;
                    *channel = plain + (contour - plain) * line;
                }
                let pixel = &mut self.pixels[4 * place..4 * place + 4];
                pixel.copy_from_slice(&[color[0] as u8, color[1] as u8, color[2] as u8, 255]);
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
