//! 一致-006

use std::collections::{BTreeMap, BTreeSet};

use crate::lint::desk::Desk;
use crate::lint::persons::Mention;
use crate::lint::rule::rule;
use crate::lint::sink::Sink;

rule! {
    /// 同一个人的职务前后不一：一处是正职，一处是副职；或一处是甲局局长，一处是乙局局长。
    ///
    /// 错：一处写“区教育局局长周明华”，另一处写“区教育局副局长周明华”
    /// 对：核对后统一
    ///
    /// 改法：核对职务；本期内确有变动的，豁免。
    "一致-006", "一人两职", Human, Warning, Issue(check)
}

fn check(desk: &Desk<'_>, sink: &mut Sink) {
    let mentions = desk.mentions();
    let mut posts: BTreeMap<&str, Vec<&Mention>> = BTreeMap::new();
    for mention in mentions.iter().filter(|mention| !mention.post.is_empty()) {
        posts.entry(&mention.name).or_default().push(mention);
    }
    for (name, all) in posts {
        let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
        for (at, mention) in all.iter().enumerate() {
            counts.entry(&mention.post).or_insert((0, at)).0 += 1;
        }
        let mut told: BTreeSet<&str> = BTreeSet::new();
        // The rarer of two posts is the one to look at, else the later.
        let doubt = |post: &str| {
            let &(_, at) = counts.get(post)?;
            let same = counts.iter().filter(|(other, _)| is_same(post, other)).map(|(_, (n, _))| *n);
            Some((std::cmp::Reverse(same.sum::<usize>()), at))
        };
        for (post, _) in counts.iter().take(50) {
            let others = counts.keys().take(50).filter(|other| is_at_odds(post, other));
            let Some(other) = others.max_by_key(|other| std::cmp::Reverse(doubt(other))) else { continue };
            if doubt(post) < doubt(other) || !told.insert(post) {
                continue;
            }
            for mention in all.iter().filter(|mention| mention.post == *post) {
                let Some(manuscript) = desk.manuscripts.get(mention.article) else { continue };
                let Some(passage) = manuscript.passages.get(mention.passage) else { continue };
                sink.turn_to(manuscript);
                let message = format!("“{name}”这里是“{post}”，别处是“{other}”");
                sink.report(passage, mention.with(post, passage), message).help("核对职务");
            }
        }
    }
}

/// Whether two posts are one, written out more or less: 区委书记, 某某区委书记.
fn is_same(a: &str, b: &str) -> bool {
    a.contains('副') == b.contains('副') && (a.ends_with(b) || b.ends_with(a))
}

/// Posts that one person can't well hold at a time.
fn is_at_odds(a: &str, b: &str) -> bool {
    if a == b {
        return false;
    }
    let whole = |post: &str| post.replace("副", "").replace("常务", "");
    let deputy = |post: &str| post.contains('副');
    let long = |post: &str| post.chars().count() >= 2;
    if whole(a) == whole(b) && deputy(a) != deputy(b) && long(a) {
        return true;
    }
    // 局长 for 县教育局副局长.
    let short = |post: &str| {
        ["局长", "县长", "区长", "市长", "镇长", "乡长", "部长", "院长", "校长"]
            .contains(&whole(post).as_str())
    };
    if (short(a) || short(b))
        && deputy(a) != deputy(b)
        && (whole(a).ends_with(&whole(b)) || whole(b).ends_with(&whole(a)))
    {
        return true;
    }
    let office = |post: &str| whole(post).ends_with("委书记");
    if office(a) && office(b) && deputy(a) != deputy(b) && is_same(&whole(a), &whole(b)) {
        return true;
    }
    // Heads of two offices.
    let head = |post: &str| post.ends_with("局局长") && post.chars().count() > 4;
    head(a) && head(b) && !a.ends_with(b) && !b.ends_with(a)
}
