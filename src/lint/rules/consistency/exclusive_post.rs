//! 一致-005

use std::collections::BTreeMap;

use crate::lint::desk::Desk;
use crate::lint::persons::Mention;
use crate::lint::rule::rule;
use crate::lint::similar::one_apart;
use crate::lint::sink::Sink;

rule! {
    /// 只能由一人担任的职务，写了两个人。
    ///
    /// 区委书记、区长、某局局长同一时间只有一人。本期里同一职务后面是不同的姓名，不是换了人，就是写错了。
    ///
    /// 错：一处写“区长王立新”，另一处写“区长陈国栋”
    /// 对：核对后统一；换届的，写明日期
    ///
    /// 改法：核对职务和姓名；本期内确有变动的，豁免。
    "一致-005", "一职两人", Human, Warning, Issue(check)
}

fn check(desk: &Desk<'_>, sink: &mut Sink) {
    let mentions = desk.mentions();
    let mut holders: BTreeMap<&str, Vec<&Mention>> = BTreeMap::new();
    let place =
        desk.publication.trim_end_matches("公报").trim_end_matches("人民政府").trim_end_matches("政府");
    let level = place.chars().next_back();
    for mention in mentions.iter().filter(|mention| is_exclusive(&mention.post, level)) {
        holders.entry(&mention.post).or_default().push(mention);
    }
    for (post, all) in holders {
        let mut names: BTreeMap<&str, usize> = BTreeMap::new();
        for mention in &all {
            *names.entry(&mention.name).or_insert(0) += 1;
        }
        let Some((usual, most)) = names.iter().max_by_key(|(_, n)| **n).map(|(name, n)| (*name, *n)) else {
            continue;
        };
        for mention in all.iter().filter(|mention| {
            mention.name != usual && names.get(mention.name.as_str()).is_some_and(|n| *n <= most)
        }) {
            // A slip of the pen in the name is told of elsewhere.
            if one_apart(&mention.name, usual).is_some() && mention.name.chars().count() > 2 {
                continue;
            }
            let Some(manuscript) = desk.manuscripts.get(mention.article) else { continue };
            let Some(passage) = manuscript.passages.get(mention.passage) else { continue };
            sink.turn_to(manuscript);
            let message = format!("“{post}”这里是“{}”，别处是“{usual}”（{most}次）", mention.name);
            sink.report(passage, mention.range.clone(), message).help("核对职务和姓名");
        }
    }
}

/// Posts that one person holds, written so that it is clear which.
fn is_exclusive(post: &str, level: Option<char>) -> bool {
    /// What follows the office's level: 区委书记. Of other levels there are many.
    const SINGLE: &[&str] = &["委书记", "长", "政协主席", "人大常委会主任"];
    let deputy = post.contains('副')
        || post.contains("常务")
        || post.contains("原")
        || post.contains("助理")
        || post.contains("书记员");
    let named = post.ends_with("局局长") && post.chars().count() > 5;
    let own = level.and_then(|level| post.strip_prefix(level)).is_some_and(|rest| SINGLE.contains(&rest));
    !deputy && (own || named)
}
