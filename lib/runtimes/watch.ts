import { z } from "zod";
import { systemActor } from "@/lib/core/actor";
import { asSystem, type Context, createContext } from "@/lib/core/context";
import type { Database } from "@/lib/core/database";
import { addJob, defineJob, type ProcessPart } from "@/lib/core/jobs";
import { logger } from "@/lib/core/logger";
import { RECOVER_RUNS } from "@/lib/runs/jobs";
import { writeSystemComments } from "@/lib/tasks/comments/comment-record";
import { TASK_JSON, type TaskRow } from "@/lib/tasks/row";
import { keepUnhealthy, markHealthy, runtimeHealth, type Trouble } from "./health";
import { runtimeWith } from "./registry";
import type { Reach, Watched } from "./runtime";
import { readRuntimeSettings } from "./settings";

const GATEWAY = "openclaw";
const CHECK_MS = 1_000;
/** How soon a gateway is watched after it was set up, or got its first agent. */
const LOOK_FOR_WORK_MS = 10_000;
/** A gateway that comes back within this many checks was only restarted, and nobody is told. */
const FAILURES_UNTIL_TOLD = 2;
/** A failure that is still seen is renewed before dispatch would try again by itself. */
const RETRY_AFTER_MS = 30_000;
const RENEW_EVERY_MS = 10_000;
/** A gateway that refuses us is seldom asked: it locks out whoever shows it wrong tokens. Other settings are tried at once. */
const REFUSED_EVERY_MS = 30_000;
const MAX_TOLD = 500;

/**
 * Watches the connection to the gateway from one process, so that everybody is told within seconds when it goes away or refuses us,
 * also while nothing is dispatched: its health, with the notice in the Inbox, and a comment on each task that is worked on there.
 * When it is back, what waited is dispatched at once and runs that were left there are joined.
 */
export class GatewayWatch {
  private readonly ctx: Context;
  private timer: NodeJS.Timeout | undefined;
  private isEnded = false;
  private watched: (Watched & { fingerprint: string }) | null = null;
  private lookedAt = 0;
  private refusedAt = 0;
  private failures = 0;
  private toldAt = 0;
  private isHealthy = false;

  constructor(db: Database) {
    this.ctx = asSystem(createContext(systemActor("scheduler"), db), "scheduler");
  }

  start(): void {
    if (this.isEnded || this.timer !== undefined) return;
    const again = (): void => {
      if (!this.isEnded) this.timer = setTimeout(() => void this.check().finally(again), CHECK_MS);
    };
    this.timer = setTimeout(() => void this.check().finally(again), 0);
  }

  end(): void {
    this.isEnded = true;
    clearTimeout(this.timer);
    this.watched?.end();
    this.watched = null;
  }

  /** Looks once. Never rejects. */
  async check(): Promise<void> {
    try {
      await this.choose();
      if (!this.watched || Date.now() - this.refusedAt < REFUSED_EVERY_MS) return;
      const { fingerprint } = this.watched;
      const reach = await this.watched.check();
      if (this.isEnded) return;
      if (reach.ok) await this.reached(fingerprint);
      else await this.missed(fingerprint, reach);
    } catch (error) {
      logger.debug({ err: (error as Error).message }, "the gateway was not looked at");
    }
  }

  /** Takes up the gateway of the present settings, if an agent works through one. Index: settings_pkey; agents are few. */
  private async choose(): Promise<void> {
    const now = Date.now();
    if (now - this.lookedAt < (this.watched ? CHECK_MS * 2 : LOOK_FOR_WORK_MS)) return;
    this.lookedAt = now;
    const { db } = this.ctx;
    const isUsed = await db.agent.findFirst({
      where: { runtime: GATEWAY, deletedAt: null },
      select: { id: true },
    });
    const settings = isUsed ? await readRuntimeSettings(db, GATEWAY) : null;
    const runtime = settings && (await runtimeWith(db, settings));
    const configured = runtime?.configured();
    const fingerprint = configured?.ok ? configured.fingerprint : null;
    if (this.isEnded || fingerprint === (this.watched?.fingerprint ?? null)) return;
    this.watched?.end();
    const watched = fingerprint === null ? undefined : runtime?.watch?.();
    this.watched = watched && fingerprint !== null ? { ...watched, fingerprint } : null;
    this.failures = 0;
    this.refusedAt = 0;
    this.isHealthy = false;
  }

  private async reached(fingerprint: string): Promise<void> {
    this.failures = 0;
    const now = Date.now();
    if (this.isHealthy && now - this.toldAt < RENEW_EVERY_MS) return;
    this.toldAt = now;
    const health = await runtimeHealth(this.ctx.db, GATEWAY);
    if (health && !health.ok) await markHealthy(this.ctx, GATEWAY, fingerprint);
    if (!this.isHealthy)
      await addJob(this.ctx.db, RECOVER_RUNS, {}, { key: "recoverRuns:gateway" });
    this.isHealthy = true;
  }

  private async missed(
    fingerprint: string,
    { errorClass, reason }: Extract<Reach, { ok: false }>,
  ): Promise<void> {
    this.failures += 1;
    const now = Date.now();
    const isRefused = errorClass === "configuration";
    if (isRefused) this.refusedAt = now;
    else if (this.failures < FAILURES_UNTIL_TOLD) return;
    if (
      !this.isHealthy &&
      this.failures > FAILURES_UNTIL_TOLD &&
      now - this.toldAt < RENEW_EVERY_MS
    )
      return;
    this.toldAt = now;
    this.isHealthy = false;
    const cause: Trouble = isRefused ? "configuration" : "outage";
    const forMs = isRefused ? 2 * REFUSED_EVERY_MS : RETRY_AFTER_MS;
    const until = new Date(this.ctx.clock.now().getTime() + forMs);
    await this.ctx.transaction(async (tx) => {
      const isNew = await keepUnhealthy(tx, GATEWAY, { fingerprint, cause, reason, until });
      if (isNew) await tellOpenWork(tx, reason);
    });
  }
}

type Tx = Parameters<typeof writeSystemComments>[0];

/** Tells the tasks that are worked on at the gateway. Their runs go on there if it does. Index: runs_open_idx. */
async function tellOpenWork(tx: Tx, reason: string): Promise<void> {
  const rows = await tx.db.$queryRaw<{ task: TaskRow }[]>`
    SELECT ${TASK_JSON} AS task FROM runs r JOIN tasks t ON t.run_id = r.id JOIN projects p ON p.id = t.project_id
    WHERE r.outcome IS NULL AND r.runtime = ${GATEWAY} AND r.trigger = 'dispatch' AND t.status = 'in_progress'
    ORDER BY t.id LIMIT ${MAX_TOLD}::int`;
  const why = /[.!?]$/.test(reason) ? reason : `${reason}.`;
  const content = `The connection to the gateway is lost: ${why} The run is joined again when it is back; no attempt is used up.`;
  await writeSystemComments(
    tx,
    rows.map(({ task }) => ({ task, content })),
  );
}

const gatewayWatchPart: ProcessPart<GatewayWatch> = {
  name: "gateway watch",
  open: (db) => new GatewayWatch(db),
  close: async (watch) => watch.end(),
};

export const watchGatewayJob = defineJob({
  name: "watchGateway",
  payload: z.strictObject({}),
  description: "Keeps an eye on the connection to the gateway.",
  periodic: "* * * * *",
  run: async (_ctx, _payload, process) => process.part(gatewayWatchPart).start(),
});
