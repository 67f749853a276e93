//! Reference pictures: the drawing of a few scenes, compared with the pictures that were looked
//! at and found good.
//!
//! `DOWNHILL_PICTURES=make cargo test --test drawing` writes them anew; look at each before you
//! commit it.

#[path = "pictures/svg.rs"]
mod svg;

use downhill::{
    AxisTitle, AxisTitles, CLASSICS, Gradient, Landscape, LinearModel, Overlay, Params, Region,
    Screen, Theme, Trail, View,
};
use std::path::Path;

/// Rows whose bowl is that of the standardized diamonds: minimum (0.92, 0), floor 0.15.
fn diamonds() -> LinearModel {
    let rows: Vec<[f64; 2]> = [[-1.0, -1.0], [-1.0, 1.0], [1.0, -1.0], [1.0, 1.0]]
        .map(|[x, sign]| [x, 0.92 * x + sign * 0.15_f64.sqrt()])
        .to_vec();
    LinearModel::new(&rows, Params::new(-1.5, 2.0))
}

/// Rows in carats and dollars, whose bowl is a narrow ravine.
fn ravine() -> LinearModel {
    let rows: Vec<[f64; 2]> = (0..40)
        .map(|i| {
            let x = 0.2 + 0.04 * f64::from(i);
            [
                x,
                7756.0 * x - 2256.0 + if i % 2 == 0 { 1500.0 } else { -1500.0 },
            ]
        })
        .collect();
    LinearModel::new(&rows, Params::new(0.0, 0.0))
}

/// Four made-up ways down: steady, with momentum, by signs, and with noise.
fn ways(landscape: &dyn Landscape, steps: usize) -> Vec<Vec<Params>> {
    let rules: [fn(&mut State, Gradient) -> Gradient; 4] = [
        |_, slope| Gradient::new(0.04 * slope.dm, 0.04 * slope.db),
        |state, slope| {
            state.velocity.dm = 0.9 * state.velocity.dm + 0.02 * slope.dm;
            state.velocity.db = 0.9 * state.velocity.db + 0.02 * slope.db;
            state.velocity
        },
        |_, slope| {
            let step = |s: f64| 0.03 * s.signum() * s.abs().min(0.4).sqrt();
            Gradient::new(step(slope.dm), step(slope.db))
        },
        |state, slope| {
            let noise =
                |seed: u32| f64::from(seed.wrapping_mul(2_654_435_769) >> 16) / 32768.0 - 1.0;
            state.seed += 2;
            Gradient::new(
                0.05 * (slope.dm + 0.9 * noise(state.seed)),
                0.02 * (slope.db + 2.1 * noise(state.seed + 1)),
            )
        },
    ];
    rules
        .map(|rule| {
            let mut state = State::default();
            let mut at = landscape.start();
            let mut way = vec![at];
            for _ in 0..steps {
                let step = rule(&mut state, landscape.gradient(at));
                at = Params::new(at.m - step.dm, at.b - step.db);
                way.push(at);
            }
            way
        })
        .to_vec()
}

#[derive(Default)]
struct State {
    velocity: Gradient,
    seed: u32,
}

fn screen(width: f64, height: f64, theme: &Theme) -> Screen {
    Screen {
        width,
        height,
        pixel_ratio: 2.0,
        text_size: theme.text_size,
    }
}

fn race(
    landscape: &dyn Landscape,
    theme: &Theme,
    view: &View,
    steps: usize,
    units: [&str; 2],
) -> String {
    let ways = ways(landscape, steps);
    let trails: Vec<Trail> = ways
        .iter()
        .enumerate()
        .map(|(style, points)| Trail { points, style })
        .collect();
    let name = match landscape.as_quadratic() {
        Some(_) => "least squares",
        None => "minimum",
    };
    let overlay = Overlay {
        trails: &trails,
        start: Some(landscape.start()),
        minimum: Some((landscape.minima()[0], name)),
    };
    let mut titles = AxisTitles::of_line(units[0], units[1]);
    if landscape.as_quadratic().is_none() {
        let plain = |name: &str| AxisTitle {
            name: name.to_owned(),
            unit: String::new(),
        };
        titles = AxisTitles {
            m: plain("m"),
            b: plain("b"),
        };
    }
    svg::surface(view, landscape, theme, &titles, &overlay)
}

const STANDARDIZED: [&str; 2] = ["standardized", "standardized"];

fn compare(name: &str, picture: &str) {
    let kept = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/pictures")
        .join(name);
    if std::env::var("DOWNHILL_PICTURES").is_ok_and(|wish| wish == "make") {
        std::fs::write(&kept, picture).expect("tests/pictures can be written");
        return;
    }
    let reference = std::fs::read_to_string(&kept).expect("the reference picture");
    if let Some(difference) = first_difference(&reference, picture) {
        let seen = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        std::fs::write(&seen, picture).expect("the target directory can be written");
        panic!(
            "{} is not {}: {difference}\nIf it should be, see the top of tests/drawing.rs.",
            seen.display(),
            kept.display()
        );
    }
}

/// Where two pictures differ by more than a pixel's rounding, which sines and cosines of
/// another machine may tip over. The heat map is tested for itself.
fn first_difference(reference: &str, picture: &str) -> Option<String> {
    let (mut old, mut new) = (reference.lines(), picture.lines());
    loop {
        match (old.next(), new.next()) {
            (None, None) => return None,
            (Some(old), Some(new)) if same(old, new) => {}
            (old, new) => {
                return Some(format!(
                    "{} became {}",
                    old.unwrap_or("nothing"),
                    new.unwrap_or("nothing")
                ));
            }
        }
    }
}

fn same(old: &str, new: &str) -> bool {
    let tokens = |line: &str| -> Vec<String> {
        let line = line.split(";base64,").next().unwrap_or_default();
        line.split_inclusive([' ', ',', '"'])
            .map(str::to_owned)
            .collect()
    };
    let (old, new) = (tokens(old), tokens(new));
    let number = |text: &str| text.trim_end_matches([' ', ',', '"']).parse::<f64>().ok();
    old.len() == new.len()
        && old.iter().zip(&new).all(|(old, new)| {
            old == new
                || matches!((number(old), number(new)), (Some(a), Some(b)) if (a - b).abs() <= 1.0)
        })
}

#[test]
fn wide_light() {
    let (landscape, theme) = (diamonds(), Theme::light());
    let view = View::of(&landscape, screen(1280.0, 800.0, &theme));
    compare(
        "wide-light.svg",
        &race(&landscape, &theme, &view, 120, STANDARDIZED),
    );
}

#[test]
fn wide_dark() {
    let (landscape, theme) = (diamonds(), Theme::dark());
    let view = View::of(&landscape, screen(1280.0, 800.0, &theme));
    compare(
        "wide-dark.svg",
        &race(&landscape, &theme, &view, 120, STANDARDIZED),
    );
}

#[test]
fn phone_light() {
    let (landscape, theme) = (diamonds(), Theme::light());
    let view = View::of(&landscape, screen(360.0, 360.0, &theme));
    compare(
        "phone-light.svg",
        &race(&landscape, &theme, &view, 20, STANDARDIZED),
    );
}

#[test]
fn phone_dark_at_the_start() {
    let (landscape, theme) = (diamonds(), Theme::dark());
    let view = View::of(&landscape, screen(360.0, 360.0, &theme));
    compare(
        "phone-dark-start.svg",
        &race(&landscape, &theme, &view, 0, STANDARDIZED),
    );
}

#[test]
fn ravine_in_dollars() {
    let (landscape, theme) = (ravine(), Theme::light());
    let view = View::of(&landscape, screen(800.0, 600.0, &theme));
    let units = ["dollars per carat", "dollars"];
    compare("ravine.svg", &race(&landscape, &theme, &view, 120, units));
}

#[test]
fn a_curved_valley_by_marching_squares() {
    let theme = Theme::light();
    let valley = CLASSICS
        .iter()
        .find(|classic| classic.name == "rosenbrock")
        .expect("it is there");
    let view = View::of(valley, screen(800.0, 600.0, &theme));
    compare(
        "rosenbrock.svg",
        &race(valley, &theme, &view, 0, STANDARDIZED),
    );
}

#[test]
fn zoomed_to_the_minimum_for_a_projector() {
    let (landscape, theme) = (diamonds(), Theme::dark().for_projector());
    let region = Region {
        m: [0.92 - 2e-9, 0.92 + 2e-9],
        b: [-2e-9, 2e-9],
    };
    let view = View::fit(region, screen(800.0, 600.0, &theme));
    compare(
        "zoomed.svg",
        &race(&landscape, &theme, &view, 120, STANDARDIZED),
    );
}

#[test]
fn comparing_sees_what_matters() {
    let line = "<polyline opacity=\"1\" points=\"10,20 30,40 \"/>";
    assert!(same(line, &line.replace("30", "31")));
    assert!(!same(line, &line.replace("30", "33")));
    assert!(!same(line, &line.replace("polyline", "polygon")));
    assert!(first_difference(line, "").is_some());
}
