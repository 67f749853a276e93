//! What is hidden of trails by newer parts of them and by other trails.

use crate::drawing::view::View;
use std::rc::Rc;

/// A bit for each cell of the plot: whether a line paints it.
///
/// A trail that jitters around the minimum paints the same few pixels thousands of times over.
/// From its head backwards, a segment is left out where newer ones already paint the cells that
/// it runs through. Of what is left, a stroke is drawn where those above it leave more of it open
/// than a speck. All that changes is the rim of a scribble, by a fraction of a line's width.
#[derive(Debug, Clone)]
pub(super) struct Cover {
    grid: Grid,
    /// The cells in tiles of 8 by 8, row after row.
    tiles: Vec<u64>,
    /// The tiles with a bit set: far fewer than there are on a large screen.
    touched: Vec<usize>,
    /// A cell and the four beside it, which a segment paints.
    plus: Rc<Shape>,
    /// The pens that were used.
    nibs: Vec<Rc<Nib>>,
}

/// The cells of a plot and of a margin around it.
#[derive(Debug, Clone, Copy)]
struct Grid {
    left: f64,
    top: f64,
    cell: f64,
    /// What a device pixel is in parts of a cell.
    per_pixel: f64,
    /// So many tiles lie side by side.
    across: usize,
}

/// A cell: its tile and its place in that.
type Cell = (usize, usize);

/// What a pen paints around a cell, for each of the 64 places that the cell may have in its tile:
/// how far on from that the tiles are, and which of their bits.
#[derive(Debug, Clone)]
struct Shape {
    tiles: Vec<(usize, u64)>,
    /// Where those of each place begin, and where all end.
    begins: [usize; 65],
}

/// A round pen.
#[derive(Debug)]
pub(super) struct Nib {
    width: u32,
    disc: Shape,
    /// The same without its rim, on which alone a stroke is not worth drawing.
    core: Shape,
    /// Put down every so many cells of a line, it leaves out half a cell of the rim.
    stride: i32,
}

/// So many cells are there on each side beyond the plot, in which strokes end.
const MARGIN: usize = 32;

/// The side of a cell in CSS pixels. A line is more than four of them wide, so that it paints the
/// cells that it runs through and those beside them.
const CELL: f64 = 0.5;

/// A segment that adds fewer cells is not worth drawing.
const FEWEST: usize = 2;

/// The rim of a stroke, in cells.
const RIM: f64 = 0.5;

/// A stroke is not worth drawing where a pen finds fewer open cells on its way, those counted
/// again that it comes back to: a speck of less than a CSS pixel.
const SPECK: u32 = 8;

/// Cells are counted in whole numbers with this many binary places.
const PLACES: u32 = 16;

impl Cover {
    /// No cell is covered yet.
    pub fn new(view: &View) -> Self {
        let (plot, cell) = (view.plot(), view.device(CELL));
        let tiles = |length: f64| ((length / cell) as usize + 1 + 2 * MARGIN).div_ceil(8);
        let grid = Grid {
            left: plot.left - MARGIN as f64 * cell,
            top: plot.top - MARGIN as f64 * cell,
            cell,
            per_pixel: f64::from(1 << PLACES) / cell,
            across: tiles(plot.width()),
        };
        Self {
            grid,
            tiles: vec![0; grid.across * tiles(plot.height())],
            touched: Vec::new(),
            plus: Rc::new(grid.disc(1.0)),
            nibs: Vec::new(),
        }
    }

    /// Uncovers all.
    pub fn clear(&mut self) {
        for tile in self.touched.drain(..) {
            self.tiles[tile] = 0;
        }
    }

    /// Covers what a segment paints, unless every second cell along it is covered already; tells
    /// whether it does.
    pub fn add(&mut self, from: (i32, i32), to: (i32, i32)) -> bool {
        let new = self.grid.along(from, to, 2);
        let new = new.filter(|cell| !self.covers(*cell));
        let is_new = new.take(FEWEST).count() == FEWEST;
        if is_new {
            let plus = Rc::clone(&self.plus);
            self.paint(from, to, &plus, 1);
        }
        is_new
    }

    /// The pen for strokes of a width in device pixels.
    pub fn nib(&mut self, width: u32) -> Rc<Nib> {
        if let Some(nib) = self.nibs.iter().find(|nib| nib.width == width) {
            return Rc::clone(nib);
        }
        let radius = (f64::from(width) / 2.0 / self.grid.cell).min(MARGIN as f64 - 1.0);
        let nib = Rc::new(Nib {
            width,
            disc: self.grid.disc(radius),
            core: self.grid.disc(radius - RIM),
            stride: 2 * radius.sqrt().max(1.0) as i32,
        });
        self.nibs.push(Rc::clone(&nib));
        nib
    }

    /// Covers what a stroke paints, if more of it shows than its rim or a speck; tells whether it
    /// does.
    pub fn add_stroke(&mut self, line: &[(i32, i32)], nib: &Nib) -> bool {
        let mut open = 0;
        let shows = line.windows(2).any(|pair| {
            open += self.open_along(pair, nib, SPECK - open);
            open >= SPECK
        });
        if shows {
            self.paint_stroke(line, nib);
        }
        shows
    }

    /// Covers what a line paints, but for what does not show; gives the stretches that do.
    pub fn add_open<'a>(&mut self, line: &'a [(i32, i32)], nib: &Nib) -> Vec<&'a [(i32, i32)]> {
        let mut stretches = Vec::new();
        let (mut begin, mut open) = (0, 0);
        for end in 1..=line.len() {
            let pair = line.get(end - 1..=end);
            let more = pair.map_or(0, |pair| self.open_along(pair, nib, SPECK));
            open += more;
            if more == 0 {
                if open >= SPECK {
                    self.paint_stroke(&line[begin..end], nib);
                    stretches.push(&line[begin..end]);
                }
                (begin, open) = (end, 0);
            }
        }
        stretches
    }

    /// How many open cells, about, a pen finds along a segment, as far as `enough`.
    fn open_along(&self, pair: &[(i32, i32)], nib: &Nib, enough: u32) -> u32 {
        let mut open = 0;
        for cell in self.grid.along(pair[0], pair[1], nib.stride) {
            for &(on, bits) in nib.core.around(cell.1) {
                let covered = self.tiles.get(cell.0.wrapping_add(on)).unwrap_or(&0);
                open += (bits & !covered).count_ones();
            }
            if open >= enough {
                break;
            }
        }
        open
    }

    fn paint_stroke(&mut self, line: &[(i32, i32)], nib: &Nib) {
        for pair in line.windows(2) {
            self.paint(pair[0], pair[1], &nib.disc, nib.stride);
        }
    }

    /// Covers a shape around every so many cells along a segment.
    fn paint(&mut self, from: (i32, i32), to: (i32, i32), shape: &Shape, stride: i32) {
        for cell in self.grid.along(from, to, stride) {
            for &(on, bits) in shape.around(cell.1) {
                let tile = cell.0.wrapping_add(on);
                if let Some(covered) = self.tiles.get_mut(tile) {
                    if *covered == 0 {
                        self.touched.push(tile);
                    }
                    *covered |= bits;
                }
            }
        }
    }

    fn covers(&self, (tile, place): Cell) -> bool {
        let covered = self.tiles.get(tile);
        covered.is_some_and(|covered| covered >> place & 1 == 1)
    }
}

impl Shape {
    /// The tiles around a cell at this place, counted on from its own, and their bits.
    #[inline(always)]
    fn around(&self, place: usize) -> &[(usize, u64)] {
        &self.tiles[self.begins[place]..self.begins[place + 1]]
    }
}

impl Grid {
    /// The cells no further from one than `radius` cells.
    fn disc(&self, radius: f64) -> Shape {
        let most = radius as i64;
        let mut shape = Shape {
            tiles: Vec::new(),
            begins: [0; 65],
        };
        for place in 0..64 {
            let begin = shape.tiles.len();
            for down in -most..=most {
                let aside = (radius * radius - (down * down) as f64).sqrt() as i64;
                let row = place / 8 + down;
                for column in place % 8 - aside..=place % 8 + aside {
                    let on = row.div_euclid(8) * self.across as i64 + column.div_euclid(8);
                    let bit = 1 << (row.rem_euclid(8) * 8 + column.rem_euclid(8));
                    let mut tiles = shape.tiles[begin..].iter_mut();
                    match tiles.find(|(tile, _)| *tile == on as usize) {
                        Some((_, bits)) => *bits |= bit,
                        None => shape.tiles.push((on as usize, bit)),
                    }
                }
            }
            shape.begins[place as usize + 1] = shape.tiles.len();
        }
        shape
    }

    /// The cells along a segment, its ends and so many that none is further than `stride` from the
    /// next one.
    #[inline]
    fn along(
        &self,
        from: (i32, i32),
        to: (i32, i32),
        stride: i32,
    ) -> impl Iterator<Item = Cell> + use<> {
        let column = |x: i32| ((f64::from(x) - self.left) * self.per_pixel) as i32;
        let row = |y: i32| ((f64::from(y) - self.top) * self.per_pixel) as i32;
        let (x, y) = (column(from.0), row(from.1));
        let (dx, dy) = (column(to.0) - x, row(to.1) - y);
        let steps = 1 + (dx.abs().max(dy.abs()) >> PLACES) / stride;
        let (dx, dy, across) = (dx / steps, dy / steps, self.across);
        (0..=steps).map(move |step| {
            let column = (x + step * dx) as usize >> PLACES;
            let row = (y + step * dy) as usize >> PLACES;
            (row / 8 * across + column / 8, row % 8 * 8 + column % 8)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drawing::fixtures::{diamonds, view_of};
    use proptest::prelude::*;

    /// How far a place is from a segment.
    fn distance((x, y): (f64, f64), from: (i32, i32), to: (i32, i32)) -> f64 {
        let place = |(x, y): (i32, i32)| (f64::from(x), f64::from(y));
        let (from, to) = (place(from), place(to));
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        let length = dx * dx + dy * dy;
        let along = ((x - from.0) * dx + (y - from.1) * dy) / length.max(1.0);
        let along = along.clamp(0.0, 1.0);
        (x - from.0 - along * dx).hypot(y - from.1 - along * dy)
    }

    proptest! {
        #[test]
        fn a_stroke_shows_where_it_is_first(
            lines in prop::collection::vec(
                (prop::collection::vec((0..30, 0..20), 1..4), 2u32..20),
                1..40,
            ),
        ) {
            let view = view_of(&diamonds(), 320.0, 240.0);
            let mut cover = Cover::new(&view);
            let grid = cover.grid;
            let (left, top) = (view.plot().left as i32, view.plot().top as i32);
            let mut centres: Vec<((f64, f64), bool, bool)> = (0..80 * 60)
                .map(|i| (f64::from(i % 80) - 10.0, f64::from(i / 80) - 10.0))
                .map(|(x, y)| (f64::from(left) + x, f64::from(top) + y))
                .map(|centre| (centre, false, false))
                .collect();
            for (line, width) in lines {
                let mut line: Vec<_> = line.iter().map(|(x, y)| (left + x, top + y)).collect();
                line.insert(0, line[0]);
                let reach = f64::from(width) / 2.0;
                // On a stroke's rim cells decide.
                let rim = 1.5 * grid.cell;
                let far = |centre: (f64, f64)| {
                    let near = line.windows(2).map(|pair| distance(centre, pair[0], pair[1]));
                    near.fold(f64::INFINITY, f64::min) - reach
                };
                let (mut surely_open, mut may_show) = (0, false);
                for &(centre, surely, perhaps) in &centres {
                    surely_open += u32::from(far(centre) < -rim && !perhaps);
                    may_show |= far(centre) < rim && !surely;
                }
                let nib = cover.nib(width);
                let added = cover.add_stroke(&line, &nib);
                if added {
                    for (centre, surely, perhaps) in &mut centres {
                        *surely |= far(*centre) < -rim;
                        *perhaps |= far(*centre) < rim;
                    }
                }
                prop_assert!(added || surely_open < SPECK, "{line:?} {width}");
                prop_assert!(!added || may_show, "{line:?} {width}");
                prop_assert!(!cover.add_stroke(&line, &nib));
            }
        }
    }

    #[test]
    fn a_stroke_beside_another_shows() {
        let view = view_of(&diamonds(), 320.0, 240.0);
        let mut cover = Cover::new(&view);
        let nib = cover.nib(5);
        let (left, top) = (view.plot().left as i32 + 20, view.plot().top as i32 + 20);
        let line = |down: i32| [(left, top + down), (left + 30, top + down + 12)];
        assert!(cover.add_stroke(&line(0), &nib));
        assert!(!cover.add_stroke(&line(0), &nib));
        assert!(cover.add_stroke(&line(1), &nib));
        // What is between two others is hidden, and not what goes on beyond them.
        assert!(cover.add_stroke(&line(3), &nib));
        assert!(!cover.add_stroke(&line(2), &nib));
        assert!(cover.add_stroke(&[line(2)[0], (left + 40, top + 18)], &nib));
    }
}
