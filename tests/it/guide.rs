//! The examples of `docs/guide` come out as the pages say: their blocks are
//! compared with snapshots, and none of them has a finding.

use std::fs;

use gongbao::content::{ArticleKind, Format, Hints, dump, parse};
use gongbao::diagnostic::{SourceText, render};
use gongbao::lint::check_article;

use crate::support::{root, snapshots};

/// The pages with an article's text in them, and the kind it needs.
const PAGES: &[(&str, ArticleKind)] = &[
    ("appointment", ArticleKind::Appointment),
    ("attached-document", ArticleKind::Notice),
    ("attachments", ArticleKind::Notice),
    ("chronicle", ArticleKind::Chronicle),
    ("colophon", ArticleKind::Notice),
    ("correction", ArticleKind::Correction),
    ("doc-number", ArticleKind::Notice),
    ("glossary", ArticleKind::Report),
    ("interview", ArticleKind::Notice),
    ("order", ArticleKind::Order),
    ("roster", ArticleKind::Notice),
    ("signature", ArticleKind::Notice),
    ("verse", ArticleKind::Report),
];

#[test]
fn examples_are_read_as_the_guide_says() {
    snapshots(&root().join("tests/guide")).bind(|| {
        for &(name, kind) in PAGES {
            let page = fs::read_to_string(root().join(format!("docs/guide/{name}.md"))).expect("a page");
            let text = examples(&page);
            assert!(!text.is_empty(), "{name}");
            let format = if name == "verse" { Format::Markdown } else { Format::Plain };
            let title = "关于印发《××工作方案》的通知".to_owned();
            let article = parse(&text, format, &Hints { kind, title, byline: None });
            let source = SourceText::new(format!("{name}.txt"), &text);
            let found: String =
                check_article(&source, &article, kind).iter().map(|found| render(found, false)).collect();
            assert_eq!(found, "", "{name}");
            insta::assert_snapshot!(name, dump(&article));
        }
    });
}

/// What stands in the fences that name no language.
fn examples(page: &str) -> String {
    let mut text = String::new();
    let mut inside = None;
    for line in page.lines() {
        match (inside, line.strip_prefix("```")) {
            (None, Some(language)) => inside = Some(language.is_empty()),
            (Some(_), Some(_)) => inside = None,
            (Some(true), None) => text = text + line + "\n",
            _ => {}
        }
    }
    text
}

#[test]
fn every_page_is_in_the_list() {
    let guide = root().join("docs/guide");
    let list = fs::read_to_string(guide.join("README.md")).expect("a list");
    for entry in fs::read_dir(&guide).expect("a folder").flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        assert!(name == "README.md" || list.contains(&format!("({name})")), "{name} is not in the list");
    }
}
