//! An issue as a plain Typst project: for those who write a layout and want to
//! try it with Typst alone, and for measuring ourselves against it.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fmt::Write;

use super::builtin;
use super::data::issue_json;
use crate::content::{self, Article, Block, BlockKind, Cell, IndexEntry, IndexSource, Inline};
use crate::font::RoleFonts;
use crate::manifest::Manifest;

/// The project's files: path and text. `texts` are the articles in the
/// manifest's order. Pictures and a publication's own layouts are not among
/// them.
pub fn export(manifest: &Manifest, roles: &[RoleFonts], texts: &[&Article]) -> Vec<(String, String)> {
    let mut files: Vec<_> = builtin::files().map(|(path, text)| (path.to_owned(), text.to_owned())).collect();
    let mut main = String::new();
    let mut table = String::from("#let texts = (\n");
    for (number, (entry, article)) in manifest.articles().zip(texts).enumerate() {
        let _ = writeln!(main, "#import \"/articles/{number}.typ\" as article{number}");
        let _ =
            writeln!(table, "  {}: article{number}.blocks,", quoted(&format!("/issue/{}", entry.file.value)));
        let folder = entry
            .file
            .value
            .rsplit_once('/')
            .map_or("/issue".to_owned(), |(folder, _)| format!("/issue/{folder}"));
        files.push((format!("articles/{number}.typ"), blocks(article, number, &folder)));
    }
    let _ = writeln!(main, "#import \"/layouts/{}/lib.typ\": bulletin", super::layout_name(manifest));
    main.push_str(&table);
    main.push_str(")\n#bulletin(json(\"/issue.json\"), entry => texts.at(entry.path))\n");
    files.push(("main.typ".to_owned(), main));
    files.push(("issue.json".to_owned(), issue_json(manifest, roles, &[], texts)));
    files
}

fn blocks(article: &Article, number: usize, folder: &str) -> String {
    let writer = Writer { article, number, folder, marked: RefCell::default() };
    let mut out = String::from("#let blocks = (\n");
    for block in &article.blocks {
        let _ = writeln!(out, "  ({}),", writer.block(block));
    }
    out.push_str(")\n");
    out
}

struct Writer<'a> {
    article: &'a Article,
    /// The article's number, for labels.
    number: usize,
    folder: &'a str,
    /// The notes that a mark has been made for, by their positions.
    marked: RefCell<BTreeSet<usize>>,
}

impl Writer<'_> {
    fn content(&self, inlines: &[Inline]) -> String {
        format!("[{}]", inlines.iter().map(|inline| self.inline(inline)).collect::<String>())
    }

    fn optional(&self, inlines: Option<&Vec<Inline>>) -> String {
        inlines.map_or_else(|| "none".to_owned(), |inlines| self.content(inlines))
    }

    fn inline(&self, inline: &Inline) -> String {
        match inline {
            Inline::Text { text, .. } => format!("#{}", quoted(text)),
            Inline::Strong(body) => format!("#strong{}", self.content(body)),
            Inline::Emph(body) => format!("#emph{}", self.content(body)),
            Inline::Link { url, body } => format!("#link({}){}", quoted(url), self.content(body)),
            Inline::NoteRef { label, .. } => self.note(label),
            Inline::TermMark { text, .. } => {
                let digits = text.trim_matches(|c| "[]［］【】".contains(c));
                format!("#\"\\u{{2060}}\"#super[#{}]", quoted(digits))
            }
            Inline::Picture { .. } => String::new(),
            Inline::Break => "#linebreak()".to_owned(),
        }
    }

    /// A note where its mark first stands, a reference to it after that.
    fn note(&self, label: &str) -> String {
        let Some(at) = self.article.notes.iter().position(|note| note.label == label) else {
            return String::new();
        };
        let name = format!("<note-{}-{at}>", self.number);
        if self.marked.borrow_mut().insert(at) {
            format!("#[#footnote{}{name}]", self.content(&self.article.notes[at].body))
        } else {
            format!("#footnote({name})")
        }
    }

    fn list(&self, items: impl Iterator<Item = String>) -> String {
        let items: String = items.map(|item| item + ", ").collect();
        format!("({items})")
    }

    fn cells(&self, cells: &[Vec<Inline>]) -> String {
        self.list(cells.iter().map(|cell| self.content(cell)))
    }

    /// A row of a table, without the places that another cell covers.
    fn table_row(&self, row: &[Cell]) -> String {
        self.list(row.iter().enumerate().filter(|(_, cell)| !cell.is_covered()).map(|(column, cell)| {
            format!(
                "(column: {column}, across: {}, down: {}, body: {})",
                cell.across,
                cell.down,
                self.content(&cell.body)
            )
        }))
    }

    /// One issue of an annual index.
    fn indexed(&self, source: &IndexSource) -> String {
        let text = |inlines: &[Inline]| quoted(&content::plain_text(inlines));
        let entries = source.entries.iter().map(|IndexEntry { column, title, doc_number, page }| {
            let number = doc_number.as_deref().map_or("none".to_owned(), text);
            let (column, title) = (text(column), text(title));
            format!("(column: {column}, title: {title}, doc-number: {number}, page: {page})")
        });
        let own = source.path.is_none();
        format!("(own: {own}, number: {}, entries: {})", source.number, self.list(entries))
    }

    fn block(&self, block: &Block) -> String {
        let simple = |kind: &str, body: &[Inline]| format!("kind: \"{kind}\", body: {}", self.content(body));
        let pair = |kind: &str, first: (&str, &[Inline]), second: (&str, &[Inline])| {
            let part = |(key, body): (&str, &[Inline])| format!("{key}: {}", self.content(body));
            format!("kind: \"{kind}\", {}, {}", part(first), part(second))
        };
        match &block.kind {
            BlockKind::Title { body, own } => format!("{}, own: {own}", simple("title", body)),
            BlockKind::Byline(body) => simple("byline", body),
            BlockKind::DocNumber(body) => simple("doc-number", body),
            BlockKind::Salutation(body) => simple("salutation", body),
            BlockKind::Heading { level, division, body } => {
                format!("{}, level: {level}, division: {division}", simple("heading", body))
            }
            BlockKind::Paragraph { level, lead, body } => {
                let level = level.map_or_else(|| "none".to_owned(), |level| level.to_string());
                format!(
                    "{}, level: {level}, lead: {}",
                    simple("paragraph", body),
                    self.optional(lead.as_ref())
                )
            }
            BlockKind::Dash { lead, body } => {
                format!("{}, lead: {}", simple("dash", body), self.optional(lead.as_ref()))
            }
            BlockKind::Item(body) => simple("item", body),
            BlockKind::Signer(body) => simple("signer", body),
            BlockKind::Official { post, name } => {
                format!(
                    "{}, name-text: {}",
                    pair("official", ("post", post), ("name", name)),
                    name_text(name)
                )
            }
            BlockKind::SignDate(body) => simple("sign-date", body),
            BlockKind::Remark(body) => simple("remark", body),
            BlockKind::AttachmentMark(body) => simple("attachment-mark", body),
            BlockKind::AttachmentList(items) => {
                let items = items.iter().map(|item| {
                    format!(
                        "(label: {}, number: {}, name: {})",
                        self.optional(item.label.as_ref()),
                        self.optional(item.number.as_ref()),
                        self.content(&item.name),
                    )
                });
                format!("kind: \"attachment-list\", items: {}", self.list(items))
            }
            BlockKind::CopyTo { label, body } => pair("copy-to", ("label", label), ("body", body)),
            BlockKind::Imprint { issuer, date } => pair("imprint", ("issuer", issuer), ("date", date)),
            BlockKind::Question { mark, body } => pair("question", ("mark", mark), ("body", body)),
            BlockKind::Answer { mark, body } => pair("answer", ("mark", mark), ("body", body)),
            BlockKind::Verse(lines) => format!("kind: \"verse\", lines: {}", self.cells(lines)),
            BlockKind::GlossaryTitle(body) => simple("glossary-title", body),
            BlockKind::GlossaryEntry { number, term, body } => format!(
                "{}, number: {}, term: {}",
                simple("glossary", body),
                self.content(number),
                self.content(term),
            ),
            BlockKind::Roster(rows) => {
                let rows = rows.iter().map(|row| {
                    let text = row.name.as_ref().map_or_else(|| "none".to_owned(), |name| name_text(name));
                    format!(
                        "(role: {}, name: {}, name-text: {text}, post: {})",
                        self.optional(row.role.as_ref()),
                        self.optional(row.name.as_ref()),
                        self.content(&row.post),
                    )
                });
                format!("kind: \"roster\", rows: {}", self.list(rows))
            }
            BlockKind::Dated { date, body } => {
                format!("{}, date: {}", simple("dated", body), self.content(date))
            }
            BlockKind::Appointment { name, body } => format!(
                "{}, name: {}, name-text: {}",
                simple("appointment", body),
                self.content(name),
                name_text(name),
            ),
            BlockKind::Quote(paragraphs) => {
                format!("kind: \"quote\", paragraphs: {}", self.cells(paragraphs))
            }
            BlockKind::Table(table) => {
                let align = table.columns.iter().map(|align| quoted(align.key()));
                format!(
                    "kind: \"table\", caption: {}, landscape: {}, align: {}, head: {}, rows: {}, notes: {}",
                    self.optional(table.caption.as_ref()),
                    table.landscape,
                    self.list(align),
                    self.list(table.head.iter().map(|row| self.table_row(row))),
                    self.list(table.rows.iter().map(|row| self.table_row(row))),
                    self.cells(&table.notes),
                )
            }
            BlockKind::Figure { path, caption, extent, .. } => {
                let caption = (!caption.is_empty()).then_some(caption);
                let path = quoted(&format!("{}/{path}", self.folder));
                let caption = self.optional(caption);
                let extent = quoted(extent.key());
                format!("kind: \"figure\", image: image({path}), caption: {caption}, extent: {extent}")
            }
            BlockKind::AnnualIndex(sources) => {
                let issues = sources.iter().map(|source| self.indexed(source));
                format!("kind: \"annual-index\", issues: {}", self.list(issues))
            }
            BlockKind::Rule => "kind: \"rule\"".to_owned(),
        }
    }
}

fn name_text(name: &[Inline]) -> String {
    quoted(&content::solid_text(name))
}

/// A Typst string.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() => {
                let _ = write!(out, "\\u{{{:x}}}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
