import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { GET as readChunksRoute } from "@/app/api/runs/[id]/chunks/route";
import { GET as readRunRoute } from "@/app/api/runs/[id]/route";
import type { AgentRow } from "@/lib/agents/row";
import type { Context } from "@/lib/core/context";
import { sweep } from "@/lib/recovery/sweep";
import { closeRun, openRun } from "@/lib/runs/record";
import type { RunRow, RunWithTexts } from "@/lib/runs/wire";
import { runtimeNamed } from "@/lib/runtimes/registry";
import type { Runtime, RuntimeEvent, RuntimeOutcome } from "@/lib/runtimes/runtime";
import { contextOf } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { emptyTables } from "@/lib/testing/empty-tables";
import { type Call, caller } from "@/lib/testing/http";
import type { RunOwner } from "./owner";
import { BATON_RUN_LEASE_MS, resultOf } from "./terms";
import { RunWorker } from "./worker";

/** What runs say while they are open. */
let db: TestDatabase;
let ctx: Context;
let worker: RunWorker;
let call: Call;
let anthropic: Runtime;
beforeAll(async () => {
  db = await createTestDatabase();
  ctx = contextOf(db.db);
  worker = new RunWorker(db.db, { tickMs: 25, writeAfterMs: 50 });
  call = caller(db.db, {
    "/api/runs/[id]": { GET: readRunRoute },
    "/api/runs/[id]/chunks": { GET: readChunksRoute },
  });
  anthropic = (await runtimeNamed(db.db, "anthropic")) as Runtime;
  // Every byte of a run's text that a statement writes, however often it writes it.
  await db.db.$executeRawUnsafe("CREATE TABLE written (place text, bytes int)");
  await db.db.$executeRawUnsafe(`
    CREATE FUNCTION note_chunk() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN INSERT INTO written VALUES ('chunks', octet_length(NEW.data)); RETURN NEW; END $$`);
  await db.db.$executeRawUnsafe(`
    CREATE FUNCTION note_run() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN INSERT INTO written VALUES ('run', octet_length(NEW.output)); RETURN NEW; END $$`);
  await db.db.$executeRawUnsafe(
    "CREATE TRIGGER note_chunk AFTER INSERT OR UPDATE ON run_chunks FOR EACH ROW EXECUTE FUNCTION note_chunk()",
  );
  await db.db.$executeRawUnsafe(
    "CREATE TRIGGER note_run AFTER INSERT OR UPDATE ON run_texts FOR EACH ROW EXECUTE FUNCTION note_run()",
  );
});
afterAll(async () => {
  await worker.stop();
  await db.drop();
});
beforeEach(async () => {
  await emptyTables(db.db, "runs", "written");
});

const open = (): Promise<RunWithTexts> =>
  ctx.transaction((tx) =>
    openRun(tx, {
      taskId: null,
      taskRef: null,
      projectId: null,
      agent: "iris",
      runtime: "anthropic",
      trigger: "dispatch",
      leaseMs: BATON_RUN_LEASE_MS,
    }),
  );

const owner: RunOwner = {
  trigger: "dispatch",
  outlivesProcess: false,
  request: async (_, live) => ({
    key: "key",
    agentId: "iris",
    sessionKey: null,
    purpose: "task",
    model: null,
    system: null,
    prompt: "",
    signal: live.controller.signal,
    timeoutMs: 60_000,
  }),
  finish: (by, { run }, outcome) =>
    by.transaction((tx) =>
      closeRun(tx, run.id, resultOf(outcome, outcome.status === "failed" ? outcome : null)),
    ),
};

/** Works on a run whose runtime says what `events` yield. */
async function work(events: (run: RunRow) => AsyncGenerator<RuntimeEvent>): Promise<RunRow> {
  const run = await open();
  const runtime: Runtime = { ...anthropic, start: () => events(run) };
  worker.start(owner, { run, runtime, agent: { name: "iris", config: {} } as AgentRow });
  return run;
}

const ended = (output: string): RuntimeOutcome => ({
  status: "failed",
  output,
  model: null,
  usage: { tokensIn: null, tokensOut: null, costUsd: null },
  errorClass: "network",
  error: "the line broke",
  retryAfterMs: null,
});

async function writtenTo(place: "chunks" | "run"): Promise<number> {
  const [row] = await db.db.$queryRaw<{ bytes: number }[]>`
    SELECT COALESCE(sum(bytes), 0)::int AS bytes FROM written WHERE place = ${place}`;
  return row?.bytes ?? 0;
}
const hasWritten = (bytes: number) =>
  vi.waitFor(async () => expect(await writtenTo("chunks")).toBe(bytes), {
    timeout: 30_000,
    interval: 10,
  });

test("a streamed answer of 200 KB writes each byte once, and is whole when its run is closed", async () => {
  const piece = (index: number) => `${index}:`.padEnd(4_000, "x");
  const pieces = Array.from({ length: 50 }, (_, index) => piece(index));
  const run = await work(async function* () {
    for (const [index, text] of pieces.entries()) {
      yield { type: "text", text };
      if (index % 10 === 9) await hasWritten((index + 1) * 4_000);
    }
    yield { type: "outcome", outcome: ended("") };
  });
  await worker.idle();
  expect(await writtenTo("chunks")).toBe(200_000);
  expect(await writtenTo("run")).toBe(200_000);
  const closed = await db.db.runText.findUniqueOrThrow({ where: { runId: run.id } });
  expect(closed.output).toBe(pieces.join(""));
  expect(await db.db.runChunk.count()).toBe(0);
});

test("a screen reads what was said so far, and then only what came since", async () => {
  let release = (): void => undefined;
  const until = new Promise<void>((resolve) => (release = resolve));
  const run = await work(async function* () {
    yield { type: "text", text: "one " };
    await hasWritten(4);
    yield { type: "text", text: "two" };
    await until;
    yield { type: "outcome", outcome: ended("one two three") };
  });
  await hasWritten(4);
  const first = await call("GET", `/api/runs/${run.id}/chunks`);
  expect(first.body).toMatchObject({
    is_open: true,
    chunks: [{ seq: 1, kind: "text", data: "one " }],
  });
  await hasWritten(7);
  expect((await call("GET", `/api/runs/${run.id}`)).body.run.output).toBe("one two");
  const since = await call("GET", `/api/runs/${run.id}/chunks?after_seq=1`);
  expect(since.body).toMatchObject({ chunks: [{ seq: 2, data: "two" }], next_after_seq: 2 });
  release();
  await worker.idle();
  expect((await call("GET", `/api/runs/${run.id}/chunks?after_seq=2`)).body).toEqual({
    chunks: [],
    is_open: false,
    source: "output",
    next_after_seq: 2,
    has_more: false,
  });
  const whole = await call("GET", `/api/runs/${run.id}/chunks`);
  expect(whole.body.chunks).toMatchObject([{ seq: 1, kind: "text", data: "one two three" }]);
  expect((await call("GET", `/api/runs/${run.id}`)).body.run.output).toBe("one two three");
  expect((await call("GET", "/api/runs/999999/chunks")).status).toBe(404);
  expect((await call("GET", `/api/runs/${run.id}/chunks?after_seq=x`)).status).toBe(400);
});

test("what is said meanwhile is written to no log", async () => {
  const kept = await db.db.$queryRaw`
    SELECT relname, relpersistence::text FROM pg_class WHERE relname IN ('run_chunks', 'run_texts') ORDER BY 1`;
  expect(kept).toEqual([
    { relname: "run_chunks", relpersistence: "u" },
    { relname: "run_texts", relpersistence: "p" },
  ]);
});

test("what came in while a run was closed is swept away", async () => {
  const [closed, stillOpen] = [await open(), await open()];
  await ctx.transaction((tx) => closeRun(tx, closed.id, { outcome: "succeeded", output: "all" }));
  for (const { id } of [closed, stillOpen])
    await db.db.runChunk.create({ data: { runId: id, seq: 1, data: "late", totalLength: 4 } });
  expect((await call("GET", `/api/runs/${closed.id}`)).body.run.output).toBe("all");
  expect(await sweep(ctx)).toMatchObject({ runChunks: 1 });
  expect((await db.db.runChunk.findMany()).map(({ runId }) => runId)).toEqual([stillOpen.id]);
});

describe("the log of a run", () => {
  /** Says these parts, in one statement, as a worker's report does. */
  async function say(runId: number, parts: readonly (readonly [kind: string, data: string])[]) {
    let totalLength = 0;
    await db.db.runChunk.createMany({
      data: parts.map(([kind, data], at) => {
        totalLength += data.length;
        return { runId, seq: at + 1, kind, data, totalLength };
      }),
    });
  }
  const read = async (runId: number, after = 0) =>
    (await call("GET", `/api/runs/${runId}/chunks?after_seq=${after}`)).body;
  const end = (id: number, output?: string) =>
    ctx.transaction((tx) => closeRun(tx, id, { outcome: "failed", output }));

  test("is kept by kind and under the same numbers when the run ends", async () => {
    const run = await open();
    await say(run.id, [
      ["text", "I look.\n"],
      ["tool", 'Bash {"command":"npm test"}\n'],
      ["log", "\u001b[31mred\u001b[0m\n"],
    ]);
    const before = await read(run.id);
    expect(before).toMatchObject({ source: "stream", is_open: true, next_after_seq: 3 });
    await end(run.id, "It failed.");
    const after = await read(run.id);
    expect(after).toEqual({ ...before, source: "log", is_open: false });
    expect((await read(run.id, 2)).chunks).toEqual(before.chunks.slice(2));
    expect(await read(run.id, 3)).toMatchObject({ chunks: [], source: "log", next_after_seq: 3 });
    expect((await call("GET", `/api/runs/${run.id}`)).body.run.output).toBe("It failed.");
  });

  test("has what came while the run was closed, once that is swept away", async () => {
    const run = await open();
    await say(run.id, [["log", "one\n"]]);
    await end(run.id);
    await db.db.runChunk.create({
      data: { runId: run.id, seq: 2, data: "late\n", totalLength: 9 },
    });
    await sweep(ctx);
    expect((await read(run.id)).chunks).toMatchObject([{ data: "one\n" }, { data: "late\n" }]);
  });

  test("is not written for a run that said nothing but its answer, and is gone with its run", async () => {
    const [plain, deleted] = [await open(), await open()];
    await say(plain.id, [["text", "the answer"]]);
    await say(deleted.id, [["log", "x"]]);
    await end(plain.id);
    expect(await db.db.runText.findUnique({ where: { runId: plain.id } })).toMatchObject({
      output: "the answer",
      log: null,
    });
    await db.db.run.delete({ where: { id: deleted.id } });
    expect(await db.db.runText.count({ where: { runId: deleted.id } })).toBe(0);
  });

  test("of any length is read in pieces that are the same while it is open and afterwards", async () => {
    const run = await open();
    const parts = Array.from(
      { length: 50 },
      (_, at) => ["log", `${at}`.padEnd(60_000, ".")] as const,
    );
    await say(run.id, parts);
    const whole = async () => {
      const pages = [];
      for (let page = await read(run.id); ; page = await read(run.id, page.next_after_seq)) {
        pages.push(page.chunks.map(({ seq }: { seq: number }) => seq));
        if (!page.has_more) return pages;
      }
    };
    const streamed = await whole();
    expect(streamed.map((page) => page.length)).toEqual([17, 17, 16]);
    const { output } = (await call("GET", `/api/runs/${run.id}`)).body.run;
    expect(output).toHaveLength(1_020_000);
    expect(output.startsWith("33...")).toBe(true);
    await end(run.id);
    expect(await whole()).toEqual(streamed);
    expect((await call("GET", `/api/runs/${run.id}`)).body.run.output).toHaveLength(1_000_000);
  });
});
