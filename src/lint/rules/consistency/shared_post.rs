//! 一致-006

use std::collections::BTreeMap;

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
        let mut told: Vec<&str> = Vec::new();
        for mention in &all {
            let against = all.iter().find(|other| is_at_odds(&mention.post, &other.post));
            let Some(other) = against.filter(|_| !told.contains(&mention.post.as_str())) else { continue };
            told.extend([mention.post.as_str(), other.post.as_str()]);
            // The later of the two places is the one to look at.
            let (earlier, later) = if (mention.article, mention.passage) <= (other.article, other.passage) {
                (*mention, *other)
            } else {
                (*other, *mention)
            };
            let Some(manuscript) = desk.manuscripts.get(later.article) else { continue };
            let Some(passage) = manuscript.passages.get(later.passage) else { continue };
            sink.turn_to(manuscript);
            let message = format!("“{name}”这里是“{}”，别处是“{}”", later.post, earlier.post);
            sink.report(passage, later.range.clone(), message).help("核对职务");
        }
    }
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
    // Heads of two offices.
    let head = |post: &str| post.ends_with("局局长") && post.chars().count() > 4;
    head(a) && head(b) && !a.ends_with(b) && !b.ends_with(a)
}
