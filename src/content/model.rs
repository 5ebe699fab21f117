//! The article as the parser understood it: blocks of inline text.
//!
//! Every range is a byte range into the article's file, on character
//! boundaries, so that whatever is later found wrong (a missing character, an
//! unreadable picture) can be shown at the editor's own line.

use std::ops::Range;

pub use crate::manifest::ArticleKind;

/// A byte range into the article's file.
pub type Span = Range<usize>;

/// What the manifest knows of an article and the parser needs to tell the
/// article's own head from its body.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Hints {
    /// The kind of article.
    pub kind: ArticleKind,
    /// The title as the manifest has it, without break marks.
    pub title: String,
    /// The byline as the manifest has it, if any.
    pub byline: Option<String>,
}

/// A parsed article.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Article {
    /// The blocks in reading order. Footnote definitions are not among them.
    pub blocks: Vec<Block>,
    /// Footnote definitions (`[^label]: …`) in the order they stand.
    pub notes: Vec<Note>,
    /// What the parser could not make sense of. Parsing itself never fails.
    pub problems: Vec<Problem>,
}

/// A footnote's definition.
#[derive(Debug, Clone, PartialEq)]
pub struct Note {
    /// The label between `[^` and `]`.
    pub label: String,
    /// The note's text.
    pub body: Vec<Inline>,
    /// Where the whole definition stands.
    pub span: Span,
}

/// Something an editor should correct, found while parsing.
#[derive(Debug, Clone, PartialEq)]
pub struct Problem {
    /// What is wrong.
    pub kind: ProblemKind,
    /// Where.
    pub span: Span,
}

/// The kinds of [`Problem`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProblemKind {
    /// A footnote mark `[^label]` without a definition.
    UndefinedNote(String),
    /// A footnote definition that no mark refers to.
    UnusedNote(String),
    /// A note that refers to itself, straight or through other notes.
    NoteCycle(String),
    /// A note mark in a title, where no note can be set.
    NoteInTitle(String),
    /// A picture amid text.
    InlinePicture,
    /// Two definitions with the same label; the first one counts.
    DuplicateNote(String),
    /// A word in braces behind a picture that means nothing.
    UnknownAttribute(String),
    /// A picture asked to be set in two ways.
    TwoExtents,
    /// A table row with more or fewer cells than the head: (expected, found).
    RaggedTable(usize, usize),
    /// `^^` or `<<` where there is no cell to merge with.
    NothingToMerge,
    /// `^^` right below the head: head and body stay apart.
    MergeIntoHead,
    /// Merged cells that make no rectangle.
    CrookedMerge,
    /// A table without rows.
    EmptyTable,
    /// A word in braces at a caption's end that is none of ours.
    UnknownTableWord(String),
}

/// One block: a paragraph or something of its rank.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    /// What the block is.
    pub kind: BlockKind,
    /// Where the whole block stands, markers included, line end excluded.
    pub span: Span,
}

/// The kinds of block.
#[derive(Debug, Clone, PartialEq)]
pub enum BlockKind {
    /// A title inside the text: the article's own (repeated in the text), or
    /// that of a document attached to it.
    Title {
        /// The text of the title.
        body: Vec<Inline>,
        /// Whether this is the article's title from the manifest, standing at
        /// the head of the text. The layout sets that one from the manifest.
        own: bool,
    },
    /// The byline under the article's own title, as it stands in the text.
    Byline(Vec<Inline>),
    /// 发文字号 on a line of its own: `怀鹤政发〔2024〕1号`.
    DocNumber(Vec<Inline>),
    /// 主送机关 or the opening address: `各位代表：`.
    Salutation(Vec<Inline>),
    /// A heading that stands alone.
    Heading {
        /// 1 `一、`, 2 `（一）`, 3 `1.`, 4 `（1）`.
        level: u8,
        /// Whether it is a 编, 章 or 节 of a regulation.
        division: bool,
        /// The text, number included.
        body: Vec<Inline>,
    },
    /// A paragraph of running text.
    Paragraph {
        /// The level of the number that it opens with, if any.
        level: Option<u8>,
        /// The run-in head, number and end mark included: `（一）加强领导。`.
        lead: Option<Vec<Inline>>,
        /// The rest.
        body: Vec<Inline>,
    },
    /// A paragraph that opens with `——`.
    Dash {
        /// The opening clause up to and including its end mark
        /// (`——从产业看，`), when it is short enough to be one.
        lead: Option<Vec<Inline>>,
        /// The rest.
        body: Vec<Inline>,
    },
    /// One item of a Markdown `-`, `*` or `+` list.
    Item(Vec<Inline>),
    /// 署名.
    Signer(Vec<Inline>),
    /// The official who signs an order: `区长　张某某`.
    Official {
        /// The post.
        post: Vec<Inline>,
        /// The name.
        name: Vec<Inline>,
    },
    /// 成文日期.
    SignDate(Vec<Inline>),
    /// 附注 in brackets under the date: `（此件公开发布）`.
    Remark(Vec<Inline>),
    /// 附件说明: the attachments that a text names under its last paragraph.
    AttachmentList(Vec<AttachmentItem>),
    /// `附件1` at the head of an attachment.
    AttachmentMark(Vec<Inline>),
    /// A line of the 版记: `抄送：…。`
    CopyTo {
        /// `抄送：`
        label: Vec<Inline>,
        /// Who gets a copy.
        body: Vec<Inline>,
    },
    /// The last line of the 版记: who had the document printed, and when.
    Imprint {
        /// 印发机关.
        issuer: Vec<Inline>,
        /// `2024年3月1日印发`
        date: Vec<Inline>,
    },
    /// A question of an interview or a 政策解读.
    Question {
        /// `问：`, `记者：`
        mark: Vec<Inline>,
        /// The question.
        body: Vec<Inline>,
    },
    /// The first paragraph of an answer.
    Answer {
        /// `答：`, `区发展改革局：`
        mark: Vec<Inline>,
        /// The answer.
        body: Vec<Inline>,
    },
    /// Lines like those of a poem, as reports close with.
    Verse(Vec<Vec<Inline>>),
    /// The line `名词解释`.
    GlossaryTitle(Vec<Inline>),
    /// One entry of the 名词解释.
    GlossaryEntry {
        /// `1.`
        number: Vec<Inline>,
        /// The term, with the colon.
        term: Vec<Inline>,
        /// The explanation.
        body: Vec<Inline>,
    },
    /// Consecutive lines of `组长：姓名 职务`.
    Roster(Vec<RosterRow>),
    /// A chronicle paragraph.
    Dated {
        /// `1月2日`, `1月9日下午`, `同日`; the mark after it belongs to `body`.
        date: Vec<Inline>,
        /// The rest.
        body: Vec<Inline>,
    },
    /// One line of an appointment list: `王某某任区教育局局长；`.
    Appointment {
        /// The name at the line's head.
        name: Vec<Inline>,
        /// The rest.
        body: Vec<Inline>,
    },
    /// A Markdown `>` quotation: its paragraphs.
    Quote(Vec<Vec<Inline>>),
    /// A Markdown table.
    Table(Table),
    /// A picture standing alone: `![caption](path)`.
    Figure {
        /// The path as written, relative to the article's folder.
        path: String,
        /// Where the path stands.
        path_span: Span,
        /// The caption; empty for none.
        caption: Vec<Inline>,
        /// How much room the picture takes.
        extent: Extent,
    },
    /// 年度索引: lines of `![](2024-01.index.json)`, an issue of the year each.
    AnnualIndex(Vec<IndexSource>),
    /// A line of `---`.
    Rule,
}

/// What an annual index takes from one issue.
#[derive(Debug, Clone, PartialEq)]
pub struct IndexSource {
    /// The path of its `index.json` as written; `None` for `本期`, whose pages
    /// only the layout knows.
    pub path: Option<String>,
    /// Where the path stands.
    pub span: Span,
    /// The number. Read, as the entries are, after the text is parsed.
    pub number: u32,
    /// Its articles in their order.
    pub entries: Vec<IndexEntry>,
}

/// One line of an annual index.
#[derive(Debug, Clone, PartialEq)]
pub struct IndexEntry {
    /// The column that it is listed under.
    pub column: Vec<Inline>,
    /// The title.
    pub title: Vec<Inline>,
    /// The 发文字号.
    pub doc_number: Option<Vec<Inline>>,
    /// The page on which it begins, as printed.
    pub page: u64,
}

/// One line of the 附件说明.
#[derive(Debug, Clone, PartialEq)]
pub struct AttachmentItem {
    /// `附件：`, on the first line; on every line where each has a number of
    /// its own (`附件1：`).
    pub label: Option<Vec<Inline>>,
    /// `1.`
    pub number: Option<Vec<Inline>>,
    /// The attachment's name.
    pub name: Vec<Inline>,
    /// Where the line stands.
    pub span: Span,
}

/// How much room a picture takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Extent {
    /// Stands in the column where it is.
    #[default]
    Column,
    /// `{通栏}`: as wide as all columns, at the head or foot of a page.
    Span,
    /// `{整页}`: a page of its own, up to the edges of the sheet.
    Page,
}

impl Extent {
    /// The word for it in a layout's data.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Column => "column",
            Self::Span => "span",
            Self::Page => "page",
        }
    }
}

/// One line of a roster.
#[derive(Debug, Clone, PartialEq)]
pub struct RosterRow {
    /// `组 长:` with its colon; `None` where the role above continues.
    pub role: Option<Vec<Inline>>,
    /// The name; `None` for a line such as `成员：各股室负责人。`.
    pub name: Option<Vec<Inline>>,
    /// Post or other text; may be empty.
    pub post: Vec<Inline>,
    /// Where the line stands.
    pub span: Span,
}

/// A table.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// The caption: a paragraph `表1 …` right before the table.
    pub caption: Option<Vec<Inline>>,
    /// Whether it is set across the sheet, on a page of its own: `{横排}` at the
    /// caption's end.
    pub landscape: bool,
    /// The file that holds the cells. They are read after the text is parsed;
    /// until then there are none.
    pub source: Option<TableFile>,
    /// How each column is aligned; its length is the number of columns.
    pub columns: Vec<Align>,
    /// The rows of the head, as a rule one. A row has a cell for each column.
    pub head: Vec<Vec<Cell>>,
    /// The rows of the body, likewise.
    pub rows: Vec<Vec<Cell>>,
    /// Paragraphs right below the table: `注：…`, `资料来源：…`.
    pub notes: Vec<Vec<Inline>>,
}

/// The file that a table's cells come from: `![表1 …](data.xlsx#Sheet1)`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableFile {
    /// The path as written, relative to the article's folder.
    pub path: String,
    /// The worksheet that is named behind a `#`.
    pub sheet: Option<String>,
    /// Where both stand.
    pub span: Span,
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// What is in it.
    pub body: Vec<Inline>,
    /// How many columns it goes across; 0 if another cell covers this place.
    pub across: usize,
    /// How many rows it goes down; 0 if another cell covers this place.
    pub down: usize,
}

impl Cell {
    /// A cell of one column and one row.
    #[must_use]
    pub fn new(body: Vec<Inline>) -> Self {
        Self { body, across: 1, down: 1 }
    }

    /// A place that another cell covers.
    #[must_use]
    pub fn covered() -> Self {
        Self { body: Vec::new(), across: 0, down: 0 }
    }

    /// Whether another cell covers this place.
    #[must_use]
    pub fn is_covered(&self) -> bool {
        self.across == 0
    }
}

/// How a table column is aligned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Align {
    /// Not said: the layout decides.
    #[default]
    Auto,
    /// `:--`
    Left,
    /// `:-:`
    Center,
    /// `--:`
    Right,
}

impl Align {
    /// The word for it in a layout's data.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Left => "left",
            Self::Center => "center",
            Self::Right => "right",
        }
    }
}

/// A piece of a paragraph.
#[derive(Debug, Clone, PartialEq)]
pub enum Inline {
    /// Text. `text` equals the file's bytes at `span`, except where Markdown
    /// says otherwise (`\*`, `&amp;`).
    Text {
        /// The characters to set.
        text: String,
        /// Where they stand.
        span: Span,
    },
    /// `**…**`
    Strong(Vec<Inline>),
    /// `*…*`
    Emph(Vec<Inline>),
    /// `[text](url)`
    Link {
        /// The target.
        url: String,
        /// The visible text.
        body: Vec<Inline>,
    },
    /// `[^label]`
    NoteRef {
        /// The label.
        label: String,
        /// Where the mark stands.
        span: Span,
    },
    /// The mark behind a term that the 名词解释 explain: `[1]`, `①`.
    TermMark {
        /// The number of the entry.
        number: u32,
        /// The mark as typed.
        text: String,
        /// Where it stands.
        span: Span,
    },
    /// Where a picture stands amid text, which is an error; its description
    /// follows as text.
    Picture {
        /// Where the picture's mark stands.
        span: Span,
    },
    /// A line break that the editor asked for (two spaces or a backslash at
    /// the line's end).
    Break,
}
