//! The lines of the articles as they stand on the finished pages.

use std::collections::{BTreeMap, HashMap};

use typst::WorldExt;
use typst::diag::SourceDiagnostic;
use typst::layout::FrameItem;
use typst::syntax::FileId;
use typst_layout::PagedDocument;

use super::world::BulletinWorld;
use super::{Copy, frames, is_official, paragraph};
use crate::content::{Article, Block, BlockKind};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::makeup::{Flow, Passage, Row};
use crate::manifest::{self, LayoutStart, Manifest};

/// A piece of text of an article on a page.
struct Piece {
    /// The page, counted from nought.
    page: usize,
    /// Its baseline, and where it begins and ends, in pt from the sheet's edge.
    y: f64,
    left: f64,
    right: f64,
    /// Whether it begins behind the middle of the sheet.
    behind: bool,
    /// How many characters it has.
    characters: usize,
    /// The size, in pt.
    size: f64,
    /// The byte of the article that it begins with.
    byte: usize,
}

/// The lines of every article. A column of a page has the number `2 × page` or
/// `2 × page + 1`.
pub(super) fn flows(
    world: &BulletinWorld,
    document: &PagedDocument,
    warnings: &[SourceDiagnostic],
    manifest: &Manifest,
    copy: &Copy,
) -> Vec<Flow> {
    let ids = copy.ids();
    let abilities = abilities(warnings, &ids);
    let texts = copy.texts.iter().enumerate();
    let mut flows: Vec<Flow> = texts.map(|(at, text)| empty(at, text.article, &abilities)).collect();
    let mut pieces: BTreeMap<usize, Vec<Piece>> = BTreeMap::new();
    for (page, of) in document.pages().iter().enumerate() {
        let middle = of.frame.width().to_pt() / 2.0;
        frames::each(&of.frame, &mut |at, item| {
            let FrameItem::Text(item) = item else { return };
            let Some(glyph) = item.glyphs.first() else { return };
            let (span, offset) = glyph.span;
            let Some((&article, range)) = span.id().and_then(|id| ids.get(&id)).zip(world.range(span)) else {
                return;
            };
            let (left, right) = (at.x.to_pt(), (at.x + item.width()).to_pt());
            pieces.entry(article).or_default().push(Piece {
                page,
                y: at.y.to_pt(),
                left,
                right,
                behind: left > middle,
                characters: item.text.chars().count(),
                size: item.size.to_pt(),
                byte: range.start + usize::from(offset),
            });
        });
    }
    for (flow, article) in flows.iter_mut().zip(manifest.articles()) {
        flow.double = columns(manifest, article) > 1;
    }
    for (article, pieces) in pieces {
        if let Some(flow) = flows.get_mut(article) {
            enter(flow, pieces);
        }
    }
    let last: Vec<_> = flows.iter().map(|flow| flow.rows.last().map(Row::page)).collect();
    for at in 0..flows.len() {
        let others = flows.iter().enumerate().filter(|(other, _)| *other != at);
        let shares =
            others.into_iter().any(|(_, other)| other.rows.iter().any(|row| Some(row.page()) == last[at]));
        flows[at].shares_last_page = shares;
    }
    for flow in &mut flows {
        flow.measure = flow.rows.iter().map(|row| row.width).fold(0.0, f64::max);
    }
    flows
}

/// How hard it is on a paragraph to lose and to gain a line, by its article and
/// where its block begins.
type Abilities = HashMap<(usize, usize), (Option<f64>, Option<f64>)>;

/// What paragraphs have said of themselves while they were set.
fn abilities(warnings: &[SourceDiagnostic], ids: &HashMap<FileId, usize>) -> Abilities {
    let read = |warning: &SourceDiagnostic| {
        let (at, shrinks, grows) = paragraph::ability(warning)?;
        Some(((*ids.get(&warning.span.id()?)?, at), (shrinks, grows)))
    };
    warnings.iter().filter_map(read).collect()
}

/// How many columns an article is set in.
fn columns(manifest: &Manifest, article: &manifest::Article) -> u8 {
    if is_official(manifest) { 1 } else { article.columns }
}

/// Articles that run over onto a page by one line, with what would pull it back.
pub(super) fn overflows(flows: &[Flow], manifest: &Manifest, copy: &Copy) -> Vec<Diagnostic> {
    let found = flows.iter().filter_map(|flow| {
        let over = flow.overflow()?;
        let text = copy.texts.get(over.article)?;
        let line = |at: usize| text.source.text.get(..at).unwrap_or_default().matches('\n').count() + 1;
        let savings = over
            .savings
            .iter()
            .map(|saving| format!("第 {} 行那一段减 {} 个字", line(saving.passage), saving.characters));
        let entry = manifest.articles().nth(over.article);
        let taller = entry.and_then(|entry| more_lines(manifest, entry));
        let taller = taller.map(|lines| format!("在清单里给这篇文章写 lines = {lines}，每页多排 1 行"));
        let advice = savings.chain(taller).collect::<Vec<_>>().join("，或");
        let last = flow.rows.last()?.passage;
        let place = Place::new(text.source, last..last);
        let found = Diagnostic::warning(Code::Overflow, "文章最后只多出 1 行，另占了一页").at(place);
        Some(if advice.is_empty() { found } else { found.help(format!("{advice}，就能收回这一页")) })
    });
    found.collect()
}

/// A line a page more than an article has now, if the type area holds it and the
/// article does not share its pages.
fn more_lines(manifest: &Manifest, article: &manifest::Article) -> Option<u8> {
    let publication = &manifest.publication;
    if is_official(manifest) || article.start == LayoutStart::Continue {
        return None;
    }
    let usual = if article.columns > 1 { 36 } else { 28 };
    let lines = article.lines.as_ref().map_or(usual, |at| at.value).checked_add(1)?;
    let size = publication.body_size;
    let room = publication.page.most_lines(size, size * CLOSEST);
    (u32::from(lines) <= room).then_some(lines)
}

/// Lines are no closer than this, in sizes of the text (as in the layouts).
const CLOSEST: f64 = 1.125;

/// An article's blocks without lines.
fn empty(article: usize, text: &Article, abilities: &Abilities) -> Flow {
    let passage = |block: &Block| {
        let (shrinks, grows) = abilities.get(&(article, block.span.start)).copied().unwrap_or_default();
        (block.span.start, Passage { shrinks, grows, end: block.span.end })
    };
    let texts = text.blocks.iter().filter(|block| is_text(block)).map(|block| block.span.start);
    let passages = text.blocks.iter().map(passage).collect();
    Flow {
        article,
        measure: 0.0,
        rows: Vec::new(),
        texts: texts.collect(),
        passages,
        double: false,
        shares_last_page: false,
    }
}

/// Whether a block is a paragraph that characters can be taken from.
fn is_text(block: &Block) -> bool {
    matches!(
        block.kind,
        BlockKind::Paragraph { .. }
            | BlockKind::Dash { .. }
            | BlockKind::Item(_)
            | BlockKind::GlossaryEntry { .. }
            | BlockKind::Dated { .. }
    )
}

/// Enters an article's pieces as lines.
fn enter(flow: &mut Flow, mut pieces: Vec<Piece>) {
    let double = flow.double;
    let column = |piece: &Piece| 2 * piece.page + usize::from(double && piece.behind);
    pieces
        .sort_by(|a, b| column(a).cmp(&column(b)).then(a.y.total_cmp(&b.y)).then(a.left.total_cmp(&b.left)));
    let mut lines: Vec<(usize, f64, Row, f64)> = Vec::new();
    for piece in &pieces {
        let block = flow.passages.range(..=piece.byte).next_back();
        // Notes at the foot of the page are no part of the flow.
        let Some((&passage, _)) = block.filter(|(_, passage)| piece.byte < passage.end) else { continue };
        let at = column(piece);
        match lines.last_mut() {
            Some((known, y, row, left)) if *known == at && (piece.y - *y).abs() < 1.0 => {
                row.width = row.width.max((piece.right - *left) / piece.size);
                row.characters += piece.characters;
            }
            _ => {
                let width = (piece.right - piece.left) / piece.size;
                lines.push((
                    at,
                    piece.y,
                    Row { column: at, passage, width, characters: piece.characters },
                    piece.left,
                ));
            }
        }
    }
    flow.rows.extend(lines.into_iter().map(|(_, _, row, _)| row));
}
