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

/// The space between Han and Latin may shrink by this, in em, if all else fails.
const GAP_GIVES: f64 = 0.125;

/// So much more or less of that space is not seen, in em.
const GAP_FLEX: f64 = 0.04;

/// So much more again is better than letters that look spaced, in em.
const GAP_GROWS: f64 = 0.04;

/// So much more blank beside a mark is not seen, in em.
const MARK_FLEX: f64 = 0.025;

/// So much more of it is better than letters that look spaced, in em.
const MARK_GIVES: f64 = 0.09;

/// Letters so far apart are not seen to be apart, in em.
const UNSEEN: f64 = 0.008;

/// From here on, in em, letters begin to look spaced.
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
const PRICE: [f64; 4] = [0.4, 0.4, 0.6, 2.0];

/// What a change of the gap between Han and Latin by [`GAP_FLEX`] costs.
const GAP_PRICE: f64 = 2.0;

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
    /// Han right before Latin: the gap there is not to grow with the line.
    fixed: u32,
    texts: u32,
}

/// A line as it would be set.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fit {
    /// How many marks of each kind are squeezed.
    squeezes: [u32; 4],
    /// By how much each gap between Han and Latin changes, in em.
    gap: f64,
    /// By how much the blank of each mark grows, in em.
    mark: f64,
    /// How far the line is stretched behind each Han character and mark, in em.
    pub(super) stretch: f64,
    /// How bad it is.
    pub(super) cost: f64,
}

impl Fit {
    /// The same for a line that is not to be filled after all: what is squeezed
    /// stays so.
    pub(super) fn unstretched(self) -> Self {
        Self { gap: 0.0, mark: 0.0, stretch: 0.0, ..self }
    }
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
            sums.fixed += u32::from(is_gap(left, item) && left.kind.stretches());
        }
        self.before[at] += item.lead;
        self.before[at + 1] += item.trail;
        // A space typed between Han and Latin is the gap itself.
        if item.kind == Kind::Space
            && let (Some(&left), Some(&right)) =
                (at.checked_sub(1).and_then(|l| self.items.get(l)), self.items.get(at + 1))
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

    /// What a line's natural width does not exceed, in em; cheap to ask.
    pub(super) fn at_most(&self, start: usize, end: usize) -> f64 {
        self.sums[end].width - self.sums[start].width + HALF
    }

    /// Natural width of a line, in em: all marks full but those at its edges.
    pub(super) fn natural(&self, start: usize, end: usize, first: bool) -> f64 {
        let mut width = self.sums[end].width - self.sums[start].width - self.before[start];
        let (head, tail) = (self.items[start], self.items[end - 1]);
        if !first && head.kind == Kind::Open && head.is_full() {
            width -= HALF;
        }
        width += tail.last - tail.width;
        if tail.kind.trails() && tail.is_full() {
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
        let available = self.squeezes(start, end);
        let marks = available.iter().sum();
        // So many marks that the line has room to spare, or one less.
        let enough = ((need - EPSILON) / HALF).ceil().max(0.0) as u32;
        let tries = [enough.min(marks), enough.saturating_sub(1).min(marks)];
        let fits = tries.into_iter().filter_map(|wanted| {
            let mut fit = Fit { squeezes: [0; 4], gap: 0.0, mark: 0.0, stretch: 0.0, cost: 0.0 };
            let mut left = wanted;
            for (kind, price) in PRICE.iter().enumerate() {
                fit.squeezes[kind] = available[kind].min(left);
                left -= fit.squeezes[kind];
                fit.cost += price * f64::from(fit.squeezes[kind]);
            }
            self.spread(start, end, HALF * f64::from(wanted) - need, how, fit)
        });
        fits.min_by(|a, b| a.cost.total_cmp(&b.cost))
    }

    /// Spreads what is left of the room, or missing, over a line whose marks
    /// have been squeezed.
    fn spread(&self, start: usize, end: usize, rest: f64, how: End, mut fit: Fit) -> Option<Fit> {
        let gaps = f64::from(self.gaps(start, end));
        if rest < -EPSILON {
            if gaps * GAP_GIVES + EPSILON < -rest {
                return None;
            }
            fit.gap = rest / gaps;
            let share = -fit.gap / GAP_FLEX;
            fit.cost += GAP_PRICE * share * share;
            return Some(fit);
        }
        if how == End::Full && rest > EPSILON {
            let stretches = self.sums[end].stretches - self.sums[start].stretches;
            let last = u32::from(self.items[end - 1].kind.stretches());
            let fixed = self.sums[end].fixed - self.sums[start + 1].fixed;
            let stretches = f64::from(stretches.saturating_sub(last + fixed).max(1));
            let marks: f64 = self.squeezes(start, end).iter().copied().map(f64::from).sum();
            let mut rest = rest;
            // What the places take over until letters are no more than `until` apart.
            let mut absorb = |until: f64, places: f64, most: f64| {
                let each =
                    if places > 0.0 { ((rest - until * stretches) / places).clamp(0.0, most) } else { 0.0 };
                rest -= each * places;
                each
            };
            fit.gap = absorb(UNSEEN, gaps, GAP_FLEX);
            fit.mark = absorb(UNSEEN, marks, MARK_FLEX);
            fit.gap += absorb(FINE - MARK_FLEX / 5.0, gaps, GAP_GROWS);
            fit.mark += absorb(FINE - MARK_FLEX / 5.0, marks, MARK_GIVES);
            let share = fit.gap / GAP_FLEX;
            fit.stretch = rest / stretches;
            fit.cost += GAP_PRICE * share * share + looseness(fit.stretch);
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
        if fit.mark > EPSILON {
            for at in (start + 1..end).filter(|&at| self.squeeze[at].is_some()) {
                before[at] += fit.mark;
            }
        }
        let neighbours = self.items[start..end].windows(2);
        for (before, pair) in before[start + 1..end].iter_mut().zip(neighbours) {
            if is_gap(pair[0], pair[1]) {
                // Both gaps of a number are alike, though Typst stretches behind Han only.
                *before += fit.gap - if pair[0].kind.stretches() { fit.stretch } else { 0.0 };
            }
        }
    }
}

/// Whether the nth of `count` things is among `wanted` evenly chosen ones.
fn chosen(nth: usize, wanted: usize, count: usize) -> bool {
    (nth + 1) * wanted / count > nth * wanted / count
}

/// What it costs to set letters `each` em apart.
fn looseness(each: f64) -> f64 {
    let ratio = each / FINE;
    if ratio <= 1.0 { 3.0 * ratio * ratio } else { 3.0 + 30.0 * (ratio - 1.0) + 2.0 * (ratio - 1.0).powi(2) }
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
