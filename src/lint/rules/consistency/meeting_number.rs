//! 一致-011

use std::collections::BTreeMap;

use crate::content::ArticleKind;
use crate::lint::desk::Desk;
use crate::lint::outline::numeral;
use crate::lint::passage::Role;
use crate::lint::rule::{pattern, rule};
use crate::lint::sink::Sink;

rule! {
    /// 会议的次数不连续：“第44次常务会议”之后是“第46次”。
    ///
    /// 大事记按时间排列，同一届政府的常务会议次数应逐次加一。
    ///
    /// 错：`第44次常务会议`、`第46次常务会议`
    /// 对：`第44次常务会议`、`第45次常务会议`
    ///
    /// 改法：核对会议纪要；未列入大事记的，豁免。
    "一致-011", "会议次数不连续", Human, Warning, Issue(check)
}

fn check(desk: &Desk<'_>, sink: &mut Sink) {
    let meeting = pattern!(
        r"([一-鿿]{2,14}?)第 ?([0-9]{1,3}|[一二三四五六七八九十百]{1,5}) ?次(常务会议|常委会会议|常委会\(扩大\)会议|常委会（扩大）会议|主任会议|党组会议|全体会议|区长办公会|县长办公会|市长办公会|会议)"
    );
    let mut last: BTreeMap<(String, String), u32> = BTreeMap::new();
    for manuscript in desk.manuscripts.iter().filter(|manuscript| manuscript.kind == ArticleKind::Chronicle) {
        sink.turn_to(manuscript);
        for passage in manuscript.passages.iter().filter(|passage| passage.role == Role::Dated) {
            for found in meeting.captures_iter(&passage.text) {
                let (Some(body), Some(number), Some(kind)) = (found.get(1), found.get(2), found.get(3))
                else {
                    continue;
                };
                // Who met: the last few characters, a verb before them or not.
                let who: String = body.as_str().chars().rev().take(4).collect();
                // Meetings of a party conference are cited, not held in a row.
                if kind.as_str() == "全体会议"
                    || kind.as_str() == "会议" && !who.contains('组')
                    || passage.before(body.start()).ends_with(['彻', '落'])
                {
                    continue;
                }
                let value = number.as_str().parse().ok().or_else(|| numeral(number.as_str()));
                let Some(value) = value else { continue };
                let before = last.insert((who, kind.as_str().to_owned()), value);
                if let Some(before) = before.filter(|&before| before != value && before + 1 != value) {
                    let message = format!("上一次是第{before}次，这里是第{value}次");
                    sink.report(passage, number.range(), message)
                        .help("核对会议次数；中间的会议没有列入的，豁免");
                } else if before == Some(value) {
                    sink.report(passage, number.range(), format!("第{value}次已在前面写过"))
                        .help("核对会议次数");
                }
            }
        }
    }
}
