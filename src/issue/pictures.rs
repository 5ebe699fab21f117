//! Whether the pictures that a text names are there and can be used.

use std::path::PathBuf;

use super::Text;
use crate::content::{BlockKind, Span};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::project::{ASSET_LIMIT, Area, Project};

/// File name endings that Typst can set.
const KNOWN: [&str; 7] = ["png", "jpg", "jpeg", "svg", "gif", "webp", "pdf"];

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
        let ending = path.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
        match project.probe(Area::Issue, &relative, ASSET_LIMIT) {
            Err(error) => found.push(error.diagnostic(path).at(place)),
            Ok(_) if !KNOWN.contains(&ending.as_str()) => found.push(
                Diagnostic::error(Code::WrongKind, format!("{path} 不是可用的图片"))
                    .at(place)
                    .help("用 PNG、JPG、SVG、WebP、GIF 或 PDF"),
            ),
            Ok(_) => {}
        }
    }
    (found, files)
}
