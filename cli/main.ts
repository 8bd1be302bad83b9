import { Command, CommanderError } from "commander";
import { version } from "../package.json";
import { importCommand } from "./commands/import";
import { mcpCommand } from "./commands/mcp";
import { EXIT, Failure } from "./failure";

/** Runs one command and resolves to what the process ends with. Errors are said on stderr. */
async function run(args: string[]): Promise<number> {
  const program = new Command("mc")
    .description("Baton from the command line. MC_URL says where it is, MC_API_KEY who calls.")
    .version(version);
  for (const command of [importCommand(), mcpCommand()]) program.addCommand(command);
  neverExit(program);
  try {
    await program.parseAsync(args, { from: "user" });
    return EXIT.done;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
    if (!(error instanceof Failure)) throw error;
    console.error(`mc: ${error.message}.`);
    if (error.fix) console.error(`    ${capitalised(error.fix)}.`);
    return error.exitCode;
  }
}

/** Commands within commands do not inherit it: wrong usage is told by its exit code, which is given here alone. */
function neverExit(command: Command): void {
  command.exitOverride().showHelpAfterError("Run it with --help to see what it takes.");
  for (const each of command.commands) neverExit(each);
}

function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

// Writing to a reader that has gone, as `mc … | head` does, is no defect.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  process.exit(error.code === "EPIPE" ? EXIT.done : EXIT.failed);
});

process.exitCode = await run(process.argv.slice(2));
