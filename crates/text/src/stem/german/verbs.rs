//! German verbs and what is made of them: "zurückgeben", "gibt zurück", "zurückgegeben", "Rückgabe".
//!
//! A word is taken apart into prefixes, perhaps `ge` or `zu`, one shape of a known verb, and an
//! ending. It counts as a verb only if nothing is left over.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use crate::fold::loosen;

/// Prefixes of verbs, folded, longest first where one begins another.
const PREFIXES: [&str; 68] = [
    "hinzu",
    "dazu",
    "zurueck",
    "zuruck",
    "zusammen",
    "auseinander",
    "herunter",
    "hinunter",
    "vorueber",
    "gegenueber",
    "entgegen",
    "weiter",
    "wieder",
    "wider",
    "heraus",
    "hinaus",
    "herein",
    "hinein",
    "voraus",
    "vorbei",
    "runter",
    "ueber",
    "uber",
    "unter",
    "hinter",
    "durch",
    "nieder",
    "bereit",
    "bekannt",
    "rueck",
    "ruck",
    "statt",
    "still",
    "nach",
    "fern",
    "fest",
    "fort",
    "frei",
    "heim",
    "hoch",
    "raus",
    "rein",
    "teil",
    "voll",
    "auf",
    "aus",
    "bei",
    "dar",
    "ein",
    "ent",
    "emp",
    "her",
    "hin",
    "los",
    "mit",
    "miss",
    "rauf",
    "ver",
    "vor",
    "weg",
    "zer",
    "um",
    "ab",
    "an",
    "be",
    "er",
    "zu",
    "da",
];

/// Endings a shape may carry as verb, participle or noun.
const ENDINGS: [&str; 52] = [
    "", "e", "en", "n", "st", "est", "t", "et", "te", "ten", "test", "tet", "ete", "eten", "etest",
    "end", "ende", "enden", "ender", "endes", "endem", "ung", "ungen", "ungs", "er", "ern", "ers",
    "erin", "erinnen", "bar", "bare", "baren", "barer", "bares", "barkeit", "ter", "tes", "tem",
    "eter", "etes", "etem", "ene", "ener", "enes", "enem", "enen", "es", "s", "ens", "le", "lung",
    "re",
];

/// Endings of participles, the only ones that may follow `ge`.
const PARTICIPLE_ENDINGS: [&str; 17] = [
    "t", "te", "ten", "ter", "tes", "tem", "et", "ete", "eten", "eter", "etes", "en", "ene",
    "enen", "ener", "enes", "n",
];

/// Characters of the longest ending.
const LONGEST_ENDING: usize = 7;

/// Prefixes a word may have one behind the other, as in "abbestellen".
const MOST_PREFIXES: usize = 2;

/// Marks before a shape: `+` needs a prefix, `!` must have its umlaut.
const MARKS: [char; 2] = ['+', '!'];

struct Shape {
    root: String,
    needs_prefix: bool,
    is_participle: bool,
}

static SHAPES: LazyLock<HashMap<String, Shape>> =
    LazyLock::new(|| read_shapes(include_str!("../../../data/verbs_de.txt")));

static ENDING_SET: LazyLock<HashSet<&str>> = LazyLock::new(|| ENDINGS.into_iter().collect());

/// The prefixes and root of a word made from a known verb, glued; `None` for other words.
pub(in crate::stem) fn stem(folded: &str) -> Option<String> {
    with_prefixes(folded, MOST_PREFIXES)
}

/// The root of a word made from a known verb without any prefix.
pub(in crate::stem) fn root(folded: &str) -> Option<&'static str> {
    root_of(folded, false)
}

fn with_prefixes(word: &str, prefixes_left: usize) -> Option<String> {
    if let Some(root) = root_of(word, prefixes_left < MOST_PREFIXES) {
        return Some(root.to_owned());
    }
    if prefixes_left == 0 {
        return None;
    }
    for prefix in PREFIXES {
        let Some(rest) = word.strip_prefix(prefix) else { continue };
        let infinitive = rest.strip_prefix("zu").filter(|rest| rest.ends_with('n'));
        let root = infinitive
            .and_then(|rest| root_of(rest, true).map(str::to_owned))
            .or_else(|| with_prefixes(rest, prefixes_left - 1));
        if let Some(root) = root {
            return Some(format!("{}{root}", main_form(prefix)));
        }
    }
    None
}

/// One prefix for those that mean the same.
fn main_form(prefix: &str) -> &str {
    match prefix {
        "zurueck" | "zuruck" | "rueck" | "ruck" => "zurueck",
        "uber" => "ueber",
        "raus" => "heraus",
        "rein" => "herein",
        "runter" => "herunter",
        _ => prefix,
    }
}

fn root_of(word: &str, has_prefix: bool) -> Option<&'static str> {
    for ending_len in 0..=LONGEST_ENDING.min(word.len()) {
        let Some((shape, ending)) = word.split_at_checked(word.len() - ending_len) else {
            continue;
        };
        if !ENDING_SET.contains(ending) {
            continue;
        }
        let Some(found) = SHAPES.get(shape) else { continue };
        let fits = (has_prefix || !found.needs_prefix)
            && (!found.is_participle || PARTICIPLE_ENDINGS.contains(&ending));
        if fits {
            return Some(&found.root);
        }
    }
    None
}

fn read_shapes(lines: &str) -> HashMap<String, Shape> {
    let mut shapes = HashMap::new();
    for line in lines.lines().filter(|line| !line.starts_with('#')) {
        let Some(roots) = line.strip_prefix('=') else {
            let root = line.split_whitespace().next().unwrap_or_default();
            line.split_whitespace().for_each(|shape| add(&mut shapes, shape, root));
            continue;
        };
        roots.split_whitespace().for_each(|root| add(&mut shapes, root, root));
    }
    shapes
}

/// Adds a shape, its regular participle, and both without umlauts; what is known already stays.
fn add(shapes: &mut HashMap<String, Shape>, marked: &str, root: &str) {
    let root = root.trim_start_matches(MARKS);
    let needs_prefix = marked.starts_with('+');
    let shape = marked.trim_start_matches(MARKS);
    let is_participle = shape.starts_with("ge") && !root.starts_with("ge");
    let loose = if marked.starts_with('!') { shape.to_owned() } else { loosen(shape) };
    for written in [shape.to_owned(), loose] {
        if !is_participle {
            shapes.entry(format!("ge{written}")).or_insert_with(|| Shape {
                root: root.to_owned(),
                needs_prefix: false,
                is_participle: true,
            });
        }
        shapes.entry(written).or_insert_with(|| Shape {
            root: root.to_owned(),
            needs_prefix,
            is_participle,
        });
    }
}
