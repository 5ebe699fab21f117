//! `[lint]`: what the office says of the proof reader's rules.

use std::sync::Arc;

use toml::Spanned;

use super::lower::Lower;
use super::model::At;
use super::raw::RawLint;
use crate::diagnostic::{Code, Diagnostic, Place, Severity, SourceText};

/// What both manifests say of the rules; the adds to the publication's.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Lint {
    off: Vec<(String, Place)>,
    errors: Vec<(String, Place)>,
    warnings: Vec<(String, Place)>,
    /// Findings to be left out.
    pub waivers: Vec<Waiver>,
    /// Slips of the pen that the office has listed: wrong, right.
    pub slips: Vec<(String, String)>,
    /// Terms and place names: the form in use, and forms that mean the same.
    pub terms: Vec<(String, Vec<String>)>,
}

/// A finding that the office wants to let stand.
#[derive(Debug, Clone, PartialEq)]
pub struct Waiver {
    /// The rule's code.
    pub rule: At<String>,
    /// The text's file; `None` for every file.
    pub file: Option<String>,
    /// Words at the place; `None` for every place.
    pub text: Option<String>,
    /// Why it stands.
    pub reason: String,
    /// Where the waiver stands.
    pub place: Place,
}

impl Lint {
    /// Whether a rule is not wanted.
    pub fn is_off(&self, code: &str) -> bool {
        self.off.iter().any(|(off, _)| off == code)
    }

    /// The severity that a rule is given.
    pub fn severity(&self, code: &str) -> Option<Severity> {
        let named = |list: &[(String, Place)]| list.iter().any(|(named, _)| named == code);
        if named(&self.errors) {
            Some(Severity::Error)
        } else {
            named(&self.warnings).then_some(Severity::Warning)
        }
    }

    /// The codes that are named, and where.
    pub fn codes(&self) -> impl Iterator<Item = (&str, Place)> {
        let lists = self.off.iter().chain(&self.errors).chain(&self.warnings);
        let lists = lists.map(|(code, place)| (code.as_str(), place.clone()));
        lists.chain(self.waivers.iter().map(|waiver| (waiver.rule.value.as_str(), waiver.place.clone())))
    }
}

/// Adds what one manifest says.
pub(super) fn overlay(lower: &mut Lower<'_>, lint: &mut Lint, raw: RawLint) {
    let source = Arc::clone(lower.source);
    let codes = |list: Option<Vec<Spanned<String>>>| {
        list.into_iter().flatten().map(|typed| placed(&source, typed)).collect::<Vec<_>>()
    };
    lint.off.extend(codes(raw.off));
    lint.errors.extend(codes(raw.errors));
    lint.warnings.extend(codes(raw.warnings));
    for word in raw.slip.into_iter().flatten() {
        if let (Some(wrong), Some(right)) = (word.wrong, word.right)
            && wrong != right
        {
            lint.slips.push((wrong, right));
        }
    }
    for term in raw.term.into_iter().flatten() {
        if let (Some(right), Some(variants)) = (term.right, term.variants) {
            lint.terms.push((right, variants));
        }
    }
    for raw in raw.waive.into_iter().flatten() {
        let Some(rule) = raw.rule else { continue };
        let span = rule.span();
        // A reason that is not there at all the schema has missed already.
        let blank = raw.reason.as_deref().is_some_and(|reason| reason.trim().is_empty());
        let reason = raw.reason.unwrap_or_default().trim().to_owned();
        if blank {
            let found = Diagnostic::warning(Code::BadValue, "豁免没有写理由");
            lower.report(found.help("在 [[lint.waive]] 里写：reason = \"……\""), span.clone());
        }
        let place = Place::new(&source, span);
        lint.waivers.push(Waiver { rule: lower.at(rule), file: raw.file, text: raw.text, reason, place });
    }
}

fn placed(source: &Arc<SourceText>, typed: Spanned<String>) -> (String, Place) {
    let span = typed.span();
    (typed.into_inner(), Place::new(source, span))
}
