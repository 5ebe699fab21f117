//! What is listed before its count, and rosters: parts of 结构-005.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::content::{BlockKind, plain_text};
use crate::lint::desk::Manuscript;
use crate::lint::passage::Passage;
use crate::lint::rule::pattern;
use crate::lint::sink::Sink;

pub(super) fn check(manuscript: &Manuscript<'_>, sink: &mut Sink) {
    places(manuscript, sink);
    rosters(manuscript, sink);
}

/// A list that ends with how many it has: 游览点有甲、乙、丙3处.
struct List<'a> {
    passage: &'a Passage,
    range: Range<usize>,
    listed: u32,
    said: u32,
}

/// The last name may be counted by itself (甲、乙2处 is three), so that only lists
/// that come out right elsewhere in the text tell what the number means; and
/// what they have together is what is said of the whole.
fn places(manuscript: &Manuscript<'_>, sink: &mut Sink) {
    let list = pattern!(
        "([一-鿿]{2,4})(?:有|为|包括|是)([^，。；：、0-9]{2,12}(?:、[^，。；：、0-9]{2,12}){2,14})([0-9]{1,2})(处|个|家|所|座)(?:[，。；]|$)"
    );
    let mut groups: BTreeMap<(String, &str), Vec<List<'_>>> = BTreeMap::new();
    for passage in manuscript.passages.iter().filter(|passage| passage.is_prose()) {
        for found in list.captures_iter(passage) {
            let (Some(noun), Some(items), Some(number), Some(unit)) =
                (found.get(1), found.get(2), found.get(3), found.get(4))
            else {
                continue;
            };
            let listed = u32::try_from(items.as_str().split('、').count()).unwrap_or(u32::MAX);
            let Ok(said) = number.as_str().parse() else { continue };
            if items.as_str().contains('等') {
                continue;
            }
            let noun: String =
                noun.as_str().chars().rev().take(3).collect::<Vec<_>>().into_iter().rev().collect();
            let range = items.start()..unit.end();
            groups.entry((noun, unit.as_str())).or_default().push(List { passage, range, listed, said });
        }
    }
    for ((noun, unit), lists) in &groups {
        let right = lists.iter().filter(|list| list.listed == list.said).count();
        if right < 2 {
            continue;
        }
        for list in lists.iter().filter(|list| list.listed != list.said && lists.len() - right < right) {
            let message = format!("列出的是{}{unit}，写的是{}{unit}", list.listed, list.said);
            sink.report(list.passage, list.range.clone(), message).help("补上漏的，或改数");
        }
        let Some(first) = lists.first().map(|list| list.passage.block).filter(|_| lists.len() > 2) else {
            continue;
        };
        let sum: u32 = lists.iter().map(|list| list.said).sum();
        for passage in manuscript.passages.iter().take_while(|passage| passage.block < first) {
            for figure in
                passage.figures().iter().filter(|figure| figure.unit == *unit && !figure.approximate)
            {
                let said = figure.millionths / 1_000_000;
                let off = (said - i128::from(sum)).abs();
                if passage.before(figure.range.start).ends_with(noun.as_str())
                    && off > 0
                    && off * 100 <= i128::from(sum) * 15
                {
                    let message = format!("后面各处加起来是{sum}{unit}，这里是{said}{unit}");
                    sink.report(passage, figure.range.clone(), message).help("对照后面各处，改错的一处");
                }
            }
        }
    }
}

/// 由1名组长、2名副组长、11名成员组成, and the roster above has as many lines of each.
fn rosters(manuscript: &Manuscript<'_>, sink: &mut Sink) {
    let said = pattern!("([0-9]{1,2})名(组长|副组长|成员|主任|副主任|委员|指挥长|副指挥长)");
    let mut listed: BTreeMap<String, u32> = BTreeMap::new();
    let mut block = None;
    for passage in &manuscript.passages {
        if let Some(BlockKind::Roster(rows)) = manuscript.block(passage) {
            // A roster is several passages of one block.
            if block.replace(passage.block) == Some(passage.block) {
                continue;
            }
            listed.clear();
            let mut role = String::new();
            for row in rows {
                if let Some(named) = &row.role {
                    role = plain_text(named)
                        .chars()
                        .filter(|c| !c.is_whitespace() && !matches!(c, '：' | ':'))
                        .collect();
                }
                let post = plain_text(&row.post);
                if row.name.is_none() || post.contains(['、', '；']) && post.chars().count() > 24 {
                    listed.insert(role.clone(), u32::MAX / 2);
                }
                *listed.entry(role.clone()).or_insert(0) += 1;
            }
            continue;
        }
        if listed.is_empty() || !passage.is_prose() || !passage.text.contains("组成") {
            continue;
        }
        for found in said.captures_iter(passage) {
            let (Some(whole), Some(number), Some(role)) = (found.get(0), found.get(1), found.get(2)) else {
                continue;
            };
            let Some(&count) = listed.get(role.as_str()) else { continue };
            let Ok(number) = number.as_str().parse::<u32>() else { continue };
            if count != number && count < 200 {
                let message = format!("写的是{number}名，名单里的{}是{count}名", role.as_str());
                sink.report(passage, whole.range(), message).help("对照名单，改数或补上漏的");
            }
        }
    }
}
