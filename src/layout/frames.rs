//! What stands on a finished page.

use typst::layout::{Frame, FrameItem, Point};

/// Visits everything of a frame but the groups it is nested in, each with its
/// place from the frame's upper left corner; turned groups count as unturned.
pub(super) fn each(frame: &Frame, visit: &mut impl FnMut(Point, &FrameItem)) {
    walk(frame, Point::zero(), visit);
}

fn walk(frame: &Frame, origin: Point, visit: &mut impl FnMut(Point, &FrameItem)) {
    for (position, item) in frame.items() {
        let at = origin + *position;
        match item {
            FrameItem::Group(group) => walk(&group.frame, at, visit),
            _ => visit(at, item),
        }
    }
}
