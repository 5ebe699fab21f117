//! Sizes: text, lines, and the resolution of pictures.

use super::PageJudge;
use crate::diagnostic::Code;
use crate::preflight::content::{Kind, Mark, Picture};
use crate::preflight::finding::Severity;

/// Sizes differ by rounding, in pt.
const SLACK: f64 = 0.01;
/// Text smaller than this part of the limit can't be read at all.
const ILLEGIBLE: f64 = 0.7;
/// Lines thinner than this part of the limit do not print.
const LOST: f64 = 0.5;

impl PageJudge<'_, '_> {
    /// Judges a mark's size.
    pub(super) fn sizes(&mut self, mark: &Mark<'_>, white: bool) {
        if mark.area.overlap(self.page).is_none() && !matches!(mark.kind, Kind::Line { .. }) {
            return;
        }
        match mark.kind {
            Kind::Text { size } if size + SLACK < self.file.rules.text => {
                let severe = size < self.file.rules.text * ILLEGIBLE;
                let severity = if severe { Severity::Error } else { Severity::Warning };
                let least = self.file.rules.text;
                self.say(Code::TextSmall, severity, Some(mark.area), || {
                    format!("文字只有 {size:.1} 磅，至少要 {least} 磅")
                });
            }
            Kind::Line { width } if !white => self.line(mark, width),
            Kind::Area { thickness: Some(thickness) } if !white => {
                let least = self.file.rules.line;
                // A bar as short as it is thick is a dot.
                let long = mark.area.width().max(mark.area.height()) > 4.0 * thickness.max(SLACK);
                if thickness + SLACK < least && long {
                    let severe = thickness < least * LOST;
                    let severity = if severe { Severity::Error } else { Severity::Warning };
                    self.say(Code::ThinShape, severity, Some(mark.area), || {
                        format!("细条只有 {thickness:.2} 磅厚，至少要 {least} 磅")
                    });
                }
            }
            Kind::Picture { picture, resolution } => self.resolution(mark, picture, resolution),
            _ => {}
        }
    }

    fn line(&mut self, mark: &Mark<'_>, width: f64) {
        let least = self.file.rules.line;
        if width <= 0.0 {
            self.error(Code::Hairline, mark.area, || "线宽是 0，各家输出的粗细不一样".to_owned());
        } else if width + SLACK < least {
            let severity = if width < least * LOST { Severity::Error } else { Severity::Warning };
            self.say(Code::ThinLine, severity, Some(mark.area), || {
                format!("线宽只有 {width:.2} 磅，至少要 {least} 磅")
            });
        }
    }

    fn resolution(&mut self, mark: &Mark<'_>, picture: &Picture, resolution: f64) {
        self.file.pictures += 1;
        let least = self.file.least_resolution.map_or(resolution, |known| known.min(resolution));
        self.file.least_resolution = Some(least);
        let shown = resolution.round();
        let Picture { width, height, .. } = *picture;
        // Rounding of a page's sizes is worth less than a pixel in a hundred.
        let below = |limit: f64| resolution < limit * 0.99;
        if picture.stencil || picture.bits == 1 {
            let limit = self.file.rules.line_art;
            if below(limit) {
                let severity = if below(limit / 2.0) { Severity::Error } else { Severity::Warning };
                self.say(Code::LineArtLow, severity, Some(mark.area), || {
                    format!("线条图（{width} × {height}）只有 {shown} 点/英寸，至少要 {limit}")
                });
            }
            return;
        }
        let limit = self.file.rules.resolution;
        if below(limit / 2.0) {
            self.error(Code::ResolutionLow, mark.area, || {
                format!("图片（{width} × {height}）只有 {shown} 点/英寸，不到 {limit} 的一半")
            });
        } else if below(limit) {
            self.warning(Code::ResolutionBelow, mark.area, || {
                format!("图片（{width} × {height}）只有 {shown} 点/英寸，要 {limit}")
            });
        }
    }
}
