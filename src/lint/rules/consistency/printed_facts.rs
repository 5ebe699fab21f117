//! 一致-016

use std::ops::Range;

use super::explained;
use crate::content::ArticleKind;
use crate::lint::dates::Written;
use crate::lint::desk::Desk;
use crate::lint::passage::{Passage, Role};
use crate::lint::printed::{Day, Named, Names, Printed, dates_in, sentence, terms};
use crate::lint::rule::{pattern, rule};
use crate::lint::sink::Sink;

rule! {
    /// 别处写到本期所登的文件，文号、令号、印发公布的日期、施行日期、有效期与原文不符。
    ///
    /// 解读、大事记里写到《……办法》的，与本期登的原文对照；政府令与所附的规章，施行日期也应相同。解读里的数，前后的话与原文相同而原文没有这个数的，也报。
    ///
    /// 错：原文是“甲政发〔2025〕9号”，大事记写“（甲政发〔2025〕6号）”；原文自10月1日起施行，解读写“自11月1日起施行”
    /// 对：与原文一致
    ///
    /// 改法：核对后改错的一处。
    "一致-016", "与所登文件不符", Human, Warning, Issue(check)
}

fn check(desk: &Desk<'_>, sink: &mut Sink) {
    let documents = desk.printed();
    let mut names = Names::new(documents);
    for (at, manuscript) in desk.manuscripts.iter().enumerate() {
        if manuscript.kind == ArticleKind::Correction {
            continue;
        }
        sink.turn_to(manuscript);
        names.turn_to(manuscript);
        within(desk, at, sink);
        if let Some(document) = names.subject.and_then(|subject| documents.get(subject))
            && document.article != at
            && let Some(printed) = desk.manuscripts.get(document.article)
        {
            explained::check(manuscript, printed, &document.title, sink);
        }
        for passage in &manuscript.passages {
            if matches!(passage.role, Role::Title { .. }) {
                continue;
            }
            let named = names.places(passage);
            for (i, place) in named.iter().enumerate() {
                let Some(document) = documents.get(place.document) else { continue };
                let next = named.get(i + 1).map_or(passage.text.len(), |next| next.range.start);
                let foreign = document.article != at;
                let (start, text) = sentence(passage, &place.range);
                // A forerunner has the same title.
                let given_up =
                    ["废止", "失效", "停止执行", "修订", "修改", "原"].iter().any(|word| text.contains(word));
                if given_up {
                    continue;
                }
                let here =
                    Place { passage, named: place, document, sentence: start..start + text.len(), next };
                here.number(sink);
                if foreign {
                    here.issued(sink);
                    here.order(sink);
                    here.force(sink);
                }
            }
            // 答：自……起施行, in an article that explains one document.
            if named.is_empty()
                && let Some(document) = names.subject.and_then(|subject| documents.get(subject))
                && document.article != at
            {
                in_force(passage, 0..passage.text.len(), document, sink);
            }
        }
    }
}

/// An order and the statute that it puts in force name one day.
fn within(desk: &Desk<'_>, at: usize, sink: &mut Sink) {
    let Some(manuscript) = desk.manuscripts.get(at).filter(|text| text.kind == ArticleKind::Order) else {
        return;
    };
    let mut first: Option<Day> = None;
    let statutes =
        desk.printed().iter().filter(|document| document.article == at && document.last().is_some());
    if statutes.count() > 1 {
        return;
    }
    for passage in manuscript.passages.iter().filter(|passage| passage.is_prose()) {
        for term in terms(passage, &(0..passage.text.len())).into_iter().filter(|term| !term.until) {
            match first {
                None => first = Some(term.day),
                Some(day) if !day.agrees(term.day) => {
                    let message = format!("令里自{}起施行，这里是{}", day.shown(), term.day.shown());
                    sink.report(passage, term.range, message).help("核对施行日期");
                }
                Some(_) => {}
            }
        }
    }
}

/// Where a document of the issue is named.
struct Place<'a> {
    passage: &'a Passage,
    named: &'a Named,
    document: &'a Printed,
    sentence: Range<usize>,
    /// Where the next document is named.
    next: usize,
}

impl Place<'_> {
    /// （云政发〔2025〕9号）, right behind the title.
    fn number(&self, sink: &mut Sink) {
        let Some(real) = self.document.number.as_deref().filter(|number| number.contains('〔')) else {
            return;
        };
        let number = pattern!(r"^[（(]([一-鿿]{2,12}〔[0-9]{4}〕[0-9]{1,4}号)");
        let rest = self.passage.head(self.named.range.end, 40);
        let Some(found) = number.captures(rest).and_then(|found| found.get(1)) else { return };
        if found.as_str() != real {
            let start = self.named.range.end + found.start();
            let message = format!("《{}》的文号是“{real}”，这里是“{}”", self.document.title, found.as_str());
            sink.report(self.passage, start..start + found.as_str().len(), message).help("核对文号");
        }
    }

    /// 3月6日印发《……》, 《……》……，3月6日正式印发.
    fn issued(&self, sink: &mut Sink) {
        let passage = self.passage;
        if self.document.signed.is_empty() {
            return;
        }
        let dates = dates_in(passage, &self.sentence);
        for date in dates.filter(|date| self.is_issue(date)) {
            let day = Day::of(date);
            if !self.document.signed.iter().any(|signed| signed.agrees(day)) {
                let signed = self.document.signed.first().map(|day| day.shown()).unwrap_or_default();
                let message =
                    format!("《{}》的成文日期是{signed}，这里是{}", self.document.title, day.shown());
                sink.report(passage, date.range.clone(), message).help("核对印发、公布的日期");
            }
        }
    }

    /// Whether a date is that on which the document was sent out.
    fn is_issue(&self, date: &Written) -> bool {
        const WORDS: [&str; 4] = ["印发", "公布", "发布", "出台"];
        let passage = self.passage;
        // Nothing but who did it stands between.
        if date.range.end <= self.named.range.start {
            let between = passage.get(date.range.end..self.named.range.start);
            let between = between.trim_end_matches(['了', '的']);
            let verb = WORDS.iter().find_map(|word| between.strip_suffix(word));
            return verb.is_some_and(|who| {
                who.chars().count() <= 24
                    && !who.contains(['《', '。', '；'])
                    && !who.contains(['月', '日'])
                    && who.matches('，').count() < 2
                    && !who.contains('会')
            });
        }
        let after = passage.after(date.range.end).trim_start_matches("正式");
        date.range.start >= self.named.range.end
            && date.range.start < self.next
            && WORDS.iter().any(|word| after.starts_with(word))
            && passage.get(self.named.range.end..date.range.start).chars().count() < 60
    }

    /// 政府令第3号公布《……》, 《……》以政府令第3号公布.
    fn order(&self, sink: &mut Sink) {
        let passage = self.passage;
        let Some(real) = self.document.number.as_deref().filter(|number| number.starts_with('第')) else {
            return;
        };
        let number = pattern!("令(?:（)?(第[0-9一二三四五六七八九十百]{1,5}号)");
        let text = passage.get(self.sentence.clone());
        let found: Vec<_> =
            number.captures_iter(passage.part(text)).filter_map(|found| found.get(1)).collect();
        if let [found] = found[..]
            && found.as_str() != real
        {
            let range = self.sentence.start + found.start()..self.sentence.start + found.end();
            let message = format!("《{}》的令号是“{real}”，这里是“{}”", self.document.title, found.as_str());
            sink.report(passage, range, message).help("核对令号");
        }
    }

    fn force(&self, sink: &mut Sink) {
        let end = self.sentence.end.min(self.next).max(self.named.range.end);
        in_force(self.passage, self.named.range.end..end, self.document, sink);
    }
}

/// The days of force that a part of a passage names.
fn in_force(passage: &Passage, part: Range<usize>, document: &Printed, sink: &mut Sink) {
    for term in terms(passage, &part) {
        let (real, what) =
            if term.until { (&document.until, "有效期至") } else { (&document.from, "施行日期是") };
        if let Some(first) = real.first()
            && !real.iter().any(|day| day.agrees(term.day))
        {
            let message =
                format!("《{}》的{what}{}，这里是{}", document.title, first.shown(), term.day.shown());
            sink.report(passage, term.range, message).help("核对原文");
        }
    }
}
