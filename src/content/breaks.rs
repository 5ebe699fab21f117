//! Where a line of a Markdown file begins a new paragraph although no blank
//! line stands before it: official documents are typed line by line.

use super::appointment;
use super::chars::{is_closer, is_colon, is_digit, is_numeral, is_sentence_end, is_space, same};
use super::colophon::imprint;
use super::context::Context;
use super::dash;
use super::date::{is_date_line, is_month_line, opening_date};
use super::glossary;
use super::head::doc_number;
use super::lines::Line;
use super::model::ArticleKind;
use super::number::{division, number};
use super::roster::{continued_row, role_row};
use super::scan::Scan;

/// Remembers what the line before was.
pub(super) struct Breaks<'a> {
    context: &'a Context<'a>,
    before: Before,
}

/// What matters of the line before.
#[derive(Default, Clone, Copy)]
struct Before {
    /// It is complete by itself.
    alone: bool,
    /// It is a roster line.
    roster: bool,
    /// It ends a sentence, or a lead-in with its colon.
    ended: bool,
}

impl<'a> Breaks<'a> {
    pub(super) fn new(context: &'a Context<'a>) -> Self {
        Self { context, before: Before::default() }
    }

    /// Whether this line begins a new paragraph. To be asked for every line
    /// that carries no explicit mark.
    pub(super) fn starts(&mut self, line: &Line) -> bool {
        let text = line.text(self.context.src);
        let before = self.before;
        let alone = self.alone(text);
        let roster = role_row(text).is_some() || before.roster && continued_row(text).is_some();
        let last = text.chars().rev().find(|&c| !is_closer(c));
        self.before =
            Before { alone, roster, ended: last.is_some_and(|c| is_sentence_end(c) || is_colon(c)) };
        before.alone || alone || roster || indented(line, before.ended) || self.opens(text)
    }

    /// A line that is a paragraph whatever stands around it.
    fn alone(&self, text: &str) -> bool {
        same(text, &self.context.title)
            || same(text, &self.context.byline)
            || is_date_line(text)
            || glossary::is_title(text)
            || doc_number(text)
            || (attachment(text) && text.chars().count() < 6)
            || (self.context.kind == ArticleKind::Chronicle && is_month_line(text))
    }

    /// A line that opens with a structural mark.
    fn opens(&self, text: &str) -> bool {
        number(text).is_some()
            || division(text).is_some()
            || dash::opening(text).is_some()
            || attachment(text)
            || labelled(text)
            || imprint(text).is_some()
            || match self.context.kind {
                ArticleKind::Chronicle => opening_date(text).is_some(),
                ArticleKind::Appointment => appointment::name(text).is_some(),
                _ => false,
            }
    }
}

/// Two ideographic spaces always open a paragraph. Other spaces do so only
/// after the end of a sentence, since Markdown lets any line be indented.
fn indented(line: &Line, ended: bool) -> bool {
    line.wide >= 2 || ended && line.wide * 2 + line.narrow >= 4
}

/// `抄送：`, `问：`: marks that open a line of their own.
fn labelled(text: &str) -> bool {
    let mut scan = Scan::new(text);
    let word = scan.any(&["抄送", "抄报", "抄 送", "抄　送", "问", "答"]);
    word && scan.one(is_colon)
}

/// `附件：…`, `附件1`, `附件 二`.
pub(super) fn attachment(text: &str) -> bool {
    let mut scan = Scan::new(text);
    scan.word("附件")
        && (scan.done() || scan.one(|c| is_space(c) || is_colon(c) || is_digit(c) || is_numeral(c)))
}
