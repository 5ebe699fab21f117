//! 数字-008

use crate::lint::desk::Desk;
use crate::lint::passage::Passage;
use crate::lint::rule::{pattern, rule};
use crate::lint::sink::Sink;
use crate::manifest::Date;

rule! {
    /// 不存在的日期、钟点。
    ///
    /// 依据：公历。平年二月28天，闰年29天；四、六、九、十一月30天。
    ///
    /// 没有写年份的2月29日，按题名的年份算；题名没有年份的，本年、上年都不是闰年才提出。
    ///
    /// 错：`2023年2月29日`　`4月31日`　`13月5日`　`25时30分`　`实行25小时值班`
    /// 对：`2023年2月28日`　`实行24小时值班`
    ///
    /// 改法：对照原稿改。
    "数字-008", "不存在的日期、钟点", Human, Error, Issue(check)
}

fn check(desk: &Desk<'_>, sink: &mut Sink) {
    let out = desk.identity.as_ref().map(|(identity, ..)| identity.year).or(desk.date.map(|date| date.year));
    for manuscript in &desk.manuscripts {
        sink.turn_to(manuscript);
        // The year that dates without one are of, if only 29 February can tell.
        let titled = manuscript
            .title
            .split_once('年')
            .and_then(|(before, _)| before.get(before.len().checked_sub(4)?..)?.parse().ok());
        let leap = |year: u16| Date::new(year, 2, 29).is_some();
        let near = out.filter(|year| !leap(*year) && !leap(year.saturating_sub(1)));
        let year = titled.or(near).unwrap_or(2024);
        for passage in &manuscript.passages {
            read(passage, year, sink);
        }
    }
}

fn read(passage: &Passage, year: u16, sink: &mut Sink) {
    for date in passage.dates() {
        let year = date.year.unwrap_or(year);
        let numbered = passage.prev(date.range.start).is_some_and(|c| c.is_ascii_digit() || c == '.');
        if Date::new(year, date.month, date.day).is_none() && !numbered {
            let shown: String = passage.get(date.range.clone()).split_whitespace().collect();
            sink.report(passage, date.range.clone(), format!("没有{shown}这一天")).help("对照原稿改");
        }
    }
    ranges(passage, year, sink);
    if passage.text.contains("小时") {
        // A day that people are on duty has 24 hours.
        let round = pattern!(
            "(?:^|[^0-9.×])((?:2[0-35-9]|42)小时)(?:不间断|值班|值守|在岗|全天候|专人|应急值守|待命|轮流值|领导带班|畅通)"
        );
        for found in round.captures_iter(passage) {
            if let Some(hours) = found.get(1) {
                let message = format!("一天是24小时，写的是{}", hours.as_str());
                sink.report(passage, hours.range(), message).help("对照原稿改");
            }
        }
    }
    if passage.text.contains(['月', '时', '点', ':', '：']) {
        let month = pattern!(r"(?:年|[^0-9年个.第])((?:1[3-9]|[2-9][0-9]|0)月)(?:[^0-9]|$)");
        for found in month.captures_iter(passage) {
            if let Some(month) = found.get(1) {
                sink.report(passage, month.range(), format!("没有{}", month.as_str())).help("对照原稿改");
            }
        }
        // 25:30 alone may be a ratio or a score.
        let clock = pattern!(
            r"(?:午|日|晚|晨|时间)([0-9]{1,2}[:：][0-9]{2})(?:[^0-9]|$)|(?:^|[^0-9.])([0-9]{1,2}时[0-9]{1,2}分)"
        );
        for found in clock.captures_iter(passage) {
            let Some(time) = found.get(1).or_else(|| found.get(2)) else { continue };
            let mut parts = time.as_str().split(|c: char| !c.is_ascii_digit()).filter_map(|n| n.parse().ok());
            let (hour, minute): (u32, u32) = (parts.next().unwrap_or(0), parts.next().unwrap_or(0));
            if hour > 24 || minute > 59 || hour == 24 && minute > 0 {
                sink.report(passage, time.range(), format!("没有{}这个钟点", time.as_str()))
                    .help("对照原稿改");
            }
        }
    }
}

/// 6月27日至31日: the second day has no month of its own.
fn ranges(passage: &Passage, year: u16, sink: &mut Sink) {
    if passage.dates().is_empty() {
        return;
    }
    let written = pattern!("^(?:至|—|－|～|~|-|到|、|和)([0-9]{1,2})日(?:[^0-9]|$)");
    for date in passage.dates() {
        let Some(day) = written.captures(passage.head(date.range.end, 6)).and_then(|found| found.get(1))
        else {
            continue;
        };
        let value = day.as_str().parse::<u8>().ok().filter(|day| *day > 0 && *day < 32);
        let Some(value) = value else { continue };
        let (from, known) =
            (date.range.end + day.start(), Date::new(date.year.unwrap_or(year), date.month, 1));
        if known.is_some() && Date::new(date.year.unwrap_or(year), date.month, value).is_none() {
            let message = format!("没有{}月{value}日这一天", date.month);
            sink.report(passage, from..from + day.as_str().len() + '日'.len_utf8(), message)
                .help("对照原稿改");
        }
    }
}
