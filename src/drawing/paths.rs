//! Broken lines in the plot, in whole device pixels.

use crate::drawing::clip::Bounds;
use crate::drawing::surface::{Area, DrawResult};
use crate::drawing::view::Pixel;
use plotters::element::{Drawable, PointCollection};
use plotters::style::ShapeStyle;
use plotters_backend::{BackendCoord, DrawingBackend, DrawingErrorKind};

/// Some polylines, clipped to the plot and rounded to whole device pixels, in one buffer.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Paths {
    points: Vec<(i32, i32)>,
    /// Where each polyline ends in `points`.
    ends: Vec<usize>,
}

/// Where a pen is that draws what is seen of a polyline.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Pen {
    /// Whether a line has begun.
    pub down: bool,
    /// The last place, where it was one.
    pub last: Option<Pixel>,
}

impl Pen {
    /// Goes on to the next place, and puts the device pixels that the line comes to on the way,
    /// with whether it goes on there from the one before. A place that is not finite breaks the
    /// line.
    #[inline]
    pub fn reach(&mut self, place: Pixel, plot: Bounds, mut put: impl FnMut((i32, i32), bool)) {
        // The plot is at most some thousand pixels wide, so every clipped place fits.
        let whole = |at: Pixel| (at.x.round() as i32, at.y.round() as i32);
        if let Some(from) = self.last {
            match plot.clip(from, place) {
                Some((start, end)) => {
                    // A segment that enters from outside does not join the one before.
                    put(whole(start), self.down && start == from);
                    put(whole(end), true);
                    self.down = end == place;
                }
                None => self.down = false,
            }
        }
        self.last = (place.x.is_finite() && place.y.is_finite()).then_some(place);
        self.down &= self.last.is_some();
    }
}

impl Paths {
    /// The visible parts of the polyline through `places`.
    ///
    /// Consecutive places that fall on the same device pixel become one point; the picture is
    /// the same, since backends draw at whole pixels. A place that is not finite breaks the line.
    pub fn visible(places: impl IntoIterator<Item = Pixel>, plot: Bounds) -> Self {
        let (mut paths, mut pen) = (Self::default(), Pen::default());
        for place in places {
            paths.reach(&mut pen, place, plot);
        }
        paths.finish();
        paths
    }

    /// Goes on to the next place. Apart from the loop, which is compiled for every kind of iterator.
    #[inline(never)]
    fn reach(&mut self, pen: &mut Pen, place: Pixel, plot: Bounds) {
        pen.reach(place, plot, |point, goes_on| {
            if !goes_on {
                self.finish();
            }
            self.push_point(point);
        });
    }

    fn push(&mut self, at: Pixel) {
        // The plot is at most some thousand pixels wide, so every clipped place fits.
        self.push_point((at.x.round() as i32, at.y.round() as i32));
    }

    /// Adds a point to the line that is being made, unless that is its last point already.
    pub fn push_point(&mut self, point: (i32, i32)) {
        let begun = self.points.len() > self.ends.last().copied().unwrap_or(0);
        if !begun || self.points.last() != Some(&point) {
            self.points.push(point);
        }
    }

    /// Ends the line that is being made, if there is one.
    pub fn finish(&mut self) {
        if self.points.len() > self.ends.last().copied().unwrap_or(0) {
            self.ends.push(self.points.len());
        }
    }

    /// Adds all lines of `other`.
    pub fn append(&mut self, other: &Self) {
        let offset = self.points.len();
        self.points.extend_from_slice(&other.points);
        self.ends.extend(other.ends.iter().map(|end| offset + end));
    }

    /// The polylines, each of at least one point.
    pub fn iter(&self) -> impl Iterator<Item = &[(i32, i32)]> {
        (0..self.ends.len()).map(|i| {
            let begin = if i == 0 { 0 } else { self.ends[i - 1] };
            &self.points[begin..self.ends[i]]
        })
    }

    /// Draws all of them in one style.
    pub fn draw<DB: DrawingBackend>(&self, area: &Area<DB>, style: ShapeStyle) -> DrawResult<DB> {
        for points in self.iter() {
            area.draw(&Line { points, style })?;
        }
        Ok(())
    }

    /// How many points there are in all.
    #[cfg(test)]
    pub fn len(&self) -> usize {
        self.points.len()
    }

    /// Whether any of the lines runs through `hole`.
    pub fn meet(&self, hole: &Bounds) -> bool {
        self.iter()
            .flat_map(|line| line.windows(2))
            .any(|pair| hole.clip(place(pair[0]), place(pair[1])).is_some())
    }

    /// The parts outside `hole`, for a label that stands there.
    pub fn without(&self, hole: Bounds) -> Self {
        let mut kept = Self::default();
        for line in self.iter() {
            for (&from, &to) in line.iter().zip(&line[1..]) {
                let (from, to) = (place(from), place(to));
                match hole.clip(from, to) {
                    None => {
                        kept.push(from);
                        kept.push(to);
                    }
                    Some((enter, leave)) => {
                        if enter != from {
                            kept.push(from);
                            kept.push(enter);
                        }
                        kept.finish();
                        if leave != to {
                            kept.push(leave);
                            kept.push(to);
                        }
                    }
                }
            }
            kept.finish();
        }
        kept
    }
}

/// A polyline to be drawn, without a copy of its points.
pub(super) struct Line<'a> {
    pub points: &'a [(i32, i32)],
    pub style: ShapeStyle,
}

impl<'a> PointCollection<'a, (i32, i32)> for &'a Line<'a> {
    type Point = &'a (i32, i32);
    type IntoIter = &'a [(i32, i32)];

    fn point_iter(self) -> Self::IntoIter {
        self.points
    }
}

impl<DB: DrawingBackend> Drawable<DB> for Line<'_> {
    fn draw<I: Iterator<Item = BackendCoord>>(
        &self,
        points: I,
        backend: &mut DB,
        _: (u32, u32),
    ) -> Result<(), DrawingErrorKind<DB::ErrorType>> {
        backend.draw_path(points, &self.style)
    }
}

/// The place of a device pixel.
pub(super) fn place((x, y): (i32, i32)) -> Pixel {
    Pixel {
        x: f64::from(x),
        y: f64::from(y),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const PLOT: Bounds = Bounds {
        left: 90.0,
        top: 40.0,
        right: 1270.0,
        bottom: 700.0,
    };

    fn at(x: f64, y: f64) -> Pixel {
        Pixel { x, y }
    }

    fn lines(paths: &Paths) -> Vec<Vec<(i32, i32)>> {
        paths.iter().map(<[_]>::to_vec).collect()
    }

    proptest! {
        #[test]
        fn every_visible_place_is_on_the_line(
            places in prop::collection::vec((0.0..1400.0, 0.0..800.0), 2..200),
        ) {
            let places: Vec<_> = places.into_iter().map(|(x, y)| at(x, y)).collect();
            let drawn: Vec<_> = lines(&Paths::visible(places.clone(), PLOT)).concat();
            for place in places.iter().filter(|place| PLOT.contains(**place)) {
                let pixel = (place.x.round() as i32, place.y.round() as i32);
                prop_assert!(drawn.contains(&pixel), "{place:?}");
            }
            for (x, y) in drawn {
                prop_assert!(PLOT.contains(at(f64::from(x), f64::from(y))));
            }
        }

        #[test]
        fn jitter_is_thinned_and_keeps_its_extent(
            steps in prop::collection::vec((-0.4..0.4, -0.4..0.4), 100..1000),
        ) {
            let mut walker = at(600.0, 300.0);
            let walk: Vec<_> = steps
                .iter()
                .map(|(dx, dy)| {
                    walker = at(walker.x + dx, walker.y + dy);
                    walker
                })
                .collect();
            let paths = Paths::visible(walk.clone(), PLOT);
            let drawn: Vec<_> = lines(&paths).concat();
            prop_assert!(drawn.len() < walk.len());
            let around = |points: &[Pixel]| Bounds::around(points);
            let (all, kept) = (
                around(&walk),
                around(&drawn.iter().map(|&point| place(point)).collect::<Vec<_>>()),
            );
            prop_assert!((all.left - kept.left).abs() <= 0.5 && (all.top - kept.top).abs() <= 0.5);
            prop_assert!((all.right - kept.right).abs() <= 0.5);
            prop_assert!((all.bottom - kept.bottom).abs() <= 0.5);
            prop_assert!(drawn.windows(2).all(|pair| pair[0] != pair[1]));
        }

        #[test]
        fn a_hole_is_left_open(
            places in prop::collection::vec((90.0..1270.0, 40.0..700.0), 2..40),
        ) {
            let hole = Bounds { left: 400.0, top: 200.0, right: 900.0, bottom: 500.0 };
            let places: Vec<_> = places.into_iter().map(|(x, y)| at(x, y)).collect();
            let paths = Paths::visible(places, PLOT).without(hole);
            // Cuts are rounded to whole pixels, so a line may reach half a pixel in.
            let inner = hole.grown(-2.0);
            for line in paths.iter() {
                for pair in line.windows(2) {
                    prop_assert!(inner.clip(place(pair[0]), place(pair[1])).is_none());
                }
            }
        }
    }

    #[test]
    fn a_line_that_leaves_and_returns_is_two() {
        let paths = Paths::visible(
            [at(600.0, 300.0), at(600.0, -1e300), at(700.0, 300.0)],
            PLOT,
        );
        assert_eq!(
            lines(&paths),
            [vec![(600, 300), (600, 40)], vec![(700, 40), (700, 300)]]
        );
    }

    #[test]
    fn what_is_no_number_breaks_the_line() {
        let nowhere = at(f64::NAN, 300.0);
        let paths = Paths::visible(
            [
                at(100.0, 50.0),
                at(110.0, 50.0),
                nowhere,
                at(120.0, 50.0),
                at(130.0, 50.0),
            ],
            PLOT,
        );
        assert_eq!(
            lines(&paths),
            [vec![(100, 50), (110, 50)], vec![(120, 50), (130, 50)]]
        );
    }
}
