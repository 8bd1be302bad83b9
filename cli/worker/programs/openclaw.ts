import { Bounded } from "../lines";
import { NotStarted, type ProcessEnd, runProcess } from "../process";
import { lineRedactor } from "../redact";
import { amountOf, countOf, isObject, textOf } from "./answer";
import { fullPrompt, shown } from "./command";
import { classOfStatus, endText, LastLines, stoppedError } from "./ended";
import { versionOf } from "./json-program";
import {
  type ErrorClass,
  failed,
  type Job,
  NO_USAGE,
  type Outcome,
  type Program,
  type Usage,
} from "./program";

/** What OpenClaw is started with. */
export interface OpenclawOptions {
  file: string;
  /** Further arguments of `openclaw agent exec`, as they are. */
  args: readonly string[];
}

const LONGEST_LINE = 1024 * 1024;
const LONGEST_ENVELOPE = 2 * 1024 * 1024;
/** What it reads: its own settings and the keys of providers. Those of a gateway are of no use to it. */
const ENVIRONMENT =
  /^(?:OPENCLAW_(?!GATEWAY_|SHELL$)\w+|(?:ANTHROPIC|OPENAI|GEMINI|GOOGLE|OPENROUTER|MISTRAL|GROQ|XAI|DEEPSEEK|OLLAMA|AWS|AZURE)_\w+)$/;

/** OpenClaw without a gateway: one turn in a folder, after which it prints an object of JSON. Its sessions end with it. */
export function openclawProgram({ file, args }: OpenclawOptions): Program {
  return {
    name: "openclaw",
    environment: ENVIRONMENT,
    canOnlyRead: false,
    steers: [],
    check: (env) =>
      versionOf(
        {
          name: "openclaw",
          file,
          install: "install it (npm install -g openclaw), or say where it is: --program PATH",
        },
        env,
      ),
    async run(job) {
      const printed = new Bounded(LONGEST_ENVELOPE);
      const complaints = new LastLines();
      const cleared = lineRedactor(job.redact);
      try {
        const end = await runProcess({
          file,
          args: execArgs(job, args),
          cwd: job.cwd,
          env: job.env,
          input: fullPrompt(job),
          // It says nothing before it has ended.
          limits: { ...job.limits, silenceMs: job.limits.timeoutMs },
          clock: job.clock,
          signal: job.signal,
          longestLine: LONGEST_LINE,
          onStart: job.onStart,
          onLine: (line) => printed.add(`${line}\n`),
          onErrorLine(line, cut) {
            const text = cleared(`${shown(line, cut)}\n`);
            complaints.add(text.trimEnd());
            job.say("log", text);
          },
        });
        return outcomeOf(end, printed.toString(), complaints.text, job);
      } catch (error) {
        if (!(error instanceof NotStarted)) throw error;
        return failed("configuration", `${file}: ${error.message}`);
      }
    },
  };
}

/** The prompt goes to its standard input: other users of the machine can read arguments. */
export function execArgs(
  { model, cwd, limits }: Pick<Job, "model" | "cwd" | "limits">,
  args: readonly string[],
): string[] {
  return [
    ...["agent", "exec", "--message-file", "-", "--json", "--cwd", cwd],
    ...["--timeout", String(Math.ceil(limits.timeoutMs / 1_000))],
    ...(model === null ? [] : ["--model", model]),
    ...args,
  ];
}

function outcomeOf(end: ProcessEnd, printed: string, complaints: string, job: Job): Outcome {
  const envelope = envelopeIn(printed);
  const ended = { usage: envelope ? usageOf(envelope) : NO_USAGE, session: null };
  const stopped = stoppedError(end, "openclaw", job.limits);
  if (stopped) return failed(stopped.errorClass, stopped.error, ended);
  if (envelope === null) {
    const said = complaints || printed.trim().slice(-2_000);
    const why = `openclaw ended with ${endText(end)} and without its answer${said ? `: ${said}` : ""}`;
    return failed(end.code === 0 ? "protocol" : "agent", why, ended);
  }
  const text = textOf(envelope.final)?.trim() ?? "";
  if (envelope.ok !== true || end.code !== 0) {
    const { message, kind } = errorOf(envelope);
    const error = message ?? (text || complaints || `openclaw ended with ${endText(end)}`);
    return failed(classOf(envelope.status, kind, error), error, ended);
  }
  if (text === "") return failed("empty_answer", "openclaw ended well and said nothing", ended);
  job.say("text", job.redact(text));
  return { status: "done", text, ...ended };
}

/** The one object that it prints. Its logs go to standard error, those of plugins not always. */
function envelopeIn(printed: string): Record<string, unknown> | null {
  const at = printed.startsWith("{") ? 0 : printed.indexOf("\n{") + 1;
  try {
    const value: unknown = JSON.parse(printed.slice(at));
    return isObject(value) && typeof value.ok === "boolean" ? value : null;
  } catch {
    return null;
  }
}

function errorOf({ error }: Record<string, unknown>): {
  message: string | null;
  kind: string | null;
} {
  if (!isObject(error)) return { message: null, kind: null };
  return { message: textOf(error.message), kind: textOf(error.kind) };
}

/** It has kinds of its own for what ended the run, and the provider's answer in its words. */
function classOf(status: unknown, kind: string | null, message: string): ErrorClass {
  if (status === "timeout" || kind === "timeout") return "timeout";
  if (/rate.?limit|too many requests/i.test(message)) return "rate_limited";
  if (/overloaded/i.test(message)) return "overloaded";
  if (/unknown model|no api key|api key .*(?:missing|invalid|disabled)|unauthorized/i.test(message))
    return "configuration";
  const [answer] = /\b(?:40[0134]|429|5\d\d)\b/.exec(message) ?? [];
  return classOfStatus(answer === undefined ? null : Number(answer)) ?? "agent";
}

function usageOf({ usage, model, costUsd }: Record<string, unknown>): Usage {
  const of = (name: string) => (isObject(usage) ? countOf(usage[name]) : null);
  const input = of("input");
  return {
    model: textOf(model),
    tokensIn: input === null ? null : input + (of("cacheRead") ?? 0) + (of("cacheWrite") ?? 0),
    tokensOut: of("output"),
    costUsd: amountOf(costUsd),
  };
}
