//! Fonts of the text that is shown.

use super::PageJudge;
use crate::diagnostic::Code;
use crate::preflight::content::{Font, Shown};
use crate::preflight::facts::FontFacts;
use crate::preflight::finding::Severity;
use crate::preflight::geometry::Rect;

impl PageJudge<'_, '_> {
    /// Judges a font where text in it is shown.
    pub(super) fn font(&mut self, font: &Font, shown: &[Shown], area: Rect, visible: bool) {
        let facts = FontFacts { name: font.name.clone(), kind: font.kind.clone(), embedded: font.embedded };
        self.file.fonts.insert(facts);
        let name = &font.name;
        if let Some(reason) = &font.broken {
            self.error(Code::FontBroken, area, || format!("字体 {name} {reason}"));
        }
        if !visible && shown.iter().all(|code| !code.notdef) {
            return;
        }
        if !font.embedded {
            self.error(Code::FontNotEmbedded, area, || format!("字体 {name} 没有嵌入"));
        }
        if font.is_type3() {
            self.warning(Code::FontType3, area, || format!("字体 {name} 是 Type 3 字体"));
        }
        if let Some(code) = shown.iter().find(|code| code.notdef) {
            self.error(Code::FontNotdef, area, || format!("字体 {name} 里没有编码 {:04X} 的字形", code.code));
        }
        if let Some((code, other)) = shown.iter().find_map(|code| Some((code, code.other_width?))) {
            self.error(Code::FontWidths, area, || {
                format!(
                    "字体 {name} 里编码 {:04X} 的宽度，文件说是 {}，字体里是 {}",
                    code.code,
                    code.width.round(),
                    other.round()
                )
            });
        }
        if !font.readable {
            self.say(Code::FontUnicode, Severity::Note, Some(area), || {
                format!("字体 {name} 的文字不能读出（没有 ToUnicode）")
            });
        }
    }
}
