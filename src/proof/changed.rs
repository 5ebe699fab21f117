//! What has changed since the last round, as marks on the pages.

use super::Subject;
use super::changes::{Change, ChangeKind, Origin, Paragraph, changes, paragraphs};
use super::marks::{Counts, Mark, Note, Tone};
use super::names::page_name;
use super::places::{Places, Spot};
use super::record::Record;
use super::round::round_name;
use super::words::{quoted, short};

/// Adds what has changed since the round before.
pub(super) fn changed(
    subject: &Subject<'_>,
    places: &Places<'_>,
    earlier: &Record,
    marks: &mut Vec<Mark>,
    counts: &mut Counts,
) {
    let old = earlier.rows();
    let new: Vec<(&str, Vec<Paragraph<'_>>)> =
        subject.texts.iter().map(|text| (text.name.as_str(), paragraphs(&text.source.text))).collect();
    heads(subject, places, earlier, marks, counts);
    for change in changes(&old, &new) {
        count(counts, &change.kind);
        let Some(text) = subject.texts.get(change.file) else { continue };
        let spot = places.find(change.file, &text.source.text, &change.range);
        let now = text.source.text.get(change.range.clone()).unwrap_or_default();
        marks.push(mark(&change, now, spot, earlier));
    }
    let gone = old.iter().filter(|(name, _)| !new.iter().any(|(other, _)| other == name));
    for (name, _) in gone {
        counts.removed += 1;
        let note = Note::new("删去文稿", format!("上一校有 {name}，本校没有"));
        marks.push(told(note, None));
    }
}

/// Titles and bylines, which stand in the manifest.
fn heads(
    subject: &Subject<'_>,
    places: &Places<'_>,
    earlier: &Record,
    marks: &mut Vec<Mark>,
    counts: &mut Counts,
) {
    let articles = subject.manifest.articles().zip(subject.texts).enumerate();
    for (at, (entry, text)) in articles {
        let Some(old) = earlier.texts.iter().find(|old| old.file == text.name) else { continue };
        let byline = entry.byline.as_ref().map(|byline| byline.value.as_str());
        let title = entry.plain_title();
        for (what, new, old) in [
            ("题名", Some(title.as_str()), Some(old.title.as_str())),
            ("署名", byline, old.byline.as_deref()),
        ] {
            if new == old {
                continue;
            }
            counts.replaced += 1;
            let message =
                old.map_or_else(|| format!("{what}原来没有"), |old| format!("{what}原为“{}”", short(old)));
            marks.push(told(Note::new("改", message), places.title(at)));
        }
    }
}

fn count(counts: &mut Counts, kind: &ChangeKind) {
    let counter = match kind {
        ChangeKind::Added | ChangeKind::NewParagraph => &mut counts.added,
        ChangeKind::Removed(_) | ChangeKind::LostParagraph(_) => &mut counts.removed,
        ChangeKind::Replaced(_) => &mut counts.replaced,
        ChangeKind::Moved(_) => &mut counts.moved,
        ChangeKind::Joined | ChangeKind::Split => &mut counts.rejoined,
    };
    *counter += 1;
}

fn told(note: Note, spot: Option<Spot>) -> Mark {
    Mark {
        tone: Tone::Change,
        spot,
        related: Vec::new(),
        number: String::new(),
        note: Some(note),
        bulk: false,
        bar: true,
        underline: false,
        finding: None,
    }
}

fn mark(change: &Change, now: &str, spot: Option<Spot>, earlier: &Record) -> Mark {
    let note = match &change.kind {
        ChangeKind::Added => Note::new("增", quoted(now)),
        ChangeKind::NewParagraph => Note::new("增一段", format!("“{}”", short(now))),
        ChangeKind::Removed(text) => Note::new("删", quoted(text)),
        ChangeKind::Replaced(text) => Note::new("改", format!("{}→{}", quoted(text), quoted(now))),
        ChangeKind::LostParagraph(origin) => {
            let message = format!("原在{}：“{}”", source(origin, earlier), short(&origin.text));
            Note::new("删去一段", message)
        }
        ChangeKind::Moved(origin) => Note::new("移来", format!("原在{}", source(origin, earlier))),
        ChangeKind::Joined => Note::new("接排", "原来从这里另起一段".to_owned()),
        ChangeKind::Split => Note::new("另起", "原来与上一段接排".to_owned()),
    };
    let mut mark = told(note, spot);
    let within = matches!(change.kind, ChangeKind::Added | ChangeKind::Removed(_) | ChangeKind::Replaced(_));
    mark.bulk = within;
    mark.underline = within;
    if matches!(change.kind, ChangeKind::Moved(_)) {
        mark.tone = Tone::Moved;
    }
    mark
}

/// Where a paragraph stood: `一校样第 5 页`.
fn source(origin: &Origin, earlier: &Record) -> String {
    let round = round_name(earlier.round);
    let text = earlier.texts.get(origin.file);
    let paragraph = text.and_then(|text| text.paragraphs.get(origin.paragraph));
    match paragraph.and_then(|paragraph| Some((paragraph.page?, paragraph.folio.as_deref()))) {
        Some((page, folio)) => format!("{round}样{}", page_name(page, folio)),
        None => format!("{round}的 {}", text.map_or("", |text| text.file.as_str())),
    }
}
