//! Reading TOML, with its errors said in Chinese.

use std::sync::Arc;

use toml::Spanned;
use toml::de::DeTable;

use crate::diagnostic::{Code, Diagnostic, Place, SourceText};

/// Parses a manifest: what could be read, and every error.
pub(crate) fn parse(source: &Arc<SourceText>) -> (Spanned<DeTable<'_>>, Vec<Diagnostic>) {
    let (table, errors) = DeTable::parse_recoverable(&source.text);
    (table, errors.iter().map(|error| translate(source, error)).collect())
}

fn translate(source: &Arc<SourceText>, error: &toml::de::Error) -> Diagnostic {
    let range = error.span().unwrap_or(0..0);
    let place = Place::new(source, range.clone());
    let token = value_at(&source.text, range.start);
    if looks_like_date(token) {
        let why = if token.contains(['/', '.']) { "写法不对" } else { "不存在" };
        return Diagnostic::error(Code::BadDate, format!("日期 {token} {why}"))
            .at(place)
            .help("写成 年-月-日，如 2024-03-29");
    }
    let line = source.line(range.start);
    if line.contains(['［', '］', '【', '】', '＝', '＃', '＂']) {
        return Diagnostic::error(Code::Syntax, "这里用了全角符号")
            .at(place)
            .help("方括号、等号、引号、# 都用半角（英文输入法）");
    }
    if let Some((_, value)) = line.split_once('=')
        && (value.trim().is_empty() || value.trim_start().starts_with('#'))
    {
        return Diagnostic::error(Code::Syntax, "等号后面没有值")
            .at(place)
            .help("写成 键 = \"文字\" 或 键 = 数字");
    }
    if line.contains('年') && line.contains('月') && line.trim_start().starts_with("date") {
        return Diagnostic::error(Code::BadDate, "日期的写法不对")
            .at(place)
            .help("写成 年-月-日，如 2024-03-29");
    }
    // The parser calls `kind = notice` many things, by its first letter.
    let bare = line.split_once('=').is_some_and(|(_, value)| {
        value.trim_start().starts_with(|c: char| c.is_alphabetic()) && !value.contains('"')
    });
    let original = if bare { "string values must be quoted" } else { error.message() };
    let (message, help) = WORDING.iter().find(|(english, ..)| original.contains(english)).map_or(
        ("这里不合 TOML 写法", "检查引号、等号、方括号是否成对、是否漏写"),
        |found| (found.1, found.2),
    );
    Diagnostic::error(Code::Syntax, message).at(place).help(help)
}

/// The bare word that stands at an offset, for dates that the parser stopped in.
fn value_at(text: &str, offset: usize) -> &str {
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, '-' | '/' | '.');
    let before = text.get(..offset).unwrap_or_default();
    let start = before.len() - before.chars().rev().take_while(|&c| is_part(c)).count();
    let rest = &text[start..];
    &rest[..rest.chars().take_while(|&c| is_part(c)).count()]
}

fn looks_like_date(token: &str) -> bool {
    let parts: Vec<_> = token.split(['-', '/', '.']).collect();
    parts.len() == 3 && parts[0].len() == 4 && parts.iter().all(|part| !part.is_empty())
}

/// Part of the parser's message, ours, and what to do.
const WORDING: &[(&str, &str, &str)] = &[
    ("duplicate key", "同一个键写了两次", "删去其中一处"),
    (
        "string values must be quoted",
        "这里既不是数字，也不是引号之间的文字",
        "文字前后加英文引号 \"；数字用半角，如 1",
    ),
    ("invalid unquoted key", "键名不能这样写", "键名用英文小写，如 title；整节的名字放在方括号里"),
    ("key with no value", "只有键，没有值", "写成 键 = \"文字\""),
    ("missing value", "等号后面没有值", "写成 键 = \"文字\""),
    ("missing assignment", "键和值之间少了等号", "写成 键 = \"文字\""),
    ("extra `=`", "多了一个等号", "一行只写一个 键 = 值；值里有等号时放在引号之间"),
    ("extra assignment", "多了一个等号", "一行只写一个 键 = 值"),
    ("missing comma", "各项之间少了英文逗号", "写成 [\"甲\", \"乙\"]"),
    ("extra comma", "多了一个逗号", "删去多余的逗号"),
    ("unclosed array table", "双方括号没有成对", "前后都是两个方括号，如 [[column]]、[[column.article]]"),
    ("unclosed array", "方括号没有成对", "在列表末尾补上 ]"),
    ("unclosed table", "方括号没有成对", "写成 [fonts]"),
    ("unclosed inline table", "花括号没有成对", "在末尾补上 }"),
    ("missing escaped value", "引号里的反斜杠 \\ 有特别的意思", "路径用 / 分隔；确要写反斜杠的，写两个"),
    ("quote", "引号没有成对", "文字前后都用英文引号 \"，不用中文引号 “”"),
    ("unexpected key or value", "这里不该有内容", "一行只写一个 键 = 值；另起一行再写"),
    ("unexpected content", "这里不该有内容", "一行只写一个 键 = 值"),
    ("leading zero", "数字前面不写 0", "写成 1，不写成 01；要保留 0 时放在引号之间"),
    ("max recursion", "括号套得太深", "清单不需要这样深的层次"),
    ("carriage return", "换行符不对", "用记事本另存一次"),
    ("invalid value", "这个值的写法不对", "文字放在英文引号之间；数字直接写；日期写成 2024-03-29"),
];
