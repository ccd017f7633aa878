//! What the program can be told to do, one file per command.

mod agent;
mod ask;
mod demo;
mod doctor;
mod eval;
mod export;
mod import;
mod migrate;
mod replay;
mod serve;
mod thesaurus;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::config::{Environment, Log, Place, Settings};
use crate::{console, logs};

/// A help centre that answers: knowledge entered once, found everywhere, by real questions.
#[derive(Debug, Parser)]
#[command(name = "lotse", version, arg_required_else_help = true)]
pub(crate) struct Lotse {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the help centre, the desk and the API
    Serve(serve::Serve),
    /// Make a demo shop in a folder and serve it
    Demo(demo::Demo),
    /// Bring the tables up to date, which `serve` also does
    Migrate(migrate::Migrate),
    /// Read knowledge from a file, a folder or a web address
    Import(import::Import),
    /// Write all knowledge of a brand
    Export(export::Export),
    /// Ask a question
    Ask(ask::Ask),
    /// Measure the answers on a set of questions
    Eval(eval::Eval),
    /// Tell what would be answered to questions of the past
    Replay(replay::Replay),
    /// Propose what customers' words may mean, from a thesaurus
    Thesaurus(thesaurus::Thesaurus),
    /// Say in words what is wrong with this installation
    Doctor(doctor::Doctor),
    /// Look after the people who help
    #[command(subcommand)]
    Agent(agent::Agent),
    /// Print the description of the API
    Openapi,
}

impl Lotse {
    /// Does what was asked for.
    pub(crate) async fn run(self, environment: &Environment) -> anyhow::Result<ExitCode> {
        match self.command {
            Command::Serve(it) => Box::pin(it.run(environment)).await?,
            Command::Demo(it) => Box::pin(it.run(environment)).await?,
            Command::Migrate(it) => it.run(environment).await?,
            Command::Import(it) => Box::pin(it.run(environment)).await?,
            Command::Export(it) => it.run(environment).await?,
            Command::Ask(it) => it.run(environment).await?,
            Command::Eval(it) => it.run()?,
            Command::Replay(it) => Box::pin(it.run(environment)).await?,
            Command::Thesaurus(it) => it.run(environment).await?,
            Command::Doctor(it) => return it.run(environment).await,
            Command::Agent(it) => it.run(environment).await?,
            Command::Openapi => console::say(&lotse_web::openapi())?,
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// An error with its causes as one sentence.
pub(crate) fn sentence(error: &anyhow::Error) -> String {
    format!("{error:#}")
}

/// Begins to log as the settings say, and logs them.
fn begin_logs(settings: &Settings) -> anyhow::Result<()> {
    logs::begin(&settings.log)?;
    tracing::debug!(?settings, "read the settings");
    Ok(())
}

/// The installation a tool works on: the place it was given, else the demo in this folder, which
/// is said then.
fn tool_settings(place: &Place, environment: &Environment) -> anyhow::Result<Settings> {
    let (mut settings, demo) = place.or_demo(environment)?;
    if settings.log == Log::default() {
        // Somebody who waits for one result does not want to read how the program does.
        "warn,sqlx=error".clone_into(&mut settings.log.level);
    }
    begin_logs(&settings)?;
    if let Some(folder) = demo {
        let folder = folder.display();
        console::remark(&format!("(the demo in `{folder}`; another place by --config or --dir)"))?;
    }
    Ok(settings)
}
