//! Changes to a text that would make a finding go away.

use std::ops::Range;

use super::human::visible;

/// A stretch of the text, and what should stand there instead.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Edit {
    /// Where, in bytes of the finding's file, on character boundaries.
    pub range: Range<usize>,
    /// The new text; empty to delete.
    pub text: String,
}

/// The edits of one finding: made all together or not at all.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Fix {
    /// In order, none over another.
    pub edits: Vec<Edit>,
    /// Whether the meaning stays the same whatever the text says, so that no
    /// person need look at it first.
    pub safe: bool,
}

impl Fix {
    /// What the fix does, in words: `改成“，”`.
    pub fn words(&self) -> String {
        let edit = |edit: &Edit| match edit.text.chars().map(visible).collect::<String>() {
            text if text.is_empty() => "删去".to_owned(),
            // What has its own quotation marks needs no others.
            text if text.starts_with('“') && edit.range.is_empty() => format!("加上{text}"),
            text if text.starts_with('“') => format!("改成{text}"),
            text if edit.range.is_empty() => format!("加上“{text}”"),
            text => format!("改成“{text}”"),
        };
        let mut edits: Vec<String> = self.edits.iter().map(edit).collect();
        edits.dedup();
        edits.join("，")
    }
}

impl Edit {
    /// What edits are ordered by: first the place.
    pub fn key(&self) -> (usize, usize, &str) {
        (self.range.start, self.range.end, &self.text)
    }
}
