//! Trails on the map, kept from one picture to the next.

use crate::drawing::cover::Cover;
use crate::drawing::dashes::distance;
use crate::drawing::paths::Pen;
use crate::drawing::trails::{Trail, nearer};
use crate::drawing::view::{Pixel, View};
use crate::point::Params;

/// What was computed for the trails of one race in one view, to be used for the next picture.
///
/// A trail's points never change, there are only more of them, so the picture is the same with
/// the memory as without. It has to be [forgotten](TrailMemory::forget) where another race begins.
#[derive(Debug, Clone, Default)]
pub struct TrailMemory {
    view: Option<View>,
    cover: Option<Cover>,
    tracks: Vec<Track>,
}

/// Gaps below this many CSS pixels are not worth breaking a line.
const SHORTEST: f64 = 4.0;

/// A trail is looked at in blocks of so many points: what of a block hides behind the rest of it
/// is hidden for good.
const BLOCK: usize = 512;

/// The parts of a trail that are seen on the map.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Seen {
    points: Vec<(i32, i32)>,
    /// How far each point is along the whole trail, in device pixels.
    arcs: Vec<f64>,
    /// Where each polyline ends in `points`.
    ends: Vec<usize>,
    /// The length of the whole trail on the map.
    pub length: f64,
}

impl Seen {
    /// The polylines, each of at least two points, with the arc lengths of their points.
    pub fn iter(&self) -> impl Iterator<Item = (&[(i32, i32)], &[f64])> {
        (0..self.ends.len()).map(|i| {
            let begin = if i == 0 { 0 } else { self.ends[i - 1] };
            let all = begin..self.ends[i];
            (&self.points[all.clone()], &self.arcs[all])
        })
    }

    /// Adds the segment from point `i - 1` to point `i`, to the last polyline where it goes on.
    fn add(&mut self, line: &Polylines, i: usize, goes_on: bool) {
        if !goes_on {
            self.finish();
            self.points.push(line.points[i - 1]);
            self.arcs.push(line.arcs[i - 1]);
        }
        self.points.push(line.points[i]);
        self.arcs.push(line.arcs[i]);
    }

    fn finish(&mut self) {
        if self.points.len() > self.ends.last().copied().unwrap_or(0) {
            self.ends.push(self.points.len());
        }
    }
}

impl TrailMemory {
    /// Forgets everything, because another race begins.
    pub fn forget(&mut self) {
        *self = Self::default();
    }

    /// A cover for a view, with nothing on it.
    pub(super) fn cover(&mut self, view: &View) -> &mut Cover {
        let cover = self.cover.get_or_insert_with(|| Cover::new(view));
        cover.clear();
        cover
    }

    /// What is seen of each trail in a view.
    pub(super) fn seen(&mut self, view: &View, trails: &[Trail]) -> Vec<Seen> {
        if self.view != Some(*view) || self.tracks.len() != trails.len() {
            self.view = Some(*view);
            self.cover = None;
            self.tracks = vec![Track::default(); trails.len()];
        }
        let cover = self.cover.get_or_insert_with(|| Cover::new(view));
        let pairs = self.tracks.iter_mut().zip(trails);
        pairs
            .map(|(track, trail)| {
                track.extend(view, trail.points);
                track.seen(view, trail, cover)
            })
            .collect()
    }
}

/// Polylines in the plot, in whole device pixels, as they grow.
#[derive(Debug, Clone, Default)]
struct Polylines {
    points: Vec<(i32, i32)>,
    /// Whether a polyline begins with the point.
    begins: Vec<bool>,
    /// How far each point is along all polylines, which follow each other without a gap.
    arcs: Vec<f64>,
}

impl Polylines {
    /// Follows a trail to its next place. Places that fall on the same device pixel become one
    /// point; the picture is the same, since backends draw at whole pixels.
    fn follow(&mut self, pen: &mut Pen, view: &View, place: Pixel) {
        pen.reach(place, view.plot(), |point, goes_on| {
            let arc = self.arcs.last().copied().unwrap_or(0.0);
            match self.points.last() {
                Some(&last) if goes_on && last == point => return,
                Some(&last) if goes_on => self.arcs.push(arc + distance(last, point)),
                _ => self.arcs.push(arc),
            }
            self.points.push(point);
            self.begins.push(!goes_on);
        });
    }

    /// Whether a segment ends at point `i` that shows under what is newer.
    fn shows(&self, i: usize, cover: &mut Cover) -> bool {
        !self.begins[i] && cover.add(self.points[i], self.points[i - 1])
    }
}

/// A trail on the map, as far as it was ever looked at.
#[derive(Debug, Clone, Default)]
struct Track {
    line: Polylines,
    /// For each point of the trail: how many points of `line` there are with it, and whether the
    /// pen is down after it.
    marks: Vec<(u32, bool)>,
    /// Which segments of a run of blocks the rest of it does not hide, the newest first:
    /// `runs[k][i]` is of the 2^k blocks from `i` · 2^k on.
    runs: Vec<Vec<Vec<u32>>>,
}

impl Track {
    /// Follows the points that are new.
    fn extend(&mut self, view: &View, points: &[Params]) {
        if points.len() <= self.marks.len() {
            return;
        }
        let mut pen = self.pen(view, &points[..self.marks.len()]);
        for at in &points[self.marks.len()..] {
            self.line.follow(&mut pen, view, view.to_pixel(nearer(*at)));
            self.marks.push((self.line.points.len() as u32, pen.down));
        }
    }

    /// The pen after some of the trail's points.
    fn pen(&self, view: &View, points: &[Params]) -> Pen {
        let mark = points
            .len()
            .checked_sub(1)
            .and_then(|at| self.marks.get(at));
        let (Some(last), Some(mark)) = (points.last(), mark) else {
            return Pen::default();
        };
        let last = view.to_pixel(nearer(*last));
        Pen {
            down: mark.1,
            last: (last.x.is_finite() && last.y.is_finite()).then_some(last),
        }
    }

    /// What is seen of a trail that was followed to its end at least.
    fn seen(&mut self, view: &View, trail: &Trail, cover: &mut Cover) -> Seen {
        let Some(mark) = trail.points.len().checked_sub(1) else {
            return Seen::default();
        };
        let count = self.marks[mark].0 as usize;
        let whole = count / BLOCK;
        self.add_runs(whole, cover);
        // The way to where the racer is now, which is on top of all.
        let mut tip = Polylines::default();
        if let Some(now) = trail.now {
            let mut pen = self.pen(view, trail.points);
            if let (true, Some(at)) = (pen.down, count.checked_sub(1)) {
                tip.points.push(self.line.points[at]);
                tip.begins.push(true);
                tip.arcs.push(self.line.arcs[at]);
            }
            tip.follow(&mut pen, view, view.to_pixel(nearer(now)));
        }
        cover.clear();
        for i in 0..tip.points.len() {
            tip.shows(i, cover);
        }
        let mut kept: Vec<usize> = (whole * BLOCK..count)
            .rev()
            .filter(|&i| self.line.shows(i, cover))
            .collect();
        // The newest run is as long as the lowest bit of the count says, and so on.
        let mut blocks = whole;
        while blocks > 0 {
            let level = blocks.trailing_zeros() as usize;
            let run = &self.runs[level][(blocks >> level) - 1];
            let places = run.iter().map(|&i| i as usize);
            kept.extend(places.filter(|&i| self.line.shows(i, cover)));
            blocks -= 1 << level;
        }
        let mut seen = self.joined(kept.into_iter().rev(), view.device(SHORTEST));
        seen.length = count
            .checked_sub(1)
            .map_or(0.0, |last| self.line.arcs[last]);
        for i in 1..tip.points.len() {
            if !tip.begins[i] {
                seen.add(&tip, i, i > 1 && !tip.begins[i - 1]);
                seen.length = seen.length.max(tip.arcs[i]);
            }
        }
        seen.finish();
        seen
    }

    /// Looks at all blocks before `whole`, and puts those together that make a longer run.
    fn add_runs(&mut self, whole: usize, cover: &mut Cover) {
        let left = |newest_first: &mut dyn Iterator<Item = u32>, cover: &mut Cover| {
            cover.clear();
            let left = newest_first.filter(|&i| self.line.shows(i as usize, cover));
            left.collect::<Vec<u32>>()
        };
        for block in self.runs.first().map_or(0, Vec::len)..whole {
            let places = block * BLOCK..(block + 1) * BLOCK;
            let mut run = left(&mut places.rev().map(|i| i as u32), cover);
            for level in 0.. {
                if level == self.runs.len() {
                    self.runs.push(Vec::new());
                }
                let runs = &mut self.runs[level];
                runs.push(run);
                let [.., older, newer] = &runs[..] else { break };
                if !runs.len().is_multiple_of(2) {
                    break;
                }
                run = left(&mut newer.iter().chain(older).copied(), cover);
            }
        }
    }

    /// The segments that end at the points `kept`, ascending, and those between them where there
    /// are less than `shortest` pixels: slow trails, whose steps are shorter than a cell, stay in
    /// one piece.
    fn joined(&self, kept: impl Iterator<Item = usize>, shortest: f64) -> Seen {
        let mut seen = Seen::default();
        let mut last = usize::MAX;
        for i in kept {
            // Back to the last segment or the beginning of the polyline; segments are at least a
            // pixel long, so that it is a few.
            let is_near = |at: &usize| self.line.arcs[i - 1] - self.line.arcs[*at] < shortest;
            let is_joint = |at: &usize| *at == last || self.line.begins[*at];
            let near = (0..i).rev().take_while(is_near);
            let joint = near.clone().find(is_joint).unwrap_or(i - 1);
            for between in joint + 1..=i {
                seen.add(&self.line, between, between > joint + 1 || joint == last);
            }
            last = i;
        }
        seen.finish();
        seen
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drawing::clip::Bounds;
    use crate::drawing::fixtures::{diamonds, screen, view_of};
    use crate::drawing::paths::place;
    use crate::point::Region;
    use proptest::prelude::*;

    fn view() -> View {
        view_of(&diamonds(), 640.0, 400.0)
    }

    /// A way that jumps, rests, leaves the map and is no number now and then.
    fn way(most: usize) -> impl Strategy<Value = Vec<Params>> {
        let coordinate = || {
            prop_oneof![
                20 => -0.05..0.05,
                4 => -3.0..3.0,
                1 => any::<f64>(),
            ]
        };
        prop::collection::vec((coordinate(), coordinate()), 1..most)
            .prop_map(|points| points.into_iter().map(|(m, b)| Params { m, b }).collect())
    }

    /// A walk around the minimum, longer than a few blocks.
    fn long_way() -> impl Strategy<Value = Vec<Params>> {
        (any::<u32>(), 5000usize..9000).prop_map(|(seed, steps)| {
            let mut seed = seed;
            let mut noise = || {
                seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                f64::from(seed >> 8) / f64::from(1 << 24) - 0.5
            };
            let mut at = Params::new(-1.5, 1.0);
            (0..steps)
                .map(|_| {
                    at.m += 0.01 * (0.9 - at.m) + 0.06 * noise();
                    at.b += 0.01 * (0.0 - at.b) + 0.06 * noise();
                    at
                })
                .collect()
        })
    }

    fn seen_afresh(view: &View, trail: Trail) -> Seen {
        TrailMemory::default().seen(view, &[trail]).remove(0)
    }

    /// The way on the map without anything left out.
    fn whole(view: &View, points: &[Params]) -> Polylines {
        let mut line = Polylines::default();
        let mut pen = Pen::default();
        for at in points {
            line.follow(&mut pen, view, view.to_pixel(nearer(*at)));
        }
        line
    }

    fn segments(line: &Polylines) -> impl Iterator<Item = (Pixel, Pixel)> {
        let ends = (1..line.points.len()).filter(|&i| !line.begins[i]);
        ends.map(|i| (place(line.points[i - 1]), place(line.points[i])))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(40))]

        #[test]
        fn with_the_memory_and_without_the_picture_is_the_same(
            ways in prop::collection::vec(prop_oneof![way(300), long_way()], 1..3),
            stops in prop::collection::vec((0.0..1.0, any::<bool>(), any::<bool>()), 1..8),
        ) {
            let views = [view(), View::fit(
                Region { m: [0.8, 1.0], b: [-0.1, 0.1] },
                screen(640.0, 400.0),
            )];
            let mut memory = TrailMemory::default();
            for (part, elsewhere, on_the_way) in stops {
                let view = &views[usize::from(elsewhere)];
                let trails: Vec<Trail> = ways
                    .iter()
                    .map(|way| {
                        let until = (part * way.len() as f64) as usize;
                        let now = way.get(until).copied().filter(|_| on_the_way);
                        Trail { points: &way[..until], now, style: 0 }
                    })
                    .collect();
                let seen = memory.seen(view, &trails);
                for (trail, seen) in trails.iter().zip(seen) {
                    prop_assert_eq!(seen, seen_afresh(view, *trail));
                }
            }
        }

        #[test]
        fn what_is_left_out_is_hidden(way in prop_oneof![way(400), long_way()]) {
            let view = view();
            let seen = seen_afresh(&view, Trail::through(&way, 0));
            let kept: Vec<(Pixel, Pixel)> = seen
                .iter()
                .flat_map(|(line, _)| line.windows(2))
                .map(|pair| (place(pair[0]), place(pair[1])))
                .collect();
            let line = whole(&view, &way);
            let close = view.device(1.75);
            // Every tenth will do where there are thousands.
            for (from, to) in segments(&line).step_by(1 + line.points.len() / 400) {
                for t in [0.1, 0.5, 0.9] {
                    let (x, y) = (from.x + t * (to.x - from.x), from.y + t * (to.y - from.y));
                    let near = Bounds { left: x, right: x, top: y, bottom: y }.grown(close);
                    let hidden = kept.iter().any(|(from, to)| near.clip(*from, *to).is_some());
                    prop_assert!(hidden, "{from:?} {to:?}");
                }
            }
        }

        #[test]
        fn a_scribble_is_thinned(way in long_way()) {
            let view = view();
            let all = whole(&view, &way).points.len();
            let seen = seen_afresh(&view, Trail::through(&way, 0));
            prop_assert!(seen.points.len() < all, "{} of {all}", seen.points.len());
            prop_assert_eq!(seen.points.len(), seen.arcs.len());
            for (_, arcs) in seen.iter() {
                prop_assert!(arcs.windows(2).all(|pair| pair[0] < pair[1]));
                prop_assert!(arcs[arcs.len() - 1] <= seen.length);
            }
        }
    }

    #[test]
    fn a_line_that_does_not_cross_itself_is_seen_whole() {
        let view = view();
        let spiral: Vec<Params> = (0..200)
            .map(|i| f64::from(i) / 10.0)
            .map(|angle| Pixel {
                x: 600.0 + 10.0 * angle * angle.cos(),
                y: 350.0 + 10.0 * angle * angle.sin(),
            })
            .map(|at| view.to_params(at))
            .collect();
        let seen = seen_afresh(&view, Trail::through(&spiral, 0));
        assert_eq!(seen.iter().count(), 1);
        assert_eq!(seen.points, whole(&view, &spiral).points);
    }

    #[test]
    fn a_line_that_leaves_and_returns_is_two() {
        let view = view();
        let plot = view.plot();
        let places = [[600.0, 300.0], [600.0, -1e4], [700.0, 300.0]]
            .map(|[x, y]| view.to_params(Pixel { x, y }));
        let seen = seen_afresh(&view, Trail::through(&places, 0));
        let lines: Vec<_> = seen.iter().map(|(line, _)| line.to_vec()).collect();
        assert_eq!(lines.len(), 2);
        assert_eq!(lines[0][0], (600, 300));
        assert_eq!(lines[0][1], (600, plot.top as i32));
        assert_eq!(lines[1][1], (700, 300));
    }
}
