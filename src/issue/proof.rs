//! The proof reader's desk for an issue, and fixes made in its texts.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{Issue, Text, hints, normal};
use crate::content::{self, ArticleKind, Format};
use crate::diagnostic::{Diagnostic, Fix, Place, SourceText};
use crate::lint::{self, Desk, Manuscript, Proofread};
use crate::manifest::Identity;

/// A text before and after fixes.
pub struct Mended {
    /// The file's name, relative to the issue's folder.
    pub name: String,
    /// The text as it is on disk.
    pub before: Arc<SourceText>,
    /// The text with the fixes made.
    pub after: String,
    /// How many findings were fixed.
    pub made: usize,
}

impl Issue {
    /// What the proof reader finds in the texts, after the waivers and switches
    /// of the manifests. Nothing where the manifests can't be read.
    pub fn proofread(&self) -> Proofread {
        self.read_proof(&self.texts)
    }

    fn read_proof(&self, texts: &[Text]) -> Proofread {
        let Some(manifest) = &self.manifest else { return Proofread::default() };
        let mut manuscripts = Vec::new();
        for text in texts {
            let Some(entry) = manifest.articles().find(|entry| normal(&entry.file.value) == text.name) else {
                continue;
            };
            let read = Manuscript::new(&text.source, &text.article, entry.kind, entry.plain_title());
            let byline = entry.byline.as_ref().map(|byline| (byline.value.clone(), self.place(byline)));
            manuscripts.push(read.titled_at(self.place(&entry.title)).signed_by(byline));
        }
        let id = &manifest.issue;
        let identity = Identity {
            year: id.year.value,
            number: id.number.value,
            total: id.total.as_ref().map(|total| total.value),
        };
        let number = self.place(&id.number);
        let total = id.total.as_ref().map_or(number.clone(), |total| self.place(total));
        let board = manifest.publication.board.iter().flat_map(|board| &board.names);
        let desk = Desk {
            manuscripts,
            publication: &manifest.publication.name.value,
            date: Some(id.date),
            identity: Some((identity, number, total)),
            others: self.others.clone(),
            earlier: self.earlier.iter().map(earlier).collect(),
            board: board.map(|name| (name.value.clone(), self.place(name))).collect(),
            print_date: manifest.publication.permit.printed.as_ref().map(|day| (day.value, self.place(day))),
            people: &self.people,
            settings: &manifest.publication.lint,
            cache: lint::Cache::default(),
        };
        lint::proofread(&desk)
    }

    /// The texts with every safe fix made, again and again until none is left:
    /// one may make room for another. Texts without fixes are left out.
    pub fn mend_safely(&self) -> Vec<Mended> {
        let texts: Vec<Text> = self.texts.iter().map(copy).collect();
        let (texts, made) = self.mended_safely(texts);
        let pairs = self.texts.iter().zip(texts).zip(made).filter(|(_, made)| *made > 0);
        pairs.map(|((old, new), made)| mended(old, new.source.text.clone(), made)).collect()
    }

    /// The files whose texts are what safe fixes make of older ones: nobody has
    /// written in them since. `older` gives the older texts by name.
    pub fn only_mended(&self, older: &BTreeMap<String, String>) -> BTreeSet<String> {
        let before = |text: &Text| match older.get(&text.name) {
            Some(older) => self.parsed_again(text, older.clone()),
            None => copy(text),
        };
        let (texts, _) = self.mended_safely(self.texts.iter().map(before).collect());
        let same = self.texts.iter().zip(&texts).filter(|(now, then)| now.source.text == then.source.text);
        same.map(|(now, _)| now.name.clone()).collect()
    }

    /// Texts with every safe fix made, and how many were made in each.
    fn mended_safely(&self, mut texts: Vec<Text>) -> (Vec<Text>, Vec<usize>) {
        /// Fixes that call for each other for ever would be an error of ours.
        const MOST: usize = 20;
        let mut made = vec![0; texts.len()];
        for _ in 0..MOST {
            let Proofread { found, .. } = self.read_proof(&texts);
            let mut changed = false;
            for (text, made) in texts.iter_mut().zip(&mut made) {
                let here = found.iter().filter(|found| is_in(found, &text.source));
                let (new, n) = lint::apply_fixes(&text.source.text, lint::safe_fixes(here));
                if n > 0 {
                    *made += n;
                    changed = true;
                    *text = self.parsed_again(text, new);
                }
            }
            if !changed {
                break;
            }
        }
        (texts, made)
    }

    /// The texts with some fixes made. Those of files that are no text of the
    /// issue are left out.
    pub fn mend<'a>(&self, chosen: impl Iterator<Item = (&'a Place, &'a Fix)>) -> Vec<Mended> {
        let chosen: Vec<_> = chosen.collect();
        let mut out = Vec::new();
        for text in &self.texts {
            let here = chosen.iter().filter(|(place, _)| place.source == text.source).map(|(_, fix)| *fix);
            let (new, made) = lint::apply_fixes(&text.source.text, here);
            if made > 0 {
                out.push(mended(text, new, made));
            }
        }
        out
    }

    fn parsed_again(&self, text: &Text, new: String) -> Text {
        let entry = self.manifest.iter().flat_map(|manifest| manifest.articles());
        let entry = entry.into_iter().find(|entry| normal(&entry.file.value) == text.name);
        let hints = entry.map(hints);
        let ending = text.name.rsplit_once('.').map_or("", |(_, ending)| ending);
        let format = Format::from_extension(ending).unwrap_or(Format::Plain);
        let source = SourceText::new(text.source.path.clone(), new);
        let article = content::parse(&source.text, format, &hints.unwrap_or_default());
        Text { name: text.name.clone(), source, article }
    }
}

fn earlier(text: &Text) -> Manuscript<'_> {
    Manuscript::new(&text.source, &text.article, ArticleKind::Chronicle, text.name.clone())
}

fn copy(text: &Text) -> Text {
    Text { name: text.name.clone(), source: Arc::clone(&text.source), article: text.article.clone() }
}

fn mended(text: &Text, after: String, made: usize) -> Mended {
    Mended { name: text.name.clone(), before: Arc::clone(&text.source), after, made }
}

fn is_in(found: &Diagnostic, source: &Arc<SourceText>) -> bool {
    found.place.as_ref().is_some_and(|place| place.source == *source)
}
