//! The best breaks for a whole paragraph: the least sum of what its lines cost,
//! found by going through all breaks once (Knuth and Plass, 1981).

use super::bind::{Names, chances};
use super::line::{End, Fit, Rows};
use super::{Item, Kind, Line, Measure, Setting};

/// A last line of one character.
const LONELY: f64 = 10_000.0;
/// A last line of two.
const SHORT: f64 = 4.0;
/// A line that runs over its measure, or is torn where it must not be.
const TORN: f64 = 1_000_000.0;

/// A way to a break: the best one so far.
#[derive(Clone, Copy)]
struct Way {
    cost: f64,
    line: Line,
    fit: Option<Fit>,
    /// The break before: where this line starts, and after how many lines.
    from: (usize, usize),
}

/// Breaks a paragraph into lines.
#[must_use]
pub fn compose(items: &[Item], measure: &Measure, names: &Names) -> Setting {
    if items.is_empty() {
        return Setting::default();
    }
    let search = Search { items, rows: Rows::new(items), chances: chances(items, names), measure: *measure };
    let best = search.run(None);
    let lines = match measure.looseness {
        0 => best,
        more => {
            let wanted = best.len().saturating_add_signed(more.into());
            let other = search.run(Some(wanted));
            if decent(&other, wanted) { other } else { best }
        }
    };
    search.setting(&lines)
}

/// Whether a paragraph of another length than its best is fit to print.
fn decent(ways: &[Way], wanted: usize) -> bool {
    const BEARABLE: f64 = 30.0;
    ways.len() == wanted && ways.iter().scan(0.0, |sum, way| {
        let own = way.cost - *sum;
        *sum = way.cost;
        Some(own)
    }).all(|own| own <= BEARABLE)
}

struct Search<'a> {
    items: &'a [Item],
    rows: Rows<'a>,
    chances: Vec<bool>,
    measure: Measure,
}

impl Search<'_> {
    /// The lines of the best way to the end; with `wanted`, of the best one of
    /// so many lines.
    fn run(&self, wanted: Option<usize>) -> Vec<Way> {
        let len = self.items.len();
        // With `wanted`, ways of different length to one break are kept apart.
        let depth = wanted.map_or(1, |lines| lines + 1);
        let mut ways: Vec<Vec<Option<Way>>> = vec![vec![None; depth]; len + 1];
        for start in 0..len {
            for count in 0..depth {
                let spent = match &ways[start][count] {
                    _ if start == 0 && count == 0 => 0.0,
                    Some(way) => way.cost,
                    None => continue,
                };
                let to = if depth > 1 { count + 1 } else { 0 };
                if to < depth {
                    self.lines_from(start, |break_at, line, fit, cost| {
                        let cost = spent + cost;
                        let old = &mut ways[break_at][to];
                        if old.is_none_or(|old| cost < old.cost) {
                            *old = Some(Way { cost, line, fit, from: (start, count) });
                        }
                    });
                }
            }
        }
        let mut out = Vec::new();
        let mut at = (len, depth - 1);
        while at.0 > 0 {
            let Some(way) = ways[at.0][at.1] else { return Vec::new() };
            out.push(way);
            at = way.from;
        }
        out.reverse();
        out
    }

    /// Every line that may begin at `start`: the break behind it, the line,
    /// how it fits, what it costs.
    fn lines_from(&self, start: usize, mut found: impl FnMut(usize, Line, Option<Fit>, f64)) {
        let first = start == 0;
        let room = self.measure.width - if first { self.measure.indent } else { 0.0 };
        let mut any = false;
        let mut forced = start + 1;
        for behind in start + 1..=self.items.len() {
            let how = self.end(behind);
            let end = self.trimmed(start, behind);
            if end > start {
                if self.rows.least(start, end, first) > room + 1e-6 {
                    break;
                }
                forced = behind;
            }
            if how == End::Full && !self.chances[behind] {
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
                return;
            }
        }
        if !any {
            let how = self.end(forced);
            let end = self.trimmed(start, forced).max(start + 1);
            let line = Line { start, end, full: how == End::Full };
            found(forced, line, self.rows.fit(start, end, &self.measure, how), TORN);
        }
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

    fn setting(&self, ways: &[Way]) -> Setting {
        let mut before = self.rows.before.clone();
        for way in ways {
            if let Some(fit) = way.fit {
                self.rows.apply(way.line.start, way.line.end, fit, &mut before);
            }
        }
        before.truncate(self.items.len());
        Setting { before, lines: ways.iter().map(|way| way.line).collect() }
    }
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
        setting.lines.iter().map(|line| items[line.start..line.end].iter().map(|item| item.c).collect()).collect()
    }

    #[test]
    fn a_mark_is_squeezed_before_letters_are_spread() {
        assert_eq!(
            lines("一份公报，从一叠签发的文稿起步，到读者翻开的那一刻才算完成。", 17.0),
            ["一份公报，从一叠签发的文稿起步，", "到读者翻开的那一刻才算完成。"]
        );
    }
}
