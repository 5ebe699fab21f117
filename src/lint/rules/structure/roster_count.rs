//! 结构-012

use crate::content::{BlockKind, solid_text};
use crate::lint::desk::Manuscript;
use crate::lint::outline::numeral;
use crate::lint::rule::{pattern, rule};
use crate::lint::sink::Sink;

rule! {
    /// “由1名组长、2名副组长、11名成员组成”与名单里列出的人数不符。
    ///
    /// 错：写“11名成员”，名单的“成员”一栏列了12人
    /// 对：两处相同
    ///
    /// 改法：查清是漏了人、多了人，还是改名单后没有改数。一篇里有几个名单的，不查。
    "结构-012", "名单的人数", Human, Warning, Article(check)
}

fn check(manuscript: &Manuscript<'_>, sink: &mut Sink) {
    let mut lists: Vec<(String, u32)> = Vec::new();
    let mut rosters = 0;
    let mut before = usize::MAX;
    for (at, block) in manuscript.article.blocks.iter().enumerate() {
        let BlockKind::Roster(rows) = &block.kind else { continue };
        // Rows parted by blank lines are one list.
        rosters += usize::from(before.checked_add(1) != Some(at));
        before = at;
        for row in rows {
            let role = row.role.as_deref().map(solid_text).unwrap_or_default();
            let role = role.trim_end_matches(['：', ':']);
            match lists.last_mut() {
                Some((_, count)) if role.is_empty() => *count += 1,
                _ => lists.push((role.to_owned(), 1)),
            }
        }
    }
    if rosters != 1 || lists.is_empty() {
        return;
    }
    let counted = pattern!(
        "([0-9]{1,3}|[一二三四五六七八九十]{1,3})[名位个](常务副组长|副组长|组长|副指挥长|指挥长|副主任委员|副主任|主任|副总指挥|总指挥|副召集人|召集人|成员|委员)"
    );
    for passage in manuscript.passages.iter().filter(|passage| passage.is_prose()) {
        if !passage.text.contains("组成") {
            continue;
        }
        for found in counted.captures_iter(passage) {
            let (Some(whole), Some(number), Some(role)) = (found.get(0), found.get(1), found.get(2)) else {
                continue;
            };
            let value = number.as_str().parse().ok().or_else(|| numeral(number.as_str()));
            let listed = lists.iter().filter(|(known, _)| known == role.as_str()).map(|(_, count)| count);
            let listed: u32 = listed.sum();
            if let Some(value) = value
                && listed > 0
                && listed != value
            {
                let message = format!("写的是{value}名{0}，名单里的{0}有{listed}名", role.as_str());
                sink.report(passage, whole.range(), message).help("查清名单和人数");
            }
        }
    }
}
