//! Notes as they are shown beside a page.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use super::marks::{Mark, Note, Tone};
use super::names::Names;

/// A note as it is shown.
pub(super) struct Shown<'a> {
    /// Its mark, the first one of those that share it.
    pub(super) mark: &'a Mark,
    /// Where that is on its page, `左 3`, or how many share it.
    pub(super) place: String,
    /// The note as set.
    pub(super) note: Note,
}

impl Shown<'_> {
    /// As data for the overlay.
    pub(super) fn json(&self) -> Map<String, Value> {
        let Note { label, help, aside, .. } = &self.note;
        let mut map = Map::new();
        map.insert("tone".to_owned(), self.mark.tone.key().into());
        map.insert("number".to_owned(), self.mark.number.as_str().into());
        map.insert("place".to_owned(), self.place.as_str().into());
        map.insert("label".to_owned(), label.as_str().into());
        map.insert("message".to_owned(), self.note.message.as_str().into());
        map.insert("help".to_owned(), json!(help));
        map.insert("aside".to_owned(), json!(aside));
        map
    }
}

/// The notes as they are shown: one that says what another one of its page has
/// said refers to it.
pub(super) fn shown<'a>(marks: &'a [Mark], names: &Names<'_>) -> Vec<Shown<'a>> {
    let mut said: BTreeMap<(usize, &str, &str), &str> = BTreeMap::new();
    let mut helped: BTreeMap<(usize, &[String]), &str> = BTreeMap::new();
    let mut rests: BTreeSet<(usize, String)> = BTreeSet::new();
    let mut out = Vec::new();
    for mark in marks {
        let (Some(note), Some(spot), Some(at)) = (&mark.note, &mark.spot, mark.first()) else { continue };
        let mut own = note.clone();
        // What moved from where is told of each.
        if mark.tone != Tone::Moved {
            match said.get(&(at.page, &note.label, &note.message)) {
                Some(known) => {
                    own.help.clear();
                    own.aside.clear();
                    own.message = format!("同 {known}");
                }
                None => {
                    said.insert((at.page, &note.label, &note.message), &mark.number);
                    if !note.help.is_empty() {
                        match helped.get(&(at.page, note.help.as_slice())) {
                            Some(first) => own.help = vec![format!("同 {first}")],
                            None => {
                                helped.insert((at.page, &note.help), &mark.number);
                            }
                        }
                    }
                }
            }
        }
        // What a rule rests on is told once a page.
        own.aside.retain(|aside| rests.insert((at.page, aside.clone())));
        let place = if note.places > 1 { format!("本页 {} 处", note.places) } else { names.short(spot) };
        out.push(Shown { mark, place, note: own });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::lines::Lines;
    use super::super::places::{Segment, Spot};
    use super::*;

    fn mark(page: usize, number: usize, message: &str) -> Mark {
        let area = [100.0, 90.0, 110.0, 100.0];
        Mark {
            tone: Tone::Error,
            spot: Some(Spot::Marked(vec![Segment { page, area, line: None, picture: false }])),
            related: Vec::new(),
            number: number.to_string(),
            note: Some(Note { help: vec!["改".to_owned()], ..Note::new("标点-001", message.to_owned()) }),
            bulk: false,
            bar: false,
            underline: true,
            finding: Some(0),
        }
    }

    fn said(marks: &[Mark]) -> Vec<String> {
        let lines = Lines::default();
        let names = Names { lines: &lines, folios: Vec::new() };
        let told = |shown: &Shown<'_>| {
            let Note { label, message, help, .. } = &shown.note;
            format!("{} {} {label} {message} {}", shown.mark.number, shown.place, help.join(""))
        };
        shown(marks, &names).iter().map(told).collect()
    }

    #[test]
    fn what_was_said_is_not_said_again() {
        let mut shared = mark(0, 5, "丙");
        shared.note.as_mut().expect("a note").places = 7;
        let marks = [mark(0, 1, "甲"), mark(0, 2, "乙"), mark(0, 3, "甲"), mark(0, 4, "乙"), shared];
        assert_eq!(
            said(&marks),
            [
                "1 图表 标点-001 甲 改",
                "2 图表 标点-001 乙 同 1",
                "3 图表 标点-001 同 1 ",
                "4 图表 标点-001 同 2 ",
                "5 本页 7 处 标点-001 丙 同 1",
            ]
        );
    }

    #[test]
    fn a_page_speaks_for_itself() {
        assert_eq!(
            said(&[mark(0, 1, "甲"), mark(1, 2, "甲")]),
            ["1 图表 标点-001 甲 改", "2 图表 标点-001 甲 改"]
        );
    }
}
