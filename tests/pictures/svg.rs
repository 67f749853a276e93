//! Pictures as SVG text, for the tests.

use downhill::{
    AxisTitle, AxisTitles, Bounds, Camera, Chart, DataOverlay, DensityMap, HeatMap, Landscape,
    LossPicture, Overlay, Rgb, Scene, Theme, TrailMemory, View, draw_base, draw_data,
    draw_data_overlay, draw_loss_heads, draw_losses, draw_overlay, draw_scene_base,
    draw_scene_overlay,
};
use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, IntoDrawingArea};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
    FontFamily, FontStyle, FontTransform, text_anchor,
};
use plotters_svg::SVGBackend;
use std::fmt::Write;

/// plotters' SVG backend with text of the size that is asked for: it divides sizes by 1.24, where
/// a canvas takes them as they are.
struct Svg<'a>(SVGBackend<'a>);

const SHRINKAGE: f64 = 1.24;

/// The width of an average character of a sans-serif font, in ems.
const CHARACTER: f64 = 0.55;

type Drawn = Result<(), DrawingErrorKind<std::io::Error>>;

impl DrawingBackend for Svg<'_> {
    type ErrorType = std::io::Error;

    fn get_size(&self) -> (u32, u32) {
        self.0.get_size()
    }

    fn ensure_prepared(&mut self) -> Drawn {
        self.0.ensure_prepared()
    }

    fn present(&mut self) -> Drawn {
        self.0.present()
    }

    fn draw_pixel(&mut self, point: BackendCoord, color: BackendColor) -> Drawn {
        self.0.draw_pixel(point, color)
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        self.0.draw_path(path, style)
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        upper_left: BackendCoord,
        bottom_right: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Drawn {
        self.0.draw_rect(upper_left, bottom_right, style, fill)
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        center: BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Drawn {
        self.0.draw_circle(center, radius, style, fill)
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        self.0.fill_polygon(path, style)
    }

    fn draw_text<S: BackendTextStyle>(
        &mut self,
        text: &str,
        style: &S,
        pos: BackendCoord,
    ) -> Drawn {
        self.0.draw_text(text, &Larger(style), pos)
    }

    fn estimate_text_size<S: BackendTextStyle>(
        &self,
        text: &str,
        style: &S,
    ) -> Result<(u32, u32), DrawingErrorKind<std::io::Error>> {
        let width = text.chars().count() as f64 * CHARACTER * style.size();
        Ok((width.ceil() as u32, style.size().ceil() as u32))
    }
}

/// A text style of the size that is left after the backend's division.
struct Larger<'a, S>(&'a S);

impl<S: BackendTextStyle> BackendTextStyle for Larger<'_, S> {
    type FontError = S::FontError;

    fn color(&self) -> BackendColor {
        self.0.color()
    }

    fn size(&self) -> f64 {
        self.0.size() * SHRINKAGE
    }

    fn transform(&self) -> FontTransform {
        self.0.transform()
    }

    fn style(&self) -> FontStyle {
        self.0.style()
    }

    fn anchor(&self) -> text_anchor::Pos {
        self.0.anchor()
    }

    fn family(&self) -> FontFamily<'_> {
        self.0.family()
    }

    fn layout_box(&self, text: &str) -> Result<((i32, i32), (i32, i32)), S::FontError> {
        self.0.layout_box(text)
    }

    fn draw<E, F: FnMut(i32, i32, BackendColor) -> Result<(), E>>(
        &self,
        text: &str,
        pos: BackendCoord,
        draw: F,
    ) -> Result<Result<(), E>, S::FontError> {
        self.0.draw(text, pos, draw)
    }
}

/// Both layers of a surface as one SVG document.
pub fn surface(
    view: &View,
    landscape: &dyn Landscape,
    theme: &Theme,
    titles: &AxisTitles,
    overlay: &Overlay,
) -> String {
    let plot = view.plot();
    let mut heat = HeatMap::new();
    heat.paint_sized(raster(plot, 96), view.region(), landscape, theme);
    let ground = image(plot, heat.size(), heat.pixels());
    document(
        view.device_size(),
        view.pixel_ratio(),
        theme,
        &ground,
        |area| {
            draw_base(area, view, landscape, theme, titles).expect("a string takes everything");
            draw_overlay(area, view, theme, overlay, &mut TrailMemory::default())
                .expect("a string takes everything");
        },
    )
}

/// Both layers of the surface in three dimensions as one SVG document, its ground at a third of
/// the pixels.
pub fn scene(
    view: &View,
    camera: Camera,
    landscape: &dyn Landscape,
    theme: &Theme,
    titles: &AxisTitles,
    overlay: &Overlay,
) -> String {
    const THIN: usize = 3;
    let readings = [titles.m.reading, titles.b.reading];
    let scene = Scene::new(*view, camera, landscape, theme, readings, None);
    let ((width, height), frame) = (scene.size(), scene.frame());
    let (columns, rows) = (width / THIN, height / THIN);
    let Rgb { red, green, blue } = theme.background;
    let pixels: Vec<u8> = (0..columns * rows)
        .map(|i| THIN * (i / columns) * width + THIN * (i % columns))
        .flat_map(|at| match scene.pixels()[4 * at + 3] {
            0 => [red, green, blue, 255],
            _ => std::array::from_fn(|k| scene.pixels()[4 * at + k]),
        })
        .collect();
    let part = |whole: usize, parts: usize| (THIN * parts) as f64 / whole as f64;
    let frame = Bounds {
        right: frame.right * part(width, columns),
        bottom: frame.bottom * part(height, rows),
        ..frame
    };
    let ground = image(frame, (columns, rows), &pixels);
    let (size, ratio) = (view.device_size(), view.pixel_ratio());
    document(size, ratio, theme, &ground, |area| {
        draw_scene_base(area, &scene, landscape, theme, titles).expect("a string takes everything");
        draw_scene_overlay(area, &scene, theme, overlay, &mut TrailMemory::default())
            .expect("a string takes everything");
    })
}

/// Both layers of the data view as one SVG document.
pub fn data(
    chart: &Chart,
    rows: &[[f64; 2]],
    theme: &Theme,
    titles: (&AxisTitle, &AxisTitle),
    overlay: &DataOverlay,
) -> String {
    let plot = chart.plot();
    let mut density = DensityMap::new();
    density.paint_sized(raster(plot, 150), chart, rows, theme);
    let ground = image(plot, density.size(), density.pixels());
    document(
        chart.device_size(),
        chart.pixel_ratio(),
        theme,
        &ground,
        |area| {
            draw_data(area, chart, theme, titles).expect("a string takes everything");
            draw_data_overlay(area, chart, theme, overlay).expect("a string takes everything");
        },
    )
}

/// The loss view as one SVG document.
pub fn losses(chart: &Chart, theme: &Theme, picture: &LossPicture) -> String {
    document(
        chart.device_size(),
        chart.pixel_ratio(),
        theme,
        "",
        |area| {
            draw_losses(area, chart, theme, picture).expect("a string takes everything");
            draw_loss_heads(area, chart, theme, picture).expect("a string takes everything");
        },
    )
}

/// The size of a raster `across` pixels wide in the proportions of the plot.
fn raster(plot: Bounds, across: u32) -> (usize, usize) {
    let up = (plot.height() / plot.width() * f64::from(across)).ceil();
    (across as usize, up as usize)
}

/// Pixels stretched to the plot.
fn image(plot: Bounds, size: (usize, usize), pixels: &[u8]) -> String {
    format!(
        "<image x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" preserveAspectRatio=\"none\" \
         href=\"data:image/bmp;base64,{}\"/>\n",
        plot.left,
        plot.top,
        plot.width(),
        plot.height(),
        base64(&bitmap(size, pixels)),
    )
}

/// What is drawn, over `ground`, as a document of CSS pixels.
fn document(
    (width, height): (u32, u32),
    ratio: f64,
    theme: &Theme,
    ground: &str,
    draw: impl FnOnce(&DrawingArea<Svg, Shift>),
) -> String {
    let mut drawn = String::new();
    {
        let area = Svg(SVGBackend::with_string(&mut drawn, (width, height))).into_drawing_area();
        draw(&area);
        area.present().expect("a string takes everything");
    }
    let (_, content) = drawn.split_once('\n').expect("the tag of the document");
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{}\" height=\"{}\" \
         viewBox=\"0 0 {width} {height}\" stroke-linejoin=\"round\" stroke-linecap=\"round\">\n\
         <rect width=\"100%\" height=\"100%\" fill=\"{}\"/>\n{ground}{content}",
        f64::from(width) / ratio,
        f64::from(height) / ratio,
        theme.background.to_hex(),
    )
}

/// Pixels as a BMP file: the one image format that is written in a few lines.
fn bitmap((width, height): (usize, usize), pixels: &[u8]) -> Vec<u8> {
    let row = (3 * width).next_multiple_of(4);
    let head = 14 + 40;
    let mut file = b"BM".to_vec();
    for number in [head + row * height, 0, head, 40, width, height] {
        file.extend((number as u32).to_le_bytes());
    }
    file.extend([1, 0, 24, 0]);
    file.extend([0; 24]);
    // Rows go upwards, channels from blue to red.
    for line in pixels.chunks_exact(4 * width).rev() {
        let begin = file.len();
        for pixel in line.chunks_exact(4) {
            file.extend([pixel[2], pixel[1], pixel[0]]);
        }
        file.resize(begin + row, 0);
    }
    file
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for three in bytes.chunks(3) {
        let number = three.iter().enumerate().fold(0, |number, (i, byte)| {
            number | u32::from(*byte) << (16 - 8 * i)
        });
        for place in 0..4 {
            if place <= three.len() {
                let digit = DIGITS[(number >> (18 - 6 * place)) as usize & 63];
                write!(text, "{}", digit as char).expect("a string takes everything");
            } else {
                text.push('=');
            }
        }
    }
    text
}
