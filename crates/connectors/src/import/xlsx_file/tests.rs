//! Workbooks with what Excel puts into them.

use std::fmt::Write as _;
use std::io::Write as _;

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;
use crate::import::SkipReason;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A workbook with these sheets, each the inside of `worksheet`. Style 1 is a date.
fn book(sheets: &[(&str, &str)]) -> Vec<u8> {
    let mut list = String::new();
    let mut relations = format!(
        "<Relationship Id=\"s\" Type=\"{OFFICE}/styles\" Target=\"styles.xml\"/>\
         <Relationship Id=\"t\" Type=\"{OFFICE}/sharedStrings\" Target=\"sharedStrings.xml\"/>"
    );
    let mut files = Vec::new();
    for (at, (name, inside)) in sheets.iter().enumerate() {
        write!(list, "<sheet name=\"{name}\" sheetId=\"{}\" r:id=\"r{at}\"/>", at + 1).unwrap();
        write!(relations, "<Relationship Id=\"r{at}\" Type=\"{OFFICE}/worksheet\" Target=\"worksheets/{at}.xml\"/>").unwrap();
        let sheet = format!("{HEAD}<worksheet xmlns=\"{MAIN}\">{inside}</worksheet>");
        files.push((format!("xl/worksheets/{at}.xml"), sheet));
    }
    let fixed = [
        (
            "_rels/.rels",
            format!(
                "<Relationships xmlns=\"{RELS}\"><Relationship Id=\"w\" Type=\"{OFFICE}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "[Content_Types].xml",
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>"
                .to_owned(),
        ),
        (
            "xl/workbook.xml",
            format!(
                "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><sheets>{list}</sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!("<Relationships xmlns=\"{RELS}\">{relations}</Relationships>"),
        ),
        (
            "xl/styles.xml",
            format!(
                "<styleSheet xmlns=\"{MAIN}\"><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>"
            ),
        ),
        (
            "xl/sharedStrings.xml",
            format!(
                "<sst xmlns=\"{MAIN}\"><si><t>Frage</t></si><si><r><t>Ant</t></r><r><t>wort</t></r></si></sst>"
            ),
        ),
    ];
    files.extend(fixed.map(|(name, text)| (name.to_owned(), format!("{HEAD}{text}"))));
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in files {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn text(place: &str, text: &str) -> String {
    format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
}

fn row(number: u32, cells: &[String]) -> String {
    format!("<row r=\"{number}\">{}</row>", cells.concat())
}

/// Headings from shared strings, a merged topic, a formula, a date, an empty answer.
fn faq() -> String {
    let shared = "<c r=\"A2\" t=\"s\"><v>0</v></c><c r=\"B2\" t=\"s\"><v>1</v></c>".to_owned();
    let rows = [
        row(2, &[shared, text("C2", "Kategorie"), text("D2", "Gültig ab"), text("E2", "ID")]),
        row(
            3,
            &[
                text("A3", "A?"),
                "<c r=\"B3\"><f>6*7</f><v>42</v></c>".into(),
                text("C3", "Preise"),
                "<c r=\"D3\" s=\"1\"><v>46296</v></c>".into(),
                "<c r=\"E3\"><v>7</v></c>".into(),
            ],
        ),
        row(4, &[text("A4", "B?"), text("B4", "&lt;b&gt;ja&lt;/b&gt;"), "<c r=\"C4\"/>".into()]),
        row(5, &[text("A5", "C?")]),
    ];
    format!(
        "<sheetData>{}</sheetData><mergeCells count=\"1\"><mergeCell ref=\"C3:C4\"/></mergeCells>",
        rows.concat()
    )
}

fn read(bytes: &[u8]) -> Result<Reading, ImportError> {
    let mapping = xlsx_columns("f.xlsx", bytes, None, &Limits::default())?.mapping;
    read_xlsx("f.xlsx", bytes, &mapping, &Limits::default(), &mut |_, _| {})
}

#[test]
fn reads_merged_cells_formulas_and_dates() {
    let reading = read(&book(&[("FAQ", &faq())])).unwrap();
    let found: Vec<_> = reading
        .articles
        .iter()
        .map(|it| {
            (it.origin.as_str(), it.title.as_str(), it.body.as_str(), it.category[0].slug.as_str())
        })
        .collect();
    assert_eq!(
        found,
        [("f.xlsx, FAQ:3", "A?", "42", "preise"), ("f.xlsx, FAQ:4", "B?", "**ja**", "preise")]
    );
    let first = &reading.articles[0];
    assert_eq!(first.validity.from.unwrap().to_rfc3339(), "2026-10-01T00:00:00+00:00");
    assert_eq!(first.source_id, "7");
    assert_eq!(reading.skipped[0].origin, "f.xlsx, FAQ:5");
    assert_eq!(reading.skipped[0].reason, SkipReason::NoAnswer);
}

#[test]
fn reads_all_sheets_or_the_named_one() {
    let notes = format!("<sheetData>{}</sheetData>", row(1, &[text("A1", "only notes")]));
    let second = format!(
        "<sheetData>{}{}</sheetData>",
        row(1, &[text("A1", "Frage"), text("B1", "Antwort")]),
        row(2, &[text("A2", "Z?"), text("B2", "z")])
    );
    let bytes =
        book(&[("FAQ", &faq()), ("Notes", &notes), ("Empty", "<sheetData/>"), ("More", &second)]);
    assert_eq!(xlsx_sheets("f.xlsx", &bytes, &Limits::default()).unwrap().len(), 4);
    let titles =
        |reading: Reading| reading.articles.into_iter().map(|it| it.title).collect::<Vec<_>>();
    assert_eq!(titles(read(&bytes).unwrap()), ["A?", "B?", "Z?"]);
    let columns = xlsx_columns("f.xlsx", &bytes, Some("More"), &Limits::default()).unwrap();
    assert_eq!(columns.rows, [["Z?", "z"]]);
    let more = read_xlsx("f.xlsx", &bytes, &columns.mapping, &Limits::default(), &mut |_, _| {});
    assert_eq!(titles(more.unwrap()), ["Z?"]);
    let none = xlsx_columns("f.xlsx", &bytes, Some("No"), &Limits::default()).unwrap_err();
    assert!(none.to_string().ends_with("choose one of: FAQ, Notes, Empty, More"), "{none}");
}

#[test]
fn a_far_corner_and_a_huge_merge_cost_nothing() {
    let sheet = format!(
        "<sheetData>{}{}{}</sheetData><mergeCells><mergeCell ref=\"A2:XFD1048576\"/></mergeCells>",
        row(1, &[text("A1", "Frage"), text("B1", "Antwort")]),
        row(2, &[text("A2", "A?"), text("B2", "a")]),
        row(1_048_576, &[text("XFD1048576", "far")])
    );
    let reading = read(&book(&[("FAQ", &sheet)])).unwrap();
    assert_eq!(reading.articles[0].title, "A?");
}

#[test]
fn refuses_what_is_no_workbook() {
    let broken = read(b"PK\x03\x04").unwrap_err();
    assert!(matches!(broken, ImportError::BadArchive { .. }), "{broken}");
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("a.md", SimpleFileOptions::default()).unwrap();
    let other = read(&zip.finish().unwrap().into_inner()).unwrap_err();
    assert!(matches!(other, ImportError::BadWorkbook { .. }), "{other}");
    let limits = Limits { max_total_unpacked: 100, ..Limits::default() };
    let bomb = xlsx_sheets("f.xlsx", &book(&[("FAQ", &faq())]), &limits).unwrap_err();
    assert!(matches!(bomb, ImportError::UnpacksTooBig { .. }), "{bomb}");
    let empty = read(&book(&[("FAQ", "<sheetData/>")])).unwrap_err();
    assert_eq!(empty, ImportError::NoTable { file: "f.xlsx".into() });
}
