//! 一致-007

use crate::lint::desk::Desk;
use crate::lint::rule::rule;
use crate::lint::sink::Sink;

rule! {
    /// 本单位规定的用语、地名写成了别的写法。
    ///
    /// 用语表写在 publication.toml 的 `[[lint.term]]` 里：采用的写法 right，不采用的写法 variants。
    ///
    /// 错：（用语表采用“城乡一体化”）`城乡一体化` 写成了 `城乡同城化`
    /// 对：`城乡一体化`
    ///
    /// 改法：换成采用的写法。
    "一致-007", "用语、地名的写法", Suggested, Warning, Issue(check)
}

fn check(desk: &Desk<'_>, sink: &mut Sink) {
    for (right, variants) in &desk.settings.terms {
        for variant in variants.iter().filter(|variant| !variant.is_empty()) {
            for manuscript in &desk.manuscripts {
                sink.turn_to(manuscript);
                for passage in &manuscript.passages {
                    for (at, found) in passage.text.match_indices(variant.as_str()) {
                        // The variant may be a part of the right form.
                        let inside = right.contains(variant.as_str())
                            && right.match_indices(variant.as_str()).any(|(offset, _)| {
                                at.checked_sub(offset)
                                    .is_some_and(|start| passage.after(start).starts_with(right.as_str()))
                            });
                        if !inside {
                            let range = at..at + found.len();
                            let message = format!("“{variant}”应写作“{right}”");
                            sink.report(passage, range.clone(), message).edit(range, right.as_str());
                        }
                    }
                }
            }
        }
    }
}
