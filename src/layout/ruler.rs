//! How wide characters are: the widths that Typst will find when it shapes
//! the text, asked of the same fonts in the same order.

use std::sync::Arc;

use comemo::Tracked;
use rustybuzz::ttf_parser::Tag;
use rustybuzz::{Feature, UnicodeBuffer};
use typst::World;
use typst::foundations::{Regex, StyleChain};
use typst::layout::Abs;
use typst::text::{FontFamily, FontInstance, FontVariant, FontVariations, TextElem, families, variant};

/// A font with the expression that limits what it may set.
type Limited = (FontInstance, Option<Regex>);

/// The width of a character.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Width {
    /// Inside a line, in em of the font size.
    pub(super) inside: f64,
    /// At the end of a line, in em.
    pub(super) last: f64,
}

impl Width {
    /// A width that does not depend on neighbours.
    pub(super) const fn of(width: f64) -> Self {
        Self { inside: width, last: width }
    }

    pub(super) fn scaled(self, by: f64) -> Self {
        Self { inside: self.inside * by, last: self.last * by }
    }
}

/// Where the ink of a glyph lies, from the left edge of its advance, in em.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Ink {
    pub(super) left: f64,
    pub(super) right: f64,
}

/// The fonts that a stretch of text is set in.
pub(super) struct Ruler {
    fonts: Arc<Vec<Limited>>,
}

impl Ruler {
    pub(super) fn new(world: Tracked<'_, dyn World + '_>, styles: StyleChain) -> Self {
        let size = styles.resolve(TextElem::size);
        let families: Vec<FontFamily> = families(styles).cloned().collect();
        Self { fonts: fonts(world, &families, variant(styles), size) }
    }

    /// The font that sets a character.
    fn font(&self, c: char) -> Option<&FontInstance> {
        let mut buffer = [0; 4];
        let text = &*c.encode_utf8(&mut buffer);
        let sets = |(font, covers): &&Limited| {
            font.ttf().glyph_index(c).is_some() && covers.as_ref().is_none_or(|covers| covers.is_match(text))
        };
        self.fonts.iter().find(sets).or(self.fonts.first()).map(|(font, _)| font)
    }

    /// The width of a character by itself.
    pub(super) fn width(&self, c: char) -> f64 {
        let Some(font) = self.font(c) else { return 1.0 };
        let glyph = font.ttf().glyph_index(c).map_or(0, |glyph| glyph.0);
        font.x_advance(glyph).map_or(1.0, typst::layout::Em::get)
    }

    /// Where a character's ink lies; `None` for what has none.
    pub(super) fn ink(&self, c: char) -> Option<Ink> {
        let font = self.font(c)?;
        let bounds = font.ttf().glyph_bounding_box(font.ttf().glyph_index(c)?)?;
        Some(Ink { left: font.to_em(bounds.x_min).get(), right: font.to_em(bounds.x_max).get() })
    }

    /// The widths of characters that are shaped together, each of one font:
    /// kerned, with `feature` on.
    pub(super) fn run(&self, text: &[char], feature: Option<&[u8; 4]>) -> Vec<Width> {
        let mut out = Vec::with_capacity(text.len());
        let mut start = 0;
        while start < text.len() {
            let font = self.font(text[start]);
            let same = |c: &&char| self.font(**c).map(FontInstance::font) == font.map(FontInstance::font);
            let end = start + text[start..].iter().take_while(same).count().max(1);
            match font {
                Some(font) => out.extend(shaped(font.clone(), &text[start..end], feature.copied()).iter()),
                None => out.extend(text[start..end].iter().map(|_| Width { inside: 1.0, last: 1.0 })),
            }
            start = end;
        }
        out
    }
}

/// The widths of characters that one font shapes together. Remembered, since
/// texts have the same figures and words again and again.
#[comemo::memoize]
fn shaped(font: FontInstance, text: &[char], feature: Option<[u8; 4]>) -> Arc<Vec<Width>> {
    let mut buffer = UnicodeBuffer::new();
    for (cluster, &c) in (0u32..).zip(text) {
        buffer.add(c, cluster);
    }
    buffer.set_language(LANGUAGE.parse().unwrap_or_else(|_| unreachable!("a fixed, well-formed tag")));
    buffer.guess_segment_properties();
    let feature = feature.map(|tag| Feature::new(Tag::from_bytes(&tag), 1, ..));
    let shaped = rustybuzz::shape(font.rusty(), feature.as_slice(), buffer);
    let mut widths = vec![Width::of(0.0); text.len()];
    for (info, position) in shaped.glyph_infos().iter().zip(shaped.glyph_positions()) {
        let Some(width) = widths.get_mut(info.cluster as usize) else { continue };
        width.inside += font.to_em(position.x_advance).get();
        let glyph = u16::try_from(info.glyph_id).unwrap_or(0);
        width.last += font.x_advance(glyph).map_or(0.0, typst::layout::Em::get);
    }
    Arc::new(widths)
}

/// The language that layouts set all text in.
const LANGUAGE: &str = "zh-CN";

/// The fonts of some families, in their order. Variable fonts are taken at their
/// automatic settings: layouts set no others.
#[comemo::memoize]
fn fonts(
    world: Tracked<'_, dyn World + '_>,
    families: &[FontFamily],
    variant: FontVariant,
    size: Abs,
) -> Arc<Vec<Limited>> {
    let font = |family: &FontFamily| {
        let id = world.book().select(family.as_str(), variant)?;
        let font = world.font(id)?.instantiate(variant, size, &FontVariations::default());
        Some((font, family.covers().cloned()))
    };
    Arc::new(families.iter().filter_map(font).collect())
}
