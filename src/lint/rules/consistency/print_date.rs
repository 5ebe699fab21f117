//! 一致-018

use crate::lint::dates::key;
use crate::lint::desk::Desk;
use crate::lint::passage::Role;
use crate::lint::rule::rule;
use crate::lint::sink::Sink;
use crate::manifest::Date;

rule! {
    /// 版本记录里的印刷日期，比本期登的文件、大事记还早。
    ///
    /// 印刷日期写在刊物的设置里，各期要改；忘了改，就早于本期的内容。落款日期、大事记的日期晚于印刷日期的，报；比出版日期早一个月以上的，也报。
    ///
    /// 错：印刷日期2024年5月30日，本期有落款6月12日的文件
    /// 对：印刷日期不早于本期各篇的日期
    ///
    /// 改法：改 publication.toml 里的 print-date。
    "一致-018", "印刷日期早于内容", Human, Warning, Issue(check)
}

/// An issue is printed no longer than this before it comes out, in days.
const LONGEST: u32 = 28;

fn check(desk: &Desk<'_>, sink: &mut Sink) {
    let (Some((printed, place)), Some(out)) = (&desk.print_date, desk.date) else { return };
    let latest = desk.manuscripts.iter().flat_map(|text| &text.passages).filter_map(|passage| {
        let date = match passage.role {
            Role::SignDate => passage.dates().first(),
            Role::Dated => passage.opening_date(),
            _ => None,
        }?;
        let year = date.year.or((date.month <= out.month).then_some(out.year))?;
        // A date after the issue's own is wrong itself.
        Date::new(year, date.month, date.day).filter(|date| key(*date) <= key(out))
    });
    let Some(latest) = latest.max_by_key(|date| key(*date)) else { return };
    let days = |date: Date| (u32::from(date.year) * 12 + u32::from(date.month)) * 30 + u32::from(date.day);
    if key(*printed) < key(latest) {
        let message = format!("印刷日期{}早于本期内容的日期{}", printed.chinese(), latest.chinese());
        sink.report_at(place.clone(), message).help("改 print-date");
    } else if days(*printed) + LONGEST < days(out) {
        let message = format!("印刷日期{}比出版日期{}早一个月", printed.chinese(), out.chinese());
        sink.report_at(place.clone(), message).help("改 print-date");
    }
}
