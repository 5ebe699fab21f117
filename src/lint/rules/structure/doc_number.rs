//! 结构-007

use crate::lint::passage::{Passage, Role};
use crate::lint::rule::{pattern, rule};
use crate::lint::sink::Sink;

rule! {
    /// 文中引用的发文字号写法不合规范。
    ///
    /// 依据：GB/T 9704—2012，7.2.5：年份写全，用六角括号〔〕，序号不编虚位、不加“第”。
    ///
    /// 错：`怀政发[2023]04号`　`怀办发（2023）第4号`　`怀政发〔23〕4号`
    /// 对：`怀政发〔2023〕4号`
    ///
    /// 改法：换成规定的写法。法院案号 `（2023）湘12民初45号` 用圆括号，不算。
    "结构-007", "发文字号的写法", Suggested, Warning, Passage(check)
}

fn check(passage: &Passage, sink: &mut Sink) {
    if passage.role == Role::DocNumber || !passage.text.contains('号') {
        return;
    }
    let number = pattern!(
        r"[一-鿿]([\[［【(（﹝〔〈<])((?:19|20)?[0-9]{2})年?[\]］】)）﹞〕〉>] ?第?0*([0-9]{1,4})号"
    );
    for found in number.captures_iter(&passage.text) {
        let (Some(whole), Some(open), Some(year), Some(digits)) =
            (found.get(0), found.get(1), found.get(2), found.get(3))
        else {
            continue;
        };
        let range = open.start()..whole.end();
        let year =
            if year.as_str().len() == 2 { format!("20{}", year.as_str()) } else { year.as_str().to_owned() };
        let right = format!("〔{year}〕{}号", digits.as_str());
        if passage.get(range.clone()) == right {
            continue;
        }
        let message = format!("发文字号里的“{}”应写作“{right}”", passage.get(range.clone()));
        sink.report(passage, range.clone(), message).edit(range, right);
    }
}
