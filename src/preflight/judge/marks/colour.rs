//! Colours: what presses do not print, blacks of several inks, spots and
//! overprint.

use std::rc::Rc;

use super::{PageJudge, what};
use crate::diagnostic::Code;
use crate::manifest::PressStandard;
use crate::preflight::content::{Inks, Kind, Mark, Space, Tints, is_spot};
use crate::preflight::finding::Severity;

/// An ink below this share is not seen beside others.
const SEEN: f64 = 0.15;
/// Three inks that look black together have at least this share each.
const DARK: f64 = 0.5;
/// How far the shares of light that three inks leave may differ in a grey.
const NEUTRAL: f64 = 0.15;
/// Black that counts as full.
const FULL: f64 = 0.99;

impl PageJudge<'_, '_> {
    /// Judges the space and the colour of a mark.
    pub(super) fn colour(&mut self, mark: &Mark<'_>) {
        self.space(mark, &mark.paint.space);
        let Some(inks) = mark.paint.inks.as_ref().map(Rc::clone) else { return };
        let overlaps =
            mark.area.overlap(self.trim).is_some_and(|part| part.width() > 0.1 || part.height() > 0.1);
        if inks.all > 0.0 && overlaps {
            self.error(Code::Registration, mark.area, || {
                format!("成品框里的{}用了套准色（All），每块版上都有", what(mark))
            });
            return;
        }
        if overlaps && is_mixed_black(&inks) && mark.paint.even {
            let shown = inks.shown();
            match mark.kind {
                Kind::Text { .. } => {
                    self.error(Code::BlackText, mark.area, || format!("文字的黑不是单色黑，是 {shown}"));
                }
                Kind::Line { .. } | Kind::Area { thickness: Some(..3.0) } => {
                    self.error(Code::BlackShape, mark.area, || format!("黑线不是单色黑，是 {shown}"));
                }
                Kind::Area { .. } => {
                    self.warning(Code::BlackShape, mark.area, || format!("黑色块不是单色黑，是 {shown}"));
                }
                _ => {}
            }
        }
    }

    fn space(&mut self, mark: &Mark<'_>, space: &Space) {
        let what = what(mark);
        match space {
            Space::Rgb => self.error(Code::ColourRgb, mark.area, || format!("{what}用了 RGB（DeviceRGB）")),
            Space::CalGray | Space::CalRgb | Space::Lab => {
                let name = match space {
                    Space::CalGray => "CalGray",
                    Space::CalRgb => "CalRGB",
                    _ => "Lab",
                };
                self.error(Code::ColourCalibrated, mark.area, || format!("{what}用了 {name} 颜色"));
            }
            Space::Icc(components, profile) => {
                if self.file.intent.profile.as_deref() == Some(&**profile) {
                    self.error(Code::ColourIccSame, mark.area, || {
                        format!("{what}用了与输出意图相同的特性文件（ICCBased）")
                    });
                } else {
                    let name = match components {
                        1 => "灰度",
                        3 => "RGB",
                        _ => "CMYK",
                    };
                    self.error(Code::ColourIcc, mark.area, || {
                        format!("{what}用了带特性文件的{name}（ICCBased）")
                    });
                }
            }
            Space::Indexed { base, .. } | Space::Pattern(Some(base)) => self.space(mark, base),
            Space::Tints(tints) => self.tints(mark, tints),
            Space::Gray | Space::Cmyk | Space::Pattern(None) | Space::Broken(_) => {}
        }
    }

    fn tints(&mut self, mark: &Mark<'_>, tints: &Tints) {
        for name in tints.names.iter().filter(|name| is_spot(name)) {
            self.spot(mark, name, tints.spot().map(|_| tints));
        }
        for colorant in &tints.colorants {
            if let Space::Tints(own) = &**colorant
                && let Some(name) = own.spot()
                && tints.names.contains(name)
            {
                self.spot(mark, &Rc::clone(name), Some(own));
            }
        }
        let names = tints.names.join("、");
        let severe = self.file.standard == PressStandard::X1a;
        let (bad, severity) = match &*tints.alternate {
            Space::Rgb => ("RGB", Severity::Error),
            Space::CalRgb | Space::CalGray => ("Cal 颜色", Severity::Error),
            Space::Icc(3, _) => ("带特性文件的 RGB", Severity::Error),
            Space::Lab if severe => ("Lab", Severity::Error),
            Space::Lab => ("Lab", Severity::Warning),
            Space::Icc(..) if severe => ("带特性文件的颜色", Severity::Error),
            Space::Icc(..) => ("带特性文件的颜色", Severity::Warning),
            _ => return,
        };
        self.say(Code::SpotAlternate, severity, Some(mark.area), || format!("专色 {names} 的替代色是{bad}"));
    }

    /// Notes a spot; `definition` is given where it stands on its own.
    fn spot(&mut self, mark: &Mark<'_>, name: &Rc<str>, definition: Option<&Tints>) {
        let known = self.file.spots.get(name).cloned();
        if known.is_none()
            && let Some(wanted) = &self.file.rules.spots
            && !wanted.iter().any(|wanted| **wanted == **name)
        {
            self.error(Code::SpotUnexpected, mark.area, || format!("用了专色“{name}”，本刊没有这个专色"));
        }
        let told = definition.map(Tints::definition).unwrap_or_default();
        match known {
            Some((first, page)) if !told.is_empty() && !first.is_empty() && first != told => {
                self.error(Code::SpotConflict, mark.area, || {
                    format!("专色“{name}”的替代色或转换与第 {page} 面的不同")
                });
            }
            Some((first, _)) if !first.is_empty() || told.is_empty() => {}
            _ => {
                self.file.spots.insert(Rc::clone(name), (told, self.number));
            }
        }
    }

    /// Judges overprint (ISO 32000-1, 8.6.7).
    pub(super) fn overprint(&mut self, mark: &Mark<'_>) {
        if matches!(mark.kind, Kind::Picture { .. } | Kind::Shading) || !mark.paint.even {
            return;
        }
        let Some(inks) = mark.paint.inks.as_ref().map(Rc::clone) else { return };
        let what = what(mark);
        let [cyan, magenta, yellow, black] = inks.process;
        let only_black =
            black > 0.0 && cyan + magenta + yellow == 0.0 && inks.spots.is_empty() && inks.all == 0.0;
        let device = matches!(*mark.paint.space, Space::Cmyk | Space::Gray);
        if mark.overprint && inks.is_white() {
            self.error(Code::WhiteOverprint, mark.area, || format!("白色的{what}设了叠印，印出来会没有"));
        } else if mark.overprint && only_black && device {
            let gray = matches!(*mark.paint.space, Space::Gray);
            if gray || !mark.mode1 {
                let why = if gray { "用的是 DeviceGray" } else { "没有设 OPM 1" };
                self.warning(Code::OverprintMode, mark.area, || {
                    format!("黑色的{what}设了叠印，但{why}，叠印不起作用")
                });
            }
        } else if self.file.rules.overprint
            && !mark.overprint
            && only_black
            && black >= FULL
            && device
            && matches!(mark.kind, Kind::Text { .. })
            && mark.area.overlap(self.trim).is_some()
        {
            self.warning(Code::BlackKnockout, mark.area, || "黑字没有叠印".to_owned());
        }
    }
}

/// Whether a colour is black or grey, and of other inks than black, or of others
/// besides. Brown and navy hold black too: where plates are out of register, a
/// coloured line shows it as little as a picture does.
fn is_mixed_black(inks: &Inks) -> bool {
    let [cyan, magenta, yellow, black] = inks.process;
    let spots: f64 = inks.spots.iter().map(|(_, ink)| ink).sum();
    let others = cyan + magenta + yellow + spots;
    let light = [cyan, magenta, yellow].map(|ink| (1.0 - ink) * (1.0 - black));
    let most = light.into_iter().fold(0.0, f64::max);
    let neutral = most - light.into_iter().fold(1.0, f64::min) <= NEUTRAL;
    neutral && ((black >= SEEN && others >= SEEN) || (cyan >= DARK && magenta >= DARK && yellow >= DARK))
}
