//! 重复-002

use std::collections::BTreeMap;

use crate::lint::desk::Manuscript;
use crate::lint::passage::Role;
use crate::lint::rule::rule;
use crate::lint::sink::Sink;

rule! {
    /// 整句、整段写了两遍。
    ///
    /// 粘贴两次、合稿时最常见。查同一段里十字以上相同的句子，同一篇里三十字以上相同的句子，和二十字以上相同的自然段。
    ///
    /// 错：同一句话连着出现两次
    /// 对：留下一句
    ///
    /// 改法：删去一处；有意重复的（如排比、各条同一要求），豁免。
    "重复-002", "句子、段落重复", Suggested, Warning, Article(check)
}

fn check(manuscript: &Manuscript<'_>, sink: &mut Sink) {
    let mut paragraphs: BTreeMap<&str, ()> = BTreeMap::new();
    let mut sentences: BTreeMap<&str, usize> = BTreeMap::new();
    for (at, passage) in manuscript.passages.iter().enumerate() {
        if !matches!(passage.role, Role::Body { .. } | Role::Dated | Role::Glossary) {
            continue;
        }
        let whole = passage.text.trim();
        if passage.chars.len() >= 20 && paragraphs.insert(whole, ()).is_some() {
            sink.report(passage, 0..passage.text.len(), "这一段与前面的一段相同").help("删去一处");
            continue;
        }
        let mut start = 0;
        for sentence in passage.text.split_inclusive(['。', '；', '！', '？']) {
            let range = start..start + sentence.len();
            start = range.end;
            let text = sentence.trim_start_matches(|c: char| !c.is_alphanumeric());
            let length = text.chars().take(31).count();
            if length < 10 {
                continue;
            }
            match sentences.insert(text, at) {
                Some(before) if before == at => {
                    let message = "这一句与同一段前面的一句相同";
                    sink.report(passage, range.clone(), message).help("删去一处").edit(range, "");
                }
                Some(_) if length > 30 => {
                    sink.report(passage, range, "这一句与前面的一句相同").help("删去一处；有意重复的，豁免");
                }
                _ => {}
            }
        }
    }
}
