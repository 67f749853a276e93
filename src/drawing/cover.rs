//! What is hidden of trails by newer parts of them and by other trails.

use crate::drawing::view::View;
use std::ops::Range;

/// A bit for each cell of the plot: whether a line paints it.
///
/// A trail that jitters around the minimum paints the same few pixels thousands of times over.
/// From its head backwards, a segment is left out where newer ones already paint the cells that
/// it runs through. All that changes is the rim of a scribble, by a fraction of a line's width.
/// Of what is left, a stroke is drawn where those above it leave the centre of a cell open.
#[derive(Debug, Clone)]
pub(super) struct Cover {
    grid: Grid,
    bits: Vec<u64>,
    /// The words with a bit set: far fewer than there are on a large screen.
    touched: Vec<usize>,
}

/// The cells of a plot.
#[derive(Debug, Clone, Copy)]
struct Grid {
    left: f64,
    top: f64,
    cell: f64,
    columns: usize,
    rows: usize,
}

/// The side of a cell in CSS pixels. A line is more than four of them wide, so that it paints the
/// cells that it runs through and those beside them.
const CELL: f64 = 0.5;

/// A segment that adds fewer cells is not worth drawing.
const FEWEST: usize = 2;

/// Cells are counted in whole numbers with this many binary places.
const PLACES: u32 = 16;

impl Cover {
    /// No cell is covered yet.
    pub fn new(view: &View) -> Self {
        let (plot, cell) = (view.plot(), view.device(CELL));
        let cells = |length: f64| (length / cell) as usize + 1;
        let grid = Grid {
            left: plot.left,
            top: plot.top,
            cell,
            columns: cells(plot.width()),
            rows: cells(plot.height()),
        };
        Self {
            grid,
            bits: vec![0; (grid.columns * grid.rows).div_ceil(64)],
            touched: Vec::new(),
        }
    }

    /// Uncovers all.
    pub fn clear(&mut self) {
        for word in self.touched.drain(..) {
            self.bits[word] = 0;
        }
    }

    /// Covers what a segment paints, unless nearly all cells along it are covered already; tells
    /// whether it does.
    pub fn add(&mut self, from: (i32, i32), to: (i32, i32)) -> bool {
        let new = self.grid.along(from, to);
        let new = new.filter(|cell| !self.covers(*cell));
        let is_new = new.take(FEWEST).count() == FEWEST;
        if is_new {
            self.paint(from, to);
        }
        is_new
    }

    /// Covers what a stroke of a width in device pixels paints; tells whether any of it was open.
    pub fn add_stroke(&mut self, line: &[(i32, i32)], width: u32) -> bool {
        let (grid, radius) = (self.grid, f64::from(width) / 2.0);
        let mut shows = false;
        for pair in line.windows(2) {
            grid.rows(pair[0], pair[1], radius, |cells| shows |= self.fill(cells));
        }
        shows
    }

    /// Covers what a line paints.
    pub fn add_line(&mut self, line: &[(i32, i32)]) {
        for pair in line.windows(2) {
            self.paint(pair[0], pair[1]);
        }
    }

    /// The stretches of a line without the segments along which all cells are covered.
    pub fn uncovered<'a>(&self, line: &'a [(i32, i32)]) -> Vec<&'a [(i32, i32)]> {
        let mut stretches = Vec::new();
        let mut begin = 0;
        for end in 1..=line.len() {
            let hidden = |end: usize| {
                let mut cells = self.grid.along(line[end - 1], line[end]);
                cells.all(|cell| self.covers(cell))
            };
            if end == line.len() || hidden(end) {
                if end - begin > 1 {
                    stretches.push(&line[begin..end]);
                }
                begin = end;
            }
        }
        stretches
    }

    /// Covers the cells along a segment and the four beside each.
    fn paint(&mut self, from: (i32, i32), to: (i32, i32)) {
        let row = self.grid.columns;
        for cell in self.grid.along(from, to) {
            let (left, above) = (cell.wrapping_sub(1), cell.wrapping_sub(row));
            // One by one: the compiler would leave a loop a loop, which takes twice as long.
            self.cover_cell(cell);
            self.cover_cell(cell + 1);
            self.cover_cell(cell + row);
            self.cover_cell(left);
            self.cover_cell(above);
        }
    }

    #[inline(always)]
    fn cover_cell(&mut self, cell: usize) {
        self.cover(cell / 64, 1 << (cell % 64));
    }

    /// Covers cells beside each other; tells whether any of them was open.
    #[inline]
    fn fill(&mut self, cells: Range<usize>) -> bool {
        let mut open = false;
        for word in cells.start / 64..cells.end.div_ceil(64) {
            let first = cells.start.saturating_sub(64 * word);
            let after = (64 * (word + 1)).saturating_sub(cells.end);
            open |= self.cover(word, u64::MAX << first & u64::MAX >> after);
        }
        open
    }

    fn covers(&self, cell: usize) -> bool {
        let word = self.bits.get(cell / 64);
        word.is_some_and(|word| word >> (cell % 64) & 1 == 1)
    }

    /// Covers cells of a word; tells whether any of them was open. Paths are clipped to the plot, but
    /// a cell beside one at its edge is not there, or at the other edge.
    #[inline(always)]
    fn cover(&mut self, word: usize, mask: u64) -> bool {
        let Some(bits) = self.bits.get_mut(word) else {
            return false;
        };
        if *bits == 0 {
            self.touched.push(word);
        }
        let open = *bits & mask != mask;
        *bits |= mask;
        open
    }
}

impl Grid {
    /// The cells along a segment.
    #[inline]
    fn along(&self, from: (i32, i32), to: (i32, i32)) -> impl Iterator<Item = usize> + use<> {
        let per_cell = f64::from(1 << PLACES) / self.cell;
        let column = |x: i32| ((f64::from(x) - self.left) * per_cell) as i32;
        let row = |y: i32| ((f64::from(y) - self.top) * per_cell) as i32;
        let (x, y) = (column(from.0), row(from.1));
        let (dx, dy) = (column(to.0) - x, row(to.1) - y);
        let steps = 1 + (dx.abs().max(dy.abs()) >> PLACES);
        let (dx, dy, columns) = (dx / steps, dy / steps, self.columns);
        (0..=steps).map(move |step| {
            let (x, y) = (x + step * dx, y + step * dy);
            (y >> PLACES) as usize * columns + (x >> PLACES) as usize
        })
    }

    /// The cells in the plot whose centres a segment's stroke with round ends paints, row by row.
    #[inline]
    fn rows(
        &self,
        from: (i32, i32),
        to: (i32, i32),
        radius: f64,
        mut paint: impl FnMut(Range<usize>),
    ) {
        let per_cell = self.cell.recip();
        // From the centre of the first cell, in cells.
        let column = |x: i32| (f64::from(x) - self.left) * per_cell - 0.5;
        let row = |y: i32| (f64::from(y) - self.top) * per_cell - 0.5;
        let (x, y, radius) = (column(from.0), row(from.1), radius * per_cell);
        let (dx, dy) = (column(to.0) - x, row(to.1) - y);
        // From the segment to the two sides, and how far along a side the next row is.
        let (length, pace) = ((dx * dx + dy * dy).sqrt(), dy.recip());
        let (aside, down) = (radius * dy / length, -radius * dx / length);
        let first = (y.min(y + dy) - radius).ceil().max(0.0) as usize;
        let last = (y.max(y + dy) + radius).floor() + 1.0;
        for row in first..(last.max(0.0) as usize).min(self.rows) {
            let at = row as f64 - y;
            let (mut left, mut right) = (f64::INFINITY, f64::NEG_INFINITY);
            let mut reach = |from: f64, to: f64| {
                left = left.min(from);
                right = right.max(to);
            };
            for (x, at) in [(0.0, at), (dx, at - dy)] {
                let square = radius * radius - at * at;
                if square >= 0.0 {
                    let half = square.sqrt();
                    reach(x - half, x + half);
                }
            }
            for (aside, down) in [(aside, down), (-aside, -down)] {
                let along = (at - down) * pace;
                if (0.0..=1.0).contains(&along) {
                    let x = aside + along * dx;
                    reach(x, x);
                }
            }
            let begin = (x + left).ceil().max(0.0) as usize;
            let end = (((x + right).floor() + 1.0).max(0.0) as usize).min(self.columns);
            let start = row * self.columns;
            paint(start + begin.min(end)..start + end);
        }
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
                (prop::collection::vec((0..30, 0..20), 1..4), 2u32..12),
                1..40,
            ),
        ) {
            let view = view_of(&diamonds(), 320.0, 240.0);
            let mut cover = Cover::new(&view);
            let grid = cover.grid;
            let (left, top) = (grid.left as i32 - 5, grid.top as i32 - 5);
            let mut centres: Vec<((f64, f64), bool, bool)> = (0..80 * 60)
                .map(|i| (f64::from(i % 80) + 0.5, f64::from(i / 80) + 0.5))
                .map(|(x, y)| (grid.left + x * grid.cell, grid.top + y * grid.cell))
                .map(|centre| (centre, false, false))
                .collect();
            for (line, width) in lines {
                let mut line: Vec<_> = line.iter().map(|(x, y)| (left + x, top + y)).collect();
                line.insert(0, line[0]);
                let reach = f64::from(width) / 2.0;
                let (mut shows, mut may_show) = (false, false);
                // On a stroke's very rim rounding decides.
                for (centre, surely, perhaps) in &mut centres {
                    let near = line.windows(2).map(|pair| distance(*centre, pair[0], pair[1]));
                    let far = near.fold(f64::INFINITY, f64::min) - reach;
                    shows |= far < -1e-9 && !*perhaps;
                    may_show |= far < 1e-9 && !*surely;
                    *surely |= far < -1e-9;
                    *perhaps |= far < 1e-9;
                }
                let added = cover.add_stroke(&line, width);
                prop_assert!(added || !shows, "{line:?} {width}");
                prop_assert!(!added || may_show, "{line:?} {width}");
            }
        }
    }
}
