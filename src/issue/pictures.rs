//! Whether the pictures that a text names are there and can be used.

use super::Text;
use crate::content::{BlockKind, Span};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::project::{ASSET_LIMIT, Area, Project, Seen};

/// A kind of picture that Typst can set.
struct Kind {
    name: &'static str,
    /// How the names of its files end.
    endings: &'static [&'static str],
    /// How its files begin.
    starts: &'static [&'static [u8]],
}

const KINDS: [Kind; 6] = [
    Kind { name: "PNG", endings: &["png"], starts: &[b"\x89PNG\r\n\x1a\n"] },
    Kind { name: "JPG", endings: &["jpg", "jpeg"], starts: &[b"\xff\xd8\xff"] },
    Kind { name: "GIF", endings: &["gif"], starts: &[b"GIF87a", b"GIF89a"] },
    Kind { name: "WebP", endings: &["webp"], starts: &[b"RIFF"] },
    Kind { name: "PDF", endings: &["pdf"], starts: &[b"%PDF-"] },
    Kind { name: "SVG", endings: &["svg"], starts: &[b"<", b"\xef\xbb\xbf<"] },
];

impl Kind {
    fn begins(&self, head: &[u8]) -> bool {
        self.starts.iter().any(|start| head.trim_ascii_start().starts_with(start))
    }
}

/// What is wrong with a picture by its name and its first bytes.
fn suspect(path: &str, head: &[u8]) -> Option<Diagnostic> {
    let ending = path.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    let Some(kind) = KINDS.iter().find(|kind| kind.endings.contains(&ending.as_str())) else {
        let found = Diagnostic::error(Code::WrongKind, format!("{path} 不是可用的图片"));
        return Some(found.help("用 PNG、JPG、SVG、WebP、GIF 或 PDF"));
    };
    if kind.begins(head) {
        return None;
    }
    Some(match KINDS.iter().find(|kind| kind.begins(head)) {
        Some(real) => Diagnostic::error(Code::WrongKind, format!("{path} 其实是 {} 图片", real.name))
            .help(format!("把文件名改成以 .{} 结尾", real.endings[0])),
        None => Diagnostic::error(Code::WrongKind, format!("{path} 不是 {} 图片，或已损坏", kind.name))
            .help("重新导出或重新复制这张图片"),
    })
}

/// Whether a picture is an SVG with text that is not yet outlines.
fn has_live_text(project: &Project, relative: &str) -> bool {
    relative.to_ascii_lowercase().ends_with(".svg")
        && project
            .read(Area::Issue, relative, ASSET_LIMIT)
            .is_ok_and(|bytes| bytes.windows(5).any(|window| window == b"<text"))
}

fn live_text(path: &str) -> Diagnostic {
    Diagnostic::warning(Code::LiveText, format!("{path} 里有文字，排出来的字体可能与原图不同，缺字也查不到"))
        .help("在画图软件里把文字转为曲线（转曲）后重新导出")
}

/// The pictures that a text names, relative to the issue's folder.
pub(super) fn paths(text: &Text) -> impl Iterator<Item = String> {
    figures(text).map(|figure| figure.relative)
}

/// A picture that a text names.
struct Figure<'a> {
    /// The path as written.
    path: &'a str,
    /// Where the path stands.
    span: &'a Span,
    /// The path relative to the issue's folder.
    relative: String,
}

fn figures(text: &Text) -> impl Iterator<Item = Figure<'_>> {
    let folder = text.name.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
    text.article.blocks.iter().filter_map(move |block| match &block.kind {
        BlockKind::Figure { path, path_span, .. } => {
            Some(Figure { path, span: path_span, relative: format!("{folder}{path}") })
        }
        _ => None,
    })
}

/// What is wrong with the pictures of one text, and the files looked for, there
/// or not.
pub(super) fn check(project: &Project, text: &Text) -> (Vec<Diagnostic>, Vec<Seen>) {
    let mut found = Vec::new();
    let mut files = Vec::new();
    for figure in figures(text) {
        let Figure { path, span, relative } = &figure;
        let place = Place::new(&text.source, (*span).clone());
        files.extend(project.join(Area::Issue, relative).map(Seen::now));
        match project.head(Area::Issue, relative, ASSET_LIMIT) {
            Err(error) => found.push(error.diagnostic(path).at(place)),
            Ok(head) => match suspect(path, &head) {
                Some(suspect) => found.push(suspect.at(place)),
                None if has_live_text(project, relative) => found.push(live_text(path).at(place)),
                None => {}
            },
        }
    }
    (found, files)
}
