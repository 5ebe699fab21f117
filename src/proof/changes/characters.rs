//! What has changed within a paragraph, character by character.

use std::ops::Range;

use super::align::{Run, align, push};

/// A stretch of a paragraph that was changed, in bytes of the old and of the
/// new text. One of the two may be empty, never both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Edit {
    pub(super) old: Range<usize>,
    pub(super) new: Range<usize>,
}

/// A single character that happens to be the same between two changes of so
/// many characters counts as changed with them: confetti is not read.
const LARGE: usize = 3;

/// What has changed from one text to the other, in order.
pub(super) fn edits(old: &str, new: &str) -> Vec<Edit> {
    let (a, b): (Vec<char>, Vec<char>) = (old.chars().collect(), new.chars().collect());
    let runs = without_confetti(align(&a, &b));
    let (old, new) = (Bytes::of(&a), Bytes::of(&b));
    let changed = runs.into_iter().filter(|run| !run.same);
    changed.map(|run| Edit { old: old.range(&run.old), new: new.range(&run.new) }).collect()
}

fn without_confetti(runs: Vec<Run>) -> Vec<Run> {
    let size = |run: &Run| run.old.len().max(run.new.len());
    let mut out: Vec<Run> = Vec::new();
    for (at, run) in runs.iter().enumerate() {
        let (last, next) = (out.last(), runs.get(at + 1));
        let lonely = run.same && run.old.len() == 1;
        let between = last.zip(next).is_some_and(|(last, next)| size(last) + size(next) >= LARGE);
        push(&mut out, Run { same: run.same && !(lonely && between), ..run.clone() });
    }
    out
}

/// Where each character of a text begins.
struct Bytes(Vec<usize>);

impl Bytes {
    fn of(characters: &[char]) -> Self {
        let mut at = 0;
        let mut starts = vec![0];
        for c in characters {
            at += c.len_utf8();
            starts.push(at);
        }
        Self(starts)
    }

    fn range(&self, characters: &Range<usize>) -> Range<usize> {
        self.0[characters.start]..self.0[characters.end]
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Carries out the edits on the old text.
    fn apply(old: &str, new: &str) -> String {
        let (mut out, mut at) = (String::new(), 0);
        for edit in edits(old, new) {
            out.push_str(&old[at..edit.old.start]);
            assert_eq!(out.len(), edit.new.start, "what was kept and added is the new text");
            out.push_str(&new[edit.new]);
            at = edit.old.end;
        }
        out + &old[at..]
    }

    proptest! {
        #[test]
        fn added_and_kept_is_the_new_text(old in "[一二三，a1😀 ]{0,40}", new in "[一二三，a1😀 ]{0,40}") {
            prop_assert_eq!(apply(&old, &new), new.clone());
            // And the other way: removed and kept is the old one.
            prop_assert_eq!(apply(&new, &old), old);
        }

        #[test]
        fn any_text_is_compared(old in any::<String>(), new in any::<String>()) {
            prop_assert_eq!(apply(&old, &new), new);
        }
    }

    #[test]
    fn changes_read_as_an_editor_made_them() {
        let shown = |old: &str, new: &str| -> Vec<(String, String)> {
            let text = |edit: Edit| (old[edit.old].to_owned(), new[edit.new].to_owned());
            edits(old, new).into_iter().map(text).collect()
        };
        let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        assert_eq!(shown("共投入12万元。", "共投入 15 万元。"), [pair("12", " 15 ")]);
        assert_eq!(shown("由县政府办负责", "由县政府办公室负责"), [pair("", "公室")]);
        assert_eq!(shown("抓好落实落实。", "抓好落实。"), [pair("落实", "")]);
        assert_eq!(shown("同", "同"), []);
    }
}
