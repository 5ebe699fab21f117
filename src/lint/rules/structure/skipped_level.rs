//! 结构-001

use crate::lint::desk::Manuscript;
use crate::lint::outline::{Numbered, outline, shown};
use crate::lint::rule::rule;
use crate::lint::sink::Sink;

rule! {
    /// 标题层次跳级：“一、”下面没有“（一）”，直接用了“1.”或“（1）”。
    ///
    /// 依据：GB/T 9704—2012，7.3.3：层次序数依次用“一、”“（一）”“1.”“（1）”。
    ///
    /// 错：`一、总体要求` 下面是 `1.指导思想`
    /// 对：`一、总体要求` 下面是 `（一）指导思想`
    ///
    /// 用 `#` 写的标题，`#` 的个数与序数的层次也要一致：别的“（一）”“（二）”是 `###`，这一个写成 `####`，也报。
    ///
    /// 改法：改用下一层的序数；`#` 的个数改成与同层的一样。全文只用“一、”“1.”两层、没有“（一）”的，不报。
    "结构-001", "标题层次跳级", Human, Warning, Article(check)
}

fn check(manuscript: &Manuscript<'_>, sink: &mut Sink) {
    let entries = outline(manuscript);
    if manuscript.source.text.contains("##") {
        entries.split(Option::is_none).for_each(|section| hashes(manuscript, section, sink));
    }
    // A text that never uses （一） has two levels of its own, 一、 and 1.
    let has_second = entries.iter().flatten().any(|entry| entry.level == 2);
    let mut path: Vec<(u8, u32)> = Vec::new();
    for entry in entries {
        let Some(entry) = entry else {
            path.clear();
            continue;
        };
        path.retain(|&(level, _)| level < entry.level);
        // Each list is told of once, at its first item.
        if let Some(&(upper, number)) = path.last()
            && entry.level > upper + 1
            && entry.number == 1
            && (has_second || upper + 1 != 2)
        {
            let message = format!(
                "“{}”之下直接用了“{}”，跳过了“{}”",
                shown(upper, number),
                shown(entry.level, 1),
                shown(upper + 1, 1)
            );
            sink.report(entry.passage, entry.range, message)
                .help(format!("改用“{}”一层的序数", shown(upper + 1, 1)));
        }
        path.push((entry.level, entry.number));
    }
}

/// A heading has fewer than this.
const MOST: usize = 8;

/// `#### （三）` among `### （一）` and `### （二）`.
fn hashes(manuscript: &Manuscript<'_>, section: &[Option<Numbered<'_>>], sink: &mut Sink) {
    // How many there are, and where they begin.
    let count = |entry: &Numbered<'_>| {
        let end = entry.passage.whole().start;
        let before = manuscript.source.text.get(..end).unwrap_or_default();
        let line = before.rsplit('\n').next().unwrap_or_default();
        let own = line.trim();
        let marked = (1..MOST).contains(&own.len()) && own.chars().all(|c| c == '#');
        marked.then(|| (own.len(), end - line.trim_start().len()))
    };
    for level in 1..=4 {
        let entries = section.iter().flatten().filter(|entry| entry.level == level && entry.alone);
        let headings: Vec<_> = entries.filter_map(|entry| Some((entry, count(entry)?))).collect();
        let mut times = [0_usize; MOST];
        for &(_, (own, _)) in &headings {
            times.get_mut(own).into_iter().for_each(|times| *times += 1);
        }
        let Some((usual, &most)) = times.iter().enumerate().max_by_key(|&(_, times)| times) else { continue };
        let mut odd = headings.iter().filter(|(_, (own, _))| *own != usual);
        // One among several is a slip, more are a habit.
        if let (Some((entry, (own, start))), None) = (odd.next(), odd.next())
            && most > 1
        {
            let number = shown(entry.level, entry.number);
            let message = format!("“{number}”前有{own}个 #，同层的标题都是{usual}个");
            let end = entry.passage.span(entry.range.clone()).end;
            sink.report_span(*start..end, message).help(format!("改成{usual}个 #"));
        }
    }
}
