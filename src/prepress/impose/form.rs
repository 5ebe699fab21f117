//! Pages as form XObjects (ISO 32000-1, 8.10).
//!
//! A form without `/Group` paints as if its content stood on the sheet itself:
//! no blending space, no knockout, overprint as before. So a page gets a group
//! only if it was one that mattered, that is, if something on it is transparent.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

use super::super::content::Scanner;
use super::super::problem::Problem;
use super::super::stream::packed;
use super::page::Page;
use super::resources::Resources;

/// The most that the content of one page may unpack to, in bytes.
const CONTENT: usize = 64 << 20;
/// The most that the content of all pages may unpack to, in bytes.
const CONTENTS: usize = 512 << 20;

/// Makes forms of pages, each page once.
pub(in crate::prepress) struct Forms {
    made: BTreeMap<ObjectId, ObjectId>,
    /// What the pages lead to.
    pub(in crate::prepress) resources: Resources,
    unpacked: usize,
    opaque: bool,
}

impl Forms {
    /// None yet. `standard` is the PDF/X that the source says it is.
    pub(in crate::prepress) fn new(standard: Option<&str>) -> Self {
        // Before X-4, no transparency (ISO 15930-4, 6.3; ISO 15930-6, 6.3).
        let opaque = standard.is_some_and(|name| name.starts_with("PDF/X-1") || name.starts_with("PDF/X-3"));
        Self { made: BTreeMap::new(), resources: Resources::default(), unpacked: 0, opaque }
    }

    /// The form of a page.
    pub(in crate::prepress) fn of(
        &mut self,
        document: &mut Document,
        page: &Page,
    ) -> Result<ObjectId, Problem> {
        if let Some(&form) = self.made.get(&page.id) {
            return Ok(form);
        }
        let (dictionary, stream) = self.make(document, page)?;
        let mut form = stream;
        form.dict.extend(&dictionary);
        let form = document.add_object(form);
        self.made.insert(page.id, form);
        Ok(form)
    }

    fn make(&mut self, document: &mut Document, page: &Page) -> Result<(Dictionary, Stream), Problem> {
        let stream = self.content(document, page.id)?;
        let resources = match &page.resources {
            Some(resources) => resources.clone(),
            None => Object::Dictionary(Dictionary::new()),
        };
        let transparent = self.resources.examine(document, &resources)?;
        if transparent && self.opaque {
            return Err(Problem::new(
                "这一面有透明，而文件声明为不许有透明的 PDF/X-1a 或 X-3",
                "在原软件里拼合透明后重新导出，或改出 PDF/X-4",
            ));
        }
        let mut form = dictionary! {
            "Type" => "XObject",
            "Subtype" => "Form",
            "BBox" => page.kept.write(),
            "Resources" => resources,
        };
        if transparent {
            form.set("Group", group(document, page.id));
        }
        Ok((form, stream))
    }

    /// The page's content as one stream: as it is packed, where it is one.
    fn content(&mut self, document: &Document, id: ObjectId) -> Result<Stream, Problem> {
        let mut plain = Vec::new();
        let parts = parts(document, id)?;
        for part in &parts {
            let left = CONTENT.saturating_sub(plain.len());
            let unpacked = part.decompressed_content_with_limit(left.max(1)).or_else(|error| {
                // What is packed in no way comes as an error, too.
                if part.dict.has(b"Filter") { Err(error) } else { Ok(part.content.clone()) }
            });
            let unpacked = unpacked.map_err(|_| broken("内容解不开，或大得不正常"))?;
            self.unpacked = self.unpacked.saturating_add(unpacked.len());
            if unpacked.len() > left || self.unpacked > CONTENTS {
                return Err(broken("内容大得不正常"));
            }
            plain.extend(unpacked);
            plain.push(b'\n');
        }
        let open = nesting(&plain).ok_or_else(|| broken("图形状态的 q、Q 不成对"))?;
        if let ([one], 0) = (parts.as_slice(), open) {
            let mut dictionary = Dictionary::new();
            for key in [&b"Filter"[..], b"DecodeParms"] {
                if let Ok(packing) = one.dict.get(key) {
                    dictionary.set(key, packing.clone());
                }
            }
            return Ok(Stream::new(dictionary, one.content.clone()).with_compression(false));
        }
        // A page may end with states open, a form may not.
        plain.extend(b" Q".repeat(open));
        Ok(packed(Dictionary::new(), &plain))
    }
}

fn broken(what: &str) -> Problem {
    Problem::new(format!("这一面已损坏：{what}"), "用原来的软件重新导出 PDF 再拼")
}

/// The streams of a page's content (ISO 32000-1, 7.8.2).
fn parts(document: &Document, id: ObjectId) -> Result<Vec<&Stream>, Problem> {
    let Ok(page) = document.get_dictionary(id) else { return Err(broken("没有页面对象")) };
    let Ok(contents) = page.get(b"Contents") else { return Ok(Vec::new()) };
    let lost = || broken("缺内容流");
    let (_, contents) = document.dereference(contents).map_err(|_| lost())?;
    let listed = match contents {
        Object::Stream(stream) => vec![stream],
        Object::Array(parts) => {
            let stream = |part| document.dereference(part).ok()?.1.as_stream().ok();
            parts.iter().map(stream).collect::<Option<_>>().ok_or_else(lost)?
        }
        Object::Null => Vec::new(),
        _ => return Err(lost()),
    };
    // Content in another file (ISO 32000-1, 7.3.8.2) is not there at the press.
    if listed.iter().any(|stream| stream.dict.has(b"F")) {
        return Err(broken("内容在别的文件里"));
    }
    Ok(listed)
}

/// How many states are open at the end of content; `None` if one is closed that
/// was not open, which would close those of the sheet.
fn nesting(content: &[u8]) -> Option<usize> {
    let mut scanner = Scanner::new(content);
    let mut open = 0_usize;
    while let Some(operation) = scanner.next() {
        match operation.operator {
            b"q" => open += 1,
            b"Q" => open = open.checked_sub(1)?,
            _ => {}
        }
    }
    Some(open)
}

/// The group of a transparent page. A page's group is isolated by itself (ISO
/// 32000-1, 11.4.7), a form's has to say so.
fn group(document: &Document, id: ObjectId) -> Object {
    let page = document.get_dictionary(id).ok();
    let known = page.and_then(|page| page.get_deref(b"Group", document).ok()?.as_dict().ok().cloned());
    let mut group = known.unwrap_or_default();
    group.set("Type", "Group");
    group.set("S", "Transparency");
    group.set("I", true);
    Object::Dictionary(group)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_are_counted() {
        assert_eq!(nesting(b"q q 1 0 0 1 0 0 cm Q Q"), Some(0));
        assert_eq!(nesting(b"q (Q) Tj q"), Some(2));
        assert_eq!(nesting(b"q Q Q"), None);
        assert_eq!(nesting(b""), Some(0));
    }
}
