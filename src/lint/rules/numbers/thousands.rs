//! 数字-022

use crate::lint::desk::Manuscript;
use crate::lint::passage::{Passage, Role};
use crate::lint::pattern::Match;
use crate::lint::rule::{pattern, rule};
use crate::lint::sink::Sink;

rule! {
    /// 一篇里多位数有的用千分撇分节，有的不分。
    ///
    /// 依据：GB/T 15835—2011，5.1.1：多位数可用千分撇或千分空分节，也可不分；一篇里用一种。公报正文一般不分节。
    ///
    /// 错：`人均29860元……发放资金5,640.5万元`
    /// 对：`人均29860元……发放资金5640.5万元`
    ///
    /// 改法：删去逗号，或全篇都分节。表格里的不查。
    "数字-022", "千分撇前后不一", Suggested, Warning, Article(check)
}

fn check(manuscript: &Manuscript<'_>, sink: &mut Sink) {
    let prose = || manuscript.passages.iter().filter(|passage| passage.role != Role::Cell);
    let divided = pattern!(r"(?:^|[^0-9A-Za-z.,])([0-9]{1,3}(?:,[0-9]{3})+)(?:\.[0-9]+)?(?:[^0-9,A-Za-z]|$)");
    if !prose().any(|passage| passage.text.contains(',') && divided.is_match(passage)) {
        return;
    }
    let found: Vec<(&Passage, Match<'_>)> = prose()
        .filter(|passage| passage.text.contains(','))
        .flat_map(|passage| {
            divided.captures_iter(passage).filter_map(move |found| Some((passage, found.get(1)?)))
        })
        .collect();
    let plain = |passage: &Passage| {
        passage
            .figures()
            .iter()
            .filter(|figure| {
                let written = passage.get(figure.range.clone());
                written.bytes().take_while(u8::is_ascii_digit).count() > 4
            })
            .count()
    };
    if found.is_empty() || prose().map(plain).sum::<usize>() < found.len() {
        return;
    }
    for (passage, number) in found {
        let message = format!("“{}”用了千分撇，别处的多位数没有用", number.as_str());
        sink.report(passage, number.range(), message).edit(number.range(), number.as_str().replace(',', ""));
    }
}
