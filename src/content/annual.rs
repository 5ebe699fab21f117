//! Lines of an annual index: `![](2024-01.index.json)` and `![](本期)`.

use super::model::{IndexSource, Span};

/// How the names of the files end that `build` writes.
const ENDING: &str = ".index.json";
/// The issue that the index stands in.
const THIS_ISSUE: &str = "本期";

/// The issue that a picture's path stands for, if it is none of a picture.
pub(super) fn source(path: &str, span: Span) -> Option<IndexSource> {
    let path = match path {
        THIS_ISSUE => None,
        file if file.to_ascii_lowercase().ends_with(ENDING) => Some(file.to_owned()),
        _ => return None,
    };
    Some(IndexSource { path, span, number: 0, entries: Vec::new() })
}
