//! What a file says of itself: XMP and the Info dictionary (ISO 32000-1, 14.3).

use std::rc::Rc;

use crate::diagnostic::Code;
use crate::manifest::PressStandard;
use crate::preflight::cos::{Dict, Document, Instant, Object, date, iso_date, text};
use crate::preflight::finding::Findings;
use crate::preflight::limits;
use crate::preflight::xmp::{Xmp, space};

/// Both places where a file says things of itself.
pub(crate) struct Metadata {
    pub(crate) info: Option<Rc<Dict>>,
    pub(crate) xmp: Option<Xmp>,
    /// Why there is XMP that can't be read.
    broken: Option<String>,
}

impl Metadata {
    /// Reads what there is.
    pub(crate) fn read(document: &Document<'_>, trailer: &Dict, catalog: &Dict) -> Self {
        let info = document.dict(trailer, "Info");
        let stream = document.get(catalog, "Metadata");
        let bytes =
            stream.as_ref().and_then(Object::stream).map(|stream| document.decode(stream, limits::STREAM));
        let (xmp, broken) = match bytes {
            None if stream.is_some() => (None, Some("不是数据流".to_owned())),
            None => (None, None),
            Some(Err(_)) => (None, Some("解不开".to_owned())),
            Some(Ok(decoded)) => match Xmp::read(&decoded.bytes) {
                Ok(xmp) => (Some(xmp), None),
                Err(reason) => (None, Some(reason)),
            },
        };
        Self { info, xmp, broken }
    }

    /// A text of the Info dictionary.
    pub(crate) fn info(&self, document: &Document<'_>, key: &str) -> Option<String> {
        let value = document.get(self.info.as_ref()?, key)?;
        match &value {
            Object::Name(name) => Some(String::from_utf8_lossy(name).into_owned()),
            other => other.text().map(text),
        }
    }

    fn xmp(&self, space: &str, name: &str) -> Option<&str> {
        self.xmp.as_ref()?.get(space, name).filter(|value| !value.is_empty())
    }

    /// The title, as readers show it.
    pub(crate) fn title(&self, document: &Document<'_>) -> Option<String> {
        let xmp = self.xmp(space::DC, "title").map(str::to_owned);
        xmp.or_else(|| self.info(document, "Title")).filter(|title| !title.trim().is_empty())
    }

    /// What the file claims to be.
    pub(crate) fn claim(&self, document: &Document<'_>) -> Option<String> {
        let xmp = || {
            self.xmp(space::PDFXID, "GTS_PDFXVersion").or_else(|| self.xmp(space::PDFX, "GTS_PDFXVersion"))
        };
        self.info(document, "GTS_PDFXVersion").or_else(|| xmp().map(str::to_owned))
    }

    /// The standard that the file claims; `None` where it claims none of ours.
    pub(crate) fn standard(&self, document: &Document<'_>) -> Option<PressStandard> {
        let claim = self.claim(document)?;
        if claim.starts_with("PDF/X-1") {
            Some(PressStandard::X1a)
        } else if claim.starts_with("PDF/X-4") {
            Some(PressStandard::X4)
        } else {
            None
        }
    }

    /// Judges all of it.
    pub(crate) fn judge(&self, document: &Document<'_>, standard: PressStandard, findings: &mut Findings) {
        let x4 = standard == PressStandard::X4;
        match (&self.xmp, &self.broken) {
            (None, Some(reason)) => findings.error(Code::XmpBroken, format!("XMP 元数据{reason}")),
            (None, None) if x4 => findings.error(Code::XmpMissing, "没有 XMP 元数据"),
            _ => {}
        }
        self.version(document, standard, findings);
        if x4 && self.xmp.is_some() {
            for name in ["DocumentID", "VersionID", "RenditionClass"] {
                if self.xmp(space::MM, name).is_none() {
                    findings.error(Code::XmpIdentity, format!("XMP 里没有 xmpMM:{name}"));
                }
            }
        }
        self.title_and_trapped(document, standard, findings);
        self.dates(document, standard, findings);
        for (key, space, name) in [
            ("Producer", space::PDF, "Producer"),
            ("Creator", space::XMP, "CreatorTool"),
            ("Keywords", space::PDF, "Keywords"),
        ] {
            if let (Some(info), Some(xmp)) = (self.info(document, key), self.xmp(space, name))
                && info.trim() != xmp
            {
                findings.warning(Code::InfoDiffers, format!("Info 的 {key} 是“{info}”，XMP 里是“{xmp}”"));
            }
        }
    }

    fn version(&self, document: &Document<'_>, standard: PressStandard, findings: &mut Findings) {
        let (wanted, told, place) = match standard {
            PressStandard::X4 => {
                // Without readable XMP there is nothing more to say.
                if self.xmp.is_none() {
                    return;
                }
                let told = self.xmp(space::PDFXID, "GTS_PDFXVersion").map(str::to_owned);
                (["PDF/X-4", "PDF/X-4"], told, "XMP 的 pdfxid:GTS_PDFXVersion")
            }
            PressStandard::X1a => {
                let told = self.info(document, "GTS_PDFXVersion");
                (["PDF/X-1a:2003", "PDF/X-1:2001"], told, "Info 的 GTS_PDFXVersion")
            }
        };
        match told {
            None => findings.error(Code::XVersion, format!("没有写明是哪个付印标准（{place}）")),
            Some(told) if !wanted.contains(&told.as_str()) => {
                findings.error(Code::XVersion, format!("{place} 是“{told}”，应是“{}”", wanted[0]));
            }
            Some(_) => {}
        }
        if standard == PressStandard::X1a
            && let Some(told) = self.info(document, "GTS_PDFXConformance")
            && !told.starts_with("PDF/X-1a")
        {
            findings.error(Code::XVersion, format!("Info 的 GTS_PDFXConformance 是“{told}”"));
        }
    }

    fn title_and_trapped(&self, document: &Document<'_>, standard: PressStandard, findings: &mut Findings) {
        let filled = |text: Option<String>| text.filter(|text| !text.trim().is_empty());
        let info = filled(self.info(document, "Title"));
        let xmp = self.xmp(space::DC, "title");
        let wanted_xmp = standard == PressStandard::X4 && self.xmp.is_some();
        if wanted_xmp && xmp.is_none() {
            findings.error(Code::TitleMissing, "XMP 里没有题名（dc:title）");
        }
        if info.is_none() && (standard == PressStandard::X1a || self.info.is_some()) {
            findings.error(Code::TitleMissing, "Info 里没有题名（Title）");
        }
        if let (Some(info), Some(xmp)) = (&info, xmp)
            && info.trim() != xmp
        {
            findings.error(Code::TitleDiffers, format!("Info 的题名是“{info}”，XMP 里是“{xmp}”"));
        }
        let trapped = self.info(document, "Trapped");
        let in_xmp = self.xmp(space::PDF, "Trapped");
        match trapped.as_deref().or(in_xmp) {
            None => findings.error(Code::Trapped, "没有写明做没做陷印（Trapped）"),
            Some("True" | "False") => {}
            Some(other) => findings.error(Code::Trapped, format!("Trapped 是 {other}，应是 True 或 False")),
        }
        if trapped.is_none() && in_xmp.is_some() && self.info.is_some() {
            findings.error(Code::Trapped, "Info 里没有 Trapped");
        }
        if let (Some(info), Some(xmp)) = (&trapped, in_xmp)
            && info != xmp
        {
            findings.error(Code::TrappedDiffers, format!("Info 的 Trapped 是 {info}，XMP 里是 {xmp}"));
        }
    }

    fn dates(&self, document: &Document<'_>, standard: PressStandard, findings: &mut Findings) {
        let mut known: Vec<Option<Instant>> = Vec::new();
        for (key, name, word) in [("CreationDate", "CreateDate", "创建"), ("ModDate", "ModifyDate", "修改")]
        {
            let info = self.info(document, key);
            let xmp = self.xmp(space::XMP, name);
            if info.is_none() {
                findings.error(Code::DateMissing, format!("Info 里没有{word}日期（{key}）"));
            }
            if standard == PressStandard::X4 && self.xmp.is_some() && xmp.is_none() {
                findings.error(Code::DateMissing, format!("XMP 里没有{word}日期（xmp:{name}）"));
            }
            let info = info.and_then(|text| read(&text, date, &format!("Info 的 {key}"), findings));
            let xmp = xmp.and_then(|text| read(text, iso_date, &format!("XMP 的 xmp:{name}"), findings));
            if let (Some(info), Some(xmp)) = (info, xmp)
                && info.seconds != xmp.seconds
            {
                findings.error(Code::DateDiffers, format!("Info 和 XMP 的{word}日期不同"));
            }
            known.push(info.or(xmp));
        }
        if let [Some(created), Some(changed)] = known[..]
            && changed.seconds < created.seconds
        {
            findings.error(Code::DateDiffers, "修改日期早于创建日期");
        }
        match self.xmp(space::XMP, "MetadataDate") {
            Some(told) => {
                read(told, iso_date, "XMP 的 xmp:MetadataDate", findings);
            }
            None if standard == PressStandard::X4 && self.xmp.is_some() => {
                findings.error(Code::DateMissing, "XMP 里没有元数据日期（xmp:MetadataDate）");
            }
            None => {}
        }
    }
}

/// A date, or a finding that it is none.
fn read(
    told: &str,
    parse: fn(&str) -> Option<Instant>,
    place: &str,
    findings: &mut Findings,
) -> Option<Instant> {
    let found = parse(told);
    if found.is_none() {
        findings.error(Code::InstantForm, format!("{place} 是“{told}”，不是日期"));
    }
    found
}
