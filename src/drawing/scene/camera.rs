//! Where the surface is looked at from, and what that makes of its places.

use crate::drawing::view::{Pixel, View};

/// Where the eye is: it always looks at the middle of the surface.
///
/// The surface fills a box whose floor has a diagonal of 2√2; m runs to the right and b away from
/// the eye where the azimuth is 0.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
pub struct Camera {
    /// How far the eye has gone around the surface, counterclockwise from above, in degrees.
    pub azimuth: f64,
    /// How far the eye looks down, in degrees: 0 is level, 90 straight from above.
    pub elevation: f64,
    /// How far away the eye is, in half sides of a square box.
    pub distance: f64,
}

impl Camera {
    /// The lowest and the highest elevation: from lower down, a surface hides itself.
    pub const ELEVATIONS: [f64; 2] = [5.0, 90.0];

    /// The least and the greatest distance: the eye stays outside the box.
    pub const DISTANCES: [f64; 2] = [2.0, 12.0];

    /// The nearest camera that is allowed, with its azimuth from −180 to 180.
    ///
    /// What is not a number is taken from the [default](Camera::default).
    pub fn within_limits(self) -> Self {
        let Self {
            azimuth,
            elevation,
            distance,
        } = Self::default();
        let or = |value: f64, other: f64| if value.is_finite() { value } else { other };
        let turned = or(self.azimuth, azimuth).rem_euclid(360.0);
        let [lowest, highest] = Self::ELEVATIONS;
        let [nearest, farthest] = Self::DISTANCES;
        Self {
            azimuth: if turned > 180.0 {
                turned - 360.0
            } else {
                turned
            },
            elevation: or(self.elevation, elevation).clamp(lowest, highest),
            distance: or(self.distance, distance).clamp(nearest, farthest),
        }
    }

    /// The camera after the picture was dragged by `[dx, dy]` CSS pixels: the surface turns with
    /// the hand, half a degree for each pixel.
    pub fn orbited(self, [dx, dy]: [f64; 2]) -> Self {
        const DEGREES: f64 = 0.5;
        Self {
            azimuth: self.azimuth - DEGREES * dx,
            elevation: self.elevation + DEGREES * dy,
            ..self
        }
        .within_limits()
    }

    /// The camera `factor` times as close (below 1: further away).
    pub fn approached(self, factor: f64) -> Self {
        Self {
            distance: self.distance / factor,
            ..self
        }
        .within_limits()
    }
}

impl Default for Camera {
    /// From the left of the front, well above: the bottom of a bowl is in sight.
    fn default() -> Self {
        Self {
            azimuth: -30.0,
            elevation: 56.0,
            distance: 6.0,
        }
    }
}

/// A place in the box: across (m), away (b) and up (loss), each from minus to plus its half side.
pub(super) type Spot = [f64; 3];

/// A place on the picture and how near it is: the inverse of the distance along the line of
/// sight, which is linear on the screen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Sight {
    pub at: Pixel,
    pub nearness: f64,
}

/// From the box to the picture.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Projection {
    /// Half the sides of the box: across, away, up.
    pub half: Spot,
    right: Spot,
    up: Spot,
    forward: Spot,
    distance: f64,
    /// Device pixels of a unit at a distance of 1.
    focal: f64,
    middle: Pixel,
}

/// Half the height of the box.
const HALF_HEIGHT: f64 = 0.36;

/// The room of the box at the default distance, sideways and upwards from its middle.
const ROOM: [f64; 2] = [1.38, 1.32];

/// What is left beside and above the box for labels, in the size of text.
const MARGIN: [f64; 2] = [3.2, 1.8];

/// The middle of the box is so far down the picture: what is nearer to the eye is larger.
const MIDDLE: f64 = 0.46;

fn dot(one: Spot, other: Spot) -> f64 {
    one[0] * other[0] + one[1] * other[1] + one[2] * other[2]
}

impl Projection {
    /// The projection for a picture of the size of `view`, with room for labels. The floor has the
    /// proportions of its plot, so that circles stay circles.
    pub fn new(view: &View, camera: Camera, text_size: f64) -> Self {
        let camera = camera.within_limits();
        let plot = view.plot();
        let diagonal = plot.width().hypot(plot.height());
        let half = [plot.width(), plot.height()].map(|side| side / diagonal * 2f64.sqrt());
        let (sin, cos) = camera.azimuth.to_radians().sin_cos();
        let (down, level) = camera.elevation.to_radians().sin_cos();
        let (width, height) = view.device_size();
        let (width, height) = (f64::from(width), f64::from(height));
        let room = |length: f64, k: usize| {
            let free = length / 2.0 - view.device(MARGIN[k] * text_size);
            free.max(length / 4.0) / ROOM[k]
        };
        let fit = room(width, 0).min(room(height, 1));
        Self {
            half: [half[0], half[1], HALF_HEIGHT],
            right: [cos, sin, 0.0],
            up: [-sin * down, cos * down, level],
            forward: [-sin * level, cos * level, -down],
            distance: camera.distance,
            focal: fit * Camera::default().distance,
            middle: Pixel {
                x: width / 2.0,
                y: MIDDLE * height,
            },
        }
    }

    /// Where a place of the box is seen.
    #[inline]
    pub fn see(&self, spot: Spot) -> Sight {
        let nearness = 1.0 / (self.distance + dot(spot, self.forward));
        let scale = self.focal * nearness;
        Sight {
            at: Pixel {
                x: self.middle.x + scale * dot(spot, self.right),
                y: self.middle.y - scale * dot(spot, self.up),
            },
            nearness,
        }
    }

    /// Where the place of the floor plan (0 to 1 across and away) at a height (0 to 1) is.
    #[inline]
    pub fn spot(&self, [u, v]: [f64; 2], height: f64) -> Spot {
        let [x, y, z] = self.half;
        [
            (2.0 * u - 1.0) * x,
            (2.0 * v - 1.0) * y,
            (2.0 * height - 1.0) * z,
        ]
    }

    /// Whether the eye sees the upper side of a surface that grows by `slope` across and away, as
    /// parts of the box, at a place.
    #[inline]
    pub fn sees_upper_side(&self, spot: Spot, slope: [f64; 2]) -> bool {
        let [x, y, z] = self.half;
        let normal = [-slope[0] * z / x, -slope[1] * z / y, 1.0];
        let to_eye = std::array::from_fn(|k| -self.distance * self.forward[k] - spot[k]);
        dot(normal, to_eye) > 0.0
    }

    /// Whether a wall whose outside looks into `direction` is behind the box.
    pub fn is_behind(&self, direction: [f64; 2]) -> bool {
        direction[0] * self.forward[0] + direction[1] * self.forward[1] >= 0.0
    }

    /// The direction of the light, which comes along with the eye: from above, its left and behind.
    pub fn light(&self) -> Spot {
        let light: Spot = std::array::from_fn(|k| {
            let upright = if k == 2 { 0.75 } else { 0.0 };
            -0.55 * self.right[k] - 0.35 * self.forward[k] + upright
        });
        let length = dot(light, light).sqrt();
        light.map(|part| part / length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drawing::fixtures::{diamonds, view_of};
    use proptest::prelude::*;

    fn camera() -> impl Strategy<Value = Camera> {
        (-1e3..1e3, -10.0..100.0, 0.0..20.0).prop_map(|(azimuth, elevation, distance)| Camera {
            azimuth,
            elevation,
            distance,
        })
    }

    proptest! {
        #[test]
        fn the_box_is_seen_and_its_places_can_be_told_back(
            camera in camera(),
            u in 0.0..1.0,
            v in 0.0..1.0,
            height in 0.0..1.0,
        ) {
            let view = view_of(&diamonds(), 800.0, 600.0);
            let eye = Projection::new(&view, camera, 13.0);
            let spot = eye.spot([u, v], height);
            let Sight { at, nearness } = eye.see(spot);
            prop_assert!(nearness > 0.0 && nearness < 10.0, "{nearness}");
            // Back along the line of sight.
            let depth = 1.0 / nearness;
            let across = (at.x - eye.middle.x) * depth / eye.focal;
            let upwards = (eye.middle.y - at.y) * depth / eye.focal;
            for k in 0..3 {
                let back = across * eye.right[k]
                    + upwards * eye.up[k]
                    + (depth - eye.distance) * eye.forward[k];
                prop_assert!((back - spot[k]).abs() < 1e-9, "{k}: {back} {spot:?}");
            }
        }

        #[test]
        fn orbiting_there_and_back_is_where_it_was(dx in -1e3..1e3, dy in -50.0..50.0) {
            let back = Camera::default().orbited([dx, dy]).orbited([-dx, -dy]);
            prop_assert!((back.azimuth - Camera::default().azimuth).abs() < 1e-9);
            prop_assert!((back.elevation - Camera::default().elevation).abs() < 1e-9);
        }
    }

    #[test]
    fn from_above_the_floor_lies_as_on_the_map() {
        let view = view_of(&diamonds(), 800.0, 600.0);
        let eye = Projection::new(
            &view,
            Camera {
                azimuth: 0.0,
                elevation: 90.0,
                distance: 5.0,
            },
            13.0,
        );
        let [low, right, away] =
            [[0.0, 0.0], [1.0, 0.0], [0.0, 1.0]].map(|at| eye.see(eye.spot(at, 0.5)).at);
        assert!(right.x > low.x && (right.y - low.y).abs() < 1e-6);
        assert!(away.y < low.y && (away.x - low.x).abs() < 1e-6);
        let plot = view.plot();
        let aspect = (right.x - low.x) / (low.y - away.y);
        assert!((aspect - plot.width() / plot.height()).abs() < 1e-9);
    }

    #[test]
    fn cameras_are_kept_within_their_limits() {
        let wild = Camera {
            azimuth: 190.0,
            elevation: f64::NAN,
            distance: f64::INFINITY,
        };
        assert_eq!(
            wild.within_limits(),
            Camera {
                azimuth: -170.0,
                ..Camera::default()
            }
        );
        assert_eq!(Camera::default().within_limits(), Camera::default());
        let down = Camera::default().orbited([0.0, -1e6]);
        assert_eq!(down.elevation, Camera::ELEVATIONS[0]);
        assert_eq!(
            Camera::default().approached(1e9).distance,
            Camera::DISTANCES[0]
        );
        assert_eq!(
            Camera::default().approached(1e-9).distance,
            Camera::DISTANCES[1]
        );
    }
}
