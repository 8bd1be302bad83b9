import { writeFileSync } from "node:fs";
import path from "node:path";
import { stripVTControlCharacters } from "node:util";
import { Failure } from "../../failure";
import { Bounded } from "../lines";
import { NotStarted, type ProcessEnd, runProcess } from "../process";
import { lineRedactor } from "../redact";
import { readAnswer } from "./answer";
import { endText, LastLines, stoppedError } from "./ended";
import { failed, type Job, NO_USAGE, namedSession, type Outcome, type Program } from "./program";

export interface CommandOptions {
  /** A line of the shell. */
  command: string;
  /** Where it finds the prompt: on standard input, or in the file that BATON_PROMPT_FILE names. */
  prompt: "stdin" | "file";
}

const LONGEST_LINE = 65_536;
/** A resolution has at most 200,000 characters. */
const LONGEST_ANSWER = 190_000;
const LONGEST_KEY = 4_096;
/** What a line of the shell may consist of besides a program and its words. */
const SHELL = /[=$(`{]/;
const NOT_FOUND = 127;

/** Any program: it is given the prompt, and what it prints is its answer, a text or an object of JSON (`readAnswer`). */
export function commandProgram({ command, prompt }: CommandOptions): Program {
  return {
    name: `command ${command}`.slice(0, 200),
    environment: null,
    canOnlyRead: false,
    steers: [],
    async check(env) {
      const [, quoted, double, plain] = /^\s*(?:'([^']+)'|"([^"]+)"|(\S+))/.exec(command) ?? [];
      const word = quoted ?? double ?? plain ?? "";
      if (SHELL.test(word)) return null;
      const found = await look(word, env);
      if (found.code === 0) return null;
      throw new Failure(`${word} is not there, or may not be started`, {
        code: "not_installed",
        fix: "give --command a program that this machine has, such as --command ./agent.sh",
      });
    },
    async run(job) {
      const answer = new Bounded(LONGEST_ANSWER);
      const complaints = new LastLines();
      const [cleared, clearedErrors] = [lineRedactor(job.redact), lineRedactor(job.redact)];
      const env = {
        ...job.env,
        ...(prompt === "file" ? promptFile(job) : {}),
        ...(job.session === null ? {} : { MC_SESSION: job.session.id }),
      };
      try {
        const end = await runProcess({
          file: "sh",
          args: ["-c", command],
          cwd: job.cwd,
          env,
          input: prompt === "stdin" ? fullPrompt(job) : "",
          limits: job.limits,
          clock: job.clock,
          signal: job.signal,
          longestLine: LONGEST_LINE,
          onStart: job.onStart,
          onLine(line, cut) {
            // Cleared before its middle may be left out: half a key could not be told from a word.
            const text = cleared(`${shown(line, cut)}\n`);
            // Only the log shows colours.
            answer.add(stripVTControlCharacters(text));
            job.say("text", text);
          },
          onErrorLine(line, cut) {
            const text = clearedErrors(`${shown(line, cut)}\n`);
            complaints.add(text.trimEnd());
            job.say("log", text);
          },
        });
        return outcomeOf(end, answer.toString().trim(), complaints.text, command, job);
      } catch (error) {
        if (!(error instanceof NotStarted)) throw error;
        return failed("configuration", error.message);
      }
    },
  };
}

/** A line without NUL characters; one that was cut ends before whatever may have been cut in two. */
export function shown(line: string, cut: boolean): string {
  const text = line.replaceAll("\0", "");
  return cut ? `${text.slice(0, -LONGEST_KEY)} [this line goes on]` : text;
}

/** A program without a place of its own for it reads the agent's SOUL before the task. */
export function fullPrompt({ system, prompt }: Pick<Job, "system" | "prompt">): string {
  return system === null ? prompt : `${system}\n\n---\n\n${prompt}`;
}

export function promptFile(job: Job): { BATON_PROMPT_FILE: string } {
  const file = path.join(job.scratch, "prompt.txt");
  writeFileSync(file, fullPrompt(job), { mode: 0o600 });
  return { BATON_PROMPT_FILE: file };
}

function look(word: string, env: Readonly<Record<string, string>>): Promise<ProcessEnd> {
  const nothing = () => undefined;
  return runProcess({
    file: "sh",
    args: ["-c", 'command -v -- "$1" >/dev/null', "sh", word],
    cwd: process.cwd(),
    env,
    input: "",
    limits: { timeoutMs: 10_000, silenceMs: 10_000, graceMs: 0 },
    signal: new AbortController().signal,
    longestLine: 100,
    onLine: nothing,
    onErrorLine: nothing,
  });
}

function outcomeOf(
  end: ProcessEnd,
  text: string,
  complaints: string,
  command: string,
  { limits }: Job,
): Outcome {
  const said = readAnswer(text);
  const ended = { usage: said?.usage ?? NO_USAGE, session: namedSession(said?.sessionId ?? null) };
  const stopped = stoppedError(end, command, limits);
  if (stopped) return failed(stopped.errorClass, stopped.error, ended);
  if (end.code === NOT_FOUND && complaints.includes("not found"))
    return failed("configuration", complaints, ended);
  // An error that it says itself tells more than its exit code, and counts whatever that is.
  if (said?.error) return failed("agent", said.error, ended);
  if (end.code !== 0) {
    const why = said?.text || complaints || text.slice(-2_000);
    return failed("agent", `${command} ended with ${endText(end)}${why ? `: ${why}` : ""}`, ended);
  }
  const answer = said ? said.text.trim() : text;
  if (answer !== "") return { status: "done", text: answer, ...ended };
  return failed(
    "empty_answer",
    `${command} ended well and said nothing${complaints ? ` but: ${complaints}` : ""}`,
    ended,
  );
}
