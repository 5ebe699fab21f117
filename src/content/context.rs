//! What every part of the parser may look at.

use super::Format;
use super::chars::fold;
use super::model::{ArticleKind, Hints};

/// The file and what the manifest says of it, ready for comparison.
pub(super) struct Context<'a> {
    pub(super) src: &'a str,
    pub(super) format: Format,
    pub(super) kind: ArticleKind,
    /// The title, folded.
    pub(super) title: Vec<char>,
    /// The byline, folded; empty for none.
    pub(super) byline: Vec<char>,
    /// What stands in 《》 in the title, folded: the names of attached
    /// documents.
    pub(super) quoted: Vec<Vec<char>>,
}

impl<'a> Context<'a> {
    pub(super) fn new(src: &'a str, format: Format, hints: &Hints) -> Self {
        let named = hints.title.split('《').skip(1).filter_map(|part| part.split('》').next());
        Self {
            src,
            format,
            kind: hints.kind,
            title: fold(&hints.title),
            byline: fold(hints.byline.as_deref().unwrap_or_default()),
            quoted: named.map(fold).filter(|name| !name.is_empty()).collect(),
        }
    }
}
