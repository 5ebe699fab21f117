//! 数字-028

use std::collections::{BTreeMap, BTreeSet};

use super::grid::Grid;
use crate::content::{BlockKind, Table, plain_text};
use crate::lint::desk::Manuscript;
use crate::lint::figures::shown;
use crate::lint::passage::{Passage, Role};
use crate::lint::rule::{pattern, rule};
use crate::lint::sink::Sink;

rule! {
    /// 正文说到某表，数字与表里的只是两个数码颠倒。
    ///
    /// 正文的数表里没有、表里的数正文没有，两个数的数码相同而次序不同，多半有一处抄错。
    ///
    /// 正文写了几个镇、几个乡，与后面的表里的行数也要相同。
    ///
    /// 错：正文“全年借阅395.6千册次，见表1”，表1里是 359.6
    /// 对：正文与表一致
    ///
    /// 改法：对照原始数据，改正文或改表。
    "数字-028", "正文与表的数字颠倒", Human, Warning, Article(check)
}

fn check(manuscript: &Manuscript<'_>, sink: &mut Sink) {
    counted_rows(manuscript, sink);
    let mut tables: BTreeMap<String, &Table> = BTreeMap::new();
    for block in &manuscript.article.blocks {
        if let BlockKind::Table(table) = &block.kind
            && let Some(caption) = &table.caption
        {
            let caption = plain_text(caption);
            let number = pattern!("^表[0-9]{1,3}");
            if let Some(name) = number.find(caption.trim()) {
                tables.insert(name.as_str().to_owned(), table);
            }
        }
    }
    if tables.is_empty() {
        return;
    }
    let mut values: BTreeMap<String, BTreeMap<Vec<u8>, BTreeSet<String>>> = BTreeMap::new();
    let name = pattern!("表[0-9]{1,3}");
    for passage in &manuscript.passages {
        if matches!(passage.role, Role::Cell | Role::Caption) || !passage.text.contains('表') {
            continue;
        }
        let mut seen = BTreeSet::new();
        for found in name.find_iter(passage) {
            if let Some(table) = tables.get(found.as_str())
                && seen.insert(found.as_str())
            {
                let known = values.entry(found.as_str().to_owned()).or_insert_with(|| by_digits(table));
                compare(passage, found.as_str(), known, sink);
            }
        }
    }
}

/// The numbers of a table by the digits that they are made of.
fn by_digits(table: &Table) -> BTreeMap<Vec<u8>, BTreeSet<String>> {
    let grid = Grid::new(table);
    let mut out: BTreeMap<Vec<u8>, BTreeSet<String>> = BTreeMap::new();
    for row in 0..grid.cells.len() {
        for column in 0..grid.heads.len() {
            if let Some(number) = grid.number(row, column) {
                let written = shown(number.value);
                out.entry(digits(&written)).or_default().insert(written);
            }
        }
    }
    out
}

/// The characters of a number in order, its places before the point counted.
fn digits(written: &str) -> Vec<u8> {
    let mut digits: Vec<u8> = written.bytes().filter(u8::is_ascii_digit).collect();
    digits.sort_unstable();
    digits.push(u8::try_from(written.find('.').unwrap_or(written.len())).unwrap_or(u8::MAX));
    digits
}

fn compare(passage: &Passage, table: &str, known: &BTreeMap<Vec<u8>, BTreeSet<String>>, sink: &mut Sink) {
    let written = |text: &str| -> String {
        text.chars()
            .take_while(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
            .filter(|c| *c != ',')
            .collect()
    };
    let told: BTreeSet<String> =
        passage.figures().iter().map(|figure| written(passage.get(figure.range.clone()))).collect();
    for figure in passage.figures() {
        let text = written(passage.get(figure.range.clone()));
        let Some(same) = known.get(&digits(&text)) else { continue };
        let mut others = same.iter().filter(|other| !told.contains(*other));
        // Short numbers share their digits by chance.
        if text.len() < 3 || same.contains(&text) {
            continue;
        }
        if let (Some(other), None) = (others.next(), others.next()) {
            let message = format!("{text}：{table}里没有这个数，有{other}");
            sink.report(passage, figure.range.clone(), message).help("对照原始数据，改正文或改表");
        }
    }
}

/// What places are called, longer words first.
const PLACES: [&str; 6] = ["街道", "社区", "镇", "乡", "村", "县"];

/// 3个街道……，6个镇……，2个乡……, before a table with as many rows: if all but one of
/// the counts are those of the table, that one is wrong.
fn counted_rows(manuscript: &Manuscript<'_>, sink: &mut Sink) {
    let counted = pattern!("([0-9]{1,2})个(街道|社区|镇|乡|村|县)[^镇乡村]");
    for passage in &manuscript.passages {
        if !passage.is_prose() || !passage.letters().may_have('个') {
            continue;
        }
        let said: Vec<(u32, &str, std::ops::Range<usize>)> = counted
            .captures_iter(passage)
            .filter_map(|found| {
                let (number, place) = (found.get(1)?, found.get(2)?);
                Some((number.as_str().parse().ok()?, place.as_str(), number.start()..place.end()))
            })
            .collect();
        let kinds: BTreeSet<&str> = said.iter().map(|(_, place, _)| *place).collect();
        if kinds.len() < 2 || kinds.len() != said.len() {
            continue;
        }
        let behind = manuscript.article.blocks.iter().skip(passage.block + 1).take(3);
        let Some(table) = behind
            .filter_map(|block| match &block.kind {
                BlockKind::Table(table) => Some(table),
                _ => None,
            })
            .next()
        else {
            continue;
        };
        let rows = rows_of(table);
        let real = |place: &str| rows.get(place).copied().unwrap_or(0);
        let mut off = said.iter().filter(|(number, place, _)| real(place) != *number);
        if let (Some((number, place, range)), None) = (off.next(), off.next())
            && real(place) > 0
        {
            let message = format!("表里有{}个{place}，这里写的是{number}个", real(place));
            sink.report(passage, range.clone(), message).help("对照表改，或补上表里漏的行");
        }
    }
}

/// How many rows of a table are of places of each kind.
fn rows_of(table: &Table) -> BTreeMap<&'static str, u32> {
    let mut out = BTreeMap::new();
    for cell in table.rows.iter().filter_map(|row| row.first()) {
        let name = plain_text(&cell.body);
        if let Some(place) = PLACES.iter().find(|place| name.trim().ends_with(**place)) {
            *out.entry(*place).or_insert(0) += 1;
        }
    }
    out
}
