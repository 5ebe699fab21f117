//! 合规-003

use super::digits;
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
    /// 改法：删去，或只留末四位。62开头、写明是卡号或账号的，校验位不符也报：多半是抄错的真号码；别的号码通不过校验的（单位对公账户），不报。
    "合规-003", "银行卡号", Human, Error, Passage(check)
}

fn check(passage: &Passage, sink: &mut Sink) {
    if !digits::has(passage, 16) {
        return;
    }
    let number = pattern!(
        r"(?:^|[^0-9０-９A-Za-z])([3-6３-６][0-9０-９]{3}[-－ 　]?[0-9０-９]{4}[-－ 　]?[0-9０-９]{4}[-－ 　]?[0-9０-９]{4}(?:[-－ 　]?[0-9０-９]{1,3})?)(?:[^0-9０-９A-Za-z]|$)"
    );
    let mut at = 0;
    while let Some(found) = number.captures_at(passage, at).and_then(|found| found.get(1)) {
        at = found.end();
        let digits = digits::values(found.as_str());
        let union_pay = digits.starts_with(&[6, 2]);
        let before: String = passage.before(found.start()).chars().rev().take(20).collect();
        let named = ["卡", "号账", "号帐", "户账", "户帐"].iter().any(|word| before.contains(word));
        let message = match is_luhn(&digits) {
            true if union_pay || named => "银行卡号",
            false if union_pay && named => "像是银行卡号，但校验位不符",
            _ => continue,
        };
        if (16..=19).contains(&digits.len()) {
            sink.report(passage, found.range(), message).help("删去，或只留末四位");
        }
    }
}

/// The check digit of ISO/IEC 7812-1, annex B.
fn is_luhn(digits: &[u32]) -> bool {
    let doubled = |digit: u32| if digit > 4 { digit * 2 - 9 } else { digit * 2 };
    let value = |(at, digit): (usize, &u32)| if at % 2 == 1 { doubled(*digit) } else { *digit };
    digits.iter().rev().enumerate().map(value).sum::<u32>().is_multiple_of(10)
}
