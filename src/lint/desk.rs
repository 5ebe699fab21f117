//! What lies on the proof reader's desk: the texts and what is known
//! of the issue.

use std::sync::{Arc, OnceLock};

use super::passage::{Passage, of_block, of_note};
use super::persons::{Mention, mentions};
use super::printed::{Printed, printed};
use crate::content::{Article, ArticleKind, BlockKind};
use crate::diagnostic::{Place, SourceText};
use crate::manifest::{Date, Identity, Lint, People};

/// An article with its passages.
pub struct Manuscript<'a> {
    pub(super) source: &'a Arc<SourceText>,
    pub(super) article: &'a Article,
    /// The title as the manifest has it.
    pub(super) title: String,
    /// Where the manifest has it.
    pub(super) title_place: Option<Place>,
    /// The byline that the manifest gives, and where.
    pub(super) byline: Option<(String, Place)>,
    pub(super) kind: ArticleKind,
    pub(super) passages: Vec<Passage>,
}

impl<'a> Manuscript<'a> {
    /// An article to be read.
    pub fn new(source: &'a Arc<SourceText>, article: &'a Article, kind: ArticleKind, title: String) -> Self {
        let text = &source.text;
        let mut passages = Vec::new();
        for (at, block) in article.blocks.iter().enumerate() {
            passages.extend(of_block(block, at, kind, text));
        }
        let notes = article.notes.iter();
        passages.extend(notes.map(|note| of_note(&note.body, article.blocks.len(), kind, text)));
        Self { source, article, title, title_place: None, byline: None, kind, passages }
    }

    /// Says where the manifest has the title.
    #[must_use]
    pub fn titled_at(mut self, place: Place) -> Self {
        self.title_place = Some(place);
        self
    }

    /// Says what byline the manifest has, and where.
    #[must_use]
    pub fn signed_by(mut self, byline: Option<(String, Place)>) -> Self {
        self.byline = byline;
        self
    }

    /// The title without the bars that divide its lines.
    pub(super) fn plain_title(&self) -> String {
        self.title.chars().filter(|&c| c != '|').collect()
    }

    /// The kind of a passage's block.
    pub(super) fn block(&self, passage: &Passage) -> Option<&'a BlockKind> {
        self.article.blocks.get(passage.block).map(|block| &block.kind)
    }
}

/// Everything that lies on the desk.
pub struct Desk<'a> {
    /// The articles in the order of the contents.
    pub manuscripts: Vec<Manuscript<'a>>,
    /// The publication's name.
    pub publication: &'a str,
    /// When the issue comes out.
    pub date: Option<Date>,
    /// Year, number and total, and where the manifest has the number and the
    /// total.
    pub identity: Option<(Identity, Place, Place)>,
    /// The other issues of the publication.
    pub others: Vec<(Arc<SourceText>, Identity)>,
    /// The chronicles of the issue before.
    pub earlier: Vec<Manuscript<'a>>,
    /// The names of the editorial board, and where they stand.
    pub board: Vec<(String, Place)>,
    /// When the manifest says that the issue was printed, and where.
    pub print_date: Option<(Date, Place)>,
    /// The persons that the office has listed.
    pub people: &'a People,
    /// What the manifests say of the rules.
    pub settings: &'a Lint,
    /// What several rules need and is found once.
    pub cache: Cache,
}

/// What has been found out about the texts so far.
#[derive(Default)]
pub struct Cache {
    mentions: OnceLock<Vec<Mention>>,
    printed: OnceLock<Vec<Printed>>,
}

impl Desk<'_> {
    /// Every person mentioned in the texts.
    pub(super) fn mentions(&self) -> &[Mention] {
        self.cache.mentions.get_or_init(|| mentions(self))
    }

    /// The documents that the issue prints.
    pub(super) fn printed(&self) -> &[Printed] {
        self.cache.printed.get_or_init(|| printed(self))
    }
}
