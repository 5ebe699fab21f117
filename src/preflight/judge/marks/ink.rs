//! Ink coverage: no place may get more ink than paper and press can take.

use super::PageJudge;
use crate::diagnostic::Code;
use crate::preflight::content::{Inks, Kind, Mark, Measured, laid_down};
use crate::preflight::geometry::Rect;
use crate::preflight::limits;

/// Painted areas of a page, oldest first.
#[derive(Default)]
pub(super) struct Layers {
    painted: Vec<Layer>,
}

struct Layer {
    area: Rect,
    inks: Inks,
    whole: bool,
}

/// Sums differ from a limit by rounding, in per cent.
const ROUNDING: f64 = 0.6;
/// Share of a picture's pixels that may be above the limit: compression leaves
/// some beside every edge.
const STRAY: f64 = 0.0005;
/// Above the limit by so much, in per cent, no pixel is stray.
const FAR: f64 = 12.0;
/// Areas that touch do not overlap, in pt.
const TOUCH: f64 = 0.1;

impl PageJudge<'_, '_> {
    /// Judges the ink of a mark and of what it overprints.
    pub(super) fn ink(&mut self, mark: &Mark<'_>) {
        let Some(area) = mark.area.overlap(self.page) else { return };
        let limit = self.file.rules.ink_limit;
        let inks = match mark.kind {
            Kind::Picture { picture, .. } if !picture.stencil => {
                let ink = &picture.ink;
                match ink.state {
                    Measured::NoInk => return,
                    Measured::Not => {
                        self.warning(Code::PictureUnmeasured, area, || "没有量这幅图片的墨量".to_owned());
                        return;
                    }
                    Measured::Broken => {
                        self.error(Code::PictureBroken, area, || "图片的数据损坏或不全".to_owned());
                        return;
                    }
                    Measured::Yes => {}
                }
                self.count(ink.most);
                if let Some((share, extent)) = ink.above
                    && (share >= STRAY || ink.most > limit + FAR)
                {
                    let place = if mark.whole { part(mark.area, extent) } else { area };
                    let most = ink.most.round();
                    let per_cent = (share * 1000.0).ceil() / 10.0;
                    self.error(Code::InkPicture, place, || {
                        format!("图片的总墨量到 {most}%，上限是 {limit}%（超出的占图片的 {per_cent}%）")
                    });
                }
                // A third each: what black comes on top of is their sum.
                let each = ink.most_but_black / 300.0;
                let black = (ink.most - ink.most_but_black).max(0.0) / 100.0;
                Inks::process([each, each, each, black])
            }
            _ => match laid_down(mark) {
                Some(inks) if inks.all == 0.0 => inks,
                _ => return,
            },
        };
        if !matches!(mark.kind, Kind::Picture { .. }) {
            let total = inks.total();
            self.count(total);
            if total > limit + ROUNDING {
                let shown = inks.shown();
                self.error(Code::InkVector, area, || {
                    format!("总墨量 {}%（{shown}），上限是 {limit}%", total.round())
                });
            }
        }
        let inks = if mark.overprint { self.over(mark, area, inks) } else { inks };
        let is_text = matches!(mark.kind, Kind::Text { .. });
        if !is_text && self.layers.painted.len() < limits::LAYERS {
            self.layers.painted.push(Layer { area, inks, whole: mark.whole && mark.paint.even });
        }
    }

    fn count(&mut self, total: f64) {
        self.ink = self.ink.max(total);
        self.file.most_ink = self.file.most_ink.max(total);
    }

    /// The most ink where a mark overprints what is below it.
    fn over(&mut self, mark: &Mark<'_>, area: Rect, inks: Inks) -> Inks {
        let limit = self.file.rules.ink_limit;
        let mut most = inks.clone();
        let mut worst: Option<(f64, Rect, Inks)> = None;
        for layer in self.layers.painted.iter().rev() {
            self.file.overlaps += 1;
            if self.file.overlaps > limits::OVERLAPS {
                break;
            }
            let Some(common) = layer.area.overlap(area) else { continue };
            if common.width() < TOUCH || common.height() < TOUCH {
                continue;
            }
            let sum = inks.over(&layer.inks);
            let total = sum.total();
            if worst.as_ref().is_none_or(|(known, ..)| total > *known) {
                worst = Some((total, common, sum.clone()));
            }
            most = most.most(&sum);
            if layer.whole && layer.area.holds(area, TOUCH) {
                break;
            }
        }
        if let Some((total, common, sum)) = worst {
            self.count(total);
            if total > limit + ROUNDING && inks.total() <= limit + ROUNDING {
                let what = super::what(mark);
                self.error(Code::InkOverprint, common, || {
                    format!(
                        "{what}叠印在别的颜色上，总墨量 {}%（{}），上限是 {limit}%",
                        total.round(),
                        sum.shown()
                    )
                });
            }
        }
        most
    }
}

/// Part of a picture: left, top, right and bottom as shares of it.
fn part(area: Rect, [left, top, right, bottom]: [f64; 4]) -> Rect {
    Rect {
        left: area.left + left * area.width(),
        right: area.left + right * area.width(),
        top: area.top - top * area.height(),
        bottom: area.top - bottom * area.height(),
    }
}
