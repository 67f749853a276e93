//! Cutting a polyline into dashes and into bands of age.

/// Cuts polylines, one after the other, as if they were one long line.
///
/// Dashes are counted from the beginning of the trail, so they stay where they are while it
/// grows; bands are given by the arc lengths at which the next one begins.
pub(super) struct Cutter<'a> {
    /// Drawn and open lengths in turn; empty is solid.
    pattern: &'a [f64],
    index: usize,
    /// What is left of the current dash or gap.
    left: f64,
    /// Arc lengths at which bands 1, 2, ... begin, ascending.
    bands: &'a [f64],
    band: usize,
    /// Arc length so far.
    at: f64,
}

/// Stretches to be drawn, each in one go, with its band of age: 0 for the oldest.
#[derive(Debug, Clone, Default)]
pub(super) struct Strokes {
    points: Vec<(i32, i32)>,
    /// The band of each stretch and where it begins in `points`.
    begins: Vec<(usize, usize)>,
}

impl Strokes {
    /// The bands and the points of the stretches; each has at least two points.
    pub fn iter(&self) -> impl Iterator<Item = (usize, &[(i32, i32)])> {
        self.begins.iter().enumerate().map(|(i, &(band, begin))| {
            let next = self.begins.get(i + 1);
            let end = next.map_or(self.points.len(), |next| next.1);
            (band, &self.points[begin..end])
        })
    }

    /// Adds a segment, to the last stretch where it goes on from there.
    fn add(&mut self, band: usize, from: (i32, i32), to: (i32, i32)) {
        if from == to {
            return;
        }
        let same_band = self.begins.last().is_some_and(|last| last.0 == band);
        if !(same_band && self.points.last() == Some(&from)) {
            self.begins.push((band, self.points.len()));
            self.points.push(from);
        }
        self.points.push(to);
    }
}

impl<'a> Cutter<'a> {
    /// Begins at arc length 0, at the start of a dash.
    pub fn new(pattern: &'a [f64], bands: &'a [f64]) -> Self {
        // A pattern without length would be cut for ever.
        let usable = pattern.iter().all(|length| *length > 0.0) && pattern.len().is_multiple_of(2);
        let pattern = if usable { pattern } else { &[] };
        Self {
            pattern,
            index: 0,
            left: pattern.first().copied().unwrap_or(f64::INFINITY),
            bands,
            band: 0,
            at: 0.0,
        }
    }

    /// Adds the strokes of `line` to `strokes`, without the segments whose end points are not
    /// `seen`. Those count in the lengths like the others.
    pub fn cut(&mut self, line: &[(i32, i32)], seen: &[bool], strokes: &mut Strokes) {
        for (ends, seen) in line.windows(2).zip(&seen[1..]) {
            let (from, to) = (ends[0], ends[1]);
            let (dx, dy) = (f64::from(to.0 - from.0), f64::from(to.1 - from.1));
            let length = (dx * dx + dy * dy).sqrt();
            let (mut begin, mut done) = (from, 0.0);
            loop {
                let to_band = match self.bands.get(self.band) {
                    Some(begin) => (begin - self.at).max(0.0),
                    None => f64::INFINITY,
                };
                let to_cut = self.left.min(to_band);
                let is_last = to_cut > length - done;
                let piece = if is_last { length - done } else { to_cut };
                done += piece;
                let end = if is_last {
                    to
                } else {
                    let t = (done / length).min(1.0);
                    (
                        (f64::from(from.0) + t * dx).round() as i32,
                        (f64::from(from.1) + t * dy).round() as i32,
                    )
                };
                if *seen && self.index.is_multiple_of(2) {
                    strokes.add(self.band, begin, end);
                }
                let ends_dash = self.left <= to_band;
                self.left -= piece;
                self.at += piece;
                if is_last {
                    break;
                }
                if ends_dash {
                    self.index = (self.index + 1) % self.pattern.len();
                    self.left = self.pattern[self.index];
                } else {
                    self.band += 1;
                }
                begin = end;
            }
        }
    }
}

/// The arc length of a polyline.
pub(super) fn arc_length(line: &[(i32, i32)]) -> f64 {
    line.windows(2)
        .map(|pair| {
            let (dx, dy) = (pair[1].0 - pair[0].0, pair[1].1 - pair[0].1);
            // Pixels cannot overflow, so the slower hypot is not needed.
            f64::from(dx * dx + dy * dy).sqrt()
        })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    type Line = Vec<(i32, i32)>;

    fn cut(pattern: &[f64], bands: &[f64], lines: &[&[(i32, i32)]]) -> Vec<(usize, Line)> {
        let mut strokes = Strokes::default();
        let mut cutter = Cutter::new(pattern, bands);
        for line in lines {
            cutter.cut(line, &vec![true; line.len()], &mut strokes);
        }
        let strokes = strokes.iter().map(|(band, points)| (band, points.to_vec()));
        strokes.collect()
    }

    fn drawn_length(strokes: &[(usize, Line)]) -> f64 {
        strokes.iter().map(|(_, points)| arc_length(points)).sum()
    }

    fn line() -> impl Strategy<Value = Line> {
        prop::collection::vec((0..2000, 0..1200), 2..60)
    }

    proptest! {
        #[test]
        fn a_solid_line_is_kept_whole(
            line in line(),
            mut bands in prop::collection::vec(0.0..9e3, 0..4),
        ) {
            bands.sort_by(f64::total_cmp);
            let strokes = cut(&[], &bands, &[&line]);
            for pair in strokes.windows(2) {
                prop_assert_eq!(pair[0].1.last(), pair[1].1.first());
                prop_assert!(pair[0].0 < pair[1].0);
            }
            // Each cut is rounded to a pixel.
            let slack = 2.0 * (1.0 + bands.len() as f64);
            prop_assert!((drawn_length(&strokes) - arc_length(&line)).abs() < slack);
        }

        #[test]
        fn dashes_fill_their_share(line in line(), on in 8.0..30.0, off in 8.0..30.0) {
            let long = arc_length(&line);
            prop_assume!(long > 50.0 * (on + off));
            let share = drawn_length(&cut(&[on, off], &[], &[&line])) / long;
            prop_assert!((share - on / (on + off)).abs() < 0.06);
        }
    }

    #[test]
    fn dashes_are_where_the_pattern_says() {
        let dashed = cut(&[10.0, 5.0], &[], &[&[(0, 0), (32, 0)]]);
        let ends: Vec<_> = dashed.into_iter().map(|(_, points)| points).collect();
        assert_eq!(
            ends,
            [[(0, 0), (10, 0)], [(15, 0), (25, 0)], [(30, 0), (32, 0)]]
        );
    }

    #[test]
    fn the_pattern_runs_on_over_a_break() {
        let strokes = cut(
            &[10.0, 5.0],
            &[],
            &[&[(0, 0), (8, 0)], &[(100, 0), (104, 0)]],
        );
        assert_eq!(strokes[1].1, [(100, 0), (102, 0)]);
    }

    #[test]
    fn the_pattern_runs_on_under_what_is_not_seen() {
        let line = [(0, 0), (8, 0), (18, 0), (40, 0)];
        let mut strokes = Strokes::default();
        Cutter::new(&[10.0, 5.0], &[]).cut(&line, &[true, true, false, true], &mut strokes);
        let ends: Vec<_> = strokes.iter().map(|(_, points)| points).collect();
        assert_eq!(
            ends,
            [[(0, 0), (8, 0)], [(18, 0), (25, 0)], [(30, 0), (40, 0)]]
        );
    }

    #[test]
    fn bands_begin_where_they_should() {
        let bands = cut(&[], &[10.0, 20.0], &[&[(0, 0), (0, 30)]]);
        assert_eq!(
            bands,
            [
                (0, vec![(0, 0), (0, 10)]),
                (1, vec![(0, 10), (0, 20)]),
                (2, vec![(0, 20), (0, 30)])
            ]
        );
    }
}
