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
    /// 改法：改用下一层的序数。只有两层的短文习惯用“一、”“1.”的，可以关掉本条。
    "结构-001", "标题层次跳级", Human, Warning, Article(check)
}

fn check(manuscript: &Manuscript<'_>, sink: &mut Sink) {
    let mut path: Vec<u8> = Vec::new();
    for entry in outline(manuscript) {
        let Some(entry) = entry else {
            path.clear();
            continue;
        };
        path.retain(|&level| level < entry.level);
        // Each list is told of once, at its first item.
        if let Some(&upper) = path.last()
            && entry.level > upper + 1
            && entry.number == 1
        {
            let message = format!(
                "“{}”之下直接用了“{}”，跳过了“{}”",
                shown(upper, 1),
                shown(entry.level, 1),
                shown(upper + 1, 1)
            );
            sink.report(entry.passage, entry.range, message)
                .help(format!("改用“{}”一层的序数", shown(upper + 1, 1)));
        }
        path.push(entry.level);
    }
}
