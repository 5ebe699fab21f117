//! 数字-008

use crate::lint::dates::dates;
use crate::lint::passage::Passage;
use crate::lint::rule::{pattern, rule};
use crate::lint::sink::Sink;
use crate::manifest::Date;

rule! {
    /// 不存在的日期、钟点。
    ///
    /// 依据：公历。平年二月28天，闰年29天；四、六、九、十一月30天。
    ///
    /// 错：`2023年2月29日`　`4月31日`　`13月5日`　`25:30`
    /// 对：`2023年2月28日`
    ///
    /// 改法：对照原稿改。
    "数字-008", "不存在的日期、钟点", Human, Error, Passage(check)
}

fn check(passage: &Passage, sink: &mut Sink) {
    for date in dates(&passage.text) {
        // 2024 is a leap year: without a year 29 February may be.
        let year = date.year.unwrap_or(2024);
        let numbered = passage.prev(date.range.start).is_some_and(|c| c.is_ascii_digit() || c == '.');
        if Date::new(year, date.month, date.day).is_none() && !numbered {
            let shown: String = passage.get(date.range.clone()).split_whitespace().collect();
            sink.report(passage, date.range, format!("没有{shown}这一天")).help("对照原稿改");
        }
    }
    if passage.text.contains(['月', '时', '点', ':', '：']) {
        let month = pattern!(r"(?:年|[^0-9年个.第])((?:1[3-9]|[2-9][0-9]|0)月)(?:[^0-9]|$)");
        for found in month.captures_iter(&passage.text) {
            if let Some(month) = found.get(1) {
                sink.report(passage, month.range(), format!("没有{}", month.as_str())).help("对照原稿改");
            }
        }
        let clock = pattern!(
            r"(?:午|日|晚|晨|时间)((?:2[4-9]|[3-9][0-9]|[0-9]{1,2})(?:[:：]([0-9]{2})|时([0-9]{1,2})分))(?:[^0-9]|$)"
        );
        for found in clock.captures_iter(&passage.text) {
            let Some(time) = found.get(1) else { continue };
            let hour: u32 = time
                .as_str()
                .split(|c: char| !c.is_ascii_digit())
                .next()
                .and_then(|h| h.parse().ok())
                .unwrap_or(0);
            let minute: u32 =
                found.get(2).or_else(|| found.get(3)).and_then(|m| m.as_str().parse().ok()).unwrap_or(0);
            if hour > 24 || minute > 59 || hour == 24 && minute > 0 {
                sink.report(passage, time.range(), format!("没有{}这个钟点", time.as_str()))
                    .help("对照原稿改");
            }
        }
    }
}
