//! Paragraphs that open with a number: headings, run-in heads, entries of the
//! 名词解释, the articles of a regulation.

use super::{Builder, Piece, head_and_body};
use crate::content::model::{BlockKind, Inline};
use crate::content::text::split;
use crate::content::{glossary, heading, number, terms};

impl Builder<'_> {
    /// Headings and paragraphs that open with a number.
    pub(super) fn numbered(&mut self, piece: Piece, listed: bool) -> Option<Piece> {
        let Piece { inlines, plain, span } = piece;
        if let Some((division, end)) = number::division(&plain) {
            let kind = self.division(division, end, inlines, &plain);
            self.push(kind, span);
            return None;
        }
        // `[1] …` and `① …` number the entries of a glossary too.
        let marked = || self.state.glossary.then(|| terms::entry(&plain)).flatten();
        let Some(number) = number::number(&plain).or_else(marked) else {
            return Some(Piece { inlines, plain, span });
        };
        let level = Some(number.level);
        if listed && number.level == 3 {
            self.listed(inlines, number.end, span);
            return None;
        }
        let kind = if let Some(end) = self.state.glossary.then(|| glossary::term(&plain, number)).flatten() {
            let (head, body) = split(inlines, end);
            let (number, term) = split(head, number.end);
            BlockKind::GlossaryEntry { number, term, body }
        } else {
            use heading::Numbered::{Heading, Paragraph, RunIn};
            match heading::numbered(&plain, number) {
                _ if self.state.statute => BlockKind::Paragraph { level, lead: None, body: inlines },
                Heading if self.enumerates(number.level) => {
                    BlockKind::Paragraph { level, lead: None, body: inlines }
                }
                Heading => BlockKind::Heading { level: number.level, division: false, body: inlines },
                RunIn(end) => {
                    let (lead, body) = head_and_body(inlines, end);
                    BlockKind::Paragraph { level, lead, body }
                }
                Paragraph => BlockKind::Paragraph { level, lead: None, body: inlines },
            }
        };
        self.push(kind, span);
        self.state.attachments = listed;
        None
    }

    fn division(
        &mut self,
        division: number::Division,
        end: usize,
        inlines: Vec<Inline>,
        plain: &str,
    ) -> BlockKind {
        let sentence = plain.chars().any(|c| "。；！？".contains(c)) || plain.chars().count() > 40;
        match division {
            number::Division::Article => {
                self.state.statute = true;
                let (lead, body) = head_and_body(inlines, end);
                BlockKind::Paragraph { level: None, lead, body }
            }
            _ if sentence => BlockKind::Paragraph { level: None, lead: None, body: inlines },
            number::Division::Chapter => BlockKind::Heading { level: 1, division: true, body: inlines },
            number::Division::Section => BlockKind::Heading { level: 2, division: true, body: inlines },
        }
    }

    /// Whether the block before is an item of an enumeration of this level:
    /// its last item ends with 。 and looks like a heading.
    fn enumerates(&self, level: u8) -> bool {
        match self.blocks.last().map(|block| &block.kind) {
            Some(BlockKind::Paragraph { level: Some(before), body, .. }) => {
                *before == level && matches!(last_char(body), Some('；' | ';' | '，' | ',' | '、'))
            }
            _ => false,
        }
    }
}

fn last_char(inlines: &[Inline]) -> Option<char> {
    match inlines.last()? {
        Inline::Text { text, .. } => text.chars().next_back(),
        Inline::Strong(body) | Inline::Emph(body) | Inline::Link { body, .. } => last_char(body),
        Inline::NoteRef { .. } | Inline::TermMark { .. } | Inline::Picture { .. } | Inline::Break => None,
    }
}
