//! Pages: their boxes, their content, what of them goes to the press.

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

use super::geometry::Rect;
use super::marks::{self, Frame, Spaces};
use super::number::numbers;
use super::problem::Problem;
use super::rewrite::{Alpha, How, Kind};
use super::scope::Scope;
use super::stream;
use super::works::Works;
use crate::manifest::MarkKinds;

/// How many parents a page may have.
const PARENTS: usize = 64;
/// The most pages.
pub(super) const PAGES: usize = 10_000;

/// A page rewritten, without marks.
pub(super) struct Page {
    /// Where the paper is cut.
    pub(super) trim: Rect,
    /// As far as the page's own ink runs.
    pub(super) bleed: Rect,
    content: Vec<u8>,
    resources: Dictionary,
    rotate: i64,
}

/// What a page has of its own or from its parents (ISO 32000-1, 7.7.3.4).
fn inherited<'a>(source: &'a Document, page: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
    let mut node = page;
    for _ in 0..PARENTS {
        if let Ok(value) = node.get_deref(key, source) {
            return Some(value);
        }
        node = node.get_deref(b"Parent", source).ok()?.as_dict().ok()?;
    }
    None
}

/// Rewrites a page. Everything hangs on it: what can't be read is a problem.
pub(super) fn rewrite(works: &mut Works<'_>, id: ObjectId) -> Result<Page, Problem> {
    let source = works.source;
    let broken = |what: &str| {
        Problem::new(format!("页面的{what}已损坏"), "重新排一次；仍这样，请报告给程序的作者")
            .on_page(works.page)
    };
    let page = source.get_dictionary(id).map_err(|_| broken("内容"))?;
    let rect = |key: &[u8]| inherited(source, page, key).and_then(|value| Rect::read(source, value));
    let media = rect(b"MediaBox").ok_or_else(|| broken("尺寸"))?;
    let trim = rect(b"TrimBox").unwrap_or(media);
    let bleed = rect(b"BleedBox").unwrap_or(media);
    if !media.contains(bleed) || !bleed.contains(trim) {
        return Err(broken("页面框"));
    }
    let resources = inherited(source, page, b"Resources").and_then(|found| found.as_dict().ok());
    let resources = resources.cloned().unwrap_or_default();
    let mut plain = Vec::new();
    for part in source.get_page_contents(id) {
        let part = source.get_object(part).and_then(Object::as_stream).ok().and_then(stream::plain);
        // A token does not go on from one stream to the next (ISO 32000-1, 7.8.2).
        plain.extend(part.ok_or_else(|| broken("内容"))?);
        plain.push(b'\n');
        if plain.len() > stream::LIMIT {
            return Err(broken("内容"));
        }
    }
    let rotate = inherited(source, page, b"Rotate").and_then(|value| value.as_i64().ok()).unwrap_or(0);
    let how = How { kind: Kind::Whole, overprint: works.overprint, base: 1.0, alpha: Alpha::FULL };
    let mut scope = Scope::new(works, &resources);
    let content = scope.rewrite(&plain, how);
    Ok(Page { trim, bleed, content, resources: scope.finish(), rotate })
}

impl Page {
    /// Puts the page into the new file, with marks around it. `spaces` are the
    /// marks' colour spaces.
    pub(super) fn write(
        self,
        out: &mut Document,
        parent: ObjectId,
        kinds: MarkKinds,
        spaces: Option<&Spaces>,
    ) -> ObjectId {
        let Self { trim, bleed, content, mut resources, rotate } = self;
        let mut page = dictionary! { "Type" => "Page", "Parent" => parent };
        let (media, content) = match spaces {
            None => (bleed, content),
            Some(spaces) => {
                let frame = Frame::around(trim, bleed);
                spaces.install(out, &mut resources);
                // What the page paints beyond its bleed must not reach the marks.
                let clip = numbers(&[bleed.left, bleed.bottom, bleed.width(), bleed.height()]);
                let mut whole = format!("q {clip} re W n\n").into_bytes();
                whole.extend(content);
                whole.extend_from_slice(b"\nQ\n");
                whole.extend(marks::draw(&frame, kinds, &[], spaces));
                (frame.media, whole)
            }
        };
        page.set("MediaBox", media.write());
        page.set("BleedBox", bleed.write());
        page.set("TrimBox", trim.write());
        if rotate.rem_euclid(360) != 0 && rotate % 90 == 0 {
            page.set("Rotate", rotate.rem_euclid(360));
        }
        page.set("Resources", resources);
        page.set("Contents", out.add_object(stream::packed(Dictionary::new(), &content)));
        out.add_object(page)
    }
}
