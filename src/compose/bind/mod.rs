//! Where a line may break, and at what price: not before or after marks that do
//! not stand at a line's edge (GB/T 15834—2011, 5.1), not inside words and
//! numbers, not between a number and its unit, not in dates, 发文字号 and names.

mod addresses;
mod names;
mod numbers;

use std::ops::Range;

use super::{Item, Kind};
use crate::script::{joins_on, never_ends, never_starts};

pub use names::Names;

/// What it costs to tear what nothing could hold, as a line's setting costs.
const TEAR: f64 = 400.0;

/// For every item, what a break before it costs; `None` where there is none to
/// be. No stretch without a break is wider than `width`, in em.
pub(super) fn breaks(items: &[Item], names: &Names, width: f64) -> Vec<Option<f64>> {
    let text: Vec<char> = items.iter().map(|item| item.c).collect();
    let mut out = vec![None; items.len()];
    for (at, pair) in items.windows(2).enumerate() {
        let free = between(pair[0], pair[1]) && !connects(items, at + 1);
        out[at + 1] = free.then_some(0.0);
    }
    addresses::joints(items, &mut out);
    let unbound = out.clone();
    let bound = numbers::bound(&text).into_iter().chain(names::bound(&text, names));
    for range in bound {
        for price in out.iter_mut().take(range.end).skip(range.start + 1) {
            *price = None;
        }
    }
    // What no line holds is torn: a name or a unit rather than figures or words,
    // and where marks would stand badly only if nothing else helps.
    let figures = |at: usize| text[at - 1].is_numeric() && text[at].is_numeric();
    let badly = |at: usize| stays(items[at]) || never_ends(text[at - 1]) && items[at - 1].kind != Kind::Close;
    let apart = |at: usize| !joins_on(text[at]) && !matches!(items[at].kind, Kind::Space | Kind::Object);
    tear(items, &mut out, width, TEAR, |at| unbound[at].is_some() && !figures(at));
    tear(items, &mut out, width, 2.0 * TEAR, |at| apart(at) && !badly(at));
    tear(items, &mut out, width, 4.0 * TEAR, apart);
    out
}

/// Opens the stretches that no line holds, where it is `allowed`, at a price.
fn tear(items: &[Item], prices: &mut [Option<f64>], width: f64, price: f64, allowed: impl Fn(usize) -> bool) {
    for stretch in too_wide(items, prices, width) {
        for at in (stretch.start + 1..stretch.end).filter(|&at| allowed(at)) {
            prices[at] = Some(price);
        }
    }
}

/// Whether a line may break between two neighbours.
fn between(a: Item, b: Item) -> bool {
    let word = |kind| matches!(kind, Kind::Latin | Kind::Sign);
    match (a.kind, b.kind) {
        (Kind::Break | Kind::Chance, _) => true,
        (_, Kind::Break | Kind::Chance | Kind::Object | Kind::Space) => false,
        (Kind::Space, _) => a.c == ' ' && !stays(b),
        (x, y) if word(x) && word(y) => false,
        _ => !stays(b) && (!never_ends(a.c) || a.kind == Kind::Close),
    }
}

/// Whether an item must not begin a line.
fn stays(b: Item) -> bool {
    never_starts(b.c) && b.kind != Kind::Open
}

/// Whether the item is a hyphen or short dash that connects what is at its
/// sides, and so stays with the first (5.1.8): 湘－鄂. Before a figure it is
/// a minus, unless a letter or figure precedes.
fn connects(items: &[Item], at: usize) -> bool {
    let Some([before, mark, after]) = items.get(at.saturating_sub(1)..at + 2) else { return false };
    let minus = after.c.is_numeric() && before.kind != Kind::Latin && !before.c.is_numeric();
    matches!(mark.c, '－' | '–' | '-' | '‐' | '‑' | '~')
        && (before.kind.is_text() || before.kind == Kind::Close)
        && (after.kind.is_text() || after.kind == Kind::Open)
        && !minus
}

/// Stretches without a break that no line holds.
fn too_wide(items: &[Item], prices: &[Option<f64>], width: f64) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let (mut start, mut sum) = (0, 0.0);
    for at in 0..=items.len() {
        if at == items.len() || prices.get(at).is_some_and(Option::is_some) {
            if sum > width {
                out.push(start..at);
            }
            (start, sum) = (at, 0.0);
        }
        sum += items.get(at).map_or(0.0, |item| item.width);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::{Tongue, tongues};
    use super::*;

    /// The text with `|` where a line may break, `/` where it costs.
    fn broken(text: &str) -> String {
        let chars: Vec<char> = text.chars().collect();
        let tongues = tongues(&chars);
        let item = |(&c, tongue): (&char, Tongue)| Item {
            c,
            kind: Kind::of(c, tongue),
            width: 1.0,
            last: 1.0,
            lead: 0.0,
            trail: 0.0,
            squeezable: false,
        };
        let items: Vec<Item> = chars.iter().zip(tongues).map(item).collect();
        let names: Names = ["舒军", "罗某某"].into_iter().collect();
        let prices = breaks(&items, &names, 100.0);
        let mut out = String::new();
        for (item, price) in items.iter().zip(prices) {
            match price {
                Some(price) if price > 0.0 => out.push('¦'),
                Some(_) => out.push('|'),
                None => {}
            }
            out.push(item.c);
        }
        out
    }

    #[test]
    fn marks_keep_to_their_side() {
        assert_eq!(broken("甲，“乙”丙"), "甲，|“乙”|丙");
        assert_eq!(broken("甲——乙……丙"), "甲——|乙……|丙");
        assert_eq!(broken("的foo bar的"), "的|foo |bar|的");
        assert_eq!(broken("湘－鄂"), "湘－|鄂");
        assert_eq!(broken("A－B"), "A－|B");
        assert_eq!(broken("甲-乙"), "甲-|乙");
        assert_eq!(broken("元/吨，和／或"), "元/吨，|和／或");
        assert_eq!(broken("降－5℃"), "降|－5℃");
    }

    #[test]
    fn numbers_keep_their_units() {
        assert_eq!(broken("共3.2亿元的"), "共|3.2亿元|的");
        assert_eq!(broken("的63%～68%的"), "的|63%～68%|的");
        assert_eq!(broken("的2024年3月29日的"), "的|2024年3月29日|的");
        assert_eq!(broken("的1月2日—5日的"), "的|1月2日—|5日|的");
        assert_eq!(broken("在第3期的"), "在|第3期|的");
        assert_eq!(broken("增1.5个百分点的"), "增|1.5个百分点|的");
        assert_eq!(broken("1.甲乙"), "1.甲|乙");
        assert_eq!(broken("的“12·15”的"), "的|“12·15”|的");
        assert_eq!(broken("于二〇二四年三月二十九日的"), "于|二〇二四年三月二十九日|的");
        assert_eq!(broken("于三月二十九日的"), "于|三月二十九日|的");
        assert_eq!(broken("3 月 20 日的"), "3 月 20 日|的");
    }

    #[test]
    fn units_of_letters_and_signs_stay_too() {
        assert_eq!(broken("约18.5 m²的"), "约|18.5 m²|的");
        assert_eq!(broken("用156 mm×225 mm的"), "用|156 mm×225 mm|的");
        assert_eq!(broken("达300 dpi，38.6 km"), "达|300 dpi，|38.6 km");
        assert_eq!(broken("共30m²，80㎡的"), "共|30m²，|80㎡|的");
        assert_eq!(broken("为12 kWh，5 mg/L的"), "为|12 kWh，|5 mg/L|的");
        assert_eq!(broken("共35微克/立方米的"), "共|35微克/立方米|的");
        assert_eq!(broken("共800元/吨的"), "共|800元/吨|的");
        assert_eq!(broken("率≥95%，＞60%，≈3.5的"), "率|≥95%，|＞60%，|≈3.5|的");
        assert_eq!(broken("见№12，住2#楼的"), "见|№12，|住|2#楼|的");
        assert_eq!(broken("占５６．７％的"), "占|５６．７％|的");
        assert_eq!(broken("共2 000余人次的"), "共|2 000余人次|的");
        assert_eq!(broken("2024 100人"), "2024 |100人");
        assert_eq!(broken("in 2024 many cars"), "in |2024 |many |cars");
    }

    #[test]
    fn addresses_have_joints() {
        assert_eq!(
            broken("见https://www.abc.gov.cn/a_b/c10.html?id=1的"),
            "见|https://¦www.¦abc.¦gov.¦cn/¦a_¦b/¦c10.¦html?¦id=¦1|的"
        );
        assert_eq!(broken("写abcd@163.com的"), "写|abcd@¦163.¦com|的");
        assert_eq!(broken("执行GB/T 9704—2012的"), "执|行|GB/T |9704—2012|的");
    }

    #[test]
    fn what_no_line_holds_is_torn() {
        let item = Item {
            c: '7',
            kind: Kind::Latin,
            width: 0.5,
            last: 0.5,
            lead: 0.0,
            trail: 0.0,
            squeezable: false,
        };
        let of = |count: usize| breaks(&vec![item; count], &Names::default(), 10.0);
        let sparse = |at: usize, c: char, kind: Kind| {
            let mut items = vec![item; 21];
            items[at] = Item { c, kind, ..item };
            breaks(&items, &Names::default(), 10.0)
        };
        assert!(of(20).iter().all(Option::is_none));
        assert_eq!(sparse(9, '元', Kind::Han)[9..11], [None, Some(0.0)]);
        assert_eq!(sparse(19, '元', Kind::Han)[9..11], [None, None]);
        assert!(of(21)[1..].iter().all(|price| *price == Some(2.0 * TEAR)));
    }

    #[test]
    fn document_numbers_and_names_are_whole() {
        assert_eq!(broken("（鹤政发〔2024〕12号）的"), "（鹤政发〔2024〕12号）|的");
        assert_eq!(
            broken("按照去年印发的鹤政发〔2024〕12号的"),
            "按|照|去|年|印|发|的|鹤|政|发〔2024〕12号|的"
        );
        assert_eq!(broken("的舒军的"), "的|舒军|的");
        assert_eq!(broken("的舒 军的"), "的|舒 军|的");
        assert_eq!(broken("的区长郑某某主持的"), "的|区|长|郑某某|主|持|的");
        assert_eq!(broken("的郑某同志的"), "的|郑某|同|志|的");
        assert_eq!(broken("任命阿卜杜拉·买买提为"), "任|命|阿卜杜拉·买买提|为");
        assert_eq!(broken("由欧阳修主持"), "由|欧阳修|主|持");
        assert_eq!(broken("等，郑小某、李某某、王某等到"), "等，|郑小某、|李某某、|王某|等|到");
        assert_eq!(broken("江河、湖泊"), "江|河、|湖|泊");
    }
}
