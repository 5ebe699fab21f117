//! Typst's own findings, said to an editor.

use typst::WorldExt;
use typst::diag::{Severity, SourceDiagnostic};
use typst::syntax::DiagSpan;

use super::world::BulletinWorld;
use crate::diagnostic::{Code, Diagnostic, Place};

/// Translates one finding. It stands at the editor's article where Typst knows
/// of one: in its own place, else in the calls that led there.
///
/// What concerns the built-in layouts has no place: no editor can mend it there.
pub(super) fn translate(world: &BulletinWorld, found: &SourceDiagnostic) -> Diagnostic {
    if found.message.contains(UNSETTLED) {
        return Diagnostic::error(Code::Typst, "版面来回变动，定不下来，页码会有误")
            .help("试着改动最后一页附近的文字、脚注或图片；请把本期文件夹发给开发者");
    }
    let (message, help) = wording(&found.message);
    let mut diagnostic = match found.severity {
        Severity::Error => Diagnostic::error(Code::Typst, message),
        Severity::Warning => Diagnostic::warning(Code::TypstWarning, message),
    };
    let spans = std::iter::once(found.span).chain(found.trace.iter().map(|call| call.span.into()));
    let places: Vec<(bool, Place)> = spans.filter_map(|span| place(world, span)).collect();
    let editors = places.iter().find(|(generated, _)| !generated);
    if let Some((_, place)) = editors.or(places.first()) {
        diagnostic = diagnostic.at(place.clone());
    }
    if let Some(help) = help {
        diagnostic = diagnostic.help(help);
    }
    diagnostic
}

/// Part of Typst's message that pages did not settle.
const UNSETTLED: &str = "did not converge";

/// Whether a warning only explains that pages did not settle.
pub(super) fn is_detail(found: &SourceDiagnostic) -> bool {
    found.message.contains("did not stabilize")
}

/// A place, and whether it is in a file that no editor wrote.
fn place(world: &BulletinWorld, span: DiagSpan) -> Option<(bool, Place)> {
    let id = span.id().filter(|&id| !world.is_built_in(id))?;
    let source = world.source_text(id);
    let path = id.vpath().get_without_slash();
    let generated = !path.starts_with("issue/") && !path.starts_with("publication/");
    let place = match world.range(span) {
        Some(range) => Place::new(&source, range),
        None => Place::file(&source),
    };
    Some((generated, place))
}

/// Part of Typst's message, ours, and what to do.
const WORDING: &[(&str, &str, &str)] = &[
    ("failed to parse SVG", "图片（SVG）读不出来", "用画图软件重新导出为 SVG，或换成 PNG、JPG"),
    ("unknown image format", "图片格式认不出来", "用 PNG、JPG、SVG、WebP 或 GIF"),
    ("failed to decode image", "图片读不出来，文件可能已损坏", "重新导出或重新复制这张图片"),
    ("failed to load PDF", "作为图片的 PDF 读不出来", "重新导出，或换成 PNG、SVG"),
];

/// Our words for Typst's, where we know them.
fn wording(message: &str) -> (String, Option<&'static str>) {
    match WORDING.iter().find(|(english, ..)| message.contains(english)) {
        Some((_, chinese, help)) => ((*chinese).to_owned(), Some(help)),
        None => (format!("排版出错（Typst）：{message}"), None),
    }
}
