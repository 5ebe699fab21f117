//! Web and mail addresses: too long to stay whole, they have joints.

use super::super::{Item, Kind};

/// What a break at a joint costs, as a line's setting costs.
const JOINT: f64 = 6.0;

/// Behind these an address goes on in a new line without harm.
const JOINTS: &str = "/.?&=_-@";

/// Letters and digits in a row that are looked at for joints whatever they
/// are: longer than any word, code or standard's number.
const LONG: usize = 24;

/// Enters the joints of all addresses.
pub(super) fn joints(items: &[Item], prices: &mut [Option<f64>]) {
    let word = |item: &Item| matches!(item.kind, Kind::Latin | Kind::Sign);
    let mut start = 0;
    for run in items.chunk_by(|a, b| word(a) == word(b)) {
        if run.first().is_some_and(word) && (run.len() > LONG || is_address(run)) {
            for (at, three) in run.windows(3).enumerate() {
                let joint = JOINTS.contains(three[1].c) && three[0].c != three[1].c;
                let doubled = three[0].c == '/' && three[1].c == '/';
                if (joint || doubled) && three[2].c.is_ascii_alphanumeric() {
                    prices[start + at + 2] = Some(JOINT);
                }
            }
        }
        start += run.len();
    }
}

/// Whether a run of letters and signs is an address: `https://…`, `a@b`,
/// `abc.gov.cn`.
fn is_address(run: &[Item]) -> bool {
    let letter = |item: &Item| item.c.is_ascii_alphabetic();
    run.windows(3).any(|three| {
        let [a, mark, b] = three else { return false };
        match mark.c {
            '@' => a.c.is_ascii_alphanumeric() && b.c.is_ascii_alphanumeric(),
            '/' => a.c == ':' && b.c == '/',
            '.' => letter(a) && letter(b) && run.len() > SHORT,
            _ => false,
        }
    })
}

/// An abbreviation with points is no longer than this: `e.g.`, `U.S.A.`
const SHORT: usize = 8;
