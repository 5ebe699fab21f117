//! 准印证 and 刊号: which facts each kind must print.
//!
//! Internal publications: 《内部资料性出版物管理办法》 (2015), which asks for the
//! permit's number and the words 内部资料，免费交流 on the cover, for the other facts
//! in a place easily seen, and forbids to sell or to advertise. Periodicals:
//! 《期刊出版管理规定》 (2005), whose 版本记录 stands on the back cover or on the
//! page of the imprint.

use toml::Spanned;

use super::lower::Lower;
use super::model::{At, Date, Fact, Permit, PermitKind, Publication};
use super::raw::RawPermit;
use crate::diagnostic::{Code, Diagnostic};

/// What an internal publication says of itself on its cover.
const EXCHANGE: &str = "内部资料，免费交流";

/// What the settings as a whole contradict: an internal publication is
/// exchanged, not given away or sold; a periodical has a price or is free.
pub(crate) fn conflict(publication: &Publication) -> Option<(At<String>, Diagnostic)> {
    let Publication { permit, distribution, .. } = publication;
    match permit.kind {
        PermitKind::Internal => {
            let said = distribution.clone()?;
            let message = format!("准印证刊物封面印“{EXCHANGE}”，封底又印“{}”", said.value);
            let found = Diagnostic::warning(Code::BadValue, message);
            Some((said, found.help("内部资料只在本系统、本单位交流，不向社会赠阅：删去 distribution")))
        }
        PermitKind::CnIssn if permit.price.is_none() && distribution.is_none() => {
            let message = "刊号刊物缺少定价：版本记录须写明 price（定价），免费的写 distribution";
            let found = Diagnostic::error(Code::MissingKey, message)
                .help("在 [permit] 里补上一行：price = \"5.00元\"；免费的，在刊物设置里写：distribution = \"免费赠阅\"");
            Some((permit.place.clone()?, found))
        }
        PermitKind::CnIssn => {
            let (price, free) = (permit.price.clone()?, distribution.as_ref()?);
            let message = format!("既有定价“{}”，封底又印“{}”", price.value, free.value);
            Some((price, Diagnostic::warning(Code::BadValue, message).help("两种说法不一致，删去一种")))
        }
        PermitKind::None => None,
    }
}

/// A fact as it may be typed.
struct Typed {
    key: &'static str,
    label: &'static str,
    fact: Option<Spanned<String>>,
    /// Why it must be there; `None` for what may be left out.
    rule: Option<&'static str>,
    cover: bool,
}

const INTERNAL: &str = "《内部资料性出版物管理办法》要求印出";
const PERIODICAL: &str = "《期刊出版管理规定》的版本记录要求印出";

/// The facts to print, with what is missing or malformed reported.
pub(crate) fn lower(lower: &mut Lower<'_>, raw: RawPermit) -> Permit {
    let Some(kind) = raw.kind else { return Permit::default() };
    let place = kind.span();
    let kind = kind.into_inner();
    let copies = raw.copies.map(|n| Spanned::new(n.span(), format!("{}册", n.get_ref())));
    let mut print_date = None;
    let printed = raw.print_date.map(|typed| {
        let date = lower.date(&typed);
        print_date = date.map(|value| At { value, span: typed.span(), file: lower.file });
        Spanned::new(typed.span(), date.map(Date::chinese).unwrap_or_default())
    });
    let must = |key, label, fact, rule, cover| Typed { key, label, fact, rule: Some(rule), cover };
    let may = |key, label, fact| Typed { key, label, fact, rule: None, cover: false };
    // What belongs to the other kind is not printed; said, lest it be missed.
    let mut foreign: Vec<(&str, &Option<Spanned<String>>)> = Vec::new();
    match kind {
        PermitKind::None => {}
        PermitKind::Internal => foreign.extend([
            ("cn", &raw.cn),
            ("issn", &raw.issn),
            ("price", &raw.price),
            ("distributor", &raw.distributor),
        ]),
        PermitKind::CnIssn => foreign.extend([("number", &raw.number), ("recipients", &raw.recipients)]),
    }
    for (key, typed) in foreign {
        let Some(typed) = typed else { continue };
        let (message, help) = match (kind, key) {
            (PermitKind::Internal, "price" | "distributor") => (
                format!("内部资料不能有 {key}：{INTERNAL_ONLY}"),
                format!("删去 {key} 一行；公开发行的刊物，写 kind = \"cn-issn\""),
            ),
            _ => (format!("{key} 与 kind 不合，不会印出来"), format!("删去 {key} 一行，或改 kind")),
        };
        let severe = kind == PermitKind::Internal && matches!(key, "price" | "distributor");
        let found = if severe { Diagnostic::error } else { Diagnostic::warning };
        lower.report(found(Code::BadValue, message).help(help), typed.span());
    }
    let typed = match kind {
        PermitKind::None => Vec::new(),
        PermitKind::Internal => vec![
            must("number", "准印证号", raw.number, INTERNAL, true),
            must("editor", "编印单位", raw.editor, INTERNAL, false),
            must("recipients", "发送对象", raw.recipients, INTERNAL, false),
            must("printer", "印刷单位", raw.printer, INTERNAL, false),
            must("print-date", "印刷日期", printed, INTERNAL, false),
            must("copies", "印数", copies, INTERNAL, false),
            may("address", "地址", raw.address),
            may("postcode", "邮政编码", raw.postcode),
            may("phone", "电话", raw.phone),
        ],
        PermitKind::CnIssn => vec![
            must("cn", "国内统一连续出版物号", raw.cn, PERIODICAL, true),
            must(
                "issn",
                "国际标准连续出版物号",
                raw.issn,
                "有国际刊号的，《期刊出版管理规定》要求与国内刊号同时印出",
                true,
            ),
            must("supervisor", "主管单位", raw.supervisor, PERIODICAL, false),
            must("host", "主办单位", raw.host, PERIODICAL, false),
            must("publisher", "编辑出版", raw.publisher, PERIODICAL, false),
            must("address", "地址", raw.address, "读者和发行要用", false),
            must("postcode", "邮政编码", raw.postcode, "读者和发行要用", false),
            must("phone", "电话", raw.phone, "读者和发行要用", false),
            must("printer", "印刷单位", raw.printer, PERIODICAL, false),
            may("editor", "编辑单位", raw.editor),
            may("distributor", "发行单位", raw.distributor),
            may("print-date", "印刷日期", printed),
            may("copies", "印数", copies),
            may("price", "定价", raw.price),
        ],
    };
    let mut permit = Permit { kind, printed: print_date, ..Permit::default() };
    permit.place = Some(At { value: String::new(), span: place.clone(), file: lower.file });
    if kind == PermitKind::Internal {
        let words = At { value: EXCHANGE.to_owned(), span: place.clone(), file: lower.file };
        permit.cover.push(words);
    }
    for Typed { key, label, fact, rule, cover } in typed {
        let Some(fact) = fact.filter(|fact| !fact.get_ref().trim().is_empty()) else {
            if let Some(rule) = rule {
                let message = format!("准印证或刊号缺少 {key}（{label}）：{rule}");
                let help = format!("在 [permit] 里补上一行：{key} = {}", example(key));
                lower.report(Diagnostic::error(Code::MissingKey, message).help(help), place.clone());
            }
            continue;
        };
        let At { value, span, file } = lower.at(fact);
        if let Some((message, help)) = malformed(key, &value) {
            lower.report(Diagnostic::warning(Code::BadValue, message).help(help), span.clone());
        }
        let value = shown(key, &value);
        if key == "price" {
            permit.price = Some(At { value: value.clone(), span: span.clone(), file });
        }
        if cover {
            permit.cover.push(At { value: format!("{label}：{value}"), span: span.clone(), file });
        }
        permit.facts.push(Fact { label: short(label).to_owned(), value: At { value, span, file } });
    }
    permit
}

const INTERNAL_ONLY: &str = "《内部资料性出版物管理办法》不许标价、销售、征订";

/// What a key's value looks like.
fn example(key: &str) -> &'static str {
    match key {
        "print-date" => "2024-03-29",
        "copies" => "500",
        "cn" => "\"CN 43-1234/D\"",
        "issn" => "\"ISSN 1234-5679\"",
        "postcode" => "\"418000\"",
        _ => "\"…\"",
    }
}

/// A number with its letters before it, however it was typed.
fn shown(key: &str, value: &str) -> String {
    let prefix = match key {
        "cn" => "CN",
        "issn" => "ISSN",
        _ => return value.trim().to_owned(),
    };
    format!("{prefix} {}", digits(prefix, value))
}

/// The label in the imprint, where all are short.
fn short(label: &str) -> &str {
    match label {
        "国内统一连续出版物号" => "国内统一刊号",
        "国际标准连续出版物号" => "国际标准刊号",
        _ => label,
    }
}

/// The number without `CN` or `ISSN`.
fn digits<'a>(prefix: &str, value: &'a str) -> &'a str {
    let value = value.trim();
    value.strip_prefix(prefix).unwrap_or(value).trim_start_matches([' ', '　', '：', ':'])
}

/// What is wrong with the form of a number.
fn malformed(key: &str, value: &str) -> Option<(String, &'static str)> {
    let good = match key {
        "cn" => is_cn(digits("CN", value)),
        "issn" => is_issn(digits("ISSN", value)),
        "postcode" => value.len() == 6 && value.bytes().all(|b| b.is_ascii_digit()),
        "number" => value.chars().any(|c| c.is_ascii_digit() || "０１２３４５６７８９".contains(c)),
        _ => true,
    };
    if good {
        return None;
    }
    Some(match key {
        "cn" => (
            format!("国内统一连续出版物号“{value}”的写法不对"),
            "写成 CN、地区号、序号、分类号，如 CN 43-1234/D（GB/T 9999.1）",
        ),
        "issn" => (
            format!("国际标准连续出版物号“{value}”的写法或校验码不对"),
            "对照证书，写成 ISSN 1234-5679 的样子，最后一位是校验码（GB/T 9999.2）",
        ),
        "postcode" => (format!("邮政编码“{value}”不是六位数字"), "写成六位数字，如 418000"),
        _ => (format!("准印证号“{value}”里没有数字"), "照准印证上的编号写全"),
    })
}

/// `43-1234/D`: two digits of the region, four of the series, a class.
fn is_cn(text: &str) -> bool {
    let Some((number, class)) = text.split_once('/') else { return false };
    let Some((region, series)) = number.split_once('-') else { return false };
    let all = |text: &str, length: usize| text.len() == length && text.bytes().all(|b| b.is_ascii_digit());
    all(region, 2)
        && all(series, 4)
        && class.starts_with(|c: char| c.is_ascii_uppercase())
        && class.chars().all(|c| c.is_ascii_alphanumeric())
}

/// `1234-5679`: the last digit makes the weighted sum a multiple of eleven.
fn is_issn(text: &str) -> bool {
    let Some((first, second)) = text.split_once('-') else { return false };
    if first.len() != 4 || second.len() != 4 {
        return false;
    }
    let mut sum = 0;
    for (at, c) in first.chars().chain(second.chars()).enumerate() {
        let digit = match c.to_digit(10) {
            Some(digit) => digit,
            None if at == 7 && c == 'X' => 10,
            None => return false,
        };
        sum += digit * u32::try_from(8 - at.min(7)).unwrap_or(1);
    }
    sum % 11 == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_periodicals() {
        assert!(is_cn(digits("CN", "CN 43-1234/D")));
        assert!(is_cn("11-2345/D4"));
        for text in ["43-1234", "4-1234/D", "43-1234/d", ""] {
            assert!(!is_cn(text), "{text}");
        }
        assert!(is_issn("1234-5679"));
        assert!(is_issn("2434-561X"));
        for text in ["1234-5678", "12345679", "1234-567", "123X-5679", ""] {
            assert!(!is_issn(text), "{text}");
        }
        assert_eq!(shown("issn", "1234-5679"), "ISSN 1234-5679");
    }
}
