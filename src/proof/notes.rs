//! Findings and changes become marks on pages and numbered notes.

use super::Subject;
use super::changes::{Change, ChangeKind, Origin, Paragraph, changes, paragraphs};
use super::places::{Places, Spot};
use super::record::Record;
use super::round::round_name;
use crate::diagnostic::{Diagnostic, Place, Severity};

/// Words of the earlier round that a note quotes, at most.
const QUOTED: usize = 60;

/// What a mark is about, which gives it its colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tone {
    /// An error.
    Error,
    /// A warning.
    Warning,
    /// A change since the last round.
    Change,
    /// A paragraph that was moved.
    Moved,
}

impl Tone {
    /// Its name in the data.
    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Change => "change",
            Self::Moved => "moved",
        }
    }
}

/// Something to be marked.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Mark {
    /// What it is about.
    pub(super) tone: Tone,
    /// Where; `None` where it is on no page.
    pub(super) spot: Option<Spot>,
    /// What is said about it in the margin; what was only put in speaks for
    /// itself.
    pub(super) note: Option<Note>,
    /// Whether a bar in the margin points it out.
    pub(super) bar: bool,
    /// Whether its words are underlined.
    pub(super) underline: bool,
    /// The finding, by its place among all.
    pub(super) finding: Option<usize>,
}

/// What is said in the margin.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Note {
    /// `12`, or `改3` for changes.
    pub(super) number: String,
    /// The rule's code, or what was changed.
    pub(super) label: String,
    /// What is wrong, or what it was.
    pub(super) message: String,
    /// What to do.
    pub(super) help: Vec<String>,
}

/// How many changes there are of each kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Places where something was put in.
    pub added: usize,
    /// Places where something was taken out.
    pub removed: usize,
    /// Places where something was put for something else.
    pub replaced: usize,
    /// Paragraphs that were moved.
    pub moved: usize,
}

/// Every mark, numbered in the order of pages and lines; what is on no page
/// comes last.
pub(super) fn marks(
    subject: &Subject<'_>,
    places: &Places<'_>,
    earlier: Option<&Record>,
) -> (Vec<Mark>, Counts) {
    let mut marks: Vec<Mark> = subject
        .findings
        .iter()
        .enumerate()
        .map(|(at, finding)| found(subject, places, at, finding))
        .collect();
    let mut counts = Counts::default();
    if let Some(earlier) = earlier {
        changed(subject, places, earlier, &mut marks, &mut counts);
    }
    sort(&mut marks);
    number(&mut marks);
    (marks, counts)
}

/// Top to bottom by lines, each from left to right, so that the numbers in the
/// margin follow each other; what concerns one spot stays in its order.
fn sort(marks: &mut [Mark]) {
    marks.sort_by(|a, b| {
        let (Some(x), Some(y)) = (place(a), place(b)) else {
            return place(a).is_none().cmp(&place(b).is_none());
        };
        x.0.cmp(&y.0).then(x.1.total_cmp(&y.1)).then(x.2.total_cmp(&y.2))
    });
}

/// The page, the distance from its top in whole points, and from its left.
fn place(mark: &Mark) -> Option<(usize, f64, f64)> {
    let segment = mark.spot.as_ref()?.first()?;
    Some((segment.page, segment.area[3].round(), segment.area[0]))
}

fn number(marks: &mut [Mark]) {
    let (mut findings, mut changes) = (0, 0);
    for mark in marks {
        let Some(note) = &mut mark.note else { continue };
        note.number = if mark.finding.is_some() {
            findings += 1;
            format!("{findings}")
        } else {
            changes += 1;
            format!("改{changes}")
        };
    }
}

fn found(subject: &Subject<'_>, places: &Places<'_>, at: usize, found: &Diagnostic) -> Mark {
    let spot = found.place.as_ref().and_then(|place| spot(subject, places, place));
    let tone = match found.severity {
        Severity::Error => Tone::Error,
        Severity::Warning => Tone::Warning,
    };
    let mut message = found.message.clone();
    if !found.label.is_empty() {
        message = format!("{message}（{}）", found.label);
    }
    if found.more > 0 {
        message = format!("{message}；同一文件里同类的还有 {} 处未列", found.more);
    }
    if let Some(reason) = &found.waived {
        message = format!("{message}；已准予保留：{reason}");
    }
    let label = found.code.text().to_owned();
    let note = Note { number: String::new(), label, message, help: found.advice() };
    Mark { tone, spot, note: Some(note), bar: false, underline: true, finding: Some(at) }
}

/// Where a place in a file is on the pages: in an article's text, or, for what
/// the manifest says of an article, at its title.
fn spot(subject: &Subject<'_>, places: &Places<'_>, place: &Place) -> Option<Spot> {
    let path = &place.source.path;
    if let Some(article) = subject.texts.iter().position(|text| text.source.path == *path) {
        return match &place.range {
            Some(range) => places.find(article, &place.source.text, range),
            None => places.title(article),
        };
    }
    let range = place.range.as_ref().filter(|_| *path == subject.source.path)?;
    let own = |span: &std::ops::Range<usize>| span.start <= range.start && range.end <= span.end;
    let article = subject.manifest.articles().position(|article| {
        own(&article.title.span) || article.byline.as_ref().is_some_and(|byline| own(&byline.span))
    })?;
    places.title(article)
}

/// Adds what has changed since the round before.
fn changed(
    subject: &Subject<'_>,
    places: &Places<'_>,
    earlier: &Record,
    marks: &mut Vec<Mark>,
    counts: &mut Counts,
) {
    let old: Vec<(&str, Vec<&str>)> = earlier
        .texts
        .iter()
        .map(|text| {
            (text.file.as_str(), text.paragraphs.iter().map(|paragraph| paragraph.text.as_str()).collect())
        })
        .collect();
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
        let note = told("删去文稿", format!("上一校有 {name}，本校没有"));
        marks.push(Mark { note: Some(note), ..plain(Tone::Change, None) });
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
            let note = told("改", message);
            marks.push(Mark { note: Some(note), ..plain(Tone::Change, places.title(at)) });
        }
    }
}

fn count(counts: &mut Counts, kind: &ChangeKind) {
    let counter = match kind {
        ChangeKind::Added | ChangeKind::NewParagraph => &mut counts.added,
        ChangeKind::Removed(_) | ChangeKind::LostParagraph(_) => &mut counts.removed,
        ChangeKind::Replaced(_) => &mut counts.replaced,
        ChangeKind::Moved(_) => &mut counts.moved,
    };
    *counter += 1;
}

fn plain(tone: Tone, spot: Option<Spot>) -> Mark {
    Mark { tone, spot, note: None, bar: true, underline: false, finding: None }
}

fn told(label: &str, message: String) -> Note {
    Note { label: label.to_owned(), message, ..Note::default() }
}

fn mark(change: &Change, now: &str, spot: Option<Spot>, earlier: &Record) -> Mark {
    let mut mark = plain(Tone::Change, spot);
    match &change.kind {
        ChangeKind::Added => mark.underline = true,
        ChangeKind::NewParagraph => {}
        ChangeKind::Removed(text) => mark.note = Some(told("删", quoted(text))),
        ChangeKind::Replaced(text) => {
            mark.underline = true;
            mark.note = Some(told("改", format!("{}→{}", quoted(text), quoted(now))));
        }
        ChangeKind::LostParagraph(origin) => {
            let message = format!("{}：“{}”", source(origin, earlier), short(&origin.text));
            mark.note = Some(told("删去一段", message));
        }
        ChangeKind::Moved(origin) => {
            mark.tone = Tone::Moved;
            mark.note = Some(told("移", format!("移自{}", source(origin, earlier))));
        }
    }
    mark
}

/// Where a paragraph stood: `一校样第 5 页`.
fn source(origin: &Origin, earlier: &Record) -> String {
    let round = round_name(earlier.round);
    match earlier.page(origin.file, origin.paragraph) {
        Some(page) => format!("{round}样第 {page} 页"),
        None => {
            let file = earlier.texts.get(origin.file).map_or("", |text| text.file.as_str());
            format!("{round}的 {file}")
        }
    }
}

/// Words in quotation marks. What can't be told apart by its looks is said in
/// words.
fn quoted(text: &str) -> String {
    let mut characters = text.chars();
    let width = match (characters.next(), characters.next()) {
        (Some(c), None) if c.is_ascii_punctuation() => "半角",
        (Some('！'..='～' | '。' | '、'), None) => "全角",
        _ => "",
    };
    if !text.is_empty() && text.chars().all(char::is_whitespace) {
        return format!("{} 个空格", text.chars().count());
    }
    format!("{width}“{}”", short(text))
}

/// The head and the tail of a long text.
fn short(text: &str) -> String {
    let count = text.chars().count();
    if count <= QUOTED {
        return text.to_owned();
    }
    let half = QUOTED / 2;
    let head: String = text.chars().take(half).collect();
    let tail: String = text.chars().skip(count - half).collect();
    format!("{head}……{tail}（共 {count} 字）")
}
