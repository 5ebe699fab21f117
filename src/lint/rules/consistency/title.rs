//! 一致-001

use crate::content::{Block, BlockKind, Span, solid_text};
use crate::lint::desk::Manuscript;
use crate::lint::rule::rule;
use crate::lint::similar::likeness;
use crate::lint::sink::Sink;

rule! {
    /// 目录里的题名与文稿开头的题名不一致。
    ///
    /// 目录、书眉用清单里的题名，正文前的题名在文稿里，两处必须一样；分几行排的，合起来比。附件的题名与附件说明也对。依据：GB/T 13417—2009（期刊目次表）：目次中的题名与正文一致。
    ///
    /// 错：清单写“……实施方案”，文稿题名是“……工作方案”
    /// 对：两处相同
    ///
    /// 改法：改清单里的 title，或改文稿。空格、折行不算。
    "一致-001", "目录题名与文稿题名不一致", Human, Warning, Article(check)
}

fn check(manuscript: &Manuscript<'_>, sink: &mut Sink) {
    own_title(manuscript, sink);
    attachments(manuscript, sink);
}

/// The titles of attachments against the names in the list above.
fn attachments(manuscript: &Manuscript<'_>, sink: &mut Sink) {
    let blocks = &manuscript.article.blocks;
    let names: Vec<String> = blocks
        .iter()
        .filter_map(|block| match &block.kind {
            BlockKind::AttachmentList(items) => Some(items),
            _ => None,
        })
        .flatten()
        .map(|item| solid_text(&item.name).trim_end_matches(['。', '；', ';', '，']).to_owned())
        .take(60)
        .collect();
    if names.is_empty() {
        return;
    }
    for (at, _) in
        blocks.iter().enumerate().filter(|(_, block)| matches!(block.kind, BlockKind::AttachmentMark(_)))
    {
        let Some((block, title)) = blocks.get(at + 1).and_then(|block| Some((block, line(block)?))) else {
            continue;
        };
        let found = bare(&title);
        if found.chars().count() < 6
            || names.iter().any(|name| bare(name).starts_with(&found) || found.contains(&bare(name)))
        {
            continue;
        }
        let near = names.iter().map(|name| (likeness(&found, &bare(name)), name));
        let Some((alike, name)) = near.max_by(|a, b| a.0.total_cmp(&b.0)) else { continue };
        if alike >= 0.75 {
            sink.report_span(block.span.clone(), format!("附件的题名是“{title}”，附件说明写的是“{name}”"))
                .help("改附件说明，或改附件的题名");
        }
    }
}

/// The text of a block that may be a line of a title.
fn line(block: &Block) -> Option<String> {
    let (BlockKind::Title { body, .. }
    | BlockKind::Paragraph { body, lead: None, .. }
    | BlockKind::Salutation(body)) = &block.kind
    else {
        return None;
    };
    Some(solid_text(body)).filter(|text| !text.contains('。') && !text.ends_with(['：', ':']))
}

fn own_title(manuscript: &Manuscript<'_>, sink: &mut Sink) {
    let wanted = bare(&manuscript.title);
    if wanted.chars().count() < 6 {
        return;
    }
    let titles: Vec<_> = manuscript.article.blocks.iter().take(5).collect();
    let has_own = titles.iter().any(|block| matches!(block.kind, BlockKind::Title { own: true, .. }));
    if has_own {
        return;
    }
    // A title may stand on several lines.
    let lines: Vec<(&Block, String)> =
        titles.iter().map_while(|block| Some((*block, line(block)?))).collect();
    let joined: Vec<(&[(&Block, String)], String)> = (1..=lines.len())
        .flat_map(|length| lines.windows(length))
        .map(|lines| (lines, lines.iter().map(|(_, text)| text.as_str()).collect::<String>()))
        .collect();
    if joined.iter().any(|(_, text)| bare(text) == wanted) {
        return;
    }
    let near = joined
        .iter()
        .map(|(lines, text)| (likeness(&bare(text), &wanted), lines, text))
        .filter(|(alike, _, text)| *alike >= 0.8 && bare(text).chars().count() < wanted.chars().count() * 2)
        .max_by(|a, b| a.0.total_cmp(&b.0));
    let Some((_, lines, text)) = near else { return };
    let Some(span) = place(lines, &wanted) else { return };
    let mut report = sink.report_span(span, format!("文稿题名是“{text}”，清单写的是“{}”", manuscript.title));
    if let Some(place) = &manuscript.title_place {
        report = report.related(place.clone(), "清单里的题名");
    }
    let _ = report.help("改清单里的 title，或改文稿");
}

/// The line of a title that has what the manifest's has not, or lacks it.
fn place(lines: &[(&Block, String)], wanted: &str) -> Option<Span> {
    let mut same = wanted;
    for (block, text) in lines {
        // What both begin with is in order, the rest is where they part.
        let Some(rest) = same.strip_prefix(bare(text).as_str()) else {
            return Some(block.span.clone());
        };
        same = rest;
    }
    lines.last().map(|(block, _)| block.span.clone())
}

/// A title without what does not count.
pub(super) fn bare(title: &str) -> String {
    title.chars().filter(|c| c.is_alphanumeric()).collect()
}
