import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import type { Context } from "@/lib/core/context";
import { closeRun, openRun } from "@/lib/runs/record";
import type { RunRow } from "@/lib/runs/wire";
import { closeLinks } from "@/lib/runtimes/openclaw/link";
import { runtimeNamed } from "@/lib/runtimes/registry";
import { runKeyOf } from "@/lib/runtimes/run-key";
import { DETACH } from "@/lib/runtimes/runtime";
import { contextOf } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { emptyTables } from "@/lib/testing/empty-tables";
import { type FakeGateway, startFakeGateway } from "@/lib/testing/openclaw-gateway";
import { stopRun } from "./stop";

const MINUTE_MS = 60_000;

let db: TestDatabase;
let ctx: Context;
let gateway: FakeGateway;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  await emptyTables(db.db, "runs", "graphile_worker._private_jobs");
  ctx = contextOf(db.db);
  gateway = await startFakeGateway();
  vi.stubEnv("BATON_SECRET", "a secret for tests that is long enough");
  vi.stubEnv("OPENCLAW_GATEWAY_URL", gateway.url);
  vi.stubEnv("OPENCLAW_GATEWAY_TOKEN", gateway.options.token);
});
afterEach(async () => {
  closeLinks();
  await gateway.stop();
  vi.unstubAllEnvs();
});

/** A run at work at the gateway, and cancelled in Baton while the network between them is cut. */
async function cancelledInAPartition(deadline: Date): Promise<RunRow> {
  const session_key = "agent:alpha:baton-task-001";
  const run = await ctx.transaction((tx) =>
    openRun(tx, {
      taskId: null,
      taskRef: null,
      projectId: null,
      agent: "alpha",
      runtime: "openclaw",
      trigger: "dispatch",
      details: { agent_id: "alpha", session_key, deadline_at: deadline.toISOString() },
    }),
  );
  gateway.script({ hang: true });
  const reader = new AbortController();
  const runtime = await runtimeNamed(db.db, "openclaw");
  const events = runtime?.start({
    key: runKeyOf(run.id),
    agentId: "alpha",
    sessionKey: session_key,
    purpose: "task",
    model: null,
    system: null,
    prompt: "Do it.",
    signal: reader.signal,
    timeoutMs: MINUTE_MS,
  });
  const left = (async () => {
    for await (const event of events ?? []) if (event.type === "outcome") return;
  })();
  await gateway.runs.begun(1);
  reader.abort(DETACH);
  await left;
  closeLinks();
  await gateway.stop();
  await ctx.transaction((tx) => closeRun(tx, run.id, { outcome: "cancelled" }));
  return run;
}

async function takeQueuedStops(): Promise<{ payload: { runId: number }; inMs: number }[]> {
  return db.db.$queryRaw`
    DELETE FROM graphile_worker._private_jobs j USING graphile_worker._private_tasks t
    WHERE t.id = j.task_id AND t.identifier = 'stopRun'
    RETURNING j.payload, extract(epoch FROM j.run_at - now())::float8 * 1000 AS "inMs"`;
}

const statusAtGateway = (): (string | null)[] =>
  gateway.asks.map((ask) => gateway.runs.session(ask.sessionKey).status);

test("a run cancelled while its gateway is out of reach is stopped once that is back", async () => {
  const run = await cancelledInAPartition(new Date(Date.now() + 30 * MINUTE_MS));
  expect(await takeQueuedStops()).toHaveLength(1);
  await stopRun(ctx, run.id);
  expect(statusAtGateway()).toEqual(["running"]);
  const [again] = await takeQueuedStops();
  expect(again?.payload).toEqual({ runId: run.id });
  expect(again?.inMs).toBeGreaterThan(0);
  await gateway.listen();
  await stopRun(ctx, run.id);
  await expect.poll(statusAtGateway).toEqual(["killed"]);
  expect(await takeQueuedStops()).toEqual([]);
});

test("a run past its deadline is not looked for any more", async () => {
  const run = await cancelledInAPartition(new Date(Date.now() - MINUTE_MS));
  await takeQueuedStops();
  await stopRun(ctx, run.id);
  expect(await takeQueuedStops()).toEqual([]);
});
