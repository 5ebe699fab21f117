//! 数字-006

use crate::lint::figures::{millionths, shown, tail};
use crate::lint::passage::Passage;
use crate::lint::rule::{pattern, rule};
use crate::lint::sink::Sink;

rule! {
    /// 各占多少的百分数，加起来不是100%。
    ///
    /// 构成的各部分之和应为100%；四舍五入的尾差在0.2个百分点以内。
    ///
    /// 错：`三次产业占比分别为12%、38%、52%`　`比例为47%∶55%`　`三次产业结构为18.0∶38.0∶54.0`
    /// 对：`三次产业占比分别为12%、36%、52%`　`比例为47%∶53%`　`三次产业结构为18.0∶38.0∶44.0`
    ///
    /// 改法：对照原始数据改。几个不同的率并列的（参保率、达标率），不查。
    "数字-006", "占比之和不是100%", Human, Warning, Passage(check)
}

fn check(passage: &Passage, sink: &mut Sink) {
    if !passage.has_any(['%', '∶', ':', '：']) {
        return;
    }
    let list = pattern!(
        r"(?:占比|比重|贡献率|占|构成|结构|比例)[^。；%0-9]{0,24}((?:[0-9.]+%[、和，∶:：]+)+[0-9.]+%)|((?:[0-9.]+%[∶:：])+[0-9.]+%)|([0-9.]+[∶:：][0-9.]+[∶:：][0-9.]+)"
    );
    for found in list.captures_iter(passage) {
        let Some(list) = found.iter().skip(1).flatten().next() else { continue };
        let ratio = list.as_str().contains(['∶', ':', '：']);
        let numbers: Vec<i128> = list
            .as_str()
            .split(|c: char| !c.is_ascii_digit() && c != '.')
            .filter_map(|n| Some(millionths(n)?.0))
            .collect();
        let sum: i128 = numbers.iter().sum();
        let off = (sum - 100_000_000).abs();
        // Two shares of a whole are told from two rates by coming near to 100.
        let bare = !list.as_str().contains('%');
        let said = tail(&passage.text, list.start(), 36);
        let whole = ["结构", "构成", "三次产业"].iter().any(|word| said.contains(word));
        let near = if bare && whole {
            30_000_000
        } else if bare {
            6_000_000
        } else if ratio {
            40_000_000
        } else {
            8_000_000
        };
        // 占全国同期比重分别达…: each is of a whole of its own.
        let apart = ["同期", "各自", "同类"].iter().any(|word| said.contains(word));
        let enough = (numbers.len() > 2 || ratio) && !apart;
        let decimals = numbers.iter().any(|n| n % 1_000_000 != 0);
        let slack = if decimals { 200_000 } else { 0 };
        if enough && off > slack && off <= near && (!bare || sum > 60_000_000) {
            let message = format!("各项占比加起来是{}%，不是100%", shown(sum));
            sink.report(passage, list.range(), message).help("对照原始数据改");
        }
    }
}
