//! Paragraphs that open with `——`.

use super::chars::{count, is_colon, is_comma, is_sentence_end, is_space};
use super::scan::Scan;

/// A lead longer than this (marks and dashes included) is running text.
const MAX_LEAD: usize = 20;

/// The dash that opens a paragraph, however it was typed; returns where the
/// text after it begins.
pub(super) fn opening(text: &str) -> Option<usize> {
    let mut scan = Scan::new(text);
    let dash = |c: char| matches!(c, '—' | '―' | '─' | '–' | '－');
    if !scan.word("⸺") && !scan.word("--") {
        if !scan.one(dash) {
            return None;
        }
        scan.spaces();
        if scan.run(8, dash) == 0 {
            return None;
        }
    }
    scan.run(8, dash);
    scan.spaces();
    if scan.done() || scan.rest().starts_with('-') { None } else { Some(scan.at) }
}

/// Where the opening clause ends: the first sentence or lead-in if it is short,
/// else the words before the first comma. `令人高兴的是，` is a lead by itself,
/// however short its sentence: its neighbours' sentences are longer.
pub(super) fn lead(text: &str) -> Option<usize> {
    let ends = |kind: &dyn Fn(char) -> bool| {
        let (at, mark) = text.char_indices().take(MAX_LEAD).find(|&(_, c)| kind(c))?;
        let end = at + mark.len_utf8();
        (count(&text[..end], MAX_LEAD + 1) <= MAX_LEAD
            && !text[end..].trim_start_matches(is_space).is_empty())
        .then_some(end)
    };
    let comma = ends(&is_comma);
    let phrase = |&end: &usize| text[..end].trim_end_matches(is_comma).ends_with('是');
    comma.filter(phrase).or_else(|| ends(&|c| is_sentence_end(c) || is_colon(c))).or(comma)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dashes() {
        for text in ["——甲", "--甲", "— — 甲", "⸺甲", "－－甲", "---甲"] {
            let found = opening(text).is_some();
            assert_eq!(found, text != "---甲", "{text}");
        }
        assert_eq!(opening("—甲"), None);
        assert_eq!(opening("——"), None);
    }

    #[test]
    fn leads() {
        let of = |text: &'static str| lead(text).map(|end| &text[..end]);
        assert_eq!(of("——令人难忘的是，路通了。灯亮了。"), Some("——令人难忘的是，"));
        assert_eq!(of("——修路，架桥。路通了。"), Some("——修路，架桥。"));
        assert_eq!(of("——路通了。"), None);
        assert_eq!(of("——这一句话没有逗号而且非常非常非常非常非常长，路通了。"), None);
    }
}
