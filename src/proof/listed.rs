//! The lists of findings and changes on the sheet that comes first: what a
//! person must decide one by one, then what can be looked through page by page.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::marks::{Mark, Note, Tone};
use super::names::Names;
use super::record::Record;
use super::words::ranges;

/// A change that was made so often is one of a kind.
const OFTEN: usize = 3;

/// The lists, each with its title; empty ones are left out. `record` has the
/// findings in the order of their marks.
pub(super) fn lists(names: &Names<'_>, marks: &[Mark], record: &Record) -> Value {
    let sources = sources(marks, record);
    let told = |mark: &&(usize, &Mark)| mark.1.note.is_some();
    let all: Vec<(usize, &Mark)> = marks.iter().enumerate().collect();
    let line = |&&(at, mark): &&(usize, &Mark)| {
        let note = mark.note.as_ref()?;
        Some(json!({
            "number": mark.number,
            "tone": mark.tone.key(),
            "label": note.label,
            "message": note.text(),
            "place": place(names, mark, note.places),
            "source": sources.get(&at).map_or("", String::as_str),
            "tick": mark.tone != Tone::Waived,
        }))
    };
    let of = |wanted: &dyn Fn(&Mark) -> bool| -> Vec<&(usize, &Mark)> {
        all.iter().filter(told).filter(|(_, mark)| wanted(mark)).collect()
    };
    let each =
        |wanted: &dyn Fn(&Mark) -> bool| -> Vec<Value> { of(wanted).iter().filter_map(line).collect() };
    let waived = |mark: &Mark| mark.tone == Tone::Waived;
    let often = often(marks);
    let kind = |mark: &Mark| {
        mark.note
            .as_ref()
            .and_then(|note| often.get(&(&*note.label, &*note.message)))
            .is_some_and(|&n| n >= OFTEN)
    };
    let lists = [
        ("要逐条处理的", each(&|mark| mark.finding.is_some() && !mark.bulk)),
        (
            "不改变意思的（gongbao check --fix 可以一次改完），每页每类一行",
            together(names, &of(&|mark| mark.finding.is_some() && mark.bulk && !waived(mark))),
        ),
        ("准予保留的", each(&|mark| mark.finding.is_some() && waived(mark))),
        ("与上一校不同", each(&|mark| mark.finding.is_none() && !(mark.bulk && kind(mark)))),
        (
            "与上一校不同：多处同样的改动，每页一行",
            each(&|mark| mark.finding.is_none() && mark.bulk && kind(mark)),
        ),
    ];
    let list = lists.into_iter().filter(|(_, lines)| !lines.is_empty());
    list.map(|(title, lines)| json!({ "title": title, "lines": lines })).collect()
}

/// How often each change was made.
fn often(marks: &[Mark]) -> BTreeMap<(&str, &str), usize> {
    let mut often = BTreeMap::new();
    for note in marks.iter().filter(|mark| mark.finding.is_none()).filter_map(|mark| mark.note.as_ref()) {
        *often.entry((note.label.as_str(), note.message.as_str())).or_default() += note.places;
    }
    often
}

/// The places in the files, by mark.
fn sources(marks: &[Mark], record: &Record) -> BTreeMap<usize, String> {
    let findings = marks.iter().enumerate().filter(|(_, mark)| mark.finding.is_some());
    findings.zip(&record.findings).map(|((at, _), found)| (at, found.source())).collect()
}

fn place(names: &Names<'_>, mark: &Mark, places: usize) -> String {
    let Some((spot, at)) = mark.spot.as_ref().zip(mark.first()) else { return "不在版面".to_owned() };
    let page = names.page(at.page);
    if places > 1 { page } else { format!("{page}{}", names.on_page(spot)) }
}

/// One line for the notes of each page and rule.
fn together(names: &Names<'_>, marks: &[&(usize, &Mark)]) -> Vec<Value> {
    let mut groups: BTreeMap<(usize, &str), Vec<(&Mark, &Note)>> = BTreeMap::new();
    for (_, mark) in marks {
        let Some(note) = &mark.note else { continue };
        // What is on no page comes last.
        let page = mark.first().map_or(usize::MAX, |at| at.page);
        groups.entry((page, &note.label)).or_default().push((mark, note));
    }
    let line = |((page, label), notes): ((usize, &str), Vec<(&Mark, &Note)>)| {
        let places: usize = notes.iter().map(|(_, note)| note.places).sum();
        let (first, note) = notes.first()?;
        let more = if notes.len() > 1 { "等" } else { "" };
        Some(json!({
            "number": ranges(notes.iter().filter_map(|(mark, _)| mark.number.parse().ok())),
            "tone": first.tone.key(),
            "label": label,
            "message": format!("{}{more}，{places} 处", note.message),
            "place": if page == usize::MAX { "不在版面".to_owned() } else { names.page(page) },
            "source": "",
            "tick": true,
        }))
    };
    groups.into_iter().filter_map(line).collect()
}
