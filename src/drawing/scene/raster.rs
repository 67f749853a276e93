//! Paints the net of heights: facets into a buffer of pixels, the nearest on top.

use crate::drawing::scene::camera::{Projection, Sight};
use crate::drawing::scene::facet::{Corner, Facet, Outline, Plane, is_flat, middle};
use crate::drawing::scene::heights::{CELLS, Heights};
use crate::drawing::scene::paint::{Cell, Marks, Paint, Ramps, STEPS, entry, share, whole};
use crate::drawing::theme::Theme;
#[cfg(test)]
use crate::drawing::view::Pixel;

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

/// Larger pictures are painted with larger pixels.
const MOST_PIXELS: f64 = 1.2e6;

/// The brightness of what the light does not reach, and how much it adds where it falls upright.
const SHADE: [f32; 2] = [0.9, 0.12];

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
