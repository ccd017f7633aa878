//! Tables as text: any usual separator, any usual encoding.

use super::encoding::decode;
use super::mapping::{Columns, Mapping};
use super::table::{Row, Table, read_table};
use super::{ImportError, Limits, Progress, Reading, SkipReason};

/// The separators in use; a tie is decided in this order.
const DELIMITERS: [u8; 4] = [b';', b',', b'\t', b'|'];

/// Reads a CSV file of questions and answers.
///
/// Rows without question or answer are left out with a reason. The id is the `id` column or,
/// without one, a hash of language and question.
///
/// # Errors
/// When the file as a whole is unusable: too big, broken text, no table, two rows with one id.
pub fn read_csv(
    name: &str,
    bytes: &[u8],
    mapping: &Mapping,
    limits: &Limits,
    progress: Progress<'_>,
) -> Result<Reading, ImportError> {
    limits.check_file(name, bytes)?;
    let mut reading = Reading::default();
    let (table, guessed) = table_of(name, bytes, usize::MAX)?;
    if let Some(encoding) = guessed {
        reading.skip(name, SkipReason::GuessedEncoding(encoding));
    }
    read_table(name, table, (mapping, limits), &mut reading, progress)?;
    Ok(reading)
}

/// The headings and first five rows of a CSV file.
///
/// # Errors
/// As [`read_csv`].
pub fn csv_columns(name: &str, bytes: &[u8], limits: &Limits) -> Result<Columns, ImportError> {
    limits.check_file(name, bytes)?;
    let (table, _) = table_of(name, bytes, 5)?;
    let mapping = Mapping::guess(&table.headers);
    let rows = table.rows.into_iter().map(|it| it.cells).collect();
    Ok(Columns { headers: table.headers, rows, mapping })
}

fn table_of(
    name: &str,
    bytes: &[u8],
    most_rows: usize,
) -> Result<(Table, Option<&'static str>), ImportError> {
    let decoded = decode(name, bytes)?;
    let (text, named) = without_separator_line(&decoded.text);
    let delimiter = named.unwrap_or_else(|| delimiter_of(text));
    // Excel's first line `sep=;` is not part of the table but counts as a line.
    let skipped_lines = usize::from(named.is_some());
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .has_headers(false)
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    let mut headers: Option<Vec<String>> = None;
    for record in reader.records() {
        let record = record.map_err(|error| ImportError::BadRow {
            file: name.into(),
            line: line_of(error.position()) + skipped_lines,
            problem: error.to_string(),
        })?;
        let cells: Vec<String> = record.iter().map(str::to_owned).collect();
        if cells.iter().all(|it| it.trim().is_empty()) {
            continue;
        }
        if headers.is_none() {
            headers = Some(cells);
            continue;
        }
        if most_rows <= rows.len() {
            break;
        }
        let line = line_of(record.position()) + skipped_lines + blank_lines(text, &record);
        rows.push(Row { origin: format!("{name}:{line}"), cells });
    }
    let headers = headers.ok_or_else(|| ImportError::NoTable { file: name.into() })?;
    Ok((Table { headers, rows }, decoded.guessed))
}

fn line_of(position: Option<&csv::Position>) -> usize {
    position.map_or(1, |it| usize::try_from(it.line()).unwrap_or(usize::MAX))
}

/// The line ends between where the reader stood and where the record begins.
fn blank_lines(text: &str, record: &csv::StringRecord) -> usize {
    let at = record.position().and_then(|it| usize::try_from(it.byte()).ok()).unwrap_or_default();
    let rest = text.as_bytes().get(at..).unwrap_or_default();
    let blanks = rest.iter().take_while(|it| matches!(**it, b'\r' | b'\n'));
    blanks.filter(|it| **it == b'\n').count()
}

fn without_separator_line(text: &str) -> (&str, Option<u8>) {
    let Some(rest) = text.strip_prefix("sep=") else { return (text, None) };
    let Some((mark, rest)) = rest.split_once('\n') else { return (text, None) };
    match mark.trim_end_matches('\r').as_bytes() {
        [mark] if DELIMITERS.contains(mark) => (rest, Some(*mark)),
        _ => (text, None),
    }
}

/// The separator that splits the heading line into most cells, quoted text left aside.
fn delimiter_of(text: &str) -> u8 {
    let mut counts = [0_usize; DELIMITERS.len()];
    let mut quoted = false;
    let mut any = false;
    for byte in text.bytes() {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted && any => break,
            b'\r' | b'\n' => {}
            other => {
                any = true;
                let at = DELIMITERS.iter().position(|it| !quoted && *it == other);
                if let Some(count) = at.and_then(|it| counts.get_mut(it)) {
                    *count += 1;
                }
            }
        }
    }
    let most = counts.iter().copied().max().unwrap_or_default();
    let at = counts.iter().position(|it| *it == most).unwrap_or_default();
    DELIMITERS.get(at).copied().unwrap_or(b',')
}

#[cfg(test)]
mod tests;
