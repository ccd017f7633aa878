//! Reads typed values out of a row and turns our types into values.

use chrono::{DateTime, Utc};
use lotse_domain::ids::{
    ActionId, AgentId, ApiKeyId, ArticleId, BrandId, CategoryId, ContactId, ConversationId, FileId,
    GoldenId, IdentityKeyId, ImportId, JobId, LocationId, MailId, MessageId, NoticeId, QuestionId,
    RunId, SynonymId, SystemId,
};
use lotse_domain::locale::Locale;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::dialect::{Cells, Value};
use crate::error::StoreError;

/// One row of an answer.
pub(crate) struct Row {
    cells: Cells,
}

impl Row {
    pub(crate) fn new(cells: Cells) -> Self {
        Self { cells }
    }

    pub(crate) fn opt_int(&self, column: &'static str) -> Result<Option<i64>, StoreError> {
        self.cells.int(column)
    }

    pub(crate) fn int(&self, column: &'static str) -> Result<i64, StoreError> {
        self.opt_int(column)?.ok_or(StoreError::Corrupt(column))
    }

    pub(crate) fn real(&self, column: &'static str) -> Result<f64, StoreError> {
        self.cells.real(column)
    }

    pub(crate) fn is(&self, column: &'static str) -> Result<bool, StoreError> {
        Ok(self.int(column)? != 0)
    }

    pub(crate) fn opt_text(&self, column: &'static str) -> Result<Option<String>, StoreError> {
        self.cells.text(column)
    }

    pub(crate) fn text(&self, column: &'static str) -> Result<String, StoreError> {
        self.opt_text(column)?.ok_or(StoreError::Corrupt(column))
    }

    pub(crate) fn bytes(&self, column: &'static str) -> Result<Vec<u8>, StoreError> {
        self.cells.bytes(column)
    }

    pub(crate) fn opt_time(
        &self,
        column: &'static str,
    ) -> Result<Option<DateTime<Utc>>, StoreError> {
        let Some(millis) = self.opt_int(column)? else { return Ok(None) };
        DateTime::from_timestamp_millis(millis).map(Some).ok_or(StoreError::Corrupt(column))
    }

    pub(crate) fn time(&self, column: &'static str) -> Result<DateTime<Utc>, StoreError> {
        self.opt_time(column)?.ok_or(StoreError::Corrupt(column))
    }

    /// Anything that reads itself from text: an id, a locale, a date, an address.
    pub(crate) fn parsed<T: std::str::FromStr>(
        &self,
        column: &'static str,
    ) -> Result<T, StoreError> {
        self.text(column)?.parse().or(Err(StoreError::Corrupt(column)))
    }

    pub(crate) fn opt_parsed<T: std::str::FromStr>(
        &self,
        column: &'static str,
    ) -> Result<Option<T>, StoreError> {
        match self.opt_text(column)? {
            None => Ok(None),
            Some(text) => text.parse().map(Some).or(Err(StoreError::Corrupt(column))),
        }
    }

    pub(crate) fn named<T>(
        &self,
        column: &'static str,
        from_name: impl Fn(&str) -> Option<T>,
    ) -> Result<T, StoreError> {
        from_name(&self.text(column)?).ok_or(StoreError::Corrupt(column))
    }

    pub(crate) fn json<T: DeserializeOwned>(&self, column: &'static str) -> Result<T, StoreError> {
        serde_json::from_str(&self.text(column)?).or(Err(StoreError::Corrupt(column)))
    }

    pub(crate) fn locales(&self, column: &'static str) -> Result<Vec<Locale>, StoreError> {
        let texts: Vec<String> = self.json(column)?;
        texts.iter().map(|it| it.parse().or(Err(StoreError::Corrupt(column)))).collect()
    }
}

/// A list as JSON text; our lists hold nothing that JSON cannot.
pub(crate) fn json<T: Serialize + ?Sized>(value: &T) -> Value {
    Value::Text(serde_json::to_string(value).ok())
}

impl From<i64> for Value {
    fn from(value: i64) -> Self {
        Self::Int(Some(value))
    }
}

impl From<Option<i64>> for Value {
    fn from(value: Option<i64>) -> Self {
        Self::Int(value)
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Self::Int(Some(i64::from(value)))
    }
}

impl From<f64> for Value {
    fn from(value: f64) -> Self {
        Self::Real(value)
    }
}

impl From<&str> for Value {
    fn from(value: &str) -> Self {
        Self::Text(Some(storable(value)))
    }
}

impl From<&String> for Value {
    fn from(value: &String) -> Self {
        Self::from(value.as_str())
    }
}

impl From<String> for Value {
    fn from(value: String) -> Self {
        Self::from(value.as_str())
    }
}

impl From<Option<String>> for Value {
    fn from(value: Option<String>) -> Self {
        Self::Text(value.as_deref().map(storable))
    }
}

impl From<Option<&str>> for Value {
    fn from(value: Option<&str>) -> Self {
        Self::Text(value.map(storable))
    }
}

impl From<Vec<u8>> for Value {
    fn from(value: Vec<u8>) -> Self {
        Self::Bytes(value)
    }
}

impl From<DateTime<Utc>> for Value {
    fn from(value: DateTime<Utc>) -> Self {
        Self::Int(Some(value.timestamp_millis()))
    }
}

impl From<Option<DateTime<Utc>>> for Value {
    fn from(value: Option<DateTime<Utc>>) -> Self {
        Self::Int(value.map(|it| it.timestamp_millis()))
    }
}

impl From<Option<chrono::NaiveDate>> for Value {
    fn from(value: Option<chrono::NaiveDate>) -> Self {
        Self::Text(value.map(|it| it.to_string()))
    }
}

impl From<&Locale> for Value {
    fn from(value: &Locale) -> Self {
        Self::Text(Some(value.as_str().to_owned()))
    }
}

impl From<Option<&Locale>> for Value {
    fn from(value: Option<&Locale>) -> Self {
        Self::Text(value.map(|it| it.as_str().to_owned()))
    }
}

/// PostgreSQL's text cannot hold NUL; both databases drop it, so that they store the same.
fn storable(text: &str) -> String {
    if text.contains('\0') { text.replace('\0', "") } else { text.to_owned() }
}

macro_rules! ids {
    ($($id:ty),*) => {$(
        impl From<$id> for Value {
            fn from(value: $id) -> Self {
                Self::Text(Some(value.to_string()))
            }
        }

        impl From<Option<$id>> for Value {
            fn from(value: Option<$id>) -> Self {
                Self::Text(value.map(|it| it.to_string()))
            }
        }
    )*};
}

ids!(
    ActionId,
    AgentId,
    ApiKeyId,
    ArticleId,
    BrandId,
    CategoryId,
    ContactId,
    ConversationId,
    FileId,
    GoldenId,
    IdentityKeyId,
    ImportId,
    JobId,
    LocationId,
    MailId,
    MessageId,
    NoticeId,
    QuestionId,
    RunId,
    SynonymId,
    SystemId
);

/// Values for a statement, in the order of its placeholders.
macro_rules! values {
    ($($value:expr),* $(,)?) => {
        vec![$($crate::dialect::Value::from($value)),*]
    };
}

pub(crate) use values;
