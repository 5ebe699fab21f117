//! 文字-006

use unicode_normalization::UnicodeNormalization;

use crate::content::chars::{is_han, is_numeral};
use crate::lint::passage::{Passage, Role};
use crate::lint::rule::rule;
use crate::lint::sink::Sink;

rule! {
    /// 形似而编码不同的字：康熙部首、部首补充、兼容汉字，和充当“〇”的圆圈、字母 O。
    ///
    /// 从 PDF 里取出的“⻓”“⼈”看着像“长”“人”，其实是部首符号：字体里未必有，检索也找不到。
    /// 年份里的“○”是图形，“〇”才是字。依据：GB 18030；GB/T 15835—2011，5.2.5。
    ///
    /// 错：`⼈⺠政府`　`二○二四年`
    /// 对：`人民政府`　`二〇二四年`
    ///
    /// 改法：换成正字。
    "文字-006", "形似的字符", Safe, Warning, Passage(check)
}

fn check(passage: &Passage, sink: &mut Sink) {
    // The date under a document has Arabic figures anyway: 数字-015.
    let dated = |&(_, c): &(usize, char)| is_numeral(c) || matches!(c, '年' | '月' | '日');
    let short = passage.chars.len() < 14 && passage.chars.iter().all(dated);
    let sign_date = passage.role == Role::SignDate || short && passage.role == Role::Signer;
    for (i, &(at, c)) in passage.chars.iter().enumerate() {
        if c.is_ascii_punctuation() || c < '0' {
            continue;
        }
        let right = radical(c).or_else(|| {
            let near = |j: Option<usize>| j.and_then(|j| passage.chars.get(j)).map(|&(_, c)| c);
            let (before, after) = (near(i.checked_sub(1)), near(Some(i + 1)));
            let zero = matches!(c, '○' | '◯' | 'O' | 'Ｏ' | 'o' | '0');
            let numeral = |c: Option<char>| c.is_some_and(|c| is_numeral(c) || matches!(c, 'O' | 'Ｏ' | '◯'));
            (zero && !sign_date && numeral(before) && (numeral(after) || after == Some('年'))).then_some('〇')
        });
        if let Some(right) = right {
            let message = format!("“{c}”（U+{:04X}）不是“{right}”字，只是形似", u32::from(c));
            sink.report(passage, at..at + c.len_utf8(), message).edit(at..at + c.len_utf8(), right);
        }
    }
}

/// The ordinary character that a radical or a compatibility ideograph stands
/// for.
fn radical(c: char) -> Option<char> {
    /// Radicals of the supplement that Unicode gives no equivalent; PDF
    /// readers hand them out for these characters.
    const SUPPLEMENT: &str = "⺀冫⺄乙⺆冂⺈⺈⺌小⺍小⺎尢⺓幺⺕彐⺗心⺝月⺟母⺠民⺣火⺧牛⺫网⺭示⺮竹⺯糸⺱网⺲网⺳网⺶羊⺷羊⺸羊⺺聿⺻聿⺼肉⺾艹⻁虎⻄西⻅见⻆角⻇角⻈讠⻉贝⻋车⻌辶⻎辶⻏邑⻐钅⻑长⻒长⻓长⻔门⻕阜⻖阜⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞食⻟食⻠饣⻢马⻣骨⻤鬼⻥鱼⻦鸟⻨麦⻩黄⻬齐⻮齿⻰龙⻳龟";
    match c {
        '\u{2e80}'..='\u{2eff}' => {
            let mut pairs = SUPPLEMENT.chars();
            while let (Some(from), Some(to)) = (pairs.next(), pairs.next()) {
                if from == c {
                    return (from != to).then_some(to);
                }
            }
            single(c)
        }
        '\u{2f00}'..='\u{2fdf}' | '\u{f900}'..='\u{faff}' | '\u{2f800}'..='\u{2fa1f}' => single(c),
        _ => None,
    }
}

fn single(c: char) -> Option<char> {
    let mut folded = std::iter::once(c).nfkc();
    folded.next().filter(|&to| to != c && is_han(to) && folded.next().is_none())
}
