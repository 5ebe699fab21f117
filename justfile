# 列出可用的命令
default:
    @just --list

# 排出样刊
build:
    cargo run --release -- build issues/2024-01

# 全部测试
test:
    cargo test

# 测试、格式、clippy、文档、生成的文件：与 CI 相同
ci:
    .ci/run

# 把快照和页面图片记为正确（先看过改动再用）
bless:
    GONGBAO_BLESS=1 INSTA_UPDATE=always cargo test

# 重新生成 JSON Schema 和审校规则的列表
generate:
    cargo run --release -- schema issues/schema
    cargo run --release -- explain --all > docs/rules.md

# 用真实的一期验收：PATH 是文稿所在的文件夹（文稿不在本项目内）
corpus PATH:
    #!/bin/sh
    set -eu
    if [ ! -f "{{PATH}}/report.txt" ]; then
        echo "没有找到 {{PATH}}/report.txt：文稿不在本项目内，请另行取得后再试。" >&2
        exit 2
    fi
    folder=$(mktemp -d)
    trap 'rm -rf "$folder"' EXIT
    mkdir "$folder/hecheng-2024-01"
    cp tests/corpus/publication.toml "$folder/"
    cp tests/corpus/issue.toml "{{PATH}}"/*.txt "$folder/hecheng-2024-01/"
    cargo run --release -- build "$folder/hecheng-2024-01" --out build
    if python3 -c 'import pymupdf, tomllib' 2>/dev/null; then
        python3 tests/readback.py build/hecheng-2024-01.screen.pdf "$folder/hecheng-2024-01"
    else
        echo "没有核对文字：需要 Python 3.11 和 pymupdf（pip install pymupdf）。"
    fi

# 与 typst compile、typst watch 并排计时（需要 typst：cargo install typst-cli@0.15.1）
bench PATH="":
    GONGBAO_CORPUS="{{PATH}}" cargo bench
