//! 标点-020

use crate::content::ArticleKind;
use crate::lint::desk::Manuscript;
use crate::lint::outline::opening;
use crate::lint::passage::{Passage, Role};
use crate::lint::rule::rule;
use crate::lint::sink::Sink;

rule! {
    /// 分项列举时，各项末尾多用分号，中间一项却用了句号；最后一项末尾是分号；或各项都用句号，一项用了分号。
    ///
    /// 依据：GB/T 15834—2011，4.6.3.3：分项列举的各项之间用分号；最后一项用句号。
    ///
    /// 错：`（一）擅自挖掘；`　`（二）堆放物料。`　`（三）倾倒垃圾；`　`（四）其他行为；`
    /// 对：`（一）擅自挖掘；`　`（二）堆放物料；`　`（三）倾倒垃圾；`　`（四）其他行为。`
    ///
    /// 改法：中间各项换成分号，最后一项换成句号。项里另有句号的，各项都可以用句号，不查。
    "标点-020", "分项列举的末尾标点", Suggested, Warning, Article(check)
}

fn check(manuscript: &Manuscript<'_>, sink: &mut Sink) {
    let all = &manuscript.passages;
    let mut start = 0;
    while start < all.len() {
        let list = run(all.get(start..).unwrap_or_default());
        if let Some(items) = all.get(start..start + list).filter(|items| items.len() > 2) {
            settle(items, all.get(start + list), sink);
        }
        start += list.max(1);
    }
}

/// How many passages from here on are items of one list, one right behind the
/// other.
fn run(passages: &[Passage]) -> usize {
    let mut last: Option<(Role, Option<(u8, u32)>)> = None;
    let goes_on = |passage: &&Passage| {
        let number = opening(&passage.text).map(|(level, number, _)| (level, number));
        let named = is_appointment(passage);
        let fits = match (last, number) {
            (None, _) => named || number.is_some(),
            (Some((role, Some((level, before)))), Some((here, number))) => {
                // A short sentence looks like a heading.
                let stops = |passage: &Passage| passage.text.ends_with(['。', '；']);
                let alike = role == passage.role || is_text(role) && is_text(passage.role) && stops(passage);
                alike && level == here && number == before.saturating_add(1)
            }
            (Some((role, None)), None) => named && role == passage.role,
            _ => false,
        };
        last = Some((passage.role, number));
        fits
    };
    passages.iter().take_while(goes_on).count()
}

/// A row of an appointment, or `某人的……职务；`, which is set as a paragraph.
fn is_appointment(passage: &Passage) -> bool {
    let ended = || passage.text.trim_end_matches(['；', '。', '，', '、']).ends_with("职务");
    passage.kind == ArticleKind::Appointment
        && (passage.role == Role::Roster || passage.role == (Role::Body { level: None }) && ended())
}

fn is_text(role: Role) -> bool {
    matches!(role, Role::Heading(_) | Role::Body { .. })
}

fn settle(items: &[Passage], next: Option<&Passage>, sink: &mut Sink) {
    let ends = |passage: &Passage, mark: char| passage.text.ends_with(mark);
    let Some((last, middle)) = items.split_last() else { return };
    let parted = middle.iter().filter(|item| ends(item, '；')).count();
    let stopped: Vec<&Passage> =
        middle.iter().filter(|item| item.text.ends_with(['。', '，', '、'])).collect();
    let single = |item: &Passage| item.text.matches('。').nth(1).is_none();
    // One among several is a slip, more are a habit.
    if let [item] = stopped[..]
        && parted > 1
        && parted + 1 == middle.len()
        && single(item)
    {
        let mark = item.text.chars().next_back().unwrap_or('。');
        tell(item, "；", &format!("并列的各项，别的末尾是“；”，这一项是“{mark}”"), sink);
    }
    // More may come behind that has lost its number.
    let level = |passage: &Passage| opening(&passage.text).map(|(level, ..)| level);
    let closed = next.is_none_or(|next| {
        let more = level(next).is_some_and(|next| Some(next) == level(last));
        !more && !matches!(next.role, Role::Item | Role::Roster) && !ends(next, '；')
    });
    let mut semicolons = items.iter().filter(|item| ends(item, '；'));
    if let (Some(item), None) = (semicolons.next(), semicolons.next())
        && items.iter().filter(|item| ends(item, '。')).count() + 1 == items.len()
        && (closed || !ends(last, '；'))
        && item.text.contains('，')
        && !is_appointment(last)
    {
        tell(item, "。", "并列的各项，别的末尾是“。”，这一项是“；”", sink);
        return;
    }
    if parted == middle.len() && ends(last, '；') && !is_appointment(last) && closed {
        tell(last, "。", "最后一项末尾用“。”，这里是“；”", sink);
    }
}

fn tell(item: &Passage, mark: &str, message: &str, sink: &mut Sink) {
    let Some(&(at, last)) = item.chars.last() else { return };
    let range = at..at + last.len_utf8();
    sink.report(item, range.clone(), message).edit(range, mark);
}
