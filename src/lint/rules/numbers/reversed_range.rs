//! 数字-020

use crate::lint::dates::Written;
use crate::lint::figures::{Figure, clause_before, millionths, tail};
use crate::lint::passage::Passage;
use crate::lint::rule::{pattern, rule};
use crate::lint::sink::Sink;

rule! {
    /// 起止颠倒：后一个数、日期、钟点反而小、反而早。
    ///
    /// 范围从小到大、从早到晚写。跨年的日期（12月20日至1月10日）、过夜的钟点（22:00—6:00）、“由8%至5%”这样说变化的不查。
    ///
    /// 错：`8%～5%`　`3月11日—3月10日`　`1月22日至14日`　`上午9:30至8:30`
    /// 对：`5%～8%`　`3月10日—3月11日`　`1月14日至22日`　`上午8:30至9:30`
    ///
    /// 改法：查清哪个数错了，还是次序颠倒。
    "数字-020", "起止颠倒", Human, Warning, Passage(check)
}

/// What stands between both ends of a range.
const TO: [&str; 9] = ["至", "到", "——", "—", "–", "～", "~", "－", "-"];

fn check(passage: &Passage, sink: &mut Sink) {
    if !TO.iter().any(|to| passage.text.contains(to)) {
        return;
    }
    values(passage, sink);
    days(passage, sink);
    clocks(passage, sink);
}

fn values(passage: &Passage, sink: &mut Sink) {
    let figures = passage.figures();
    for (at, last) in figures.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| figures.get(at));
        let joined = |first: &&Figure| {
            TO.contains(&passage.get(first.range.end..last.range.start)) && first.unit == last.unit
        };
        let reversed = match before.filter(joined) {
            Some(first) => (first.millionths > last.millionths).then_some(first.range.start),
            None => bare(passage, last),
        };
        let Some(start) = reversed else { continue };
        // 由8%至5%, 降8%—5% and −8%～5% tell something else.
        let said = clause_before(&passage.text, start);
        let other = said.contains(['从', '由', '自', '降', '减', '缩', '压', '低', '前', '距'])
            || said.ends_with(['-', '－', '−', '负', '下', '第', '—', '～', '至', '到', '.'])
            || said.ends_with(|c: char| c.is_ascii_alphanumeric());
        if !other && !last.approximate {
            report(passage, start..last.range.end, sink);
        }
    }
    if passage.text.contains('年') {
        let years = pattern!("(20[0-9]{2}|19[0-9]{2})年?(?:—|–|-|－|～|~|至)(20[0-9]{2}|19[0-9]{2})年");
        for found in years.captures_iter(passage) {
            if let (Some(whole), Some(first), Some(last)) = (found.get(0), found.get(1), found.get(2))
                && first.as_str() > last.as_str()
                && !passage.prev(whole.start()).is_some_and(|c| c.is_ascii_digit())
            {
                report(passage, whole.range(), sink);
            }
        }
    }
}

/// Where 8～5元 starts, whose first number has no unit.
fn bare(passage: &Passage, last: &Figure) -> Option<usize> {
    let before = passage.before(last.range.start);
    let before = before.strip_suffix(['～', '~'])?;
    let near = tail(before, before.len(), 20);
    let digits = near.len() - near.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.').len();
    let start = before.len() - digits;
    let first = millionths(before.get(start..)?)?.0;
    let text = passage.get(last.range.clone());
    let length = text.bytes().take_while(|b| b.is_ascii_digit() || *b == b'.').count();
    let second = millionths(text.get(..length)?)?.0;
    (first > second).then_some(start)
}

/// Dates, the second with its month or without.
fn days(passage: &Passage, sink: &mut Sink) {
    let dates = passage.dates();
    for (at, first) in dates.iter().enumerate() {
        let rest = passage.after(first.range.end).trim_start_matches(['起', '日']);
        let bare = after_bracket(rest);
        let Some(after) = TO.iter().find_map(|to| bare.strip_prefix(to)) else { continue };
        let after_at = passage.text.len() - after.len();
        let next = dates.get(at + 1).filter(|next| next.range.start == after_at);
        match next {
            Some(next) if is_reversed(first, next) => {
                report(passage, first.range.start..next.range.end, sink);
            }
            Some(_) => {}
            None => {
                let digits = after.bytes().take_while(u8::is_ascii_digit).count();
                let day: Option<u8> = after.get(..digits).and_then(|day| day.parse().ok());
                let is_day = after.get(digits..).is_some_and(|rest| rest.starts_with('日'));
                if is_day && day.is_some_and(|day| day < first.day) {
                    report(passage, first.range.start..after_at + digits + '日'.len_utf8(), sink);
                }
            }
        }
    }
}

/// What follows a bracket like （星期三）.
fn after_bracket(text: &str) -> &str {
    let Some(inside) = text.strip_prefix(['（', '(']) else { return text };
    match inside.char_indices().take(6).find(|(_, c)| matches!(c, '）' | ')')) {
        Some((at, mark)) => inside.get(at + mark.len_utf8()..).unwrap_or_default(),
        None => text,
    }
}

fn is_reversed(first: &Written, last: &Written) -> bool {
    let (start, end) = ((first.month, first.day), (last.month, last.day));
    match (first.year, last.year) {
        (Some(a), Some(b)) if a != b => a > b,
        (None, Some(_)) => false,
        (Some(_), Some(_)) => start > end,
        // The year may have turned: 12月20日至1月10日, 10月1日至9月30日.
        (_, None) => {
            let whole_year =
                first.day == 1 && last.day >= 28 || last.day + 1 == first.day && first.month != last.month;
            start > end && first.month - last.month.min(first.month) <= 3 && !whole_year
        }
    }
}

fn clocks(passage: &Passage, sink: &mut Sink) {
    if !passage.has_any([':', '：', '时']) {
        return;
    }
    let range = pattern!(
        "([0-9]{1,2})(?:[:：]([0-9]{2})|时(?:([0-9]{1,2})分)?)(?:至|到|—|–|～|~|－|-)([0-9]{1,2})(?:[:：]([0-9]{2})|时(?:([0-9]{1,2})分)?)"
    );
    for found in range.captures_iter(passage) {
        let Some(whole) = found.get(0) else { continue };
        let number = |at: usize| found.get(at).and_then(|part| part.as_str().parse::<u32>().ok());
        let time = |at: usize| Some(number(at)? * 60 + number(at + 1).or(number(at + 2)).unwrap_or(0));
        let (Some(first), Some(last)) = (time(1), time(4)) else { continue };
        // 22:00—6:00 goes through the night, 上午11:30至1:30 past noon.
        let said = tail(&passage.text, whole.start(), 12);
        let night = first >= 17 * 60 || said.contains(['晚', '夜', '下', '.']) || last < 7 * 60;
        if last < first && !night && !said.ends_with(|c: char| c.is_ascii_digit() || c == ':') {
            report(passage, whole.range(), sink);
        }
    }
}

fn report(passage: &Passage, range: std::ops::Range<usize>, sink: &mut Sink) {
    let message = format!("“{}”起止颠倒", passage.get(range.clone()));
    sink.report(passage, range, message).help("查清哪个数错了，还是次序颠倒");
}
