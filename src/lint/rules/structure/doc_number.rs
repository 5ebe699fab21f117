//! 结构-007

use std::ops::Range;

use crate::lint::passage::{Passage, Role};
use crate::lint::pattern::Pattern;
use crate::lint::rule::{pattern, rule};
use crate::lint::sink::Sink;

rule! {
    /// 文中引用的发文字号写法不合规范。
    ///
    /// 依据：GB/T 9704—2012，7.2.5：年份写全，用六角括号〔〕，序号不编虚位、不加“第”。
    ///
    /// 错：`怀政发[2023]04号`　`怀办发（2023）第4号`　`怀政发〔23〕4号`　`怀政发2023〔4〕号`　`怀政发2023年4号`　`怀政纪字第〔2023〕4号`
    /// 对：`怀政发〔2023〕4号`
    ///
    /// 改法：换成规定的写法。法院案号 `（2023）湘12民初45号` 用圆括号，不算。
    "结构-007", "发文字号的写法", Suggested, Warning, Passage(check)
}

fn check(passage: &Passage, sink: &mut Sink) {
    if !passage.has_any(['号']) {
        return;
    }
    // The brackets of a text's own number are looked at with its form.
    if passage.role != Role::DocNumber {
        brackets(passage, sink);
    }
    misplaced(passage, sink);
}

/// Other brackets, two figures of the year, zeros.
fn brackets(passage: &Passage, sink: &mut Sink) {
    let number = pattern!(
        r"[一-鿿]([\[［【(（﹝〔〈<])((?:19|20)?[0-9]{2})年?[\]］】)）﹞〕〉>] ?第?0*([0-9]{1,4})号"
    );
    for found in number.captures_iter(passage) {
        let (Some(whole), Some(open), Some(year), Some(digits)) =
            (found.get(0), found.get(1), found.get(2), found.get(3))
        else {
            continue;
        };
        let year =
            if year.as_str().len() == 2 { format!("20{}", year.as_str()) } else { year.as_str().to_owned() };
        // 字第 is told of below.
        if !passage.before(open.start()).ends_with('第') {
            report(passage, open.start()..whole.end(), &format!("〔{year}〕{}号", digits.as_str()), sink);
        }
    }
}

/// 第 before the bracket, the bracket around the number, no bracket at all.
fn misplaced(passage: &Passage, sink: &mut Sink) {
    if passage.text.contains('第') {
        let after = pattern!(r"字(第[\[［【(（﹝〔]((?:19|20)[0-9]{2})[\]］】)）﹞〕] ?第?0*([0-9]{1,4})号)");
        each(passage, after, sink);
    }
    if passage.text.contains(['〔', '[', '［', '【', '（', '(']) {
        let around = pattern!(
            r"[一-鿿]((?:((?:19|20)[0-9]{2}))年?[\[［【(（﹝〔]第?0*([0-9]{1,4})[\]］】)）﹞〕] ?号)"
        );
        each(passage, around, sink);
    }
    if passage.text.contains(['发', '函', '办']) {
        let none = pattern!(
            r"[政府办委党组局教财人](?:办发|办函|规发|发|函|办|规|任)(((?:19|20)[0-9]{2})年? ?第?0*([0-9]{1,4})号)"
        );
        each(passage, none, sink);
    }
}

/// Every match: what is wrong, the year and the number.
fn each(passage: &Passage, form: &Pattern, sink: &mut Sink) {
    for found in form.captures_iter(passage) {
        if let (Some(wrong), Some(year), Some(digits)) = (found.get(1), found.get(2), found.get(3)) {
            report(passage, wrong.range(), &format!("〔{}〕{}号", year.as_str(), digits.as_str()), sink);
        }
    }
}

fn report(passage: &Passage, range: Range<usize>, right: &str, sink: &mut Sink) {
    let written = passage.get(range.clone());
    if written != right {
        let message = format!("发文字号里的“{written}”应写作“{right}”");
        sink.report(passage, range.clone(), message).edit(range, right);
    }
}
