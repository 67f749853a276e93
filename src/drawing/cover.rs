//! What is hidden of trails by newer parts of them and by other trails.

use crate::drawing::view::View;

/// A bit for each cell of the plot: whether a line paints it.
///
/// A trail that jitters around the minimum paints the same few pixels thousands of times over.
/// From its head backwards, a segment is left out where newer ones already paint the cells that
/// it runs through. All that changes is the rim of a scribble, by a fraction of a line's width.
/// Of what is left, a stroke is drawn where those above it leave a cell of it open.
#[derive(Debug, Clone)]
pub(super) struct Cover {
    grid: Grid,
    bits: Vec<u64>,
    /// The words with a bit set: far fewer than there are on a large screen.
    touched: Vec<usize>,
}

/// The cells of a plot and of a margin around it.
#[derive(Debug, Clone, Copy)]
struct Grid {
    left: f64,
    top: f64,
    cell: f64,
    columns: usize,
}

/// What a pen paints around a cell: for each row, how far on its first cell is, and a bit for each
/// of its cells.
type Disc = Vec<(usize, u64)>;

/// A round pen.
#[derive(Debug, Clone)]
pub(super) struct Nib {
    disc: Disc,
    /// The same without its rim, on which alone a stroke is not worth drawing.
    core: Disc,
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

/// Cells are counted in whole numbers with this many binary places.
const PLACES: u32 = 16;

impl Cover {
    /// No cell is covered yet.
    pub fn new(view: &View) -> Self {
        let (plot, cell) = (view.plot(), view.device(CELL));
        let cells = |length: f64| (length / cell) as usize + 1 + 2 * MARGIN;
        let grid = Grid {
            left: plot.left - MARGIN as f64 * cell,
            top: plot.top - MARGIN as f64 * cell,
            cell,
            columns: cells(plot.width()),
        };
        Self {
            grid,
            bits: vec![0; (grid.columns * cells(plot.height())).div_ceil(64)],
            touched: Vec::new(),
        }
    }

    /// Uncovers all.
    pub fn clear(&mut self) {
        for word in self.touched.drain(..) {
            self.bits[word] = 0;
        }
    }

    /// Covers what a segment paints, unless every second cell along it is covered already; tells
    /// whether it does.
    pub fn add(&mut self, from: (i32, i32), to: (i32, i32)) -> bool {
        let new = self.grid.along(from, to, 2);
        let new = new.filter(|cell| !self.covers(*cell));
        let is_new = new.take(FEWEST).count() == FEWEST;
        if is_new {
            self.paint(from, to);
        }
        is_new
    }

    /// The pen for strokes of a width in device pixels.
    pub fn nib(&self, width: u32) -> Nib {
        let radius = (f64::from(width) / 2.0 / self.grid.cell).min(MARGIN as f64 - 1.0);
        Nib {
            disc: self.grid.disc(radius),
            core: self.grid.disc(radius - RIM),
            stride: 2 * radius.sqrt().max(1.0) as i32,
        }
    }

    /// Covers what a stroke paints, if it paints anything that is open but its rim; tells whether
    /// it does.
    pub fn add_stroke(&mut self, line: &[(i32, i32)], nib: &Nib) -> bool {
        let grid = self.grid;
        let cells = line
            .windows(2)
            .flat_map(|pair| grid.along(pair[0], pair[1], nib.stride));
        let shows = cells.clone().any(|cell| {
            let mut rows = nib.core.iter();
            rows.any(|&(on, cells)| self.is_open(cell.wrapping_add(on), cells))
        });
        if shows {
            for cell in cells {
                for &(on, cells) in &nib.disc {
                    self.cover(cell.wrapping_add(on), cells);
                }
            }
        }
        shows
    }

    /// Covers what a line paints; gives the stretches of it that paint an open cell.
    pub fn add_open<'a>(&mut self, line: &'a [(i32, i32)], nib: &Nib) -> Vec<&'a [(i32, i32)]> {
        let mut stretches = Vec::new();
        let mut begin = 0;
        for end in 1..=line.len() {
            if end == line.len() || !self.add_stroke(&line[end - 1..=end], nib) {
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
        for cell in self.grid.along(from, to, 1) {
            self.cover(cell.wrapping_sub(row), 1);
            self.cover(cell.wrapping_sub(1), 0b111);
            self.cover(cell + row, 1);
        }
    }

    fn covers(&self, cell: usize) -> bool {
        let word = self.bits.get(cell / 64);
        word.is_some_and(|word| word >> (cell % 64) & 1 == 1)
    }

    /// Whether any of the cells from one on is open, a bit for each.
    #[inline(always)]
    fn is_open(&self, cell: usize, cells: u64) -> bool {
        let (word, shift) = (cell / 64, cell % 64);
        let open = |word: usize, cells: u64| {
            let bits = self.bits.get(word);
            bits.is_some_and(|bits| bits & cells != cells)
        };
        open(word, cells << shift) || open(word + 1, cells >> 1 >> (63 - shift))
    }

    /// Covers cells from one on, a bit for each. There are no cells beyond the margin.
    #[inline(always)]
    fn cover(&mut self, cell: usize, cells: u64) {
        let (word, shift) = (cell / 64, cell % 64);
        self.cover_in(word, cells << shift);
        let over = cells >> 1 >> (63 - shift);
        if over != 0 {
            self.cover_in(word + 1, over);
        }
    }

    #[inline(always)]
    fn cover_in(&mut self, word: usize, cells: u64) {
        if let Some(bits) = self.bits.get_mut(word) {
            if *bits == 0 {
                self.touched.push(word);
            }
            *bits |= cells;
        }
    }
}

impl Grid {
    /// The cells around one.
    fn disc(&self, radius: f64) -> Disc {
        let most = radius as i64;
        let row = |down: i64| {
            let aside = (radius * radius - (down * down) as f64).sqrt() as i64;
            let first = down * self.columns as i64 - aside;
            (first as usize, u64::MAX >> (63 - 2 * aside))
        };
        (-most..=most).map(row).collect()
    }

    /// The cells along a segment, its ends and so many that none is further than `stride` from the
    /// next one.
    #[inline]
    fn along(
        &self,
        from: (i32, i32),
        to: (i32, i32),
        stride: i32,
    ) -> impl Iterator<Item = usize> + Clone + use<> {
        let per_cell = f64::from(1 << PLACES) / self.cell;
        let column = |x: i32| ((f64::from(x) - self.left) * per_cell) as i32;
        let row = |y: i32| ((f64::from(y) - self.top) * per_cell) as i32;
        let (x, y) = (column(from.0), row(from.1));
        let (dx, dy) = (column(to.0) - x, row(to.1) - y);
        let steps = 1 + (dx.abs().max(dy.abs()) >> PLACES) / stride;
        let (dx, dy, columns) = (dx / steps, dy / steps, self.columns);
        (0..=steps).map(move |step| {
            let (x, y) = (x + step * dx, y + step * dy);
            (y >> PLACES) as usize * columns + (x >> PLACES) as usize
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
                let (mut shows, mut may_show) = (false, false);
                // On a stroke's rim cells decide.
                let rim = 1.5 * grid.cell;
                for (centre, surely, perhaps) in &mut centres {
                    let near = line.windows(2).map(|pair| distance(*centre, pair[0], pair[1]));
                    let far = near.fold(f64::INFINITY, f64::min) - reach;
                    shows |= far < -rim && !*perhaps;
                    may_show |= far < rim && !*surely;
                    *surely |= far < -rim;
                    *perhaps |= far < rim;
                }
                let nib = cover.nib(width);
                let added = cover.add_stroke(&line, &nib);
                prop_assert!(added || !shows, "{line:?} {width}");
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
