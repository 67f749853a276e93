//! Computes the tutorial's table as published and prints, as JSON, where each method ended and how
//! many milliseconds it took: `cargo run --release --example table`.

use std::process::ExitCode;
use std::time::Instant;

use downhill::Table;
use serde_json::{Value, json};

fn main() -> ExitCode {
    match published() {
        Ok(cells) => {
            println!("{cells}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn published() -> downhill::Result<Value> {
    let begin = Instant::now();
    let clock = || begin.elapsed().as_secs_f64() * 1000.0;
    let mut table = Table::new(&downhill::diamonds())?;
    loop {
        table.advance_for(100.0, clock)?;
        // The corrected half comes after it and is not waited for.
        let rows = table.rows().into_iter();
        let ended: Option<Value> = rows
            .map(|row| {
                let cell = row.published?;
                let outcome = cell.outcome;
                outcome.stop.map(|_| {
                    json!({
                        "optimizer": row.optimizer,
                        "m": outcome.params.m,
                        "b": outcome.params.b,
                        "epochs": outcome.epochs,
                        "milliseconds": cell.milliseconds,
                    })
                })
            })
            .collect();
        if let Some(cells) = ended {
            return Ok(cells);
        }
    }
}
