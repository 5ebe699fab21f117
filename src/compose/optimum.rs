//! The best breaks for a whole paragraph: the least sum of what its lines cost,
//! found by going through all breaks once (Knuth and Plass, 1981).

use super::bind::{Names, chances};
use super::line::{End, Fit, Rows};
use super::{Item, Kind, Line, Measure, Setting};

/// A last line of one character.
const LONELY: f64 = 10_000.0;
/// A last line of two.
const SHORT: f64 = 4.0;
/// Letters are never set so far apart, in em: the line stays short instead.
const TOO_FAR: f64 = 0.2;
/// A line that runs over its measure, or is torn where it must not be.
const TORN: f64 = 1_000_000.0;

/// A way to a break: the best one so far.
#[derive(Clone, Copy)]
struct Way {
    /// What it costs up to here.
    cost: f64,
    /// How many lines it has.
    lines: usize,
    /// Its last line.
    line: Line,
    fit: Option<Fit>,
    /// Where its last line starts, and which of the ways to there it went.
    from: (usize, usize),
}

/// Breaks a paragraph into lines.
#[must_use]
pub fn compose(items: &[Item], measure: &Measure, names: &Names) -> Setting {
    if items.is_empty() {
        return Setting::default();
    }
    let mut search = Search {
        items,
        rows: Rows::new(items),
        chances: chances(items, names),
        measure: *measure,
        fullness: FULL_ENOUGH,
    };
    let mut best = search.best();
    // Where lines that are nearly full make nothing good, any line may do.
    if best.last().is_none_or(|way| way.cost >= LONELY) {
        search.fullness = 0.0;
        best = search.best();
    }
    let (shorter, longer) = match best.len() {
        0 | 1 => Default::default(),
        _ => search.others(&best),
    };
    let chosen = match measure.looseness {
        -1 => shorter.as_ref(),
        1 => longer.as_ref(),
        _ => None,
    };
    let mut setting = search.setting(chosen.unwrap_or(&best));
    setting.shrinks = shorter.as_deref().map(strain);
    setting.grows = longer.as_deref().map(strain);
    setting
}

/// More strain than this in a paragraph of another length than its best is not
/// fit to print: letters would stand a twenty-fifth of an em apart.
const BEARABLE: f64 = 32.0;

/// What the worst line of a paragraph costs.
fn strain(ways: &[Way]) -> f64 {
    let before = std::iter::once(0.0).chain(ways.iter().map(|way| way.cost));
    ways.iter().zip(before).map(|(way, before)| way.cost - before).fold(0.0, f64::max)
}

struct Search<'a> {
    items: &'a [Item],
    rows: Rows<'a>,
    chances: Vec<bool>,
    measure: Measure,
    /// Lines are looked at that are full to so large a part.
    fullness: f64,
}

/// A line that is not full to this part is worth a look only where no other is.
const FULL_ENOUGH: f64 = 0.7;

/// Ways that have a line less than the best one to the same break, as many,
/// and one more.
const NEAR: usize = 3;

impl Search<'_> {
    /// The lines of the best way to the end.
    fn best(&self) -> Vec<Way> {
        let ways = self.search::<1>(|_, _| Some(0));
        trace(&ways, (self.items.len(), 0))
    }

    /// The best ways of one line less and of one line more, if they are decent.
    fn others(&self, best: &[Way]) -> (Option<Vec<Way>>, Option<Vec<Way>>) {
        // How many lines are usual up to a break: as many as the best way has there.
        let mut usual = vec![0; self.items.len() + 1];
        for (number, way) in best.iter().enumerate() {
            let end = best.get(number + 1).map_or(self.items.len(), |next| next.from.0);
            for (offset, lines) in usual[way.from.0 + 1..=end].iter_mut().enumerate() {
                // Behind the middle of a line a break is nearer to the next line's end.
                *lines = if 2 * offset > end - way.from.0 { number + 1 } else { number.max(1) };
            }
        }
        usual[self.items.len()] = best.len();
        let ways = self.search::<NEAR>(|at, lines| {
            let slot = (lines + 1).checked_sub(usual[at])?;
            (slot < NEAR).then_some(slot)
        });
        let way = |slot| {
            let lines = trace(&ways, (self.items.len(), slot));
            (!lines.is_empty() && strain(&lines) <= BEARABLE).then_some(lines)
        };
        (way(0), way(2))
    }

    /// Ways to every break, up to `N` to each: `slot` tells which of them one of
    /// so many lines is, if it is of interest.
    fn search<const N: usize>(&self, slot: impl Fn(usize, usize) -> Option<usize>) -> Vec<[Option<Way>; N]> {
        let mut ways: Vec<[Option<Way>; N]> = vec![[None; N]; self.items.len() + 1];
        for start in 0..self.items.len() {
            let here: Vec<(usize, f64, usize)> = if start == 0 {
                vec![(0, 0.0, 0)]
            } else {
                let known = ways[start].iter().enumerate();
                known.filter_map(|(at, way)| way.map(|way| (at, way.cost, way.lines))).collect()
            };
            if here.is_empty() {
                continue;
            }
            self.lines_from(start, |behind, line, fit, cost| {
                for &(at, spent, lines) in &here {
                    let Some(slot) = slot(behind, lines + 1) else { continue };
                    let cost = spent + cost;
                    let old = &mut ways[behind][slot];
                    if old.is_none_or(|old| cost < old.cost) {
                        *old = Some(Way { cost, lines: lines + 1, line, fit, from: (start, at) });
                    }
                }
            });
        }
        ways
    }

    /// Every line that may begin at `start`: the break behind it, the line,
    /// how it fits, what it costs.
    fn lines_from(&self, start: usize, mut found: impl FnMut(usize, Line, Option<Fit>, f64)) {
        // Lines far from full are only looked at where there are no others.
        if !self.try_lines(start, self.fullness, &mut found) && self.fullness > 0.0 {
            self.try_lines(start, 0.0, &mut found);
        }
    }

    /// The same with lines that are full to so large a part, or the last of
    /// their paragraph; whether there are any. With 0, there always are.
    fn try_lines(
        &self,
        start: usize,
        part: f64,
        found: &mut impl FnMut(usize, Line, Option<Fit>, f64),
    ) -> bool {
        let first = start == 0;
        let room = self.measure.width - if first { self.measure.indent } else { 0.0 };
        let mut any = false;
        let mut forced = start + 1;
        for behind in start + 1..=self.items.len() {
            let how = self.end(behind);
            if how == End::Full && self.rows.at_most(start, behind) < part * room {
                forced = behind;
                continue;
            }
            let end = self.trimmed(start, behind);
            if end > start {
                if self.rows.natural(start, end, first) > room
                    && self.rows.least(start, end, first) > room + 1e-6
                {
                    break;
                }
                forced = behind;
            }
            if how == End::Full
                && (!self.chances[behind]
                    || self.rows.natural(start, end.max(start + 1), first) < part * room)
            {
                continue;
            }
            let line = Line { start, end, full: how == End::Full };
            if end == start {
                // Nothing but a break: an empty line.
                found(behind, line, None, 0.0);
                any = true;
            } else if let Some(fit) = self.rows.fit(start, end, &self.measure, how) {
                found(behind, line, Some(fit), fit.cost + self.tail(start, end, how));
                any = true;
            }
            if how != End::Full {
                break;
            }
        }
        if !any && part == 0.0 {
            let how = self.end(forced);
            let end = self.trimmed(start, forced).max(start + 1);
            let line = Line { start, end, full: how == End::Full };
            found(forced, line, self.rows.fit(start, end, &self.measure, how), TORN);
            any = true;
        }
        any
    }

    fn end(&self, behind: usize) -> End {
        if self.items[behind - 1].kind == Kind::Break {
            End::Asked
        } else if behind == self.items.len() {
            End::Last
        } else {
            End::Full
        }
    }

    /// Where a line ends without the spaces and the break behind it.
    fn trimmed(&self, start: usize, behind: usize) -> usize {
        let unseen = |item: &Item| matches!(item.kind, Kind::Space | Kind::Break | Kind::Chance);
        let items = &self.items[start..behind];
        start + items.iter().rposition(|item| !unseen(item)).map_or(0, |last| last + 1)
    }

    /// What is wrong with the last line of a paragraph.
    fn tail(&self, start: usize, end: usize, how: End) -> f64 {
        match self.rows.texts(start, end) {
            _ if how != End::Last || start == 0 => 0.0,
            0 | 1 => LONELY,
            2 => SHORT,
            _ => 0.0,
        }
    }

    /// A line that would have to be stretched too far stays short.
    fn filled(&self, way: &Way) -> Line {
        let bearable = way.fit.is_none_or(|fit| fit.stretch <= TOO_FAR);
        Line { full: way.line.full && bearable, ..way.line }
    }

    /// What the lines of a way mean for the items.
    fn setting(&self, ways: &[Way]) -> Setting {
        let mut before = self.rows.before.clone();
        for way in ways {
            if let Some(fit) = way.fit {
                // Where a line stays short, nobody opens its letters: nothing may count on that.
                let short = way.line.full && !self.filled(way).full;
                let fit = if short { fit.unstretched() } else { fit };
                self.rows.apply(way.line.start, way.line.end, fit, &mut before);
            }
        }
        before.truncate(self.items.len());
        Setting {
            before,
            lines: ways.iter().map(|way| self.filled(way)).collect(),
            shrinks: None,
            grows: None,
        }
    }
}

/// The lines that lead to a break, from the first on; none if no way does.
fn trace<const N: usize>(ways: &[[Option<Way>; N]], mut at: (usize, usize)) -> Vec<Way> {
    let mut out = Vec::new();
    while at.0 > 0 {
        let Some(way) = ways[at.0][at.1] else { return Vec::new() };
        out.push(way);
        at = way.from;
    }
    out.reverse();
    out
}

#[cfg(test)]
mod tests {
    use super::super::{Tongue, half_width};
    use super::*;

    fn items(text: &str) -> Vec<Item> {
        let chars: Vec<char> = text.chars().collect();
        let item = |(at, &c): (usize, &char)| {
            let kind = half_width(&chars, at).unwrap_or(Kind::of(c, Tongue::Chinese));
            let width = if c.is_ascii() { 0.5 } else { 1.0 };
            Item { c, kind, width, last: width, lead: 0.0, trail: 0.0, squeezable: kind.is_mark() }
        };
        chars.iter().enumerate().map(item).collect()
    }

    /// The lines of a text, at a width in em, with an indent of two.
    fn lines(text: &str, width: f64) -> Vec<String> {
        let items = items(text);
        let measure = Measure { width, indent: 2.0, looseness: 0 };
        let setting = compose(&items, &measure, &Names::default());
        setting
            .lines
            .iter()
            .map(|line| items[line.start..line.end].iter().map(|item| item.c).collect())
            .collect()
    }

    #[test]
    fn a_mark_is_squeezed_before_letters_are_spread() {
        assert_eq!(
            lines("一份公报，从一叠签发的文稿起步，到读者翻开的那一刻才算完成。", 17.0),
            ["一份公报，从一叠签发的文稿起步，", "到读者翻开的那一刻才算完成。"]
        );
    }
}
