//! 数字-017

use crate::content::{BlockKind, Cell, Inline, Span, Table, solid_text};
use crate::lint::desk::Manuscript;
use crate::lint::figures::{millionths, shown};
use crate::lint::rule::rule;
use crate::lint::sink::Sink;

rule! {
    /// 表格的合计与各行（各栏）之和不符。
    ///
    /// 查“合计”“总计”“总数”一行，也查这样的一栏；有小计、“其中”、合并格的表不查，百分数、平均数不查，四舍五入的尾差不算。
    ///
    /// 错：三行是 10、20、30，合计是 61
    /// 对：合计是 60
    ///
    /// 改法：对照原始数据改。
    "数字-017", "表格合计不符", Human, Warning, Article(check)
}

fn check(manuscript: &Manuscript<'_>, sink: &mut Sink) {
    for block in &manuscript.article.blocks {
        if let BlockKind::Table(table) = &block.kind
            && table.source.is_none()
        {
            let nested =
                |cell: &Cell| ["小计", "其中", "#"].iter().any(|word| solid_text(&cell.body).contains(word));
            if !table.rows.iter().flatten().any(|cell| nested(cell) || cell.is_covered()) {
                rows(table, sink);
                columns(table, sink);
            }
        }
    }
}

fn is_total(cell: Option<&Cell>) -> bool {
    cell.is_some_and(|cell| {
        matches!(
            solid_text(&cell.body).as_str(),
            "合计" | "总计" | "总数" | "共计" | "全区合计" | "全县合计" | "全市合计"
        )
    })
}

fn value(cell: Option<&Cell>) -> Option<(i128, i128, Span)> {
    let cell = cell?;
    let (value, place) = millionths(&solid_text(&cell.body))?;
    Some((value, place, span(&cell.body)?))
}

fn span(body: &[Inline]) -> Option<Span> {
    match body.first()? {
        Inline::Text { span, .. } => Some(span.clone()),
        Inline::Strong(body) | Inline::Emph(body) => span(body),
        _ => None,
    }
}

/// A row of totals under or above the others.
fn rows(table: &Table, sink: &mut Sink) {
    let Some(total) = table.rows.iter().find(|row| is_total(row.first())) else { return };
    let others: Vec<_> = table.rows.iter().filter(|row| !is_total(row.first())).collect();
    for at in 1..table.columns.len() {
        let parts: Option<Vec<_>> = others.iter().map(|row| value(row.get(at))).collect();
        compare(value(total.get(at)), parts, sink);
    }
}

/// A column of totals beside the others.
fn columns(table: &Table, sink: &mut Sink) {
    let Some(head) = table.head.last() else { return };
    let totals: Vec<_> = (1..head.len()).filter(|&at| is_total(head.get(at))).collect();
    let [total] = totals[..] else { return };
    for row in &table.rows {
        let others = (1..head.len()).filter(|&at| at != total);
        let parts: Option<Vec<_>> = others.map(|at| value(row.get(at))).collect();
        compare(value(row.get(total)), parts, sink);
    }
}

fn compare(total: Option<(i128, i128, Span)>, parts: Option<Vec<(i128, i128, Span)>>, sink: &mut Sink) {
    let (Some((total, place, span)), Some(parts)) = (total, parts) else { return };
    let largest = parts.iter().map(|part| part.0).max().unwrap_or(0);
    // A total is no less than any of its parts: else it is an average or a rate.
    if parts.len() < 2 || total < largest {
        return;
    }
    let sum: i128 = parts.iter().map(|part| part.0).sum();
    let whole = place == 1_000_000 && parts.iter().all(|part| part.1 == 1_000_000);
    let slack = if whole { 0 } else { (place + parts.iter().map(|part| part.1).sum::<i128>()) / 2 };
    if (sum - total).abs() > slack {
        let message = format!("合计写的是{}，各项相加是{}", shown(total), shown(sum));
        sink.report_span(span, message).help("对照原始数据改");
    }
}
