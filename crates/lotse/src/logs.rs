//! Logs on standard error: one event a line, never with the words or addresses of people.

use std::io;

use anyhow::Context as _;
use tracing_subscriber::EnvFilter;

use crate::config::{Format, Log};

/// Begins to log; later calls change nothing.
pub(crate) fn begin(log: &Log) -> anyhow::Result<()> {
    let filter = EnvFilter::builder()
        .parse(&log.level)
        .with_context(|| format!("`{}` is not a log level such as `warn,lotse=info`", log.level))?;
    let builder = tracing_subscriber::fmt().with_env_filter(filter).with_writer(io::stderr);
    // A test may have begun before; its logs are as good.
    let _ = match log.format {
        Format::Json => builder.json().try_init(),
        Format::Text => builder.compact().with_ansi(false).try_init(),
    };
    Ok(())
}
