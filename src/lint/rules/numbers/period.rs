//! 数字-010

use crate::content::{ArticleKind, BlockKind, solid_text};
use crate::lint::dates::key;
use crate::lint::desk::{Desk, Manuscript};
use crate::lint::figures::head;
use crate::lint::passage::Role;
use crate::lint::pattern::Captures;
use crate::lint::rule::{pattern, rule};
use crate::lint::sink::Sink;
use crate::manifest::Date;

rule! {
    /// 日期超出本期、本篇的时间范围。
    ///
    /// 大事记题名写明某月的，逐条日期应在这个月；成文日期、大事记的日期不能晚于出版日期；“过去的某年”不能晚于本期。令里的施行日期不早于通过、成文日期，公布的令与所附文件末条的施行日期一致。方案分阶段的，各阶段不超出题名的年份，前后衔接。任免文件里月、日相同而年份差一年的，也报。
    ///
    /// 错：题名“2024年1月区政府大事记”，文中一条“2月15日”　`过去的2033年`
    /// 对：改日期，或移到所在的月份
    ///
    /// 改法：查清日期；确实跨期刊登的，豁免。
    "数字-010", "日期超出范围", Human, Warning, Issue(check)
}

fn check(desk: &Desk<'_>, sink: &mut Sink) {
    for manuscript in &desk.manuscripts {
        sink.turn_to(manuscript);
        if manuscript.kind == ArticleKind::Chronicle {
            chronicle(manuscript, desk.date, sink);
        }
        if let Some(out) = desk.date {
            signed(manuscript, out, sink);
        }
        let year = desk.date.map(|date| date.year).or(desk.identity.as_ref().map(|(known, ..)| known.year));
        if let Some(year) = year {
            past(manuscript, year, sink);
        }
        in_force(manuscript, sink);
        appointed(manuscript, sink);
        steps(manuscript, sink);
    }
}

/// 经2025年3月27日……会议研究；任职时间自2024年3月27日起: the same day of two years, in
/// an appointment, is one day.
fn appointed(manuscript: &Manuscript<'_>, sink: &mut Sink) {
    if manuscript.kind != ArticleKind::Appointment {
        return;
    }
    let mut earlier: Vec<(u16, u8, u8)> = Vec::new();
    for passage in &manuscript.passages {
        for date in passage.dates() {
            let Some(year) = date.year else { continue };
            let joined = passage.before(date.range.start).ends_with(['至', '到', '—', '～'])
                || passage.after(date.range.end).starts_with(['至', '到', '—', '～']);
            let same = |&&(other, month, day): &&(u16, u8, u8)| {
                other.abs_diff(year) == 1 && (month, day) == (date.month, date.day)
            };
            let said = passage.after(date.range.end);
            let counted = said.starts_with("起计") || said.starts_with("起算") || said.starts_with("起任");
            if let Some((other, ..)) = earlier.iter().take(1).find(same).filter(|_| !joined && counted) {
                let message = format!("别处是{other}年{}月{}日，这里是{year}年", date.month, date.day);
                sink.report(passage, date.range.clone(), message).help("查清年份，改错的一处");
            }
            earlier.push((year, date.month, date.day));
        }
    }
}

/// The steps of a plan: （三）验收阶段（2027年7月—2027年12月）. None goes beyond the years
/// of the plan's title, and none begins just a year after the one before ends.
fn steps(manuscript: &Manuscript<'_>, sink: &mut Sink) {
    let years = pattern!("[（(]?(20[0-9]{2})[年]?[—～至-]{1,2}(20[0-9]{2})年?[）)]?");
    let step = pattern!(
        "阶段[（(](20[0-9]{2})年([0-9]{1,2})月(?:[0-9]{1,2}日)?(?:[—～至-]{1,2}|起至)(?:(20[0-9]{2})年)?([0-9]{1,2})月(?:[0-9]{1,2}日|底|末)?[）)]"
    );
    let mut span: Option<(u32, u32)> = None;
    let number = |found: &Captures<'_>, at| found.get(at).and_then(|part| part.as_str().parse::<u32>().ok());
    if let Some(found) = years.captures(&manuscript.title) {
        span = number(&found, 1).zip(number(&found, 2));
    }
    let mut last: Option<u32> = None;
    for passage in &manuscript.passages {
        if matches!(passage.role, Role::Title { .. }) {
            last = None;
            if let Some(found) = years.captures(passage) {
                span = number(&found, 1).zip(number(&found, 2));
            }
            continue;
        }
        for found in step.captures_iter(passage) {
            let (Some(whole), Some(year), Some(month), Some(to)) =
                (found.get(0), number(&found, 1), number(&found, 2), number(&found, 4))
            else {
                continue;
            };
            let ends = number(&found, 3).unwrap_or(year);
            let (from, to) = (year * 12 + month, ends * 12 + to);
            let range = whole.start() + "阶段".len()..whole.end();
            let written = passage.get(range.clone()).trim_matches(['（', '）', '(', ')']).to_owned();
            let help = "查清年份，改成前后衔接";
            // A gap of more than half a year is no pause between two steps.
            let gap = last.is_some_and(|last| from > last + 7);
            if let Some((first, end)) =
                span.filter(|&(first, end)| first < end && (year < first || ends > end))
            {
                let message = format!("题名是{first}—{end}年，这一阶段是{written}");
                sink.report(passage, range, message).help(help);
            } else if gap {
                sink.report(passage, range, format!("与上一阶段不衔接：{written}")).help(help);
            } else if to < from {
                continue;
            }
            last = Some(to);
        }
    }
}

/// The dates that open a chronicle's paragraphs.
fn chronicle(manuscript: &Manuscript<'_>, out: Option<Date>, sink: &mut Sink) {
    let (year, months) = span(&manuscript.title);
    for passage in manuscript.passages.iter().filter(|passage| passage.role == Role::Dated) {
        let Some(date) = passage.opening_date() else { continue };
        let strange = date.year.is_some_and(|known| year.is_some_and(|year| year != known));
        if let Some((first, last)) = months
            && (!(first..=last).contains(&date.month) || strange)
        {
            let message = format!("题名是“{}”，这一条却是{}月的", manuscript.title, date.month);
            sink.report(passage, date.range.clone(), message).help("查清日期，或移到所在的月份");
            continue;
        }
        let known = date.year.or(year).and_then(|year| Date::new(year, date.month, date.day));
        if let (Some(known), Some(out)) = (known, out)
            && key(known) > key(out)
        {
            let message = format!("{}晚于本期的出版日期{}", known.chinese(), out.chinese());
            sink.report(passage, date.range.clone(), message).help("查清日期，或改清单里的 date");
        }
    }
}

/// The year and the months that a title names: `2024年1月`, `2024年第一季度`.
fn span(title: &str) -> (Option<u16>, Option<(u8, u8)>) {
    let named = pattern!(
        r"([0-9]{4})年(?:([0-9]{1,2})(?:月?[—～至-]([0-9]{1,2}))?月|第?([一二三四1-4])季度|(上半年|下半年))?"
    );
    let Some(found) = named.captures(title) else { return (None, None) };
    let year = found.get(1).and_then(|year| year.as_str().parse().ok());
    let number = |i| found.get(i).and_then(|m| m.as_str().parse::<u8>().ok());
    let months = match (number(2), number(3), found.get(4), found.get(5)) {
        (Some(first), last, ..) => Some((first, last.unwrap_or(first))),
        (None, _, Some(quarter), _) => {
            let at = "一二三四".chars().position(|c| quarter.as_str().starts_with(c));
            let at = at.or_else(|| quarter.as_str().parse::<usize>().ok()?.checked_sub(1)).unwrap_or(0);
            let first = u8::try_from(at * 3 + 1).unwrap_or(1);
            Some((first, first + 2))
        }
        (None, _, None, Some(half)) => Some(if half.as_str() == "上半年" { (1, 6) } else { (7, 12) }),
        _ => year.map(|_| (1, 12)),
    };
    (year, months)
}

/// A document can't be signed after the issue has come out.
fn signed(manuscript: &Manuscript<'_>, out: Date, sink: &mut Sink) {
    for block in &manuscript.article.blocks {
        if let BlockKind::SignDate(body) = &block.kind
            && let Some(date) = Date::from_words(&solid_text(body))
            && key(date) > key(out)
        {
            let message = format!("成文日期{}晚于本期的出版日期{}", date.chinese(), out.chinese());
            sink.report_span(block.span.clone(), message).help("查清日期，或改清单里的 date");
        }
    }
}

/// 过去的2033年 cannot be to come.
fn past(manuscript: &Manuscript<'_>, out: u16, sink: &mut Sink) {
    for passage in manuscript.passages.iter().filter(|passage| passage.text.contains('年')) {
        let past = pattern!("(?:过去的|过去|回顾|去年（)([0-9]{4})年|([0-9]{4})年(?:以来|已经)");
        for found in past.captures_iter(passage) {
            let Some(year) = found.get(1).or_else(|| found.get(2)) else { continue };
            if year.as_str().parse::<u16>().is_ok_and(|year| year > out) {
                let message = format!("说的是过去，{}年却晚于本期（{out}年）", year.as_str());
                sink.report(passage, year.range(), message).help("查清年份");
            }
        }
    }
}

/// What an order decrees is not in force before it was adopted or signed.
fn in_force(manuscript: &Manuscript<'_>, sink: &mut Sink) {
    let from = pattern!("自([0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日)起(?:正式)?施行");
    let signed = manuscript.article.blocks.iter().find_map(|block| match &block.kind {
        BlockKind::SignDate(body) => Date::from_words(&solid_text(body)),
        _ => None,
    });
    let mut first: Option<Date> = None;
    for passage in manuscript.passages.iter() {
        let dated = passage.dates();
        for found in from.captures_iter(passage) {
            let Some(written) = found.get(1) else { continue };
            let Some(date) = Date::from_words(written.as_str()) else { continue };
            // 已经2024年2月28日…通过，现予公布，自…起施行
            let before = dated.partition_point(|known| known.range.end <= written.start());
            let adopted = dated
                .get(before.saturating_sub(3)..before)
                .unwrap_or_default()
                .iter()
                .filter(|known| {
                    let after = head(&passage.text, known.range.end, 240);
                    let after = after.get(..written.start() - known.range.end).unwrap_or_default();
                    after.contains("通过") && after.contains("公布")
                })
                .filter_map(|known| Date::new(known.year?, known.month, known.day))
                .next_back();
            let order = manuscript.kind == ArticleKind::Order;
            let known = adopted.or(signed.filter(|_| order));
            if let Some(known) = known.filter(|known| key(*known) > key(date)) {
                let message = format!("{}起施行，早于{}通过、成文", date.chinese(), known.chinese());
                sink.report(passage, written.range(), message).help("查清施行日期");
            } else if let Some(first) = first.filter(|first| order && key(*first) != key(date)) {
                let message = format!("前面写的是{}起施行，这里是{}", first.chinese(), date.chinese());
                sink.report(passage, written.range(), message).help("查清施行日期，改成一致");
            }
            first = first.or(Some(date));
        }
    }
}
