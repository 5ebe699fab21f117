//! Reading inline text, and cutting it in two.

use super::chars::is_space;
use super::model::{Article, Block, BlockKind, IndexSource, Inline, Span, Table};

/// The characters of inline text without its markup; a hard break is `\n`,
/// a footnote mark is nothing.
#[must_use]
pub fn plain_text(inlines: &[Inline]) -> String {
    let mut out = String::new();
    push_plain(inlines, &mut out);
    out
}

/// The same without any white space: names and numbers, which editors space out.
#[must_use]
pub fn solid_text(inlines: &[Inline]) -> String {
    plain_text(inlines).split_whitespace().collect()
}

fn push_plain(inlines: &[Inline], out: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text { text, .. } => out.push_str(text),
            Inline::Strong(body) | Inline::Emph(body) | Inline::Link { body, .. } => {
                push_plain(body, out);
            }
            Inline::NoteRef { .. } | Inline::TermMark { .. } | Inline::Picture { .. } => {}
            Inline::Break => out.push('\n'),
        }
    }
}

impl Article {
    /// Every stretch of inline text in reading order: those of the blocks,
    /// then those of the footnotes.
    #[must_use]
    pub fn runs(&self) -> Vec<&[Inline]> {
        let blocks = self.blocks.iter().flat_map(Block::runs);
        blocks.chain(self.notes.iter().map(|note| &note.body[..])).collect()
    }

    /// The names of persons in its rosters and lists of appointments.
    #[must_use]
    pub fn names(&self) -> Vec<String> {
        let of = |block: &Block| match &block.kind {
            BlockKind::Appointment { name, .. } => vec![solid_text(name)],
            BlockKind::Roster(rows) => {
                rows.iter().filter_map(|row| Some(solid_text(row.name.as_ref()?))).collect()
            }
            _ => Vec::new(),
        };
        self.blocks.iter().flat_map(of).collect()
    }

    /// The tables, for filling in what files hold.
    pub fn tables_mut(&mut self) -> impl Iterator<Item = &mut Table> {
        self.blocks.iter_mut().filter_map(|block| match &mut block.kind {
            BlockKind::Table(table) => Some(table),
            _ => None,
        })
    }

    /// The issues of an annual index, for filling in what files hold.
    pub fn index_sources_mut(&mut self) -> impl Iterator<Item = &mut IndexSource> {
        let sources = self.blocks.iter_mut().filter_map(|block| match &mut block.kind {
            BlockKind::AnnualIndex(sources) => Some(sources),
            _ => None,
        });
        sources.flatten()
    }

    /// The 发文字号; of several the first, since further ones belong to
    /// documents attached to it.
    #[must_use]
    pub fn doc_number(&self) -> Option<String> {
        self.blocks.iter().find_map(|block| match &block.kind {
            BlockKind::DocNumber(body) => Some(solid_text(body)),
            _ => None,
        })
    }

    /// How many characters it has, white space not counted.
    #[must_use]
    pub fn characters(&self) -> usize {
        let texts = self.texts();
        texts.iter().flat_map(|(text, _)| text.chars()).filter(|c| !c.is_whitespace()).count()
    }

    /// Every piece of text in reading order, with the place where it stands.
    #[must_use]
    pub fn texts(&self) -> Vec<(&str, &Span)> {
        let mut out = Vec::new();
        for run in self.runs() {
            push_texts(run, &mut out);
        }
        out
    }
}

fn push_texts<'a>(inlines: &'a [Inline], out: &mut Vec<(&'a str, &'a Span)>) {
    for inline in inlines {
        match inline {
            Inline::Text { text, span } | Inline::TermMark { text, span, .. } => out.push((text, span)),
            Inline::Strong(body) | Inline::Emph(body) | Inline::Link { body, .. } => {
                push_texts(body, out);
            }
            Inline::NoteRef { .. } | Inline::Picture { .. } | Inline::Break => {}
        }
    }
}

impl Block {
    /// The stretches of inline text in this block, in reading order.
    #[must_use]
    pub fn runs(&self) -> Vec<&[Inline]> {
        fn opt(part: &Option<Vec<Inline>>) -> &[Inline] {
            part.as_deref().unwrap_or_default()
        }
        match &self.kind {
            BlockKind::Title { body, .. } | BlockKind::Heading { body, .. } => vec![body],
            BlockKind::Byline(body)
            | BlockKind::DocNumber(body)
            | BlockKind::Salutation(body)
            | BlockKind::Item(body)
            | BlockKind::Signer(body)
            | BlockKind::SignDate(body)
            | BlockKind::Remark(body)
            | BlockKind::AttachmentMark(body)
            | BlockKind::GlossaryTitle(body) => vec![body],
            BlockKind::Paragraph { lead, body, .. } | BlockKind::Dash { lead, body } => {
                vec![opt(lead), body]
            }
            BlockKind::GlossaryEntry { number, term, body } => vec![number, term, body],
            BlockKind::Dated { date: head, body }
            | BlockKind::Appointment { name: head, body }
            | BlockKind::Official { post: head, name: body }
            | BlockKind::CopyTo { label: head, body }
            | BlockKind::Imprint { issuer: head, date: body }
            | BlockKind::Question { mark: head, body }
            | BlockKind::Answer { mark: head, body } => vec![head, body],
            BlockKind::AttachmentList(items) => {
                items.iter().flat_map(|item| [opt(&item.label), opt(&item.number), &item.name[..]]).collect()
            }
            BlockKind::Roster(rows) => {
                rows.iter().flat_map(|row| [opt(&row.role), opt(&row.name), &row.post[..]]).collect()
            }
            BlockKind::Quote(paragraphs) | BlockKind::Verse(paragraphs) => {
                paragraphs.iter().map(|p| &p[..]).collect()
            }
            BlockKind::Table(table) => {
                let cells = table.head.iter().chain(&table.rows).flatten().map(|cell| &cell.body[..]);
                let notes = table.notes.iter().map(|note| &note[..]);
                std::iter::once(opt(&table.caption)).chain(cells).chain(notes).collect()
            }
            BlockKind::Figure { caption, .. } => vec![caption],
            BlockKind::AnnualIndex(sources) => {
                let entries = sources.iter().flat_map(|source| &source.entries);
                entries
                    .flat_map(|entry| [&entry.column[..], &entry.title[..], opt(&entry.doc_number)])
                    .collect()
            }
            BlockKind::Rule => Vec::new(),
        }
    }
}

/// How many bytes of [`plain_text`] an inline makes.
fn width(inline: &Inline) -> usize {
    match inline {
        Inline::Text { text, .. } => text.len(),
        Inline::Strong(body) | Inline::Emph(body) | Inline::Link { body, .. } => body.iter().map(width).sum(),
        Inline::NoteRef { .. } | Inline::TermMark { .. } | Inline::Picture { .. } => 0,
        Inline::Break => 1,
    }
}

/// Cuts inline text at a byte offset of its [`plain_text`] and drops the white
/// space at the cut. A footnote mark at the cut stays with the first part.
pub(super) fn split(inlines: Vec<Inline>, at: usize) -> (Vec<Inline>, Vec<Inline>) {
    let (left, right) = cut(inlines, at);
    (trim(left), trim(right))
}

fn cut(inlines: Vec<Inline>, at: usize) -> (Vec<Inline>, Vec<Inline>) {
    let (mut left, mut right) = (Vec::new(), Vec::new());
    let mut pos = 0;
    for inline in inlines {
        let len = width(&inline);
        if right.is_empty() && pos + len <= at {
            left.push(inline);
        } else if pos >= at {
            right.push(inline);
        } else {
            let (a, b) = cut_one(inline, at - pos);
            left.push(a);
            right.push(b);
        }
        pos += len;
    }
    (left, right)
}

fn cut_one(inline: Inline, at: usize) -> (Inline, Inline) {
    match inline {
        Inline::Text { mut text, span } => {
            let verbatim = text.len() == span.len();
            let tail = text.split_off(text.floor_char_boundary(at));
            // Text that is not verbatim is a single character and is never cut.
            let middle = if verbatim { span.start + text.len() } else { span.end };
            let a = Inline::Text { text, span: span.start..middle };
            (a, Inline::Text { text: tail, span: middle..span.end })
        }
        Inline::Strong(body) => {
            let (a, b) = cut(body, at);
            (Inline::Strong(a), Inline::Strong(b))
        }
        Inline::Emph(body) => {
            let (a, b) = cut(body, at);
            (Inline::Emph(a), Inline::Emph(b))
        }
        Inline::Link { url, body } => {
            let (a, b) = cut(body, at);
            (Inline::Link { url: url.clone(), body: a }, Inline::Link { url, body: b })
        }
        whole => (whole, Inline::Break),
    }
}

/// Drops white space and breaks at both ends.
pub(super) fn trim(mut inlines: Vec<Inline>) -> Vec<Inline> {
    while let Some(last) = inlines.pop() {
        if let Some(kept) = trim_one(last, false) {
            inlines.push(kept);
            break;
        }
    }
    let mut out = Vec::with_capacity(inlines.len());
    for inline in inlines {
        if out.is_empty() {
            out.extend(trim_one(inline, true));
        } else {
            out.push(inline);
        }
    }
    out
}

fn trim_one(inline: Inline, start: bool) -> Option<Inline> {
    let nested = |body: Vec<Inline>| Some(trim(body)).filter(|body| !body.is_empty());
    match inline {
        Inline::Text { text, span } => {
            let kept =
                if start { text.trim_start_matches(is_space) } else { text.trim_end_matches(is_space) };
            if kept.is_empty() {
                return None;
            }
            let span = match text.len() == span.len() {
                true if start => span.end - kept.len()..span.end,
                true => span.start..span.start + kept.len(),
                false => span,
            };
            Some(Inline::Text { text: kept.to_owned(), span })
        }
        Inline::Strong(body) => nested(body).map(Inline::Strong),
        Inline::Emph(body) => nested(body).map(Inline::Emph),
        Inline::Link { url, body } => Some(Inline::Link { url, body: trim(body) }),
        Inline::Break => None,
        mark @ (Inline::NoteRef { .. } | Inline::TermMark { .. } | Inline::Picture { .. }) => Some(mark),
    }
}

/// From the first to the last byte that inline text stands on.
pub(super) fn extent(inlines: &[Inline]) -> Option<Span> {
    let mut all = Vec::new();
    push_texts(inlines, &mut all);
    let (first, last) = (all.first()?, all.last()?);
    Some(first.1.start..last.1.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str, start: usize) -> Inline {
        Inline::Text { text: text.into(), span: start..start + text.len() }
    }

    #[test]
    fn a_cut_goes_through_strong_text_and_drops_spaces() {
        let inlines = vec![text("甲", 0), Inline::Strong(vec![text("乙 丙", 5)]), text("丁", 14)];
        let (a, b) = split(inlines, 6);
        assert_eq!(a, vec![text("甲", 0), Inline::Strong(vec![text("乙", 5)])]);
        assert_eq!(b, vec![Inline::Strong(vec![text("丙", 9)]), text("丁", 14)]);
    }

    #[test]
    fn a_note_at_the_cut_stays_on_the_left() {
        let note = Inline::NoteRef { label: "1".into(), span: 3..7 };
        let (a, b) = split(vec![text("甲", 0), note.clone(), text("乙", 7)], 3);
        assert_eq!(a, vec![text("甲", 0), note]);
        assert_eq!(b, vec![text("乙", 7)]);
    }
}
