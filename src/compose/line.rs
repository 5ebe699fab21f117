//! How well a stretch of items fills one line, and what has to be squeezed
//! for it.
//!
//! CLREQ 3.1.6 and 3.2.3, in this order: a mark at the line's end gives its
//! blank away; `·`, brackets, `，、；：`, `。？！` are squeezed to their half;
//! then the space between Han and Latin. A mark is squeezed to its half or not
//! at all, so that marks do not come in a dozen widths; what half an em too much
//! leaves is spread over the whole line.

use super::{GAP, HALF, Item, Kind, Measure};

/// Widths smaller than this, in em, are no difference.
const EPSILON: f64 = 1e-6;

/// The space between Han and Latin may shrink by this.
const GAP_GIVES: f64 = 0.125;

/// A space between letters of a line that had to be stretched by this much,
/// in em, looks as even as any; twice as much is worth avoiding.
const FINE: f64 = 0.03;

/// What can be squeezed before an item, in the order of squeezing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Squeeze {
    Middle,
    Bracket,
    Pause,
    Stop,
}

const ORDER: [Squeeze; 4] = [Squeeze::Middle, Squeeze::Bracket, Squeeze::Pause, Squeeze::Stop];

/// What squeezing one mark costs, as a stretch of a line costs.
const PRICE: [f64; 4] = [1.0, 1.0, 1.5, 4.0];

/// What a change of the gap between Han and Latin costs, by its share.
const GAP_PRICE: f64 = 30.0;

/// Sums over the items, so that any stretch is judged in constant time.
pub(super) struct Rows<'a> {
    items: &'a [Item],
    /// Space that stands before an item in any line, in em.
    pub(super) before: Vec<f64>,
    squeeze: Vec<Option<Squeeze>>,
    sums: Vec<Sums>,
}

/// Counts up to an item.
#[derive(Debug, Clone, Copy, Default)]
struct Sums {
    width: f64,
    squeezes: [u32; 4],
    gaps: u32,
    stretches: u32,
    texts: u32,
}

/// A line as it would be set.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fit {
    /// How many marks of each kind are squeezed.
    squeezes: [u32; 4],
    /// By how much each gap between Han and Latin is squeezed, in em.
    gap: f64,
    /// How bad it is.
    pub(super) cost: f64,
}

/// How a line ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// It is filled to the measure.
    Full,
    /// It is the last of its paragraph.
    Last,
    /// The editor broke it.
    Asked,
}

impl<'a> Rows<'a> {
    pub(super) fn new(items: &'a [Item]) -> Self {
        let mut rows = Rows {
            items,
            before: vec![0.0; items.len() + 1],
            squeeze: vec![None; items.len()],
            sums: vec![Sums::default(); items.len() + 1],
        };
        for at in 0..items.len() {
            rows.enter(at);
        }
        rows
    }

    fn enter(&mut self, at: usize) {
        let item = self.items[at];
        let mut sums = self.sums[at];
        if let Some(&left) = at.checked_sub(1).and_then(|before| self.items.get(before)) {
            self.before[at] += meeting(left, item);
            self.squeeze[at] = squeezable(left, item);
            sums.gaps += u32::from(is_gap(left, item));
        }
        self.before[at] += match item.kind {
            Kind::Open => item.pad,
            Kind::Middle => item.pad / 2.0,
            _ => 0.0,
        };
        self.before[at + 1] += match item.kind {
            Kind::Middle => item.pad / 2.0,
            kind if kind.trails() => item.pad,
            _ => 0.0,
        };
        // A space typed between Han and Latin is the gap itself.
        if item.kind == Kind::Space
            && let (Some(&left), Some(&right)) = (at.checked_sub(1).and_then(|l| self.items.get(l)), self.items.get(at + 1))
            && is_gap(left, right)
        {
            self.before[at + 1] += GAP - item.width;
        }
        if let Some(squeeze) = self.squeeze[at] {
            sums.squeezes[squeeze as usize] += 1;
        }
        sums.width += self.before[at] + item.width;
        sums.stretches += u32::from(item.kind.stretches());
        sums.texts += u32::from(item.kind.is_text());
        self.sums[at + 1] = sums;
    }

    /// Natural width of a line, in em: all marks full but those at its edges.
    fn natural(&self, start: usize, end: usize, first: bool) -> f64 {
        let mut width = self.sums[end].width - self.sums[start].width - self.before[start];
        let (head, tail) = (self.items[start], self.items[end - 1]);
        if !first && head.kind == Kind::Open && head.squeezable {
            width -= HALF;
        }
        width += tail.last - tail.width;
        if tail.kind.trails() && tail.squeezable {
            width -= HALF;
        }
        width
    }

    /// The least a line can be squeezed to, in em.
    pub(super) fn least(&self, start: usize, end: usize, first: bool) -> f64 {
        let marks: u32 = self.squeezes(start, end).iter().sum();
        let gaps = f64::from(self.gaps(start, end)) * GAP_GIVES;
        self.natural(start, end, first) - HALF * f64::from(marks) - gaps
    }

    /// What may be squeezed in a line: before its first item nothing can be.
    fn squeezes(&self, start: usize, end: usize) -> [u32; 4] {
        let (a, b) = (self.sums[start + 1].squeezes, self.sums[end].squeezes);
        [b[0] - a[0], b[1] - a[1], b[2] - a[2], b[3] - a[3]]
    }

    fn gaps(&self, start: usize, end: usize) -> u32 {
        self.sums[end].gaps - self.sums[start + 1].gaps
    }

    /// How many characters of text a line has.
    pub(super) fn texts(&self, start: usize, end: usize) -> u32 {
        self.sums[end].texts - self.sums[start].texts
    }

    /// Judges a line; `None` if its items do not go into it.
    pub(super) fn fit(&self, start: usize, end: usize, measure: &Measure, how: End) -> Option<Fit> {
        let first = start == 0;
        let room = measure.width - if first { measure.indent } else { 0.0 };
        let need = self.natural(start, end, first) - room;
        let mut fit = Fit { squeezes: [0; 4], gap: 0.0, cost: 0.0 };
        let mut rest = need;
        if need > EPSILON {
            let available = self.squeezes(start, end);
            for (kind, price) in PRICE.iter().enumerate() {
                let wanted = ((rest - EPSILON) / HALF).ceil().max(0.0);
                let taken = available[kind].min(wanted as u32);
                fit.squeezes[kind] = taken;
                fit.cost += price * f64::from(taken);
                rest -= HALF * f64::from(taken);
            }
            if rest > EPSILON {
                let gaps = f64::from(self.gaps(start, end));
                if gaps * GAP_GIVES + EPSILON < rest {
                    return None;
                }
                fit.gap = rest / gaps;
                fit.cost += GAP_PRICE * fit.gap / GAP_GIVES;
                rest = 0.0;
            }
        }
        if how == End::Full {
            let stretches = self.sums[end].stretches - self.sums[start].stretches;
            let last = u32::from(self.items[end - 1].kind.stretches());
            fit.cost += looseness((-rest).max(0.0), stretches.saturating_sub(last));
        }
        Some(fit)
    }

    /// Enters what a line squeezes into `before`.
    pub(super) fn apply(&self, start: usize, end: usize, fit: Fit, before: &mut [f64]) {
        for (kind, &wanted) in ORDER.iter().zip(&fit.squeezes) {
            let marks = (start + 1..end).filter(|&at| self.squeeze[at] == Some(*kind));
            let count = marks.clone().count();
            for (nth, at) in marks.enumerate() {
                // Spread over the line: the nth of `wanted` among `count`.
                if chosen(nth, wanted as usize, count) {
                    if *kind == Squeeze::Middle {
                        before[at] -= HALF / 2.0;
                        before[at + 1] -= HALF / 2.0;
                    } else {
                        before[at] -= HALF;
                    }
                }
            }
        }
        if fit.gap > 0.0 {
            for at in start + 1..end {
                if is_gap(self.items[at - 1], self.items[at]) {
                    before[at] -= fit.gap;
                }
            }
        }
    }
}

/// Whether the nth of `count` things is among `wanted` evenly chosen ones.
fn chosen(nth: usize, wanted: usize, count: usize) -> bool {
    (nth + 1) * wanted / count > nth * wanted / count
}

/// What it costs to spread `rest` em over so many gaps.
fn looseness(rest: f64, stretches: u32) -> f64 {
    let each = rest / f64::from(stretches.max(1));
    let ratio = each / FINE;
    if ratio <= 1.0 { 2.0 * ratio * ratio } else { 2.0 + 12.0 * (ratio - 1.0) + 4.0 * (ratio - 1.0).powi(2) }
}

/// Space that always stands between two neighbours, in em.
fn meeting(left: Item, right: Item) -> f64 {
    if is_gap(left, right) {
        return GAP;
    }
    // Of two blanks that meet, one goes; so does the blank between two marks
    // that close, or that open (CLREQ 3.1.6.1).
    let closes = left.kind.trails() && left.squeezable && right.kind.is_mark() && right.kind != Kind::Middle;
    let opens = left.kind == Kind::Open && right.kind == Kind::Open && right.squeezable;
    if closes || opens { -HALF } else { 0.0 }
}

fn is_gap(left: Item, right: Item) -> bool {
    matches!((left.kind, right.kind), (Kind::Han, Kind::Latin) | (Kind::Latin, Kind::Han))
}

/// What can be squeezed between two neighbours.
fn squeezable(left: Item, right: Item) -> Option<Squeeze> {
    if right.kind == Kind::Middle && right.squeezable {
        return Some(Squeeze::Middle);
    }
    if left.kind.is_mark() && right.kind.is_mark() || matches!(right.kind, Kind::Space | Kind::WideSpace) {
        return None;
    }
    match left.kind {
        Kind::Pause if left.squeezable => Some(Squeeze::Pause),
        Kind::Stop if left.squeezable => Some(Squeeze::Stop),
        Kind::Close if left.squeezable => Some(Squeeze::Bracket),
        _ if right.kind == Kind::Open && right.squeezable => Some(Squeeze::Bracket),
        _ => None,
    }
}
