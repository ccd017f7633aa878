//! Prints the figures of evaluation sets: `eval FOLDER EXAMPLES|none [TYPOS] [SEED]
//! [lines|WITHOUT]`, where WITHOUT is a signal that the engine leaves out.

use std::error::Error;
use std::io::Write;
use std::path::Path;
use std::{env, fs, io};

use lotse_answer::eval::{Options, evaluate};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let argument = |at: usize| arguments.get(at).map(String::as_str);
    let (Some(folder), Some(examples)) = (argument(0), argument(1)) else {
        return Err("usage: eval FOLDER EXAMPLES|none [TYPOS] [SEED] [lines|WITHOUT]".into());
    };
    let folder = Path::new(folder);
    let read = |name: &str| fs::read_to_string(folder.join(name));
    let examples =
        if examples == "none" { String::new() } else { read(&format!("{examples}.jsonl"))? };
    let options = Options {
        typos: argument(2).unwrap_or("0").parse()?,
        seed: argument(3).unwrap_or("1").parse()?,
        without: argument(4)
            .filter(|it| *it != "lines")
            .map(|it| serde_json::from_value(it.into()))
            .transpose()?,
        ..Options::default()
    };
    let (knowledge, questions) = (read("knowledge.jsonl")?, read("questions.jsonl")?);
    let evaluation = evaluate(&knowledge, &questions, &examples, options)?;
    let mut out = io::stdout().lock();
    writeln!(out, "{}", serde_json::to_string(&evaluation.report)?)?;
    if argument(4) == Some("lines") {
        for line in &evaluation.lines {
            writeln!(out, "{}", serde_json::to_string(line)?)?;
        }
    }
    Ok(())
}
