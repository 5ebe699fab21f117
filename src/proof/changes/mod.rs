//! What has changed in an issue's texts from one round of proofs to the next.
//!
//! Texts are held side by side paragraph by paragraph (`matching`), changed
//! paragraphs character by character (`characters`). What was lost in one place
//! and stands in another, be it in another file, has been moved.

mod align;
mod carried;
mod characters;
mod matching;
mod pairs;

use std::ops::Range;

pub use self::carried::{Carried, Carrier, Point};
pub use self::matching::Texts;

use self::carried::{carried, part};
use self::characters::edits;
use self::matching::{Link, LinkKind, Matching, text_of};

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
    /// Here a paragraph began, which now goes on behind the one before.
    Joined,
    /// Here begins a paragraph that was part of the one before.
    Split,
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

/// What has changed. Texts are a name and paragraphs; those with one name
/// belong together.
pub fn changes(old: &Texts<'_>, new: &[(&str, Vec<Paragraph<'_>>)]) -> Vec<Change> {
    let texts: Vec<(&str, Vec<&str>)> = new
        .iter()
        .map(|(name, after)| (*name, after.iter().map(|paragraph| paragraph.text).collect()))
        .collect();
    let Matching { links, lost, gained } = Matching::of(old, &texts);
    let origin = |(file, paragraph)| {
        let text = text_of(old, (file, paragraph)).to_owned();
        Origin { file, paragraph, text }
    };
    let mut found = Vec::new();
    for link in links.iter().filter(|link| link.kind != LinkKind::Same) {
        let after = new.get(link.new.0).and_then(|(_, after)| after.get(link.new.1.clone()));
        let Some(after) = after.filter(|after| !after.is_empty()) else { continue };
        within(&mut found, old, link, after);
        if link.kind == LinkKind::Moved {
            let kind = ChangeKind::Moved(origin((link.old.0, link.old.1.start)));
            found.push(Change { file: link.new.0, range: after[0].range.clone(), kind });
        }
    }
    for (file, at) in gained {
        let Some(paragraph) = new.get(file).and_then(|(_, after)| after.get(at)) else { continue };
        found.push(Change { file, range: paragraph.range.clone(), kind: ChangeKind::NewParagraph });
    }
    for gone in lost {
        let (file, before) = gone.before;
        let after = new.get(file).map_or(&[][..], |(_, after)| after);
        let next = after.get(before).map(|paragraph| paragraph.range.start);
        let spot = next.unwrap_or_else(|| after.last().map_or(0, |paragraph| paragraph.range.end));
        let kind = ChangeKind::LostParagraph(origin(gone.key));
        found.push(Change { file, range: spot..spot, kind });
    }
    found.sort_by_key(|change| (change.file, change.range.start, change.range.end));
    found
}

/// What has changed within paragraphs, and where they were joined or split.
fn within(found: &mut Vec<Change>, old: &Texts<'_>, link: &Link, after: &[Paragraph<'_>]) {
    let file = link.new.0;
    let before: Vec<&str> =
        link.old.1.clone().map(|paragraph| text_of(old, (link.old.0, paragraph))).collect();
    let now: Vec<&str> = after.iter().map(|paragraph| paragraph.text).collect();
    let text = before.concat();
    let edits = edits(&text, &now.concat());
    let start = |byte: usize| {
        let (at, byte) = part(&now, byte);
        after.get(at).map_or(0, |paragraph| paragraph.range.start + byte)
    };
    // The end of something is in the paragraph of its last character.
    let end = |byte: usize| {
        let Some(last) = byte.checked_sub(1) else { return start(byte) };
        let (at, byte) = part(&now, last);
        after.get(at).map_or(0, |paragraph| paragraph.range.start + byte + 1)
    };
    for edit in &edits {
        let to = end(edit.new.end);
        let range = if edit.new.is_empty() { to..to } else { start(edit.new.start)..to };
        let text = text.get(edit.old.clone()).unwrap_or_default().to_owned();
        let kind = match (text.is_empty(), range.is_empty()) {
            (true, _) => ChangeKind::Added,
            (_, true) => ChangeKind::Removed(text),
            _ => ChangeKind::Replaced(text),
        };
        found.push(Change { file, range, kind });
    }
    let mut at = 0;
    for text in before.iter().take(before.len().saturating_sub(1)) {
        at += text.len();
        let spot = end(carried(&edits, at, false).0.end);
        found.push(Change { file, range: spot..spot, kind: ChangeKind::Joined });
    }
    for paragraph in after.iter().skip(1) {
        let spot = paragraph.range.start;
        found.push(Change { file, range: spot..spot, kind: ChangeKind::Split });
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
                ChangeKind::Joined => format!("接{}", change.range.start),
                ChangeKind::Split => format!("分{}", change.range.start),
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
    fn tells_paragraphs_joined_and_split() {
        let two = "坚持把高质量发展作为硬道理。\n\n始终让权力在阳光下运行，自觉接受监督。\n";
        let one = "坚持把高质量发展作为硬道理。始终让权力在阳光下运行，自觉接受各方监督。\n";
        assert_eq!(compare(&[("a", two)], &[("a", one)]), ["接42", "+各方"]);
        assert_eq!(compare(&[("a", one)], &[("a", two)]), ["分44", "-各方"]);
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
