//! Every file in `tests/content` is parsed and its blocks compared with the
//! snapshot of the same name.
//!
//! The first line may say how to parse it: `%% kind title | byline`.

use std::fs;
use std::path::Path;

use gongbao::content::{ArticleKind, Format, Hints, dump, parse};

use crate::support::snapshots;

#[test]
fn articles_parse_as_recorded() {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/content");
    let mut files: Vec<_> = fs::read_dir(&dir)
        .expect("tests/content is there")
        .map(|entry| entry.expect("a readable entry").path())
        .filter(|path| path.is_file())
        .collect();
    files.sort();
    assert!(!files.is_empty());
    snapshots(&dir).bind(|| {
        for path in files {
            let extension = path.extension().and_then(|e| e.to_str()).unwrap_or_default();
            let format = Format::from_extension(extension).expect("a .txt or .md file");
            let file = fs::read_to_string(&path).expect("UTF-8");
            let (hints, text) = head(&file);
            let name = path.file_name().and_then(|n| n.to_str()).unwrap_or_default();
            insta::assert_snapshot!(name, dump(&parse(text, format, &hints)));
        }
    });
}

/// Splits off the line that says how to parse the rest.
fn head(file: &str) -> (Hints, &str) {
    let Some((line, text)) = file.strip_prefix("%% ").and_then(|rest| rest.split_once('\n')) else {
        return (Hints::default(), file);
    };
    let (kind, title) = line.split_once(' ').unwrap_or((line, ""));
    let (title, byline) = match title.split_once(" | ") {
        Some((title, byline)) => (title, Some(byline.to_owned())),
        None => (title, None),
    };
    let kind = match kind {
        "notice" => ArticleKind::Notice,
        "report" => ArticleKind::Report,
        "chronicle" => ArticleKind::Chronicle,
        "order" => ArticleKind::Order,
        "appointment" => ArticleKind::Appointment,
        "statistics" => ArticleKind::Statistics,
        "correction" => ArticleKind::Correction,
        other => panic!("unknown kind {other}"),
    };
    (Hints { kind, title: title.to_owned(), byline }, text)
}
