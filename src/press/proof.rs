//! The proof of a round: pages are set whatever was found, as long as they can
//! be.

use typst::model::Document as _;
use typst_layout::PagedDocument;

use super::{Checked, Press, copy};
use crate::diagnostic::{self, Diagnostic};
use crate::layout::{Typeset, Typesetter};
use crate::lint::Proofread;
use crate::manifest::Date;
use crate::pdf;
use crate::proof::{self, Proof, Record, Round, Subject};

/// A proof, or why there is none.
pub struct ProofRun {
    /// The proof; `None` where pages can't be set.
    pub made: Option<ProofFile>,
    /// Every finding, in an editor's order.
    pub diagnostics: Vec<Diagnostic>,
}

/// A proof as a file.
pub struct ProofFile {
    /// The PDF.
    pub pdf: Vec<u8>,
    /// Its sheets: the summary, then every page with its notes.
    pub document: PagedDocument,
    /// What is kept of the round.
    pub record: Record,
}

impl Press {
    /// Makes the proof of a round of the issue as it is on disk now, with what
    /// has changed since an earlier round. Without a date it carries the
    /// issue's.
    pub fn proof(&mut self, round: u8, date: Option<Date>, earlier: Option<&Record>) -> ProofRun {
        let (Checked { issue, fonts, roles, mut diagnostics }, Proofread { found, waived }) =
            self.proofread();
        diagnostics.extend(found);
        let whole = issue.whole();
        let manifest = issue.manifest.as_ref();
        let Some(manifest) = manifest.filter(|manifest| manifest.articles().count() == issue.texts.len())
        else {
            return ProofRun { made: None, diagnostics };
        };
        let project = &self.project;
        let typesetter = self.typesetter.get_or_insert_with(|| Typesetter::new(project.clone(), fonts));
        let copy = copy(&issue);
        let Typeset { document, diagnostics: of_pages, .. } = typesetter.typeset(manifest, &roles, &copy);
        diagnostics.extend(of_pages.into_iter().map(|found| match found.place {
            None => found.at(whole.clone()),
            Some(_) => found,
        }));
        diagnostic::order(&mut diagnostics);
        let Some(document) = document else { return ProofRun { made: None, diagnostics } };
        let trace = typesetter.trace(&document, &copy);
        let mut findings: Vec<&Diagnostic> = diagnostics.iter().chain(&waived).collect();
        findings.sort_by_cached_key(|finding| diagnostic::place_in_order(finding));
        let subject = Subject {
            manifest,
            source: &whole.source,
            texts: &issue.texts,
            roles: &roles,
            document: &document,
            trace: &trace,
            findings: &findings,
        };
        let round = Round { number: round, date: date.unwrap_or(manifest.issue.date) };
        let made = proof::make(typesetter, &subject, round, earlier).and_then(|proof| {
            let Proof { mut document, record, .. } = proof;
            let title = document.info().title.clone().unwrap_or_default();
            document.info_mut().title =
                Some(format!("{title}（{}样）", proof::round_name(round.number)).into());
            let pdf = pdf::proof(&document, manifest).map_err(|errors| typesetter.translate(&errors))?;
            Ok(ProofFile { pdf, document, record })
        });
        match made {
            Ok(file) => ProofRun { made: Some(file), diagnostics },
            Err(errors) => {
                diagnostics.extend(errors);
                ProofRun { made: None, diagnostics }
            }
        }
    }
}
