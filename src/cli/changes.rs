//! A change of a text as editors read it: the lines that differ, with only the
//! surroundings of what changes in them.

use std::ops::Range;

use similar::{Algorithm, DiffTag, TextDiff, capture_diff_slices};

use crate::diagnostic::SourceText;

/// So many characters are shown around a change. A paragraph is one line: the
/// rest of it says nothing.
const AROUND: usize = 12;

/// Lines longer than this, in bytes, are not compared character by character,
/// which takes time in proportion to length and changes.
const LONGEST: usize = 100_000;

/// What is deleted and what comes instead: `[旧→新]`, in colours on a terminal.
pub(super) struct Marks {
    colour: bool,
}

impl Marks {
    pub(super) fn new(colour: bool) -> Self {
        Self { colour }
    }

    fn write(&self, old: &str, new: &str) -> String {
        let painted = |text: &str, style: &str| match shown(text) {
            text if self.colour && !text.is_empty() => format!("\u{1b}[{style}m{text}\u{1b}[0m"),
            text => text,
        };
        format!("[{}→{}]", painted(old, "31;9"), painted(new, "32;1"))
    }
}

/// The changes of a text: the number of each line that differs, from 1, and what
/// changes in it: `…竣工运营[,→，]佳惠…`.
pub(super) fn changes(before: &SourceText, after: &str, marks: &Marks) -> Vec<(usize, String)> {
    let lines = TextDiff::from_lines(before.text.as_str(), after);
    let mut out = Vec::new();
    for op in lines.ops().iter().filter(|op| op.tag() != DiffTag::Equal) {
        let old = lines.old_slices().get(op.old_range()).unwrap_or_default();
        let new = lines.new_slices().get(op.new_range()).unwrap_or_default();
        let first = op.old_range().start + 1;
        // Where lines were joined or split, they are shown together.
        let pairs: Vec<(usize, String, String)> = if old.len() == new.len() {
            let pairs = old.iter().zip(new).enumerate();
            pairs.map(|(at, (old, new))| (first + at, (*old).to_owned(), (*new).to_owned())).collect()
        } else {
            vec![(first, old.concat(), new.concat())]
        };
        for (line, old, new) in pairs.into_iter().filter(|(_, old, new)| old != new) {
            out.push((line, within(old.trim_end(), new.trim_end(), marks)));
        }
    }
    out
}

/// What changes within a line.
fn within(old: &str, new: &str, marks: &Marks) -> String {
    if old.len().max(new.len()) > LONGEST {
        return "这一行太长，不一一列出".to_owned();
    }
    let (old, new): (Vec<char>, Vec<char>) = (old.chars().collect(), new.chars().collect());
    let ops = capture_diff_slices(Algorithm::Myers, &old, &new);
    let mut out = String::new();
    for (at, op) in ops.iter().enumerate() {
        let (gone, come) = (part(&old, op.old_range()), part(&new, op.new_range()));
        if op.tag() != DiffTag::Equal {
            out += &marks.write(&gone, &come);
            continue;
        }
        let count = op.old_range().len();
        let head = if at == 0 { 0 } else { AROUND };
        let tail = if at + 1 == ops.len() { 0 } else { AROUND };
        if head + tail + 1 >= count {
            out += &shown(&gone);
        } else {
            let kept = |range: Range<usize>| shown(&part(&old, range));
            let Range { start, end } = op.old_range();
            out += &format!("{}…{}", kept(start..start + head), kept(end - tail..end));
        }
    }
    out
}

fn part(text: &[char], range: Range<usize>) -> String {
    text.get(range).unwrap_or_default().iter().collect()
}

/// A line end as a sign; other control characters would disturb the terminal.
fn shown(text: &str) -> String {
    let sign = |c: char| match c {
        '\n' => '⏎',
        c if c.is_control() => ' ',
        c => c,
    };
    text.chars().filter(|c| *c != '\r').map(sign).collect()
}
