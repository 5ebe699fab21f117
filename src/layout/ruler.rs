//! How wide characters are: the widths that Typst will find when it shapes
//! the text, asked of the same fonts in the same order.

use comemo::Tracked;
use rustybuzz::UnicodeBuffer;
use typst::World;
use typst::foundations::{Regex, StyleChain};
use typst::text::{FontInstance, TextElem, families, features, language, variant};

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
pub(super) struct Ruler<'a> {
    styles: StyleChain<'a>,
    fonts: Vec<Limited>,
}

impl<'a> Ruler<'a> {
    pub(super) fn new(world: Tracked<'_, dyn World + '_>, styles: StyleChain<'a>) -> Self {
        let variant = variant(styles);
        let size = styles.resolve(TextElem::size);
        let variations = styles.get_cloned(TextElem::variations);
        let font = |family: &typst::text::FontFamily| {
            let id = world.book().select(family.as_str(), variant)?;
            let font = world.font(id)?.instantiate(variant, size, &variations);
            Some((font, family.covers().cloned()))
        };
        Self { styles, fonts: families(styles).filter_map(font).collect() }
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
                Some(font) => out.extend(self.shaped(font, &text[start..end], feature)),
                None => out.extend(text[start..end].iter().map(|_| Width { inside: 1.0, last: 1.0 })),
            }
            start = end;
        }
        out
    }

    fn shaped(&self, font: &FontInstance, text: &[char], feature: Option<&[u8; 4]>) -> Vec<Width> {
        let mut buffer = UnicodeBuffer::new();
        for (cluster, &c) in (0u32..).zip(text) {
            buffer.add(c, cluster);
        }
        buffer.set_language(language(self.styles));
        buffer.guess_segment_properties();
        let mut features = features(self.styles);
        features.extend(
            feature.map(|tag| rustybuzz::Feature::new(rustybuzz::ttf_parser::Tag::from_bytes(tag), 1, ..)),
        );
        let shaped = rustybuzz::shape(font.rusty(), &features, buffer);
        let mut widths = vec![Width { inside: 0.0, last: 0.0 }; text.len()];
        for (info, position) in shaped.glyph_infos().iter().zip(shaped.glyph_positions()) {
            let Some(width) = widths.get_mut(info.cluster as usize) else { continue };
            width.inside += font.to_em(position.x_advance).get();
            let glyph = u16::try_from(info.glyph_id).unwrap_or(0);
            width.last += font.x_advance(glyph).map_or(0.0, typst::layout::Em::get);
        }
        widths
    }
}
