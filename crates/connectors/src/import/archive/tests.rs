//! Archives made to hurt.

use std::io::Write as _;

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;

fn zip(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in entries {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn open(bytes: &[u8], limits: &Limits) -> Result<Tree, ImportError> {
    unpack("a.zip", bytes, limits, &mut Vec::new())
}

#[track_caller]
fn check_path(path: &str) {
    let error = open(&zip(&[("fine.md", b"x"), (path, b"x")]), &Limits::default()).unwrap_err();
    assert!(matches!(&error, ImportError::UnsafePath { file, .. } if file == "a.zip"), "{error}");
}

#[test]
fn refuses_paths_that_lead_out() {
    check_path("../evil.md");
    check_path("docs/../../evil.md");
    check_path("/etc/evil.md");
    check_path("\\evil.md");
    check_path("..\\evil.md");
    check_path("C:\\evil.md");
    check_path("c:evil.md");
    check_path("docs/.. /evil.md");
    check_path("docs/.../evil.md");
    check_path("evil\0.md");
}

#[test]
fn refuses_links_in_archives() {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer.add_symlink("a.md", "/etc/passwd", SimpleFileOptions::default()).unwrap();
    let bytes = writer.finish().unwrap().into_inner();
    let error = open(&bytes, &Limits::default()).unwrap_err();
    assert_eq!(error, ImportError::UnsafePath { file: "a.zip".into(), path: "a.md".into() });
}

#[test]
fn refuses_what_unpacks_too_big() {
    let bomb = zip(&[("small.md", b"x"), ("bomb.md", &vec![0; 30_000_000])]);
    assert!(bomb.len() < 100_000);
    let error = open(&bomb, &Limits::default()).unwrap_err();
    assert!(
        matches!(&error, ImportError::UnpacksTooBig { entry, .. } if entry == "bomb.md"),
        "{error}"
    );
    let plain = zip(&[("a.md", &[b'x'; 600]), ("b.md", &[b'y'; 600])]);
    assert!(open(&plain, &Limits::default()).is_ok());
    for limits in [
        Limits { max_entry_bytes: 500, ..Limits::default() },
        Limits { max_total_unpacked: 1000, ..Limits::default() },
    ] {
        let error = open(&plain, &limits).unwrap_err();
        assert!(matches!(error, ImportError::UnpacksTooBig { .. }), "{error}");
    }
    let limits = Limits { max_entries: 1, ..Limits::default() };
    let error = open(&plain, &limits).unwrap_err();
    assert_eq!(error, ImportError::TooManyFiles { file: "a.zip".into(), limit: 1 });
    let limits = Limits { max_file_bytes: 10, ..Limits::default() };
    assert!(matches!(open(&plain, &limits), Err(ImportError::FileTooBig { .. })));
}

#[test]
fn does_not_believe_the_sizes_an_archive_claims() {
    let mut bytes = zip(&[("bomb.md", &vec![b'x'; 3_000_000])]);
    // Claim one byte, in the central directory: its signature, then 24 bytes on.
    let at = bytes.windows(4).position(|it| it == b"PK\x01\x02").unwrap() + 24;
    bytes[at..at + 4].copy_from_slice(&1_u32.to_le_bytes());
    let limits = Limits { max_entry_bytes: 1000, ..Limits::default() };
    assert!(open(&bytes, &limits).is_err());
}

#[test]
fn refuses_one_path_twice_and_broken_archives() {
    let twice = open(&zip(&[("a/b.md", b"x"), ("a\\b.md", b"y")]), &Limits::default());
    assert!(matches!(twice, Err(ImportError::SamePathTwice { .. })), "{twice:?}");
    let broken = open(b"PK\x03\x04 nothing", &Limits::default());
    assert!(matches!(broken, Err(ImportError::BadArchive { .. })), "{broken:?}");
}

#[test]
fn leaves_out_archives_inside() {
    let inner = zip(&[("x.md", b"x")]);
    let mut skipped = Vec::new();
    let outer = zip(&[("a.md", b"x"), ("inner.ZIP", &inner)]);
    let tree = unpack("a.zip", &outer, &Limits::default(), &mut skipped).unwrap();
    assert_eq!(tree.paths().collect::<Vec<_>>(), ["a.md"]);
    assert_eq!(skipped[0].origin, "a.zip/inner.ZIP");
    assert_eq!(skipped[0].reason, SkipReason::NestedArchive);
}
