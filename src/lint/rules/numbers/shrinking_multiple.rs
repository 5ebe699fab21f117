//! 数字-014

use crate::lint::passage::Passage;
use crate::lint::rule::{pattern, rule};
use crate::lint::sink::Sink;

rule! {
    /// 减少用倍数。
    ///
    /// 减少、下降、缩小最多是一倍（全部），说“减少两倍”没有意义；用分数或百分数。
    ///
    /// 错：`办理时间缩短2倍`
    /// 对：`办理时间缩短三分之二`　`缩短66.7%`
    ///
    /// 改法：算清后改成百分数。降幅超过100%的，也在此列。
    "数字-014", "减少用倍数、超过100%", Human, Warning, Passage(check)
}

fn check(passage: &Passage, sink: &mut Sink) {
    let shrink = pattern!(
        r"(?:减少|下降|降低|缩短|缩小|缩减|压减|压缩|降幅|减幅|减)(?:了|达|为|至少|超|超过|近|约)*((?:[0-9.]+|[一二两三四五六七八九十百]+)(?:多|余)?倍|[1-9][0-9]{2,}(?:\.[0-9]+)?%)"
    );
    for found in shrink.captures_iter(passage) {
        let (Some(whole), Some(amount)) = (found.get(0), found.get(1)) else { continue };
        if amount.as_str() == "100%" || amount.as_str().starts_with("0.") {
            continue;
        }
        let message = format!("“{}”：减少不能有这么多", whole.as_str());
        sink.report(passage, whole.range(), message).help("查清数据，改成百分数或分数");
    }
}
