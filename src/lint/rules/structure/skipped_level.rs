//! 结构-001

use crate::lint::desk::Manuscript;
use crate::lint::outline::{outline, shown};
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
    /// 改法：改用下一层的序数。全文只用“一、”“1.”两层、没有“（一）”的，不报。
    "结构-001", "标题层次跳级", Human, Warning, Article(check)
}

fn check(manuscript: &Manuscript<'_>, sink: &mut Sink) {
    let entries = outline(manuscript);
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
