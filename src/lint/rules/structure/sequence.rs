//! 结构-002

use crate::lint::desk::Manuscript;
use crate::lint::outline::{Numbered, Run, opening, outline, shown};
use crate::lint::passage::{Passage, Role};
use crate::lint::rule::rule;
use crate::lint::sink::Sink;

rule! {
    /// 序号不连续、重复。
    ///
    /// 同一层的标题、条目依次编号；也可以贯通全文编号（“二、”之下接着用“（四）”）。一处编错只报一次。依据：GB/T 9704—2012，7.3.3。
    ///
    /// 错：`（一）` `（二）` `（四）`　`1.` `2.` `2.`
    /// 对：`（一）` `（二）` `（三）`　`1.` `2.` `3.`
    ///
    /// 改法：查清是漏了一条还是编错了号。
    "结构-002", "序号不连续、重复", Human, Warning, Article(check)
}

fn check(manuscript: &Manuscript<'_>, sink: &mut Sink) {
    let mut runs: [Run; 5] = [Run::default(); 5];
    // Numbers may also run through the whole document: 二、 goes on with （四）.
    let mut through: [Option<u32>; 5] = [None; 5];
    let mut from = 0;
    let mut upper: Option<(u8, u32)> = None;
    for entry in outline(manuscript) {
        let Some(entry) = entry else {
            (runs, through, upper) = ([Run::default(); 5], [None; 5], None);
            continue;
        };
        if let Some(above) = upper
            && is_of(above, &entry, &runs, &through)
        {
            let (level, number) = above;
            let message = format!(
                "上一条写作“{}”，这一条写作“{}”，序号的写法混用",
                shown(level, number),
                shown(entry.level, entry.number)
            );
            sink.report(entry.passage, entry.range, message)
                .help(format!("改成“{}”", shown(level, entry.number)));
            if let Some(run) = runs.get_mut(usize::from(level)) {
                run.take(entry.number);
            }
            upper = Some((level, entry.number));
            from = entry.index;
            continue;
        }
        upper = Some((entry.level, entry.number));
        let level = usize::from(entry.level);
        let Some(run) = runs.get_mut(level) else { continue };
        let fault = fault(entry.level, run, through.get(level).copied().flatten(), entry.number);
        let gap = manuscript.passages.get(from..entry.index).unwrap_or_default();
        if let Some(message) = fault
            && !is_within(gap, entry.level, entry.number)
        {
            sink.report(entry.passage, entry.range, message).help("查清是漏了一条还是编错了号");
        }
        from = entry.index;
        if let Some(last) = through.get_mut(level) {
            *last = Some(entry.number);
        }
        runs.iter_mut().skip(level + 1).for_each(|run| *run = Run::default());
    }
    let mut run = Run::default();
    for passage in manuscript.passages.iter().filter(|passage| passage.role == Role::Glossary) {
        let Some((level, number, range)) = opening(&passage.text) else { continue };
        if let Some(message) = fault(level, &mut run, None, number) {
            sink.report(passage, range, message).help("名词解释依次编号");
        }
    }
}

/// Whether an entry carries on the list above in another form: `（3）` after `2.`.
fn is_of(above: (u8, u32), entry: &Numbered<'_>, runs: &[Run; 5], through: &[Option<u32>; 5]) -> bool {
    let (level, number) = above;
    let goes_on = through
        .get(usize::from(entry.level))
        .copied()
        .flatten()
        .is_some_and(|last| last.saturating_add(1) == entry.number);
    let own = runs.get(usize::from(entry.level)).and_then(|run| run.last());
    let due = own.map_or(1, |last| last.saturating_add(1));
    level != entry.level
        && !goes_on
        && entry.number > 1
        && entry.number == number.saturating_add(1)
        && entry.number != due
        // A lower level closes when the upper one goes on.
        && (entry.level > level || own.is_some_and(|last| last < number))
        && level.abs_diff(entry.level) <= 2
}

/// Whether the number before stands within the paragraphs above: `……：（一）……`.
fn is_within(gap: &[Passage], level: u8, number: u32) -> bool {
    let Some(before) = number.checked_sub(1).filter(|&before| before > 0) else { return false };
    let full = shown(level, before);
    let half = full.replace('（', "(").replace('）', ")");
    gap.iter().any(|passage| {
        let inside = passage.text.chars().next().map_or(0, char::len_utf8);
        passage.after(inside).contains(&full)
            || matches!(level, 2 | 4) && passage.after(inside).contains(&half)
    })
}

/// What is wrong with the next number of a level, if anything.
fn fault(level: u8, run: &mut Run, through: Option<u32>, number: u32) -> Option<String> {
    let before = run.last();
    // A list may begin anew, or go on from the last of its level.
    let anew = number == 1 && before != Some(1);
    let goes_on = before.is_none() && through.is_some_and(|last| last.saturating_add(1) == number);
    if anew || goes_on {
        *run = Run::after(Some(number));
        return None;
    }
    let due = run.take(number)?;
    let shown = |number| shown(level, number);
    Some(match before {
        None => format!("第一个序号是“{}”，不是“{}”", shown(number), shown(1)),
        Some(last) if number == last => format!("序号“{}”重复，按次序应是“{}”", shown(number), shown(due)),
        Some(last) => format!("“{}”之后应是“{}”，这里是“{}”", shown(last), shown(due), shown(number)),
    })
}
