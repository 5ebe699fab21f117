//! Whether the pictures that a text names are there and can be used.

use super::Text;
use crate::content::{BlockKind, Extent, Span};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::manifest::Page;
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
    extent: Extent,
}

/// Less than this many pixels per inch look blurred in print.
const LEAST_PPI: f64 = 150.0;

/// How far a picture that fills the sheet runs over its edge, in mm.
const BLEED: f64 = 3.0;

/// Whether a picture of pixels has enough of them for the room it takes.
fn coarse(figure: &Figure<'_>, bytes: &[u8], page: &Page) -> Option<Diagnostic> {
    // A picture whose size can't be told has no pixels, or is broken and
    // reported when it is set.
    let size = imagesize::blob_size(bytes).ok()?;
    let (width, height) = (size.width as f64, size.height as f64);
    let (inches, room) = match figure.extent {
        Extent::Column => return None,
        // The picture is as wide as the type area.
        Extent::Span => (page.text_width_mm / 25.4, "通栏"),
        // It fills the sheet and its bleed, what sticks out is cut off.
        Extent::Page => {
            let (w, h) = (page.width_mm + 2.0 * BLEED, page.height_mm + 2.0 * BLEED);
            ((w / width).max(h / height) * width / 25.4, "整页")
        }
    };
    let ppi = width / inches;
    let least = LEAST_PPI / ppi;
    (ppi < LEAST_PPI).then(|| {
        let path = figure.path;
        let wanted = format!("{} × {}", (width * least).ceil(), (height * least).ceil());
        Diagnostic::warning(
            Code::LowResolution,
            format!("{path} 有 {width} × {height} 像素，{room}排只合每英寸 {ppi:.0} 点，印出来会模糊"),
        )
        .help(format!("换成 {wanted} 像素以上的原图（每英寸至少 {LEAST_PPI} 点，最好 300 点）"))
    })
}

fn figures(text: &Text) -> impl Iterator<Item = Figure<'_>> {
    let folder = text.name.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
    text.article.blocks.iter().filter_map(move |block| match &block.kind {
        BlockKind::Figure { path, path_span, extent, .. } => {
            Some(Figure { path, span: path_span, relative: format!("{folder}{path}"), extent: *extent })
        }
        _ => None,
    })
}

/// What is wrong with the pictures of one text, and the files looked for, there
/// or not.
pub(super) fn check(project: &Project, text: &Text, page: &Page) -> (Vec<Diagnostic>, Vec<Seen>) {
    let mut found = Vec::new();
    let mut files = Vec::new();
    for figure in figures(text) {
        let Figure { path, span, relative, extent } = &figure;
        let place = Place::new(&text.source, (*span).clone());
        files.extend(project.join(Area::Issue, relative).map(Seen::now));
        match project.head(Area::Issue, relative, ASSET_LIMIT) {
            Err(error) => found.push(error.diagnostic(path).at(place)),
            Ok(head) => match suspect(path, &head) {
                Some(suspect) => found.push(suspect.at(place)),
                None if has_live_text(project, relative) => found.push(live_text(path).at(place)),
                None if *extent != Extent::Column => {
                    let bytes = project.read(Area::Issue, relative, ASSET_LIMIT).unwrap_or_default();
                    found.extend(coarse(&figure, &bytes, page).map(|coarse| coarse.at(place)));
                }
                None => {}
            },
        }
    }
    (found, files)
}
