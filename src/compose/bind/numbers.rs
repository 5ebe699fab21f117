//! Numbers with what belongs to them: signs, units, dates, 发文字号.

use std::ops::Range;

use crate::script::{latin_unit, never_ends, never_starts, unit};

/// Stretches of a text that are one number and are not broken.
pub(super) fn bound(text: &[char]) -> Vec<Range<usize>> {
    let mut out = numbers(text);
    out.extend(document_numbers(text));
    out
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '０'..='９')
}

/// `第3期`, `63%～68%`, `3.2亿元`, `≥95%`, `18.5 m²`, `2024年3月29日`,
/// `二〇二四年三月`, `三月二十九日`.
fn numbers(text: &[char]) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let chinese = chinese_date(text, at);
        if !is_digit(text[at]) && chinese == 0 {
            at += 1;
            continue;
        }
        let signed = at > 0 && chinese == 0 && leads(text[at - 1]);
        let end = if chinese > 0 { at + chinese } else { number(text, at) };
        out.push(at - usize::from(signed)..end);
        at = end;
    }
    out
}

/// Signs that belong to the number behind them.
fn leads(c: char) -> bool {
    "第±＋−－≥≤≧≦＞＜≈≠＝№＃§×÷√".contains(c)
}

/// Where a number that begins with a digit ends, units included.
fn number(text: &[char], start: usize) -> usize {
    let mut at = start;
    loop {
        let digits = figures(text, at);
        let end = match with_unit(text, digits) {
            0 => return digits.max(opening(text, start, digits)),
            length => digits + length,
        };
        let dated = text.get(end - 1).is_some_and(|c| "年月时点分".contains(*c));
        let times = text.get(end).is_some_and(|c| *c == '×');
        let next = match text.get(end) {
            Some(' ') if dated => end + 1,
            Some('×') => end + 1,
            _ => end,
        };
        if (dated || times) && text.get(next).copied().is_some_and(is_digit) {
            at = next;
            continue;
        }
        // A rate: 微克/立方米.
        return match text.get(end) {
            Some('/' | '／') => end + 1 + unit(text.get(end + 1..).unwrap_or_default()),
            _ => end,
        };
    }
}

/// Where digits end, with what joins them.
fn figures(text: &[char], start: usize) -> usize {
    let mut at = start;
    let mut group = start;
    while let Some(&c) = text.get(at) {
        if is_digit(c) {
            at += 1;
        } else if joins(text, at) || at - group <= 3 && is_thousands(text, at) {
            at += 1;
            group = at;
        } else {
            break;
        }
    }
    at
}

/// What may stand inside a number, between two digits, or behind one.
fn joins(text: &[char], at: usize) -> bool {
    let behind = at > 0 && (is_digit(text[at - 1]) || matches!(text[at - 1], '%' | '％' | '‰'));
    let before = text.get(at + 1).copied().is_some_and(is_digit);
    match text[at] {
        '%' | '％' | '‰' | '℃' | '°' => behind,
        '.' | '．' | ',' | ':' | '∶' | '/' | '-' | '–' | '—' | '－' | '~' | '～' | '·' | '×' | '：' | '+' => {
            behind && before
        }
        _ => false,
    }
}

/// A space before three more digits of a large number: `2 000`.
fn is_thousands(text: &[char], at: usize) -> bool {
    let digit = |at: usize| text.get(at).copied().is_some_and(is_digit);
    matches!(text[at], ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}')
        && (at + 1..at + 4).all(digit)
        && !digit(at + 4)
}

/// How long the unit behind digits is, with a space that was typed before it.
fn with_unit(text: &[char], digits: usize) -> usize {
    let rest = text.get(digits..).unwrap_or_default();
    let spaced = usize::from(matches!(rest.first(), Some(' ' | '\u{a0}' | '\u{2009}' | '\u{202f}')));
    let unspaced = rest.get(spaced..).unwrap_or_default();
    // 2#楼
    if let [] | ['#' | '＃', ..] = unspaced {
        return if unspaced.is_empty() { 0 } else { spaced + 1 + unit(&unspaced[1..]).min(1) };
    }
    let length = match unit(unspaced) {
        0 => latin(unspaced),
        length => length,
    };
    if length == 0 { 0 } else { spaced + length }
}

/// How long a unit of letters is, raised figures and a divisor included.
fn latin(text: &[char]) -> usize {
    let mut end = latin_unit(text);
    if end == 0 {
        return 0;
    }
    while let Some(c) = text.get(end) {
        end += match c {
            '²' | '³' | '¹' | '⁻' => 1,
            '/' | '·' => match latin_unit(text.get(end + 1..).unwrap_or_default()) {
                0 => break,
                length => length + 1,
            },
            _ => break,
        };
    }
    end
}

/// A number that opens its paragraph, `1.` or `1．`, keeps its mark and its
/// first character.
fn opening(text: &[char], start: usize, end: usize) -> usize {
    let marked = start == 0 && matches!(text.get(end), Some('.' | '．' | '、'));
    if marked { (end + 2).min(text.len()) } else { end }
}

/// How long a date in Chinese figures is: `二〇二四年三月二十九日`,
/// `三月二十九日`, `二十九日`.
fn chinese_date(text: &[char], at: usize) -> usize {
    let digit = |c: &&char| "〇零○一二三四五六七八九".contains(**c);
    let figure = |c: &&char| "〇零○一二三四五六七八九十廿".contains(**c);
    let part = |from: usize, length: usize, close: char| {
        let closed = length > 0 && text.get(from + length) == Some(&close);
        closed.then_some(from + length + 1)
    };
    let count = |from: usize| text.iter().skip(from).take(4).take_while(figure).count();
    let years = text.iter().skip(at).take(4).take_while(digit).count();
    let mut end = if years == 4 { part(at, years, '年').unwrap_or(at) } else { at };
    let month = part(end, count(end), '月');
    end = month.unwrap_or(end);
    // A day alone is one from 十一 on: 一日 is a word.
    if end > at || count(at) > 1 {
        end = part(end, count(end), '日').unwrap_or(end);
    }
    end - at
}

/// 发文字号: `〔2024〕1号` with the character before it.
fn document_numbers(text: &[char]) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    for (at, &c) in text.iter().enumerate() {
        let close = match c {
            '〔' => '〕',
            '[' => ']',
            '（' => '）',
            '［' => '］',
            '【' => '】',
            _ => continue,
        };
        let year = text.get(at + 1..at + 5).is_some_and(|year| year.iter().copied().all(is_digit));
        if !year || text.get(at + 5) != Some(&close) {
            continue;
        }
        let skip =
            |at: usize, what: &[char]| at + usize::from(text.get(at).is_some_and(|c| what.contains(c)));
        let mut end = skip(skip(skip(at + 6, &[' ']), &['第']), &[' ']);
        end += text.iter().skip(end).take_while(|c| is_digit(**c)).count();
        end = skip(end, &[' ']);
        if text.get(end) == Some(&'号') {
            out.push(agency(text, at)..end + 1);
        }
    }
    out
}

/// Where the agency's mark before the bracket of a 发文字号 begins: behind a mark
/// that opens, if one is near; else its last character is all that is sure.
fn agency(text: &[char], bracket: usize) -> usize {
    let near =
        text[..bracket].iter().rev().take(LONGEST_AGENCY).position(|c| never_ends(*c) || never_starts(*c));
    match near {
        Some(length) => bracket - length,
        None if bracket <= LONGEST_AGENCY => 0,
        None => bracket - 1,
    }
}

/// Agencies' marks are no longer than this: 怀鹤政办发.
const LONGEST_AGENCY: usize = 7;
