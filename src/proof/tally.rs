//! How much was found in a round.

use super::record::{Grade, Record, RecordedFinding};

/// How many findings there are, those that are only counted included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Tally {
    /// Open errors.
    pub(super) errors: usize,
    /// Open warnings.
    pub(super) warnings: usize,
    /// Of the open ones, those that `check --fix` mends.
    pub(super) safe: usize,
    /// Those that the office lets stand.
    pub(super) waived: usize,
}

impl Record {
    /// Counts what was found.
    pub(super) fn tally(&self) -> Tally {
        let mut tally = Tally::default();
        for found in &self.findings {
            let count = 1 + found.more;
            match found.severity {
                _ if found.waived.is_some() => tally.waived += count,
                Grade::Error => tally.errors += count,
                Grade::Warning => tally.warnings += count,
            }
            if found.safe && found.waived.is_none() {
                tally.safe += count;
            }
        }
        tally
    }
}

impl Tally {
    /// All that waits for somebody.
    pub(super) fn open(&self) -> usize {
        self.errors + self.warnings
    }

    /// In words: `待处理 5 处（错误 1，警告 4），合每万字 2.5 处`.
    pub(super) fn text(&self, characters: usize) -> String {
        let Self { errors, warnings, safe, waived } = self;
        let mut text = format!("待处理 {} 处（错误 {errors}，警告 {warnings}）", self.open());
        if characters > 0 {
            text = format!("{text}，合每万字 {:.1} 处", self.open() as f64 * 10_000.0 / characters as f64);
        }
        if *safe > 0 {
            text = format!("{text}；其中 {safe} 处 gongbao check --fix 可以改");
        }
        if *waived > 0 {
            text = format!("{text}；已准予保留 {waived} 处");
        }
        text
    }
}

impl RecordedFinding {
    /// Its place in the files: `a.txt:3:5`.
    pub(super) fn source(&self) -> String {
        match (&self.file, self.line, self.column) {
            (Some(file), Some(line), Some(column)) => format!("{file}:{line}:{column}"),
            (Some(file), ..) => file.clone(),
            (None, ..) => String::new(),
        }
    }
}
