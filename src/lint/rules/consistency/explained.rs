//! What a text that explains a document of the issue says otherwise than the
//! document: figures. A part of 一致-016.

use std::collections::{BTreeMap, BTreeSet};

use crate::content::chars::is_han;
use crate::diagnostic::Place;
use crate::lint::desk::Manuscript;
use crate::lint::figures::{Figure, MARKS, clause_before, head};
use crate::lint::passage::{Passage, Role};
use crate::lint::sink::Sink;

/// A text with more figures than this is no explanation.
const MOST: usize = 500;

/// No more figures of one unit are compared with each.
const ALIKE: usize = 100;

/// A figure, and what is said around it.
struct Told<'a> {
    passage: &'a Passage,
    figure: &'a Figure,
    before: Vec<char>,
    after: Vec<char>,
    /// The sentence that it stands in, as far as it.
    sentence: &'a str,
    /// The years that the sentence names.
    years: BTreeSet<&'a str>,
}

impl<'a> Told<'a> {
    fn new(passage: &'a Passage, figure: &'a Figure) -> Self {
        // 第九条　某局: the number is no part of what is said.
        let last = |text: &'a str| text.rsplit(['、', '　', ' ']).next().unwrap_or(text).chars().collect();
        let behind = head(&passage.text, figure.range.end, 36);
        let behind = behind.split(MARKS).next().unwrap_or_default();
        let text = passage.tail(figure.range.start, 80);
        let sentence = text.rsplit(['。', '；']).next().unwrap_or_default();
        Self {
            passage,
            figure,
            before: last(clause_before(&passage.text, figure.range.start)),
            after: behind.split('、').next().unwrap_or_default().chars().collect(),
            sentence,
            years: sentence.match_indices("20").filter_map(|(at, _)| sentence.get(at..at + 4)).collect(),
        }
    }
}

/// Reports figures of an explanation that differ from the document's where the
/// words around are the same, if the document has no such figure at all.
pub(super) fn check(here: &Manuscript<'_>, document: &Manuscript<'_>, title: &str, sink: &mut Sink) {
    let (told, known) = (figures(here), figures(document));
    let of = |all: &[Told<'_>]| -> BTreeSet<(&'static str, i128)> {
        all.iter().map(|told| (told.figure.unit, told.figure.millionths)).collect()
    };
    let (said, printed) = (of(&told), of(&known));
    let mut units: BTreeMap<&str, Vec<&Told<'_>>> = BTreeMap::new();
    for known in &known {
        units.entry(known.figure.unit).or_default().push(known);
    }
    for told in &told {
        let figure = told.figure;
        if printed.contains(&(figure.unit, figure.millionths)) || is_of_another_time(told.sentence) {
            continue;
        }
        let others = units.get(figure.unit).into_iter().flatten().take(ALIKE);
        let mut meant = others.filter(|other| {
            !said.contains(&(other.figure.unit, other.figure.millionths)) && is_same(told, other)
        });
        let Some(other) = meant.next() else { continue };
        if meant.any(|more| more.figure.millionths != other.figure.millionths) {
            continue;
        }
        let [there, wrong] = [other, told].map(|told| told.passage.get(told.figure.range.clone()));
        let place = Place::new(document.source, other.passage.span(other.figure.range.clone()));
        sink.report(told.passage, figure.range.clone(), format!("《{title}》里是{there}，这里是{wrong}"))
            .related(place, "原文")
            .help("对照原文改");
    }
}

fn figures<'a>(manuscript: &'a Manuscript<'_>) -> Vec<Told<'a>> {
    let prose = manuscript
        .passages
        .iter()
        .filter(|passage| passage.is_prose() || matches!(passage.role, Role::Heading(_) | Role::Roster));
    prose
        .flat_map(|passage| passage.figures().iter().map(move |figure| (passage, figure)))
        .filter(|(_, figure)| !figure.approximate)
        .take(MOST)
        .map(|(passage, figure)| Told::new(passage, figure))
        .collect()
}

/// What was before, or is so far, the document need not say.
fn is_of_another_time(sentence: &str) -> bool {
    [
        "省里",
        "国家级",
        "上级",
        "旧办法",
        "原办法",
        "目前",
        "截至",
        "原来",
        "原有",
        "原先",
        "以前",
        "过去",
        "上年",
        "去年",
        "此前",
        "现有",
        "已",
        "比原",
        "相比",
        "比去",
        "例如",
        "假设",
        "如果",
        "试点",
    ]
    .iter()
    .any(|word| sentence.contains(word))
}

/// Whether two figures are said of one thing: the words right before are the
/// same, or those right behind and who does it.
fn is_same(a: &Told<'_>, b: &Told<'_>) -> bool {
    if a.years != b.years || is_of_another_time(b.sentence) {
        return false;
    }
    let (x, y) = (&a.before, &b.before);
    let same = |(a, b): &(&char, &char)| a == b && is_han(**a);
    let tail = x.iter().rev().zip(y.iter().rev()).take_while(same).count();
    let head = x.iter().zip(y).take_while(same).count();
    let behind = a.after.iter().zip(&b.after).take_while(same).count();
    let clause = tail >= 4 && (tail, tail) == (x.len(), y.len());
    // 不得超过, 每亩 and the like are said of many things.
    clause || tail >= 6 || tail >= 3 && behind >= 4 || behind >= 4 && head >= 4
}
