//! Whether the pictures that a text names are there and can be used.

use std::path::PathBuf;

use super::Text;
use crate::content::{BlockKind, Span};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::project::{ASSET_LIMIT, Area, Project};

/// The kinds of picture that Typst can set: name, endings, and how a file of
/// the kind begins.
const KINDS: [(&str, &[&str], &[&[u8]]); 6] = [
    ("PNG", &["png"], &[b"\x89PNG\r\n\x1a\n"]),
    ("JPG", &["jpg", "jpeg"], &[b"\xff\xd8\xff"]),
    ("GIF", &["gif"], &[b"GIF87a", b"GIF89a"]),
    ("WebP", &["webp"], &[b"RIFF"]),
    ("PDF", &["pdf"], &[b"%PDF-"]),
    ("SVG", &["svg"], &[b"<", b"\xef\xbb\xbf<"]),
];

/// What is wrong with a picture by its name and its first bytes.
fn suspect(path: &str, head: &[u8]) -> Option<Diagnostic> {
    let ending = path.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    let Some((name, _, starts)) = KINDS.iter().find(|(_, endings, _)| endings.contains(&ending.as_str()))
    else {
        let found = Diagnostic::error(Code::WrongKind, format!("{path} 不是可用的图片"));
        return Some(found.help("用 PNG、JPG、SVG、WebP、GIF 或 PDF"));
    };
    let head = if *name == "SVG" { head.trim_ascii_start() } else { head };
    if starts.iter().any(|start| head.starts_with(start)) {
        return None;
    }
    let real = KINDS.iter().find(|(_, _, starts)| starts.iter().any(|start| head.starts_with(start)));
    Some(match real {
        Some((real, endings, _)) => Diagnostic::error(Code::WrongKind, format!("{path} 其实是 {real} 图片"))
            .help(format!("把文件名改成以 .{} 结尾", endings[0])),
        None => Diagnostic::error(Code::WrongKind, format!("{path} 不是 {name} 图片，或已损坏"))
            .help("重新导出或重新复制这张图片"),
    })
}

/// The pictures that a text names, relative to the issue's folder.
pub(super) fn paths(text: &Text) -> impl Iterator<Item = String> {
    figures(text).map(|(_, _, relative)| relative)
}

/// Each picture: the path as written, its place in the text, and the path
/// relative to the issue's folder.
fn figures(text: &Text) -> impl Iterator<Item = (&str, &Span, String)> {
    let folder = text.name.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
    text.article.blocks.iter().filter_map(move |block| match &block.kind {
        BlockKind::Figure { path, path_span, .. } => {
            Some((path.as_str(), path_span, format!("{folder}{path}")))
        }
        _ => None,
    })
}

/// What is wrong with the pictures of one text, and the files looked for, there
/// or not.
pub(super) fn check(project: &Project, text: &Text) -> (Vec<Diagnostic>, Vec<PathBuf>) {
    let mut found = Vec::new();
    let mut files = Vec::new();
    for (path, span, relative) in figures(text) {
        let place = Place::new(&text.source, span.clone());
        files.extend(project.join(Area::Issue, &relative));
        match project.head(Area::Issue, &relative, ASSET_LIMIT) {
            Err(error) => found.push(error.diagnostic(path).at(place)),
            Ok(head) => found.extend(suspect(path, &head).map(|suspect| suspect.at(place))),
        }
    }
    (found, files)
}
