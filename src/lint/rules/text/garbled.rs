//! 文字-012

use crate::lint::passage::Passage;
use crate::lint::rule::{pattern, rule};
use crate::lint::sink::Sink;

rule! {
    /// 乱码、缺字：替代符、方框、问号串、“锟斤拷”。
    ///
    /// 编码转换出错，字就丢了。自造字由“缺字”的检查（字体-002）报告。
    ///
    /// 错：`鹤城区�政府`　`□□同志`　`会议??强调`
    /// 对：查原稿，补上原字
    ///
    /// 改法：对照原稿补字。表格里供打勾的□、供填写的方框不查。
    "文字-012", "乱码、缺字", Human, Warning, Passage(check)
}

fn check(passage: &Passage, sink: &mut Sink) {
    if passage.role == crate::lint::passage::Role::Cell {
        return;
    }
    let garbled = pattern!(
        "\u{fffd}+|锟斤拷|烫烫烫|屯屯屯|[一-鿿]□+[一-鿿]|(?:^|[，。、；：“])□{2,3}[一-鿿]|[一-鿿][?]{2,}[一-鿿]|Ã[\u{80}-\u{bf}]|â€"
    );
    for found in garbled.find_iter(passage) {
        let text = found.as_str().trim_start_matches(['，', '。', '、', '；', '：', '“']);
        let range = found.end() - text.len()..found.end();
        sink.report(passage, range, format!("“{text}”像是乱码或缺字")).help("对照原稿补上原字");
    }
}
