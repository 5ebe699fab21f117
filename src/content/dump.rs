//! An article in a form to read and compare: one line per block, its parts
//! separated by ` │ `, with the byte range it stands on.

use std::fmt::Write;

use super::model::{
    Article, AttachmentItem, Block, BlockKind, Cell, Extent, Inline, RosterRow, Span, TableFile,
};

/// Writes an article down, for tests and for looking at a parse.
#[must_use]
pub fn dump(article: &Article) -> String {
    let mut out = String::new();
    for block in &article.blocks {
        push_block(block, &mut out);
    }
    for note in &article.notes {
        push_line(&format!("note[{}]", note.label), &note.span, &[inline(&note.body)], &mut out);
    }
    for problem in &article.problems {
        push_line("problem", &problem.span, &[format!("{:?}", problem.kind)], &mut out);
    }
    out
}

fn push_line(name: &str, span: &Span, parts: &[String], out: &mut String) {
    let parts = parts.join(" │ ");
    // Writing to a string cannot fail.
    let _ = writeln!(out, "{name} {}..{} {parts}", span.start, span.end);
}

fn push_block(block: &Block, out: &mut String) {
    let mut line = |name: &str, parts: &[String]| push_line(name, &block.span, parts, out);
    match &block.kind {
        BlockKind::Title { body, own: true } => line("title(own)", &[inline(body)]),
        BlockKind::Title { body, own: false } => line("title", &[inline(body)]),
        BlockKind::Byline(body) => line("byline", &[inline(body)]),
        BlockKind::DocNumber(body) => line("doc-number", &[inline(body)]),
        BlockKind::Salutation(body) => line("salutation", &[inline(body)]),
        BlockKind::Heading { level, division, body } => {
            let name = if *division { "division" } else { "heading" };
            line(&format!("{name}{level}"), &[inline(body)]);
        }
        BlockKind::Paragraph { level, lead, body } => {
            let level = level.map(|level| level.to_string()).unwrap_or_default();
            line(&format!("paragraph{level}"), &parts(lead, body));
        }
        BlockKind::Dash { lead, body } => line("dash", &parts(lead, body)),
        BlockKind::Item(body) => line("item", &[inline(body)]),
        BlockKind::Signer(body) => line("signer", &[inline(body)]),
        BlockKind::Official { post, name } => line("official", &[inline(post), inline(name)]),
        BlockKind::SignDate(body) => line("sign-date", &[inline(body)]),
        BlockKind::Remark(body) => line("remark", &[inline(body)]),
        BlockKind::AttachmentMark(body) => line("attachment-mark", &[inline(body)]),
        BlockKind::AttachmentList(items) => {
            line("attachment-list", &[]);
            for item in items {
                push_attachment(item, out);
            }
        }
        BlockKind::CopyTo { label, body } => line("copy-to", &[inline(label), inline(body)]),
        BlockKind::Imprint { issuer, date } => line("imprint", &[inline(issuer), inline(date)]),
        BlockKind::Question { mark, body } => line("question", &[inline(mark), inline(body)]),
        BlockKind::Answer { mark, body } => line("answer", &[inline(mark), inline(body)]),
        BlockKind::Verse(lines) => {
            line("verse", &lines.iter().map(|body| inline(body)).collect::<Vec<_>>());
        }
        BlockKind::GlossaryTitle(body) => line("glossary-title", &[inline(body)]),
        BlockKind::GlossaryEntry { number, term, body } => {
            line("glossary", &[inline(number), inline(term), inline(body)]);
        }
        BlockKind::Dated { date, body } => line("dated", &[inline(date), inline(body)]),
        BlockKind::Appointment { name, body } => {
            line("appointment", &[inline(name), inline(body)]);
        }
        BlockKind::Quote(paragraphs) => {
            line("quote", &paragraphs.iter().map(|body| inline(body)).collect::<Vec<_>>());
        }
        BlockKind::Figure { path, caption, extent, .. } => {
            let name = if *extent == Extent::Column { "" } else { extent.key() };
            line("figure", &[format!("<{path}>{name}"), inline(caption)]);
        }
        BlockKind::AnnualIndex(sources) => {
            line("annual-index", &[]);
            for source in sources {
                push_line("    issue", &source.span, &[source.path.clone().unwrap_or_default()], out);
            }
        }
        BlockKind::Rule => line("rule", &[]),
        BlockKind::Roster(rows) => {
            line("roster", &[]);
            for row in rows {
                push_row(row, out);
            }
        }
        BlockKind::Table(table) => {
            let aligns: Vec<_> = table.columns.iter().map(|align| align.key()).collect();
            let name = if table.landscape { "table(landscape)" } else { "table" };
            line(name, &[option(&table.caption), aligns.join(" ")]);
            if let Some(TableFile { path, sheet, span }) = &table.source {
                let sheet = sheet.as_deref().unwrap_or("-");
                push_line("    file", span, &[format!("<{path}>"), sheet.to_owned()], out);
            }
            for (row, mark) in
                table.head.iter().map(|row| (row, '‖')).chain(table.rows.iter().map(|row| (row, '|')))
            {
                let cells: Vec<_> = row.iter().map(cell).collect();
                let _ = writeln!(out, "    {mark} {} {mark}", cells.join(" | "));
            }
            for note in &table.notes {
                let _ = writeln!(out, "    note {}", inline(note));
            }
        }
    }
}

fn push_attachment(item: &AttachmentItem, out: &mut String) {
    let parts = [option(&item.label), option(&item.number), inline(&item.name)];
    push_line("    item", &item.span, &parts, out);
}

/// A cell; one that goes over others with its size, one that is covered as `·`.
fn cell(cell: &Cell) -> String {
    match (cell.across, cell.down) {
        (0, _) | (_, 0) => "·".to_owned(),
        (1, 1) => inline(&cell.body),
        (across, down) => format!("‹{across}×{down}› {}", inline(&cell.body)),
    }
}

fn push_row(row: &RosterRow, out: &mut String) {
    let parts = [option(&row.role), option(&row.name), inline(&row.post)];
    push_line("    row", &row.span, &parts, out);
}

fn parts(lead: &Option<Vec<Inline>>, body: &[Inline]) -> Vec<String> {
    lead.iter().map(|lead| inline(lead)).chain([inline(body)]).collect()
}

fn option(part: &Option<Vec<Inline>>) -> String {
    part.as_ref().map_or_else(|| "-".to_owned(), |part| inline(part))
}

/// Inline text with its markup in `‹…›`, which no document uses.
fn inline(inlines: &[Inline]) -> String {
    let mut out = String::new();
    for piece in inlines {
        match piece {
            Inline::Text { text, .. } => out.push_str(text),
            Inline::Strong(body) => out.push_str(&format!("‹b {}›", inline(body))),
            Inline::Emph(body) => out.push_str(&format!("‹i {}›", inline(body))),
            Inline::Link { url, body } => {
                out.push_str(&format!("‹a <{url}> {}›", inline(body)));
            }
            Inline::NoteRef { label, .. } => out.push_str(&format!("‹note {label}›")),
            Inline::TermMark { number, text, .. } => out.push_str(&format!("‹term {number} {text}›")),
            Inline::Picture { .. } => out.push_str("‹picture›"),
            Inline::Break => out.push_str("‹br›"),
        }
    }
    out
}
