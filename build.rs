//! Packs the tables of the proof reader, so that no run has to build them:
//! fixed-width numbers, the low byte first, that are looked up where they lie.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// The block that all common characters stand in.
const FIRST: u32 = 0x4e00;
const SIZE: usize = 0x9fff - 0x4e00 + 1;

/// The same numbers as in `lint/context.rs`.
const SLOT_BITS: u32 = 19;
const BUCKET_BITS: u32 = 17;
const LOT: u64 = 0x9e37_79b9_7f4a_7c15;

type Done = Result<(), Box<dyn Error>>;

#[allow(clippy::disallowed_methods, reason = "what is half written is written again")]
fn write(path: PathBuf, bytes: impl AsRef<[u8]>) -> Done {
    Ok(fs::write(path, bytes)?)
}

fn main() -> Done {
    let words = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?).join("src/lint/words");
    let titles = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?).join("src/title");
    let out = PathBuf::from(env::var("OUT_DIR")?);
    without_relocations()?;
    rerun(&words);
    rerun(&titles.join("words.txt"));
    let read = |name: &str| fs::read_to_string(words.join(name));
    let (sounds, context) = (read("sounds.txt")?, read("context.txt")?);
    characters(&out, &read("edges.txt")?, &read("pairs.txt")?, &sounds, &read("shapes.txt")?)?;
    contexts(&out, &context, &sounds)?;
    slips(&out, &read("slips.txt")?)?;
    lines(&out, &fs::read_to_string(titles.join("words.txt"))?)
}

#[allow(clippy::print_stdout, reason = "how a build script speaks to cargo")]
fn rerun(path: &Path) {
    println!("cargo::rerun-if-changed={}", path.display());
}

/// Has the program linked to stand at a fixed address: at one chosen by chance,
/// a hundred thousand places would have to be changed at each start, a tenth of
/// the time that a check takes.
#[allow(clippy::print_stdout, reason = "how a build script speaks to cargo")]
fn without_relocations() -> Done {
    let of_target = |what: &str| env::var(format!("CARGO_CFG_TARGET_{what}"));
    if of_target("OS")? == "linux" && of_target("ENV")? == "gnu" {
        println!("cargo::rustc-link-arg-bins=-no-pie");
    }
    Ok(())
}

fn place(c: char) -> Option<usize> {
    usize::try_from(u32::from(c).checked_sub(FIRST)?).ok().filter(|&at| at < SIZE)
}

fn low(c: char) -> [u8; 2] {
    u16::try_from(u32::from(c)).unwrap_or(0).to_le_bytes()
}

/// What the pair model knows of each character: three counts and where its three
/// lists begin, which lie one after the other.
fn characters(out: &Path, edges: &str, pairs: &str, sounds: &str, shapes: &str) -> Done {
    let mut counts = vec![[0_u8; 4]; SIZE];
    for line in edges.lines() {
        let mut fields = line.split(' ');
        let mut number = || fields.next().and_then(|field| field.parse().ok()).unwrap_or(0);
        let numbers = [number(), number(), number(), 0];
        for at in fields.flat_map(str::chars).filter_map(place) {
            counts[at] = numbers;
        }
    }
    let (mut before, mut after, mut meant) =
        (vec![Vec::new(); SIZE], vec![Vec::new(); SIZE], vec![Vec::new(); SIZE]);
    for line in pairs.lines() {
        let mut chars = line.chars();
        let Some(first) = chars.next() else { continue };
        while let (Some(second), Some(score)) = (chars.next(), chars.next()) {
            let score = u8::try_from(score.to_digit(36).unwrap_or(0))?;
            if let (Some(a), Some(b)) = (place(first), place(second)) {
                after[a].push((score, second));
                before[b].push((score, first));
            }
        }
    }
    for line in sounds.lines() {
        let group = line.split_once(' ').map_or("", |(_, group)| group);
        for c in group.chars() {
            if let Some(at) = place(c) {
                meant[at].extend(group.chars().filter(|&other| other != c).map(|other| (0, other)));
            }
        }
    }
    for line in shapes.lines() {
        let mut chars = line.chars();
        let Some(right) = chars.next() else { continue };
        for at in chars.filter_map(place) {
            if !meant[at].iter().any(|&(_, other)| other == right) {
                meant[at].push((1, right));
            }
        }
    }
    let (mut records, mut lists) = (Vec::new(), Vec::new());
    for at in 0..SIZE {
        before[at].sort_by_key(|&(score, _)| std::cmp::Reverse(score));
        after[at].sort_by_key(|&(score, _)| std::cmp::Reverse(score));
        records.extend(counts[at]);
        for list in [&before[at], &after[at], &meant[at]] {
            records.extend(u32::try_from(lists.len() / 3)?.to_le_bytes());
            for &(score, c) in list {
                lists.push(score);
                lists.extend(low(c));
            }
        }
    }
    records.extend([0; 4]);
    records.extend(u32::try_from(lists.len() / 3)?.to_le_bytes());
    records.extend([0; 8]);
    write(out.join("characters.bin"), records)?;
    write(out.join("lists.bin"), lists)
}

/// What the context model knows: how common pairs and threes are, in a table that
/// is open for the next free slot; and the threes by their sounds.
fn contexts(out: &Path, text: &str, sounds: &str) -> Done {
    let mut readings = vec![[0_u16; 3]; SIZE];
    for (number, line) in (1..).zip(sounds.lines()) {
        for at in line.split_once(' ').map_or("", |(_, group)| group).chars().filter_map(place) {
            if let Some(free) = readings[at].iter_mut().find(|reading| **reading == 0) {
                *free = number;
            }
        }
    }
    let mut slots = vec![0_u32; 1 << SLOT_BITS];
    let mut put = |key: u64, class: u32| {
        let mixed = key.wrapping_mul(LOT);
        let mut at = (mixed >> (64 - SLOT_BITS)) as usize;
        while slots[at] != 0 {
            at = (at + 1) % slots.len();
        }
        slots[at] = 1 << 31 | ((mixed >> 19 & 0x3ff_ffff) as u32) << 5 | class;
    };
    let mut buckets: Vec<Vec<[char; 3]>> = vec![Vec::new(); 1 << BUCKET_BITS];
    let mut three = |[a, b, c]: [char; 3]| {
        let of = |c: char| place(c).map_or([0; 3], |at| readings[at]).into_iter().filter(|&sound| sound != 0);
        for first in of(a) {
            for second in of(b) {
                for third in of(c) {
                    let key = u64::from(first) << 20 | u64::from(second) << 10 | u64::from(third);
                    buckets[(key.wrapping_mul(LOT) >> (64 - BUCKET_BITS)) as usize].push([a, b, c]);
                }
            }
        }
    };
    let code = |c: char| u64::from(c) - u64::from(FIRST) + 1;
    for line in text.lines() {
        let mut items = line.split(' ');
        let Some(a) = items.next().and_then(|item| item.chars().next()) else { continue };
        for item in items {
            let mut class = 0;
            let mut second = None;
            for c in item.chars() {
                match (c.to_digit(36), second) {
                    (Some(digit), Some((b, false))) => {
                        put(code(a) << 15 | code(b), digit);
                        second = Some((b, true));
                    }
                    (Some(digit), _) => class = digit,
                    (None, Some((b, _))) => {
                        put(code(a) << 30 | code(b) << 15 | code(c), class);
                        three([a, b, c]);
                    }
                    // Pairs without a third character: their class stands first.
                    (None, None) if item.starts_with(|first: char| first.is_ascii()) => {
                        put(code(a) << 15 | code(c), class);
                    }
                    (None, None) => second = Some((c, false)),
                }
            }
        }
    }
    let (mut starts, mut entries) = (Vec::new(), Vec::new());
    for bucket in &mut buckets {
        starts.extend(u32::try_from(entries.len() / 6)?.to_le_bytes());
        bucket.sort_unstable();
        bucket.dedup();
        entries.extend(bucket.iter().flatten().flat_map(|&c| low(c)));
    }
    starts.extend(u32::try_from(entries.len() / 6)?.to_le_bytes());
    write(out.join("slots.bin"), slots.iter().flat_map(|slot| slot.to_le_bytes()).collect::<Vec<_>>())?;
    write(out.join("starts.bin"), starts)?;
    write(out.join("threes.bin"), entries)?;
    let readings = readings.iter().flatten().flat_map(|reading| reading.to_le_bytes());
    write(out.join("readings.bin"), readings.collect::<Vec<_>>())
}

/// The list of slips as Rust; and which of them begin with a character, each with
/// its second one.
fn slips(out: &Path, text: &str) -> Done {
    let mut code = String::from("&[\n");
    let mut basis = None;
    let mut by_first: BTreeMap<char, Vec<(u16, char)>> = BTreeMap::new();
    let mut number = 0;
    for line in text.lines() {
        if let Some(words) = line.strip_prefix('#') {
            basis = words.trim().strip_prefix("依据").map(str::trim);
            continue;
        }
        let mut words = line.split_whitespace();
        if let (Some(wrong), Some(right)) = (words.next(), words.next()) {
            let rest: Vec<&str> = words.collect();
            let after: Vec<&str> = rest.iter().filter_map(|word| word.strip_prefix('→')).collect();
            let before: Vec<&str> = rest.iter().filter_map(|word| word.strip_prefix('←')).collect();
            let but: Vec<&str> = rest.into_iter().filter(|word| !word.starts_with(['→', '←'])).collect();
            writeln!(
                code,
                "Listed {{ wrong: {wrong:?}, right: {right:?}, but: &{but:?}, before: &{before:?}, after: &{after:?}, basis: {basis:?} }},"
            )?;
            let mut chars = wrong.chars();
            let (first, second) = (chars.next().unwrap_or(' '), chars.next().unwrap_or(' '));
            by_first.entry(first).or_default().push((number, second));
            number += 1;
        }
    }
    code.push(']');
    write(out.join("slips.rs"), code)?;
    let mut starts = Vec::new();
    let mut numbers = Vec::new();
    for at in 0..=SIZE {
        starts.extend(u16::try_from(numbers.len() / 4)?.to_le_bytes());
        let c = u32::try_from(at).ok().and_then(|at| char::from_u32(FIRST + at));
        for &(number, second) in c.filter(|_| at < SIZE).and_then(|c| by_first.get(&c)).into_iter().flatten()
        {
            numbers.extend(number.to_le_bytes());
            numbers.extend(low(second));
        }
    }
    if by_first.keys().any(|&c| place(c).is_none()) {
        return Err("slips.txt: a slip begins with what is no common character".into());
    }
    write(out.join("slip-starts.bin"), starts)?;
    write(out.join("slip-numbers.bin"), numbers)
}

/// Where the lines of the list of words begin.
fn lines(out: &Path, text: &str) -> Done {
    let mut starts = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        starts.extend(u32::try_from(at)?.to_le_bytes());
        at += line.len();
    }
    write(out.join("word-lines.bin"), starts)
}
