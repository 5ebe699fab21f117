//! 重复-003

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use crate::content::ArticleKind;
use crate::lint::desk::Desk;
use crate::lint::rule::rule;
use crate::lint::sink::Sink;

rule! {
    /// 易错字：同音、形近写错的词，不规范的异形词。
    ///
    /// 依据：《现代汉语词典》、GF 1001—2001《第一批异形词整理表》。本单位的易错字写在 publication.toml 的 `[[lint.slip]]` 里。
    ///
    /// 错：`布署`　`再接再励`　`促销费`　`截止目前`
    /// 对：`部署`　`再接再厉`　`促消费`　`截至目前`
    ///
    /// 改法：换成正确的词。
    "重复-003", "易错字", Suggested, Warning, Issue(check)
}

/// A word of the list.
struct Slip {
    wrong: String,
    right: String,
    /// Longer words in which the wrong one is right.
    but: Vec<String>,
}

/// Built in: wrong, right, and longer words in which the first is right.
static LIST: LazyLock<Vec<Slip>> = LazyLock::new(|| {
    let lines = include_str!("../../words/slips.txt").lines().filter(|line| !line.starts_with('#'));
    let slip = |line: &str| {
        let mut words = line.split_whitespace().map(str::to_owned);
        Some(Slip { wrong: words.next()?, right: words.next()?, but: words.collect() })
    };
    lines.filter_map(slip).collect()
});

fn check(desk: &Desk<'_>, sink: &mut Sink) {
    let house = desk.settings.slips.iter().map(|(wrong, right)| (wrong.as_str(), right.as_str(), &[][..]));
    let built_in = LIST.iter().map(|slip| (slip.wrong.as_str(), slip.right.as_str(), &slip.but[..]));
    let list: Vec<(&str, &str, &[String])> = house.chain(built_in).collect();
    // Built anew for every run, so the kind that is built fastest.
    let builder = AhoCorasick::builder()
        .kind(Some(AhoCorasickKind::NoncontiguousNFA))
        .match_kind(MatchKind::LeftmostFirst)
        .build(list.iter().map(|slip| slip.0));
    let Ok(search) = builder else { return };
    for manuscript in &desk.manuscripts {
        // A correction quotes what was wrong.
        if manuscript.kind == ArticleKind::Correction {
            continue;
        }
        sink.turn_to(manuscript);
        for passage in &manuscript.passages {
            for found in search.find_iter(&passage.text) {
                let Some(&(wrong, right, but)) = list.get(found.pattern().as_usize()) else { continue };
                let within = |longer: &String| {
                    longer.match_indices(wrong).any(|(offset, _)| {
                        found
                            .start()
                            .checked_sub(offset)
                            .is_some_and(|start| passage.after(start).starts_with(longer.as_str()))
                    })
                };
                // The right word may hold the wrong one: 截止 in 截止日期.
                if but.iter().any(within) || right.contains(wrong) && within(&right.to_owned()) {
                    continue;
                }
                let range = found.start()..found.end();
                let message = format!("“{wrong}”应是“{right}”");
                sink.report(passage, range.clone(), message).edit(range, right);
            }
        }
    }
}
