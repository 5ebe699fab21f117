//! The pages of a file (ISO 32000-1, 7.7.3), found without recursion and in a
//! bounded tree.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::cos::{Dict, Document, Id, Object};
use super::geometry::Rect;
use super::limits;

/// A page with what it inherits.
#[derive(Debug)]
pub(crate) struct Page {
    /// From 1.
    pub(crate) number: usize,
    pub(crate) dict: Rc<Dict>,
    pub(crate) resources: Option<Rc<Dict>>,
    pub(crate) rotate: Option<Object>,
    pub(crate) media: PageBox,
    pub(crate) crop: PageBox,
    pub(crate) bleed: PageBox,
    pub(crate) trim: PageBox,
    pub(crate) art: PageBox,
}

/// A page box as the file gives it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum PageBox {
    Missing,
    /// Not four numbers, or nothing in it.
    Broken,
    At(Rect),
}

impl PageBox {
    pub(crate) fn rect(self) -> Option<Rect> {
        match self {
            Self::At(rect) => Some(rect),
            _ => None,
        }
    }

    fn read(document: &Document<'_>, value: Option<&Object>) -> Self {
        let Some(value) = value else { return Self::Missing };
        let numbers = document.numbers_of(value);
        let Some(Ok(corners)) = numbers.map(<[f64; 4]>::try_from) else { return Self::Broken };
        let rect = Rect::of(corners);
        let sound = corners.iter().all(|side| side.is_finite() && side.abs() < 1e7);
        if sound && rect.width() > 1.0 && rect.height() > 1.0 { Self::At(rect) } else { Self::Broken }
    }
}

impl Page {
    /// What will be left after cutting, as well as the file tells.
    pub(crate) fn trimmed(&self) -> Option<Rect> {
        let boxes = [self.trim, self.art, self.crop, self.media];
        boxes.into_iter().find_map(PageBox::rect)
    }

    /// As far as ink should reach, as well as the file tells.
    pub(crate) fn bled(&self) -> Option<Rect> {
        self.bleed.rect().or_else(|| self.media.rect())
    }
}

/// What is wrong with the tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum TreeFault {
    /// No tree at all.
    Missing,
    /// A node that stands in itself or in two places.
    Circle,
    /// A child that is no page.
    NotAPage,
    /// /Count is not the number of pages.
    Count { told: i64, found: usize },
    /// Too deep or too many.
    TooMuch,
    /// A child whose /Parent is another node.
    Parent,
}

/// The pages in their order, and the tree's faults.
pub(crate) struct Pages {
    pub(crate) pages: Vec<Page>,
    pub(crate) faults: BTreeSet<TreeFault>,
}

/// What a node hands down.
#[derive(Clone, Default)]
struct Inherited {
    resources: Option<Object>,
    media: Option<Object>,
    crop: Option<Object>,
    rotate: Option<Object>,
}

impl Inherited {
    fn with(&self, dict: &Dict) -> Self {
        let own = |key, above: &Option<Object>| dict.raw(key).cloned().or_else(|| above.clone());
        Self {
            resources: own("Resources", &self.resources),
            media: own("MediaBox", &self.media),
            crop: own("CropBox", &self.crop),
            rotate: own("Rotate", &self.rotate),
        }
    }
}

impl Pages {
    /// Walks the tree from the catalog.
    pub(crate) fn read(document: &Document<'_>, catalog: &Dict) -> Self {
        let mut found = Self { pages: Vec::new(), faults: BTreeSet::new() };
        let Some(root) = catalog.raw("Pages") else {
            found.faults.insert(TreeFault::Missing);
            return found;
        };
        let mut seen: BTreeSet<Id> = BTreeSet::new();
        let mut next = vec![(root.clone(), Inherited::default(), 0, None::<Id>)];
        while let Some((node, above, depth, parent)) = next.pop() {
            if let Some(id) = node.id()
                && !seen.insert(id)
            {
                found.faults.insert(TreeFault::Circle);
                continue;
            }
            let object = document.resolve(&node);
            let Some(dict) = object.dict() else {
                found.faults.insert(TreeFault::NotAPage);
                continue;
            };
            if let (Some(parent), Some(told)) = (parent, dict.raw("Parent").and_then(Object::id))
                && parent != told
            {
                found.faults.insert(TreeFault::Parent);
            }
            let inherited = above.with(dict);
            if let Some(kids) = dict.raw("Kids").map(|kids| document.resolve(kids)) {
                let kids = kids.array().unwrap_or_default();
                if depth >= limits::PAGE_TREE || next.len().saturating_add(kids.len()) > 4 * limits::PAGES {
                    found.faults.insert(TreeFault::TooMuch);
                    continue;
                }
                let own = node.id();
                next.extend(kids.iter().rev().map(|kid| (kid.clone(), inherited.clone(), depth + 1, own)));
            } else if found.pages.len() < limits::PAGES {
                if !dict.raw("Type").is_some_and(|name| document.resolve(name).is_name("Page")) {
                    found.faults.insert(TreeFault::NotAPage);
                }
                let number = found.pages.len() + 1;
                found.pages.push(Self::page(document, number, dict, &inherited));
            } else {
                found.faults.insert(TreeFault::TooMuch);
                break;
            }
        }
        let told = document.resolve(root).dict().and_then(|dict| document.get(dict, "Count"));
        let told = told.and_then(|count| count.integer()).unwrap_or(-1);
        let number = found.pages.len();
        if i64::try_from(number) != Ok(told) && !found.faults.contains(&TreeFault::TooMuch) {
            found.faults.insert(TreeFault::Count { told, found: number });
        }
        found
    }

    fn page(document: &Document<'_>, number: usize, dict: &Rc<Dict>, inherited: &Inherited) -> Page {
        let own = |key| PageBox::read(document, dict.raw(key));
        Page {
            number,
            dict: Rc::clone(dict),
            resources: inherited
                .resources
                .as_ref()
                .and_then(|value| document.resolve(value).dict().map(Rc::clone)),
            rotate: inherited.rotate.as_ref().map(|value| document.resolve(value)),
            media: PageBox::read(document, inherited.media.as_ref()),
            crop: PageBox::read(document, inherited.crop.as_ref()),
            bleed: own("BleedBox"),
            trim: own("TrimBox"),
            art: own("ArtBox"),
        }
    }
}
