//! 数字-027

use super::grid::{Grid, Number};
use crate::content::BlockKind;
use crate::lint::desk::Manuscript;
use crate::lint::figures::shown;
use crate::lint::rule::rule;
use crate::lint::sink::Sink;

rule! {
    /// 表格里的占比、增长率与同一行的数算不拢，或百分率超过100。
    ///
    /// 占比栏按本行的数除以合计，增长栏按前后两年的数算；多数行算得拢的栏才查。增加值按不变价算增长，不查。
    ///
    /// 错：合计 50.0，一行是 9.8，占比 16.9　“覆盖率（%）”一栏有 199.1
    /// 对：占比 19.6　覆盖率 99.1
    ///
    /// 改法：对照原始数据改。
    "数字-027", "表内比率不符", Human, Warning, Article(check)
}

fn check(manuscript: &Manuscript<'_>, sink: &mut Sink) {
    for block in &manuscript.article.blocks {
        let BlockKind::Table(table) = &block.kind else { continue };
        let grid = Grid::new(table);
        for column in 1..grid.heads.len() {
            let head = grid.head(column);
            let change =
                ["增长", "增幅", "同比", "比上年", "增减", "升降"].iter().any(|word| head.contains(word));
            let share = ["占比", "比重", "构成", "占全"].iter().any(|word| head.contains(word));
            if change && !head.contains("百分点") {
                growth(&grid, column, sink);
            } else if share && !change {
                shares(&grid, column, sink);
            } else if head.contains(['%', '％']) && !change {
                bounded(&grid, column, sink);
            }
        }
    }
}

/// What was found under one supposition of what a column is worked out from.
#[derive(Default)]
struct Worked {
    right: usize,
    /// The row, and what it should be in millionths.
    wrong: Vec<(usize, i128)>,
}

impl Worked {
    fn add(&mut self, row: usize, stated: Number, part: Number, whole: Number, minus: i128) {
        if whole.value <= 0 {
            return;
        }
        let percent = |part: i128, whole: i128| part.checked_mul(100_000_000)?.checked_div(whole.max(1));
        // Counts are exact, what has decimals is rounded.
        let slack = |number: Number| if number.place >= 1_000_000 { 0 } else { number.place / 2 };
        let (a, b) = (slack(part), slack(whole));
        let (Some(value), Some(least), Some(most)) = (
            percent(part.value, whole.value),
            percent(part.value - a, whole.value + b),
            percent(part.value + a, whole.value - b),
        ) else {
            return;
        };
        let place = stated.place;
        match (least - minus - place..=most - minus + place).contains(&stated.value) {
            true => self.right += 1,
            false => self.wrong.push((row, (value - minus + place / 2).div_euclid(place) * place)),
        }
    }

    fn report(&self, grid: &Grid<'_>, column: usize, sink: &mut Sink) {
        if self.right < 2 || self.wrong.len() > self.right {
            return;
        }
        for &(row, value) in &self.wrong {
            let (Some(place), Some(stated)) = (grid.place(row, column), grid.number(row, column)) else {
                continue;
            };
            let message = format!(
                "“{}”“{}”按本表的数算是{}，写的是{}",
                grid.label(row),
                grid.head(column),
                shown(value),
                shown(stated.value)
            );
            sink.report_span(place, message).help("对照原始数据改");
        }
    }
}

/// n ÷ total = share; the number stands in a column to the left.
fn shares(grid: &Grid<'_>, column: usize, sink: &mut Sink) {
    let rows = 0..grid.cells.len();
    let hundred = |row: &usize| grid.number(*row, column).is_some_and(|share| share.value == 100_000_000);
    let Some(total) = rows.clone().rev().find(hundred) else { return };
    let mut best = Worked::default();
    for from in (1..column).rev().filter(|&from| grid.is_additive(from)).take(6) {
        let Some(whole) = grid.number(total, from) else { continue };
        let mut worked = Worked::default();
        for row in rows.clone().filter(|&row| row != total) {
            if let (Some(part), Some(stated)) = (grid.number(row, from), grid.number(row, column)) {
                worked.add(row, stated, part, whole, 0);
            }
        }
        if worked.right > best.right {
            best = worked;
        }
    }
    best.report(grid, column, sink);
}

/// now ÷ then − 1 = growth; both stand side by side to the left, either first.
fn growth(grid: &Grid<'_>, column: usize, sink: &mut Sink) {
    let plain: Vec<usize> = (1..column).filter(|&from| grid.is_additive(from)).collect();
    let mut best = Worked::default();
    for pair in plain.windows(2).rev().take(4) {
        let &[first, second] = pair else { continue };
        for (then, now) in [(first, second), (second, first)] {
            let mut worked = Worked::default();
            for row in 0..grid.cells.len() {
                // 不变价 and other indices are no quotient.
                if ["增加值", "生产总值", "GDP", "指数", "产业"]
                    .iter()
                    .any(|word| grid.label(row).contains(word))
                {
                    continue;
                }
                if let (Some(then), Some(now), Some(stated)) =
                    (grid.number(row, then), grid.number(row, now), grid.number(row, column))
                {
                    worked.add(row, stated, now, then, 100_000_000);
                }
            }
            if worked.right > best.right {
                best = worked;
            }
        }
    }
    best.report(grid, column, sink);
}

/// A rate of a whole is no more than 100, if all others in its column are not.
fn bounded(grid: &Grid<'_>, column: usize, sink: &mut Sink) {
    let head = grid.head(column);
    // Plans are over-fulfilled, debts outgrow what is owned.
    if ["完成", "执行", "负债", "利润", "指数", "产销", "利用", "比例", "贡献"]
        .iter()
        .any(|word| head.contains(word))
    {
        return;
    }
    let values: Vec<(usize, Number)> =
        (0..grid.cells.len()).filter_map(|row| Some((row, grid.number(row, column)?))).collect();
    let over: Vec<_> = values.iter().filter(|(_, number)| number.value > 100_000_000).collect();
    if let [(row, number)] = over[..]
        && values.len() > 3
        && let Some(place) = grid.place(*row, column)
    {
        let message = format!("“{}”“{head}”是{}，超过了100%", grid.label(*row), shown(number.value));
        sink.report_span(place, message).help("对照原始数据改");
    }
}
