//! What is hidden of trails by newer parts of them and by other trails.

use crate::drawing::view::View;

/// A bit for each cell of the plot: whether a line paints it.
///
/// A trail that jitters around the minimum paints the same few pixels thousands of times over.
/// From its head backwards, a segment is left out where newer ones already paint the cells that
/// it runs through. Of what is left, a stroke is drawn where those above it leave more of it open
/// than a speck. All that changes is the rim of a scribble, by a fraction of a line's width.
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

/// A stroke is not worth drawing where a pen finds fewer open cells on its way, those counted
/// again that it comes back to: a speck of less than a CSS pixel.
const SPECK: u32 = 8;

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
            for &(on, cells) in &nib.core {
                open += self.open(cell.wrapping_add(on), cells);
            }
            if open >= enough {
                break;
            }
        }
        open
    }

    fn paint_stroke(&mut self, line: &[(i32, i32)], nib: &Nib) {
        for pair in line.windows(2) {
            for cell in self.grid.along(pair[0], pair[1], nib.stride) {
                for &(on, cells) in &nib.disc {
                    self.cover(cell.wrapping_add(on), cells);
                }
            }
        }
    }

    /// Covers the cells along a segment and the four beside each.
    fn paint(&mut self, from: (i32, i32), to: (i32, i32)) {
        let row = self.grid.columns;
        let plus = [(row.wrapping_neg(), 1), (usize::MAX, 0b111), (row, 1)];
        for cell in self.grid.along(from, to, 1) {
            for (on, cells) in plus {
                self.cover(cell.wrapping_add(on), cells);
            }
        }
    }

    fn covers(&self, cell: usize) -> bool {
        let word = self.bits.get(cell / 64);
        word.is_some_and(|word| word >> (cell % 64) & 1 == 1)
    }

    /// How many of the cells from one on are open, a bit for each.
    #[inline(always)]
    fn open(&self, cell: usize, cells: u64) -> u32 {
        let (word, shift) = (cell / 64, cell % 64);
        let open = |word: usize, cells: u64| {
            let bits = self.bits.get(word).unwrap_or(&u64::MAX);
            (!bits & cells).count_ones()
        };
        open(word, cells << shift) + open(word + 1, cells >> 1 >> (63 - shift))
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
    ) -> impl Iterator<Item = usize> + use<> {
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
