//! 一致-002

use std::collections::{BTreeMap, BTreeSet};

use super::title::bare;
use crate::content::{BlockKind, solid_text};
use crate::lint::alike::is_alike;
use crate::lint::desk::Desk;
use crate::lint::passage::Passage;
use crate::lint::printed::{Day, Printed, meetings};
use crate::lint::rule::rule;
use crate::lint::similar::{differences, likeness};
use crate::lint::sink::Sink;

rule! {
    /// 书名号里引用的题名，与本期刊登的题名不一致；或同一文件名前后两种写法。
    ///
    /// 印发通知里的文件名，应与后面所附文件的题名一字不差。引用时可以不写发文机关。
    /// 别处引用的，只报像是笔误的：差虚词、差一两个音近形近的字、“3年”与“三年”。法律、同时废止的文件、另有文号的文件、不同地方和文种的，不查。
    ///
    /// 错：正文写“现将《重大隐患排查整治专项行动实施方案》印发给你们”，所附文件题为“重大隐患专项整治实施方案”
    /// 对：两处相同
    ///
    /// 改法：以文件的正式题名为准，改另一处。年份、期数不同的，是不同的文件，不查。
    "一致-002", "引用的题名不一致", Human, Warning, Issue(check)
}

/// Titles shorter than this are too easily alike.
const SHORTEST: usize = 8;

/// More different titles than any issue has are not compared one by one.
const MOST: usize = 400;

struct Citation<'a> {
    text: &'a str,
    bare: String,
    article: usize,
    passage: usize,
    start: usize,
    /// Whether the text encloses, issues or explains what is cited.
    announced: bool,
    /// Whether it says that the document itself follows.
    enclosed: bool,
    /// The number in brackets behind.
    number: Option<&'a str>,
}

fn check(desk: &Desk<'_>, sink: &mut Sink) {
    let cited = citations(desk);
    let titles = titles(desk);
    let documents = desk.printed();
    let printed: BTreeSet<&str> = titles.iter().map(|(bare, _)| bare.as_str()).collect();
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (at, citation) in cited.iter().enumerate() {
        counts.entry(&citation.bare).or_insert((0, at)).0 += 1;
    }
    let distinct: Vec<(&str, usize, &Citation<'_>)> =
        counts.iter().filter_map(|(text, &(n, at))| Some((*text, n, cited.get(at)?))).take(MOST).collect();
    let mut known: BTreeMap<(&str, bool), Option<String>> = BTreeMap::new();
    let mut looked = 0;
    for citation in cited.iter().filter(|citation| !printed.contains(citation.bare.as_str())) {
        let Some(manuscript) = desk.manuscripts.get(citation.article) else { continue };
        let Some(passage) = manuscript.passages.get(citation.passage) else { continue };
        let (own, first) = counts.get(citation.bare.as_str()).copied().unwrap_or((1, 0));
        let few = known.len() < MOST;
        let message = known.entry((&citation.bare, citation.announced)).or_insert_with(|| {
            if !few {
                return None;
            }
            let slip = titles.iter().take(MOST).find(|title| {
                citation.number.is_none()
                    && (is_slip(&citation.bare, &title.0) || is_shortened(&citation.bare, &title.0))
                    || citation.announced
                        && (citation.enclosed || kind(&citation.bare) == kind(&title.0))
                        && is_likely(&citation.bare, &title.0)
            });
            let slip = slip.or_else(|| {
                let near = |title: &&(String, String)| is_one_off(&citation.bare, &title.0);
                titles.iter().take(MOST).find(|title| citation.number.is_none() && near(title))
            });
            if let Some((bare, title)) = slip {
                let difference = shown(&citation.bare, bare);
                return Some(format!("引用的题名与本期刊登的“{title}”不一致：{difference}"));
            }
            let (_, _, other) = distinct.iter().find(|(bare, n, other)| {
                (*n > own || *n == own && counts.get(bare).is_some_and(|(_, at)| *at < first))
                    && (citation.number.is_none()
                        || other.number.is_none()
                        || citation.number == other.number)
                    && is_slip(&citation.bare, bare)
            })?;
            let difference = shown(&citation.bare, &other.bare);
            Some(format!("别处写作《{}》，两处不一致：{difference}", other.text))
        });
        let message = message.clone().or_else(|| {
            looked += 1;
            if looked > MOST {
                return None;
            }
            let document = documents.iter().find(|document| is_told_of(passage, citation, document))?;
            let name = document.names.iter().find(|name| is_near(&citation.bare, name))?;
            let difference = shown(&citation.bare, name);
            Some(format!("引用的题名与本期刊登的“{}”不一致：{difference}", document.title))
        });
        if let Some(message) = message {
            sink.turn_to(manuscript);
            let range = citation.start..citation.start + citation.text.len();
            sink.report(passage, range, message).help("以正式题名为准，改另一处");
        }
    }
}

/// Whether the words around tell that a document of this issue is meant: its
/// number, the meeting that passed it, or that the order it stands below puts
/// it in force.
fn is_told_of(passage: &Passage, citation: &Citation<'_>, document: &Printed) -> bool {
    if !document.names.iter().any(|name| is_near(&citation.bare, name)) {
        return false;
    }
    // Beside the document itself it is another.
    const REACH: usize = 300;
    let end = citation.start + citation.text.len();
    let around =
        citation.start - passage.tail(citation.start, REACH).len()..end + passage.head(end, REACH).len();
    let around = passage.get(around);
    let text = bare(around);
    if document.names.iter().any(|name| text.contains(name)) {
        return false;
    }
    let numbered = citation
        .number
        .is_some_and(|number| document.number.as_deref().is_some_and(|own| number.starts_with(own)));
    let same_meeting =
        || meetings(passage.part(around)).any(|meeting| document.meetings.iter().any(|own| own == meeting));
    let in_force = || {
        document.article == citation.article
            && ["现予公布", "现予发布", "现印发"].iter().any(|word| passage.head(end, REACH).contains(word))
    };
    let signed = || {
        let issued = ["印发", "公布", "发布", "出台"]
            .iter()
            .any(|word| clause(passage, citation.start).contains(word));
        let day = passage.dates().iter().rfind(|date| date.range.end <= citation.start);
        issued && day.is_some_and(|day| document.signed.iter().any(|signed| signed.agrees(Day::of(day))))
    };
    numbered || same_meeting() || in_force() || signed()
}

/// Whether one of two titles says of itself that it is a forerunner of the
/// other, or comes beside it.
fn is_other(a: &str, b: &str) -> bool {
    let telling =
        ["暂行", "试行", "补充", "细则", "修订", "第二批", "第三批", "任务分工", "成立", "调整", "撤销"];
    telling.iter().any(|word| a.contains(word) != b.contains(word))
}

/// Whether a title may be meant for another: most of it is the same. Those
/// of forerunners and supplements are their own.
fn is_near(a: &str, b: &str) -> bool {
    let length = (a.chars().count(), b.chars().count());
    a != b
        && length.0.abs_diff(length.1) <= 6
        && !is_other(a, b)
        && kind(a) == kind(b)
        && likeness(a, b) >= 0.8
}

fn citations<'a>(desk: &'a Desk<'_>) -> Vec<Citation<'a>> {
    let mut out = Vec::new();
    for (article, manuscript) in desk.manuscripts.iter().enumerate() {
        for (at, passage) in manuscript.passages.iter().enumerate() {
            let mut from = 0;
            while let Some(open) = passage.after(from).find('《') {
                let start = from + open + '《'.len_utf8();
                let rest = passage.after(start);
                let length = closing(rest);
                let text = rest.get(..length).unwrap_or_default();
                from = start;
                let bare = bare(text);
                let counts = bare.chars().count() >= SHORTEST && text.chars().count() < 80;
                if counts && !bare.starts_with("中华人民共和国") && !is_given_up(passage, start + length)
                {
                    let clause = clause(passage, start);
                    let announced = is_announced(&clause);
                    let enclosed = clause.contains("现将") || clause.contains("现予");
                    let number = number(rest.get(length..).unwrap_or_default());
                    out.push(Citation {
                        text,
                        bare,
                        article,
                        passage: at,
                        start,
                        announced,
                        enclosed,
                        number,
                    });
                }
            }
        }
    }
    out
}

/// Where the title that has begun ends.
fn closing(rest: &str) -> usize {
    let mut depth = 0;
    for (at, c) in rest.char_indices().take(100) {
        match c {
            '《' => depth += 1,
            '》' if depth == 0 => return at,
            '》' => depth -= 1,
            _ => {}
        }
    }
    0
}

/// Whether the sentence says that what is cited ends or is changed: its title is
/// like that of what comes after it.
fn is_given_up(passage: &Passage, end: usize) -> bool {
    let rest: String = passage.after(end).chars().take(120).take_while(|&c| c != '。').collect();
    ["废止", "失效", "停止执行"].iter().any(|word| rest.contains(word))
}

/// The end of the clause before a citation.
fn clause(passage: &Passage, start: usize) -> String {
    let before = passage.tail(start, 24);
    before.rfind(['。', '，', '；', '：']).and_then(|at| before.get(at..)).unwrap_or(before).to_owned()
}

/// Whether a text announces what it cites: 现将《……》印发.
fn is_announced(tail: &str) -> bool {
    [
        "现将",
        "现就",
        "印发",
        "制定了",
        "制定本",
        "出台了",
        "转发",
        "发布了",
        "公布了",
        "解读",
        "起草了",
        "编制了",
        "同意",
    ]
    .iter()
    .any(|word| tail.contains(word))
}

/// The number of the document in brackets right behind: （国办发〔2018〕22号）.
fn number(rest: &str) -> Option<&str> {
    let inner = rest.strip_prefix('》')?.strip_prefix(['（', '('])?;
    let inner = inner.get(..inner.find(['）', ')'])?)?;
    inner.contains('号').then_some(inner)
}

/// The titles that the issue prints, whole and without the issuer before 关于.
fn titles(desk: &Desk<'_>) -> Vec<(String, String)> {
    let mut out = Vec::new();
    for manuscript in &desk.manuscripts {
        let own = std::iter::once(manuscript.title.clone());
        let inside = manuscript.article.blocks.iter().filter_map(|block| match &block.kind {
            BlockKind::Title { body, .. } => Some(solid_text(body)),
            _ => None,
        });
        for title in own.chain(inside) {
            let whole = bare(&title);
            let without = whole.find("关于").filter(|&at| at > 0).and_then(|at| whole.get(at..));
            let forms = without.map(str::to_owned).into_iter().chain([whole]);
            out.extend(
                forms.filter(|form| form.chars().count() >= SHORTEST).map(|form| (form, title.clone())),
            );
        }
    }
    out
}

/// What two texts have between their common head and tail.
fn middles(a: &str, b: &str) -> (Vec<char>, Vec<char>, usize) {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let head = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let most = a.len().min(b.len()) - head;
    let tail = a.iter().rev().zip(b.iter().rev()).take(most).take_while(|(x, y)| x == y).count();
    let middle = |text: &[char]| text.get(head..text.len() - tail).unwrap_or_default().to_vec();
    (middle(&a), middle(&b), head)
}

/// Whether one title looks like a slip of the pen for the other: particles, or
/// one or two characters that are taken for each other.
fn is_slip(a: &str, b: &str) -> bool {
    const PARTICLES: &str = "的和与及之关于以有";
    if a == b || a.len().abs_diff(b.len()) > 6 {
        return false;
    }
    let (x, y, head) = middles(a, b);
    // What differs at the head is the place or the organ.
    if head < 2 || x.len() > 2 || y.len() > 2 {
        return false;
    }
    let digits = |text: &[char]| text.iter().any(|&c| is_number(c));
    match (&x[..], &y[..]) {
        ([], []) => false,
        (x, y) if x.len() == y.len() => {
            let swapped = matches!((x, y), ([a, b], [c, d]) if a == d && b == c);
            let pairs = || x.iter().zip(y).filter(|(a, b)| a != b);
            let same = pairs().all(|(a, b)| figure(*a).is_some() && figure(*a) == figure(*b));
            same || !digits(x) && !digits(y) && (swapped || pairs().all(|(a, b)| is_alike(*a, *b)))
                || x.iter().chain(y).all(|c| PARTICLES.contains(*c))
        }
        ([one], []) | ([], [one]) => !is_number(*one) && !"省市州县区镇乡村新总副非不".contains(*one),
        (x, y) => x.iter().chain(y).all(|c| PARTICLES.contains(*c)),
    }
}

/// Whether two titles of one organ differ in a word that is easily left out:
/// 某区人民政府关于……的意见 for ……的实施意见.
fn is_shortened(a: &str, b: &str) -> bool {
    const WORDS: [&str; 6] = ["实施", "工作", "进一步", "专项", "行动", "加快"];
    let (x, y, head) = middles(a, b);
    let word: String = match (&x[..], &y[..]) {
        (more, []) | ([], more) => more.iter().collect(),
        _ => return false,
    };
    // Another organ may have one of the same name.
    let issuer = a.find("关于").map_or("", |at| a.get(..at).unwrap_or_default());
    let own = issuer.ends_with("人民政府") || issuer.ends_with("办公室");
    WORDS.contains(&word.as_str()) && own && head > issuer.chars().count() + 2
}

/// The kind of document that a title ends with.
fn kind(title: &str) -> Option<&'static str> {
    const KINDS: &[&str] = &[
        "办法", "方案", "意见", "通知", "规定", "条例", "细则", "规划", "报告", "决定", "纲要", "标准",
        "公告", "请示", "批复", "计划", "要点", "预案", "规则", "规程", "指南", "制度", "章程",
    ];
    KINDS.iter().copied().find(|kind| title.ends_with(kind))
}

/// Whether a long title has one character changed, so that it is no other kind
/// of document.
fn is_one_off(a: &str, b: &str) -> bool {
    const LONG: usize = 12;
    let (x, y, head) = middles(a, b);
    let ([x], [y]) = (&x[..], &y[..]) else { return false };
    let telling = |c: char| is_number(c) || "省市州县区镇乡村新旧总副东西南北上下前后内外大小".contains(c);
    let kinds = kind(a).is_some() && kind(b).is_some();
    head > 1 && a.chars().count() >= LONG && a.len() == b.len() && !telling(*x) && !telling(*y) && kinds
        || head + 1 == b.chars().count() && a.len() == b.len() && b.chars().count() >= LONG && !kinds
}

/// Whether a title that is announced is meant to be one that is printed: most
/// of it is the same. Another year, another number: another title.
fn is_likely(a: &str, b: &str) -> bool {
    if a == b || a.contains(b) || b.contains(a) || is_other(a, b) {
        return false;
    }
    let (long, short) = (a.chars().count().max(b.chars().count()), a.chars().count().min(b.chars().count()));
    let digits = |text: &str| text.chars().filter_map(figure).collect::<Vec<_>>();
    short * 10 >= long * 7 && digits(a) == digits(b) && likeness(a, b) >= 0.82
}

fn is_number(c: char) -> bool {
    figure(c).is_some()
}

/// The figure that a character writes.
fn figure(c: char) -> Option<u32> {
    c.to_digit(10)
        .or_else(|| "〇一二三四五六七八九十".chars().zip(0..).find(|&(known, _)| known == c).map(|(_, n)| n))
}

/// What the first title has more and less than the second.
fn shown(a: &str, b: &str) -> String {
    let (more, less) = differences(a, b);
    let quoted = |parts: &[String]| parts.iter().map(|part| format!("“{part}”")).collect::<String>();
    match (&more[..], &less[..]) {
        ([x], [y]) if x.chars().count() == y.chars().count() => format!("这里是“{x}”，那里是“{y}”"),
        (more, []) => format!("这里多{}", quoted(more)),
        ([], less) => format!("这里少{}", quoted(less)),
        (more, less) => format!("这里多{}、少{}", quoted(more), quoted(less)),
    }
}
