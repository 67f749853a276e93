//! What newer parts of a trail hide of older ones.

use crate::drawing::view::View;

/// A bit for each cell of the plot: whether a line paints it.
///
/// A trail that jitters around the minimum paints the same few pixels thousands of times over.
/// From its head backwards, a segment is left out where newer ones already paint the cells that
/// it runs through. All that changes is the rim of a scribble, by a fraction of a line's width.
#[derive(Debug, Clone)]
pub(super) struct Cover {
    left: f64,
    top: f64,
    per_cell: f64,
    columns: usize,
    bits: Vec<u64>,
    /// The words with a bit set: far fewer than there are on a large screen.
    touched: Vec<usize>,
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
        let columns = cells(plot.width());
        Self {
            left: plot.left,
            top: plot.top,
            per_cell: f64::from(1 << PLACES) / cell,
            columns,
            bits: vec![0; (columns * cells(plot.height())).div_ceil(64)],
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
        let new = self.along(from, to).filter(|cell| !self.covers(*cell));
        let is_new = new.take(FEWEST).count() == FEWEST;
        if is_new {
            self.paint(from, to);
        }
        is_new
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
                let mut cells = self.along(line[end - 1], line[end]);
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
        let row = self.columns;
        for cell in self.along(from, to) {
            let (left, above) = (cell.wrapping_sub(1), cell.wrapping_sub(row));
            for cell in [cell, cell + 1, cell + row, left, above] {
                self.cover(cell);
            }
        }
    }

    fn covers(&self, cell: usize) -> bool {
        let word = self.bits.get(cell / 64);
        word.is_some_and(|word| word >> (cell % 64) & 1 == 1)
    }

    /// Covers a cell. Paths are clipped to the plot, but one beside a cell at its edge is not there,
    /// or at the other edge.
    fn cover(&mut self, cell: usize) {
        if let Some(word) = self.bits.get_mut(cell / 64) {
            if *word == 0 {
                self.touched.push(cell / 64);
            }
            *word |= 1 << (cell % 64);
        }
    }

    /// The cells along a segment.
    #[inline]
    fn along(&self, from: (i32, i32), to: (i32, i32)) -> impl Iterator<Item = usize> + use<> {
        let column = |x: i32| ((f64::from(x) - self.left) * self.per_cell) as i32;
        let row = |y: i32| ((f64::from(y) - self.top) * self.per_cell) as i32;
        let (x, y) = (column(from.0), row(from.1));
        let (dx, dy) = (column(to.0) - x, row(to.1) - y);
        let steps = 1 + (dx.abs().max(dy.abs()) >> PLACES);
        let (dx, dy, columns) = (dx / steps, dy / steps, self.columns);
        (0..=steps).map(move |step| {
            let (x, y) = (x + step * dx, y + step * dy);
            (y >> PLACES) as usize * columns + (x >> PLACES) as usize
        })
    }
}
