//! What a rule of the proof reader is.

use super::desk::{Desk, Manuscript};
use super::passage::Passage;
use super::sink::Sink;
use crate::diagnostic::Severity;

/// How far a rule's fixes may be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// A: the meaning stays whatever the text says; `--fix` makes them.
    Safe,
    /// S: most likely right; a person looks at each.
    Suggested,
    /// H: only a person can say what is meant.
    Human,
}

impl Class {
    /// The letter that the documentation uses.
    pub const fn letter(self) -> char {
        match self {
            Self::Safe => 'A',
            Self::Suggested => 'S',
            Self::Human => 'H',
        }
    }

    /// The same in words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Safe => "可自动改",
            Self::Suggested => "有改法，须人看过",
            Self::Human => "由人定",
        }
    }
}

/// What a rule looks at.
#[derive(Clone, Copy)]
pub(super) enum Check {
    /// One passage by itself.
    Passage(fn(&Passage, &mut Sink)),
    /// A whole article.
    Article(fn(&Manuscript<'_>, &mut Sink)),
    /// Everything that the issue has.
    Issue(fn(&Desk<'_>, &mut Sink)),
}

/// A rule of the proof reader.
pub struct Rule {
    /// What editors quote: `标点-001`.
    pub code: &'static str,
    /// What it finds, in a few words.
    pub name: &'static str,
    /// How far its fixes may be trusted.
    pub class: Class,
    /// How bad a finding is, unless the manifest says otherwise.
    pub severity: Severity,
    /// Its page: what, why, examples, what to do.
    pub page: &'static str,
    pub(super) check: Check,
}

impl Rule {
    /// The page with its head, as `gongbao explain` prints it.
    pub fn explanation(&self) -> String {
        let severity = match self.severity {
            Severity::Error => "错误",
            Severity::Warning => "警告",
        };
        let Self { code, name, class, .. } = self;
        let head = format!("{code}　{name}\n级别：{severity}　类别：{}（{}）", class.letter(), class.words());
        format!("{head}\n\n{}\n", self.body())
    }

    /// The standard and clause that the rule rests on, if it rests on one.
    pub fn clause(&self) -> Option<&'static str> {
        let (_, rest) = self.page.split_once("依据：")?;
        rest.split(['。', '：', '\n']).next().map(str::trim).filter(|clause| !clause.is_empty())
    }

    /// The page without its head.
    pub fn body(&self) -> String {
        // A doc comment has a blank after its slashes.
        let lines = self.page.lines().map(|line| line.strip_prefix(' ').unwrap_or(line));
        lines.collect::<Vec<_>>().join("\n").trim_end().to_owned()
    }
}

/// Declares a rule; its doc comment is the page that editors read.
macro_rules! rule {
    (
        $(#[doc = $page:literal])+
        $code:literal, $name:literal, $class:ident, $severity:ident, $kind:ident($check:path)
    ) => {
        $(#[doc = $page])+
        pub(in crate::lint) const RULE: crate::lint::rule::Rule = crate::lint::rule::Rule {
            code: $code,
            name: $name,
            class: crate::lint::rule::Class::$class,
            severity: crate::diagnostic::Severity::$severity,
            page: concat!($($page, "\n"),+),
            check: crate::lint::rule::Check::$kind($check),
        };
    };
}

/// A pattern, made on first use.
macro_rules! pattern {
    ($pattern:expr) => {{
        static PATTERN: std::sync::LazyLock<$crate::lint::pattern::Pattern> =
            std::sync::LazyLock::new(|| $crate::lint::pattern::Pattern::new($pattern));
        &*PATTERN
    }};
}

pub(super) use {pattern, rule};
