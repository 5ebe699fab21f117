//! 文字-009

use crate::content::{BlockKind, Cell, Inline, Table, solid_text};
use crate::lint::desk::Manuscript;
use crate::lint::passage::{Passage, Role};
use crate::lint::rule::{pattern, rule};
use crate::lint::sink::Sink;

rule! {
    /// 数字与形似的字母、横线相混：0 与 O，1 与 l、I，Ⅳ 与 lV，一 与 —，× 与 x、*。
    ///
    /// 扫描识别和手误都会这样错，肉眼极难看出。
    ///
    /// 错：`2O24年`　`增长1l%`　`lV级响应`　`3月5曰`　`第—季度`　`进—步`　`—、总体要求`　`210 mm x 297 mm`
    /// 对：`2024年`　`增长11%`　`Ⅳ级响应`　`3月5日`　`第一季度`　`进一步`　`一、总体要求`　`210 mm×297 mm`
    ///
    /// 表格数字栏里的空项，用一字线“—”，写成汉字“一”的也报。
    ///
    /// 改法：换成数字或汉字；“O2O”之类的名称不查。
    "文字-009", "数字与字母、横线相混", Suggested, Warning, Article(check_article)
}

fn check_article(manuscript: &Manuscript<'_>, sink: &mut Sink) {
    for passage in &manuscript.passages {
        check(passage, sink);
    }
    let cell = |passage: &Passage| {
        passage.role == Role::Cell && matches!(passage.text.as_str(), "一" | "-" | "–" | "－" | "--")
    };
    if !manuscript.passages.iter().any(cell) {
        return;
    }
    for block in &manuscript.article.blocks {
        if let BlockKind::Table(table) = &block.kind
            && table.source.is_none()
        {
            empty_cells(table, sink);
        }
    }
}

/// `一` in a column of figures, or `-` beside `—`: a dash was meant, which says
/// that there is nothing.
fn empty_cells(table: &Table, sink: &mut Sink) {
    let text = |cell: &Cell| solid_text(&cell.body);
    let dashed = table.rows.iter().flatten().any(|cell| text(cell) == "—");
    for column in 0..table.columns.len() {
        let cells = || table.rows.iter().filter_map(|row| row.get(column));
        let wrong = |cell: &Cell| match text(cell).as_str() {
            "一" => true,
            "-" | "–" | "－" | "--" => dashed,
            _ => false,
        };
        if !cells().any(wrong) {
            continue;
        }
        let (mut figures, mut words) = (0, 0);
        for cell in cells().filter(|cell| !wrong(cell)) {
            let text = text(cell);
            if text.contains(|c: char| c.is_ascii_digit()) {
                figures += 1;
            } else if !text.is_empty() && text != "—" {
                words += 1;
            }
        }
        if figures < 2 || words > 0 {
            continue;
        }
        for cell in cells().filter(|cell| wrong(cell)) {
            let span = cell.body.iter().find_map(|inline| match inline {
                Inline::Text { span, .. } => Some(span.clone()),
                _ => None,
            });
            if let Some(span) = span {
                let message = format!("数字栏里的空项用“—”，这里是“{}”", text(cell));
                sink.report_span(span.clone(), message).edit_span(span, "—");
            }
        }
    }
}

fn check(passage: &Passage, sink: &mut Sink) {
    if passage.text.contains(['O', 'o', 'l', 'I']) {
        let mixed = pattern!(r"[0-9OolI.]*[0-9OolI][一-鿿%]");
        for found in mixed.find_iter(passage) {
            let token = found.as_str().trim_end_matches(|c: char| !c.is_ascii() || c == '%');
            let digits = token.chars().filter(char::is_ascii_digit).count();
            let letters = token.chars().filter(|c| c.is_ascii_alphabetic()).count();
            let alone = !passage.prev(found.start()).is_some_and(|c| c.is_ascii_alphanumeric());
            // Online to offline; oxygen and ozone.
            let named = matches!(token, "O2O" | "o2o" | "O2" | "O3");
            // 1I级 is a Roman number.
            let roman = letters > 0
                && token.chars().all(|c| matches!(c, '1' | 'I' | 'l'))
                && found.as_str().ends_with('级');
            // 4月l日: nothing but a number stands there.
            let dated = passage.prev(found.start()).is_some_and(|c| matches!(c, '年' | '月'))
                && found.as_str().ends_with(['月', '日']);
            if digits == 0 && !dated || letters == 0 || named || roman || !alone {
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
    roman(passage, sink);
    times_sign(passage, sink);
    day(passage, sink);
    if !passage.has_any(['—', '－', '–', '-']) {
        return;
    }
    let dashed = pattern!(
        r"(?:第|第[一二三四五六七八九]?[十百]|进|统|每|唯)([—－–-])(?:季度|批|次|步|个|位|产业|时间|阶段|年|期|届|名|一|的|章|条|节|款|项|编)"
    );
    let common = pattern!("[一-鿿]([—－–-])(?:般|律[^师所]|旦|致|系列|切)");
    for pattern in [dashed, common] {
        for dash in pattern.captures_iter(passage).filter_map(|found| found.get(1)) {
            let message = format!("“{}”应是汉字“一”", dash.as_str());
            sink.report(passage, dash.range(), message).edit(dash.range(), "一");
        }
    }
    let first = passage.text.chars().next().filter(|c| matches!(c, '—' | '－' | '–' | '-'));
    if let Some(dash) = first
        && passage.after(dash.len_utf8()).starts_with('、')
    {
        let message = format!("“{dash}、”应是“一、”");
        sink.report(passage, 0..dash.len_utf8(), message).edit(0..dash.len_utf8(), "一");
    }
}

/// `lV级应急响应`: letters and figures for a Roman number. `IV级` is a way to
/// write it.
fn roman(passage: &Passage, sink: &mut Sink) {
    if !passage.has_any(['l', 'V', 'I']) {
        return;
    }
    let letters = pattern!("(?:^|[^0-9A-Za-z.])([lI1V]{1,4})(?:级|类|型|期|度|等|、[lI1V]{1,3}级)");
    for token in letters.captures_iter(passage).filter_map(|found| found.get(1)) {
        let text = token.as_str();
        let mixed = text.contains('l') || text.contains('1') && text.contains(['I', 'V']);
        let plain: String = text.chars().map(|c| if c == 'V' { 'V' } else { 'I' }).collect();
        let right = match plain.as_str() {
            "I" => "Ⅰ",
            "II" => "Ⅱ",
            "III" => "Ⅲ",
            "IV" => "Ⅳ",
            "VI" => "Ⅵ",
            "VII" => "Ⅶ",
            "VIII" => "Ⅷ",
            _ => continue,
        };
        if mixed {
            let message = format!("“{text}”应是罗马数字“{right}”");
            sink.report(passage, token.range(), message).edit(token.range(), right);
        }
    }
}

/// `3月5曰`, `自公布之曰起`: 曰 for 日.
fn day(passage: &Passage, sink: &mut Sink) {
    if !passage.has_any(['曰']) {
        return;
    }
    let wrong = pattern!(
        "(?:月[0-9一二三四五六七八九十]{1,3}|[0-9]|之|今|近|次|同|节假|工作|生|纪念)(曰)(?:[^：“]|$)|(曰)(?:前|期|常|程|益|起|内)"
    );
    for found in wrong.captures_iter(passage) {
        let Some(word) = found.get(1).or_else(|| found.get(2)) else { continue };
        sink.report(passage, word.range(), "“曰”应是“日”").edit(word.range(), "日");
    }
}

/// `210 mm x 297 mm`, `4*100米`: a letter or an asterisk for ×.
fn times_sign(passage: &Passage, sink: &mut Sink) {
    if !passage.has_any(['*', 'x', 'X', '＊', 'х']) {
        return;
    }
    let product = pattern!(
        r"[0-9] ?(mm|cm|m|米|厘米|毫米)? ?([*＊xXх]) ?[0-9]+(?:\.[0-9]+)? ?(mm|cm|m|米|厘米|毫米|平方)?"
    );
    for found in product.captures_iter(passage) {
        let Some(sign) = found.get(2) else { continue };
        let measured = found.get(1).or_else(|| found.get(3)).is_some();
        let star = matches!(sign.as_str(), "*" | "＊");
        // 0x1F, 1+X, *123# are something else; so is a whole made of stars.
        let masked = passage.next(sign.end()) == Some('*') || passage.prev(sign.start()) == Some('*');
        let hex = passage.before(sign.start()).ends_with('0');
        if masked || !measured && (!star || hex) {
            continue;
        }
        let message = format!("乘号写作“×”，这里是“{}”", sign.as_str());
        sink.report(passage, sign.range(), message).edit(sign.range(), "×");
    }
}
