//! Where a place of the last round's texts is in this round's.

use std::collections::BTreeMap;
use std::ops::Range;

use super::characters::{Edit, edits};
use super::matching::{Link, LinkKind, Matching, Texts, text_of};

/// A place: the text, the paragraph, and the byte in it.
pub type Point = (usize, usize, usize);

/// Where something came to stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Carried {
    /// From where to where it may stand now, the end included: one point where
    /// nothing was changed right there.
    pub from: Point,
    /// See `from`.
    pub to: Point,
    /// Whether its words were changed.
    pub changed: bool,
}

/// Two rounds' texts, for places to be carried from the one to the other.
pub struct Carrier<'a> {
    old: &'a Texts<'a>,
    new: &'a Texts<'a>,
    links: Vec<Link>,
    /// The link of each old paragraph.
    of: BTreeMap<(usize, usize), usize>,
    /// What was changed in a link's paragraphs, once somebody has asked.
    edits: BTreeMap<usize, Vec<Edit>>,
}

impl<'a> Carrier<'a> {
    /// Holds the texts side by side.
    pub fn new(old: &'a Texts<'a>, new: &'a Texts<'a>) -> Self {
        let links = Matching::of(old, new).links;
        let mut of = BTreeMap::new();
        for (at, link) in links.iter().enumerate() {
            of.extend(link.old.1.clone().map(|paragraph| ((link.old.0, paragraph), at)));
        }
        Self { old, new, links, of, edits: BTreeMap::new() }
    }

    /// Where so many bytes from an old place on are now; `None` if their
    /// paragraph is gone.
    pub fn carry(&mut self, (file, paragraph, byte): Point, length: usize) -> Option<Carried> {
        let at = *self.of.get(&(file, paragraph))?;
        let link = self.links.get(at)?;
        let (old, new) = (parts(self.old, &link.old), parts(self.new, &link.new));
        let edits = self.edits.entry(at).or_insert_with(|| match link.kind {
            LinkKind::Same => Vec::new(),
            _ => edits(&old.concat(), &new.concat()),
        });
        let before: usize = old.iter().take(paragraph - link.old.1.start).map(|text| text.len()).sum();
        let start = before.saturating_add(byte);
        let stop = start.saturating_add(length);
        let (first, touched) = carried(edits, start, true);
        let (last, _) = carried(edits, stop, false);
        let hit = |edit: &Edit| edit.old.start < stop && start < edit.old.end;
        let changed = edits.iter().any(hit) || (length == 0 && touched.is_some());
        let point = |byte| {
            let (part, byte) = part(&new, byte);
            (link.new.0, link.new.1.start + part, byte)
        };
        // What was put in before it moved it back; what was put for it begins
        // within what is there now.
        let mut end = match touched {
            Some(edit) if edit.old.is_empty() => first.end,
            Some(_) => first.end.saturating_sub(1),
            None => first.start,
        };
        if changed {
            end = end.max(last.end.saturating_sub(1));
        }
        Some(Carried { from: point(first.start), to: point(end.max(first.start)), changed })
    }
}

fn parts<'a>(texts: &Texts<'a>, (file, paragraphs): &(usize, Range<usize>)) -> Vec<&'a str> {
    paragraphs.clone().map(|paragraph| text_of(texts, (*file, paragraph))).collect()
}

/// Which of some texts set one behind the other a byte is in, and where.
pub(super) fn part(texts: &[&str], byte: usize) -> (usize, usize) {
    let mut rest = byte;
    for (at, text) in texts.iter().enumerate() {
        if rest < text.len() || at + 1 == texts.len() {
            return (at, rest.min(text.len()));
        }
        rest -= text.len();
    }
    (0, 0)
}

/// Where a byte of the old text is in the new one, and the change that it is in.
/// `front` tells whether it is the beginning of something: what was put in right
/// before it may belong to it, what was put in behind its end does not.
pub(super) fn carried(edits: &[Edit], byte: usize, front: bool) -> (Range<usize>, Option<&Edit>) {
    let mut shifted = byte;
    for edit in edits {
        if byte < edit.old.start || (byte == edit.old.start && !front) {
            break;
        }
        if byte < edit.old.end || byte == edit.old.start {
            return (edit.new.clone(), Some(edit));
        }
        shifted = edit.new.end.saturating_add(byte - edit.old.end);
    }
    (shifted..shifted, None)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn carry(old: &str, new: &str, quote: &str) -> Option<(usize, usize, bool)> {
        let rows = |text: &'static str| vec![("a", text.lines().collect::<Vec<_>>())];
        let leak = |text: &str| -> &'static str { Box::leak(text.to_owned().into_boxed_str()) };
        let (old, new) = (rows(leak(old)), rows(leak(new)));
        let at = old[0].1.iter().enumerate().find_map(|(line, text)| Some((line, text.find(quote)?)))?;
        let found = Carrier::new(&old, &new).carry((0, at.0, at.1), quote.len())?;
        Some((found.from.1, found.from.2, found.changed))
    }

    #[test]
    fn a_record_that_was_tampered_with_does_no_harm() {
        let rows = [("a", vec!["甲乙", "丙"])];
        let rows = &rows[..];
        let mut carrier = Carrier::new(rows, rows);
        assert_eq!(carrier.carry((7, 0, 0), 1), None);
        let far = carrier.carry((0, 1, usize::MAX), usize::MAX).expect("the paragraph is there");
        assert_eq!((far.from, far.changed), ((0, 1, 3), false));
    }

    #[test]
    fn places_follow_their_text() {
        let old = "第一段不要了,删去。\n第二段还在这里,没有动过。";
        assert_eq!(carry(old, "第二段还在这里,没有动过。", "这里,"), Some((0, 15, false)));
        assert_eq!(carry(old, "第二段还在这里,没有动过。", "不要了,"), None);
        let new = "第一段不要了,删去。\n新的。\n第二段现在还在这里,没有动过。";
        assert_eq!(carry(old, new, "这里,"), Some((2, 21, false)));
        assert_eq!(carry("甲乙丙丁戊己,庚辛", "甲乙丙丁戊己，庚辛", ","), Some((0, 18, true)));
        let joined = "第一段不要了,删去。第二段还在这里,没有动过。";
        assert_eq!(carry(old, joined, "这里,"), Some((0, 43, false)));
        assert_eq!(carry(joined, old, "这里,"), Some((1, 15, false)));
    }
}
