//! What newer parts of a trail hide of older ones.

use crate::drawing::clip::Bounds;
use crate::drawing::dashes::arc_length;
use crate::drawing::paths::Paths;

/// Which segments of a trail are seen: entry i is for the segment that ends at point i.
///
/// A trail that jitters around the minimum paints the same few pixels thousands of times over.
/// From its head backwards, a segment is left out where newer ones already run through every
/// cell that it runs through. Cells are smaller than a line is wide, so all that changes is
/// the rim of a scribble, by less than a cell.
pub(super) fn seen(paths: &Paths, plot: Bounds, cell: f64) -> Vec<bool> {
    let mut cover = Cover::new(plot, cell);
    let mut seen = vec![false; paths.len()];
    for (begin, line) in paths.numbered().rev() {
        for i in (1..line.len()).rev() {
            seen[begin + i] = cover.add(line[i], line[i - 1]);
        }
        keep_short_gaps(line, &mut seen[begin..], SHORTEST * cell);
    }
    seen
}

/// Gaps below this many cells are not worth breaking a line.
const SHORTEST: f64 = 4.0;

/// Marks what is hidden over less than `shortest` pixels on end as seen: slow trails, whose
/// steps are shorter than a cell, stay in one piece.
fn keep_short_gaps(line: &[(i32, i32)], seen: &mut [bool], shortest: f64) {
    let mut i = 1;
    while i < line.len() {
        let begin = i;
        while i < line.len() && !seen[i] {
            i += 1;
        }
        if arc_length(&line[begin - 1..i]) < shortest {
            seen[begin..i].fill(true);
        }
        i += 1;
    }
}

/// A bit for each cell of the plot.
struct Cover {
    left: f64,
    top: f64,
    per_cell: f64,
    columns: usize,
    bits: Vec<u64>,
}

/// Cells are counted in whole numbers with this many binary places.
const PLACES: u32 = 16;

impl Cover {
    fn new(plot: Bounds, cell: f64) -> Self {
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

    /// Covers the cells along a segment; tells whether any was not covered before.
    fn add(&mut self, from: (i32, i32), to: (i32, i32)) -> bool {
        let column = |x: i32| ((f64::from(x) - self.left) * self.per_cell) as i32;
        let row = |y: i32| ((f64::from(y) - self.top) * self.per_cell) as i32;
        let (mut x, mut y) = (column(from.0), row(from.1));
        let (dx, dy) = (column(to.0) - x, row(to.1) - y);
        let steps = 1 + (dx.abs().max(dy.abs()) >> PLACES);
        let (dx, dy) = (dx / steps, dy / steps);
        let mut new = false;
        for _ in 0..=steps {
            let cell = (y >> PLACES) as usize * self.columns + (x >> PLACES) as usize;
            // Paths are clipped to the plot, so every cell is there.
            if let Some(word) = self.bits.get_mut(cell / 64) {
                let bit = 1 << (cell % 64);
                new |= *word & bit == 0;
                *word |= bit;
            }
            x += dx;
            y += dy;
        }
        new
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drawing::paths::place;
    use proptest::prelude::*;

    const PLOT: Bounds = Bounds {
        left: 90.0,
        top: 40.0,
        right: 1270.0,
        bottom: 700.0,
    };
    const CELL: f64 = 2.0;

    proptest! {
        #[test]
        fn what_is_left_out_is_hidden(
            points in prop::collection::vec((600.0..640.0, 300.0..330.0), 2..400),
        ) {
            let places = points.iter().map(|&(x, y)| crate::drawing::view::Pixel { x, y });
            let paths = Paths::visible(places, PLOT);
            let seen = seen(&paths, PLOT, CELL);
            for (begin, line) in paths.numbered() {
                for i in 1..line.len() {
                    if seen[begin + i] {
                        continue;
                    }
                    // Something newer runs within a cell's diagonal of the middle.
                    let (from, to) = (place(line[i - 1]), place(line[i]));
                    let (x, y) = ((from.x + to.x) / 2.0, (from.y + to.y) / 2.0);
                    let near = Bounds { left: x, right: x, top: y, bottom: y }.grown(1.5 * CELL);
                    let hidden = (i + 1..line.len()).any(|j| {
                        near.clip(place(line[j - 1]), place(line[j])).is_some()
                    });
                    prop_assert!(hidden, "{from:?} {to:?}");
                }
            }
        }

        #[test]
        fn a_scribble_is_thinned_and_its_extent_stays(
            points in prop::collection::vec((600.0..640.0, 300.0..330.0), 3000..3001),
        ) {
            let places = points.iter().map(|&(x, y)| crate::drawing::view::Pixel { x, y });
            let paths = Paths::visible(places, PLOT);
            let seen = seen(&paths, PLOT, CELL);
            let kept: Vec<_> = paths
                .numbered()
                .flat_map(|(begin, line)| {
                    let seen = &seen;
                    (1..line.len())
                        .filter(move |i| seen[begin + i])
                        .flat_map(move |i| [place(line[i - 1]), place(line[i])])
                })
                .collect();
            prop_assert!(kept.len() < 1000, "{}", kept.len());
            let all: Vec<_> = paths.iter().flatten().map(|&at| place(at)).collect();
            let (all, kept) = (Bounds::around(&all), Bounds::around(&kept));
            prop_assert!(kept.grown(CELL).left <= all.left && kept.grown(CELL).top <= all.top);
            prop_assert!(kept.grown(CELL).right >= all.right);
            prop_assert!(kept.grown(CELL).bottom >= all.bottom);
        }
    }

    #[test]
    fn a_line_that_does_not_cross_itself_is_seen_whole() {
        let places = (0..200).map(|i| {
            let angle = f64::from(i) / 10.0;
            crate::drawing::view::Pixel {
                x: 600.0 + 10.0 * angle * angle.cos(),
                y: 350.0 + 10.0 * angle * angle.sin(),
            }
        });
        let paths = Paths::visible(places, PLOT);
        assert!(seen(&paths, PLOT, CELL)[1..].iter().all(|seen| *seen));
    }
}
