import type { Command, Option } from "commander";
import { Command as NewCommand } from "commander";
import { usage } from "../failure";

/** Asks this program for the words that may come next. The alias or wrapper must be called mc. */
const SCRIPTS: Record<string, string> = {
  bash: `_mc() { mapfile -t COMPREPLY < <(mc __complete "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null); }
complete -o default -F _mc mc`,
  zsh: `#compdef mc
_mc() { local -a found; found=("\${(@f)$(mc __complete "\${(@)words[2,CURRENT]}" 2>/dev/null)}"); compadd -a found }
compdef _mc mc`,
  fish: `complete -c mc -f -a '(mc __complete (commandline -opc)[2..-1] (commandline -ct) 2>/dev/null)'`,
};

const HELP = `
bash: mc completion bash >> ~/.bashrc     zsh: mc completion zsh >> ~/.zshrc
fish: mc completion fish > ~/.config/fish/completions/mc.fish
Where mc is no program of its own yet: alias mc="node /path/to/baton/scripts/mc-cli.cjs"`;

/** `mc completion SHELL`: a script for the shell, to be put into its settings. */
export function completionCommand(): Command {
  return new NewCommand("completion")
    .description("print a script that completes commands and options in your shell")
    .argument("[shell]", Object.keys(SCRIPTS).join(", "))
    .addHelpText("after", HELP)
    .action((shell: string | undefined) => {
      const script = SCRIPTS[shell ?? ""];
      if (!script)
        throw usage("completion needs a shell", `take one of ${Object.keys(SCRIPTS).join(", ")}`);
      console.log(script);
    });
}

/** The words that may stand where the last of these is being written. */
export function completionsOf(program: Command, words: readonly string[]): string[] {
  const begun = words.at(-1) ?? "";
  const command = commandAt(program, words.slice(0, -1));
  const found = begun.startsWith("-")
    ? [...optionsOf(command), ...(command === program ? [] : optionsOf(program))]
    : command.commands.filter((each) => !isHidden(each)).map((each) => each.name());
  return [...new Set(found)].filter((word) => word.startsWith(begun));
}

/** The command that the words lead to; options and other words are passed over. */
export function commandAt(program: Command, words: readonly string[]): Command {
  let command = program;
  for (const word of words) {
    const next = command.commands.find(
      (each) => each.name() === word || each.aliases().includes(word),
    );
    if (next) command = next;
  }
  return command;
}

const isHidden = (command: Command): boolean => command.name().startsWith("__");

const optionsOf = (command: Command): string[] =>
  command.options
    .filter((option: Option) => !option.hidden)
    .flatMap(({ long }) => (long ? [long] : []));
