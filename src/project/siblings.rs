//! The other issues of the same publication.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use super::{Area, Folder, MANIFEST_LIMIT, Project, Seen, show};
use crate::diagnostic::SourceText;

/// More entries than the folder of any publication has; what is beyond is not
/// looked at.
const MOST: usize = 2000;

/// The manifests of the issues in a publication's folder, in order of their
/// folders' names, each as it was before it was read. What can't be
/// read is left out.
pub fn other_issues(publication: &Path) -> Vec<(Seen, Arc<SourceText>)> {
    let Ok(path) = publication.canonicalize() else { return Vec::new() };
    let folder = Folder { path, shown: show(publication) };
    let project = Project { issue: folder.clone(), publication: folder, name: String::new() };
    project.manifests(None)
}

impl Project {
    /// The manifests of the other issues. What can't be read is left out: it is
    /// not this issue's concern.
    pub fn siblings(&self) -> Vec<(Seen, Arc<SourceText>)> {
        self.manifests(Some(self.folder(Area::Issue)))
    }

    fn manifests(&self, but: Option<&Path>) -> Vec<(Seen, Arc<SourceText>)> {
        let folder = self.folder(Area::Publication);
        let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
        let mut names: Vec<_> =
            entries.flatten().filter_map(|entry| entry.file_name().into_string().ok()).collect();
        names.sort();
        names.truncate(MOST);
        names
            .iter()
            .filter(|name| but.is_none() || folder.join(name.as_str()).canonicalize().ok().as_deref() != but)
            .map(|name| format!("{name}/issue.toml"))
            .filter(|manifest| self.exists(Area::Publication, manifest))
            .filter_map(|manifest| {
                let seen = Seen::now(folder.join(&manifest));
                let text = self.read_text(Area::Publication, &manifest, MANIFEST_LIMIT, None).ok()?;
                Some((seen, text))
            })
            .collect()
    }
}
