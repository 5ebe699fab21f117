//! `article(entry)`: the function through which a layout gets an article's
//! blocks. The dictionaries are described in `layouts/README.md`.

use std::collections::BTreeMap;

use comemo::Tracked;
use typst::World;
use typst::diag::{SourceResult, bail};
use typst::engine::Engine;
use typst::foundations::{Array, Dict, IntoValue, Str, Value, func};
use typst::syntax::{FileId, Spanned};

use super::elements::Elements;
use super::world::file_id;
use crate::content::{
    self, AttachmentItem, Block, BlockKind, Cell, Format, Hints, IndexEntry, IndexSource, Inline, RosterRow,
    Table,
};
use crate::index;
use crate::sheet;

/// The blocks of an article, in reading order: an array of dictionaries.
#[func]
pub(super) fn article(
    engine: &mut Engine,
    /// The article's entry in the issue's data.
    entry: Spanned<Dict>,
) -> SourceResult<Array> {
    let text = |key: &str| match entry.v.get(key) {
        Ok(Value::Str(text)) => Some(text.to_string()),
        _ => None,
    };
    let Some(id) = text("path").and_then(|path| file_id(&path)) else {
        bail!(entry.span, "版式交来的文章没有 path");
    };
    let hints = Hints {
        kind: text("kind").and_then(|kind| serde_json::from_value(kind.into()).ok()).unwrap_or_default(),
        title: text("title").unwrap_or_default(),
        byline: text("byline"),
    };
    let set = blocks(engine.world, id, &hints).map_err(|mut errors| {
        for error in errors.make_mut() {
            if error.span.is_detached() {
                error.span = entry.span.into();
            }
        }
        errors
    })?;
    let looseness = looseness(engine.world, id);
    if looseness.is_empty() {
        return Ok(set);
    }
    let loosened = set.into_iter().map(|block| match block {
        Value::Dict(mut block) => {
            let at = block.get("at").ok().and_then(|at| at.clone().cast::<i64>().ok());
            if let Some(by) = at.and_then(|at| looseness.get(&at.to_string())) {
                block.insert("looseness".into(), by.into_value());
            }
            Value::Dict(block)
        }
        other => other,
    });
    Ok(loosened.collect())
}

/// The article's paragraphs that are to be longer or shorter than is best, by
/// where they begin. Kept out of the issue's data, so that a change concerns
/// these paragraphs alone and all others are remembered.
fn looseness(world: Tracked<dyn World + '_>, id: FileId) -> BTreeMap<String, i64> {
    let Some(bytes) = file_id("/looseness.json").and_then(|file| world.file(file).ok()) else {
        return BTreeMap::new();
    };
    let mut all: BTreeMap<String, BTreeMap<String, i64>> = serde_json::from_slice(&bytes).unwrap_or_default();
    all.remove(id.vpath().get_with_slash()).unwrap_or_default()
}

/// Memoized, so that in a long issue only the article that was edited is read
/// anew.
#[comemo::memoize]
fn blocks(world: Tracked<'_, dyn World + '_>, id: FileId, hints: &Hints) -> SourceResult<Array> {
    let bytes = match world.file(id) {
        Ok(bytes) => bytes,
        Err(error) => bail!(typst::syntax::Span::detached(), "{error}"),
    };
    let Ok(text) = std::str::from_utf8(&bytes) else {
        bail!(typst::syntax::Span::detached(), "文稿不是 UTF-8 编码");
    };
    let mut parsed = content::parse(text, format(id), hints);
    // What is wrong with these files has been reported before: an article is
    // set only without errors.
    for table in parsed.tables_mut() {
        let bytes =
            table.source.as_ref().and_then(|source| sibling(id, &source.path)).map(|file| world.file(file));
        if let Some(Ok(bytes)) = bytes {
            let _ = sheet::fill(table, &bytes);
        }
    }
    for source in parsed.index_sources_mut() {
        let bytes = source.path.as_ref().and_then(|path| sibling(id, path)).map(|file| world.file(file));
        if let Some(Ok(bytes)) = bytes {
            let _ = index::fill(source, &bytes);
        }
    }
    let parsed = parsed;
    let mut builder = Builder { world, id, elements: Elements::new(id, text, &parsed) };
    let mut blocks = Array::new();
    for block in &parsed.blocks {
        let mut dict = builder.block(block)?;
        dict.insert("at".into(), block.span.start.into_value());
        blocks.push(dict.into_value());
    }
    Ok(blocks)
}

/// How the file is written. Other endings than the known ones have been
/// reported before; they are read as plain text.
fn format(id: FileId) -> Format {
    id.vpath().extension().and_then(Format::from_extension).unwrap_or(Format::Plain)
}

/// A title has no more characters than this.
const LONGEST_TITLE: usize = 400;

struct Builder<'a> {
    world: Tracked<'a, dyn World + 'a>,
    id: FileId,
    elements: Elements<'a>,
}

/// A dictionary from its entries.
fn dict<const N: usize>(kind: &str, entries: [(&str, Value); N]) -> Dict {
    let mut dict = Dict::new();
    dict.insert("kind".into(), kind.into_value());
    for (key, value) in entries {
        dict.insert(key.into(), value);
    }
    dict
}

impl<'a> Builder<'a> {
    fn content(&mut self, inlines: &'a [Inline]) -> Value {
        Value::Content(self.elements.inlines(inlines))
    }

    /// The characters of a title, each by itself; none of a text too long for
    /// one.
    fn pieces(&mut self, inlines: &'a [Inline]) -> Value {
        if content::plain_text(inlines).chars().nth(LONGEST_TITLE).is_some() {
            return Value::None;
        }
        let pieces = self.elements.pieces(inlines).into_iter().map(|(text, body)| {
            let mut piece = Dict::new();
            piece.insert("text".into(), Str::from(text).into_value());
            piece.insert("body".into(), Value::Content(body));
            piece.into_value()
        });
        pieces.collect::<Array>().into_value()
    }

    fn optional(&mut self, inlines: Option<&'a Vec<Inline>>) -> Value {
        inlines.map_or(Value::None, |inlines| self.content(inlines))
    }

    fn cells(&mut self, cells: &'a [Vec<Inline>]) -> Value {
        cells.iter().map(|cell| self.content(cell)).collect::<Array>().into_value()
    }

    fn block(&mut self, block: &'a Block) -> SourceResult<Dict> {
        Ok(match &block.kind {
            BlockKind::Title { body, own } => {
                let pieces = self.pieces(body);
                dict("title", [("body", self.content(body)), ("own", own.into_value()), ("pieces", pieces)])
            }
            BlockKind::Byline(body) => self.simple("byline", body),
            BlockKind::DocNumber(body) => self.simple("doc-number", body),
            BlockKind::Salutation(body) => self.simple("salutation", body),
            BlockKind::Heading { level, division, body } => dict(
                "heading",
                [
                    ("level", i64::from(*level).into_value()),
                    ("division", division.into_value()),
                    ("body", self.content(body)),
                ],
            ),
            BlockKind::Paragraph { level, lead, body } => dict(
                "paragraph",
                [
                    ("level", level.map_or(Value::None, |level| i64::from(level).into_value())),
                    ("lead", self.optional(lead.as_ref())),
                    ("body", self.content(body)),
                ],
            ),
            BlockKind::Dash { lead, body } => {
                dict("dash", [("lead", self.optional(lead.as_ref())), ("body", self.content(body))])
            }
            BlockKind::Item(body) => self.simple("item", body),
            BlockKind::Signer(body) => self.simple("signer", body),
            BlockKind::Official { post, name } => dict(
                "official",
                [("post", self.content(post)), ("name", self.content(name)), ("name-text", name_text(name))],
            ),
            BlockKind::SignDate(body) => self.simple("sign-date", body),
            BlockKind::Remark(body) => self.simple("remark", body),
            BlockKind::AttachmentMark(body) => self.simple("attachment-mark", body),
            BlockKind::AttachmentList(items) => {
                let items: Array = items.iter().map(|item| self.attachment(item).into_value()).collect();
                dict("attachment-list", [("items", items.into_value())])
            }
            BlockKind::CopyTo { label, body } => self.pair("copy-to", ("label", label), ("body", body)),
            BlockKind::Imprint { issuer, date } => self.pair("imprint", ("issuer", issuer), ("date", date)),
            BlockKind::Question { mark, body } => self.pair("question", ("mark", mark), ("body", body)),
            BlockKind::Answer { mark, body } => self.pair("answer", ("mark", mark), ("body", body)),
            BlockKind::Verse(lines) => dict("verse", [("lines", self.cells(lines))]),
            BlockKind::GlossaryTitle(body) => self.simple("glossary-title", body),
            BlockKind::GlossaryEntry { number, term, body } => dict(
                "glossary",
                [
                    ("number", self.content(number)),
                    ("term", self.content(term)),
                    ("body", self.content(body)),
                ],
            ),
            BlockKind::Roster(rows) => {
                let rows: Array = rows.iter().map(|row| self.roster_row(row).into_value()).collect();
                dict("roster", [("rows", rows.into_value())])
            }
            BlockKind::Dated { date, body } => {
                dict("dated", [("date", self.content(date)), ("body", self.content(body))])
            }
            BlockKind::Appointment { name, body } => dict(
                "appointment",
                [("name", self.content(name)), ("name-text", name_text(name)), ("body", self.content(body))],
            ),
            BlockKind::Quote(paragraphs) => dict("quote", [("paragraphs", self.cells(paragraphs))]),
            BlockKind::Table(table) => self.table(table),
            BlockKind::Figure { path, path_span, caption, extent } => {
                let file = sibling(self.id, path).ok_or_else(|| "图片路径不在本期文件夹内".into());
                let alt = content::plain_text(caption);
                let image = self.elements.picture(self.world, file, &alt, path_span.clone())?;
                let caption = (!caption.is_empty()).then_some(caption);
                let extent = extent.key().into_value();
                let image = Value::Content(image);
                dict("figure", [("image", image), ("caption", self.optional(caption)), ("extent", extent)])
            }
            BlockKind::AnnualIndex(sources) => {
                let issues: Array = sources.iter().map(|source| indexed(source).into_value()).collect();
                dict("annual-index", [("issues", issues.into_value())])
            }
            BlockKind::Rule => dict("rule", []),
        })
    }

    fn simple(&mut self, kind: &str, body: &'a [Inline]) -> Dict {
        dict(kind, [("body", self.content(body))])
    }

    fn pair(&mut self, kind: &str, first: (&str, &'a [Inline]), second: (&str, &'a [Inline])) -> Dict {
        dict(kind, [(first.0, self.content(first.1)), (second.0, self.content(second.1))])
    }

    fn attachment(&mut self, item: &'a AttachmentItem) -> Dict {
        let mut entry = Dict::new();
        entry.insert("label".into(), self.optional(item.label.as_ref()));
        entry.insert("number".into(), self.optional(item.number.as_ref()));
        entry.insert("name".into(), self.content(&item.name));
        entry
    }

    fn roster_row(&mut self, row: &'a RosterRow) -> Dict {
        let mut entry = Dict::new();
        entry.insert("role".into(), self.optional(row.role.as_ref()));
        entry.insert("name".into(), self.optional(row.name.as_ref()));
        entry.insert("name-text".into(), row.name.as_ref().map_or(Value::None, |name| name_text(name)));
        entry.insert("post".into(), self.content(&row.post));
        entry
    }

    fn table(&mut self, table: &'a Table) -> Dict {
        let align: Array = table.columns.iter().map(|column| column.key().into_value()).collect();
        dict(
            "table",
            [
                ("caption", self.optional(table.caption.as_ref())),
                ("landscape", table.landscape.into_value()),
                ("align", align.into_value()),
                ("head", self.table_rows(&table.head)),
                ("rows", self.table_rows(&table.rows)),
                ("notes", self.cells(&table.notes)),
            ],
        )
    }

    /// Rows of a table, without the places that another cell covers.
    fn table_rows(&mut self, rows: &'a [Vec<Cell>]) -> Value {
        let row = |builder: &mut Self, row: &'a Vec<Cell>| {
            let seen = row.iter().enumerate().filter(|(_, cell)| !cell.is_covered());
            seen.map(|(column, cell)| builder.table_cell(column, cell).into_value())
                .collect::<Array>()
                .into_value()
        };
        rows.iter().map(|cells| row(self, cells)).collect::<Array>().into_value()
    }

    fn table_cell(&mut self, column: usize, cell: &'a Cell) -> Dict {
        let mut entry = Dict::new();
        entry.insert("column".into(), column.into_value());
        entry.insert("across".into(), cell.across.into_value());
        entry.insert("down".into(), cell.down.into_value());
        entry.insert("body".into(), self.content(&cell.body));
        entry
    }
}

/// A name as the layout counts it.
fn name_text(name: &[Inline]) -> Value {
    Str::from(content::solid_text(name)).into_value()
}

/// A file named relative to the article's folder.
fn sibling(article: FileId, path: &str) -> Option<FileId> {
    let joined = article.vpath().parent()?.join(path).ok()?;
    let path = joined.get_with_slash();
    path.starts_with("/issue/").then(|| file_id(path))?
}

/// One issue of an annual index.
fn indexed(source: &IndexSource) -> Dict {
    let entry = |entry: &IndexEntry| {
        let mut line = Dict::new();
        let text = |inlines: &[Inline]| Str::from(content::plain_text(inlines)).into_value();
        line.insert("column".into(), text(&entry.column));
        line.insert("title".into(), text(&entry.title));
        line.insert("doc-number".into(), entry.doc_number.as_deref().map_or(Value::None, text));
        line.insert("page".into(), i64::try_from(entry.page).unwrap_or_default().into_value());
        line.into_value()
    };
    let mut issue = Dict::new();
    issue.insert("own".into(), source.path.is_none().into_value());
    issue.insert("number".into(), i64::from(source.number).into_value());
    issue.insert("entries".into(), source.entries.iter().map(entry).collect::<Array>().into_value());
    issue
}
