import { type Command, CommanderError } from "commander";
import { commandAt, completionsOf } from "./commands/completion";
import { EXIT, Failure, usage } from "./failure";
import { failureText } from "./output/failure-text";
import { harmless } from "./output/table";
import { programFor } from "./program";
import { type Open, openSession, type Session } from "./session";

/** Runs one command and resolves to the exit code. Errors are printed on standard error. */
async function run(args: string[]): Promise<number> {
  const interrupt = new AbortController();
  process.once("SIGINT", () => interrupt.abort(new Interrupted()));
  process.once("SIGTERM", () => interrupt.abort(new Interrupted()));
  const asJson = args.includes("--json");
  let session: Session | undefined;
  const open: Open = (globals) => {
    session = openSession(globals, interrupt.signal);
    return session;
  };
  try {
    if (args[0] === "__complete") {
      const all = await programFor(args, open, { everything: true });
      console.log(completionsOf(all, args.slice(1)).join("\n"));
      return EXIT.done;
    }
    const isDescribed = args.includes("--describe");
    const program = await programFor(args, open, { everything: args[0] === "help" });
    if (isDescribed) {
      const { describe } = await import("./commands/describe");
      console.log(JSON.stringify(describe(commandAt(program, args)), null, 2));
      return EXIT.done;
    }
    silence(program, asJson);
    await program.parseAsync(args, { from: "user" });
    // What a command found wrong without failing, such as `mc doctor`.
    return Number(process.exitCode ?? (interrupt.signal.aborted ? EXIT.interrupted : EXIT.done));
  } catch (error) {
    if (interrupt.signal.aborted) return EXIT.interrupted;
    return report(await explained(error, args, session), asJson);
  }
}

class Interrupted extends Error {
  override name = "Interrupted";
}

/** The error as a failure that can be shown. */
async function explained(
  error: unknown,
  args: string[],
  session: Session | undefined,
): Promise<Failure | null> {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return null;
    if (error.code === "commander.help")
      return usage("say what to do", "the help lists the commands");
    const [said = "", guess] = error.message.replace(/^error: /, "").split("\n");
    const words = args
      .filter((word) => !word.startsWith("-"))
      .slice(0, 1)
      .join(" ");
    const way =
      guess?.replace(/[()]/g, "") ?? `mc ${words} --help lists what there is`.replace("  ", " ");
    return usage(said, way);
  }
  if (error instanceof Failure) return error;
  const { shown } = await import("./refusals");
  const known = shown(error, session?.settings ?? { url: "", key: "" });
  if (known instanceof Failure) return known;
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  const fix = "this is a defect of mc: report it with the lines above";
  if (!args.includes("--json")) console.error(harmless(stack ?? message));
  return new Failure(message, { code: "internal", fix, cause: error });
}

function report(failure: Failure | null, asJson: boolean): number {
  if (failure === null) return EXIT.done;
  console.error(failureText(failure, asJson));
  return failure.exitCode;
}

/** Makes every command throw in place of ending the process, and leaves it to `report` to print what is wrong. */
function silence(command: Command, asJson: boolean): void {
  const nothing = () => undefined;
  command.exitOverride().configureOutput({
    outputError: nothing,
    ...(asJson ? { writeErr: nothing } : {}),
  });
  for (const each of command.commands) silence(each, asJson);
}

// A reader that closes the pipe, as in `mc … | head`, is not an error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  process.exit(error.code === "EPIPE" ? EXIT.done : EXIT.failed);
});
// Node 18 calls fetch experimental, and 22 SQLite: that concerns nobody who calls a command.
process.removeAllListeners("warning");
process.on("warning", (warning) => {
  if (warning.name !== "ExperimentalWarning") console.error(`mc: ${warning.message}`);
});

void run(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
