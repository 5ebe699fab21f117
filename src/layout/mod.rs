//! Layout: an issue becomes pages.
//!
//! Typst does the setting. The articles reach it as content that the native
//! function `article` builds, so that every glyph knows the byte of the
//! editor's file that it comes from; everything else of the issue reaches the
//! layout as `/issue.json`. The layouts themselves are Typst files and pure
//! functions of those two.

mod article;
mod builtin;
mod data;
mod diagnose;
mod elements;
mod extents;
mod files;
mod frames;
mod glyphs;
mod levels;
mod paragraph;
mod pictures;
mod plain;
mod rows;
mod ruler;
mod title_lines;
mod trace;
mod world;

use std::collections::HashMap;
use std::sync::Arc;

use ecow::EcoVec;
use typst::diag::{SourceDiagnostic, SourceResult, Warned};
use typst::syntax::FileId;
use typst_layout::{Page, PagedDocument};

pub use self::builtin::{files as builtin_files, names as builtin_names};
pub use self::extents::Extent;
pub use self::plain::export;
pub use self::trace::{Glyph, Picture, TitleLine, Trace};

use self::world::{BulletinWorld, file_id};
use crate::content::Article;
use crate::diagnostic::{Code, Diagnostic, SourceText};
use crate::font::{Fonts, RoleFonts};
use crate::makeup::{ColumnEnd, Flow, Levels, Makeup, Unevenness};
use crate::manifest::{self, Manifest};
use crate::project::{Area, Project};

/// How often pages are set again to be rid of lone lines and of columns that do
/// not end level, and how many pages in all: a long issue is set again twice at
/// least, since the first time no columns are level.
const LEAST_PASSES: usize = 2;
const MOST_PASSES: usize = 6;
const MOST_PAGES: usize = 400;

/// How many compilations a memoized result survives without being used.
const CACHE_AGE: usize = 10;

/// The layout taken where the manifest names none.
pub const STANDARD: &str = "gongbao";

/// Sets an issue, once or again and again: what has not changed since the
/// last time is not set anew.
pub struct Typesetter {
    world: BulletinWorld,
}

/// Pages, or why there are none.
pub struct Typeset {
    /// The pages; `None` after an error that left nothing.
    pub document: Option<PagedDocument>,
    /// The pages of each article.
    pub extents: Vec<Option<Extent>>,
    /// How many of the pages are blank to make up their number.
    pub blank_pages: usize,
    /// What Typst complained of, and characters that no font has.
    pub diagnostics: Vec<Diagnostic>,
}

/// What is to be set.
pub struct Copy<'a> {
    /// The articles in the issue's order.
    pub texts: Vec<ArticleCopy<'a>>,
    /// Names of persons, which no line may break.
    pub names: Vec<String>,
}

impl Copy<'_> {
    /// The articles, by the files that Typst knows them as.
    fn ids(&self) -> HashMap<FileId, usize> {
        let texts = self.texts.iter().enumerate();
        texts.filter_map(|(at, text)| Some((file_id(&format!("/issue/{}", text.name))?, at))).collect()
    }
}

/// An article's text, and what the parser made of it.
pub struct ArticleCopy<'a> {
    /// The file's name in the issue's folder.
    pub name: &'a str,
    /// The file.
    pub source: &'a Arc<SourceText>,
    /// Its blocks.
    pub article: &'a Article,
}

/// Pages set once.
struct Pass {
    output: SourceResult<PagedDocument>,
    warnings: EcoVec<SourceDiagnostic>,
    /// The articles' lines on them.
    flows: Vec<Flow>,
    /// Where columns ended.
    ends: Vec<ColumnEnd>,
}

/// How many lone lines there are.
fn lonely(flows: &[Flow]) -> usize {
    flows.iter().map(Flow::lonely).sum()
}

impl Typesetter {
    /// A typesetter for one issue's folder.
    pub fn new(project: Project, fonts: Arc<Fonts>) -> Self {
        Self { world: BulletinWorld::new(project, fonts) }
    }

    /// Sets an issue; files other than its articles are read as they are on
    /// disk now. The pages are set again until no column begins or ends with
    /// a lone line, as far as that can be had.
    pub fn typeset(&mut self, manifest: &Manifest, roles: &[RoleFonts], copy: &Copy) -> Typeset {
        let mut makeup = Makeup::default();
        let mut levels = Levels::default();
        let mut best = self.set(manifest, roles, copy, &makeup, &levels);
        let pages = best.output.as_ref().map_or(0, |document| document.pages().len());
        let mut more = makeup.look(&best.flows);
        let mut unevenness = levels.look(&best.ends);
        for _ in 0..(MOST_PAGES / pages.max(1)).clamp(LEAST_PASSES, MOST_PASSES) {
            if !more && unevenness == Unevenness::default() {
                break;
            }
            let next = self.set(manifest, roles, copy, &makeup, &levels);
            // The pages that are kept are those that came out best, though the
            // last ones say what to try next.
            more = makeup.look(&next.flows);
            let came_out = levels.look(&next.ends);
            if next.output.is_ok() && (came_out, lonely(&next.flows)) <= (unevenness, lonely(&best.flows)) {
                best = next;
                unevenness = came_out;
            }
        }
        comemo::evict(CACHE_AGE);
        self.finish(best, manifest, copy)
    }

    /// Sets the pages once.
    fn set(
        &mut self,
        manifest: &Manifest,
        roles: &[RoleFonts],
        copy: &Copy,
        makeup: &Makeup,
        levels: &Levels,
    ) -> Pass {
        let texts = copy.texts.iter().map(|text| (text.name.to_owned(), Arc::clone(text.source))).collect();
        let articles: Vec<_> = copy.texts.iter().map(|text| text.article).collect();
        let data = data::issue_json(manifest, roles, &copy.names, &articles);
        let tried = (data::looseness_json(makeup.looseness(), copy), levels::json(levels));
        self.world.reset(layout_name(manifest), data, tried, texts);
        let Warned { output, warnings } = typst::compile::<PagedDocument>(&self.world);
        let flows =
            output.as_ref().map(|document| rows::flows(&self.world, document, &warnings, manifest, copy));
        let ends = output.as_ref().map(levels::ends).unwrap_or_default();
        Pass { flows: flows.unwrap_or_default(), ends, output, warnings }
    }

    fn finish(&self, pass: Pass, manifest: &Manifest, copy: &Copy) -> Typeset {
        let told = |warning: &&SourceDiagnostic| {
            diagnose::is_detail(warning) || paragraph::ability(warning).is_some()
        };
        let mut diagnostics: Vec<_> = pass
            .warnings
            .iter()
            .filter(|warning| !told(warning))
            .map(|warning| diagnose::translate(&self.world, warning))
            .collect();
        let mut extents = Vec::new();
        let mut blank_pages = 0;
        let document = match pass.output {
            Ok(document) => {
                extents = extents::extents(&document, copy);
                blank_pages = extents::blank_pages(&document);
                diagnostics.extend(glyphs::missing(&self.world, &document));
                diagnostics.extend(pictures::coarse(
                    &self.world,
                    &document,
                    manifest.publication.print.resolution,
                ));
                diagnostics.extend(rows::overflows(&pass.flows, manifest, copy));
                Some(document)
            }
            Err(errors) => {
                diagnostics.extend(errors.iter().map(|error| diagnose::translate(&self.world, error)));
                None
            }
        };
        Typeset { document, extents, blank_pages, diagnostics }
    }

    /// Where the articles' characters stand on pages of the last run.
    pub fn trace(&self, document: &PagedDocument, copy: &Copy) -> Trace {
        trace::trace(&self.world, document, copy)
    }

    /// Sets a file of ours from data that it finds in `/proof.json`: what is laid
    /// over finished pages, in the same fonts.
    pub fn overlay(&mut self, file: &str, data: String) -> Result<PagedDocument, Vec<Diagnostic>> {
        self.world.reset_overlay(file, data);
        let Warned { output, .. } = typst::compile::<PagedDocument>(&self.world);
        output.map_err(|errors| self.translate(&errors))
    }

    /// Sets the spine of the issue that was set last, `width_mm` wide and as high
    /// as its pages.
    pub fn spine(&mut self, width_mm: f64) -> Result<Page, Vec<Diagnostic>> {
        self.world.reset_to_spine(width_mm);
        let Warned { output, .. } = typst::compile::<PagedDocument>(&self.world);
        let document = output.map_err(|errors| self.translate(&errors))?;
        document.pages().first().cloned().ok_or_else(Vec::new)
    }

    /// Findings in Typst's words, as ours: for what comes after layout.
    pub fn translate(&self, errors: &[typst::diag::SourceDiagnostic]) -> Vec<Diagnostic> {
        errors.iter().map(|error| diagnose::translate(&self.world, error)).collect()
    }

    /// The files that the last run asked for, there or not.
    pub fn dependencies(&mut self) -> Vec<std::path::PathBuf> {
        self.world.dependencies()
    }
}

/// The name of the layout that an issue is set in.
pub fn layout_name(manifest: &Manifest) -> &str {
    manifest.publication.layout.as_ref().map_or(STANDARD, |name| name.value.as_str())
}

/// Whether an issue is set in the layout of official papers.
fn is_official(manifest: &Manifest) -> bool {
    layout_name(manifest) == "gbt9704"
}

/// The 公文 layout is the standard's sheet and no other: what the manifest wants
/// else must not be lost without a word.
pub fn only_official(manifest: &Manifest) -> Option<Diagnostic> {
    if !is_official(manifest) {
        return None;
    }
    let publication = &manifest.publication;
    let any = |wants: fn(&manifest::Article) -> bool| manifest.articles().any(wants);
    let given = [
        (publication.page != manifest::Page::A4, "trim、type-area 等尺寸"),
        (publication.body_size != manifest::STANDARD_SIZE, "body-size"),
        (any(|article| article.columns > 1), "columns"),
        (any(|article| article.chars.is_some()), "chars"),
        (any(|article| article.lines.is_some()), "lines"),
    ];
    let idle: Vec<_> = given.iter().filter(|(is, _)| *is).map(|(_, key)| *key).collect();
    let idle = (!idle.is_empty()).then(|| idle.join("、"))?;
    let found = "公文版式按 GB/T 9704—2012 固定为 A4、3 号字、一栏、每页 22 行、每行 28 字";
    Some(
        Diagnostic::warning(Code::BadValue, format!("{found}，清单里的 {idle} 不起作用"))
            .help(format!("删去 {idle}，或改用 layout = \"gongbao\"")),
    )
}

/// Whether a layout may have such a name: one folder, nothing else.
pub fn is_name(name: &str) -> bool {
    !name.is_empty() && !name.contains(['/', '\\', '.', '"'])
}

/// Whether a layout of this name comes with gongbao or is in the publication's
/// `layouts` folder.
pub fn exists(project: &Project, name: &str) -> bool {
    let file = format!("layouts/{name}/lib.typ");
    is_name(name) && (builtin::file(&file).is_some() || project.exists(Area::Publication, &file))
}
