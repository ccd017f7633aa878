//! The program: reads the settings, puts the parts together and does what it is told.

mod commands;
mod config;
mod console;
mod demo;
mod encoder;
mod logs;
mod progress;
mod serving;
mod wire;

use std::process::ExitCode;

use clap::Parser as _;

#[tokio::main]
async fn main() -> ExitCode {
    let environment = environment();
    let command = commands::Lotse::parse();
    match Box::pin(command.run(&environment)).await {
        Ok(code) => code,
        Err(error) => {
            // Where even this cannot be written, the code still says that it failed.
            let _ = console::remark(&format!("lotse: {}", commands::sentence(&error)));
            ExitCode::FAILURE
        }
    }
}

/// The variables that may concern us.
fn environment() -> config::Environment {
    std::env::vars_os()
        .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
        .filter(|(name, _)| name.starts_with("LOTSE_") || name == "DATABASE_URL")
        .collect()
}
