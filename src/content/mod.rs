//! Reading an article: from the editor's text to blocks.
//!
//! Editors write plain text as they would in Word; what a line is (a heading,
//! 署名, a roster) is read off its form, as a reader of official documents
//! does. Markdown is there where the form does not suffice, and always wins.
//!
//! Text flows one way: `lines` → `paragraphs` (which lines belong together,
//! explicit Markdown) → `inline` (marks inside a paragraph) → `structure`
//! (what each paragraph is). Parsing never fails, loses no character, and takes
//! time in proportion to the file.

mod annual;
mod appointment;
mod breaks;
pub(crate) mod chars;
mod colophon;
mod context;
mod dash;
mod date;
mod dump;
mod emphasis;
mod entity;
mod figure;
mod glossary;
mod head;
mod heading;
mod inline;
mod interview;
mod lines;
mod marker;
mod merge;
mod model;
mod names;
mod notes;
mod number;
mod paragraphs;
mod roster;
mod scan;
mod signature;
mod structure;
mod table;
mod table_words;
mod terms;
mod text;
mod verse;

pub use dump::dump;
pub use merge::{Mark, merge};
pub use model::{
    Align, Article, ArticleKind, AttachmentItem, Block, BlockKind, Cell, Extent, Hints, IndexEntry,
    IndexSource, Inline, Note, Problem, ProblemKind, RosterRow, Span, Table, TableFile,
};
pub(crate) use names::is_plausible as is_plausible_name;
pub use terms::{ends_with_term, glossary as terms_of, value as number_of};
pub use text::{plain_text, solid_text};

/// How an article's file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// `.md`: blank lines separate paragraphs.
    Markdown,
    /// `.txt`, as saved from Word: every line is a paragraph.
    Plain,
}

impl Format {
    /// The format that a file name's extension stands for.
    #[must_use]
    pub fn from_extension(extension: &str) -> Option<Self> {
        match extension.to_ascii_lowercase().as_str() {
            "md" | "markdown" => Some(Self::Markdown),
            "txt" | "text" => Some(Self::Plain),
            _ => None,
        }
    }
}

/// Reads an article.
#[must_use]
pub fn parse(text: &str, format: Format, hints: &Hints) -> Article {
    let context = context::Context::new(text, format, hints);
    let raws = paragraphs::paragraphs(&context, format);
    let (mut blocks, notes, problems) = structure::build(&context, raws);
    interview::mark(&context, &mut blocks);
    verse::mark(&context, &mut blocks);
    terms::mark(&mut blocks);
    let mut article = Article { blocks, notes, problems };
    notes::check(&mut article);
    article
}
