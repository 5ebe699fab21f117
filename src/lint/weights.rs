//! Characters that come out lighter than those around them: in titles, which
//! are bold, and in 黑体.
//!
//! Rare characters come from few faces. 宋体, 仿宋 and 楷体 have a face of nearly
//! the same weight behind them (measured: stems within a third); bold and black
//! ones have not, and an editor should look before it is printed.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::content::{Article, Block, BlockKind, Inline, Span};
use crate::diagnostic::{Code, Diagnostic, Place, SourceText};
use crate::font::{Covers, Fonts, RoleFonts};
use crate::manifest::{At, Role};

/// Checks the titles of an article's text and what is set in 黑体 there; each
/// character once in each role.
pub fn check_text(
    fonts: &Fonts,
    roles: &[RoleFonts],
    source: &Arc<SourceText>,
    article: &Article,
) -> Vec<Diagnostic> {
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    let mut texts = Vec::new();
    article.blocks.iter().for_each(|block| collect(block, &mut texts));
    for (role, text, span) in texts {
        let verbatim = text.len() == span.len();
        for (at, c) in text.char_indices() {
            if let Some(warning) = warning(fonts, roles, role, c)
                && seen.insert((role.key(), c))
            {
                let start = if verbatim { span.start + at } else { span.start };
                found.push(warning.at(Place::new(source, start..start + c.len_utf8())));
            }
        }
    }
    found
}

/// Checks a title in the manifest. `place` tells where a value stands.
pub fn check_title(
    fonts: &Fonts,
    roles: &[RoleFonts],
    title: &At<String>,
    place: impl Fn(&At<String>) -> Place,
) -> Vec<Diagnostic> {
    let characters: BTreeSet<char> = title.value.chars().collect();
    let warnings = characters.into_iter().filter_map(|c| warning(fonts, roles, Role::Title, c));
    warnings.map(|warning| warning.at(place(title))).collect()
}

/// What is set in a heavy face, whatever the layout.
fn collect<'a>(block: &'a Block, out: &mut Vec<(Role, &'a str, &'a Span)>) {
    match &block.kind {
        // The article's own title is set from the manifest.
        BlockKind::Title { own: true, .. } => return,
        BlockKind::Title { body, .. } => all(Role::Title, body, out),
        BlockKind::Heading { level: 1, body, .. } | BlockKind::Appointment { name: body, .. } => {
            all(Role::Hei, body, out);
        }
        _ => {}
    }
    block.runs().into_iter().for_each(|run| strong(run, out));
}

fn all<'a>(role: Role, inlines: &'a [Inline], out: &mut Vec<(Role, &'a str, &'a Span)>) {
    for inline in inlines {
        match inline {
            Inline::Text { text, span } => out.push((role, text, span)),
            Inline::Strong(body) | Inline::Emph(body) | Inline::Link { body, .. } => all(role, body, out),
            Inline::NoteRef { .. } | Inline::TermMark { .. } | Inline::Picture { .. } | Inline::Break => {}
        }
    }
}

fn strong<'a>(inlines: &'a [Inline], out: &mut Vec<(Role, &'a str, &'a Span)>) {
    for inline in inlines {
        match inline {
            Inline::Strong(body) => all(Role::Hei, body, out),
            Inline::Emph(body) | Inline::Link { body, .. } => strong(body, out),
            Inline::Text { .. }
            | Inline::NoteRef { .. }
            | Inline::TermMark { .. }
            | Inline::Picture { .. }
            | Inline::Break => {}
        }
    }
}

/// What to say of a character in a role, if anything.
fn warning(fonts: &Fonts, roles: &[RoleFonts], role: Role, c: char) -> Option<Diagnostic> {
    let chain = roles.iter().find(|known| known.role == role)?;
    let setter = chain.setter(fonts, c)?;
    let name = role.label();
    let help = "印前看一眼校样；有这个字的字体，可放进刊物文件夹的 fonts 文件夹并写进 [fonts]";
    let message = if chain.is_thin(fonts, c) {
        format!("“{c}”没有{name}用的粗体字，由 {} 描边加粗", setter.name)
    } else {
        let first = chain.families.iter().find(|family| family.covers == Covers::All)?;
        if setter.covers == Covers::Marks || setter.name == first.name {
            return None;
        }
        format!("“{c}”不在{name}的字体里，由 {} 补，粗细与别的字不同", setter.name)
    };
    Some(Diagnostic::warning(Code::OtherWeight, message).help(help))
}
