//! The program: everything is in [`gongbao::cli`].

fn main() -> std::process::ExitCode {
    gongbao::cli::main()
}
