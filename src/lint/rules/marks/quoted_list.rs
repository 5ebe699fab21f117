//! 标点-011

use crate::lint::pattern::Match;

use crate::lint::desk::Manuscript;
use crate::lint::passage::Passage;
use crate::lint::rule::{pattern, rule};
use crate::lint::sink::Sink;
use crate::lint::spaces::division;

rule! {
    /// 相连的引号之间、书名号之间的顿号。
    ///
    /// 依据：GB/T 15834—2011，4.5.3.5：标有引号、书名号的并列成分之间通常不用顿号；中间插有其他成分（如括注）的才用。
    ///
    /// 错：`“三保”、“双减”和《条例》、《办法》`
    /// 对：`“三保”“双减”和《条例》《办法》`
    ///
    /// 改法：删去顿号。并列的各项里有不加引号的，顿号保留，不查；照原样刊登的法规由人定。
    "标点-011", "引号、书名号之间的顿号", Safe, Warning, Article(check)
}

fn check(manuscript: &Manuscript<'_>, sink: &mut Sink) {
    // Laws as promulgated have their marks from an earlier time.
    let law = manuscript.passages.iter().filter(|passage| division(&passage.text).is_some()).nth(2).is_some();
    let law = law && {
        let count = |with: &[&str]| {
            let texts = manuscript.passages.iter().map(|passage| passage.text.as_str());
            texts.map(|text| with.iter().map(|pair| text.matches(pair).count()).sum::<usize>()).sum::<usize>()
        };
        // Where all have them, they are as promulgated.
        if count(&["》《", "”“"]) == 0 && count(&["》、《", "”、“"]) > 1 {
            return;
        }
        true
    };
    for passage in manuscript.passages.iter().filter(|passage| passage.text.contains('、')) {
        let mut series: Vec<Match<'_>> = Vec::new();
        let marks = pattern!("”(、)“|》(、)《|’(、)‘").captures_iter(passage);
        let marks = marks.filter_map(|found| found.iter().skip(1).flatten().next());
        for mark in marks {
            if series.last().is_some_and(|last| !is_next(passage, last.end(), mark.start())) {
                tell(passage, &std::mem::take(&mut series), law, sink);
            }
            series.push(mark);
        }
        tell(passage, &series, law, sink);
    }
}

/// Whether nothing but a quotation stands between two marks.
fn is_next(passage: &Passage, from: usize, to: usize) -> bool {
    let between = passage.get(from..to);
    let close = |c: char| matches!(c, '”' | '》' | '’');
    between.matches(close).count() == 1
}

fn tell(passage: &Passage, series: &[Match<'_>], law: bool, sink: &mut Sink) {
    let (Some(first), Some(last)) = (series.first(), series.last()) else { return };
    if has_bare_member(passage, first.start(), last.end()) {
        return;
    }
    let message = match series {
        [_] => "相连的引号、书名号之间不用顿号".to_owned(),
        many => format!("相连的引号、书名号之间不用顿号，这里有{}处", many.len()),
    };
    let report = sink.report(passage, first.start()..last.end(), message);
    let report = if law { report.doubted().help("照原样刊登的法规，不改") } else { report };
    let _ = series.iter().fold(report, |report, mark| report.edit(mark.range(), ""));
}

/// Whether the series has a member without marks, so that the pauses are
/// needed: “港人治港”、“澳人治澳”、高度自治.
fn has_bare_member(passage: &Passage, first: usize, last: usize) -> bool {
    const CLOSERS: [char; 3] = ['”', '》', '’'];
    const OPENERS: [char; 3] = ['“', '《', '‘'];
    let after = passage.head(last, 80);
    let behind = after.find(CLOSERS).and_then(|at| after.get(at..)).unwrap_or_default();
    let behind = behind.trim_start_matches(CLOSERS);
    let before = passage.tail(first, 80);
    let ahead = before.rfind(OPENERS).and_then(|at| before.get(..at)).unwrap_or_default();
    // 《甲》（以下简称乙）、《丙》 needs its pause too.
    let remark = behind.strip_prefix('（').and_then(|rest| rest.split_once('）')).map(|(_, rest)| rest);
    behind.starts_with('、') || remark.is_some_and(|rest| rest.starts_with('、')) || ahead.ends_with('、')
}
