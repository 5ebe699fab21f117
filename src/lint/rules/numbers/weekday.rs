//! 数字-009

use crate::lint::dates::weekday;
use crate::lint::desk::Desk;
use crate::lint::rule::rule;
use crate::lint::sink::Sink;
use crate::manifest::Date;

rule! {
    /// 日期与星期几不符。
    ///
    /// 依据：公历。日期没有写年份的，按本期的年份算。
    ///
    /// 错：`2024年3月29日（星期四）`
    /// 对：`2024年3月29日（星期五）`
    ///
    /// 改法：查清是日期错还是星期错。
    "数字-009", "日期与星期不符", Human, Warning, Issue(check)
}

const DAYS: [char; 7] = ['日', '一', '二', '三', '四', '五', '六'];

fn check(desk: &Desk<'_>, sink: &mut Sink) {
    let year = desk.identity.as_ref().map(|(identity, ..)| identity.year).or(desk.date.map(|date| date.year));
    for manuscript in &desk.manuscripts {
        sink.turn_to(manuscript);
        for passage in &manuscript.passages {
            for date in passage.dates() {
                let Some(known) = date.year.or(year).and_then(|year| Date::new(year, date.month, date.day))
                else {
                    continue;
                };
                let after = passage.after(date.range.end);
                let bare = after.trim_start_matches(['（', '(', '，', ' ']);
                let Some(day) = ["星期", "礼拜", "周"].iter().find_map(|word| bare.strip_prefix(word))
                else {
                    continue;
                };
                let Some(written) = day.chars().next() else { continue };
                let written = if written == '天' { '日' } else { written };
                let right = DAYS.get(weekday(known)).copied().unwrap_or('日');
                if DAYS.contains(&written) && written != right {
                    let end = passage.text.len() - day.len() + written.len_utf8();
                    let message = format!("{}是星期{right}，写的是星期{written}", known.chinese());
                    sink.report(passage, date.range.start..end, message).help("查清是日期错还是星期错");
                }
            }
        }
    }
}
