//! 重复-003

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use crate::content::ArticleKind;
use crate::lint::desk::{Desk, Manuscript};
use crate::lint::pairs::{self, Slip};
use crate::lint::passage::{Passage, Role};
use crate::lint::rule::rule;
use crate::lint::segments::is_across;
use crate::lint::sink::Sink;

rule! {
    /// 易错字：同音、形近写错的词，不规范的异形词。
    ///
    /// 两种查法：一是内置的易错字表；二是推算，两个字连在一起，各类公文里从来没有，换一个同音字或形近字就是常用词的（“尊守”“监菅”），多半是错字。两个词相接碰巧成的（“机构通知”里的“构通”），不报；同一个写法一期里出现三次以上的，当作专名，不报。
    ///
    /// 异形词的取舍看《现代汉语词典》和 GF 1001—2001《第一批异形词整理表》。本单位的易错字写在 publication.toml 的 `[[lint.slip]]` 里。
    ///
    /// 错：`布署`　`再接再励`　`尊守`　`截止目前`
    /// 对：`部署`　`再接再厉`　`遵守`　`截至目前`
    ///
    /// 改法：换成正确的词；人名、地名、新造的词，豁免。
    "重复-003", "易错字", Suggested, Warning, Issue(check)
}

/// A word of the list.
struct Listed {
    wrong: &'static str,
    right: &'static str,
    /// Longer words in which the wrong one is right.
    but: Vec<&'static str>,
    /// What says so, if it is a matter of a standard and not of typing.
    basis: Option<&'static str>,
}

/// Built in: wrong, right, and longer words in which the first is right.
static LIST: LazyLock<Vec<Listed>> = LazyLock::new(|| {
    let mut out = Vec::new();
    let mut basis = None;
    for line in include_str!("../../words/slips.txt").lines() {
        if let Some(words) = line.strip_prefix('#') {
            basis = words.trim().strip_prefix("依据").map(str::trim);
            continue;
        }
        let mut words = line.split_whitespace();
        if let (Some(wrong), Some(right)) = (words.next(), words.next()) {
            out.push(Listed { wrong, right, but: words.collect(), basis });
        }
    }
    out
});

/// A pair that is found so often in one issue is no slip, but a word that the
/// tables have not.
const TERM: usize = 3;

fn check(desk: &Desk<'_>, sink: &mut Sink) {
    let house: Vec<(&str, &str)> =
        desk.settings.slips.iter().map(|(wrong, right)| (wrong.as_str(), right.as_str())).collect();
    let built_in = LIST.iter().map(|slip| slip.wrong);
    // Built anew for every run, so the kind that is built fastest.
    let builder = AhoCorasick::builder()
        .kind(Some(AhoCorasickKind::NoncontiguousNFA))
        .match_kind(MatchKind::LeftmostFirst)
        .build(house.iter().map(|slip| slip.0).chain(built_in));
    let Ok(search) = builder else { return };
    let mut reckoned: Vec<(&Manuscript<'_>, &Passage, Slip)> = Vec::new();
    let mut count: BTreeMap<String, usize> = BTreeMap::new();
    for manuscript in &desk.manuscripts {
        // A correction quotes what was wrong.
        if manuscript.kind == ArticleKind::Correction {
            continue;
        }
        sink.turn_to(manuscript);
        for passage in &manuscript.passages {
            let mut listed: Vec<Range<usize>> = Vec::new();
            for found in search.find_iter(&passage.text) {
                let range = found.start()..found.end();
                let number = found.pattern().as_usize();
                match (house.get(number), number.checked_sub(house.len()).and_then(|at| LIST.get(at))) {
                    (Some((wrong, right)), _) if !is_within(passage, &range, right) => {
                        let message = format!("“{wrong}”应是“{right}”");
                        sink.report(passage, range.clone(), message).edit(range.clone(), *right);
                    }
                    (None, Some(slip)) if is_wrong(passage, &range, slip) => {
                        let message = format!("“{}”应是“{}”", slip.wrong, slip.right);
                        let report = sink.report(passage, range.clone(), message).help(slip.help());
                        report.edit(range.clone(), slip.right);
                    }
                    _ => {}
                }
                listed.push(range);
            }
            if matches!(passage.role, Role::Roster | Role::Verse) {
                continue;
            }
            // 同志为核新 is told of by the rule for leaders.
            let overlaps = |slip: &Slip| {
                passage.before(slip.range.start).ends_with("同志为")
                    || listed.iter().any(|range| slip.range.start < range.end && range.start < slip.range.end)
            };
            for slip in pairs::slips(passage).into_iter().filter(|slip| !overlaps(slip)) {
                *count.entry(slip.wrong.clone()).or_default() += 1;
                reckoned.push((manuscript, passage, slip));
            }
        }
    }
    for (manuscript, passage, slip) in reckoned {
        if count.get(&slip.wrong).is_some_and(|count| *count >= TERM) {
            continue;
        }
        sink.turn_to(manuscript);
        let Slip { range, wrong, right } = slip;
        let message = format!("“{wrong}”不成词，疑是“{right}”的误写");
        let help = format!("改成“{right}”；人名、地名、新造的词，豁免");
        sink.report(passage, range.clone(), message).help(help).edit(range, right);
    }
}

impl Listed {
    fn help(&self) -> String {
        let done = format!("改成“{}”", self.right);
        self.basis.map_or(done.clone(), |basis| format!("{done}；词形依{basis}"))
    }
}

fn is_wrong(passage: &Passage, range: &Range<usize>, slip: &Listed) -> bool {
    // The right word may hold the wrong one: 截止 in 截止日期.
    let longer = slip.but.iter().chain([&slip.right]).any(|longer| is_within(passage, range, longer));
    let characters = passage.get(range.clone()).chars().count();
    let at = passage.chars.partition_point(|&(at, _)| at < range.start);
    // 李建全、王会义.
    let name = characters == 2 && pairs::is_person(passage, at);
    // Long ones come of no two words that meet.
    let across = characters <= 3 && is_across(passage, range.clone());
    !longer && !name && !across
}

/// Whether what stands in the range is part of a longer word there.
fn is_within(passage: &Passage, range: &Range<usize>, longer: &str) -> bool {
    let wrong = passage.get(range.clone());
    longer.match_indices(wrong).any(|(offset, _)| {
        range.start.checked_sub(offset).is_some_and(|start| passage.after(start).starts_with(longer))
    })
}
