//! One page of PDF with text, lines and bars, in the fonts every reader brings.
//!
//! Those fonts have German letters and `ł`, but not the other Polish ones. These are drawn as a
//! letter with its mark above or below, and say what they are to whoever copies or hears the text.

use std::fmt::Write as _;

/// How a line of text looks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Text {
    /// Its beginning, or its end where it is written before a place; points from below left.
    pub(super) at: (f64, f64),
    /// In points.
    pub(super) size: f64,
    pub(super) is_bold: bool,
}

/// A page being drawn, A4 upright.
#[derive(Debug)]
pub(super) struct Page {
    title: String,
    content: Vec<u8>,
}

/// Letters the fonts have at codes of their own; the encoding below puts them there.
const PLACED: [(char, u8); 2] = [('ł', 0x81), ('Ł', 0x8d)];
const ACUTE: u8 = 0xb4;
const OGONEK: u8 = 0x8f;
const DOT: u8 = 0x90;
/// Widths of the regular font from the space to the tilde, in thousandths of the size.
const WIDTHS: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
    611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
    667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500,
    222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];
/// How wide a mark is.
const MARK_WIDTH: f64 = 333.0;

impl Page {
    pub(super) fn new(title: &str) -> Self {
        Self { title: title.to_owned(), content: Vec::new() }
    }

    /// Writes a line from its beginning.
    pub(super) fn write(&mut self, text: Text, line: &str) {
        let font = if text.is_bold { "F2" } else { "F1" };
        let (mut x, y) = text.at;
        for it in line.chars() {
            let (base, mark) = parts(it);
            let width = width(base) * text.size / 1000.0;
            if let Some(mark) = mark {
                self.put(&format!("/Span <</ActualText <FEFF{:04X}>>> BDC\n", u32::from(it)));
                let centred = x + (width - MARK_WIDTH * text.size / 1000.0) / 2.0;
                let is_above_capital = it.is_uppercase() && mark != OGONEK;
                let raised = if is_above_capital { y + text.size * 0.2 } else { y };
                self.glyph((font, text.size), (centred, raised), mark);
            }
            self.glyph((font, text.size), (x, y), base);
            if mark.is_some() {
                self.put("EMC\n");
            }
            x += width;
        }
    }

    /// Writes a line so that it ends at the place.
    pub(super) fn write_before(&mut self, text: Text, line: &str) {
        let width: f64 = line.chars().map(|it| width(parts(it).0)).sum::<f64>() * text.size;
        let (x, y) = text.at;
        self.write(Text { at: (x - width / 1000.0, y), ..text }, line);
    }

    /// A thin line from left to right.
    pub(super) fn line(&mut self, from: f64, y: f64, to: f64) {
        self.put(&format!("0.6 w {from} {y} m {to} {y} l S\n"));
    }

    /// A box, from its lower left corner.
    pub(super) fn frame(&mut self, (x, y): (f64, f64), (width, height): (f64, f64)) {
        self.put(&format!("1 w {x} {y} {width} {height} re S\n"));
    }

    /// Bars as a scanner would expect them; they say nothing.
    pub(super) fn bars(&mut self, (mut x, y): (f64, f64), height: f64, seed: &str) {
        for it in seed.bytes() {
            let wide = 1.0 + f64::from(it % 3);
            self.put(&format!("{x} {y} {wide} {height} re f\n"));
            x += wide + 1.0 + f64::from(it % 4);
        }
    }

    fn glyph(&mut self, (font, size): (&str, f64), (x, y): (f64, f64), code: u8) {
        self.put(&format!("BT /{font} {size} Tf {x:.2} {y:.2} Td <{code:02X}> Tj ET\n"));
    }

    fn put(&mut self, operators: &str) {
        self.content.extend_from_slice(operators.as_bytes());
    }

    /// The finished file.
    pub(super) fn finish(self) -> Vec<u8> {
        let encoding = "<</Type /Encoding /BaseEncoding /WinAnsiEncoding /Differences [129 /lslash \
             141 /Lslash 143 /ogonek /dotaccent]>>";
        let font = |name: &str| {
            format!("<</Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding 7 0 R>>")
        };
        let title: String = self.title.encode_utf16().fold(String::new(), |mut text, it| {
            let _ = write!(text, "{it:04X}");
            text
        });
        let stream = String::from_utf8_lossy(&self.content);
        let objects = [
            "<</Type /Catalog /Pages 2 0 R>>".to_owned(),
            "<</Type /Pages /Kids [3 0 R] /Count 1>>".to_owned(),
            "<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources \
             <</Font <</F1 5 0 R /F2 6 0 R>>>>>>"
                .to_owned(),
            format!("<</Length {}>>\nstream\n{stream}endstream", stream.len()),
            font("Helvetica"),
            font("Helvetica-Bold"),
            encoding.to_owned(),
            format!("<</Title <FEFF{title}>>>"),
        ];
        let mut file = String::from("%PDF-1.7\n");
        let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
        for (number, object) in (1..).zip(&objects) {
            let _ = writeln!(table, "{:010} 00000 n ", file.len());
            let _ = write!(file, "{number} 0 obj\n{object}\nendobj\n");
        }
        let at = file.len();
        let count = objects.len() + 1;
        let _ = write!(
            file,
            "{table}trailer\n<</Size {count} /Root 1 0 R /Info 8 0 R>>\nstartxref\n{at}\n%%EOF\n"
        );
        file.into_bytes()
    }
}

/// The code of a letter, and of the mark that makes it another one.
fn parts(it: char) -> (u8, Option<u8>) {
    let marked = match it {
        'ą' => ('a', OGONEK),
        'Ą' => ('A', OGONEK),
        'ę' => ('e', OGONEK),
        'Ę' => ('E', OGONEK),
        'ć' => ('c', ACUTE),
        'Ć' => ('C', ACUTE),
        'ń' => ('n', ACUTE),
        'Ń' => ('N', ACUTE),
        'ś' => ('s', ACUTE),
        'Ś' => ('S', ACUTE),
        'ź' => ('z', ACUTE),
        'Ź' => ('Z', ACUTE),
        'ż' => ('z', DOT),
        'Ż' => ('Z', DOT),
        _ => return (code(it), None),
    };
    (code(marked.0), Some(marked.1))
}

/// The code of a letter of its own; a question mark for what the fonts do not have.
fn code(it: char) -> u8 {
    if let Some((_, code)) = PLACED.iter().find(|(letter, _)| *letter == it) {
        return *code;
    }
    match it {
        '€' => 0x80,
        '–' => 0x96,
        '„' => 0x84,
        '“' => 0x93,
        '”' => 0x94,
        ' '..='~' | '\u{a0}'..='\u{ff}' => u8::try_from(u32::from(it)).unwrap_or(b'?'),
        _ => b'?',
    }
}

/// How wide a letter is. Bold ones and those beyond ASCII are near enough to these.
fn width(code: u8) -> f64 {
    let at = usize::from(code.wrapping_sub(b' '));
    let plain = WIDTHS.get(at).copied();
    f64::from(plain.unwrap_or(match code {
        0x81 => 222,
        0xa0 => 278,
        0xc4 => 667,
        0xd6 => 778,
        0xdc => 722,
        0xdf => 611,
        _ => 556,
    }))
}
