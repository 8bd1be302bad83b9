import { Failure } from "../../failure";
import { NotStarted, type ProcessEnd, runProcess, type Stdin } from "../process";
import { excerpt, lineRedactor } from "../redact";
import { isObject } from "./answer";
import { LastLines, stoppedError } from "./ended";
import { failed, type Job, type Outcome, type Program } from "./program";

/** Talks with a program: understands what it prints, and says what it waits for. */
export interface Conversation {
  /** The program has started, and listens. */
  begin(stdin: Stdin): void;
  /** A line that was an object of JSON. */
  message(message: Record<string, unknown>): void;
  /** A line of standard error, or one of standard output that is no JSON. */
  complaint(line: string): void;
  /** Whether the program does not know the session that it was to continue. */
  readonly isResumeRefused: boolean;
  outcome(end: ProcessEnd, complaints: string): Outcome;
}

/** A program that reads and prints a line of JSON for each thing that happens. */
export interface JsonProgram {
  name: string;
  file: string;
  environment: RegExp;
  /** How to get it, as a way out. */
  install: string;
  args(job: Job): string[];
  converse(job: Job): Conversation;
}

/** Such a program reads a file of many megabytes into one line. Longer ones are left out, and nothing else with them. */
const MOST_SHOWN = 4_000;
const LONGEST_LINE = 16 * 1024 * 1024;

export function jsonProgram(program: JsonProgram): Program {
  const { name, file, environment } = program;
  return {
    name,
    environment,
    canOnlyRead: true,
    steers: ["now", "after_turn"],
    check: (env) => versionOf(program, env),
    async run(job) {
      try {
        const first = await attempt(program, job);
        if (!first.isResumeRefused || job.session === null) return first.outcome;
        job.say("log", `Session ${job.session.id} is gone: ${name} begins anew\n`);
        return (await attempt(program, { ...job, prompt: job.anew, session: null })).outcome;
      } catch (error) {
        if (!(error instanceof NotStarted)) throw error;
        return failed("configuration", `${file}: ${error.message}`);
      }
    },
  };
}

async function attempt(
  program: JsonProgram,
  job: Job,
): Promise<{ outcome: Outcome; isResumeRefused: boolean }> {
  const conversation = program.converse(job);
  const complaints = new LastLines();
  const cleared = lineRedactor(job.redact);
  const complain = (line: string) => {
    const text = excerpt(cleared, line, MOST_SHOWN);
    complaints.add(text);
    conversation.complaint(text);
  };
  const end = await runProcess({
    file: program.file,
    args: program.args(job),
    cwd: job.cwd,
    env: job.env,
    input: (stdin) => conversation.begin(stdin),
    limits: job.limits,
    clock: job.clock,
    signal: job.signal,
    longestLine: LONGEST_LINE,
    onStart: job.onStart,
    onLine(line, cut) {
      if (cut) return complain(`a line of more than ${LONGEST_LINE} characters is left out`);
      const message = parsed(line);
      if (message) conversation.message(message);
      else if (line.trim() !== "") complain(line);
    },
    onErrorLine: complain,
  });
  const stopped = stoppedError(end, program.name, job.limits);
  const outcome = conversation.outcome(end, complaints.text);
  const { isResumeRefused } = conversation;
  if (!stopped) return { outcome, isResumeRefused };
  const { usage, session } = outcome;
  return {
    outcome: failed(stopped.errorClass, stopped.error, { usage, session }),
    isResumeRefused,
  };
}

function parsed(line: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(line);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

/** The first line that a program prints of its version. Throws a failure that says how to get it, if it cannot be started. */
export async function versionOf(
  { name, file, install }: Pick<JsonProgram, "name" | "file" | "install">,
  env: Readonly<Record<string, string>>,
): Promise<string | null> {
  const lines: string[] = [];
  try {
    const end = await runProcess({
      file,
      args: ["--version"],
      cwd: process.cwd(),
      env,
      input: "",
      limits: { timeoutMs: 30_000, silenceMs: 30_000, graceMs: 1_000 },
      signal: new AbortController().signal,
      longestLine: 200,
      onLine: (line) => lines.push(line),
      onErrorLine: (line) => lines.push(line),
    });
    if (end.code === 0) return lines[0]?.trim() || null;
    throw notReady(name, `${file} --version failed: ${lines.slice(0, 3).join(" ")}`, install);
  } catch (error) {
    if (error instanceof NotStarted) throw notReady(name, error.message, install);
    throw error;
  }
}

const notReady = (name: string, why: string, install: string): Failure =>
  new Failure(`${name} cannot work here: ${why}`, { code: "not_installed", fix: install });
