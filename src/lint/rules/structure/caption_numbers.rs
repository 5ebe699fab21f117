//! 结构-010

use crate::lint::desk::Manuscript;
use crate::lint::passage::Role;
use crate::lint::rule::{pattern, rule};
use crate::lint::sink::Sink;

rule! {
    /// 图、表的编号不连续、重复，或正文提到的图、表没有。
    ///
    /// 图、表各自依次编号，与正文的提法一致。依据：GB/T 7713.2—2022 关于图表编号的规定。
    ///
    /// 错：`表1` 之后是 `表3`；正文写“见表4”，只有三个表
    /// 对：依次编号
    ///
    /// 改法：改编号，或补上图、表。
    "结构-010", "图表编号", Human, Warning, Article(check)
}

fn check(manuscript: &Manuscript<'_>, sink: &mut Sink) {
    let numbered = pattern!(r"^(表|图) ?([0-9]{1,2})(?:[^0-9-]|$)");
    let mut known: Vec<(String, u32)> = Vec::new();
    for passage in manuscript.passages.iter().filter(|passage| passage.role == Role::Caption) {
        let Some(found) = numbered.captures(passage) else { continue };
        let (Some(kind), Some(number)) = (found.get(1), found.get(2)) else { continue };
        let Ok(value) = number.as_str().parse::<u32>() else { continue };
        let last = known.iter().rev().find(|(word, _)| word == kind.as_str()).map(|(_, n)| *n);
        let message = match last {
            Some(last) if value == last => format!("{}{value}的编号重复", kind.as_str()),
            Some(last) if value != last + 1 && value != 1 => {
                format!("{0}{last}之后是{0}{value}", kind.as_str())
            }
            _ => String::new(),
        };
        if !message.is_empty() {
            sink.report(passage, kind.start()..number.end(), message).help("依次编号");
        }
        known.push((kind.as_str().to_owned(), value));
    }
    if known.is_empty() {
        return;
    }
    let cited = pattern!(r"[见如](表|图) ?([0-9]{1,2})(?:[^0-9-]|$)");
    for passage in manuscript.passages.iter().filter(|passage| passage.is_prose()) {
        for found in cited.captures_iter(passage) {
            let (Some(kind), Some(number)) = (found.get(1), found.get(2)) else { continue };
            let Ok(value) = number.as_str().parse::<u32>() else { continue };
            if !known.iter().any(|(word, n)| word == kind.as_str() && *n == value) {
                let message = format!("没有{}{value}", kind.as_str());
                sink.report(passage, kind.start()..number.end(), message).help("改编号，或补上");
            }
        }
    }
}
