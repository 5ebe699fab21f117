//! 文字-014

use crate::content::chars::is_han;
use crate::content::is_plausible_name;
use crate::lint::passage::{Passage, Role};
use crate::lint::rule::{pattern, rule};
use crate::lint::sink::Sink;

rule! {
    /// 名单的两行连成了一行。
    ///
    /// 复制、转换时丢了一个回车，后一个人的姓名就接在前一个人的职务后面。
    ///
    /// 错：`李志明　县交通运输局局长王建国　县财政局局长`
    /// 对：`李志明　县交通运输局局长`（另起一行）`王建国　县财政局局长`
    ///
    /// 改法：在后一个姓名前面回车。
    "文字-014", "名单两行粘连", Human, Warning, Passage(check)
}

fn check(passage: &Passage, sink: &mut Sink) {
    if passage.role != Role::Roster {
        return;
    }
    let second = pattern!(
        r"(?:[长员师]|主任|书记|主席|经理|总监|专员|政委|教授)((?:[一-鿿]{3}|[一-鿿]{2}|[一-鿿] ?　[一-鿿]))[ 　\t]+[一-鿿]{4,}(?:[长员师]|主任|书记|主席|经理|总监|专员|政委|教授)"
    );
    // What stands before is a name and a post: the first row.
    for found in second.captures_iter(passage).filter_map(|found| found.get(1)) {
        let name: String = found.as_str().split_whitespace().collect();
        let first = passage.before(found.start());
        let row = first.contains([' ', '　', '\t']) && first.chars().filter(|&c| is_han(c)).count() > 5;
        if row && is_plausible_name(&name) {
            let message = format!("“{name}”接在上一个人的职务后面，像是两行连成了一行");
            sink.report(passage, found.range(), message).help("在这个姓名前面回车");
        }
    }
}
