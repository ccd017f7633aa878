//! Excel workbooks: all sheets or one, merged cells filled, formulas as their values.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{DataRef, Reader as _, Xlsx, XlsxError};

use super::archive::check_zip;
use super::mapping::{Columns, Mapping};
use super::table::{Row, Table, read_table};
use super::{ImportError, Limits, Progress, Reading};

/// Columns beyond are nobody's FAQ, and a single cell out there would cost a row of thousands.
const MAX_COLUMNS: u32 = 64;

/// More cells than a person merges; overlapping regions could name every cell many times.
const MAX_MERGED: usize = 2_000_000;

type Workbook = Xlsx<Cursor<Vec<u8>>>;
type Cells = BTreeMap<u32, BTreeMap<u32, String>>;

/// Reads an XLSX workbook of questions and answers; `mapping.sheet` chooses one sheet.
///
/// Without a chosen sheet, sheets that have no column for question and answer are passed over,
/// as long as one has them.
///
/// # Errors
/// When the file as a whole is unusable: too big, damaged, no table, two rows with one id.
pub fn read_xlsx(
    name: &str,
    bytes: &[u8],
    mapping: &Mapping,
    limits: &Limits,
    progress: Progress<'_>,
) -> Result<Reading, ImportError> {
    let mut book = open(name, bytes, limits)?;
    let mut reading = Reading::default();
    let mut missing = None;
    let mut read_any = false;
    for sheet in chosen_sheets(name, &book, mapping)? {
        let Some(table) = sheet_table(name, &mut book, (&sheet, limits))? else { continue };
        match read_table(name, table, (mapping, limits), &mut reading, &mut *progress) {
            Ok(()) => read_any = true,
            Err(error @ ImportError::NoColumn { .. }) => missing = missing.or(Some(error)),
            Err(error) => return Err(error),
        }
    }
    match missing {
        _ if read_any => Ok(reading),
        Some(error) => Err(error),
        None => Err(ImportError::NoTable { file: name.into() }),
    }
}

/// The headings and first five rows of the first sheet with a table, or of the named one.
///
/// # Errors
/// As [`read_xlsx`].
pub fn xlsx_columns(
    name: &str,
    bytes: &[u8],
    sheet: Option<&str>,
    limits: &Limits,
) -> Result<Columns, ImportError> {
    let mut book = open(name, bytes, limits)?;
    let wanted = Mapping { sheet: sheet.map(str::to_owned), ..Mapping::default() };
    for sheet in chosen_sheets(name, &book, &wanted)? {
        if let Some(table) = sheet_table(name, &mut book, (&sheet, limits))? {
            let mapping = Mapping { sheet: wanted.sheet, ..Mapping::guess(&table.headers) };
            let rows = table.rows.into_iter().take(5).map(|it| it.cells).collect();
            return Ok(Columns { headers: table.headers, rows, mapping });
        }
    }
    Err(ImportError::NoTable { file: name.into() })
}

/// The names of the workbook's sheets, in its order.
///
/// # Errors
/// When the workbook is damaged or too big.
pub fn xlsx_sheets(name: &str, bytes: &[u8], limits: &Limits) -> Result<Vec<String>, ImportError> {
    Ok(open(name, bytes, limits)?.sheet_names())
}

fn open(name: &str, bytes: &[u8], limits: &Limits) -> Result<Workbook, ImportError> {
    limits.check_file(name, bytes)?;
    check_zip(name, bytes, limits)?;
    Xlsx::new(Cursor::new(bytes.to_vec())).map_err(|error| bad(name, &error))
}

fn bad(name: &str, error: &XlsxError) -> ImportError {
    ImportError::BadWorkbook { file: name.into(), problem: error.to_string() }
}

fn chosen_sheets(
    name: &str,
    book: &Workbook,
    mapping: &Mapping,
) -> Result<Vec<String>, ImportError> {
    let offered = book.sheet_names();
    match &mapping.sheet {
        None => Ok(offered),
        Some(sheet) if offered.contains(sheet) => Ok(vec![sheet.clone()]),
        Some(sheet) => {
            Err(ImportError::NoSuchSheet { file: name.into(), sheet: sheet.clone(), offered })
        }
    }
}

fn sheet_table(
    name: &str,
    book: &mut Workbook,
    (sheet, limits): (&str, &Limits),
) -> Result<Option<Table>, ImportError> {
    let mut cells = sheet_cells(book, sheet).map_err(|error| bad(name, &error))?;
    let merged = book.merge_cells_by_sheet_name(sheet).map_err(|error| bad(name, &error))?;
    let mut filled = 0;
    for region in merged {
        let ((top, left), (bottom, right)) = (region.start, region.end);
        let value = cells.get(&top).and_then(|it| it.get(&left)).cloned();
        let Some(value) = value else { continue };
        for (_, row) in cells.range_mut(top..=bottom.max(top)) {
            for column in left..=right.min(MAX_COLUMNS - 1) {
                filled += 1;
                if MAX_MERGED < filled {
                    let problem = "it has too many merged cells".to_owned();
                    return Err(ImportError::BadWorkbook { file: name.into(), problem });
                }
                row.entry(column).or_insert_with(|| value.clone());
            }
        }
    }
    cells.retain(|_, row| row.values().any(|it| !it.trim().is_empty()));
    limits.check_articles(name, cells.len().saturating_sub(1))?;
    let Some((_, first)) = cells.pop_first() else { return Ok(None) };
    let width = first.keys().next_back().map_or(0, |it| it + 1);
    let line = |row: &BTreeMap<u32, String>| -> Vec<String> {
        (0..width).map(|it| row.get(&it).cloned().unwrap_or_default()).collect()
    };
    let rows = cells
        .iter()
        .map(|(at, row)| Row { origin: format!("{name}, {sheet}:{}", at + 1), cells: line(row) });
    Ok(Some(Table { headers: line(&first), rows: rows.collect() }))
}

/// Cell by cell, because a sheet that names its two outermost corners would fill all memory.
fn sheet_cells(book: &mut Workbook, sheet: &str) -> Result<Cells, XlsxError> {
    let mut cells = Cells::new();
    let mut reader = book.worksheet_cells_reader(sheet)?;
    while let Some(cell) = reader.next_cell()? {
        let (row, column) = cell.get_position();
        if column < MAX_COLUMNS {
            let text = cell_text(cell.get_value());
            cells.entry(row).or_default().insert(column, text);
        }
    }
    for row in cells.values_mut() {
        // Merged regions fill only what is absent.
        row.retain(|_, text| !text.is_empty());
    }
    Ok(cells)
}

fn cell_text(value: &DataRef<'_>) -> String {
    match value {
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            text.clone()
        }
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::Bool(flag) => flag.to_string(),
        DataRef::DateTime(moment) if moment.is_datetime() => {
            let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
            if (hour, minute, second) == (0, 0, 0) {
                format!("{year:04}-{month:02}-{day:02}")
            } else {
                format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
            }
        }
        DataRef::DateTime(span) => span.as_f64().to_string(),
        DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}

#[cfg(test)]
mod tests;
