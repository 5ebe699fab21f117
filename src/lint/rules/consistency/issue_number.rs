//! 一致-012

use crate::content::ArticleKind;
use crate::lint::desk::Desk;
use crate::lint::rule::{pattern, rule};
use crate::lint::sink::Sink;

rule! {
    /// 期号、总期号与以前各期接不上。
    ///
    /// 依据：GB/T 3179—2009：期号逐期连续。与刊物文件夹里其他各期相比：本年应是上一期加一，总期号也加一（跨年也连续）。文中写到的“第1期（总第8期）”也对；更正的只能是以前的一期。
    ///
    /// 错：上一期是2024年第1期（总第7期），本期写第3期（总第8期）
    /// 对：第2期（总第8期）
    ///
    /// 改法：改清单里的 number、total；中间的一期不在文件夹里的，豁免。
    "一致-012", "期号接不上", Human, Warning, Issue(check)
}

fn check(desk: &Desk<'_>, sink: &mut Sink) {
    in_texts(desk, sink);
    corrected(desk, sink);
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
    } else if let (Some(mine), Some(theirs)) = (own.total, last.total)
        && mine != theirs.saturating_add(1)
    {
        let message =
            format!("上一期总第{theirs}期，本期应是总第{}期，写的是总第{mine}期", theirs.saturating_add(1));
        sink.report_at(total.clone(), message).related(before, "上一期").help("改 total");
    }
}

/// A correction is of an issue that has come out: 本刊2024年第2期, in the third.
fn corrected(desk: &Desk<'_>, sink: &mut Sink) {
    let Some((own, ..)) = &desk.identity else { return };
    let written = pattern!("(?:本刊|公报》?) ?([0-9]{4}) ?年 ?第 ?([0-9]{1,2}) ?期");
    for manuscript in desk.manuscripts.iter().filter(|text| text.kind == ArticleKind::Correction) {
        sink.turn_to(manuscript);
        for passage in &manuscript.passages {
            for found in written.captures_iter(passage) {
                let (Some(whole), Some(year), Some(number)) = (found.get(0), found.get(1), found.get(2))
                else {
                    continue;
                };
                let issue = (year.as_str().parse().unwrap_or(0), number.as_str().parse().unwrap_or(0));
                if issue >= (own.year, own.number) {
                    let message = format!(
                        "更正的应是以前的一期，本期就是{}年第{}期，这里写的是{}年第{}期",
                        own.year, own.number, issue.0, issue.1
                    );
                    sink.report(passage, year.start()..whole.end(), message).help("核对要更正的是哪一期");
                }
            }
        }
    }
}

/// What texts say of an issue: 2024年第1期（总第8期）.
fn in_texts(desk: &Desk<'_>, sink: &mut Sink) {
    let Some((own, ..)) = &desk.identity else { return };
    let written = pattern!("([0-9]{4}) ?年 ?第 ?([0-9]{1,2}) ?期[（(]总第 ?([0-9]{1,4}) ?期");
    for manuscript in &desk.manuscripts {
        sink.turn_to(manuscript);
        for passage in manuscript.passages.iter().filter(|passage| passage.text.contains("总第")) {
            for found in written.captures_iter(passage) {
                let value = |at: usize| found.get(at).and_then(|found| found.as_str().parse::<u32>().ok());
                let (Some(whole), Some(number), Some(total)) = (found.get(0), value(2), value(3)) else {
                    continue;
                };
                let Some(year) = value(1).and_then(|year| u16::try_from(year).ok()) else { continue };
                // Every issue of a year is as far from its total as the others.
                let known = desk.others.iter().map(|(_, other)| other).chain([own]);
                let due = known
                    .filter(|known| known.year == year)
                    .find_map(|known| known.total?.saturating_add(number).checked_sub(known.number));
                if let Some(due) = due.filter(|&due| due != total) {
                    let message = format!("{year}年第{number}期应是总第{due}期，这里写的是总第{total}期");
                    sink.report(passage, whole.range(), message).help("核对期号和总期号");
                }
            }
        }
    }
}
