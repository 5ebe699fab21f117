//! Which paragraph of the last round became which of this one, in all files.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::align::align;
use super::pairs::{Shape, pairs};

/// A paragraph by its file's place and its own.
pub(super) type Key = (usize, usize);

/// The texts of a round: each a name and its paragraphs.
pub type Texts<'a> = [(&'a str, Vec<&'a str>)];

/// Moved paragraphs are at least so long, in characters: shorter ones repeat by
/// chance.
const MOVED: usize = 6;

/// A paragraph that was moved and changed still has this much in common.
const STILL: f64 = 0.75;

/// With more paragraphs than this lost or gained, those that were moved and
/// changed are not looked for.
const MOST: usize = 200;

/// Old paragraphs and the new ones that they are now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Link {
    /// The old text, and its paragraphs.
    pub(super) old: (usize, Range<usize>),
    /// The new text, and its paragraphs.
    pub(super) new: (usize, Range<usize>),
    /// What happened to them.
    pub(super) kind: LinkKind,
}

/// What can happen to paragraphs that are still there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LinkKind {
    /// Nothing.
    Same,
    /// They were changed, joined or split.
    Changed,
    /// They stood elsewhere.
    Moved,
}

/// A paragraph that is gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Lost {
    /// Where it was.
    pub(super) key: Key,
    /// The new paragraph that it stood before; one past the last for the end.
    pub(super) before: Key,
}

/// What became of every paragraph.
#[derive(Debug, Default)]
pub(super) struct Matching {
    /// Those still there.
    pub(super) links: Vec<Link>,
    /// Those gone, of files that are still there.
    pub(super) lost: Vec<Lost>,
    /// Those that are new.
    pub(super) gained: Vec<Key>,
}

impl Matching {
    /// Holds the texts of two rounds side by side; those of one name belong
    /// together.
    pub(super) fn of(old: &Texts<'_>, new: &Texts<'_>) -> Self {
        let mut out = Self::default();
        for (at, (name, after)) in new.iter().enumerate() {
            match old.iter().position(|(other, _)| other == name) {
                Some(before) => out.file((before, &old[before].1), (at, after)),
                None => out.gained.extend((0..after.len()).map(|paragraph| (at, paragraph))),
            }
        }
        out.find_moved(old, new);
        out
    }

    fn file(&mut self, (old_file, old): (usize, &[&str]), (new_file, new): (usize, &[&str])) {
        for run in align(old, new) {
            if run.same {
                let each = run.old.zip(run.new);
                self.links.extend(each.map(|(a, b)| Link {
                    old: (old_file, a..a + 1),
                    new: (new_file, b..b + 1),
                    kind: LinkKind::Same,
                }));
                continue;
            }
            let paired = pairs(&old[run.old.clone()], &new[run.new.clone()]);
            let (mut a, mut b) = (run.old.start, run.new.start);
            let ends = paired.iter().map(|pair| {
                let shift = |range: &Range<usize>, by: usize| range.start + by..range.end + by;
                (shift(&pair.old, run.old.start), shift(&pair.new, run.new.start))
            });
            for (of_old, of_new) in ends.chain([(run.old.end..run.old.end, run.new.end..run.new.end)]) {
                self.gained.extend((b..of_new.start).map(|paragraph| (new_file, paragraph)));
                // What was lost stood before the next one that is still there.
                let lost = (a..of_old.start)
                    .map(|paragraph| Lost { key: (old_file, paragraph), before: (new_file, of_new.start) });
                self.lost.extend(lost);
                (a, b) = (of_old.end, of_new.end);
                if !of_new.is_empty() {
                    let kind = LinkKind::Changed;
                    self.links.push(Link { old: (old_file, of_old), new: (new_file, of_new), kind });
                }
            }
        }
    }

    /// What was lost in one place and stands in another, be it in another file,
    /// was moved.
    fn find_moved(&mut self, old: &Texts<'_>, new: &Texts<'_>) {
        let gone = |name: &str| !new.iter().any(|(other, _)| *other == name);
        let whole = old.iter().enumerate().filter(|(_, (name, _))| gone(name));
        let mut homeless: Vec<Key> =
            whole.flat_map(|(file, (_, texts))| (0..texts.len()).map(move |at| (file, at))).collect();
        homeless.extend(self.lost.iter().map(|lost| lost.key));
        let moved = moved(old, new, &homeless, &self.gained);
        let taken: BTreeSet<Key> = moved.values().copied().collect();
        self.lost.retain(|lost| !taken.contains(&lost.key));
        self.gained.retain(|key| !moved.contains_key(key));
        self.links.extend(moved.into_iter().map(|(to, from)| Link {
            old: (from.0, from.1..from.1 + 1),
            new: (to.0, to.1..to.1 + 1),
            kind: LinkKind::Moved,
        }));
    }
}

/// The text of a paragraph.
pub(super) fn text_of<'a>(texts: &Texts<'a>, (file, at): Key) -> &'a str {
    texts.get(file).and_then(|(_, texts)| texts.get(at)).copied().unwrap_or_default()
}

/// Which of the paragraphs gained are among those lost: alike to the last
/// character first, then nearly so.
fn moved(old: &Texts<'_>, new: &Texts<'_>, lost: &[Key], gained: &[Key]) -> BTreeMap<Key, Key> {
    let long = |text: &str| text.chars().nth(MOVED - 1).is_some();
    let mut there: BTreeMap<&str, Vec<Key>> = BTreeMap::new();
    for &key in lost.iter().rev().filter(|&&key| long(text_of(old, key))) {
        there.entry(text_of(old, key)).or_default().push(key);
    }
    let mut moved = BTreeMap::new();
    for &key in gained {
        if let Some(from) = there.get_mut(text_of(new, key)).and_then(Vec::pop) {
            moved.insert(key, from);
        }
    }
    let mut left: Vec<(Key, Shape)> =
        there.into_values().flatten().map(|key| (key, Shape::of(text_of(old, key)))).collect();
    left.sort_by_key(|(key, _)| *key);
    let open: Vec<Key> =
        gained.iter().copied().filter(|key| !moved.contains_key(key) && long(text_of(new, *key))).collect();
    if left.len() > MOST || open.len() > MOST {
        return moved;
    }
    for key in open {
        let shape = Shape::of(text_of(new, key));
        let alike = left.iter().enumerate().map(|(at, (_, other))| (at, shape.likeness(other)));
        let best = alike.filter(|(_, likeness)| *likeness >= STILL).max_by(|a, b| a.1.total_cmp(&b.1));
        if let Some((at, _)) = best {
            moved.insert(key, left.remove(at).0);
        }
    }
    moved
}
