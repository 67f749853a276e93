//! Cutting a polyline into dashes and into bands of age.

/// Cuts polylines that are parts of one long line.
///
/// Dashes are counted from the beginning of the trail, so they stay where they are while it
/// grows; bands are given by the arc lengths at which the next one begins.
pub(super) struct Cutter<'a> {
    /// Drawn and open lengths in turn; empty is solid.
    pattern: &'a [f64],
    /// The length of the whole pattern.
    period: f64,
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
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (usize, &[(i32, i32)])> {
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
    /// A cutter with a pattern and bands.
    pub fn new(pattern: &'a [f64], bands: &'a [f64]) -> Self {
        // A pattern without length would be cut for ever.
        let usable = pattern.iter().all(|length| *length > 0.0) && pattern.len().is_multiple_of(2);
        let pattern = if usable { pattern } else { &[] };
        let mut cutter = Self {
            pattern,
            period: pattern.iter().sum(),
            index: 0,
            left: f64::INFINITY,
            bands,
            band: 0,
            at: 0.0,
        };
        cutter.go_to(0.0);
        cutter
    }

    /// Goes on at an arc length, at which a dash or a gap may begin anywhere.
    fn go_to(&mut self, at: f64) {
        self.at = at;
        self.band = self.bands.iter().take_while(|begin| **begin <= at).count();
        if self.pattern.is_empty() {
            return;
        }
        let mut rest = at % self.period;
        self.index = 0;
        while rest >= self.pattern[self.index] && self.index + 1 < self.pattern.len() {
            rest -= self.pattern[self.index];
            self.index += 1;
        }
        self.left = (self.pattern[self.index] - rest).max(0.0);
    }

    /// Adds the strokes of `line` to `strokes`, whose points are at the arc lengths `arcs`, without
    /// the segments whose end points are not `shown`; without switches all are.
    pub fn cut(
        &mut self,
        line: &[(i32, i32)],
        arcs: &[f64],
        shown: Option<&[bool]>,
        strokes: &mut Strokes,
    ) {
        for i in 1..line.len() {
            if shown.is_some_and(|shown| !shown[i]) {
                continue;
            }
            let (from, to) = (line[i - 1], line[i]);
            if self.at != arcs[i - 1] {
                self.go_to(arcs[i - 1]);
            }
            let (dx, dy) = (f64::from(to.0 - from.0), f64::from(to.1 - from.1));
            let length = arcs[i] - arcs[i - 1];
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
                if self.index.is_multiple_of(2) {
                    strokes.add(self.band, begin, end);
                }
                let ends_dash = self.left <= to_band;
                self.left -= piece;
                self.at += piece;
                if is_last {
                    // Sums of pieces would drift away from it.
                    self.at = arcs[i];
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

/// The arc length of each point of a polyline that begins at `from`.
pub(super) fn arcs_of(line: &[(i32, i32)], from: f64) -> Vec<f64> {
    let mut arcs = Vec::with_capacity(line.len());
    for (i, &point) in line.iter().enumerate() {
        let before = arcs.last().copied().unwrap_or(from);
        let last = line[i.saturating_sub(1)];
        arcs.push(before + distance(last, point));
    }
    arcs
}

/// How far apart two points are.
pub(super) fn distance(from: (i32, i32), to: (i32, i32)) -> f64 {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    // Pixels cannot overflow, so the slower hypot is not needed.
    f64::from(dx * dx + dy * dy).sqrt()
}

/// The arc length of a polyline.
#[cfg(test)]
fn arc_length(line: &[(i32, i32)]) -> f64 {
    line.windows(2).map(|pair| distance(pair[0], pair[1])).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    type Line = Vec<(i32, i32)>;

    fn cut(pattern: &[f64], bands: &[f64], lines: &[&[(i32, i32)]]) -> Vec<(usize, Line)> {
        let mut strokes = Strokes::default();
        let mut cutter = Cutter::new(pattern, bands);
        let mut at = 0.0;
        for line in lines {
            let arcs = arcs_of(line, at);
            cutter.cut(line, &arcs, None, &mut strokes);
            at = arcs.last().copied().unwrap_or(at);
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
        let shown = [true, true, false, true];
        let arcs = arcs_of(&line, 0.0);
        Cutter::new(&[10.0, 5.0], &[]).cut(&line, &arcs, Some(&shown), &mut strokes);
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
