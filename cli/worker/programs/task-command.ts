import { writeFileSync } from "node:fs";
import path from "node:path";
import { stripVTControlCharacters } from "node:util";
import type { TaskCommand } from "../claim";
import { NotStarted, type ProcessEnd, runProcess } from "../process";
import { lineRedactor } from "../redact";
import type { WorkerSettings } from "../settings";
import { promptFile, shown } from "./command";
import { endText, stoppedError } from "./ended";
import { failed, type Job, NO_USAGE, type Outcome, type Program } from "./program";

const LONGEST_LINE = 65_536;
/** What is shown of what a command printed. An object or list of JSON is kept whole, as far as a resolution goes. */
const LONGEST_RESULT = 20_000;
const LONGEST_JSON = 190_000;
const LONGEST_REASON = 4_000;
const SHELLS = /^(?:ba|da|k|z)?sh$/;
const ENDED = { usage: NO_USAGE, session: null };

/** The command that a task carries, as the program of its run. It fails where the worker was not started with `--commands`. */
export function taskCommand(
  command: TaskCommand,
  { commands }: Pick<WorkerSettings, "commands">,
): Program {
  return {
    name: "a task's command",
    environment: null,
    canOnlyRead: false,
    steers: [],
    check: async () => null,
    run: async (job) =>
      commands
        ? run(command, job)
        : failed(
            "configuration",
            "the task has a command, and this worker runs none: start it with --commands",
          ),
  };
}

/** Of a worker that runs tasks' commands and nothing else. */
export const noProgram: Program = {
  name: "commands",
  environment: null,
  canOnlyRead: false,
  steers: [],
  check: async () => null,
  run: async () => failed("configuration", "this worker only runs the commands of tasks"),
};

async function run(command: TaskCommand, job: Job): Promise<Outcome> {
  const name = commandName(command);
  const printed = new Tail(LONGEST_JSON);
  const both = new Tail(LONGEST_RESULT);
  const [cleared, clearedErrors] = [lineRedactor(job.redact), lineRedactor(job.redact)];
  try {
    const end = await runProcess({
      ...calling(command, job),
      cwd: job.cwd,
      env: { ...job.env, ...promptFile(job) },
      input: "",
      limits: job.limits,
      clock: job.clock,
      signal: job.signal,
      longestLine: LONGEST_LINE,
      onStart: job.onStart,
      onLine(line, cut) {
        const text = cleared(`${shown(line, cut)}\n`);
        const plain = stripVTControlCharacters(text);
        printed.add(plain);
        both.add(plain);
        job.say("text", text);
      },
      onErrorLine(line, cut) {
        const text = clearedErrors(`${shown(line, cut)}\n`);
        both.add(stripVTControlCharacters(text));
        job.say("log", text);
      },
    });
    return outcomeOf(end, name, { printed, both }, job);
  } catch (error) {
    if (!(error instanceof NotStarted)) throw error;
    return failed("agent", `${name} could not be started: ${error.message}`);
  }
}

/** A line as the shell is given it; a script as a file of the run's own, which its first line may name a program for. */
function calling(command: TaskCommand, job: Job): { file: string; args: string[] } {
  const shell = command.shell ?? "sh";
  if ("run" in command) return { file: shell, args: ["-c", command.run] };
  const file = path.join(job.scratch, "script");
  writeFileSync(file, command.script, { mode: 0o700 });
  if (command.shell === undefined && command.script.startsWith("#!")) return { file, args: [] };
  // A script whose first half failed has failed.
  return { file: shell, args: SHELLS.test(path.basename(shell)) ? ["-e", file] : [file] };
}

/** What is called by its exit code alone: a command may look at something, and have nothing to say. */
function outcomeOf(
  end: ProcessEnd,
  name: string,
  { printed, both }: { printed: Tail; both: Tail },
  { limits }: Job,
): Outcome {
  const stopped = stoppedError(end, name, limits);
  if (stopped) return failed(stopped.errorClass, stopped.error, ENDED);
  if (end.code !== 0) {
    const tail = both.text.slice(-LONGEST_REASON).trim();
    return failed("agent", `${name} ended with ${endText(end)}${tail ? `: ${tail}` : ""}`, ENDED);
  }
  const said = printed.isWhole && isJson(printed.text) ? printed.text.trim() : both.shown.trim();
  return { status: "done", text: [said, "Exit code 0"].filter(Boolean).join("\n\n"), ...ENDED };
}

/** The line, or the first line of the script that does something. */
function commandName(command: TaskCommand): string {
  if ("run" in command) return command.run.slice(0, 200);
  const lines = command.script.split("\n").map((line) => line.trim());
  return (lines.find((line) => line !== "" && !line.startsWith("#")) ?? "the script").slice(0, 200);
}

function isJson(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null;
  } catch {
    return false;
  }
}

/** Keeps the end of a text of any length. */
class Tail {
  readonly #most: number;
  #text = "";
  #left = 0;

  constructor(most: number) {
    this.#most = most;
  }

  add(text: string): void {
    this.#text += text;
    if (this.#text.length > 2 * this.#most) this.#cut();
  }

  get text(): string {
    this.#cut();
    return this.#text;
  }

  get isWhole(): boolean {
    this.#cut();
    return this.#left === 0;
  }

  /** The text, which says if it is not all of it. */
  get shown(): string {
    const { text } = this;
    return this.#left === 0 ? text : `[${this.#left} characters before are in the log]\n${text}`;
  }

  #cut(): void {
    const over = this.#text.length - this.#most;
    if (over <= 0) return;
    this.#left += over;
    this.#text = this.#text.slice(over);
  }
}
