//! The documents that an issue prints, and where its texts name them: what is
//! said of a document elsewhere must be what the document itself says.

use std::collections::HashMap;
use std::ops::Range;

use super::dates::Written;
use super::desk::{Desk, Manuscript};
use super::outline::numeral;
use super::passage::{Passage, Role};
use super::pattern::Haystack;
use super::rule::pattern;
use crate::content::{ArticleKind, BlockKind, plain_text, solid_text};

/// A document that the issue prints.
#[derive(Debug)]
pub(super) struct Printed {
    /// Its title, as it is shown.
    pub(super) title: String,
    /// Letters and figures of its title, and of that without the issuer.
    pub(super) names: Vec<String>,
    /// The manuscript that it stands in.
    pub(super) article: usize,
    /// Its number: 云政发〔2025〕9号, or 第3号 of an order.
    pub(super) number: Option<String>,
    /// The days it was signed and sent out.
    pub(super) signed: Vec<Day>,
    /// The meetings that it names: 第48次常务会议.
    pub(super) meetings: Vec<String>,
    /// From when on it is in force, and until when.
    pub(super) from: Vec<Day>,
    pub(super) until: Vec<Day>,
    /// How many chapters it has.
    pub(super) chapters: u32,
    /// Its articles: their numbers, and the passages each is made of.
    pub(super) clauses: Vec<(u32, Range<usize>)>,
}

impl Printed {
    /// The number of its last article; none if it is no statute.
    pub(super) fn last(&self) -> Option<u32> {
        // Where a number is left out it is in doubt which is the last.
        let count = u32::try_from(self.clauses.len()).ok()?;
        self.clauses.last().map(|(number, _)| *number).filter(|&last| last >= 5 && last == count)
    }
}

/// A day as a document writes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Day {
    year: Option<u16>,
    month: u8,
    day: u8,
}

impl Day {
    pub(super) fn of(date: &Written) -> Self {
        Self { year: date.year, month: date.month, day: date.day }
    }

    /// Whether two may be the same day; the year may be left out.
    pub(super) fn agrees(self, other: Self) -> bool {
        let years = self.year.zip(other.year).is_none_or(|(a, b)| a == b);
        years && (self.month, self.day) == (other.month, other.day)
    }

    pub(super) fn shown(self) -> String {
        let year = self.year.map_or(String::new(), |year| format!("{year}年"));
        format!("{year}{}月{}日", self.month, self.day)
    }
}

/// Shorter titles are too easily those of something else.
const SHORTEST: usize = 6;

/// More documents than an issue has are not looked up.
const MOST: usize = 300;

/// The documents of an issue.
pub(super) fn printed(desk: &Desk<'_>) -> Vec<Printed> {
    let mut out = Vec::new();
    for (article, manuscript) in desk.manuscripts.iter().enumerate() {
        of(manuscript, article, &mut out);
    }
    out.truncate(MOST);
    let passed = passed(desk, &out);
    for (document, meeting) in passed {
        if let Some(document) = out.get_mut(document) {
            document.meetings.push(meeting);
        }
    }
    out
}

/// The meetings that passed documents, as other texts have it.
fn passed(desk: &Desk<'_>, documents: &[Printed]) -> Vec<(usize, String)> {
    let mut out = Vec::new();
    let mut names = Names::new(documents);
    for manuscript in &desk.manuscripts {
        names.turn_to(manuscript);
        for passage in manuscript.passages.iter().filter(|passage| passage.letters().may_have('次')) {
            let mut all = meetings(passage);
            let (Some(meeting), None) = (all.next(), all.next()) else { continue };
            let places = names.places(passage);
            out.extend(places.iter().take(20).map(|place| (place.document, meeting.to_owned())));
        }
    }
    out
}

fn of(manuscript: &Manuscript<'_>, article: usize, out: &mut Vec<Printed>) {
    let (mut numbers, mut signed) = (Vec::new(), Vec::new());
    for block in &manuscript.article.blocks {
        match &block.kind {
            BlockKind::DocNumber(body) => numbers.push(solid_text(body)),
            BlockKind::SignDate(body) | BlockKind::Imprint { date: body, .. } => {
                let text = plain_text(body);
                signed.extend(super::dates::dates(&text).iter().map(Day::of));
            }
            _ => {}
        }
    }
    let number = match &numbers[..] {
        [number] => Some(number.clone()),
        _ => None,
    };
    let meetings: Vec<String> =
        manuscript.passages.iter().take(20).flat_map(self::meetings).map(str::to_owned).collect();
    let start = out.len();
    let mut document = |title: &str| {
        let names = names(title);
        if !names.is_empty() {
            out.push(Printed {
                title: title.to_owned(),
                names,
                article,
                number: number.clone(),
                signed: signed.clone(),
                meetings: meetings.clone(),
                from: Vec::new(),
                until: Vec::new(),
                chapters: 0,
                clauses: Vec::new(),
            });
        }
    };
    document(&manuscript.title);
    for block in &manuscript.article.blocks {
        if let BlockKind::Title { body, own: false } = &block.kind {
            document(&solid_text(body));
        }
    }
    // An order names what it puts in force, whatever became of the title below.
    let alone = out.len() == start + 1;
    if let Some(title) = ordered(manuscript).filter(|_| alone)
        && let Some(last) = out.last_mut()
    {
        title.clone_into(&mut last.title);
        last.names.extend(names(title));
    }
    clauses(manuscript, out.get_mut(start..).unwrap_or_default());
    force(manuscript, out.get_mut(start..).unwrap_or_default());
}

/// 《……》已经……现予公布: the title of what an order puts in force.
fn ordered<'a>(manuscript: &'a Manuscript<'_>) -> Option<&'a str> {
    if manuscript.kind != ArticleKind::Order {
        return None;
    }
    let passage = manuscript.passages.iter().take(12).find(|passage| passage.text.contains("现予"))?;
    let (_, rest) = passage.text.split_once('《')?;
    rest.get(..closing(rest)?)
}

/// A title's letters, with the issuer and without.
fn names(title: &str) -> Vec<String> {
    let whole = bare(title);
    let without = whole.find("关于").filter(|&at| at > 0).and_then(|at| whole.get(at..)).map(str::to_owned);
    without.into_iter().chain([whole]).filter(|name| name.chars().count() >= SHORTEST).collect()
}

/// A title without what does not count.
pub(super) fn bare(title: &str) -> String {
    title.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Gives each document the articles and chapters that stand below its title.
fn clauses(manuscript: &Manuscript<'_>, documents: &mut [Printed]) {
    // Documents with one title, the manuscript's own, begin there.
    let mut current = 0;
    for (at, passage) in manuscript.passages.iter().enumerate() {
        if let Role::Title { own: false } = passage.role {
            let name = bare(&passage.text);
            let here = documents.iter().position(|document| document.names.contains(&name));
            current = here.unwrap_or(current);
        }
        let Some(document) = documents.get_mut(current) else { continue };
        let last = document.clauses.last().map(|(number, _)| *number);
        match head(&passage.text, last) {
            Some(('章', number)) => document.chapters = document.chapters.max(number),
            Some(('条', number)) => document.clauses.push((number, at..at + 1)),
            _ => {
                let prose = passage.is_prose() || matches!(passage.role, Role::Heading(_) | Role::Cell);
                if let Some((_, range)) = document.clauses.last_mut().filter(|(_, r)| prose && r.end == at) {
                    range.end = at + 1;
                }
            }
        }
    }
}

/// The meetings with numbers that a passage names.
pub(super) fn meetings<'h>(text: impl Into<Haystack<'h>>) -> impl Iterator<Item = &'h str> {
    let meeting = pattern!("第[0-9]{1,3}次[一-鿿]{0,4}会议");
    meeting.find_iter(text).map(|found| found.as_str())
}

/// 第十六条, 第二章 at the head of a passage. Where markup follows, the blank
/// behind is lost: then it must be the number after the last.
fn head(text: &str, last: Option<u32>) -> Option<(char, u32)> {
    let rest = text.strip_prefix('第')?;
    let end = rest.char_indices().take(8).find(|&(_, c)| matches!(c, '条' | '章'))?;
    let (number, kind) = (rest.get(..end.0)?.trim(), end.1);
    let behind = rest.get(end.0 + kind.len_utf8()..)?;
    let apart = behind.chars().next().is_none_or(char::is_whitespace);
    let value = number.parse().ok().or_else(|| numeral(number))?;
    let due = kind == '条'
        && last.is_some_and(|last| last.saturating_add(1) == value)
        && !behind.starts_with(['第', '、', '和', '至', '规', '的', '所', '中', '明', '之']);
    (apart || due).then_some((kind, value))
}

/// The days from which on and until which a document is in force, where it says
/// so of itself.
fn force(manuscript: &Manuscript<'_>, documents: &mut [Printed]) {
    let mut seen: Vec<(bool, Day)> = Vec::new();
    for passage in manuscript.passages.iter().filter(|passage| passage.is_prose()) {
        let own = ["本", "现予", "现将"].iter().any(|word| passage.text.contains(word));
        if own && !passage.text.contains('问') {
            seen.extend(
                terms(passage, &(0..passage.text.len())).into_iter().map(|term| (term.until, term.day)),
            );
        }
    }
    for document in documents {
        let days = |until: bool| seen.iter().filter(move |(kind, _)| *kind == until).map(|(_, day)| *day);
        document.from = days(false).collect();
        document.until = days(true).collect();
    }
}

/// 自……起施行, 有效期至……
#[derive(Debug)]
pub(super) struct Term {
    pub(super) until: bool,
    pub(super) day: Day,
    pub(super) range: Range<usize>,
}

/// The dates in a part of a passage.
pub(super) fn dates_in<'p>(passage: &'p Passage, part: &Range<usize>) -> impl Iterator<Item = &'p Written> {
    let dates = passage.dates();
    let first = dates.partition_point(|date| date.range.start < part.start);
    let end = part.end;
    dates.iter().skip(first).take_while(move |date| date.range.end <= end)
}

/// The days of force that a part of a passage names.
pub(super) fn terms(passage: &Passage, part: &Range<usize>) -> Vec<Term> {
    let letters = passage.letters();
    if !letters.may_have('起') && !letters.may_have('至') || !letters.may_have('月') {
        return Vec::new();
    }
    let term = |date: &Written| {
        let (before, after) = (passage.before(date.range.start), passage.after(date.range.end));
        let from = before.ends_with('自')
            && ["起施行", "起执行", "起实施", "起正式施行", "起生效", "施行"]
                .iter()
                .any(|w| after.starts_with(w));
        let until = ["有效期至", "有效期到", "有效期截至"].iter().any(|word| before.ends_with(word));
        (from || until).then(|| Term { until, day: Day::of(date), range: date.range.clone() })
    };
    dates_in(passage, part).filter_map(term).collect()
}

/// A place where a text names a document of the issue.
#[derive(Debug)]
pub(super) struct Named {
    /// Which of the documents.
    pub(super) document: usize,
    /// Where the title stands, its marks included.
    pub(super) range: Range<usize>,
}

/// What a manuscript calls the documents of the issue.
#[derive(Debug, Default)]
pub(super) struct Names<'a> {
    whole: HashMap<&'a str, usize>,
    short: HashMap<String, usize>,
    /// The document that the whole text explains.
    pub(super) subject: Option<usize>,
}

impl<'a> Names<'a> {
    /// The titles that the issue prints; of two that are alike the first.
    pub(super) fn new(documents: &'a [Printed]) -> Self {
        let mut whole: HashMap<&str, usize> = HashMap::new();
        for (at, document) in documents.iter().enumerate() {
            for name in &document.names {
                whole.entry(name).or_insert(at);
            }
        }
        Self { whole, ..Self::default() }
    }

    /// Begins another manuscript, with short names of its own.
    pub(super) fn turn_to(&mut self, manuscript: &Manuscript<'_>) {
        self.short.clear();
        let title = manuscript.title.as_str();
        let explains = title.contains("解读") || title.contains("问答") || title.contains("起草说明");
        let cited =
            title.split_once('《').and_then(|(_, rest)| rest.rsplit_once('》')).map(|(cited, _)| bare(cited));
        self.subject = cited.filter(|_| explains).and_then(|cited| self.whole.get(cited.as_str()).copied());
    }

    /// The documents that a passage names; what it says they are called from
    /// here on is kept.
    pub(super) fn places(&mut self, passage: &Passage) -> Vec<Named> {
        let mut out = Vec::new();
        if !passage.letters().may_have('《') {
            return out;
        }
        let mut last: Option<usize> = None;
        let mut from = 0;
        while let Some(open) = passage.after(from).find('《').map(|at| from + at) {
            let start = open + '《'.len_utf8();
            let Some(close) = closing(passage.head(start, 100)).map(|at| start + at) else {
                from = start;
                continue;
            };
            let name = bare(passage.get(start..close));
            from = close;
            let known = self.whole.get(name.as_str()).or_else(|| self.short.get(&name)).copied();
            let known = known.or_else(|| {
                let said = passage.before(open).ends_with("简称") || passage.before(open).ends_with("简称：");
                let document = last.filter(|_| said)?;
                self.short.insert(name.clone(), document);
                Some(document)
            });
            if let Some(document) = known {
                out.push(Named { document, range: open..close + '》'.len_utf8() });
            }
            last = known;
        }
        out
    }
}

/// Where the title that has begun ends.
fn closing(rest: &str) -> Option<usize> {
    let mut depth = 0;
    for (at, c) in rest.char_indices() {
        match c {
            '《' => depth += 1,
            '》' if depth == 0 => return Some(at),
            '》' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// The sentence around a part of a passage, and where it begins.
pub(super) fn sentence<'p>(passage: &'p Passage, range: &Range<usize>) -> (usize, &'p str) {
    const REACH: usize = 160;
    let before = passage.tail(range.start, REACH);
    let start = range.start - before.rsplit('。').next().unwrap_or(before).len();
    let after = passage.head(range.end, REACH);
    let end = range.end + after.split('。').next().unwrap_or(after).len();
    (start, passage.get(start..end))
}

/// 第十六条 and the like right behind a place: number, and where.
pub(super) fn cited(passage: &Passage, at: usize) -> Vec<(u32, Range<usize>)> {
    const REACH: usize = 40;
    let article = pattern!("第([一二三四五六七八九十百零〇]{1,7}|[0-9]{1,3})条");
    let number = |text: &str| text.parse().ok().or_else(|| numeral(text));
    article
        .captures_iter(passage.part(passage.head(at, REACH)))
        .filter_map(|found| {
            let whole = found.get(0)?;
            Some((number(found.get(1)?.as_str())?, at + whole.start()..at + whole.end()))
        })
        .collect()
}
