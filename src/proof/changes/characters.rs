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
    let runs = whole_words(without_confetti(align(&a, &b)), &a, &b);
    let (old, new) = (Bytes::of(&a), Bytes::of(&b));
    let changed = runs.into_iter().filter(|run| !run.same);
    changed.map(|run| Edit { old: old.range(&run.old), new: new.range(&run.new) }).collect()
}

/// Numbers and words in letters are changed as a whole: `12` became `15`, not
/// `2` became `5`.
fn whole_words(runs: Vec<Run>, old: &[char], new: &[char]) -> Vec<Run> {
    let inner = |c: Option<&char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || *c == '.');
    let differs = |run: Option<&Run>, at: fn(&[char]) -> Option<&char>| {
        run.is_some_and(|run| {
            !run.same && (inner(at(&old[run.old.clone()])) || inner(at(&new[run.new.clone()])))
        })
    };
    let mut out = Vec::new();
    for (at, run) in runs.iter().enumerate() {
        if !run.same {
            push(&mut out, run.clone());
            continue;
        }
        let characters = &old[run.old.clone()];
        let before = at.checked_sub(1).and_then(|before| runs.get(before));
        let run_of =
            |characters: &mut dyn Iterator<Item = &char>| characters.take_while(|c| inner(Some(c))).count();
        let head = if differs(before, <[char]>::last) { run_of(&mut characters.iter()) } else { 0 };
        let rest = characters.len() - head;
        let tail = if differs(runs.get(at + 1), <[char]>::first) {
            run_of(&mut characters.iter().rev()).min(rest)
        } else {
            0
        };
        let cuts = [0, head, characters.len() - tail, characters.len()];
        for (part, same) in cuts.windows(2).zip([false, true, false]) {
            let range = |range: &Range<usize>| range.start + part[0]..range.start + part[1];
            push(&mut out, Run { old: range(&run.old), new: range(&run.new), same });
        }
    }
    out
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
        assert_eq!(shown("完成12.5亿元", "完成12.8亿元"), [pair("12.5", "12.8")]);
        assert_eq!(shown("有12所、3所", "有112所、3所"), [pair("12", "112")]);
        assert_eq!(shown("由县政府办负责", "由县政府办公室负责"), [pair("", "公室")]);
        assert_eq!(shown("抓好落实落实。", "抓好落实。"), [pair("落实", "")]);
        assert_eq!(shown("同", "同"), []);
    }
}
