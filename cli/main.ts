import { Command, CommanderError } from "commander";
import { version } from "../package.json";
import { importCommand } from "./commands/import";
import { mcpCommand } from "./commands/mcp";
import { EXIT, Failure } from "./failure";

/** Runs one command and resolves to the exit code. Errors are printed on stderr. */
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

/** Makes every command throw instead of exiting, because commander's subcommands do not inherit that. The exit code is set here only. */
function neverExit(command: Command): void {
  command.exitOverride().showHelpAfterError("Run it with --help to see what it takes.");
  for (const each of command.commands) neverExit(each);
}

function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

// A reader that closes the pipe, as in `mc … | head`, is not an error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  process.exit(error.code === "EPIPE" ? EXIT.done : EXIT.failed);
});

process.exitCode = await run(process.argv.slice(2));
