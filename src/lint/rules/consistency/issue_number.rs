//! 一致-012

use crate::lint::desk::Desk;
use crate::lint::rule::rule;
use crate::lint::sink::Sink;

rule! {
    /// 期号、总期号与以前各期接不上。
    ///
    /// 依据：GB/T 3179—2009：期号逐期连续。与刊物文件夹里其他各期相比：本年应是上一期加一，总期号也加一。
    ///
    /// 错：上一期是2024年第1期（总第7期），本期写第3期（总第8期）
    /// 对：第2期（总第8期）
    ///
    /// 改法：改清单里的 number、total；中间的一期不在文件夹里的，豁免。
    "一致-012", "期号接不上", Human, Warning, Issue(check)
}

fn check(desk: &Desk<'_>, sink: &mut Sink) {
    let Some((own, number, total)) = &desk.identity else { return };
    let key = |identity: &crate::manifest::Identity| (identity.year, identity.number);
    let earlier = desk.others.iter().filter(|(_, other)| key(other) < key(own));
    let Some((source, last)) = earlier.max_by_key(|(_, other)| key(other)) else { return };
    let expected = if last.year == own.year { last.number.saturating_add(1) } else { 1 };
    let before = crate::diagnostic::Place::file(source);
    if own.number != expected {
        let message = format!(
            "文件夹里的上一期是{}年第{}期，本期应是第{expected}期，写的是第{}期",
            last.year, last.number, own.number
        );
        sink.report_at(number.clone(), message)
            .related(before.clone(), "上一期")
            .help("改 number，或补上缺的一期");
        return;
    }
    if let (Some(mine), Some(theirs)) = (own.total, last.total)
        && last.year == own.year
        && mine != theirs.saturating_add(1)
    {
        let message =
            format!("上一期总第{theirs}期，本期应是总第{}期，写的是总第{mine}期", theirs.saturating_add(1));
        sink.report_at(total.clone(), message).related(before, "上一期").help("改 total");
    }
}
