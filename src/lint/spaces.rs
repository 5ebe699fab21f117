//! Blanks inside a passage, as the rules about spaces see them.

use std::ops::Range;

use super::passage::Passage;
use crate::content::chars::is_space;

/// A run of blanks with what stands on either side of it.
pub(super) struct Gap {
    pub(super) range: Range<usize>,
    pub(super) before: char,
    pub(super) after: char,
}

/// The runs of blanks within a passage; zero-width characters are no blanks.
pub(super) fn gaps(passage: &Passage) -> impl Iterator<Item = Gap> {
    let mut chars = passage.chars.iter().copied().peekable();
    let mut before = None;
    std::iter::from_fn(move || {
        while let Some((at, c)) = chars.next() {
            if !is_blank(c) {
                before = Some(c);
                continue;
            }
            let mut end = at + c.len_utf8();
            while let Some((at, c)) = chars.next_if(|&(_, c)| is_blank(c)) {
                end = at + c.len_utf8();
            }
            let (Some(before), Some(&(_, after))) = (before, chars.peek()) else { continue };
            return Some(Gap { range: at..end, before, after });
        }
        None
    })
}

fn is_blank(c: char) -> bool {
    is_space(c) && !matches!(c, '\n' | '\r' | '\u{feff}' | '\u{200b}')
}

/// A mark that is set in full width.
pub(super) fn is_wide_mark(c: char) -> bool {
    matches!(
        c,
        '，' | '。'
            | '、'
            | '；'
            | '：'
            | '？'
            | '！'
            | '（'
            | '）'
            | '《'
            | '》'
            | '〈'
            | '〉'
            | '“'
            | '”'
            | '‘'
            | '’'
            | '【'
            | '】'
            | '〔'
            | '〕'
            | '「'
            | '」'
            | '…'
            | '％'
    )
}
