import { mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import type { Answer, Baton } from "@/client/client";
import { Refused } from "@/client/failures";
import { Failure } from "../failure";
import type { Claim } from "./claim";
import { runEnvironment, scrubbed } from "./environment";
import { beganAt, type Home } from "./home";
import { type Evidence, type Outbox, type Result, resultOf } from "./outbox";
import type { Place } from "./place";
import { failed, type Outcome, type Program, type Usage } from "./programs/program";
import { redactor } from "./redact";
import type { WorkerSettings } from "./settings";
import { RunStream } from "./stream";

/** What every attempt of a worker works with. */
export interface Workshop {
  baton: Baton;
  program: Program;
  settings: WorkerSettings;
  home: Home;
  outbox: Outbox;
  place: Place;
}

/** How an attempt ended, as far as the next claim depends on it. */
export type AttemptEnd =
  | { is: "done" }
  | { is: "failed"; error: string }
  /** The program cannot work at all, and other tasks would fare the same. */
  | { is: "unusable"; error: string }
  /** Baton ended the run, or the work was handed back. */
  | { is: "ended" }
  /** It asked a person and ended its turn, and the answer came meanwhile: it is called again with it. */
  | { is: "answered"; claim: Claim };

/** How long to try to begin a run while Baton is away, before the work is handed back. */
const BEGIN_WITHIN_MS = 60_000;
/** Baton takes a resolution of 200,000 characters, and an error of 20,000. */
const LONGEST_TEXT = 200_000;
const LONGEST_ERROR = 19_000;

/** One claimed run: its program is started, followed and ended, and its result put into the outbox. */
export class Attempt {
  readonly run: number;
  readonly ref: string;
  readonly done: Promise<AttemptEnd>;
  readonly #shop: Workshop;
  readonly #claim: Claim;
  readonly #controller = new AbortController();
  #isLost = false;
  #handBackReason: string | null = null;
  #answered: Claim | null = null;
  #evidence: Evidence | null = null;

  constructor(shop: Workshop, claim: Claim) {
    this.run = claim.run.id;
    this.ref = claim.task.ticket_ref;
    this.#shop = shop;
    this.#claim = claim;
    this.done = this.#work();
  }

  /** Baton has ended the run, or somebody else has it: the program is stopped, and its result concerns nobody. */
  drop(): void {
    this.#isLost = true;
    this.#controller.abort();
  }

  /** A poll gave the run again, with an answer that the program which works on it has not heard. */
  answered(claim: Claim): void {
    this.#answered = claim;
  }

  /** The program is stopped, and the task goes back to where it came from. */
  handBack(reason: string): void {
    this.#handBackReason ??= reason;
    this.#controller.abort();
  }

  async #work(): Promise<AttemptEnd> {
    const { home } = this.#shop;
    const name = String(this.run);
    home.inHand.put(name, { run: this.run, task: this.ref, pid: null, began: null });
    const outcome = await this.#outcome().catch(problem);
    if (!this.#isLost && outcome?.status === "done" && this.#answered !== null)
      return { is: "answered", claim: this.#answered };
    if (!this.#isLost && outcome !== null) this.#handIn(outcome, this.#evidence);
    home.inHand.remove(name);
    if (this.#isLost || outcome === null || this.#handBackReason !== null) return { is: "ended" };
    if (outcome.status === "done") return { is: "done" };
    const { errorClass, error } = outcome;
    return { is: errorClass === "configuration" ? "unusable" : "failed", error };
  }

  #handIn(outcome: Outcome, evidence: Evidence | null): void {
    const { outbox, settings } = this.#shop;
    const run = { id: this.run, ref: this.ref, agent: settings.name };
    const reason = outcome.status === "done" ? null : this.#handBackReason;
    outbox.put(resultOf(run, reported(outcome, evidence, reason)));
  }

  /** Null if the run was over before it began. */
  async #outcome(): Promise<Outcome | null> {
    const begun = await this.#begin();
    if (begun === null) return null;
    const { baton, settings, home, program, place } = this.#shop;
    const { url, key: ownKey } = baton.connection;
    const stream = new RunStream(baton, this.run, () => this.drop());
    const scratch = path.join(home.scratch, String(this.run));
    mkdirSync(scratch, { recursive: true, mode: 0o700 });
    const machine = scrubbed({
      env: process.env,
      program: program.environment,
      names: settings.env,
    });
    const redact = redactor({ ...process.env, ...machine }, [begun.api_key, ownKey]);
    const say = (kind: Parameters<RunStream["say"]>[0], text: string) =>
      stream.say(kind, redact(text));
    try {
      const held = await place.take(this.#claim, {
        env: machine,
        signal: this.#controller.signal,
        say: (text) => say("log", text),
      });
      try {
        const { project_id: projectId } = this.#claim.task;
        const own = { url, key: begun.api_key, runId: this.run, ticketRef: this.ref, projectId };
        const outcome = await program.run({
          run: this.run,
          ticketRef: this.ref,
          prompt: begun.prompt,
          system: [begun.system, settings.instructions].filter(Boolean).join("\n\n") || null,
          model: settings.model ?? begun.model,
          cwd: held.cwd,
          env: { ...machine, ...held.env, ...runEnvironment(own) },
          session: this.#savedSession(),
          scratch,
          limits: settings.limits,
          signal: this.#controller.signal,
          redact,
          say,
          onStart: (pid) => {
            const began = beganAt(pid);
            home.inHand.put(String(this.run), { run: this.run, task: this.ref, pid, began });
          },
        });
        this.#saveSession(outcome, held.cwd);
        if (this.#isLost) return outcome;
        const finished = await held.finish(outcome);
        this.#evidence = finished.evidence && clearedEvidence(finished.evidence, redact);
        await stream.flush();
        return cleared(finished.outcome, redact);
      } finally {
        await held.release();
      }
    } finally {
      stream.end();
      rmSync(scratch, { recursive: true, force: true });
    }
  }

  /** The prompt and the run's key. A repeated answer holds no key, so it is asked for again. */
  async #begin(): Promise<Required<Answer<"runs.begin">> | null> {
    const { baton } = this.#shop;
    const path = { id: String(this.run) };
    const options = {
      patienceMs: BEGIN_WITHIN_MS,
      again: true,
      signal: this.#controller.signal,
    };
    try {
      for (let tries = 0; ; tries++) {
        const begun = await baton.call("runs.begin", { path }, options);
        if (begun.api_key || tries === 3) return begun;
      }
    } catch (error) {
      if (error instanceof Refused && (error.code === "stale_run" || error.status === 404)) {
        this.#isLost = true;
        return null;
      }
      if (!this.#isLost)
        this.#handBackReason ??= `it could not be begun: ${(error as Error).message}`;
      throw error;
    }
  }

  #savedSession() {
    const { home, program } = this.#shop;
    const saved = home.sessions.get(this.ref);
    if (saved === null || saved.program !== program.name) return null;
    return saved.session;
  }

  #saveSession({ session }: Outcome, cwd: string): void {
    const { home, program } = this.#shop;
    if (session === null) return;
    home.sessions.put(this.ref, { task: this.ref, program: program.name, cwd, session });
  }
}

/** What kept a run from beginning: its worktree could not be made, or the worker is at fault. */
function problem(error: unknown): Outcome {
  if (!(error instanceof Failure))
    return failed("agent", `the worker failed: ${error instanceof Error ? error.message : error}`);
  const said = `${error.message}${error.fix ? ` (${error.fix})` : ""}`;
  if (error.code === "cancelled") return failed("cancelled", said);
  const isTheTasks = error.code === "init_failed" || error.code === "init_timed_out";
  return failed(isTheTasks ? "agent" : "configuration", said);
}

/** What is reported of an outcome; `handBack` says why the work was handed back, if it was. */
function reported(
  outcome: Outcome,
  evidence: Evidence | null,
  handBack: string | null,
): Result["what"] {
  const used = usageBody(outcome.usage);
  if (outcome.status === "done") {
    const resolution = outcome.text.slice(0, LONGEST_TEXT);
    return { is: "complete", body: { resolution, ...used }, evidence };
  }
  const { errorClass } = outcome;
  const said = handBack ?? outcome.error;
  const error = said.slice(0, LONGEST_ERROR).trim() || errorClass;
  const error_class = handBack === null ? errorClass : "cancelled";
  return { is: "end", body: { error_class, error, ...used } };
}

function usageBody({ model, tokensIn, tokensOut, costUsd }: Usage) {
  return {
    ...(model === null ? {} : { model: model.slice(0, 200) }),
    ...(tokensIn === null ? {} : { tokens_in: tokensIn }),
    ...(tokensOut === null ? {} : { tokens_out: tokensOut }),
    ...(costUsd === null ? {} : { cost_usd: costUsd }),
  };
}

function cleared(outcome: Outcome, redact: (text: string) => string): Outcome {
  return outcome.status === "done"
    ? { ...outcome, text: redact(outcome.text) }
    : { ...outcome, error: redact(outcome.error) };
}

/** A diff and what checks print may hold secrets as well. */
function clearedEvidence({ change, checks }: Evidence, redact: (text: string) => string): Evidence {
  return {
    change: change && { ...change, diff: change.diff == null ? change.diff : redact(change.diff) },
    checks: checks && {
      ...checks,
      checks: checks.checks.map((check) => ({ ...check, output: redact(check.output ?? "") })),
    },
  };
}
