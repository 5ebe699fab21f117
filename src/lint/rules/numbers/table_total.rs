//! 数字-017

use super::grid::{Grid, Held, Number};
use crate::content::BlockKind;
use crate::lint::desk::Manuscript;
use crate::lint::figures::shown;
use crate::lint::rule::rule;
use crate::lint::sink::Sink;

rule! {
    /// 表格的合计与各行（各栏）之和不符。
    ///
    /// 查“合计”“总计”“总数”一行，也查这样的一栏；“全年”“全县”“总量”一类，别的栏（行）都加得拢的才查。有“小计”的按组加；有“其中”的，多数栏加得拢才查；百分数、平均数不查，四舍五入的尾差不算。取自 CSV、XLSX 文件的表也查。
    ///
    /// 错：三行是 10、20、30，合计是 61
    /// 对：合计是 60
    ///
    /// 改法：对照原始数据改。
    "数字-017", "表格合计不符", Human, Warning, Article(check)
}

fn check(manuscript: &Manuscript<'_>, sink: &mut Sink) {
    for block in &manuscript.article.blocks {
        if let BlockKind::Table(table) = &block.kind {
            let grid = Grid::new(table);
            rows(&grid, sink);
            columns(&grid, sink);
            inner(&grid, sink);
            groups(&grid, sink);
        }
    }
}

/// How sure a label or a head says that it is a total.
fn total(words: &str) -> Option<bool> {
    let words: String = words.chars().filter(|c| !c.is_whitespace()).collect();
    let bare = words.split(['（', '(']).next().unwrap_or_default();
    if ["合计", "总计", "总数", "共计"].iter().any(|word| bare.ends_with(word)) {
        return Some(true);
    }
    let weak = ["全年", "全区", "全县", "全市", "全省", "全国", "总量", "全镇", "累计", "小计", "全部"];
    weak.contains(&bare).then_some(false)
}

/// What was found of one total in several places.
#[derive(Default)]
struct Sums {
    right: usize,
    wrong: Vec<(usize, usize, Number, i128)>,
}

impl Sums {
    fn add(&mut self, at: (usize, usize), total: Option<Number>, parts: Option<Vec<Number>>) {
        let (Some(total), Some(parts)) = (total, parts) else { return };
        let largest = parts.iter().map(|part| part.value).max().unwrap_or(0);
        // A total is no less than any of its parts: else it is an average or a
        // rate.
        if parts.len() < 2 || total.value < largest {
            return;
        }
        let sum: i128 = parts.iter().map(|part| part.value).sum();
        let whole = total.place == 1_000_000 && parts.iter().all(|part| part.place == 1_000_000);
        let slack =
            if whole { 0 } else { (total.place + parts.iter().map(|part| part.place).sum::<i128>()) / 2 };
        match (sum - total.value).abs() <= slack {
            true => self.right += 1,
            false => self.wrong.push((at.0, at.1, total, sum)),
        }
    }

    /// Whether it is a total of these parts, so that what is off is wrong.
    fn is_proven(&self, sure: bool) -> bool {
        let wrong = self.wrong.len();
        wrong <= self.right || sure && wrong <= self.right + 1
    }

    fn report(&self, grid: &Grid<'_>, sink: &mut Sink) {
        for &(row, column, total, sum) in &self.wrong {
            let Some(place) = grid.place(row, column) else { continue };
            let (label, head) = (grid.label(row), grid.head(column));
            let message = format!("“{label}”“{head}”写的是{}，各项相加是{}", shown(total.value), shown(sum));
            sink.report_span(place, message).help("对照原始数据改");
        }
    }
}

/// The numbers of cells; `None` if there are words among them.
fn numbers(cells: impl Iterator<Item = Held>) -> Option<Vec<Number>> {
    let mut out = Vec::new();
    for cell in cells {
        match cell {
            Held::Number(number) => out.push(number),
            Held::Empty => {}
            Held::Words => return None,
        }
    }
    Some(out)
}

/// A row of totals under or above the others.
fn rows(grid: &Grid<'_>, sink: &mut Sink) {
    let kinds: Vec<Option<bool>> = (0..grid.cells.len()).map(|row| total(grid.label(row))).collect();
    let sure = kinds.contains(&Some(true));
    let mut totals = (0..kinds.len()).filter(|&row| kinds.get(row) == Some(&Some(sure)));
    let (Some(at), None) = (totals.next(), totals.next()) else { return };
    // Which rows belong under 其中 is not told: the rows after it may.
    if (0..kinds.len()).any(|row| grid.is_inner(row) || grid.label(row).contains("小计")) {
        return;
    }
    let others = || (0..kinds.len()).filter(|&row| row != at);
    let mut sums = Sums::default();
    for column in (1..grid.heads.len()).filter(|&column| grid.is_additive(column)) {
        let parts = numbers(others().filter_map(|row| grid.cells.get(row)?.get(column).copied()));
        sums.add((at, column), grid.number(at, column), parts);
    }
    if sums.is_proven(sure) {
        sums.report(grid, sink);
    }
}

/// A column of totals beside the others.
fn columns(grid: &Grid<'_>, sink: &mut Sink) {
    let kinds: Vec<Option<bool>> = (0..grid.heads.len()).map(|column| total(grid.head(column))).collect();
    let sure = kinds.contains(&Some(true));
    let mut totals = (1..kinds.len()).filter(|&column| kinds.get(column) == Some(&Some(sure)));
    let (Some(at), None) = (totals.next(), totals.next()) else { return };
    let additive: Vec<usize> =
        (1..kinds.len()).filter(|&column| column != at && grid.is_additive(column)).collect();
    let left: Vec<usize> = additive.iter().copied().filter(|&column| column < at).collect();
    let sums = |columns: &[usize]| {
        let mut sums = Sums::default();
        for row in 0..grid.cells.len() {
            let cells = columns.iter().filter_map(|&column| grid.cells.get(row)?.get(column).copied());
            sums.add((row, at), grid.number(row, at), numbers(cells));
        }
        sums
    };
    // The total may be of all columns or of those to its left.
    let (all, left) = (sums(&additive), sums(&left));
    let best = if left.right > all.right { left } else { all };
    if best.is_proven(sure && grid.cells.len() < 3) {
        best.report(grid, sink);
    }
}

/// A row and those under it that are led by 其中: how many belong to it is told by
/// those columns that come out right.
fn inner(grid: &Grid<'_>, sink: &mut Sink) {
    /// No more parts than this are tried.
    const MOST: usize = 12;
    for first in 1..grid.cells.len() {
        let whole = first - 1;
        if !grid.label(first).starts_with("其中") || grid.label(whole).contains("其中") {
            continue;
        }
        let mut best = Sums::default();
        for last in first + 1..grid.cells.len().min(first + MOST) {
            if last > first && grid.label(last).contains("其中") {
                break;
            }
            let mut sums = Sums::default();
            for column in (1..grid.heads.len()).filter(|&column| grid.is_additive(column)) {
                let parts =
                    numbers((first..=last).filter_map(|row| match grid.cells.get(row)?.get(column)? {
                        Held::Number(number) => Some(Held::Number(*number)),
                        _ => None,
                    }));
                let parts = parts.filter(|parts| parts.len() == last + 1 - first);
                sums.add((whole, column), grid.number(whole, column), parts);
            }
            if sums.right > best.right {
                best = sums;
            }
        }
        if best.right >= 2 && best.wrong.len() < best.right {
            best.report(grid, sink);
        }
    }
}

/// 小计: the rows since the last one.
fn groups(grid: &Grid<'_>, sink: &mut Sink) {
    let ends: Vec<usize> = (0..grid.cells.len()).filter(|&row| grid.label(row).contains("小计")).collect();
    if ends.len() < 2 || (0..grid.cells.len()).any(|row| grid.is_inner(row)) {
        return;
    }
    let mut sums = Sums::default();
    let mut start = 0;
    for end in ends {
        let rows = (start..end).filter(|&row| total(grid.label(row)).is_none());
        let rows: Vec<usize> = rows.collect();
        for column in (1..grid.heads.len()).filter(|&column| grid.is_additive(column)) {
            let parts = numbers(rows.iter().filter_map(|&row| grid.cells.get(row)?.get(column).copied()));
            sums.add((end, column), grid.number(end, column), parts);
        }
        start = end + 1;
    }
    if sums.right >= 2 && sums.wrong.len() < sums.right {
        sums.report(grid, sink);
    }
}
