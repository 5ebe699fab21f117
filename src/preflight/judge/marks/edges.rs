//! Where things stand to the trim: bleed, safety, marks.

use super::{PageJudge, what};
use crate::diagnostic::Code;
use crate::preflight::content::{Kind, Mark};
use crate::preflight::finding::Severity;
use crate::preflight::geometry::{MM, Rect};

/// Edges that differ by so much are the same, in pt (0.1 mm).
const SAME: f64 = 0.3;

/// One side of a mark.
struct Side {
    name: &'static str,
    /// How far it goes beyond the trim; negative inside, in pt.
    beyond: f64,
}

fn sides(area: Rect, trim: Rect) -> [Side; 4] {
    [
        Side { name: "左", beyond: trim.left - area.left },
        Side { name: "右", beyond: area.right - trim.right },
        Side { name: "上", beyond: area.top - trim.top },
        Side { name: "下", beyond: trim.bottom - area.bottom },
    ]
}

impl PageJudge<'_, '_> {
    /// Judges where a mark stands.
    pub(super) fn edges(&mut self, mark: &Mark<'_>) {
        let area = mark.area;
        let inside = area.overlap(self.trim).filter(|part| {
            // A line has no width of its own to speak of.
            part.width() > SAME || part.height() > SAME
        });
        let touches = |part: Rect| part.width() <= SAME && part.height() <= SAME;
        let Some(part) = inside.filter(|part| !touches(*part)) else {
            self.outside(mark);
            return;
        };
        // What only reaches over the edge by rounding stands outside.
        if (part.width() <= SAME && area.width() > 2.0 * SAME)
            || (part.height() <= SAME && area.height() > 2.0 * SAME)
        {
            self.outside(mark);
            return;
        }
        let bleed = self.file.rules.bleed_mm / MM;
        let safe = self.file.rules.safe_mm / MM;
        let sides = sides(area, self.trim);
        if matches!(mark.kind, Kind::Text { .. }) {
            if let Some(side) = sides.iter().find(|side| side.beyond > SAME) {
                self.error(Code::TextCut, area, || format!("文字超出了成品框的{}边，会被裁掉", side.name));
            } else if let Some(side) = sides.iter().find(|side| side.beyond > SAME - safe) {
                let distance = (-side.beyond * MM).max(0.0);
                self.warning(Code::TextNearTrim, area, || {
                    format!("文字离{}边切口只有 {distance:.1} 毫米", side.name)
                });
            }
            return;
        }
        let what = what(mark);
        let short: Vec<&Side> =
            sides.iter().filter(|side| side.beyond >= -SAME && side.beyond < bleed - SAME).collect();
        if let (Some(side), true) = (short.first(), bleed > 0.0) {
            let distance = (side.beyond * MM).max(0.0);
            let solid = mark.whole || matches!(mark.kind, Kind::Picture { .. } | Kind::Shading);
            let severity = if solid { Severity::Error } else { Severity::Warning };
            self.say(Code::BleedInk, severity, Some(area), || {
                format!("{what}到了{}边切口，出血只有 {distance:.1} 毫米", side.name)
            });
            return;
        }
        let bleeds = sides.iter().any(|side| side.beyond >= bleed - SAME);
        if let Some(side) = sides.iter().find(|side| side.beyond > SAME - safe)
            && !bleeds
        {
            let distance = (-side.beyond * MM).max(0.0);
            self.warning(Code::PictureNearTrim, area, || {
                format!("{what}离{}边切口只有 {distance:.1} 毫米", side.name)
            });
        }
    }

    /// What stands outside the trim: marks, and bleed that is painted on its
    /// own.
    fn outside(&mut self, mark: &Mark<'_>) {
        let Some(part) = mark.area.overlap(self.bleed) else { return };
        let continues = mark.area.grown(SAME).overlap(self.trim).is_some();
        let deep = part.width() > SAME || part.height() > SAME;
        let registration = mark.paint.inks.as_ref().is_some_and(|inks| inks.all > 0.0);
        // Along the edge of the bleed a mark may touch it.
        let within = self.bleed.grown(-SAME).overlap(mark.area).is_some();
        if deep && within && (!continues || registration) {
            self.error(Code::MarkInBleed, mark.area, || {
                format!("{}在出血区里，裁切有偏差就会露出来", what(mark))
            });
        }
    }
}
