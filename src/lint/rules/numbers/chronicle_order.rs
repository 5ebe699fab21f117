//! 数字-011

use crate::content::ArticleKind;
use crate::lint::desk::Manuscript;
use crate::lint::passage::Role;
use crate::lint::rule::rule;
use crate::lint::sink::Sink;

rule! {
    /// 大事记没有按日期先后排列，或同一天重复写日期。
    ///
    /// 大事记按时间先后编排；同一天的第二条起写“同日”。
    ///
    /// 错：`3月6日……` 排在 `3月5日……` 之前
    /// 对：按先后排
    ///
    /// 改法：调整次序，或改日期；同一天的，第二条写“同日”。
    "数字-011", "大事记次序", Human, Warning, Article(check)
}

fn check(manuscript: &Manuscript<'_>, sink: &mut Sink) {
    if manuscript.kind != ArticleKind::Chronicle {
        return;
    }
    let mut last: Option<(Option<u16>, u8, u8)> = None;
    for passage in manuscript.passages.iter().filter(|passage| passage.role == Role::Dated) {
        let Some(date) = passage.opening_date() else { continue };
        let now = (date.year, date.month, date.day);
        if let Some(before) = last {
            let earlier = (now.1, now.2) < (before.1, before.2);
            let same_year = now.0.is_none() || now.0 == before.0 || before.0.is_none();
            let ranged =
                passage.after(date.range.end).starts_with(['至', '—', '-', '～', '上', '下', '中', '晚']);
            if earlier && same_year {
                let message = format!("排在{}月{}日之后的是{}月{}日", before.1, before.2, now.1, now.2);
                sink.report(passage, date.range.clone(), message).help("按日期先后排，或改日期");
            } else if (now.1, now.2) == (before.1, before.2) && same_year && !ranged {
                let message = format!("{}月{}日的又一条", now.1, now.2);
                sink.report(passage, date.range.clone(), message).help("同一天的，从第二条起写“同日”");
            }
        }
        last = Some(now);
    }
}
