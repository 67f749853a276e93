//! What newer parts of a trail hide of older ones.

use crate::drawing::clip::Bounds;

/// A bit for each cell of the plot: whether a line runs through it.
///
/// A trail that jitters around the minimum paints the same few pixels thousands of times over.
/// From its head backwards, a segment is left out where newer ones already run through every
/// cell that it runs through. Cells are smaller than a line is wide, so all that changes is
/// the rim of a scribble, by less than a cell.
#[derive(Debug, Clone)]
pub(super) struct Cover {
    left: f64,
    top: f64,
    per_cell: f64,
    columns: usize,
    bits: Vec<u64>,
}

/// Cells are counted in whole numbers with this many binary places.
const PLACES: u32 = 16;

impl Cover {
    /// No cell is covered yet.
    pub fn new(plot: Bounds, cell: f64) -> Self {
        let cells = |length: f64| (length / cell) as usize + 1;
        let columns = cells(plot.width());
        Self {
            left: plot.left,
            top: plot.top,
            per_cell: f64::from(1 << PLACES) / cell,
            columns,
            bits: vec![0; (columns * cells(plot.height())).div_ceil(64)],
        }
    }

    /// Uncovers all.
    pub fn clear(&mut self) {
        self.bits.fill(0);
    }

    /// Covers the cells along a segment; tells whether any was not covered before.
    pub fn add(&mut self, from: (i32, i32), to: (i32, i32)) -> bool {
        let mut new = false;
        for cell in self.along(from, to) {
            // Paths are clipped to the plot, so every cell is there.
            if let Some(word) = self.bits.get_mut(cell / 64) {
                let bit = 1 << (cell % 64);
                new |= *word & bit == 0;
                *word |= bit;
            }
        }
        new
    }

    /// Covers the cells along a line.
    pub fn add_line(&mut self, line: &[(i32, i32)]) {
        for pair in line.windows(2) {
            self.add(pair[0], pair[1]);
        }
    }

    /// The stretches of a line without the segments along which all cells are covered.
    pub fn uncovered<'a>(&self, line: &'a [(i32, i32)]) -> Vec<&'a [(i32, i32)]> {
        let covers = |cell: usize| {
            let word = self.bits.get(cell / 64);
            word.is_some_and(|word| word >> (cell % 64) & 1 == 1)
        };
        let mut stretches = Vec::new();
        let mut begin = 0;
        for end in 1..=line.len() {
            if end == line.len() || self.along(line[end - 1], line[end]).all(covers) {
                if end - begin > 1 {
                    stretches.push(&line[begin..end]);
                }
                begin = end;
            }
        }
        stretches
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
