import type { Command, Option } from "commander";
import { Command as NewCommand } from "commander";
import { usage } from "../failure";
import { valuesOf } from "../verbs/options";

/** Asks this program for the words that may come next, and offers files where it knows none. The alias or wrapper must be called mc. */
const SCRIPTS: Record<string, string> = {
  bash: `_mc() { mapfile -t COMPREPLY < <(mc __complete "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null); }
complete -o default -F _mc mc`,
  zsh: `#compdef mc
_mc() {
  local -a found
  found=("\${(@f)$(mc __complete "\${(@)words[2,CURRENT]}" 2>/dev/null)}")
  found=(\${found:#})
  if (( \${#found} )); then compadd -a found; else _files; fi
}
if [ "$funcstack[1]" = "_mc" ]; then _mc "$@"; else compdef _mc mc; fi`,
  fish: `function __mc_complete
  set -l words (commandline -opc)[2..-1] (commandline -ct)
  set -l found (mc __complete $words 2>/dev/null)
  if test (count $found) -gt 0
    string join \\n -- $found
  else
    __fish_complete_path (commandline -ct)
  end
end
complete -c mc -f -a '(__mc_complete)'`,
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

/** The words that may stand where the last of these is being written: of those that the caller's key may use. */
export function completionsOf(program: Command, words: readonly string[]): string[] {
  const begun = words.at(-1) ?? "";
  const before = words.slice(0, -1);
  const command = commandAt(program, before);
  const asked = optionNamed([command, program], before.at(-1));
  if (asked?.required) return valuesOf(asked).filter((value) => value.startsWith(begun));
  const help = command.createHelp();
  const found = begun.startsWith("-")
    ? [...optionsOf(command), ...(command === program ? [] : optionsOf(program))]
    : help.visibleCommands(command).map((each) => each.name());
  // Commander adds a `help` below each group.
  const isWord = (word: string) => command === program || word !== "help";
  return [...new Set(found)].filter((word) => word.startsWith(begun) && isWord(word));
}

/** The option that a word names, in the commands where it may stand. */
function optionNamed(commands: readonly Command[], word: string | undefined): Option | undefined {
  if (!word?.startsWith("--")) return undefined;
  return commands.flatMap(({ options }) => options).find(({ long }) => long === word);
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

const optionsOf = (command: Command): string[] =>
  command.options
    .filter((option: Option) => !option.hidden)
    .flatMap(({ long }) => (long ? [long] : []));
