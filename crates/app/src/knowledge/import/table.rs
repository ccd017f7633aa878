//! The beginning of a table, to choose what its columns mean.

use std::collections::BTreeMap;

use lotse_connectors::import::{
    Columns, Field, Format, Limits, Mapping, csv_columns, xlsx_columns,
};

use super::ImportFailure;
use crate::App;
use crate::access::{May, WriteKnowledge};

/// The beginning of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// The headings.
    pub columns: Vec<String>,
    /// Column by field, as the headings suggest.
    pub mapping: BTreeMap<String, String>,
    /// All fields a column can be.
    pub fields: Vec<String>,
    /// The first five rows.
    pub rows: Vec<Vec<String>>,
}

impl Table {
    /// The mapping of columns by the names of fields; unknown names are left out.
    #[must_use]
    pub fn mapping(columns: BTreeMap<String, String>) -> Mapping {
        let columns = columns
            .into_iter()
            .filter_map(|(field, column)| Some((Field::from_name(&field)?, column)))
            .collect();
        Mapping { columns, sheet: None }
    }
}

impl App {
    /// Shows the beginning of a CSV or XLSX file.
    ///
    /// # Errors
    /// When it is no table.
    pub async fn table_of(
        &self,
        _may: &May<WriteKnowledge>,
        name: String,
        bytes: Vec<u8>,
    ) -> Result<Table, ImportFailure> {
        let work = move || -> Result<Columns, ImportFailure> {
            let limits = Limits::default();
            let start = bytes.get(..bytes.len().min(4_096)).unwrap_or_default();
            match Format::guess(&name, start) {
                Some(Format::Csv) => Ok(csv_columns(&name, &bytes, &limits)?),
                Some(Format::Xlsx) => Ok(xlsx_columns(&name, &bytes, None, &limits)?),
                _ => Err(ImportFailure::UnknownFormat(name)),
            }
        };
        let columns = tokio::task::spawn_blocking(work)
            .await
            .unwrap_or_else(|error| Err(ImportFailure::Site(error.to_string())))?;
        let mapping = columns.mapping.columns.into_iter();
        Ok(Table {
            columns: columns.headers,
            mapping: mapping.map(|(field, it)| (field.as_str().to_owned(), it)).collect(),
            fields: Field::all().map(|it| it.as_str().to_owned()).collect(),
            rows: columns.rows,
        })
    }
}
