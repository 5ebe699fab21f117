//! 数字-026

use crate::lint::figures::{clause_before, tail};
use crate::lint::passage::Passage;
use crate::lint::rule::rule;
use crate::lint::sink::Sink;

rule! {
    /// 只能整个数的东西带了小数。
    ///
    /// 列车、人、户、车辆一类不会有零点几个；多半是小数点写错，或漏了“万”。平均数、每多少有多少的，不查。
    ///
    /// 错：`开行国际班列9.52列`　`新增企业12.5家`
    /// 对：`开行国际班列952列`　`新增企业1.25万家`
    ///
    /// 改法：对照原始数据，改数字或补“万”。
    "数字-026", "整数才数得的带小数", Human, Warning, Passage(check)
}

/// Things that come whole.
const WHOLE: [&str; 17] =
    ["列", "家", "户", "名", "辆", "架", "艘", "座", "所", "栋", "幢", "台", "匹", "头", "只", "件", "人"];

fn check(passage: &Passage, sink: &mut Sink) {
    for figure in passage.figures() {
        let written = passage.get(figure.range.clone());
        let number = written.strip_suffix(figure.unit).unwrap_or_default();
        let plain = number.contains('.') && number.bytes().all(|b| b.is_ascii_digit() || b == b'.');
        if !plain || figure.millionths % 1_000_000 == 0 || !WHOLE.contains(&figure.unit) {
            continue;
        }
        // An average is no count; 3.5人/户 is one.
        let sentence = tail(&passage.text, figure.range.start, 150).rsplit('。').next().unwrap_or_default();
        let after = passage.after(figure.range.end);
        let average = sentence.contains(['每', '均', '折', '率', '比', '标', '倍'])
            || after.starts_with(['/', '次', '份']);
        let coded =
            clause_before(&passage.text, figure.range.start).ends_with(|c: char| c.is_ascii() && c != ' ');
        if !average && !coded {
            let message = format!("“{written}”：{}只能是整数", figure.unit);
            sink.report(passage, figure.range.clone(), message).help("对照原始数据，改数字或补“万”");
        }
    }
}
