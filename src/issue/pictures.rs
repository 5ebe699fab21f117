//! Whether the pictures that a text names are there and can be used.

use std::path::PathBuf;

use super::Text;
use crate::content::BlockKind;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::project::{ASSET_LIMIT, Area, Project};

/// File name endings that Typst can set.
const KNOWN: [&str; 7] = ["png", "jpg", "jpeg", "svg", "gif", "webp", "pdf"];

/// What is wrong with the pictures of one text, and the files looked for.
pub(super) fn check(project: &Project, text: &Text) -> (Vec<Diagnostic>, Vec<PathBuf>) {
    let folder = text.name.rsplit_once('/').map(|(folder, _)| folder);
    let mut found = Vec::new();
    let mut files = Vec::new();
    for block in &text.article.blocks {
        let BlockKind::Figure { path, path_span, .. } = &block.kind else { continue };
        let place = Place::new(&text.source, path_span.clone());
        let relative = match folder {
            Some(folder) => format!("{folder}/{path}"),
            None => path.clone(),
        };
        let ending = path.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
        match project.probe(Area::Issue, &relative, ASSET_LIMIT) {
            Err(error) => found.push(error.diagnostic(path).at(place)),
            Ok(_) if !KNOWN.contains(&ending.as_str()) => found.push(
                Diagnostic::error(Code::WrongKind, format!("{path} 不是可用的图片"))
                    .at(place)
                    .help("用 PNG、JPG、SVG、WebP、GIF 或 PDF"),
            ),
            Ok(path) => files.push(path),
        }
    }
    (found, files)
}
