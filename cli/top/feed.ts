import type { Answer, Baton } from "@/client/client";
import { Unreachable } from "@/client/failures";
import { followEvents, type Heard } from "@/client/follow";
import { pause } from "@/client/transport";
import { applyChange, applyEvent, applySnapshot, type Model, type Snapshot } from "./model";

interface FeedOptions {
  baton: Baton;
  projectId: number | undefined;
  signal: AbortSignal;
  /** Called when the model has changed. */
  changed: () => void;
}

/** How many tasks of each kind and how many agents are kept. */
const MOST = "100";
/** Under a stream of events the lists are read this often at most. */
const READ_EVERY_MS = 2_000;
/** What events say of an agent's presence and of time that passes is read again this often. */
const READ_QUIET_MS = 30_000;
const FIRST_PAUSE_MS = 1_000;

/** Keeps a model current: from the event stream at once, and from the lists soon after. */
export class Feed {
  readonly model: Model;
  private readonly options: FeedOptions;
  private timer: NodeJS.Timeout | undefined;
  private readAt = 0;
  private isReading = false;
  /** Whether a reading is wanted after the one under way, which may have missed something. */
  private isStale = false;
  /** What was heard during the reading under way, and may not be in it. */
  private heard: string[] = [];

  constructor(model: Model, options: FeedOptions) {
    this.model = model;
    this.options = options;
  }

  /** Reads everything once. Fails with what Baton refuses, before anything is shown. */
  async start(): Promise<void> {
    const { baton, signal } = this.options;
    const [health, me] = await Promise.all([
      baton.call("health.read", {}, { signal }),
      baton.call("accounts.me", {}, { signal }),
    ]);
    this.model.version = health.version;
    this.model.caller = `${me.user.username} (${me.user.role})`;
    await this.read();
  }

  /** Follows the stream until the signal aborts. Fails when Baton no longer lets the caller read. */
  async follow(): Promise<void> {
    const { signal } = this.options;
    this.later();
    try {
      // The stream comes back by itself once it was open; until then a restart of Baton may fall into it.
      while (!signal.aborted) await this.followOnce();
    } finally {
      clearTimeout(this.timer);
    }
  }

  private async followOnce(): Promise<void> {
    const { baton, signal, projectId } = this.options;
    let wasConnected = false;
    try {
      for await (const heard of followEvents(baton, { signal, projectId })) {
        wasConnected ||= heard.kind === "connected";
        this.hear(heard);
      }
    } catch (error) {
      if (signal.aborted) return;
      if (wasConnected || !(error instanceof Unreachable)) throw error;
      this.hear({ kind: "lost", message: error.message, retryInMs: FIRST_PAUSE_MS });
      await pause(FIRST_PAUSE_MS, signal).catch(() => undefined);
    }
  }

  private hear(heard: Heard): void {
    switch (heard.kind) {
      case "position":
        return;
      case "event":
        applyEvent(this.model, heard.json);
        if (this.isReading) this.heard.push(heard.json);
        this.soon();
        break;
      case "connected":
        this.model.link = { state: "connected" };
        // What happened before the stream was open is in the lists.
        this.soon();
        break;
      case "gap":
        this.soon();
        break;
      case "lost":
        this.model.link = {
          state: "lost",
          message: heard.message,
          at: Date.now() + heard.retryInMs,
        };
        break;
      default: {
        const never: never = heard;
        throw new Error(`unknown: ${String(never)}`);
      }
    }
    this.options.changed();
  }

  /** Reads the lists again soon: at once if that was not done lately. */
  soon(): void {
    const inMs = Math.max(0, this.readAt + READ_EVERY_MS - Date.now());
    this.set(inMs);
  }

  private later(): void {
    this.set(READ_QUIET_MS);
  }

  private dueAt = Number.POSITIVE_INFINITY;

  private set(inMs: number): void {
    const dueAt = Date.now() + inMs;
    if (dueAt >= this.dueAt || this.options.signal.aborted) return;
    clearTimeout(this.timer);
    this.dueAt = dueAt;
    this.timer = setTimeout(() => {
      this.dueAt = Number.POSITIVE_INFINITY;
      void this.readAgain();
    }, inMs);
  }

  private async readAgain(): Promise<void> {
    if (this.isReading) {
      this.isStale = true;
      return;
    }
    this.isReading = true;
    this.isStale = false;
    // While Baton is away the stream says so, and its return reads everything.
    await this.read().catch(() => undefined);
    this.isReading = false;
    this.options.changed();
    if (this.isStale) this.soon();
    else this.later();
  }

  private async read(): Promise<void> {
    this.readAt = Date.now();
    this.heard = [];
    applySnapshot(this.model, await this.snapshot());
    for (const json of this.heard) applyChange(this.model, json);
  }

  private async snapshot(): Promise<Snapshot> {
    const { baton, signal, projectId } = this.options;
    const project = projectId === undefined ? {} : { project_id: String(projectId) };
    const list = (status: string, sort: "priority" | "-updated_at") =>
      baton.call(
        "tasks.list",
        { query: { status, sort, limit: MOST, ...project } },
        { signal, patienceMs: 0 },
      );
    const [needing, working, waiting, agents, { queue }] = await Promise.all([
      list("review,failed,blocked", "-updated_at"),
      list("in_progress", "-updated_at"),
      list("assigned,inbox", "priority"),
      baton.call("agents.list", { query: { limit: MOST } }, { signal, patienceMs: 0 }),
      baton.call("workload.read", {}, { signal, patienceMs: 0 }),
    ]);
    const tasks = [needing, working, waiting].flatMap((page) => page.tasks);
    return { counts: countsOf(queue), tasks, agents: agents.agents };
  }
}

const countsOf = (queue: Answer<"workload.read">["queue"]): Snapshot["counts"] => queue.by_status;
