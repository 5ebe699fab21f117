//! An issue with everything that belongs to it, read and checked: what `build`,
//! `check`, `fonts` and `watch` all start from.

mod annual;
mod earlier;
mod pictures;
mod proof;
mod tables;

pub use self::proof::Mended;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

use crate::content::chars::CharSet;
use crate::content::{self, Format, Hints};
use crate::diagnostic::{self, Code, Diagnostic, Place, SourceText};
use crate::font::{self, Fonts, RoleFonts};
use crate::lint::{self, Characters};
use crate::manifest::{self, At, Column, Identity, Manifest, ManifestFile, People};
use crate::project::{ARTICLE_LIMIT, ASSET_LIMIT, Area, MANIFEST_LIMIT, Project, Seen};

/// An issue as it is on disk now.
pub struct Issue {
    /// What the manifests say; `None` where too little could be read.
    pub manifest: Option<Manifest>,
    /// The texts that could be read, in order.
    pub texts: Vec<Text>,
    /// The files looked for, there or not: a change of any may change the
    /// issue.
    pub files: Vec<Seen>,
    publication: Arc<SourceText>,
    source: Arc<SourceText>,
    diagnostics: Vec<Diagnostic>,
    /// The other issues of the publication.
    others: Vec<(Arc<SourceText>, Identity)>,
    /// The chronicles of the issue before.
    earlier: Vec<Text>,
    /// The persons that the office has listed.
    people: People,
}

/// An article's text.
pub struct Text {
    /// The file's name, relative to the issue's folder.
    pub name: String,
    /// The file.
    pub source: Arc<SourceText>,
    /// What the parser made of it.
    pub article: content::Article,
}

impl Issue {
    /// Reads an issue. What is wrong with it comes out of [`Issue::check`].
    pub fn load(project: &Project) -> Self {
        let mut diagnostics = Vec::new();
        let files = vec![
            Seen::now(project.folder(Area::Publication).join("publication.toml")),
            Seen::now(project.folder(Area::Issue).join("issue.toml")),
        ];
        let mut read = |area, name: &str| {
            let text = project.read_text(area, name, MANIFEST_LIMIT, None);
            text.unwrap_or_else(|diagnostic| {
                diagnostics.push(*diagnostic);
                SourceText::new(project.shown(area, name), "")
            })
        };
        let publication = read(Area::Publication, "publication.toml");
        let source = read(Area::Issue, "issue.toml");
        let parsed = if diagnostics.is_empty() {
            manifest::parse(&publication, &source)
        } else {
            manifest::Parsed { manifest: None, columns: Vec::new(), diagnostics: Vec::new() }
        };
        diagnostics.extend(parsed.diagnostics);
        let mut issue = Self {
            manifest: parsed.manifest,
            texts: Vec::new(),
            files,
            publication,
            source,
            diagnostics,
            others: Vec::new(),
            earlier: Vec::new(),
            people: People::default(),
        };
        issue.read_people(project);
        issue.read_texts(project, &parsed.columns);
        issue.look_at_files(project);
        issue
    }

    /// The issue as a whole, for findings that have no other place.
    pub fn whole(&self) -> Place {
        Place::file(&self.source)
    }

    /// Where a value of the manifests stands.
    pub fn place<T>(&self, value: &At<T>) -> Place {
        let source = match value.file {
            ManifestFile::Publication => &self.publication,
            ManifestFile::Issue => &self.source,
        };
        Place::new(source, value.span.clone())
    }

    /// The list of persons, which an office need not keep.
    fn read_people(&mut self, project: &Project) {
        const NAME: &str = "people.toml";
        self.files.push(Seen::now(project.folder(Area::Publication).join(NAME)));
        if !project.exists(Area::Publication, NAME) {
            return;
        }
        match project.read_text(Area::Publication, NAME, MANIFEST_LIMIT, None) {
            Ok(source) => {
                let (people, found) = People::parse(&source);
                self.people = people;
                self.diagnostics.extend(found);
            }
            Err(diagnostic) => self.diagnostics.push(*diagnostic),
        }
    }

    fn read_texts(&mut self, project: &Project, columns: &[Column]) {
        let mut seen: BTreeMap<PathBuf, Place> = BTreeMap::new();
        for entry in columns.iter().flat_map(|column| &column.articles) {
            let place = self.place(&entry.file);
            self.files.extend(project.join(Area::Issue, &entry.file.value).map(Seen::now));
            let path = match project.locate(Area::Issue, &entry.file.value) {
                Ok(path) => path,
                Err(error) => {
                    self.diagnostics.push(error.diagnostic(&entry.file.value).at(place));
                    continue;
                }
            };
            if let Some(first) = seen.insert(path, place.clone()) {
                let message = format!("{} 在清单里列了两次", entry.file.value);
                let found = Diagnostic::error(Code::DuplicateArticle, message).at(place);
                self.diagnostics.push(found.related(first, "先列在这里").help("删去一处，或改成另一个文件"));
                continue;
            }
            let ending = entry.file.value.rsplit_once('.').map_or("", |(_, ending)| ending);
            let Some(format) = Format::from_extension(ending) else {
                let found = Diagnostic::error(Code::WrongKind, format!("{} 不是文稿文件", entry.file.value));
                self.diagnostics.push(found.at(place).help("文稿用 .txt（Word 另存为纯文本，UTF-8）或 .md"));
                continue;
            };
            match project.read_text(Area::Issue, &entry.file.value, ARTICLE_LIMIT, Some(place)) {
                Ok(source) => {
                    let article = content::parse(&source.text, format, &hints(entry));
                    self.diagnostics.extend(lint::check_article(&source, &article, entry.kind));
                    self.texts.push(Text { name: normal(&entry.file.value), source, article });
                }
                Err(diagnostic) => self.diagnostics.push(*diagnostic),
            }
        }
    }

    /// What else the manifest and the texts name: pictures, masthead,
    /// other issues.
    fn look_at_files(&mut self, project: &Project) {
        let mut found = Vec::new();
        for text in &mut self.texts {
            let (problems, files) = tables::fill(project, text);
            found.extend(problems);
            self.files.extend(files);
            let (problems, files) = pictures::check(project, text);
            found.extend(problems);
            self.files.extend(files);
        }
        if let Some(manifest) = &self.manifest {
            for text in &mut self.texts {
                let (problems, files) = annual::fill(project, manifest, text);
                found.extend(problems);
                self.files.extend(files);
            }
            let publication = &manifest.publication;
            for text in &self.texts {
                let entry = manifest.articles().find(|entry| normal(&entry.file.value) == text.name);
                let room = entry.map(|entry| lint::Room::of(publication, entry));
                found.extend(
                    room.map(|room| lint::check_tables(&text.source, &text.article, room))
                        .into_iter()
                        .flatten(),
                );
            }
            if let Some(name) = &publication.masthead {
                self.files.extend(project.join(Area::Publication, &name.value).map(Seen::now));
                if let Err(error) = project.probe(Area::Publication, &name.value, ASSET_LIMIT) {
                    found.push(error.diagnostic(&name.value).at(self.place(name)));
                }
            }
            let siblings = project.siblings();
            self.files.extend(siblings.iter().map(|(seen, _)| seen.clone()));
            let identified = |(seen, source): (Seen, Arc<SourceText>)| {
                Some(earlier::Other { identity: Identity::read(&source)?, source, seen })
            };
            let others: Vec<_> = siblings.into_iter().filter_map(identified).collect();
            let own = (manifest.issue.year.value, manifest.issue.number.value);
            let (chronicles, files) = earlier::chronicles(project, &self.publication, &others, own);
            self.files.extend(files);
            self.earlier = chronicles;
            let others: Vec<_> = others.into_iter().map(|other| (other.source, other.identity)).collect();
            found.extend(lint::check_numbers(&manifest.issue, &others, |value| self.place(value)));
            self.others = others;
        }
        self.diagnostics.extend(found);
    }

    /// The fonts of every role, and what is missing of them.
    pub fn roles(&self, fonts: &Fonts) -> (Vec<RoleFonts>, Vec<Diagnostic>) {
        let choice = self.manifest.as_ref().map(|m| m.publication.fonts.clone()).unwrap_or_default();
        let (mut roles, found) = font::resolve(fonts, &choice, |name| self.place(name));
        let used = self.characters();
        for role in &mut roles {
            role.find_thin(fonts, used.iter().copied());
        }
        (roles, found)
    }

    /// The different characters of the issue, without blanks.
    pub fn characters(&self) -> BTreeSet<char> {
        let texts = self.texts.iter().flat_map(|text| text.article.texts());
        let mut used = CharSet::default();
        let mut add = |text: &str| {
            for c in text.chars() {
                used.insert(c);
            }
        };
        texts.for_each(|(text, _)| add(text));
        if let Some(manifest) = &self.manifest {
            manifest.printed().into_iter().for_each(|at| add(&at.value));
        }
        used.iter().filter(|c| !c.is_whitespace()).collect()
    }

    /// Every finding about the issue, in an editor's order, however many.
    pub fn check(&self, fonts: &Fonts, roles: &[RoleFonts]) -> Vec<Diagnostic> {
        let mut found = self.diagnostics.clone();
        let mut characters = Characters::new(fonts, roles);
        if let Some(manifest) = &self.manifest {
            found.extend(characters.check_manifest(manifest, |value| self.place(value)));
            for entry in manifest.articles() {
                found.extend(lint::check_title(fonts, roles, &entry.title, |value| self.place(value)));
            }
        }
        for text in &self.texts {
            found.extend(characters.check_text(&text.source, &text.article));
            found.extend(lint::check_weights(fonts, roles, &text.source, &text.article));
        }
        diagnostic::order(&mut found);
        found
    }

    /// The files that the pages are made of beside the texts: pictures and the
    /// masthead, by their paths in the virtual project.
    pub fn assets(&self, project: &Project) -> Vec<(String, Vec<u8>)> {
        let pictures = self.texts.iter().flat_map(pictures::paths).map(|path| (Area::Issue, "issue", path));
        let masthead = self.manifest.as_ref().and_then(|manifest| manifest.publication.masthead.as_ref());
        let masthead = masthead.map(|at| (Area::Publication, "publication", at.value.clone()));
        let read = |(area, root, path): (Area, &str, String)| {
            let bytes = project.read(area, &path, ASSET_LIMIT).ok()?;
            Some((format!("{root}/{path}"), bytes))
        };
        pictures.chain(masthead).filter_map(read).collect()
    }

    /// The names of persons that the issue has in lists: the board's, those of
    /// rosters and of appointments.
    pub fn names(&self) -> Vec<String> {
        let board = self.manifest.iter().flat_map(|manifest| &manifest.publication.board);
        let board = board.flat_map(|board| &board.names).map(|name| name.value.clone());
        let listed = self.texts.iter().flat_map(|text| text.article.names());
        let names: BTreeSet<String> = board.chain(listed).collect();
        names.into_iter().collect()
    }

    /// Whether fonts installed on the machine may be used.
    pub fn wants_system_fonts(&self) -> bool {
        self.manifest.as_ref().is_some_and(|manifest| manifest.publication.fonts.system)
    }
}

/// A path without its `.` parts, as the virtual project names it.
fn normal(path: &str) -> String {
    path.split('/').filter(|part| !matches!(*part, "" | ".")).collect::<Vec<_>>().join("/")
}

/// What the manifest says of an article that helps to read it.
fn hints(entry: &manifest::Article) -> Hints {
    let byline = entry.byline.as_ref().map(|byline| byline.value.clone());
    Hints { kind: entry.kind, title: entry.plain_title(), byline }
}
