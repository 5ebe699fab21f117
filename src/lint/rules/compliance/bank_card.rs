//! 合规-003

use crate::lint::passage::Passage;
use crate::lint::rule::{pattern, rule};
use crate::lint::sink::Sink;

rule! {
    /// 银行卡号、个人账号。
    ///
    /// 依据：《个人信息保护法》第二十八条（金融账户是敏感个人信息）；校验位依 GB/T 17552（Luhn 算法）。
    ///
    /// 错：十六至十九位卡号全部写出
    /// 对：只留末四位
    ///
    /// 改法：删去，或只留末四位。单位对公账户不是卡号，通不过校验，不报。
    "合规-003", "银行卡号", Human, Error, Passage(check)
}

fn check(passage: &Passage, sink: &mut Sink) {
    if passage.chars.iter().filter(|(_, c)| c.is_ascii_digit()).take(16).count() < 16 {
        return;
    }
    let number = pattern!(
        r"(?:^|[^0-9A-Za-z])([3-6][0-9]{3}[ -]?[0-9]{4}[ -]?[0-9]{4}[ -]?[0-9]{4}(?:[ -]?[0-9]{1,3})?)(?:[^0-9A-Za-z]|$)"
    );
    let mut at = 0;
    while let Some(found) = number.captures_at(&passage.text, at).and_then(|found| found.get(1)) {
        at = found.end();
        let digits: Vec<u32> = found.as_str().chars().filter_map(|c| c.to_digit(10)).collect();
        let known = found.as_str().starts_with("62")
            || ["卡", "账号", "帐号", "账户"].iter().any(|word| passage.before(found.start()).contains(word));
        if known && (16..=19).contains(&digits.len()) && is_luhn(&digits) {
            sink.report(passage, found.range(), "银行卡号").help("删去，或只留末四位");
        }
    }
}

/// The check digit of ISO/IEC 7812-1, annex B.
fn is_luhn(digits: &[u32]) -> bool {
    let doubled = |digit: u32| if digit > 4 { digit * 2 - 9 } else { digit * 2 };
    let value = |(at, digit): (usize, &u32)| if at % 2 == 1 { doubled(*digit) } else { *digit };
    digits.iter().rev().enumerate().map(value).sum::<u32>().is_multiple_of(10)
}
