//! Parts of the net's cells on the picture, and what runs evenly over them.

/// A knot of the net on the picture.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Corner {
    pub(super) x: f32,
    pub(super) y: f32,
    /// The first row whose middle is not above it.
    pub(super) row: i32,
    pub(super) nearness: f32,
    /// In entries of the tables.
    pub(super) height: f32,
    /// How bright it is, in 256ths.
    pub(super) bright: f32,
}

/// The sides of a facet from its top down, one way around.
pub(super) struct Outline<'a> {
    corners: &'a [&'a Corner],
    /// The lower end of the side that is followed, and how far on the next corner is.
    end: usize,
    next: usize,
    /// The first column whose middle is not left of the side, and how it changes with a row.
    column: i32,
    step: i32,
}

/// The binary digits that columns have after the point.
const FRACTION: u32 = 16;

impl<'a> Outline<'a> {
    pub(super) fn new(corners: &'a [&'a Corner], top: usize, next: usize) -> Self {
        Self {
            corners,
            end: top,
            next,
            column: 0,
            step: 0,
        }
    }

    /// Where it crosses the middle of a row; the rows follow each other.
    #[inline]
    pub(super) fn cross(&mut self, row: i32) -> i32 {
        const ONE: f32 = (1 << FRACTION) as f32;
        while row >= self.corners[self.end].row {
            let from = self.corners[self.end];
            self.end = (self.end + self.next) % self.corners.len();
            let to = self.corners[self.end];
            // It depends on nothing but the side, so that neighbours leave no gap.
            let step = (to.x - from.x) / (to.y - from.y) * ONE;
            self.column = ((from.x + 0.5) * ONE + (row as f32 + 0.5 - from.y) * step) as i32;
            self.step = step as i32;
        }
        let column = self.column >> FRACTION;
        self.column = self.column.wrapping_add(self.step);
        column
    }
}

/// How far a cell may be from flat to be painted in one piece, in entries of the tables and in
/// 256ths of brightness: half of what can be told apart.
const FLAT: [f32; 2] = [0.5, 1.0];

/// Whether a cell is convex on the picture and flat.
#[inline]
pub(super) fn is_flat([low, right, high, left]: [&Corner; 4]) -> bool {
    let turn = |one: &Corner, other: &Corner| {
        (one.x - low.x) * (other.y - low.y) - (one.y - low.y) * (other.x - low.x)
    };
    let halves = [turn(right, high), turn(high, left)];
    let across = turn(right, left);
    let twist = |value: fn(&Corner) -> f32| value(low) + value(high) - value(right) - value(left);
    halves[0] * halves[1] > 0.0
        && halves[0] * across > 0.0
        && halves[0] * (halves[0] + halves[1] - across) > 0.0
        && twist(|corner| corner.height).abs() < FLAT[0]
        && twist(|corner| corner.bright).abs() < FLAT[1]
}

/// The middle of a cell.
pub(super) fn middle(corners: [&Corner; 4]) -> Corner {
    let mean = |value: fn(&Corner) -> f32| {
        let [a, b, c, d] = corners.map(value);
        (a + b + c + d) * 0.25
    };
    Corner {
        x: mean(|corner| corner.x),
        y: mean(|corner| corner.y),
        row: 0,
        nearness: mean(|corner| corner.nearness),
        height: mean(|corner| corner.height),
        bright: mean(|corner| corner.bright),
    }
}

/// What runs evenly over a facet: its value at the facet's origin, and what it gains with a pixel to the
/// right and downwards.
#[derive(Clone, Copy)]
pub(super) struct Even {
    pub(super) at: f32,
    pub(super) right: f32,
    pub(super) down: f32,
}

impl Even {
    /// Nowhere near.
    pub(super) const FAR: Self = Self {
        at: 2.0,
        right: 0.0,
        down: 0.0,
    };

    /// The value so many pixels from the origin.
    #[inline]
    pub(super) fn beyond(self, dx: f32, dy: f32) -> f32 {
        self.at + dx * self.right + dy * self.down
    }

    /// What it gains along the steepest way, squared.
    #[inline]
    pub(super) fn steepness(self) -> f32 {
        self.right * self.right + self.down * self.down
    }
}

/// From one corner of a cell to another, and how many cells that is across and away.
pub(super) type Way<'a> = (&'a Corner, &'a Corner, [f32; 2]);

/// A convex part of a cell, which is painted in one piece.
pub(super) struct Facet<'a> {
    pub(super) corners: &'a [&'a Corner],
    /// A place of it, and where in the cell that is.
    pub(super) origin: (&'a Corner, [f32; 2]),
    /// Two ways that say how values change.
    pub(super) ways: [Way<'a>; 2],
}

/// What two ways are on the picture.
pub(super) struct Plane {
    pub(super) ways: [[f32; 2]; 2],
    pub(super) per_area: f32,
}

impl Plane {
    /// What has a value at a place and gains so much on each way.
    #[inline]
    pub(super) fn even(&self, at: f32, gain: f32, other: f32) -> Even {
        let ([x, y], [other_x, other_y]) = (self.ways[0], self.ways[1]);
        Even {
            at,
            right: (gain * other_y - other * y) * self.per_area,
            down: (other * x - gain * other_x) * self.per_area,
        }
    }
}
