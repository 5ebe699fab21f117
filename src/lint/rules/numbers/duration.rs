//! 数字-021

use crate::lint::dates::{Written, day_number};
use crate::lint::figures::{head, tail};
use crate::lint::passage::Passage;
use crate::lint::rule::{pattern, rule};
use crate::lint::sink::Sink;
use crate::manifest::Date;

rule! {
    /// 起止日期与写的天数、年限不符。
    ///
    /// 首尾两天都算，或只算一头，都认；写工作日的，只查是否多于总天数。“有效期五年，至某年某月某日止”的，到期日是起始日的前一天或同一天。
    ///
    /// 错：`从1月10日起至3月15日止，用76天`　`自2025年8月1日起施行，有效期五年，至2032年7月31日止`
    /// 对：`从1月10日起至3月15日止，用66天`　`自2025年8月1日起施行，有效期五年，至2030年7月31日止`
    ///
    /// 改法：查清日期和天数（年限），改错的一个。
    "数字-021", "起止与天数、年限不符", Human, Warning, Passage(check)
}

fn check(passage: &Passage, sink: &mut Sink) {
    let dates = passage.dates();
    for pair in dates.windows(2) {
        let [first, last] = pair else { continue };
        let gap = passage.get(first.range.end..last.range.start);
        if ["至", "到", "—", "——", "-", "－", "～", "~", "起至", "起到", "开始至"].contains(&gap)
        {
            days(passage, first, last, sink);
        }
        years(passage, first, last, gap, sink);
    }
}

/// 3月20日至4月10日……，共22天; 为期22天（3月20日至4月10日）.
fn days(passage: &Passage, first: &Written, last: &Written, sink: &mut Sink) {
    let behind = pattern!(
        "^[^。；月0-9]{0,20}?(?:共计|共|计|历时|为期|用时|用|时间|期限|公示期|时长|征求意见|公示|公告)(?:为|了)?([0-9]{1,3})(个工作日|个自然日|天|日)"
    );
    let ahead = pattern!(
        "(?:为期|期限|公示期|时间|历时|共)(?:为)?([0-9]{1,3})(个工作日|个自然日|天|日)[（，(]?(?:自|从|即|时间为)?$"
    );
    let rest = head(&passage.text, last.range.end, 90);
    let before = tail(&passage.text, first.range.start, 60);
    let (found, offset, start) =
        match (behind.captures(passage.part(rest)), ahead.captures(passage.part(before))) {
            (Some(found), _) => (found, last.range.end, first.range.start),
            (None, Some(found)) => (found, first.range.start - before.len(), usize::MAX),
            (None, None) => return,
        };
    let (Some(whole), Some(count), Some(unit)) = (found.get(0), found.get(1), found.get(2)) else { return };
    let (Ok(stated), Some(real)) = (count.as_str().parse::<i64>(), length(first, last)) else { return };
    // Without a year, a February may have had 29 days.
    let most = if first.year.or(last.year).is_some() { real } else { real + 1 };
    let right = match unit.as_str() {
        "个工作日" => stated <= most,
        _ => (real - 1..=most).contains(&stated),
    };
    if !right {
        let range = if start == usize::MAX {
            offset + whole.start()..last.range.end
        } else {
            start..offset + whole.end()
        };
        let message = format!("起止日期之间首尾都算是{real}天，写的是{stated}{}", unit.as_str());
        sink.report(passage, range, message).help("查清日期和天数，改错的一个");
    }
}

/// The days from one date to another, both counted.
fn length(first: &Written, last: &Written) -> Option<i64> {
    let year = first.year.or(last.year).unwrap_or(2023);
    let turned = last.year.is_none() && (last.month, last.day) < (first.month, first.day);
    let start = Date::new(year, first.month, first.day)?;
    let end = Date::new(last.year.unwrap_or(year + u16::from(turned)), last.month, last.day)?;
    let days = day_number(end) - day_number(start) + 1;
    (1..=732).contains(&days).then_some(days)
}

/// 自……起施行，有效期五年，至……止.
fn years(passage: &Passage, first: &Written, last: &Written, gap: &str, sink: &mut Sink) {
    let (Some(from), Some(to)) = (first.year, last.year) else { return };
    if gap.len() > 90 || !gap.contains('年') || !gap.ends_with(['至', '到', '于', '为']) {
        return;
    }
    let term = pattern!(
        "(?:有效期|试行期|试行|施行|期限|任期|为期|期)(?:限)?(?:为|是)?([0-9]{1,2}|[一二两三四五六七八九十])年"
    );
    let Some(count) = term.captures(passage.part(gap)).and_then(|found| found.get(1)) else { return };
    let count: Option<u16> = count.as_str().parse().ok().or_else(|| {
        let at = "零一二三四五六七八九十".chars().position(|c| count.as_str().starts_with(c));
        at.or((count.as_str() == "两").then_some(2)).and_then(|at| u16::try_from(at).ok())
    });
    let (Some(count), Some(end)) = (count, Date::new(to, last.month, last.day)) else { return };
    let Some(due) = Date::new(from + count, first.month, first.day.min(28)) else { return };
    // The last day is that before the anniversary; a few days are a matter of
    // counting, a year is not.
    let off = day_number(end) - day_number(due);
    if !(-4..=4).contains(&off) {
        let message =
            format!("从{from}年{}月{}日起{count}年，不是到{}", first.month, first.day, end.chinese());
        sink.report(passage, first.range.start..last.range.end, message)
            .help("查清起止日期和年限，改错的一个");
    }
}
