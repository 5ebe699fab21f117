//! 重复-005

use std::collections::BTreeSet;

use crate::content::chars::is_han;
use crate::lint::passage::{Passage, Role};
use crate::lint::rule::rule;
use crate::lint::sink::Sink;

rule! {
    /// 名单、单位并列里，同一项写了两遍。
    ///
    /// 出席人员、参加单位、主送和抄送机关最常见，相隔多远都查。
    ///
    /// 错：`教育局、民政局、财政局、教育局等单位参加`
    /// 对：`教育局、民政局、财政局等单位参加`
    ///
    /// 改法：删去一处，或查清另一处本来该是谁。
    "重复-005", "并列项重复", Human, Warning, Passage(check)
}

/// What may follow the last of a list.
const AFTER: &[&str] =
    &["等", "参加", "出席", "列席", "陪同", "到会", "参会", "一同", "分别", "任", "为成员"];

/// What an item of a plain list has not: it would belong to two lists.
const JOINTS: &str = "和及或与等的在以并由按为于对将是";

fn check(passage: &Passage, sink: &mut Sink) {
    if matches!(passage.role, Role::Cell | Role::Verse | Role::Heading(_) | Role::Title { .. }) {
        return;
    }
    // Lists of recipients are parted by commas.
    let commas = matches!(passage.role, Role::Colophon | Role::Salutation);
    let parts = |c: char| c == '、' || commas && c == '，';
    neighbours(passage, sink);
    let mut start = 0;
    // Brackets and quotation marks begin other lists.
    for list in passage.text.split_inclusive(|c: char| !is_han(c) && !parts(c)) {
        let mut at = start;
        start += list.len();
        if list.matches(parts).nth(1).is_none() {
            continue;
        }
        let body = list.trim_end_matches(|c: char| !is_han(c));
        let count = body.matches(parts).count();
        let mut seen: BTreeSet<&str> = BTreeSet::new();
        let (mut last, mut lead) = ("", "");
        for (n, whole) in body.split(parts).enumerate() {
            let place = at;
            at += whole.len() + "、".len();
            let item = if n == count { without_end(whole) } else { whole };
            // Next to each other and parted by a comma: another rule's.
            let adjacent = commas && item == last;
            last = item;
            if n == 0 {
                lead = item;
            }
            let length = item.chars().count();
            // What leads to the list stands before its first item.
            let first = n > 0 && is_organ(item) && lead.len() > item.len() && lead.ends_with(item);
            if !is_organ(item) && (length > 10 || item.contains(|c| JOINTS.contains(c))) {
                seen.clear();
            } else if (!seen.insert(item) || first) && !adjacent && (2..=20).contains(&length) {
                let message = format!("“{item}”在并列的各项里有两处");
                sink.report(passage, place..place + item.len(), message).help("删去一处，或查清本来该是什么");
            }
        }
    }
}

/// 不漏一户、不漏一户: what stands before the mark stands behind it again, and
/// nothing more.
fn neighbours(passage: &Passage, sink: &mut Sink) {
    const LENGTHS: std::ops::RangeInclusive<usize> = 3..=12;
    let chars = &passage.chars;
    let marks = chars.iter().enumerate().filter(|(_, (_, c))| *c == '、');
    for (i, &(mark, _)) in marks {
        let behind = chars.iter().skip(i + 1).take(13).take_while(|(_, c)| is_han(*c)).count();
        let ends = chars.get(i + 1 + behind).is_none_or(|&(_, c)| !c.is_alphanumeric());
        let more = chars.get(i + behind).is_some_and(|&(_, c)| c == '等');
        let length = behind.saturating_sub(usize::from(more));
        if !ends || !LENGTHS.contains(&length) {
            continue;
        }
        let (Some(first), Some(second)) =
            (i.checked_sub(length).and_then(|from| chars.get(from..i)), chars.get(i + 1..i + 1 + length))
        else {
            continue;
        };
        if first.iter().zip(second).all(|(a, b)| a.1 == b.1) && !in_list(passage, mark) {
            let end = second.last().map_or(mark, |&(at, c)| at + c.len_utf8());
            let start = first.first().map_or(mark, |&(at, _)| at);
            let item = passage.get(start..mark);
            let message = format!("“{item}”在“、”的前后写了两遍");
            sink.report(passage, start..end, message).help("删去一处，或查清另一处本来该是什么");
        }
    }
}

/// Whether a mark is one of several of a list, which is looked at as a whole.
fn in_list(passage: &Passage, mark: usize) -> bool {
    let open = |c: char| !is_han(c) && c != '、';
    let before = passage.tail(mark, 60);
    let after = passage.head(mark + '、'.len_utf8(), 60);
    let before = before.rsplit(open).next().unwrap_or(before);
    let after = after.split(open).next().unwrap_or(after);
    before.contains('、') || after.contains('、')
}

/// Whether it is an office's name: these may have 和 in them.
fn is_organ(item: &str) -> bool {
    let length = item.chars().count();
    (3..=16).contains(&length) && item.ends_with(['局', '委', '办', '部', '院', '会', '室', '厅', '镇', '乡'])
}

/// The last of a list without what follows it.
fn without_end(item: &str) -> &str {
    let ends = AFTER.iter().filter_map(|after| item.find(after)).filter(|at| *at > 0);
    ends.min().and_then(|at| item.get(..at)).unwrap_or(item)
}
