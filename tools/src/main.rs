//! Turns the compiled library into what the page loads.
//!
//! `downhill-tools IN.wasm OUTDIR` writes the WebAssembly with its JavaScript bindings and type
//! declarations, and the built-in data, packed. The bindings come from the crate behind the
//! `wasm-bindgen` command, so no command of that name, with a version of its own, has to be
//! installed.
//!
//! `downhill-tools pack FILE...` deflates files, for the builds that are one file: `FILE.deflate`
//! beside each. Zopfli takes seconds and saves a twentieth of what other encoders leave.

use std::env;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use wasm_bindgen_cli_support::Bindgen;

fn main() -> ExitCode {
    let arguments: Vec<PathBuf> = env::args_os().skip(1).map(PathBuf::from).collect();
    let done = match arguments.as_slice() {
        [command, files @ ..] if command.as_os_str() == "pack" && !files.is_empty() => {
            files.iter().try_for_each(|file| pack(file))
        }
        [wasm, folder] => write_bindings(wasm, folder).and_then(|()| write_data(folder)),
        _ => {
            eprintln!("usage: downhill-tools IN.wasm OUTDIR");
            eprintln!("       downhill-tools pack FILE...");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("downhill-tools: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Writes `downhill.js`, `downhill_bg.wasm` and their `.d.ts` files for use by `<script type="module">`.
fn write_bindings(wasm: &Path, folder: &Path) -> Result<(), Box<dyn Error>> {
    Bindgen::new()
        .input_path(wasm)
        .out_name("downhill")
        .web(true)?
        .typescript(true)
        .generate(folder)
        .map_err(|error| format!("no bindings for {}: {error:#}", wasm.display()).into())
}

/// Writes `diamonds.bin`.
fn write_data(folder: &Path) -> Result<(), Box<dyn Error>> {
    let packed = downhill::pack_diamonds(&downhill::diamonds());
    let path = folder.join("diamonds.bin");
    fs::write(&path, packed).map_err(|error| format!("{}: {error}", path.display()).into())
}

/// Writes `FILE.deflate`.
fn pack(file: &Path) -> Result<(), Box<dyn Error>> {
    let failed = |error| format!("{}: {error}", file.display());
    let bytes = fs::read(file).map_err(failed)?;
    let mut packed = file.as_os_str().to_owned();
    packed.push(".deflate");
    let mut packed = fs::File::create(packed).map_err(failed)?;
    let (options, format) = (zopfli::Options::default(), zopfli::Format::Deflate);
    Ok(zopfli::compress(options, format, &bytes[..], &mut packed).map_err(failed)?)
}
