//! 年度索引: an issue's `index.json` becomes lines of the year's index.

use super::{Entry, Index};
use crate::content::{IndexEntry, IndexSource, Inline};
use crate::diagnostic::{Code, Diagnostic};

/// The most articles that are taken from one issue.
const MOST_ENTRIES: usize = 2000;

/// Why a file can't be used as an issue's index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IndexError {
    /// Not what `build` writes.
    Broken,
    /// More articles than an issue can have.
    TooLong,
}

impl IndexError {
    /// The finding, still without its place.
    pub fn diagnostic(&self, path: &str) -> Diagnostic {
        let message = match self {
            Self::Broken => format!("{path} 不是一期公报的索引，或已损坏"),
            Self::TooLong => format!("{path} 里的文章超过 {MOST_ENTRIES} 篇"),
        };
        let help = "用 build 排那一期时写出的 index.json，原样放进本期文件夹";
        Diagnostic::error(Code::BadIndex, message).help(help)
    }
}

/// Fills one issue of an annual index with what its file holds, and gives back
/// the whole of it.
pub fn fill(source: &mut IndexSource, bytes: &[u8]) -> Result<Index, IndexError> {
    let index: Index = serde_json::from_slice(bytes).map_err(|_| IndexError::Broken)?;
    if index.articles.len() > MOST_ENTRIES {
        return Err(IndexError::TooLong);
    }
    let span = source.span.clone();
    let inline = |text: String| vec![Inline::Text { text, span: span.clone() }];
    let entry = |entry: &Entry| IndexEntry {
        column: inline(entry.column.clone()),
        title: inline(entry.title.clone()),
        doc_number: entry.doc_number.clone().map(inline),
        page: entry.first_page,
    };
    source.number = index.number;
    source.entries = index.articles.iter().map(entry).collect();
    Ok(index)
}
