//! Reference pictures: the drawing of a few scenes, compared with the pictures that were looked
//! at and found good.
//!
//! `DOWNHILL_PICTURES=make cargo test --test drawing` writes them anew; look at each before you
//! commit it.

#[path = "pictures/svg.rs"]
mod svg;

use downhill::{
    ArrowKind, Arrows, AxisTitle, AxisTitles, CLASSICS, Camera, Chart, Curve, DataLine,
    DataOverlay, Gradient, Landscape, LinearModel, LossPicture, Overlay, Params, Race, RaceConfig,
    Reading, Region, Screen, Theme, Trail, View,
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
    raced_on(landscape, steps, units, |titles, overlay| {
        svg::surface(view, landscape, theme, titles, overlay)
    })
}

/// Draws the ways of so many steps with the landscape's titles.
fn raced_on(
    landscape: &dyn Landscape,
    steps: usize,
    units: [&str; 2],
    draw: impl FnOnce(&AxisTitles, &Overlay) -> String,
) -> String {
    let ways = ways(landscape, steps);
    let trails: Vec<Trail> = ways
        .iter()
        .enumerate()
        .map(|(style, points)| Trail::through(points, style))
        .collect();
    let name = match landscape.as_quadratic() {
        Some(_) => "least squares",
        None => "minimum",
    };
    let overlay = Overlay {
        trails: &trails,
        start: Some(landscape.start()),
        minima: (landscape.minima(), name),
        ..Overlay::default()
    };
    let mut titles = AxisTitles::of_line(units[0], units[1]);
    if landscape.as_quadratic().is_none() {
        let plain = |name: &str| AxisTitle {
            name: name.to_owned(),
            unit: String::new(),
            reading: Reading::default(),
        };
        titles = AxisTitles {
            m: plain("m"),
            b: plain("b"),
        };
    }
    draw(&titles, &overlay)
}

/// The same in three dimensions.
fn scene(
    landscape: &dyn Landscape,
    theme: &Theme,
    (size, camera): ([f64; 2], Camera),
    steps: usize,
    units: [&str; 2],
) -> String {
    let view = View::of(landscape, screen(size[0], size[1], theme));
    raced_on(landscape, steps, units, |titles, overlay| {
        svg::scene(&view, camera, landscape, theme, titles, overlay)
    })
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
fn scene_of_the_bowl() {
    let size = [900.0, 620.0];
    let picture = scene(
        &diamonds(),
        &Theme::light(),
        (size, Camera::default()),
        120,
        STANDARDIZED,
    );
    compare("scene-light.svg", &picture);
}

#[test]
fn scene_on_a_dark_phone_from_behind() {
    let camera = Camera {
        azimuth: 140.0,
        elevation: 24.0,
        distance: 5.0,
    };
    let theme = Theme::dark();
    let picture = scene(
        &diamonds(),
        &theme,
        ([360.0, 330.0], camera),
        40,
        STANDARDIZED,
    );
    compare("scene-phone-dark.svg", &picture);
}

#[test]
fn scene_of_the_ravine_in_dollars() {
    let units = ["dollars per carat", "dollars"];
    let view = ([800.0, 600.0], Camera::default());
    compare(
        "scene-ravine.svg",
        &scene(&ravine(), &Theme::light(), view, 120, units),
    );
}

#[test]
fn scene_of_a_test_surface() {
    let hills = CLASSICS
        .iter()
        .find(|classic| classic.name == "himmelblau")
        .expect("it is there");
    let view = ([800.0, 600.0], Camera::default());
    compare(
        "scene-himmelblau.svg",
        &scene(hills, &Theme::dark(), view, 0, STANDARDIZED),
    );
}

/// The default race after some steps, with its training rows in their own units.
fn raced(steps: u64) -> (Race, Vec<[f64; 2]>) {
    let data = downhill::diamonds();
    let mut race = Race::new(&data, RaceConfig::default()).expect("the default is good");
    race.advance(steps);
    let split = race.split().expect("rows");
    let places = split.source[..split.train.len()].iter();
    let rows = places.map(|&row| data.rows()[usize::from(row)]).collect();
    (race, rows)
}

fn data_picture(steps: u64, size: [f64; 2], theme: &Theme, squares: Option<usize>) -> String {
    let (race, rows) = raced(steps);
    let [across, up] = Chart::ranges(&rows);
    let chart = Chart::new(across, up, screen(size[0], size[1], theme));
    let states = (0..race.racers()).filter_map(|racer| race.state(racer));
    let lines: Vec<DataLine> = states
        .enumerate()
        .map(|(style, state)| DataLine {
            params: state.own_units,
            style,
        })
        .collect();
    let report = race.report(0).expect("a step was made");
    let batch: Vec<[f64; 2]> = report
        .batch
        .iter()
        .map(|&row| rows[usize::from(row)])
        .collect();
    let overlay = DataOverlay {
        lines: &lines,
        batch: &batch,
        squares: squares.map(|racer| (racer, batch.as_slice())),
        preview: squares.map(|_| race.own_units(Params::new(0.5, 0.2))),
        row: squares.map(|_| rows[7]),
    };
    let titles = [AxisTitle::plain("carat"), AxisTitle::plain("price")];
    svg::data(&chart, &rows, theme, (&titles[0], &titles[1]), &overlay)
}

/// The default race after some steps, with everything that can be shown of one racer's last update.
fn update_picture(
    update: (u64, usize),
    lit: Option<ArrowKind>,
    size: [f64; 2],
    theme: &Theme,
    config: &str,
) -> String {
    update_seen_from(None, (update, lit), size, theme, config)
}

/// The same, perhaps on the surface in three dimensions.
fn update_seen_from(
    camera: Option<Camera>,
    ((steps, racer), lit): ((u64, usize), Option<ArrowKind>),
    size: [f64; 2],
    theme: &Theme,
    config: &str,
) -> String {
    let data = downhill::diamonds();
    let config = serde_json::from_str(config).expect("JSON");
    let config = RaceConfig::read(&config).expect("a good config");
    let mut race = Race::new(&data, config).expect("a good race");
    race.advance(steps);
    let report = race.report(racer).expect("an update");
    let rows = &race.split().expect("rows").train;
    let batch = report.batch.iter().map(|&row| rows[usize::from(row)]);
    let batch = LinearModel::new(&batch.collect::<Vec<_>>(), Params::new(0.0, 0.0));
    let points: Vec<Vec<Params>> = (0..race.racers()).filter_map(|i| race.trail(i)).collect();
    let trails: Vec<Trail> = points
        .iter()
        .enumerate()
        .map(|(style, points)| Trail::through(points, style))
        .collect();
    let landscape = race.landscape();
    let overlay = Overlay {
        trails: &trails,
        start: Some(points[0][0]),
        minima: (landscape.minima(), "least squares"),
        batch: Some(&batch),
        arrows: Some(Arrows {
            from: report.params_before.into(),
            to: report.params_after.into(),
            arrows: &report.arrows(),
            kinds: &ArrowKind::ALL,
            style: racer,
            lit,
        }),
    };
    let view = View::of(landscape, screen(size[0], size[1], theme));
    let titles = AxisTitles::of_line("standardized", "standardized");
    match camera {
        Some(camera) => svg::scene(&view, camera, landscape, theme, &titles, &overlay),
        None => svg::surface(&view, landscape, theme, &titles, &overlay),
    }
}

#[test]
fn an_update_of_adam_on_its_batch() {
    compare(
        "update-light.svg",
        &update_picture((20, 3), None, [800.0, 600.0], &Theme::light(), "{}"),
    );
}

#[test]
fn an_update_of_momentum_with_its_velocity_lit() {
    let lit = Some(ArrowKind::Momentum);
    compare(
        "update-dark-lit.svg",
        &update_picture((12, 1), lit, [800.0, 600.0], &Theme::dark(), "{}"),
    );
}

#[test]
fn an_update_on_one_row_for_a_projector() {
    let (theme, size) = (Theme::light().for_projector(), [800.0, 600.0]);
    compare(
        "update-one-row.svg",
        &update_picture((6, 0), None, size, &theme, r#"{"batchSize": 1}"#),
    );
}

#[test]
fn an_update_of_rmsprop_on_a_phone() {
    compare(
        "update-phone.svg",
        &update_picture((150, 2), None, [360.0, 360.0], &Theme::light(), "{}"),
    );
}

#[test]
fn an_update_of_adam_on_the_surface() {
    let (camera, theme) = (Some(Camera::default()), Theme::light());
    compare(
        "scene-update.svg",
        &update_seen_from(camera, ((20, 3), None), [800.0, 600.0], &theme, "{}"),
    );
}

#[test]
fn an_update_that_is_partly_behind_the_surface() {
    let camera = Some(Camera {
        azimuth: 150.0,
        elevation: 20.0,
        distance: 4.0,
    });
    let lit = Some(ArrowKind::Momentum);
    compare(
        "scene-update-behind.svg",
        &update_seen_from(camera, ((14, 1), lit), [800.0, 600.0], &Theme::dark(), "{}"),
    );
}

/// The whole bowl, or its minimum from close by, with axes in the data's own units.
fn own_units(reach: Option<f64>, camera: Option<Camera>) -> String {
    let (landscape, theme) = (diamonds(), Theme::light());
    let screen = screen(640.0, 480.0, &theme);
    let view = match reach {
        None => View::of(&landscape, screen),
        Some(reach) => {
            let region = Region {
                m: [0.92 - reach, 0.92 + reach],
                b: [-reach, reach],
            };
            View::fit(region, screen)
        }
    };
    let mut titles = AxisTitles::of_line("dollars per carat", "dollars");
    titles.m.reading.factor = 8400.0;
    titles.b.name = "b: price at the mean weight".to_owned();
    titles.b.reading = Reading {
        factor: 3990.0,
        offset: 3930.0,
    };
    let overlay = Overlay {
        minima: (landscape.minima(), "least squares"),
        ..Overlay::default()
    };
    match camera {
        Some(camera) => svg::scene(&view, camera, &landscape, &theme, &titles, &overlay),
        None => svg::surface(&view, &landscape, &theme, &titles, &overlay),
    }
}

#[test]
fn axes_in_dollars_on_the_surface() {
    compare(
        "units-own-scene.svg",
        &own_units(None, Some(Camera::default())),
    );
}

#[test]
fn axes_in_dollars() {
    compare("units-own.svg", &own_units(None, None));
}

#[test]
fn axes_in_dollars_from_close_by() {
    compare("units-own-close.svg", &own_units(Some(1e-9), None));
}

#[test]
fn data_with_residual_squares() {
    compare(
        "data-light.svg",
        &data_picture(60, [640.0, 420.0], &Theme::light(), Some(0)),
    );
}

#[test]
fn data_on_a_dark_phone() {
    compare(
        "data-phone-dark.svg",
        &data_picture(2000, [330.0, 280.0], &Theme::dark(), None),
    );
}

fn loss_picture(
    steps: u64,
    by_epoch: bool,
    logarithmic: bool,
    size: [f64; 2],
    theme: &Theme,
) -> String {
    let (race, _) = raced(steps);
    let columns = size[0] as usize;
    let losses = |racer| match by_epoch {
        true => race.losses_by_epoch(racer, steps, columns),
        false => race.losses(racer, steps, columns),
    };
    let (across, end) = match by_epoch {
        true => ("epoch", steps as f64 / race.steps_per_epoch() as f64),
        false => ("step", steps as f64),
    };
    let floor = race.landscape().value(race.landscape().minima()[0]);
    let cursor = (!by_epoch).then_some(steps as f64 / 3.0);
    let named = [across, "training loss", "least possible"];
    let curves = curves_of(&race, losses);
    curves_picture(
        &curves,
        (named, floor, cursor),
        (end, logarithmic),
        size,
        theme,
    )
}

fn curves_of(race: &Race, points: impl Fn(usize) -> Option<Vec<[f64; 2]>>) -> Vec<Curve> {
    let racers = 0..race.racers();
    racers
        .map(|racer| {
            let points = points(racer).expect("a racer");
            Curve {
                head: points.last().copied(),
                points,
                style: racer,
            }
        })
        .collect()
}

fn curves_picture(
    curves: &[Curve],
    ([across, up, least], floor, cursor): ([&str; 3], f64, Option<f64>),
    (end, logarithmic): (f64, bool),
    size: [f64; 2],
    theme: &Theme,
) -> String {
    let picture = LossPicture {
        ghosts: &[],
        curves,
        floor: Some((floor, least)),
        cursor,
        across: AxisTitle::plain(across),
        up: AxisTitle::plain(up),
    };
    let chart = picture.chart(end, logarithmic, screen(size[0], size[1], theme));
    svg::losses(&chart, theme, &picture)
}

/// The losses of a race over raw data, or its errors on the test rows.
fn raw_losses(test_error: bool, size: [f64; 2], theme: &Theme) -> String {
    let data = downhill::diamonds();
    let config = r#"{"standardize": false, "racers": [{"optimizer": "sgd", "clip": null, "learningRate": 0.1}, {"optimizer": "adam"}]}"#;
    let config = RaceConfig::read(&serde_json::from_str(config).expect("JSON"));
    let mut race = Race::new(&data, config.expect("a good config")).expect("a good race");
    race.advance(60);
    let error = race.test_error().expect("test rows");
    let least = race.landscape().minima()[0];
    let (curves, floor, named) = if test_error {
        (
            curves_of(&race, |racer| race.test_errors(&error, racer, 60, 400)),
            error.at(least),
            ["step", "test RMSE, dollars", "least squares"],
        )
    } else {
        (
            curves_of(&race, |racer| race.losses(racer, 60, 400)),
            race.landscape().value(least),
            ["step", "training loss", "least possible"],
        )
    };
    curves_picture(
        &curves,
        (named, floor, Some(60.0)),
        (60.0, true),
        size,
        theme,
    )
}

#[test]
fn losses_of_raw_data_beside_the_map() {
    compare(
        "loss-raw.svg",
        &raw_losses(false, [376.0, 180.0], &Theme::light()),
    );
}

#[test]
fn test_errors_on_a_phone() {
    compare(
        "loss-test-rmse.svg",
        &raw_losses(true, [328.0, 240.0], &Theme::dark()),
    );
}

#[test]
fn losses_by_step_on_a_logarithmic_axis() {
    compare(
        "loss-light.svg",
        &loss_picture(60, false, true, [640.0, 420.0], &Theme::light()),
    );
}

#[test]
fn losses_by_epoch_on_a_dark_phone() {
    compare(
        "loss-phone-dark.svg",
        &loss_picture(2000, true, false, [330.0, 240.0], &Theme::dark()),
    );
}

#[test]
fn losses_of_many_steps_keep_their_extremes() {
    let (race, _) = raced(3000);
    for racer in 0..race.racers() {
        let all: Vec<f64> = race
            .trail(racer)
            .expect("a racer")
            .iter()
            .map(|at| race.landscape().value(*at))
            .collect();
        let thinned = race.losses(racer, 3000, 100).expect("a racer");
        assert!(thinned.len() <= 400);
        for &[step, loss] in &thinned {
            assert_eq!(loss, all[step as usize]);
        }
        let extremes = |losses: &mut dyn Iterator<Item = f64>| {
            losses.fold([f64::INFINITY, f64::NEG_INFINITY], |[low, high], loss| {
                [low.min(loss), high.max(loss)]
            })
        };
        for column in 0..100 {
            // Column k ends with step 30·(k + 1); the first one has step 0 as well.
            let begin = if column == 0 { 0 } else { 30 * column + 1 };
            let range = begin..=30 * (column + 1);
            let kept = thinned
                .iter()
                .filter(|point| range.contains(&(point[0] as usize)));
            assert_eq!(
                extremes(&mut kept.map(|point| point[1])),
                extremes(&mut all[range.clone()].iter().copied()),
            );
        }
        let by_epoch = race.losses_by_epoch(racer, 3000, 100).expect("a racer");
        let epochs: Vec<f64> = by_epoch.iter().map(|point| point[0]).collect();
        assert_eq!(epochs, (0..=12).map(f64::from).collect::<Vec<_>>());
        assert_eq!(by_epoch[0][1], all[0]);
        assert!((by_epoch[12][1] / all[3000] - 1.0).abs() < 1e-9);
    }
}

#[test]
fn test_errors_are_those_of_the_rows() {
    let (race, _) = raced(3000);
    let error = race.test_error().expect("test rows");
    for racer in 0..race.racers() {
        let trail = race.trail(racer).expect("a racer");
        let by_step = race.test_errors(&error, racer, 3000, 100).expect("a racer");
        assert!(by_step.len() > 100 && by_step.len() <= 401);
        for [step, told] in by_step {
            let exact = race.test_rmse(trail[step as usize]).expect("test rows");
            assert!((told / exact - 1.0).abs() < 1e-12, "{told} {exact}");
        }
        let by_epoch = race.test_errors_by_epoch(&error, racer, 3000, 100);
        let by_epoch = by_epoch.expect("a racer");
        assert_eq!(by_epoch.len(), 13);
        for [epoch, told] in by_epoch {
            let exact = race
                .test_rmse(trail[250 * epoch as usize])
                .expect("test rows");
            assert!((told / exact - 1.0).abs() < 1e-12, "{told} {exact}");
        }
    }
}

#[test]
fn what_was_made_already_is_seen_from_an_earlier_step() {
    let (mut race, _) = raced(40_001);
    let point = |race: &Race| race.state(0).expect("a racer").params;
    let end = point(&race);
    assert_eq!(race.params_near(0, 40_001), Some((40_001, end)));
    assert_eq!(
        race.trail_step(0, race.trail(0).map_or(0, |t| t.len() - 1)),
        Some(40_001)
    );
    race.seek(500);
    let early = point(&race);
    assert_eq!(race.params_near(0, 500), Some((500, early)));
    assert_eq!(race.trail_step(0, 500), Some(500));
    assert_eq!(race.trail_step(0, 501), None);
    let (step, _) = race.params_near(0, 40_001).expect("it was there");
    assert_eq!(step, 40_000);
    let losses = race.losses(0, 40_000, 100).expect("a racer");
    assert_eq!(losses.last().map(|point| point[0]), Some(40_000.0));
    assert_eq!(
        race.losses(0, 500, 100).map(|losses| losses.len() > 100),
        Some(true)
    );
    assert_eq!(race.losses(9, 500, 100), None);
}

#[test]
fn comparing_sees_what_matters() {
    let line = "<polyline opacity=\"1\" points=\"10,20 30,40 \"/>";
    assert!(same(line, &line.replace("30", "31")));
    assert!(!same(line, &line.replace("30", "33")));
    assert!(!same(line, &line.replace("polyline", "polygon")));
    assert!(first_difference(line, "").is_some());
}
