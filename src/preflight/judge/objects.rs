//! What must not be in a file wherever it hides: a walk over everything that
//! the pages and the catalog refer to.

use std::collections::BTreeSet;
use std::rc::Rc;

use crate::diagnostic::Code;
use crate::manifest::PressStandard;
use crate::preflight::cos::{Dict, Document, Filter, Id, Object, Stream};
use crate::preflight::finding::{Findings, Severity};
use crate::preflight::geometry::Rect;
use crate::preflight::limits;
use crate::preflight::pages::{Page, Pages};

/// What a value is, by how it was come upon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Plain,
    /// /Resources, or what may hold the same keys.
    Resources,
    /// The named graphics states of some resources.
    States,
    /// A graphics state's parameters.
    State,
    /// The named colour spaces of some resources.
    Spaces,
    /// An annotation's /AP.
    Appearances,
    /// Values by names that the file's maker has chosen.
    Names,
}

impl Role {
    /// Whether the keys are names, which mean nothing: a form may be called /P.
    const fn has_names(self) -> bool {
        matches!(self, Self::States | Self::Spaces | Self::Names)
    }
}

/// Keys that lead back up or across, not to what belongs to a value.
const ACROSS: [&[u8]; 8] = [b"Parent", b"P", b"Dest", b"Dests", b"Prev", b"StructTreeRoot", b"Thumb", b"B"];

/// The walk.
struct Walk<'a, 'b> {
    document: &'a Document<'b>,
    standard: PressStandard,
    findings: &'a mut Findings,
    seen: BTreeSet<Id>,
    page: Option<usize>,
    /// Values that may still be looked at.
    left: u64,
}

/// Judges everything that the pages and the catalog refer to.
pub(crate) fn judge(
    document: &Document<'_>,
    catalog: &Dict,
    pages: &Pages,
    standard: PressStandard,
    findings: &mut Findings,
) {
    let left = 2 * limits::VALUES;
    let mut walk = Walk { document, standard, findings, seen: BTreeSet::new(), page: None, left };
    for page in &pages.pages {
        walk.page = Some(page.number);
        walk.annotations(page);
        if page.dict.has("AA") {
            walk.error(Code::Action, "页面带有动作（AA）");
        }
        let resources = page.resources.iter().map(|dict| (Object::Dict(Rc::clone(dict)), Role::Resources));
        let own = page.dict.iter().filter(|(key, _)| !ACROSS.contains(key) && *key != b"Resources");
        let own = own.map(|(key, value)| (value.clone(), role(key, Role::Plain, &page.dict)));
        let mut start: Vec<_> = resources.chain(own).collect();
        walk.group(&page.dict, "页面");
        walk.all(&mut start);
    }
    walk.page = None;
    walk.catalog(catalog);
    let own = catalog.iter().filter(|(key, _)| !ACROSS.contains(key) && *key != b"Pages");
    let mut start: Vec<_> =
        own.map(|(key, value)| (value.clone(), role(key, Role::Plain, catalog))).collect();
    walk.all(&mut start);
}

/// What the value of a key is.
fn role(key: &[u8], holder: Role, dict: &Dict) -> Role {
    match (holder, key) {
        (Role::States, _) => Role::State,
        (Role::Spaces | Role::Names, _) => Role::Plain,
        (Role::Appearances, b"N" | b"R" | b"D") => Role::Names,
        (_, b"Resources" | b"DR") => Role::Resources,
        // A shading pattern has one state right under this key.
        (_, b"ExtGState") if dict.has("PatternType") => Role::State,
        (_, b"ExtGState") => Role::States,
        (Role::Resources, b"ColorSpace") => Role::Spaces,
        (Role::Resources, b"XObject" | b"Font" | b"Pattern" | b"Shading" | b"Properties")
        | (_, b"CharProcs") => Role::Names,
        (_, b"AP") => Role::Appearances,
        _ => Role::Plain,
    }
}

impl Walk<'_, '_> {
    fn say(&mut self, code: Code, severity: Severity, message: impl Into<String>) {
        self.findings.add(code, severity, self.page, None, || message.into());
    }

    fn error(&mut self, code: Code, message: impl Into<String>) {
        self.say(code, Severity::Error, message);
    }

    fn all(&mut self, next: &mut Vec<(Object, Role)>) {
        while let Some((value, role_of_value)) = next.pop() {
            let Some(left) = self.left.checked_sub(1) else {
                self.error(Code::PdfTooMuch, "文件里的对象太多，没有查完");
                return;
            };
            self.left = left;
            if let Object::Ref(id) = value
                && !self.seen.insert(id)
            {
                continue;
            }
            let value = self.document.resolve(&value);
            match &value {
                Object::Array(values) => {
                    next.extend(values.iter().map(|value| (value.clone(), role_of_value)))
                }
                Object::Dict(dict) => {
                    self.dict(dict, role_of_value);
                    self.children(dict, role_of_value, next);
                }
                Object::Stream(stream) => {
                    // A stream is never a dictionary of names.
                    let role = if role_of_value.has_names() { Role::Plain } else { role_of_value };
                    self.dict(&stream.dict, role);
                    self.stream(stream);
                    self.children(&stream.dict, role, next);
                }
                _ => {}
            }
        }
    }

    fn children(&self, dict: &Rc<Dict>, holder: Role, next: &mut Vec<(Object, Role)>) {
        // A page that an annotation or a link names is walked on its own.
        if dict.raw("Type").is_some_and(|name| name.is_name("Page") || name.is_name("Pages")) {
            return;
        }
        let across = |key: &[u8]| !holder.has_names() && ACROSS.contains(&key);
        for (key, value) in dict.iter().filter(|(key, _)| !across(key)) {
            if matches!(value, Object::Array(_) | Object::Dict(_) | Object::Stream(_) | Object::Ref(_)) {
                next.push((value.clone(), role(key, holder, dict)));
            }
        }
    }

    fn catalog(&mut self, catalog: &Dict) {
        let document = self.document;
        if let Some(open) = document.get(catalog, "OpenAction") {
            let script =
                open.dict().is_some_and(|dict| dict.raw("S").is_some_and(|s| s.is_name("JavaScript")));
            if !script {
                self.error(Code::Action, "打开文件时有动作（OpenAction）");
            }
        }
        if catalog.has("AA") {
            self.error(Code::Action, "文件带有动作（AA）");
        }
        if let Some(form) = document.dict(catalog, "AcroForm") {
            let what = if form.has("XFA") { "XFA 表单" } else { "表单（AcroForm）" };
            self.error(Code::InteractiveForm, format!("文件里有{what}"));
        }
        if catalog.has("Collection") || catalog.has("AF") {
            self.error(Code::Attachment, "文件带有附件");
        }
        if let Some(names) = document.dict(catalog, "Names") {
            if names.has("JavaScript") {
                self.error(Code::JavaScript, "文件里有 JavaScript");
            }
            if names.has("EmbeddedFiles") {
                self.error(Code::Attachment, "文件带有附件（EmbeddedFiles）");
            }
            if names.has("AlternatePresentations") {
                self.error(Code::Action, "文件里有演示（AlternatePresentations）");
            }
        }
        if catalog.has("Requirements") {
            self.error(Code::Action, "文件对阅读程序有要求（Requirements）");
        }
        self.layers(catalog);
    }

    /// Optional content (8.11): what is printed must not depend on switches.
    fn layers(&mut self, catalog: &Dict) {
        let Some(properties) = self.document.dict(catalog, "OCProperties") else { return };
        let default = self.document.dict(&properties, "D");
        let filled = |dict: &Dict, key| {
            self.document.get(dict, key).is_some_and(|list| list.array().is_some_and(|list| !list.is_empty()))
        };
        let switched = default.as_ref().is_some_and(|d| {
            filled(d, "OFF") || d.has("AS") || d.raw("BaseState").is_some_and(|state| !state.is_name("ON"))
        });
        let several = filled(&properties, "Configs");
        if switched || several {
            self.error(Code::OptionalContent, "有关掉的或会自动开关的图层");
        } else if self.standard == PressStandard::X1a {
            self.error(Code::OptionalContent, "有图层，PDF 1.4 没有图层");
        } else {
            self.say(Code::OptionalContent, Severity::Warning, "有可以开关的图层");
        }
    }

    fn annotations(&mut self, page: &Page) {
        let document = self.document;
        let Some(listed) = page.dict.raw("Annots").map(|listed| document.resolve(listed)) else { return };
        let inside = page.bled();
        let trim = page.trimmed();
        for annotation in listed.array().unwrap_or_default() {
            let annotation = document.resolve(annotation);
            let Some(dict) = annotation.dict() else { continue };
            let kind = document.get(dict, "Subtype");
            let kind = kind.as_ref().and_then(Object::name).unwrap_or_default();
            if matches!(kind, b"PrinterMark" | b"TrapNet") {
                continue;
            }
            let corners = dict.raw("Rect").and_then(|rect| document.numbers_of(rect));
            let rect = corners.and_then(|corners| <[f64; 4]>::try_from(corners).ok()).map(Rect::of);
            let outside = match (rect, inside) {
                (Some(rect), Some(inside)) => rect.overlap(inside).is_none(),
                _ => false,
            };
            if !outside {
                let place = rect.zip(trim).map(|(rect, trim)| rect.place(trim));
                let kind = String::from_utf8_lossy(kind).into_owned();
                self.findings.add(Code::Annotation, Severity::Error, Some(page.number), place, || {
                    format!("页面里有批注或链接（{kind}）")
                });
            }
        }
    }

    fn group(&mut self, dict: &Dict, what: &str) {
        let group = self.document.dict(dict, "Group");
        let found = group.is_some_and(|group| {
            self.document.get(&group, "S").is_none_or(|name| name.is_name("Transparency"))
        });
        if found {
            self.error(Code::TransparencyGroup, format!("{what}设了透明组（Group）"));
        }
    }

    fn dict(&mut self, dict: &Dict, role: Role) {
        let document = self.document;
        let kind = document.get(dict, "S");
        let is = |name: &str| kind.as_ref().is_some_and(|kind| kind.is_name(name));
        const ACTIONS: [&str; 17] = [
            "GoTo",
            "GoToR",
            "GoToE",
            "Launch",
            "Thread",
            "URI",
            "Sound",
            "Movie",
            "Hide",
            "Named",
            "SubmitForm",
            "ResetForm",
            "ImportData",
            "SetOCGState",
            "Rendition",
            "Trans",
            "GoTo3DView",
        ];
        if is("JavaScript") || (dict.has("JS") && role == Role::Plain) {
            self.error(Code::JavaScript, "有 JavaScript");
        } else if role == Role::Plain
            && (dict.has("D")
                || dict.has("URI")
                || dict.has("N")
                || dict.has("F")
                || dict.has("Fields")
                || dict.has("T"))
            && let Some(action) = ACTIONS.iter().find(|action| is(action))
        {
            self.error(Code::Action, format!("有动作（{action}）"));
        }
        if dict.has("EF") && role == Role::Plain {
            self.error(Code::Attachment, "文件带有附件（EF）");
        }
        match role {
            Role::State => self.state(dict),
            Role::Spaces => {
                for key in ["DefaultGray", "DefaultRGB", "DefaultCMYK"] {
                    if dict.has(key) {
                        self.error(Code::ColourDefault, format!("资源里设了 {key}"));
                    }
                }
            }
            _ => {}
        }
    }

    /// A graphics state's parameters (8.4.5).
    fn state(&mut self, dict: &Dict) {
        let document = self.document;
        let name_is = |value: &Object, name: &str| value.is_name(name);
        if document.get(dict, "TR").is_some() {
            self.error(Code::TransferFunction, "图形状态里有传递函数（TR）");
        }
        if document.get(dict, "TR2").is_some_and(|value| !name_is(&value, "Default")) {
            self.error(Code::TransferFunction, "图形状态里有传递函数（TR2）");
        }
        if dict.has("HTP") {
            self.error(Code::Halftone, "图形状态里有半色调相位（HTP）");
        }
        if let Some(halftone) = document.get(dict, "HT").filter(|value| !name_is(value, "Default")) {
            self.halftone(&halftone);
        }
        if document.get(dict, "SMask").is_some_and(|mask| !name_is(&mask, "None")) {
            self.error(Code::SoftMask, "图形状态里有软蒙版（SMask）");
        }
        for key in ["ca", "CA"] {
            if let Some(value) = document.number(dict, key).filter(|value| *value < 1.0) {
                self.error(Code::Opacity, format!("图形状态里设了不透明度 {value}（{key}）"));
            }
        }
        if let Some(mode) = document.get(dict, "BM") {
            let names = document.list(&mode).unwrap_or_else(|| vec![mode.clone()]);
            let first = names.first().and_then(Object::name).unwrap_or_default();
            if !matches!(first, b"Normal" | b"Compatible") {
                let mode = String::from_utf8_lossy(first).into_owned();
                self.error(Code::BlendMode, format!("图形状态里设了混合模式 {mode}（BM）"));
            }
        }
    }

    /// A halftone (10.5): the press has its own.
    fn halftone(&mut self, halftone: &Object) {
        let Some(dict) = halftone.dict() else { return };
        let kind = self.document.get(dict, "HalftoneType").and_then(|kind| kind.integer());
        let transfer = self.document.get(dict, "TransferFunction");
        if !matches!(kind, Some(1 | 5)) || dict.has("HalftoneName") || transfer.is_some() {
            self.error(Code::Halftone, "图形状态里的半色调（HT）不是标准允许的种类");
        } else {
            self.say(Code::Halftone, Severity::Warning, "图形状态里设了自己的半色调（HT）");
        }
    }

    fn stream(&mut self, stream: &Stream) {
        let document = self.document;
        let dict = &stream.dict;
        if dict.has("F") {
            self.error(Code::PdfExternal, "有数据放在外部文件里（F）");
        }
        if dict.raw("Type").is_some_and(|name| document.resolve(name).is_name("EmbeddedFile")) {
            self.error(Code::Attachment, "文件带有附件（EmbeddedFile）");
        }
        self.filters(dict);
        if dict.has("OPI") {
            self.error(Code::Opi, "图片或图形要由别的文件替换（OPI）");
        }
        let kind = document.get(dict, "Subtype");
        match kind.as_ref().and_then(Object::name).unwrap_or_default() {
            b"Image" => self.image(dict),
            b"Form" => {
                self.group(dict, "图形");
                if dict.has("Ref") {
                    self.error(Code::ReferenceForm, "图形指向外部文件的页面（Ref）");
                }
                if dict.has("PS") || document.get(dict, "Subtype2").is_some_and(|name| name.is_name("PS")) {
                    self.error(Code::PostScript, "有 PostScript 图形");
                }
            }
            b"PS" => self.error(Code::PostScript, "有 PostScript 图形"),
            _ => {}
        }
    }

    fn image(&mut self, dict: &Dict) {
        let document = self.document;
        if document.get(dict, "SMask").is_some() {
            self.error(Code::SoftMask, "图片带有软蒙版（SMask）");
        }
        if document.number(dict, "SMaskInData").is_some_and(|value| value != 0.0) {
            self.error(Code::SoftMask, "图片自带透明通道（SMaskInData）");
        }
        if document.get(dict, "Alternates").is_some() {
            self.error(Code::AlternateImage, "图片带有替换图（Alternates）");
        }
        if document.get(dict, "Interpolate") == Some(Object::Bool(true)) {
            self.say(Code::Interpolation, Severity::Warning, "图片设了插值（Interpolate）");
        }
    }

    fn filters(&mut self, dict: &Dict) {
        let x1a = self.standard == PressStandard::X1a;
        for (filter, _) in self.document.filters(dict) {
            match filter {
                Filter::Other => self.error(Code::PdfFilter, "有不认识的或不允许的压缩方式（如 Crypt）"),
                Filter::Lzw if x1a => self.error(Code::PdfFilter, "用了 LZW 压缩"),
                Filter::Lzw => self.say(Code::PdfFilter, Severity::Warning, "用了 LZW 压缩，有的流程不收"),
                Filter::Jpx if x1a => self.error(Code::PdfFilter, "用了 JPEG 2000 压缩，PDF 1.4 没有"),
                Filter::Jbig2 if x1a => self.error(Code::PdfFilter, "用了 JBIG2 压缩"),
                _ => {}
            }
        }
    }
}
