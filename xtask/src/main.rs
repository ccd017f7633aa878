//! Development tasks: `cargo xtask test` is everything that must hold, in one command.
//!
//! Nothing here ships with the program.

mod bench;
mod debian;
mod end_to_end;
mod eval;
mod generate;
mod parts;
mod place;
mod postgres;
mod smtp;
mod step;
mod tidy;
mod ui;

use std::process::ExitCode;

const USAGE: &str = "\
cargo xtask test [--only NAME[,NAME]]  everything that must hold, or only these parts
cargo xtask generate                   writes the files that are made from others
cargo xtask ui                         builds the desk and the scripts of the public pages
cargo xtask bench [ARTICLES ...]       measures and writes docs/benchmark.md; with sizes of the
                                       knowledge base, measures only those and writes nothing
cargo xtask bench chat [WIDGETS]       measures the chat only and writes its part of the file; with a
                                       number of open widgets, measures on SQLite and writes nothing
cargo xtask eval [--freeze] [FOLDER]   measures the answers and writes docs/answers.md; with a folder
                                       of sets, these too; --freeze: tests compare with it";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match words.as_slice() {
        ["test"] => parts::test(None),
        ["test", "--only", names] => parts::test(Some(names)),
        ["generate"] => generate::write().map(|()| true),
        ["ui"] => ui::build().map(|()| true),
        ["bench", "chat"] => bench::run_chat(None).map(|()| true),
        ["bench", "chat", widgets] => bench::run_chat(Some(widgets)).map(|()| true),
        ["bench", sizes @ ..] => bench::run(sizes).map(|()| true),
        ["eval"] => eval::run(None, false).map(|()| true),
        ["eval", "--freeze"] => eval::run(None, true).map(|()| true),
        ["eval", "--freeze", folder] => eval::run(Some(folder), true).map(|()| true),
        ["eval", folder] => eval::run(Some(folder), false).map(|()| true),
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}
