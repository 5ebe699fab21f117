//! From an issue's folder to finished editions, as one call that can be made
//! again and again: `build` makes it once, `watch` after every change.

mod editions;
mod print;
mod proof;

use std::path::{Path, PathBuf};
use std::sync::{Arc, mpsc};
use std::thread;

use typst_layout::PagedDocument;

use self::editions::Finished;
pub use self::editions::{Output, OutputKind, Wanted};
use self::print::Ready;
pub use self::proof::{ProofFile, ProofRun};

use crate::diagnostic::{self, Code, Diagnostic};
use crate::font::{self, Fonts, RoleFonts};
use crate::index::{Entry, Index, Paged};
use crate::issue::{Issue, Text};
use crate::layout::{self, ArticleCopy, Copy, Typeset, Typesetter};
use crate::lint::Proofread;
use crate::manifest::{Manifest, Print};
use crate::prepress::Profile;
use crate::project::{ASSET_LIMIT, Area, Project, Seen, Tree};

/// An issue's folder with its fonts, and the typesetter kept warm.
pub struct Press {
    project: Project,
    pack: PathBuf,
    fonts: Option<Loaded>,
    typesetter: Option<Typesetter>,
}

/// Fonts, and what they were loaded from.
struct Loaded {
    fonts: Arc<Fonts>,
    from: FontSources,
    diagnostics: Vec<Diagnostic>,
}

/// Where fonts come from: when any of it changes, they are loaded anew.
#[derive(PartialEq)]
struct FontSources {
    files: Vec<Seen>,
    system: bool,
}

/// An issue, read and checked.
pub struct Checked {
    /// The issue.
    pub issue: Issue,
    /// The fonts at hand.
    pub fonts: Arc<Fonts>,
    /// The fonts of every role.
    pub roles: Vec<RoleFonts>,
    /// Every finding, in an editor's order.
    pub diagnostics: Vec<Diagnostic>,
}

/// What stands against an issue, and what was looked at to find it.
struct Look {
    fonts: Arc<Fonts>,
    roles: Vec<RoleFonts>,
    diagnostics: Vec<Diagnostic>,
    files: Vec<Seen>,
}

impl Look {
    fn of(self, mut issue: Issue) -> Checked {
        issue.files.extend(self.files);
        Checked { issue, fonts: self.fonts, roles: self.roles, diagnostics: self.diagnostics }
    }
}

/// An issue's pages.
pub struct Pages {
    /// The pages, unless an error prevented them.
    pub document: Option<PagedDocument>,
    /// What the manifests say.
    pub manifest: Option<Manifest>,
    /// What stands on them; there whenever the pages are.
    pub index: Option<Index>,
    /// How many of the pages are blank to make up the number.
    pub blank_pages: usize,
    /// The issue that was set.
    pub issue: Issue,
    /// Every finding, in an editor's order.
    pub diagnostics: Vec<Diagnostic>,
    /// The files that the pages depend on, there or not.
    pub files: Vec<Seen>,
}

/// Pages, and what stands against them.
struct Set<'a> {
    finished: Option<Finished<'a>>,
    ready: Option<Ready>,
    diagnostics: Vec<Diagnostic>,
    files: Vec<Seen>,
}

/// What a run made.
pub struct Run {
    /// The files, in the order in which they are told of; none after an error.
    pub outputs: Vec<Output>,
    /// Every finding, in an editor's order.
    pub diagnostics: Vec<Diagnostic>,
    /// The files that the run depends on, there or not.
    pub files: Vec<Seen>,
}

/// One article as a PDF of its own.
pub struct Offprint {
    /// What is known of the article, and the file's bytes; `None` after an error.
    pub made: Option<(Entry, Vec<u8>)>,
    /// Every finding, in an editor's order.
    pub diagnostics: Vec<Diagnostic>,
}

impl Run {
    /// One of the files made.
    pub fn output(&self, kind: OutputKind) -> Option<&Output> {
        self.outputs.iter().find(|output| output.kind == kind)
    }
}

impl Press {
    /// Opens an issue's folder. `pack` names the folder of the font pack where
    /// it is not to be looked for.
    pub fn open(folder: &Path, pack: Option<&Path>) -> Result<Self, Box<Diagnostic>> {
        let project = Project::open(folder)?;
        let pack = match pack {
            Some(pack) if Tree::below(pack).fonts().next().is_none() => {
                let message = format!("{} 里没有字体", pack.display());
                let help = "--fonts 写自带字体所在的文件夹；不写时在程序旁边找";
                return Err(Box::new(Diagnostic::error(Code::MissingFont, message).help(help)));
            }
            Some(pack) => pack.to_owned(),
            None => font::pack_folder().ok_or_else(|| {
                let help = "fonts 文件夹要和程序放在一起，或用 --fonts 指明";
                Box::new(Diagnostic::error(Code::MissingFont, "找不到自带的字体").help(help))
            })?,
        };
        Ok(Self { project, pack, fonts: None, typesetter: None })
    }

    /// The issue's folder.
    pub fn project(&self) -> &Project {
        &self.project
    }

    /// Reads and checks the issue as it is on disk now.
    pub fn check(&mut self) -> Checked {
        let issue = Issue::load(&self.project);
        let seen = self.look(&issue);
        let mut checked = seen.of(issue);
        diagnostic::sort(&mut checked.diagnostics);
        checked
    }

    /// The same, and what the proof reader finds; nothing in order yet, and
    /// nothing left out. Fonts are loaded while the issue is read.
    pub fn proofread(&mut self) -> (Checked, Proofread) {
        let project = self.project.clone();
        let (give, take) = mpsc::channel();
        thread::scope(|scope| {
            let reader = scope.spawn(move || {
                let issue = Arc::new(Issue::load(&project));
                let found = give.send(Arc::clone(&issue)).map(|()| issue.proofread());
                found.unwrap_or_default()
            });
            // Hardly any issue wants the machine's own.
            self.load_fonts(&Tree::below(&self.own_fonts()), false);
            let seen = take.recv().map(|issue| (self.look(&issue), issue));
            let found = reader.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
            let issue = seen.ok().and_then(|(seen, issue)| Some(seen.of(Arc::into_inner(issue)?)));
            #[allow(
                clippy::expect_used,
                reason = "the reader has ended well, and has no part in it any more"
            )]
            (issue.expect("the issue that was read"), found)
        })
    }

    /// Where the publication's own fonts are.
    fn own_fonts(&self) -> PathBuf {
        self.project.folder(Area::Publication).join("fonts")
    }

    /// Looks at an issue and at what it needs besides.
    fn look(&mut self, issue: &Issue) -> Look {
        let own_fonts = self.own_fonts();
        // A folder tells of fonts that are added to it.
        let mut files = vec![Seen::now(own_fonts.clone())];
        let own_tree = Tree::below(&own_fonts);
        files.extend(own_tree.folders.iter().cloned().map(Seen::now));
        let loaded = self.load_fonts(&own_tree, issue.wants_system_fonts());
        let fonts = Arc::clone(&loaded.fonts);
        let mut diagnostics = loaded.diagnostics.clone();
        files.extend(loaded.from.files.iter().cloned());
        let (roles, missing) = issue.roles(&fonts);
        diagnostics.extend(missing);
        diagnostics.extend(self.check_layout(issue, &mut files));
        diagnostics.extend(self.check_profile(issue, &mut files));
        diagnostics.extend(issue.check(&fonts, &roles));
        Look { fonts, roles, diagnostics, files }
    }

    /// Whether the profile that the manifest names can be used.
    fn check_profile(&self, issue: &Issue, files: &mut Vec<Seen>) -> Vec<Diagnostic> {
        let Some(print) = issue.manifest.as_ref().map(|manifest| manifest.publication.print.clone()) else {
            return Vec::new();
        };
        let Some(name) = &print.profile else { return Vec::new() };
        files.extend(self.project.join(Area::Publication, &name.value).map(Seen::now));
        let found = profile(&self.project, &print).err().unwrap_or_default();
        found.into_iter().map(|found| found.at(issue.place(name))).collect()
    }

    /// Whether the layout that the manifest names is there.
    fn check_layout(&self, issue: &Issue, files: &mut Vec<Seen>) -> Option<Diagnostic> {
        let name = issue.manifest.as_ref()?.publication.layout.clone()?;
        if layout::exists(&self.project, &name.value) {
            return layout::only_official(issue.manifest.as_ref()?).map(|found| found.at(issue.place(&name)));
        }
        if !layout::is_name(&name.value) {
            let found = Diagnostic::error(Code::UnknownLayout, "版式的名字不能是空的，也不能有 /、\\ 和 .");
            return Some(found.at(issue.place(&name)).help("写版式文件夹的名字，如 gongbao"));
        }
        let wanted = self.project.join(Area::Publication, &format!("layouts/{}/lib.typ", name.value));
        files.extend(wanted.map(Seen::now));
        let known: Vec<_> = layout::builtin_names().collect();
        let found = Diagnostic::error(Code::UnknownLayout, format!("没有名叫 {} 的版式", name.value));
        let known = known.join("、");
        let help = format!("自带的版式有 {known}；自备的放在刊物文件夹的 layouts/{}/lib.typ", name.value);
        let found = match diagnostic::nearest(&name.value.to_lowercase(), layout::builtin_names()) {
            Some(guess) => found.label(format!("是不是 {guess}？")),
            None => found,
        };
        Some(found.at(issue.place(&name)).help(help))
    }

    /// Sets the pages of the issue as it is on disk now. An issue with errors
    /// is not set.
    pub fn typeset(&mut self) -> Pages {
        let Checked { issue, fonts, roles, mut diagnostics } = self.check();
        let whole = issue.whole();
        let copy = copy(&issue);
        let mut files = issue.files.clone();
        let manifest = issue.manifest.clone().filter(|_| !diagnostic::has_errors(&diagnostics));
        let Some(manifest) = &manifest else {
            let manifest = issue.manifest.clone();
            return Pages {
                document: None,
                manifest,
                index: None,
                blank_pages: 0,
                issue,
                diagnostics,
                files,
            };
        };
        let project = &self.project;
        let typesetter = self.typesetter.get_or_insert_with(|| Typesetter::new(project.clone(), fonts));
        let Typeset { document, extents, blank_pages, diagnostics: of_pages } =
            typesetter.typeset(manifest, &roles, &copy);
        let index = document.as_ref().map(|document| {
            let texts = issue.texts.iter().zip(extents);
            let texts: Vec<_> = texts
                .map(|(Text { name, article, .. }, extent)| Paged {
                    name,
                    article,
                    pages: extent.map(|extent| (extent.first, extent.last)),
                })
                .collect();
            let folios: Vec<u64> = document.pages().iter().map(|page| page.number).collect();
            Index::new(manifest, &texts, &folios)
        });
        diagnostics.extend(of_pages.into_iter().map(|found| match found.place {
            None => found.at(whole.clone()),
            Some(_) => found,
        }));
        files.extend(typesetter.dependencies().into_iter().map(Seen::now));
        diagnostic::sort(&mut diagnostics);
        Pages { document, manifest: Some(manifest.clone()), index, blank_pages, issue, diagnostics, files }
    }

    /// Makes editions of the issue as it is on disk now.
    pub fn run(&mut self, wanted: Wanted) -> Run {
        let Set { finished, ready, mut diagnostics, files } = self.finish(wanted.print);
        let mut outputs = Vec::new();
        if let Some(finished) = finished {
            let made = editions::make(&finished, wanted, ready.as_ref());
            outputs = made.outputs;
            diagnostics.extend(made.diagnostics);
        }
        Run { outputs, diagnostics, files }
    }

    /// One article's pages as a PDF of its own, and its entry in the index. The
    /// article is named by its number in the contents, its file or its title.
    pub fn offprint(&mut self, article: &str) -> Offprint {
        let Set { finished, mut diagnostics, .. } = self.finish(false);
        let mut made = None;
        if let Some(finished) = finished {
            match editions::offprint(&finished, article) {
                Ok(offprint) => made = Some(offprint),
                Err(found) => diagnostics.extend(found),
            }
        }
        Offprint { made, diagnostics }
    }

    /// Sets the pages and takes them for finished if nothing stands against
    /// them.
    fn finish(&mut self, print: bool) -> Set<'_> {
        let Pages { document, manifest, index, blank_pages, issue, mut diagnostics, files } = self.typeset();
        let mut ready = None;
        // What the proof reader takes for an error is not printed; screens and
        // proofs may show it.
        let mut barring = if print { issue.proofread().found } else { Vec::new() };
        barring.retain(Diagnostic::is_error);
        let barred = diagnostic::has_blocking(&barring);
        diagnostics.extend(barring);
        if print
            && !barred
            && let (Some(document), Some(manifest)) = (&document, &manifest)
        {
            match self.ready(manifest, document.pages().len()) {
                Ok(at_hand) => ready = Some(at_hand),
                Err(found) => diagnostics.extend(found),
            }
        }
        let finished = match (document, manifest, index, &self.typesetter) {
            (Some(document), Some(manifest), Some(index), Some(typesetter))
                if !diagnostic::has_errors(&diagnostics) =>
            {
                let name = self.project.name().to_owned();
                Some(Finished { name, document, blank_pages, manifest, index, typesetter })
            }
            _ => None,
        };
        Set { finished, ready, diagnostics, files }
    }

    /// What the print edition needs beside its pages.
    fn ready(&mut self, manifest: &Manifest, pages: usize) -> Result<Ready, Vec<Diagnostic>> {
        let print = &manifest.publication.print;
        let profile = profile(&self.project, print)?;
        let width = print::spine_mm(print, pages);
        let spine = match (&mut self.typesetter, width) {
            (Some(typesetter), Some(width)) if print::is_titled(Some(width)) => {
                Some(typesetter.spine(width)?)
            }
            _ => None,
        };
        Ok(Ready { profile, spine })
    }

    /// The fonts, loaded on first use and when what they come from changes.
    fn load_fonts(&mut self, own: &Tree, system: bool) -> &Loaded {
        let pack = Tree::below(&self.pack);
        let files: Vec<_> = own.fonts().chain(pack.fonts()).cloned().collect();
        let from = FontSources { files: files.iter().cloned().map(Seen::now).collect(), system };
        if self.fonts.as_ref().is_some_and(|loaded| loaded.from != from) {
            self.fonts = None;
            self.typesetter = None;
        }
        self.fonts.get_or_insert_with(|| {
            let (fonts, diagnostics) = Fonts::load(&files, system);
            Loaded { fonts: Arc::new(fonts), from, diagnostics }
        })
    }
}

/// What is to be set of an issue.
fn copy(issue: &Issue) -> Copy<'_> {
    let texts =
        issue.texts.iter().map(|Text { name, source, article }| ArticleCopy { name, source, article });
    Copy { texts: texts.collect(), names: issue.names() }
}

/// The profile of the output condition: the publication's, or the built-in one.
fn profile(project: &Project, print: &Print) -> Result<Profile, Vec<Diagnostic>> {
    let Some(name) = &print.profile else { return Ok(Profile::built_in()) };
    let bytes = project.read(Area::Publication, &name.value, ASSET_LIMIT);
    let bytes = bytes.map_err(|error| vec![error.diagnostic(&name.value)])?;
    Profile::read(&bytes).map_err(|problem| vec![problem.error()])
}
