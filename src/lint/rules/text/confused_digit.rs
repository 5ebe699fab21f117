//! 文字-009

use crate::lint::passage::Passage;
use crate::lint::rule::{pattern, rule};
use crate::lint::sink::Sink;

rule! {
    /// 数字与形似的字母、横线相混：0 与 O，1 与 l、I，一 与 —。
    ///
    /// 扫描识别和手误都会这样错，肉眼极难看出。
    ///
    /// 错：`2O24年`　`增长1l%`　`第—季度`　`进—步`
    /// 对：`2024年`　`增长11%`　`第一季度`　`进一步`
    ///
    /// 改法：换成数字或汉字；“O2O”之类的名称不查。
    "文字-009", "数字与字母、横线相混", Suggested, Warning, Passage(check)
}

fn check(passage: &Passage, sink: &mut Sink) {
    if passage.text.contains(['O', 'o', 'l', 'I']) {
        let mixed =
            pattern!(r"[0-9OolI.]*[0-9OolI](?:年|月|日|个|亿|万|千|元|名|家|人|%|倍|项|次|户|亩|公里|吨)");
        for found in mixed.find_iter(&passage.text) {
            let token = found.as_str().trim_end_matches(|c: char| !c.is_ascii() || c == '%');
            let digits = token.chars().filter(char::is_ascii_digit).count();
            let letters = token.chars().filter(|c| c.is_ascii_alphabetic()).count();
            let alone = !passage.prev(found.start()).is_some_and(|c| c.is_ascii_alphanumeric());
            if digits == 0 || letters == 0 || token == "O2O" || !alone {
                continue;
            }
            let right: String = token
                .chars()
                .map(|c| match c {
                    'O' | 'o' => '0',
                    'l' | 'I' => '1',
                    c => c,
                })
                .collect();
            let range = found.start()..found.start() + token.len();
            let message = format!("“{token}”里有字母，应是数字 {right}");
            sink.report(passage, range.clone(), message).edit(range, right);
        }
    }
    let dashed = pattern!(
        r"(?:第|进|统|每|唯)([—－–-])(?:季度|批|次|步|个|位|产业|时间|阶段|年|期|届|名|一|的|章|条)"
    );
    for found in dashed.captures_iter(&passage.text) {
        if let Some(dash) = found.get(1) {
            let message = format!("“{}”应是汉字“一”", dash.as_str());
            sink.report(passage, dash.range(), message).edit(dash.range(), "一");
        }
    }
}
