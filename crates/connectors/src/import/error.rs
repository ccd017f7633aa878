//! What can be wrong with a source, as sentences that say where and what to do.

/// The whole source cannot be used; nothing of it was taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    /// The file as it arrived is over the limit.
    #[error("{file} has {size} bytes, the limit is {limit}; split it into smaller files")]
    FileTooBig {
        /// The file.
        file: String,
        /// Its size in bytes.
        size: u64,
        /// The limit in bytes.
        limit: u64,
    },
    /// More articles than an import may hold.
    #[error("{file} holds more than {limit} articles; split it into several imports")]
    TooManyArticles {
        /// The file.
        file: String,
        /// The limit.
        limit: usize,
    },
    /// More files than an import may hold.
    #[error("{file} holds more than {limit} files; split it into several imports")]
    TooManyFiles {
        /// The archive or folder.
        file: String,
        /// The limit.
        limit: usize,
    },
    /// An archive, or one entry of it, unpacks to more than is allowed.
    #[error("{entry} in {file} unpacks to more than {limit} bytes; leave it out or pack it anew")]
    UnpacksTooBig {
        /// The archive.
        file: String,
        /// The entry at which the limit was passed.
        entry: String,
        /// The limit in bytes.
        limit: u64,
    },
    /// A path that leads out of the archive or folder.
    #[error("{file} holds the path {path:?}, which leads out of it; pack it anew without it")]
    UnsafePath {
        /// The archive or folder.
        file: String,
        /// The path as written.
        path: String,
    },
    /// Two entries of an archive would be the same file.
    #[error("{file} holds {path:?} twice; pack it anew with one of them")]
    SamePathTwice {
        /// The archive.
        file: String,
        /// The path.
        path: String,
    },
    /// The archive is damaged or encrypted.
    #[error("{file} is not a readable zip archive ({problem}); pack it anew without a password")]
    BadArchive {
        /// The archive.
        file: String,
        /// What the unpacker said.
        problem: String,
    },
    /// The workbook is damaged or encrypted.
    #[error("{file} is not a readable XLSX workbook ({problem}); save it anew without a password")]
    BadWorkbook {
        /// The workbook.
        file: String,
        /// What the reader said.
        problem: String,
    },
    /// The workbook has no such sheet.
    #[error("{file} has no sheet named {sheet:?}; choose one of: {}", .offered.join(", "))]
    NoSuchSheet {
        /// The workbook.
        file: String,
        /// The sheet asked for.
        sheet: String,
        /// The sheets it has.
        offered: Vec<String>,
    },
    /// Text that is no text in the encoding it claims.
    #[error("{file}:{line} is not valid {encoding}; save the file as UTF-8 and try again")]
    BrokenEncoding {
        /// The file.
        file: String,
        /// The line, from 1.
        line: usize,
        /// The encoding it was read as.
        encoding: &'static str,
    },
    /// A table without a header line or without any row.
    #[error("{file} holds no table; its first line must name the columns")]
    NoTable {
        /// The file.
        file: String,
    },
    /// No column for something every article needs.
    #[error("{file} has no column for the {field}; choose one in the column mapping")]
    NoColumn {
        /// The file.
        file: String,
        /// What is missing, in English.
        field: &'static str,
    },
    /// A line of a table that cannot be split into cells.
    #[error("{file}:{line} cannot be read as a table row ({problem}); check the quotes there")]
    BadRow {
        /// The file.
        file: String,
        /// The line, from 1.
        line: usize,
        /// What the reader said.
        problem: String,
    },
    /// Two articles of one language with one id.
    #[error("{second} has the same id {id:?} and language as {first}; give one another id")]
    DuplicateId {
        /// The id.
        id: String,
        /// Where it stands first.
        first: String,
        /// Where it stands again.
        second: String,
    },
    /// A line that is not one of our export's JSON objects.
    #[error("{file}:{line} is not a record of the export format ({problem}); correct that line")]
    BadRecord {
        /// The file.
        file: String,
        /// The line, from 1.
        line: usize,
        /// What the reader said.
        problem: String,
    },
    /// Categories that stand above themselves.
    #[error("{file}:{line}: category {slug:?} stands above itself; give it another parent")]
    CircularCategory {
        /// The file.
        file: String,
        /// The line, from 1.
        line: usize,
        /// The category.
        slug: String,
    },
    /// A category with a parent the source does not have.
    #[error("{file}:{line}: category {slug:?} names an unknown parent {parent:?}; add that one")]
    UnknownParent {
        /// The file.
        file: String,
        /// The line, from 1.
        line: usize,
        /// The category.
        slug: String,
        /// Its parent.
        parent: String,
    },
    /// A file or folder that cannot be read from disk.
    #[error("{file} cannot be read ({problem}); check that it exists and may be read")]
    Unreadable {
        /// The file or folder.
        file: String,
        /// What the operating system said.
        problem: String,
    },
    /// A sitemap that is not XML.
    #[error("{file} is not a sitemap ({problem}); check its address")]
    BadSitemap {
        /// The file.
        file: String,
        /// What the reader said.
        problem: String,
    },
}

/// Why something was left out or altered; the rest of the source was taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SkipReason {
    /// No question.
    #[error("there is no question or title; add one and import again")]
    NoTitle,
    /// No answer.
    #[error("there is no answer; add one and import again")]
    NoAnswer,
    /// A language that is no language tag.
    #[error("{0:?} is not a language such as `de` or `pt-BR`; the row was left out, correct it")]
    UnknownLanguage(String),
    /// A value that is none of the allowed ones; the article came without it.
    #[error("{value:?} is not a valid {field}; the article came without it, set it by hand")]
    UnknownValue {
        /// The field, in English.
        field: &'static str,
        /// The value as written.
        value: String,
    },
    /// A visibility we do not know: taking it for public could tell a secret.
    #[error("{0:?} is not a known visibility; the article came as internal, set it by hand")]
    UnknownVisibility(String),
    /// Neither UTF-8 nor UTF-16.
    #[error("the file is not UTF-8 and was read as {0}; check that accented letters are right")]
    GuessedEncoding(&'static str),
    /// Front matter that cannot be read.
    #[error("its front matter cannot be read ({0}); the page was left out, correct it")]
    BadFrontMatter(String),
    /// Structured data that cannot be read.
    #[error("a block of structured data is not valid JSON ({0}); its questions were left out")]
    BadJsonLd(String),
    /// Components and imports of MDX were taken out of the text.
    #[error("these components have no meaning here and were taken out: {0}; check the text")]
    RemovedComponents(String),
    /// Shortcodes were taken out of the text.
    #[error("these shortcodes have no meaning here and were taken out: {0}; check the text")]
    RemovedShortcodes(String),
    /// A picture that is not part of the source.
    #[error("the file {0:?} it shows is not part of the import; add it and import again")]
    MissingMedia(String),
    /// A link to a page that is not part of the source.
    #[error("the page {0:?} it links to is not part of the import; correct the link")]
    MissingPage(String),
    /// An archive inside an archive.
    #[error("it is an archive inside an archive; unpack it and import it by itself")]
    NestedArchive,
    /// A page without readable text.
    #[error("no text was found on the page; copy it by hand")]
    NoText,
    /// Nested deeper than anybody reads.
    #[error("the page is nested too deeply; its inner parts came as plain text")]
    TooDeep,
    /// Nested so deeply that it was made to stop readers.
    #[error("the page is nested too deeply to be read and was left out; copy it by hand")]
    TooDeepToRead,
    /// A folder's own file that cannot be read.
    #[error("the category file cannot be read ({0}); the folder's name was taken instead")]
    BadCategoryFile(String),
    /// The same category described twice.
    #[error("the category {0:?} is described twice; the first description was taken")]
    CategoryTwice(String),
    /// The file is not UTF-8 text.
    #[error("the file is not valid UTF-8 text; save it as UTF-8 and import again")]
    NotText,
}
