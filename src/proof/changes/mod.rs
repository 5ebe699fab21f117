//! What has changed in an issue's texts from one round of proofs to the next.
//!
//! Texts are held side by side paragraph by paragraph, changed paragraphs
//! character by character. What was lost in one place and stands in another,
//! be it in another file, has been moved.

mod align;
mod characters;
mod pairs;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use self::align::align;
use self::characters::edits;
use self::pairs::{Shape, pairs};

/// A paragraph: a line of an article's file that is not blank, without the
/// spaces around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph<'a> {
    /// Its text.
    pub text: &'a str,
    /// Where it is in its file, in bytes.
    pub range: Range<usize>,
}

/// What was changed, at a place in the new text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The text, by its place among the new ones.
    pub file: usize,
    /// The bytes of the file; empty where nothing was put in.
    pub range: Range<usize>,
    /// What happened there.
    pub kind: ChangeKind,
}

/// What can happen to a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChangeKind {
    /// Characters were put in.
    Added,
    /// Characters were taken out.
    Removed(String),
    /// Characters were put in the place of others.
    Replaced(String),
    /// A paragraph was put in.
    NewParagraph,
    /// A paragraph was taken out.
    LostParagraph(Origin),
    /// The paragraph stood elsewhere.
    Moved(Origin),
}

/// A paragraph of the earlier round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The text, by its place among the old ones.
    pub file: usize,
    /// The paragraph, counted from 0.
    pub paragraph: usize,
    /// What it said.
    pub text: String,
}

/// Moved paragraphs are at least so long, in characters: shorter ones repeat by
/// chance.
const MOVED: usize = 6;

/// A paragraph that was moved and changed still has this much in common.
const STILL: f64 = 0.75;

/// With more paragraphs than this lost or gained, those that were moved and
/// changed are not looked for.
const MOST: usize = 200;

/// The paragraphs of a text.
pub fn paragraphs(text: &str) -> Vec<Paragraph<'_>> {
    let mut at = 0;
    let line = |line: &'_ str| {
        let start = at + (line.len() - line.trim_start().len());
        at += line.len();
        start
    };
    let mut starts = line;
    text.split_inclusive('\n')
        .filter_map(|line| {
            let start = starts(line);
            let text = line.trim();
            (!text.is_empty()).then(|| Paragraph { text, range: start..start + text.len() })
        })
        .collect()
}

/// A paragraph by its file's place and its own.
type Key = (usize, usize);

/// What has changed. Texts are a name and paragraphs; those with one name
/// belong together.
pub fn changes(old: &[(&str, Vec<&str>)], new: &[(&str, Vec<Paragraph<'_>>)]) -> Vec<Change> {
    let mut found = Vec::new();
    let mut lost: Vec<(Key, Change)> = Vec::new();
    let mut gained: Vec<Key> = Vec::new();
    for (at, (name, after)) in new.iter().enumerate() {
        let before = old.iter().position(|(other, _)| other == name);
        let none = Vec::new();
        let texts = before.and_then(|before| old.get(before)).map_or(&none, |(_, texts)| texts);
        let texts_after: Vec<&str> = after.iter().map(|paragraph| paragraph.text).collect();
        for run in align(texts, &texts_after).into_iter().filter(|run| !run.same) {
            let (of_old, of_new) = (&texts[run.old.clone()], &texts_after[run.new.clone()]);
            let paired = pairs(of_old, of_new);
            for &(a, b) in &paired {
                within(&mut found, at, of_old[a], &after[run.new.start + b]);
            }
            // Pairs rise in both rows.
            let is_new = |b: &usize| paired.binary_search_by_key(b, |pair| pair.1).is_err();
            let is_lost = |a: &usize| paired.binary_search_by_key(a, |pair| pair.0).is_err();
            gained.extend((0..of_new.len()).filter(is_new).map(|b| (at, run.new.start + b)));
            for a in (0..of_old.len()).filter(is_lost) {
                // It stood before the next one that is still there.
                let next = paired.get(paired.partition_point(|pair| pair.0 < a));
                let next = next.map_or(run.new.end, |pair| run.new.start + pair.1);
                let next_start = after.get(next).map(|paragraph| paragraph.range.start);
                let end = after.last().map_or(0, |paragraph| paragraph.range.end);
                let spot = next_start.unwrap_or(end);
                let file = before.unwrap_or_default();
                let origin = Origin { file, paragraph: run.old.start + a, text: of_old[a].to_owned() };
                let kind = ChangeKind::LostParagraph(origin);
                lost.push(((file, run.old.start + a), Change { file: at, range: spot..spot, kind }));
            }
        }
    }
    let whole = old.iter().enumerate().filter(|(_, (name, _))| !new.iter().any(|(other, _)| other == name));
    let mut homeless: Vec<Key> =
        whole.flat_map(|(file, (_, texts))| (0..texts.len()).map(move |at| (file, at))).collect();
    homeless.extend(lost.iter().map(|(key, _)| *key));
    let moved = moved(old, new, &homeless, &gained);
    for &(file, at) in &gained {
        let Some(paragraph) = new.get(file).and_then(|(_, after)| after.get(at)) else { continue };
        let range = paragraph.range.clone();
        let Some(&(from, before)) = moved.get(&(file, at)) else {
            found.push(Change { file, range, kind: ChangeKind::NewParagraph });
            continue;
        };
        let text = text_of(old, (from, before)).to_owned();
        within(&mut found, file, &text, paragraph);
        let kind = ChangeKind::Moved(Origin { file: from, paragraph: before, text });
        found.push(Change { file, range, kind });
    }
    let taken: BTreeSet<Key> = moved.values().copied().collect();
    found.extend(lost.into_iter().filter(|(key, _)| !taken.contains(key)).map(|(_, change)| change));
    found.sort_by_key(|change| (change.file, change.range.start, change.range.end));
    found
}

fn text_of<'a>(old: &[(&str, Vec<&'a str>)], (file, at): Key) -> &'a str {
    old.get(file).and_then(|(_, texts)| texts.get(at)).copied().unwrap_or_default()
}

/// Which of the paragraphs gained are among those lost: alike to the last
/// character first, then nearly so.
fn moved(
    old: &[(&str, Vec<&str>)],
    new: &[(&str, Vec<Paragraph<'_>>)],
    lost: &[Key],
    gained: &[Key],
) -> BTreeMap<Key, Key> {
    let after = |(file, at): Key| {
        new.get(file).and_then(|(_, texts)| texts.get(at)).map_or("", |paragraph| paragraph.text)
    };
    let long = |text: &str| text.chars().nth(MOVED - 1).is_some();
    let mut there: BTreeMap<&str, Vec<Key>> = BTreeMap::new();
    for &key in lost.iter().rev().filter(|&&key| long(text_of(old, key))) {
        there.entry(text_of(old, key)).or_default().push(key);
    }
    let mut moved = BTreeMap::new();
    for &key in gained {
        if let Some(from) = there.get_mut(after(key)).and_then(Vec::pop) {
            moved.insert(key, from);
        }
    }
    let mut left: Vec<(Key, Shape)> =
        there.into_values().flatten().map(|key| (key, Shape::of(text_of(old, key)))).collect();
    left.sort_by_key(|(key, _)| *key);
    let open: Vec<Key> =
        gained.iter().copied().filter(|key| !moved.contains_key(key) && long(after(*key))).collect();
    if left.len() > MOST || open.len() > MOST {
        return moved;
    }
    for key in open {
        let shape = Shape::of(after(key));
        let alike = left.iter().enumerate().map(|(at, (_, other))| (at, shape.likeness(other)));
        let best = alike.filter(|(_, likeness)| *likeness >= STILL).max_by(|a, b| a.1.total_cmp(&b.1));
        if let Some((at, _)) = best {
            moved.insert(key, left.remove(at).0);
        }
    }
    moved
}

/// What has changed within a paragraph.
fn within(found: &mut Vec<Change>, file: usize, old: &str, new: &Paragraph<'_>) {
    for edit in edits(old, new.text) {
        let range = new.range.start + edit.new.start..new.range.start + edit.new.end;
        let text = old[edit.old].to_owned();
        let kind = match (text.is_empty(), range.is_empty()) {
            (true, _) => ChangeKind::Added,
            (_, true) => ChangeKind::Removed(text),
            _ => ChangeKind::Replaced(text),
        };
        found.push(Change { file, range, kind });
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn compare(old: &[(&str, &str)], new: &[(&str, &str)]) -> Vec<String> {
        let before: Vec<_> = old
            .iter()
            .map(|(name, text)| (*name, paragraphs(text).iter().map(|p| p.text).collect()))
            .collect();
        let after: Vec<_> = new.iter().map(|(name, text)| (*name, paragraphs(text))).collect();
        let show = |change: Change| {
            let text = &new[change.file].1[change.range.clone()];
            match change.kind {
                ChangeKind::Added => format!("+{text}"),
                ChangeKind::Removed(old) => format!("-{old}"),
                ChangeKind::Replaced(old) => format!("{old}→{text}"),
                ChangeKind::NewParagraph => format!("段+{text}"),
                ChangeKind::LostParagraph(origin) => format!("段-{}", origin.text),
                ChangeKind::Moved(origin) => format!("移{}.{} {text}", origin.file, origin.paragraph),
            }
        };
        changes(&before, &after).into_iter().map(show).collect()
    }

    #[test]
    fn paragraphs_are_lines_without_their_blanks() {
        let text = "　　第一段\r\n\r\n  第二段 \n";
        let found = paragraphs(text);
        assert_eq!(found.iter().map(|p| p.text).collect::<Vec<_>>(), ["第一段", "第二段"]);
        for paragraph in found {
            assert_eq!(&text[paragraph.range.clone()], paragraph.text);
        }
    }

    #[test]
    fn tells_added_removed_and_replaced() {
        let old = "全区共有学校12所，教师三百人。\n本办法由教育局解释。";
        let new = "全区现共有学校15所，教师人。\n本办法由教育局负责解释。\n";
        assert_eq!(compare(&[("a", old)], &[("a", new)]), ["+现", "12→15", "-三百", "+负责"]);
        assert_eq!(compare(&[("a", old)], &[("a", old)]), [""; 0]);
    }

    #[test]
    fn tells_paragraphs_put_in_taken_out_and_moved() {
        let old = "甲段写的是交通建设。\n乙段写的是教育事业。\n丙段写的是医疗卫生。\n结尾";
        let new = "丙段写的是医疗卫生。\n甲段写的是交通建设。\n完全新写的文字，谈文化。\n结尾";
        assert_eq!(
            compare(&[("a", old)], &[("a", new)]),
            ["移0.2 丙段写的是医疗卫生。", "段+完全新写的文字，谈文化。", "段-乙段写的是教育事业。"]
        );
    }

    #[test]
    fn a_paragraph_may_move_to_another_file_and_be_changed() {
        let old = [("a", "第一件事是修路架桥，方便群众出行。"), ("b", "另一篇文章")];
        let new = [("a", "换成了别的话题"), ("b", "另一篇文章\n第一件事是修路架桥，方便百姓出行。")];
        assert_eq!(
            compare(&old, &new),
            ["段+换成了别的话题", "移0.0 第一件事是修路架桥，方便百姓出行。", "群众→百姓"]
        );
    }

    proptest! {
        #[test]
        fn places_are_in_the_new_text(
            old in "[一二三，\n]{0,60}", new in "[一二三，\n]{0,60}", name in "[ab]",
        ) {
            let before: Vec<_> =
                vec![("a", paragraphs(&old).iter().map(|p| p.text).collect())];
            let after = vec![(name.as_str(), paragraphs(&new))];
            for change in changes(&before, &after) {
                prop_assert_eq!(change.file, 0);
                prop_assert!(new.get(change.range.clone()).is_some());
            }
        }
    }
}
