//! Dates: 成文日期 on a line of its own, and the dates that open a paragraph of
//! a chronicle.

use super::chars::{count, is_digit, is_numeral, is_space, squeeze};
use super::scan::Scan;

/// A paragraph that is a date and nothing else: `2024年3月29日`.
pub(super) fn is_date_line(text: &str) -> bool {
    // Asked of every line, so the cheapest question comes first.
    if !text.ends_with('日') || count(text, 41) > 40 {
        return false;
    }
    let text = squeeze(text);
    let mut scan = Scan::new(&text);
    let year = scan.run(4, is_digit) == 4 || scan.run(4, |c| is_numeral(c) || "OＯ0".contains(c)) == 4;
    year && scan.word("年")
        && scan.number(2)
        && scan.word("月")
        && scan.number(2)
        && scan.word("日")
        && scan.done()
}

/// `1月`, `一月` or `2024年1月` on a line of its own, in a chronicle.
pub(super) fn is_month_line(text: &str) -> bool {
    if !text.ends_with(['月', '份']) || count(text, 21) > 20 {
        return false;
    }
    let text = squeeze(text);
    let mut scan = Scan::new(&text);
    if !(scan.run(4, is_digit) == 4 && scan.word("年")) {
        scan = Scan::new(&text);
    }
    let month = scan.number(2) && scan.word("月");
    scan.word("份");
    month && scan.done()
}

const PERIODS: &[&str] = &["上午", "下午", "中午", "晚上", "凌晨", "清晨", "傍晚", "夜间", "晚"];
const RELATIVE: &[&str] = &["同日", "是日", "当日", "当天", "同月", "当月", "本月", "是月"];
const TENS: &[&str] = &["上旬", "中旬", "下旬", "月初", "月中", "月底", "月末"];
const RANGES: &[&str] = &["至", "到", "——", "—", "-", "－", "–", "～", "~", "、"];

/// The date that opens a paragraph of a chronicle; returns where it ends.
pub(super) fn opening_date(text: &str) -> Option<usize> {
    let mut scan = Scan::new(text);
    if scan.any(RELATIVE) {
        scan.any(TENS);
        period(&mut scan);
        // 本月底, 当日常用 and the like are running text.
        if scan.peek().is_some_and(|c| "常底末初份".contains(c)) {
            return None;
        }
        return Some(scan.at);
    }
    if scan.any(TENS) {
        return Some(scan.at);
    }
    let start = scan;
    if !(scan.run(4, is_digit) == 4 && {
        scan.spaces();
        scan.word("年")
    }) {
        scan = start;
    }
    scan.spaces();
    let month = scan;
    let mut bare = false;
    if month_day(&mut scan).is_none() {
        // Under the title of a month the day may stand alone, with a mark after
        // it: 15日内 and 5日常规 are running text.
        scan = month;
        day(&mut scan)?;
        bare = true;
    }
    period(&mut scan);
    loop {
        let before = scan;
        scan.spaces();
        if !scan.any(RANGES) {
            scan = before;
            break;
        }
        scan.spaces();
        let second = scan;
        if month_day(&mut scan).is_none() {
            scan = second;
            if day(&mut scan).is_none() {
                scan = before;
                break;
            }
        }
        period(&mut scan);
    }
    let marked = scan.peek().is_none_or(|c| is_space(c) || "，,：:。".contains(c));
    (!bare || marked).then_some(scan.at)
}

/// `1月2日`, `1月上旬`.
fn month_day(scan: &mut Scan<'_>) -> Option<()> {
    if !scan.number(2) {
        return None;
    }
    scan.spaces();
    if !scan.word("月") {
        return None;
    }
    scan.spaces();
    if scan.any(&TENS[..3]) { Some(()) } else { day(scan) }
}

fn day(scan: &mut Scan<'_>) -> Option<()> {
    if !scan.number(2) {
        return None;
    }
    scan.spaces();
    scan.word("日").then_some(())
}

fn period(scan: &mut Scan<'_>) {
    let before = *scan;
    scan.run(4, is_space);
    if !scan.any(PERIODS) {
        *scan = before;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn date_lines() {
        for text in [
            "2024年3月29日",
            "２０２４年３月２９日",
            "2024 年 3 月 29 日",
            "二〇二四年三月二十九日",
            "二○二四年十二月一日",
        ] {
            assert!(is_date_line(text), "{text}");
        }
        for text in ["（2024年3月29日）", "2024年3月", "24年3月29日", "2024年3月29日印发", ""]
        {
            assert!(!is_date_line(text), "{text}");
        }
    }

    #[test]
    fn opening_dates() {
        for (text, date) in [
            ("1月2日,会议", "1月2日"),
            ("3 月 20 日，会议", "3 月 20 日"),
            ("1月9日下午，会议", "1月9日下午"),
            ("1月9日至10日，会议", "1月9日至10日"),
            ("1月30日—2月1日，会议", "1月30日—2月1日"),
            ("1月3日、5日，会议", "1月3日、5日"),
            ("5日，会议", "5日"),
            ("5日下午，会议", "5日下午"),
            ("3日至5日，会议", "3日至5日"),
            ("同日，会议", "同日"),
            ("同日下午，会议", "同日下午"),
            ("2024年1月2日，会议", "2024年1月2日"),
            ("本月，会议", "本月"),
            ("1月上旬，会议", "1月上旬"),
        ] {
            assert_eq!(opening_date(text).map(|end| &text[..end]), Some(date), "{text}");
        }
        for text in
            ["1月，会议", "15日内完成", "5日常规检查", "12日龄鸡苗", "本月底前", "12345日", "日", "第1月2日"]
        {
            assert_eq!(opening_date(text), None, "{text}");
        }
    }

    #[test]
    fn month_lines() {
        for text in ["1月", "１２月", "一月", "2024年1月", "1月份"] {
            assert!(is_month_line(text), "{text}");
        }
        for text in ["2024年", "1月2日", "月", "本月"] {
            assert!(!is_month_line(text), "{text}");
        }
    }
}
