//! Reruns the cases of a file of recorded NumPy or PyTorch runs and prints our own values:
//! `cargo run --release --example replay -- FILE`.

use std::process::ExitCode;

fn main() -> ExitCode {
    let Some(path) = std::env::args().nth(1) else {
        eprintln!("Name a file of recorded runs: cargo run --release --example replay -- FILE");
        return ExitCode::FAILURE;
    };
    match replayed(&path) {
        Ok(text) => {
            println!("{text}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{path}: {error}");
            ExitCode::FAILURE
        }
    }
}

fn replayed(path: &str) -> Result<String, Box<dyn std::error::Error>> {
    let file = serde_json::from_str(&std::fs::read_to_string(path)?)?;
    let values = downhill::replay(&downhill::diamonds(), &file)?;
    Ok(serde_json::to_string(&values)?)
}
