//! What is kept of a round: the texts as they were and the findings with their
//! places, for the next round to compare with and for the file.

use serde::{Deserialize, Serialize};

use crate::diagnostic::Severity;

/// A round of proofs, as it is kept in `<issue>.proof-N.json`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// The publication's name.
    pub publication: String,
    /// The issue as it is called: `2024年第1期`.
    pub issue: String,
    /// The round, from 1.
    pub round: u8,
    /// The day that the proof carries, `2024-03-29`.
    pub date: String,
    /// Pages, without the summary.
    pub pages: usize,
    /// Characters of all texts, white space not counted.
    pub characters: usize,
    /// The texts in the issue's order.
    pub texts: Vec<RecordedText>,
    /// What was found, in the order of the numbers on the proof.
    pub findings: Vec<RecordedFinding>,
}

/// An article as it was.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RecordedText {
    /// Its file, relative to the issue's folder.
    pub file: String,
    /// Its title in the manifest.
    pub title: String,
    /// Its byline in the manifest.
    pub byline: Option<String>,
    /// Its paragraphs.
    pub paragraphs: Vec<RecordedParagraph>,
}

/// A paragraph as it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordedParagraph {
    /// Its text.
    pub text: String,
    /// The page that it began on, from 1; none for what is not set.
    pub page: Option<usize>,
    /// That page's folio as printed.
    #[serde(default)]
    pub folio: Option<String>,
}

/// A finding as it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordedFinding {
    /// Its number on the proof; those told together have one.
    pub number: usize,
    /// How bad it is.
    pub severity: Grade,
    /// The rule's code.
    pub code: String,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: Vec<String>,
    /// The file that it stands in.
    pub file: Option<String>,
    /// The line of the file, from 1.
    pub line: Option<usize>,
    /// The column of the file in characters, from 1.
    pub column: Option<usize>,
    /// The words that it concerns.
    pub quote: String,
    /// The page, from 1; none where it stands on none.
    pub page: Option<usize>,
    /// That page's folio as printed.
    #[serde(default)]
    pub folio: Option<String>,
    /// Where it stands on the page: `左栏第3行`.
    pub spot: String,
    /// Where it stands in the recorded texts: the text, the paragraph, the byte
    /// in it, and how many bytes; none for what is not about a text's words.
    #[serde(default)]
    pub within: Option<(usize, usize, usize, usize)>,
    /// Whether `check --fix` mends it.
    pub safe: bool,
    /// Why it is let stand, where somebody has waived it.
    pub waived: Option<String>,
    /// How many more there are of the same rule in the same file, not listed.
    pub more: usize,
}

/// How bad a finding was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Grade {
    /// 错误
    Error,
    /// 警告
    Warning,
}

impl Grade {
    /// The grade of a severity.
    pub fn of(severity: Severity) -> Self {
        match severity {
            Severity::Error => Self::Error,
            Severity::Warning => Self::Warning,
        }
    }

    /// As editors call it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Error => "错误",
            Self::Warning => "警告",
        }
    }
}

impl Record {
    /// As JSON text: the same record, the same bytes.
    pub fn to_json(&self) -> String {
        let mut text = serde_json::to_string_pretty(self).unwrap_or_default();
        text.push('\n');
        text
    }

    /// Reads a record; `None` for what is none.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice(bytes).ok()
    }

    /// The texts as they are compared: names and paragraphs.
    pub fn rows<'a>(&'a self) -> Vec<(&'a str, Vec<&'a str>)> {
        let row = |text: &'a RecordedText| {
            let paragraphs = text.paragraphs.iter().map(|paragraph| paragraph.text.as_str());
            (text.file.as_str(), paragraphs.collect())
        };
        self.texts.iter().map(row).collect()
    }
}
