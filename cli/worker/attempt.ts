import { mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { connect } from "@/client/client";
import { processIdentity } from "@/scripts/processes.mjs";
import { agentSettings } from "./agent-settings";
import { type Begun, beginRun } from "./begin-run";
import type { Claim } from "./claim";
import { Clock } from "./clock";
import { type Evidence, resultOf } from "./delivery";
import { runEnvironment, scrubbed } from "./environment";
import type { InHand } from "./home";
import { Permissions } from "./permissions";
import { failed, inAll, type Job, type Outcome, type Program } from "./programs/program";
import { taskCommand } from "./programs/task-command";
import { redactor } from "./redact";
import { cleared, clearedEvidence, problem, reported } from "./reported";
import { Sessions } from "./sessions";
import { Steering } from "./steering";
import { RunStream } from "./stream";
import { limitsOf } from "./turn";
import type { AttemptEnd, Workshop } from "./workshop";

/** One claimed run: its program is started, followed and ended, and its result put into the outbox. */
export class Attempt {
  readonly run: number;
  readonly ref: string;
  readonly done: Promise<AttemptEnd>;
  readonly #shop: Workshop;
  readonly #claim: Claim;
  /** The worker's program; of a task with a command, the command. */
  readonly #program: Program;
  readonly #controller = new AbortController();
  /** What its program was told when it began. */
  readonly #told: ReadonlySet<number>;
  #isSeated: boolean;
  #permissions: Permissions | null = null;
  #steering: Steering | null = null;
  #holding: NodeJS.Timeout | undefined;
  #isParked = false;
  #isLost = false;
  #handBackReason: string | null = null;
  #answered: Claim | null = null;
  #evidence: Evidence | null = null;

  /** `isSeated`: it goes on with what it had a place for. */
  constructor(shop: Workshop, claim: Claim, { isSeated = false } = {}) {
    this.run = claim.run;
    this.ref = claim.ref;
    this.#shop = shop;
    this.#claim = claim;
    this.#isSeated = isSeated;
    const { program, settings } = shop;
    this.#program = claim.command === null ? program : taskCommand(claim.command, settings);
    this.#told = new Set(claim.answers.map(({ request_id: id }) => id));
    this.done = this.#work();
  }

  /** Baton has ended the run, or somebody else has it: the program is stopped, and its result concerns nobody. */
  drop(): void {
    this.#isLost = true;
    this.#controller.abort();
  }

  /** Whether it runs a task's command: that one fails says nothing about other work. */
  get isCommand(): boolean {
    return this.#claim.command !== null;
  }

  /** Whether it has a place, or had one. */
  get isSeated(): boolean {
    return this.#isSeated;
  }

  /** Whether its program can do nothing but wait for a person. */
  get isWaiting(): boolean {
    return this.#permissions?.isWaiting ?? false;
  }

  /** People said something that its program is to hear at once. Resolves to whether it was told. */
  async said(): Promise<boolean> {
    return (await this.#steering?.now()) ?? false;
  }

  /** A poll gave the run again. If there is an answer that the program which works on it does not hear itself, it is called again with it. */
  answered(claim: Claim): void {
    const isNews = ({ request_id: id, run_id: run }: Claim["answers"][number]) =>
      run === this.run && !this.#told.has(id) && !this.#permissions?.isOwn(id);
    if (this.#isParked || claim.answers.some(isNews)) this.#answered = claim;
  }

  /** The program is stopped, and the task goes back to where it came from. What waits for a person waits on. */
  handBack(reason: string): void {
    if (this.isWaiting) {
      this.park();
      return;
    }
    this.#handBackReason ??= reason;
    this.#controller.abort();
  }

  /** The program is stopped while it waits for a person: the run is called again with the answer, in the same session. */
  park(): void {
    this.#isParked = true;
    this.#controller.abort();
  }

  async #work(): Promise<AttemptEnd> {
    const { home } = this.#shop;
    const name = String(this.run);
    home.inHand.put(name, this.#inHand(null));
    const outcome = await this.#outcome().catch(problem);
    clearTimeout(this.#holding);
    if (this.#isParked && !this.#isLost) {
      home.inHand.remove(name);
      const claim = this.#answered ?? ((await this.#goesOn()) ? this.#claim : null);
      return claim ? { is: "answered", claim } : { is: "ended" };
    }
    if (!this.#isLost && outcome?.status === "done" && this.#answered !== null)
      return { is: "answered", claim: this.#answered };
    if (!this.#isLost && outcome !== null) this.#handIn(outcome, this.#evidence);
    home.asked.remove(name);
    home.inHand.remove(name);
    if (this.#isLost || outcome === null || this.#handBackReason !== null) return { is: "ended" };
    if (outcome.status === "done") return { is: "done" };
    const { errorClass, error } = outcome;
    return { is: errorClass === "configuration" ? "unusable" : "failed", error };
  }

  #inHand(pid: number | null): InHand {
    const isTurn = this.#claim.task === null;
    const began = pid === null ? null : processIdentity(pid);
    return { run: this.run, task: this.ref, isTurn, pid, began };
  }

  /** Whether somebody answered in the moment in which the program was stopped: then nobody waits, and nobody works. */
  async #goesOn(): Promise<boolean> {
    const path = { id: String(this.run) };
    const read = await this.#shop.baton.call("runs.read", { path }).catch(() => null);
    return read?.run.state === "running";
  }

  #handIn(outcome: Outcome, evidence: Evidence | null): void {
    const { outbox, settings } = this.#shop;
    const run = { id: this.run, ref: this.ref, agent: settings.name };
    const handBack = outcome.status === "done" ? null : this.#handBackReason;
    const isTurn = this.#claim.task === null;
    outbox.put(resultOf(run, reported(outcome, { evidence, handBack, isTurn })));
  }

  /** Null if the run was over before it began. */
  async #outcome(): Promise<Outcome | null> {
    if (!this.#isSeated) await this.#shop.seats.free(this.#controller.signal);
    if (this.#controller.signal.aborted)
      return failed("cancelled", "it was given back before it began");
    this.#isSeated = true;
    const begun = await this.#begin();
    if (begun === null) return null;
    const { baton, settings, home, place } = this.#shop;
    const program = this.#program;
    const { url, key: ownKey } = baton.connection;
    const stream = new RunStream(baton, this.run, () => this.drop());
    const scratch = path.join(home.scratch, String(this.run));
    mkdirSync(scratch, { recursive: true, mode: 0o700 });
    const machine = scrubbed({
      env: process.env,
      program: program.environment,
      names: settings.env,
    });
    const given = { ...process.env, ...machine, ...this.#claim.command?.env };
    const redact = redactor(given, [begun.api_key, ownKey]);
    const say = (kind: Parameters<RunStream["say"]>[0], text: string) =>
      stream.say(kind, redact(text));
    const clock = new Clock();
    const permissions = new Permissions({
      baton: connect({ ...baton.connection, key: begun.api_key, agent: null }),
      worker: baton,
      run: this.run,
      asked: home.asked,
      clock,
      redact,
      say: (text) => say("log", text),
      onWaiting: (isWaiting) => this.#holds(isWaiting),
      signal: this.#controller.signal,
    });
    this.#permissions = permissions;
    const steering = new Steering(baton, this.run);
    this.#steering = steering;
    try {
      const held = await place.take(this.#claim, {
        env: machine,
        earlier: begun.builds_on.map(({ ticket_ref: ref, commit }) => ({ ref, commit })),
        signal: this.#controller.signal,
        say: (text) => say("log", text),
      });
      try {
        const { task, command } = this.#claim;
        const own = { url, key: begun.api_key, runId: this.run, task };
        const sessions = new Sessions(home, program.name, this.#claim);
        const { note, ...said } = sessions.begin(begun);
        if (note !== null) say("log", `${note}\n`);
        const agent = agentSettings(begun, url);
        const isElsewhere = held.isReadOnly && !program.canOnlyRead;
        const outcome = await this.#converse({
          run: this.run,
          ticketRef: this.ref,
          ...said,
          system: [begun.system, settings.instructions].filter(Boolean).join("\n\n") || null,
          model: settings.model ?? begun.model,
          cwd: isElsewhere ? scratch : held.cwd,
          isReadOnly: held.isReadOnly,
          env: { ...machine, ...held.env, ...command?.env, ...runEnvironment(own) },
          agent,
          scratch,
          limits: limitsOf(
            [begun.timeout_seconds, agent.timeoutSeconds, command?.timeout_seconds ?? null],
            settings.limits,
          ),
          clock,
          signal: this.#controller.signal,
          redact,
          say,
          ask: settings.ask ? (call, signal) => permissions.ask(call, signal) : null,
          choose: settings.ask ? (choice, signal) => permissions.choose(choice, signal) : null,
          steer: steering.listen,
          onSession: (named) => sessions.save(named, held.cwd),
          onStart: (pid, mark) => {
            home.inHand.put(String(this.run), { ...this.#inHand(pid), mark });
          },
        });
        permissions.end();
        sessions.save(outcome.session, held.cwd);
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

  /** Goes on in the same session until nobody has anything more to say. */
  async #converse(job: Job): Promise<Outcome> {
    const program = this.#program;
    let outcome = await program.run(job);
    while (outcome.status === "done" && program.steers.includes("after_turn")) {
      const { session } = outcome;
      const words = session && (await this.#steering?.after());
      if (!words || job.signal.aborted) break;
      job.say("log", "Goes on with what was said to it\n");
      const next = await program.run({
        ...job,
        prompt: words.text,
        anew: words.text,
        session,
        isForked: false,
      });
      if (next.status === "done") words.heard();
      outcome = { ...next, usage: inAll(outcome.usage, next.usage) };
    }
    return outcome;
  }

  async #begin(): Promise<Begun | null> {
    try {
      const begun = await beginRun(this.#shop.baton, this.run, this.#controller.signal);
      if (begun === null) this.#isLost = true;
      return begun;
    } catch (error) {
      if (!this.#isLost)
        this.#handBackReason ??= `it could not be begun: ${(error as Error).message}`;
      throw error;
    }
  }

  /** A program is held open for a while, in which it goes on at once. One that waits for longer only takes up memory. */
  #holds(isWaiting: boolean): void {
    const { settings, seats } = this.#shop;
    clearTimeout(this.#holding);
    if (isWaiting) this.#holding = setTimeout(() => this.park(), settings.holdMs);
    seats.changed();
  }
}
