import { chmodSync, existsSync } from "node:fs";
import path from "node:path";
import { type REPLServer, start } from "node:repl";
import { Script } from "node:vm";
import { coloursOf } from "../output/colours";
import { harmless, oneLine, onlyPainted } from "../output/table";
import { agents, BatonError } from "../sdk/index";
import type { Session } from "../session";
import { agentsFor } from "./complete";
import { stateFolder } from "./folder";
import { shownText } from "./show";
import { openVerbs } from "./verbs";

const SHOW = "__mcShown";
/** Lines with a key in them are not kept. */
const KEY = /\bmc[ar]?_[0-9a-f]{16,}/;
/** How old the names for a Tab may be, and how long it waits for others. */
const AGENTS_MS = 10_000;
const TAB_MS = 2_000;

/** The interactive workshop: Node's own shell with the verbs, which waits for what they answer. */
export class Shell {
  readonly #session: Session;
  /** Of the line that is being evaluated. */
  #waiting = new AbortController();
  #agents: readonly string[] = [];
  #agentsAt = Number.NEGATIVE_INFINITY;
  #reading: Promise<void> = Promise.resolve();

  constructor(session: Session) {
    this.#session = session;
  }

  /** Runs until somebody leaves it. */
  async run(prepare: () => Promise<void>): Promise<void> {
    const { out, settings } = this.#session;
    openVerbs(this.#session, () => this.#waiting.signal);
    await prepare();
    await out.line(
      `Baton at ${oneLine(settings.url)}. ${out.paint(".exit or Ctrl-D leaves.", "dim")}`,
    );
    // Ctrl-C belongs to the line that waits, and never ends the shell.
    process.removeAllListeners("SIGINT");
    const server = start({
      prompt: "baton> ",
      useGlobal: true,
      breakEvalOnSigint: true,
      preview: false,
      ignoreUndefined: true,
      writer: (value) => this.#written(value),
    });
    Object.defineProperty(globalThis, SHOW, {
      configurable: true,
      value: (evaluate: () => Promise<unknown>) => this.#settle(evaluate),
    });
    this.#waitForAnswers(server);
    this.#complete(server);
    this.#keepHistory(server);
    server.on("SIGINT", () => this.#waiting.abort(new Interrupted()));
    await new Promise<void>((resolve) => server.once("exit", resolve));
    this.#waiting.abort(new Interrupted());
  }

  #written(value: unknown): string {
    const { out } = this.#session;
    if (value instanceof Error) return this.#failure(value);
    return onlyPainted(shownText(value, out.paint, process.stdout.columns ?? 80));
  }

  #failure(error: Error): string {
    const { paint } = this.#session.out;
    if (isBroken(error)) return INTERRUPTED;
    if (!(error instanceof BatonError)) return harmless(error.stack ?? error.message);
    const way = error.fix ? `\n    ${harmless(error.fix)}` : "";
    return `${paint(harmless(error.message), "red")} (${error.code})${way}`;
  }

  /** An expression is awaited, so that `ask("impl", …)` shows the answer; anything else is evaluated as it is. */
  #waitForAnswers(server: REPLServer): void {
    const evaluate = server.eval;
    const evaluated: REPLServer["eval"] = (code, context, file, done) => {
      this.#waiting = new AbortController();
      const finished: typeof done = (error, result) => {
        if (!isBroken(error)) return done(error, result);
        this.#waiting.abort(new Interrupted());
        void this.#session.out.line(INTERRUPTED);
        return done(null, undefined);
      };
      evaluate.call(server, awaited(code), context, file, finished);
    };
    Object.assign(server, { eval: evaluated });
  }

  /** Waits for a value, or shows why there is none; what goes on, such as `watch()`, is printed until Ctrl-C. */
  async #settle(evaluate: () => Promise<unknown>): Promise<unknown> {
    const { signal } = this.#waiting;
    try {
      const found = await evaluate();
      if (!isEndless(found)) return found;
      const stop = () => void found.return?.();
      signal.addEventListener("abort", stop, { once: true });
      for await (const each of found) await this.#printNews(each);
    } catch (error) {
      if (!signal.aborted)
        await this.#session.out.line(error instanceof Error ? this.#failure(error) : String(error));
    }
    return undefined;
  }

  async #printNews(news: unknown): Promise<void> {
    const { out } = this.#session;
    const { type, timestamp, data, agent } = (news ?? {}) as Record<string, unknown>;
    if (typeof type !== "string" || typeof timestamp !== "number")
      return out.line(shownText(news, out.paint, process.stdout.columns ?? 80));
    const about = (data ?? {}) as Record<string, unknown>;
    const words = [
      out.paint(new Date(timestamp).toTimeString().slice(0, 8), "dim"),
      oneLine(type).padEnd(20),
      oneLine(String(about.ticket_ref ?? "")),
      out.paint(oneLine(String(about.status ?? "")), ...coloursOf(String(about.status))),
      oneLine(String(about.title ?? about.name ?? "")),
      out.paint(oneLine(String(agent ?? "")), "dim"),
    ];
    return out.line(words.filter(Boolean).join("  "));
  }

  #complete(server: REPLServer): void {
    const usual = server.completer.bind(server);
    Object.assign(server, {
      completer: (line: string, done: (error: Error | null, found: [string[], string]) => void) => {
        if (!agentsFor(line, [])) {
          (usual as (line: string, done: unknown) => void)(line, done);
          return;
        }
        void this.#readAgents().then(() => done(null, agentsFor(line, this.#agents) ?? [[], line]));
      },
    });
    void this.#readAgents();
  }

  /** Reads the names, unless they were read just before. What cannot be read leaves them as they were. */
  #readAgents(): Promise<void> {
    if (performance.now() - this.#agentsAt < AGENTS_MS) return this.#reading;
    this.#agentsAt = performance.now();
    this.#reading = agents({ patience: 0, signal: AbortSignal.timeout(TAB_MS) }).then(
      (names) => {
        this.#agents = names;
      },
      () => {
        this.#agentsAt = Number.NEGATIVE_INFINITY;
      },
    );
    return this.#reading;
  }

  #keepHistory(server: REPLServer): void {
    const file = path.join(stateFolder(), "workshop-history");
    if (existsSync(file)) chmodSync(file, 0o600);
    server.on("history", (lines: string[]) => {
      const [last = ""] = lines;
      if (KEY.test(last)) lines.shift();
    });
    server.setupHistory(file, (error) => {
      if (error) this.#session.out.note(`mc: this session is not remembered: ${error.message}`);
    });
  }
}

const INTERRUPTED = "No longer waiting. What was begun at Baton goes on.";

class Interrupted extends Error {
  override name = "Interrupted";

  constructor() {
    super(INTERRUPTED);
  }
}

const isBroken = (error: unknown): boolean =>
  (error as { code?: string } | null)?.code === "ERR_SCRIPT_EXECUTION_INTERRUPTED";

/** The line as something that is waited for, if it is an expression. */
export function awaited(code: string): string {
  const line = code.trim().replace(/;+$/, "");
  if (line === "") return code;
  try {
    // Between other brackets as well: "1) + (2" is no expression.
    new Script(`(async () => { [${line}\n]; (${line}\n); })`);
    return `await ${SHOW}(async () => (${line}\n))\n`;
  } catch {
    return code;
  }
}

function isEndless(value: unknown): value is AsyncIterableIterator<unknown> {
  return (
    typeof value === "object" && value !== null && Symbol.asyncIterator in value && "next" in value
  );
}
