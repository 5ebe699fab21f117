//! Holds a manifest against its JSON Schema: unknown and missing keys, wrong
//! types, values out of range. The schema comes from the types in
//! [`super::raw`], so there is one truth; every problem is found, not only the
//! first.

use std::ops::Range;
use std::sync::Arc;

use serde_json::Value as Json;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::diagnostic::{Code, Diagnostic, Place, SourceText, nearest};

/// Checks a whole manifest and takes out of it what can't be used, so that the
/// rest can be read into its types. A manifest that is `broken` somewhere may have
/// lost keys, and its tables may have lost their names: nothing is said then that
/// may come of that alone.
pub(crate) fn check<'a>(
    source: &'a Arc<SourceText>,
    schema: &'a Json,
    table: &mut DeTable<'_>,
    broken: &'a [Range<usize>],
) -> Vec<Diagnostic> {
    let mut checker = Checker { source, root: schema, broken, path: Vec::new(), found: Vec::new() };
    checker.table(schema, table, None);
    checker.found
}

struct Checker<'a> {
    source: &'a Arc<SourceText>,
    root: &'a Json,
    /// Where the syntax is broken.
    broken: &'a [Range<usize>],
    /// The keys that lead to the table at hand.
    path: Vec<String>,
    found: Vec<Diagnostic>,
}

impl<'a> Checker<'a> {
    /// Reports a finding, unless its line is one that the syntax has been found
    /// wrong in: that has been said.
    fn report(&mut self, diagnostic: Diagnostic, at: Range<usize>) {
        let line = |offset| self.source.line_column(offset).0;
        if self.broken.iter().any(|broken| line(broken.start) == line(at.start)) {
            return;
        }
        self.found.push(diagnostic.at(Place::new(self.source, at)));
    }

    /// Follows `$ref`, and picks the one alternative that is not null.
    fn resolve(&self, schema: &'a Json) -> &'a Json {
        if let Some(name) = schema["$ref"].as_str().and_then(|path| path.strip_prefix("#/definitions/")) {
            return self.resolve(&self.root["definitions"][name]);
        }
        if let Some(options) = schema["anyOf"].as_array() {
            let mut real = options.iter().filter(|option| option["type"] != "null");
            if let (Some(one), None) = (real.next(), real.next()) {
                return self.resolve(one);
            }
        }
        schema
    }

    fn table(&mut self, schema: &'a Json, table: &mut DeTable<'_>, header: Option<Range<usize>>) {
        let properties = &schema["properties"];
        let typed: Vec<String> = table.keys().map(|key| key.get_ref().to_string()).collect();
        let usable = std::mem::take(table).into_iter().filter_map(|(key, mut value)| {
            let name: &str = key.get_ref();
            let Some(inner) = properties.get(name) else {
                // In a table whose name is lost every key is unknown.
                if self.broken.is_empty() || !self.path.is_empty() {
                    self.unknown(name, key.span(), schema);
                }
                return None;
            };
            self.path.push(name.to_owned());
            let usable = self.value(name, inner, &mut value);
            self.path.pop();
            usable.then_some((key, value))
        });
        *table = usable.collect();
        for required in schema["required"].as_array().into_iter().flatten().filter_map(Json::as_str) {
            if self.broken.is_empty() && !typed.iter().any(|key| key == required) {
                let what = first_line(&properties[required]);
                let owner = schema["title"].as_str().map(|t| t.split('：').next().unwrap_or(t));
                let diagnostic = Diagnostic::error(
                    Code::MissingKey,
                    format!("{}缺少 {required}（{what}）", owner.unwrap_or_default()),
                )
                .help(format!("补上一行：{required} = …"));
                self.report(diagnostic, header.clone().unwrap_or(0..0));
            }
        }
    }

    fn unknown(&mut self, name: &str, at: Range<usize>, schema: &Json) {
        let known: Vec<&str> =
            schema["properties"].as_object().into_iter().flatten().map(|(key, _)| key.as_str()).collect();
        let mut diagnostic = Diagnostic::error(Code::UnknownKey, format!("不认识的键 {name}"));
        if let Some(guess) = nearest(name, known.iter().copied()) {
            diagnostic = diagnostic.label(format!("是不是 {guess}？"));
        }
        diagnostic = diagnostic.help(match self.home(name, schema) {
            Some(home) => home.to_owned(),
            None => format!("这里可以写的键：{}", known.join("、")),
        });
        self.report(diagnostic, at);
    }

    /// Where a key that is unknown here belongs.
    fn home(&self, name: &str, schema: &Json) -> Option<&'static str> {
        let definitions = &self.root["definitions"];
        let has = |schema: &Json| schema["properties"].get(name).is_some();
        if name == "article" && self.path.is_empty() {
            Some("文章写成 [[column.article]]，放在它的 [[column]] 下面")
        } else if has(self.root) && !std::ptr::eq(schema, self.root) {
            Some("这个键写在文件开头，第一个 [[…]] 之前")
        } else if has(&definitions["Publication"]) {
            Some("这是刊物的设置：写进 publication.toml，只改本期的写进 [publication] 一节")
        } else if has(&definitions["Article"]) {
            Some("这个键写在 [[column.article]] 下面")
        } else {
            None
        }
    }

    /// Whether the value can be used.
    fn value(&mut self, name: &str, schema: &'a Json, value: &mut Spanned<DeValue<'_>>) -> bool {
        let described = first_line(schema);
        let schema = self.resolve(schema);
        let at = value.span();
        let value = value.as_mut();
        if let Some(words) = words(schema) {
            return self.word(name, &words, value, at);
        }
        if let Some(options) = schema["anyOf"].as_array() {
            let fits = options.iter().any(|option| fits(option, value) && items_fit(option, value));
            if !fits {
                self.wrong_type(name, described, options, value, at);
            }
            return fits;
        }
        if let (DeValue::Table(one), true) = (&mut *value, types(schema).contains(&"array")) {
            self.lone_table(name, at.clone());
            let one = DeValue::Table(std::mem::take(one));
            *value = DeValue::Array([Spanned::new(at.clone(), one)].into_iter().collect());
        }
        if !fits(schema, value) {
            self.wrong_type(name, described, std::slice::from_ref(schema), value, at);
            return false;
        }
        match value {
            DeValue::Table(table) => {
                self.table(schema, table, Some(header(at)));
                true
            }
            DeValue::Array(items) => self.items(name, schema, items, at),
            DeValue::String(text) if text.contains(char::is_control) => {
                let found = Diagnostic::error(Code::BadValue, format!("{name} 里有换行或看不见的字符"));
                self.report(found.help("写成一行；题名用 | 标出换行处"), at);
                false
            }
            DeValue::String(text) => self.length(name, schema, text.chars().count(), "字", at),
            _ => self.range(name, described, schema, value, at),
        }
    }

    /// `[column]` for `[[column]]`: said, and read as if it were right.
    fn lone_table(&mut self, name: &str, at: Range<usize>) {
        let message = format!("{name} 可以有好几个，要用两对方括号");
        let found =
            Diagnostic::error(Code::WrongType, message).help(format!("写成 [[{}]]", self.path.join(".")));
        self.report(found, header(at));
    }

    fn items(
        &mut self,
        name: &str,
        schema: &'a Json,
        items: &mut [Spanned<DeValue<'_>>],
        at: Range<usize>,
    ) -> bool {
        let mut good = self.length(name, schema, items.len(), "项", at.clone());
        for item in items.iter_mut() {
            good &= self.value(name, &schema["items"], item);
        }
        let most = schema["maxItems"].as_u64().unwrap_or(u64::MAX);
        if items.len() as u64 > most {
            self.report(Diagnostic::error(Code::BadValue, format!("{name} 最多 {most} 项")), at);
            good = false;
        }
        good
    }

    fn length(&mut self, name: &str, schema: &Json, length: usize, unit: &str, at: Range<usize>) -> bool {
        let least = schema["minLength"].as_u64().or(schema["minItems"].as_u64()).unwrap_or(0);
        let good = length as u64 >= least;
        if !good {
            let message = if length == 0 {
                format!("{name} 不能是空的")
            } else {
                format!("{name} 至少 {least} {unit}")
            };
            self.report(Diagnostic::error(Code::BadValue, message), at);
        }
        good
    }

    fn range(
        &mut self,
        name: &str,
        described: &str,
        schema: &Json,
        value: &DeValue<'_>,
        at: Range<usize>,
    ) -> bool {
        let Some(number) = number(value) else { return true };
        let least = schema["minimum"].as_f64().unwrap_or(f64::NEG_INFINITY);
        let most = schema["maximum"].as_f64().unwrap_or(f64::INFINITY);
        let good = number.is_finite() && least <= number && number <= most;
        // A number that the parser stumbled over has been reported by it.
        let reported = !self.broken.is_empty() && number.is_nan();
        if !good && !reported {
            let limits =
                if most.is_finite() { format!("{least} 到 {most}") } else { format!("不小于 {least}") };
            let typed = self.source.text.get(at.clone()).unwrap_or_default();
            let message = format!("{name} 的值 {typed} 不合理，应为 {limits}");
            self.report(Diagnostic::error(Code::BadValue, message).help(described), at);
        }
        good
    }

    fn word(&mut self, name: &str, words: &[(&str, &str)], value: &DeValue<'_>, at: Range<usize>) -> bool {
        let known: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
        let list =
            words.iter().map(|(word, what)| format!("{word}（{what}）")).collect::<Vec<_>>().join("、");
        match value.as_str() {
            Some(text) if known.contains(&text) => return true,
            Some(text) => {
                let mut diagnostic = Diagnostic::error(Code::BadValue, format!("{name} 不能是 {text}"))
                    .help(format!("可以写：{list}"));
                if let Some(guess) = nearest(text, known.iter().copied()) {
                    diagnostic = diagnostic.label(format!("是不是 {guess}？"));
                }
                self.report(diagnostic, at);
            }
            None => {
                let message = format!("{name} 应为文字，这里是{}", type_name(value));
                self.report(Diagnostic::error(Code::WrongType, message).help(format!("可以写：{list}")), at);
            }
        }
        false
    }

    fn wrong_type(
        &mut self,
        name: &str,
        described: &str,
        options: &[Json],
        value: &DeValue<'_>,
        at: Range<usize>,
    ) {
        let mut expected: Vec<&str> = Vec::new();
        for option in options {
            for name in types(option) {
                let name = if option["format"] == "date" { "日期" } else { schema_type_name(name) };
                if name != "空" && !expected.contains(&name) {
                    expected.push(name);
                }
            }
        }
        let message = format!("{name} 应为{}，这里是{}", expected.join("或"), type_name(value));
        let mut diagnostic = Diagnostic::error(Code::WrongType, message);
        if !described.is_empty() {
            diagnostic = diagnostic.help(described);
        }
        self.report(diagnostic, at);
    }
}

/// The head of a table for the caret: a table's span may run over many lines.
fn header(at: Range<usize>) -> Range<usize> {
    at.start..at.start.max(at.end.min(at.start + 1))
}

fn first_line(schema: &Json) -> &str {
    schema["description"].as_str().and_then(|text| text.lines().next()).unwrap_or_default()
}

/// The words of an enumeration, each with its description.
fn words(schema: &Json) -> Option<Vec<(&str, &str)>> {
    let described = schema["oneOf"].as_array()?;
    described.iter().map(|one| Some((one["const"].as_str()?, first_line(one)))).collect()
}

/// The `type` of a schema, which is a word or a list of words.
fn types(schema: &Json) -> Vec<&str> {
    match &schema["type"] {
        Json::String(one) => vec![one],
        Json::Array(many) => many.iter().filter_map(Json::as_str).collect(),
        _ => Vec::new(),
    }
}

fn fits(schema: &Json, value: &DeValue<'_>) -> bool {
    types(schema).iter().any(|&expected| match (expected, value) {
        ("string", DeValue::Datetime(_)) => schema["format"] == "date",
        ("string", DeValue::String(_))
        | ("integer" | "number", DeValue::Integer(_))
        | ("number", DeValue::Float(_))
        | ("boolean", DeValue::Boolean(_))
        | ("object", DeValue::Table(_)) => true,
        ("array", DeValue::Array(_)) => true,
        _ => false,
    })
}

/// Whether a list has the items that one alternative of several asks for.
fn items_fit(schema: &Json, value: &DeValue<'_>) -> bool {
    let DeValue::Array(items) = value else { return true };
    let least = schema["minItems"].as_u64().unwrap_or(0);
    let most = schema["maxItems"].as_u64().unwrap_or(u64::MAX);
    (least..=most).contains(&(items.len() as u64))
        && items.iter().all(|item| fits(&schema["items"], item.get_ref()))
}

fn number(value: &DeValue<'_>) -> Option<f64> {
    match value {
        DeValue::Integer(n) => {
            i64::from_str_radix(n.as_str(), n.radix()).ok().map(|n| n as f64).or(Some(f64::NAN))
        }
        DeValue::Float(n) => n.as_str().parse().ok(),
        _ => None,
    }
}

fn schema_type_name(name: &str) -> &'static str {
    match name {
        "string" => "文字",
        "integer" => "整数",
        "number" => "数字",
        "boolean" => "true 或 false",
        "array" => "列表",
        "object" => "一节",
        _ => "空",
    }
}

fn type_name(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "文字",
        DeValue::Integer(_) => "整数",
        DeValue::Float(_) => "小数",
        DeValue::Boolean(_) => "true/false",
        DeValue::Datetime(_) => "日期",
        DeValue::Array(_) => "列表",
        DeValue::Table(_) => "一节",
    }
}
