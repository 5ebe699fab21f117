//! What is listed before its count: a part of 结构-005.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::lint::desk::Manuscript;
use crate::lint::passage::Passage;
use crate::lint::rule::pattern;
use crate::lint::sink::Sink;

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
pub(super) fn check(manuscript: &Manuscript<'_>, sink: &mut Sink) {
    let list = pattern!(
        "([一-鿿]{2,4})(?:有|为|包括|是)([^，。；：、0-9]{2,12}(?:、[^，。；：、0-9]{2,12}){2,14})([0-9]{1,2})(处|个|家|所|座)(?:[，。；]|$)"
    );
    let mut groups: BTreeMap<(String, &str), Vec<List<'_>>> = BTreeMap::new();
    let count = pattern!("[0-9]{1,2}(?:处|个|家|所|座)(?:[，。；]|$)");
    let listing = |passage: &&Passage| passage.is_prose() && count.is_match(*passage);
    for passage in manuscript.passages.iter().filter(listing) {
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
