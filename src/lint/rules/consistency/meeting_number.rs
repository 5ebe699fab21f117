//! 一致-011

use std::collections::BTreeMap;

use crate::content::ArticleKind;
use crate::diagnostic::Place;
use crate::lint::dates::{Written, key};
use crate::lint::desk::{Desk, Manuscript};
use crate::lint::outline::{Run, in_chinese, numeral};
use crate::lint::passage::Passage;
use crate::lint::rule::{pattern, rule};
use crate::lint::sink::Sink;
use crate::manifest::Date;

rule! {
    /// 会议的次数不连续：“第44次常务会议”之后是“第46次”。
    ///
    /// 大事记按时间排列，同一届政府的常务会议次数应逐次加一；接着上一期大事记里的最后一次。一次写错只报一处。
    /// 同一天的同一个会议，各篇（会议纪要、政府令）写的次数应相同；届次也应相同。同一次会议，各篇写的日期也应相同。
    ///
    /// 错：`第44次常务会议`、`第46次常务会议`
    /// 对：`第44次常务会议`、`第45次常务会议`
    ///
    /// 改法：核对会议纪要；未列入大事记的，豁免。
    "一致-011", "会议次数不连续", Human, Warning, Issue(check)
}

/// A meeting that a text names.
struct Meeting<'a> {
    manuscript: &'a Manuscript<'a>,
    passage: &'a Passage,
    /// Where its number stands.
    range: std::ops::Range<usize>,
    number: u32,
    /// 第五届, where it stands.
    session: Option<(u32, std::ops::Range<usize>)>,
    /// Who met: 县政府 and the like.
    body: String,
    kind: String,
    day: Option<(u16, u8, u8)>,
    /// Where the day is written that it is said to be of.
    date: Option<std::ops::Range<usize>>,
    /// Whether it is told as held, in a chronicle.
    held: bool,
}

impl Meeting<'_> {
    fn place(&self) -> Place {
        Place::new(self.manuscript.source, self.passage.span(self.range.clone()))
    }
}

fn check(desk: &Desk<'_>, sink: &mut Sink) {
    let year = desk.date.map_or(0, |date| date.year);
    let earlier: Vec<Meeting<'_>> = desk.earlier.iter().flat_map(|text| meetings(text, year)).collect();
    let here: Vec<Meeting<'_>> = desk.manuscripts.iter().flat_map(|text| meetings(text, year)).collect();
    in_sequence(&earlier, &here, sink);
    on_one_day(&here, sink);
    on_two_days(&here, sink);
    sessions(&here, sink);
}

/// In a chronicle each meeting has the number after the last.
fn in_sequence(earlier: &[Meeting<'_>], here: &[Meeting<'_>], sink: &mut Sink) {
    let mut runs: BTreeMap<(&str, &str), (Run, &Meeting<'_>, bool)> = BTreeMap::new();
    for meeting in earlier.iter().filter(|meeting| meeting.held) {
        let run = Run::after(Some(meeting.number));
        runs.insert((&meeting.body, &meeting.kind), (run, meeting, true));
    }
    for meeting in here.iter().filter(|meeting| meeting.held) {
        let of = (meeting.body.as_str(), meeting.kind.as_str());
        let Some((run, last, before)) = runs.get_mut(&of) else {
            runs.insert(of, (Run::after(Some(meeting.number)), meeting, false));
            continue;
        };
        // A meeting of several days, or told of twice.
        let again = meeting.number == last.number && meeting.day.is_some() && meeting.day == last.day;
        if again || meeting.number == 1 {
            *run = Run::after(Some(meeting.number));
        } else if let Some(due) = run.take(meeting.number) {
            let number = meeting.number;
            let message = if number == last.number {
                format!("第{number}次已在前面写过，按次序应是第{due}次")
            } else {
                let issue = if *before { "上一期的最后一次" } else { "上一次" };
                format!("{issue}是第{}次，这里应是第{due}次，写的是第{number}次", last.number)
            };
            sink.turn_to(meeting.manuscript);
            sink.report(meeting.passage, meeting.range.clone(), message)
                .related(last.place(), "上一次")
                .help("核对会议次数；中间的会议没有列入的，豁免");
        }
        (*last, *before) = (meeting, false);
    }
}

/// One meeting has one number, wherever it is named.
fn on_one_day(here: &[Meeting<'_>], sink: &mut Sink) {
    let mut days: BTreeMap<_, Vec<&Meeting<'_>>> = BTreeMap::new();
    for meeting in here {
        if let Some(day) = meeting.day {
            days.entry((day, meeting.body.as_str(), meeting.kind.as_str())).or_default().push(meeting);
        }
    }
    for all in days.values().filter(|all| all.len() > 1) {
        let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
        for meeting in all {
            *counts.entry(meeting.number).or_insert(0) += 1;
        }
        let weight = |meeting: &Meeting<'_>| (meeting.held, counts.get(&meeting.number).copied());
        // Of equals the first is taken for right.
        let Some(usual) = all.iter().rev().max_by_key(|meeting| weight(meeting)) else { continue };
        for meeting in all.iter().filter(|meeting| meeting.number != usual.number && !meeting.held) {
            let message =
                format!("同一天的{}，别处是第{}次，这里是第{}次", meeting.kind, usual.number, meeting.number);
            sink.turn_to(meeting.manuscript);
            sink.report(meeting.passage, meeting.range.clone(), message)
                .related(usual.place(), format!("这里写作第{}次", usual.number))
                .help("核对会议次数");
        }
    }
}

/// One meeting is on one day, wherever it is named.
fn on_two_days(here: &[Meeting<'_>], sink: &mut Sink) {
    let mut numbers: BTreeMap<_, Vec<&Meeting<'_>>> = BTreeMap::new();
    for meeting in here.iter().filter(|meeting| meeting.day.is_some() && meeting.number > 1) {
        numbers
            .entry((meeting.number, meeting.body.as_str(), meeting.kind.as_str()))
            .or_default()
            .push(meeting);
    }
    for all in numbers.values().filter(|all| all.len() > 1) {
        let mut counts: BTreeMap<_, usize> = BTreeMap::new();
        for meeting in all {
            *counts.entry(meeting.day).or_insert(0) += 1;
        }
        let weight = |meeting: &Meeting<'_>| (meeting.held, counts.get(&meeting.day).copied());
        let Some(usual) = all.iter().rev().max_by_key(|meeting| weight(meeting)) else { continue };
        for meeting in all.iter().filter(|meeting| meeting.day != usual.day && !meeting.held) {
            // The same number of an earlier term.
            let (Some(day), Some(other)) = (meeting.day, usual.day) else { continue };
            if day.0 != other.0 {
                continue;
            }
            let Some(range) = meeting.date.clone() else { continue };
            let message = format!(
                "第{}次{}，别处是{}月{}日，这里是{}月{}日",
                meeting.number, meeting.kind, other.1, other.2, day.1, day.2
            );
            sink.turn_to(meeting.manuscript);
            sink.report(meeting.passage, range, message)
                .related(usual.place(), format!("这里是{}月{}日", other.1, other.2))
                .help("核对开会的日期和次数");
        }
    }
}

/// The meetings of one body in a chronicle are of one session.
fn sessions(here: &[Meeting<'_>], sink: &mut Sink) {
    let mut counts: BTreeMap<(&str, u32), usize> = BTreeMap::new();
    for meeting in here {
        if let Some((session, _)) = meeting.session {
            *counts.entry((&meeting.body, session)).or_insert(0) += 1;
        }
    }
    for meeting in here {
        let Some((session, range)) = &meeting.session else { continue };
        let body = meeting.body.as_str();
        let own = counts.get(&(body, *session)).copied().unwrap_or(0);
        let others = counts.iter().filter(|((who, other), _)| *who == body && other != session);
        let Some((&(_, usual), &n)) = others.max_by_key(|(_, n)| **n) else { continue };
        // After an election the count begins anew.
        if n > own && n > 1 && meeting.number > 1 {
            let [usual, here] = [usual, *session].map(in_chinese);
            sink.turn_to(meeting.manuscript);
            sink.report(meeting.passage, range.clone(), format!("别处是第{usual}届，这里是第{here}届"))
                .help("核对届次");
        }
    }
}

/// The meetings with numbers that an article names.
fn meetings<'a>(manuscript: &'a Manuscript<'_>, year: u16) -> Vec<Meeting<'a>> {
    let chronicle = manuscript.kind == ArticleKind::Chronicle;
    let mut out = Vec::new();
    let mut day = None;
    for passage in &manuscript.passages {
        let written = passage.dates();
        let of = |date: &Written| Date::new(date.year.unwrap_or(year), date.month, date.day).map(key);
        if let Some(date) = passage.opening_date() {
            day = of(date);
        }
        let meeting = pattern!(
            r"([一-鿿]{2,16}?)第 ?([0-9]{1,3}|[一二三四五六七八九十百]{1,5}) ?次(常务会议|常委会会议|常委会\(扩大\)会议|常委会（扩大）会议|主任会议|党组会议|全体会议|[区县市]长办公会|[（(]扩大[）)]会议|会议)"
        );
        for found in meeting.captures_iter(passage) {
            let (Some(who), Some(number), Some(kind)) = (found.get(1), found.get(2), found.get(3)) else {
                continue;
            };
            let Some(body) = body(who.as_str(), kind.as_str()) else { continue };
            let value = number.as_str().parse().ok().or_else(|| numeral(number.as_str()));
            let Some(value) = value else { continue };
            let before = passage.before(number.start());
            let clause = before
                .rfind(['，', '。', '；', '：', '、'])
                .and_then(|at| before.get(at..))
                .unwrap_or(before);
            let cited =
                ["贯彻", "落实", "根据", "按照", "精神", "上次"].iter().any(|word| clause.contains(word))
                    || ["精神", "部署", "要求", "议定"]
                        .iter()
                        .any(|word| passage.after(kind.end()).starts_with(word));
            let near = written.iter().rev().find(|date| {
                date.range.end <= number.start()
                    && passage.get(date.range.end..number.start()).chars().count() < 40
            });
            out.push(Meeting {
                manuscript,
                passage,
                range: number.range(),
                number: value,
                session: session(passage, who.start(), number.start()),
                body,
                kind: kind.as_str().to_owned(),
                date: near.map(|date| date.range.clone()).filter(|date| {
                    !passage.get(date.end..number.start()).contains(['，', '。', '；', '、', '起', '至'])
                }),
                day: near.and_then(of).or(day.filter(|_| chronicle)),
                held: chronicle && !cited && !clause.contains('经'),
            });
        }
    }
    out
}

/// Who met; `None` for meetings that are cited and not held in a row.
fn body(who: &str, kind: &str) -> Option<String> {
    let who =
        ["主持召开", "组织召开", "召开", "举行"].iter().fold(who, |who, verb| who.trim_end_matches(verb));
    let solid: String = who.replace("代表大会常务委员会", "大常委会").replace("人民", "");
    let last: String = solid.chars().rev().take(3).collect::<Vec<_>>().into_iter().rev().collect();
    let counts = match kind {
        "全体会议" => last.ends_with("政府"),
        "会议" | "（扩大）会议" | "(扩大)会议" => last.contains('组') || last.ends_with("常委会"),
        _ => true,
    };
    (counts && !last.is_empty()).then_some(last)
}

/// The session that is written before the number: 第五届.
fn session(passage: &Passage, from: usize, to: usize) -> Option<(u32, std::ops::Range<usize>)> {
    let text = passage.get(from..to);
    let at = text.rfind('届')?;
    let open = text.get(..at)?.rfind('第')?;
    let number = text.get(open + '第'.len_utf8()..at)?.trim();
    let value = number.parse().ok().or_else(|| numeral(number))?;
    Some((value, from + open..from + at + '届'.len_utf8()))
}
