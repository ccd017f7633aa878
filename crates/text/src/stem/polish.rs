//! Polish stems, on folded text: people leave out the Polish letters as often as they type them.
//!
//! Word families come first: a known stem with a known ending. Other words lose their ending, and
//! the consonant before it, which changes from case to case, is set back: "ręce" and "ręka" meet.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// Endings of nouns, adjectives and verbs that any word may lose.
const ENDINGS: &str = "a e i o u y ia ie io iu ii em iem ow iow om iom ami iami ach iach owi iowi \
    ego iego emu iemu ej iej ym im ych ich ymi imi am asz amy acie aja aj ajcie ac iac \
    al ala alo ali aly alem alam ales alas alismy alysmy ial iala ialo iali ialy ialem ialam \
    ic yc ec iec il ila ilo ili ily ilem ilam iles ilas ilismy ilysmy yl yla ylo yli yly ylem ylam \
    isz ysz imy icie ycie esz emy ecie iesz iemy iecie \
    any ana ane anego anej anym anych anymi ani ony ona one onego onej onym onych onymi oni \
    iony iona ione ionego ionej ionym ionych ionymi ieni \
    anie ania aniu aniem aniach aniami aniom enie enia eniu eniem eniach eniami eniom \
    iam iasz iamy iacie iaja iaj iajcie ono iono ienie ienia ieniu ieniem ieniach ieniami ieniom \
    owac owal owala owalo owali owaly owalem owalam owalismy owany owana owane owanego owanej \
    owanych owanym owanie owania owaniu owaniem uje ujesz ujemy ujecie uja uj ujac ujcie \
    osc osci oscia oscie oscia osciach osciami acy aca ace acego acej acych acym";

/// Endings only known stems may carry: too short or too common to be cut off unknown words.
const FURTHER_ENDINGS: &str = "n c l la lo li ly lem lam les las lismy lysmy cie my sz je jesz jemy \
    ja j jac jcie jo ji ny na ne nego nej nym nych nymi ni nie niej an en on ien no wac wal wala \
    wali walem walam wany wana wane wanie wania ty ta te tego tych tym ta tej cia ciem ciu ci cy \
    szy wszy ijcie ijmy ijscie cze ka ki ke ko kow kom kach kami ku ek iec niem nia niu niach ac \
    aco ace iac iego mi";

/// Letters an unknown word keeps at least.
const SHORTEST_STEM: usize = 3;

/// Letters of the shortest known stem.
const SHORTEST_KNOWN_STEM: usize = 2;

/// Letters of the longest ending.
const LONGEST_ENDING: usize = 7;

static CUT: LazyLock<HashSet<&str>> = LazyLock::new(|| ENDINGS.split_whitespace().collect());

static ALL: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    ENDINGS.split_whitespace().chain(FURTHER_ENDINGS.split_whitespace()).chain([""]).collect()
});

static STEMS: LazyLock<HashMap<&str, &str>> =
    LazyLock::new(|| read_stems(include_str!("../../data/families_pl.txt")));

pub(super) fn stem(folded: &str) -> String {
    if !folded.is_ascii() {
        return folded.to_owned();
    }
    if let Some(known) = known(folded) {
        return known.to_owned();
    }
    let longest = LONGEST_ENDING.min(folded.len().saturating_sub(SHORTEST_STEM));
    for ending_len in (1..=longest).rev() {
        let Some((stem, ending)) = folded.split_at_checked(folded.len() - ending_len) else {
            continue;
        };
        if CUT.contains(ending) && stem.contains(['a', 'e', 'i', 'o', 'u', 'y']) {
            return set_back(stem, ending.starts_with('i'));
        }
    }
    set_back(&without_fleeting_vowel(folded), false)
}

fn known(folded: &str) -> Option<&'static str> {
    let longest = (LONGEST_ENDING + 2).min(folded.len().saturating_sub(SHORTEST_KNOWN_STEM));
    for ending_len in 0..=longest {
        let Some((stem, ending)) = folded.split_at_checked(folded.len() - ending_len) else {
            continue;
        };
        if ALL.contains(ending)
            && let Some(head) = STEMS.get(stem)
        {
            return Some(head);
        }
    }
    None
}

/// "paczek" is `paczk`, "koniec" is `konc`: the `e` is only there when nothing follows.
fn without_fleeting_vowel(word: &str) -> String {
    for (closed, open) in [("iec", "c"), ("ek", "k")] {
        let Some(begin) = word.strip_suffix(closed) else { continue };
        let ends_in_consonant = !begin.ends_with(['a', 'e', 'i', 'o', 'u', 'y']);
        if SHORTEST_STEM <= begin.len() && ends_in_consonant {
            return format!("{begin}{open}");
        }
    }
    word.to_owned()
}

/// Sets the last consonant back to the one of the dictionary form; `soft` before an `i`.
fn set_back(stem: &str, soft: bool) -> String {
    let changes: [(&str, &str, bool); 9] = [
        ("sc", "st", true),
        ("dz", "d", true),
        ("c", "t", true),
        ("cz", "k", false),
        ("sz", "ch", false),
        ("rz", "r", false),
        ("dz", "g", false),
        ("zdz", "zd", true),
        ("c", "k", false),
    ];
    for (changed, plain, when_soft) in changes {
        if soft != when_soft && changed != "cz" && changed != "sz" && changed != "rz" {
            continue;
        }
        if let Some(begin) = stem.strip_suffix(changed) {
            return format!("{begin}{plain}");
        }
    }
    stem.to_owned()
}

fn read_stems(lines: &'static str) -> HashMap<&'static str, &'static str> {
    let mut stems = HashMap::new();
    for line in lines.lines().filter(|line| !line.starts_with('#')) {
        let same_head = !line.starts_with('=');
        let words = line.trim_start_matches('=');
        let head = words.split_whitespace().next().unwrap_or_default();
        for stem in words.split_whitespace() {
            stems.entry(stem).or_insert(if same_head { head } else { stem });
        }
    }
    stems
}
