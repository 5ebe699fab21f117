//! A part of a title on the page. Titles are set from the manifest, broken anew,
//! so that no character of theirs can be followed onto the page by its bytes:
//! they are found by their order instead.

use std::ops::Range;

use super::places::{Segment, Spot};
use crate::layout::TitleLine;

/// Where some bytes of a title are that is written at `span` of a text; `None`
/// where the title set has other characters than the one written.
pub(super) fn part(
    title: &[TitleLine],
    text: &str,
    span: Range<usize>,
    bytes: &Range<usize>,
) -> Option<Spot> {
    let start = span.start;
    let written: Vec<(usize, char)> =
        text.get(span)?.char_indices().map(|(at, c)| (start + at, c)).filter(|(_, c)| counts(*c)).collect();
    let set: Vec<(&TitleLine, &(char, [f64; 4]))> = title
        .iter()
        .flat_map(|line| line.characters.iter().map(move |character| (line, character)))
        .filter(|(_, (c, _))| counts(*c))
        .collect();
    if written.len() != set.len() || !written.iter().zip(&set).all(|((_, a), (_, (b, _)))| a == b) {
        return None;
    }
    let first = written.partition_point(|(at, c)| at + c.len_utf8() <= bytes.start);
    let end = written.partition_point(|(at, _)| *at < bytes.end);
    let segment = |line: &TitleLine, [left, _, right, _]: [f64; 4]| Segment {
        page: line.page,
        area: [left, line.area[1], right, line.area[3]],
        line: None,
        picture: false,
    };
    let mut segments: Vec<Segment> = Vec::new();
    for (line, (_, area)) in set.get(first..end).unwrap_or_default() {
        match segments.last_mut().filter(|last| (last.page, last.area[3]) == (line.page, line.area[3])) {
            Some(last) => last.area[2] = area[2],
            None => segments.push(segment(line, *area)),
        }
    }
    if segments.is_empty() {
        // Blanks: the place between two characters.
        let gap = match set.get(first.checked_sub(1)?) {
            Some((line, (_, area))) => segment(line, [area[2], 0.0, area[2], 0.0]),
            None => return None,
        };
        segments.push(gap);
    }
    Some(Spot::Title(segments))
}

/// Whether a character stands in both forms of a title: blanks are set anew, `|`
/// marks where a line ends, and the manifest has quotation marks around it.
fn counts(c: char) -> bool {
    !c.is_whitespace() && !c.is_control() && !matches!(c, '|' | '"' | '\'')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two lines of three characters each.
    fn title() -> Vec<TitleLine> {
        let line = |n: usize, text: &str| {
            let top = 20.0 * n as f64;
            let characters = text.chars().enumerate().map(|(at, c)| {
                let left = 10.0 * at as f64;
                (c, [left, top, left + 10.0, top + 10.0])
            });
            TitleLine { page: 0, area: [0.0, top, 30.0, top + 10.0], characters: characters.collect() }
        };
        vec![line(0, "甲乙丙"), line(1, "丁戊己")]
    }

    fn areas(text: &str, word: &str) -> Option<Vec<[f64; 4]>> {
        let at = text.find(word).expect("the word");
        let spot = part(&title(), text, 0..text.len(), &(at..at + word.len()))?;
        Some(spot.segments().iter().map(|segment| segment.area).collect())
    }

    #[test]
    fn only_the_words_meant_are_marked() {
        assert_eq!(areas("\"甲乙丙|丁 戊己\"", "乙"), Some(vec![[10.0, 0.0, 20.0, 10.0]]));
        assert_eq!(
            areas("甲乙丙丁戊己", "丙丁"),
            Some(vec![[20.0, 0.0, 30.0, 10.0], [0.0, 20.0, 10.0, 30.0]])
        );
        assert_eq!(areas("甲乙丙丁 戊己", " "), Some(vec![[10.0, 20.0, 10.0, 30.0]]));
        assert_eq!(areas("甲乙丙别的", "乙"), None, "another title");
    }
}
