//! The cheapest way to break a title into lines: dynamic programming over the
//! places where a line may end.

use super::Milli;
use super::sense::costs;

/// What is asked of the lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    Even,
    Full,
    /// Whatever fits, line by line.
    Greedy,
}

/// One more line than needed costs so much: less than a torn word.
const EXTRA_LINE: u32 = 300;

/// A line shorter than the ones above and below it (沙漏型).
const HOURGLASS: u32 = 120;

/// All lines equally long (长方形): the standard wants a trapezoid.
const OBLONG: u32 = 8;

/// Where the lines end, the last one at the end of the text.
pub(super) fn choose(chars: &[char], widths: &[Milli], most: Milli, shape: Shape) -> Vec<usize> {
    let prices = if shape == Shape::Greedy { Vec::new() } else { costs(chars) };
    let title = Title { widths, prices: &prices, most, shape };
    if shape == Shape::Greedy {
        return title.greedy(chars);
    }
    // A line more is tried where fewer would tear something.
    let least = title.greedy(chars).len();
    let fewest = (2..=least).find_map(|count| title.best(count).map(|found| (count, found)));
    let Some((count, (cost, ends))) = fewest else { return title.greedy(chars) };
    match title.best(count + 1) {
        Some((other, others)) if other + EXTRA_LINE < cost => others,
        _ => ends,
    }
}

struct Title<'a> {
    widths: &'a [Milli],
    prices: &'a [u32],
    most: Milli,
    shape: Shape,
}

/// The best way to a place, with the line that ends there.
#[derive(Clone, Copy)]
struct Step {
    cost: u32,
    /// Where the line before began; its index among the places.
    back: usize,
}

impl Title<'_> {
    fn width(&self, from: usize, to: usize) -> Milli {
        self.widths.get(from..to).unwrap_or_default().iter().sum()
    }

    /// Fills line by line; never more than `most` wide, never empty.
    fn greedy(&self, chars: &[char]) -> Vec<usize> {
        let mut ends = Vec::new();
        let mut width = 0;
        let mut start = 0;
        for (at, own) in self.widths.iter().enumerate() {
            if width + own > self.most && at > start {
                // Kinsoku at least: go back over marks that can't stand there.
                let stays = |at: &usize| !" 、，。：；！？）》”’的".contains(chars[*at]);
                let end = (start + 1..=at).rev().take(3).find(stays).unwrap_or(at);
                ends.push(end);
                width = self.width(end, at);
                start = end;
            }
            width += own;
        }
        ends.push(chars.len());
        ends
    }

    /// The cheapest `count` lines, if so many can hold the title.
    fn best(&self, count: usize) -> Option<(u32, Vec<usize>)> {
        let length = self.widths.len();
        let total = self.width(0, length);
        if count > length {
            return None;
        }
        let target = total / Milli::try_from(count).ok()?;
        // steps[k][end] = for each beginning of line k + 1 that ends there.
        let mut steps: Vec<Vec<Vec<(usize, Step)>>> = Vec::with_capacity(count);
        for line in 0..count {
            let last = line + 1 == count;
            let mut row: Vec<Vec<(usize, Step)>> = vec![Vec::new(); length + 1];
            let starts: Vec<usize> = match steps.last() {
                None => vec![0],
                Some(before) => {
                    (1..length).filter(|&at| before.get(at).is_some_and(|s| !s.is_empty())).collect()
                }
            };
            for start in starts {
                let mut width = 0;
                for (end, cell) in row.iter_mut().enumerate().skip(start + 1) {
                    width += self.widths.get(end - 1).copied().unwrap_or(0);
                    if width > self.most {
                        break;
                    }
                    // What is left must fit into the lines that are left.
                    let rest = total - self.width(0, end);
                    let left = Milli::try_from(count - line - 1).unwrap_or(0);
                    if last != (end == length) || rest > left.saturating_mul(self.most) {
                        continue;
                    }
                    let own = self.line_cost(width, target, line == 0, last)
                        + if last { 0 } else { self.prices.get(end).copied().unwrap_or(0) };
                    if let Some(step) = self.step(steps.last(), start, width, own, last, count) {
                        cell.push((start, step));
                    }
                }
            }
            steps.push(row);
        }
        self.trace(&steps, length)
    }

    /// The best line before one that begins at `start`.
    fn step(
        &self,
        before: Option<&Vec<Vec<(usize, Step)>>>,
        start: usize,
        width: Milli,
        own: u32,
        last: bool,
        count: usize,
    ) -> Option<Step> {
        let Some(before) = before else { return Some(Step { cost: own, back: 0 }) };
        let choices = before.get(start)?.iter().map(|&(begun, step)| {
            let above = self.width(begun, start);
            // Only a waist counts: the line above is shorter than this one and
            // than the one above it.
            let waist =
                self.shape == Shape::Even && above + 400 < width && self.narrows(begun, step.back, above);
            let oblong = self.shape == Shape::Even && last && count == 2 && above.abs_diff(width) < 500;
            let extra = if waist { HOURGLASS } else { 0 } + if oblong { OBLONG } else { 0 };
            Step { cost: step.cost + own + extra, back: begun }
        });
        choices.min_by_key(|step| step.cost)
    }

    /// Whether a line that begins at `begun` and is `width` wide is shorter
    /// than the one above it, which begins at `above`.
    fn narrows(&self, begun: usize, above: usize, width: Milli) -> bool {
        begun > 0 && self.width(above, begun) > width + 400
    }

    fn trace(&self, steps: &[Vec<Vec<(usize, Step)>>], length: usize) -> Option<(u32, Vec<usize>)> {
        let of = |line: usize, end: usize| steps.get(line)?.get(end);
        let last = steps.len().checked_sub(1)?;
        let &(mut start, step) = of(last, length)?.iter().min_by_key(|(_, step)| step.cost)?;
        let mut ends = vec![length];
        let mut back = step.back;
        for line in (0..last).rev() {
            ends.push(start);
            let here = of(line, start)?.iter().find(|(begun, _)| *begun == back)?;
            start = here.0;
            back = here.1.back;
        }
        ends.reverse();
        Some((step.cost, ends))
    }

    /// What a line costs by its width alone.
    fn line_cost(&self, width: Milli, target: Milli, first: bool, last: bool) -> u32 {
        // A lone character, or two, on the last line.
        let short = match width {
            0..2000 if last => 1200,
            2000..3000 if last => 120,
            3000..4000 if last => 20,
            0..2000 if first => 900,
            2000..3000 if first => 120,
            _ => 0,
        };
        let off = match self.shape {
            Shape::Full if last => 0,
            Shape::Full => self.most - width,
            _ => width.abs_diff(target),
        };
        let base = if self.shape == Shape::Full { self.most } else { target }.max(1);
        // The square of the deviation, 1.0 of which costs 150.
        let share = u64::from(off) * 1000 / u64::from(base);
        short + u32::try_from(share * share * 150 / 1_000_000).unwrap_or(u32::MAX / 8).min(100_000)
    }
}
