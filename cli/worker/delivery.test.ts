import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, it } from "vitest";
import { type Baton, connect } from "@/client/client";
import { deliver, type Result, resultOf } from "./delivery";
import { Records } from "./files";

const RUN = { id: 7, ref: "shop-001", agent: "dev_1" };
const handIn = (evidence = null as never): Result =>
  resultOf(RUN, { is: "complete", body: { resolution: "Done" }, evidence });

type Answers = Record<string, [status: number, body: object]>;

/** A client of a server that gives these answers, and what it was asked. */
function batonOf(answers: Answers): { baton: Baton; asked: string[]; bodies: unknown[] } {
  const asked: string[] = [];
  const bodies: unknown[] = [];
  const baton = connect({
    url: "http://baton.test",
    key: "mc_x",
    fetch: async (request) => {
      const line = `${request.method} ${new URL(request.url).pathname}`;
      asked.push(line);
      bodies.push(request.body ? await request.json() : null);
      const [status, body] = answers[line] ?? [503, { code: "unavailable", detail: "Away" }];
      const headers = { "content-type": "application/json" };
      return new Response(JSON.stringify(body), { status, headers });
    },
  });
  return { baton, asked, bodies };
}

const refusal = (code: string, more: object = {}) => ({ code, detail: code, ...more });
const COMPLETE = "POST /api/tasks/shop-001/complete";
const END = "POST /api/runs/7/end";
const READ = "GET /api/runs/7";
const open: [number, object] = [200, { run: { outcome: null, state: "running" } }];
const done = { task: { ticket_ref: "shop-001", status: "review" } };

it.each<[string, Answers, object, string[]]>([
  [
    "is taken",
    { [READ]: open, [COMPLETE]: [200, done] },
    { is: "delivered", status: "review" },
    [READ, COMPLETE],
  ],
  ["waits while the server is away", {}, { is: "later" }, [READ]],
  [
    "waits while its key is refused",
    { [READ]: open, [COMPLETE]: [401, refusal("unauthenticated")] },
    { is: "later" },
    [READ, COMPLETE],
  ],
  [
    "that breaks the server is put aside",
    { [READ]: open, [COMPLETE]: [500, refusal("internal")] },
    { is: "stuck", why: "internal" },
    [READ, COMPLETE],
  ],
  [
    "that its key may not hand in is put aside",
    { [READ]: open, [COMPLETE]: [403, refusal("forbidden")] },
    { is: "stuck", why: "forbidden" },
    [READ, COMPLETE],
  ],
  [
    "of a run that asks is left to the answer",
    { [READ]: open, [COMPLETE]: [409, refusal("conflict", { reason: "request_open" })] },
    { is: "parked" },
    [READ, COMPLETE],
  ],
  [
    "of a run that was answered meanwhile is none",
    { [READ]: [200, { run: { outcome: null, state: "answered" } }] },
    { is: "parked" },
    [READ],
  ],
  [
    "that its agent handed in itself is there already",
    { [READ]: [200, { run: { outcome: "succeeded" } }], [COMPLETE]: [409, refusal("stale_run")] },
    { is: "delivered" },
    [READ, COMPLETE, READ],
  ],
  [
    "of a run that somebody cancelled changes nothing",
    { [READ]: [200, { run: { outcome: "cancelled" } }], [COMPLETE]: [409, refusal("stale_run")] },
    { is: "dropped", why: "its run ended as cancelled" },
    [READ, COMPLETE, READ],
  ],
  [
    "that cannot be handed in as the task stands ends its run",
    {
      [READ]: open,
      [COMPLETE]: [409, refusal("conflict")],
      [END]: [200, { task: { ticket_ref: "shop-001", status: "inbox" } }],
    },
    { is: "delivered", status: "inbox" },
    [READ, COMPLETE, READ, END],
  ],
  [
    "that Baton cannot read ends its run",
    { [READ]: open, [COMPLETE]: [400, refusal("invalid")], [END]: [200, done] },
    { is: "delivered" },
    [READ, COMPLETE, END],
  ],
])("a result %s", async (_, answers, delivery, requests) => {
  const { baton, asked } = batonOf(answers);
  expect(await deliver(baton, handIn())).toMatchObject(delivery);
  expect(asked).toEqual(requests);
});

it("tells what a program used that handed its task in by itself", async () => {
  const answers: Answers = {
    [READ]: [200, { run: { outcome: "succeeded", tokens_in: null, tokens_out: null } }],
    [COMPLETE]: [409, refusal("stale_run")],
    "POST /api/tokens": [200, { success: true }],
  };
  const used = { tokens_in: 1200, tokens_out: 34, cost_usd: 0.25, model: "m" };
  const { baton, asked, bodies } = batonOf(answers);
  const body = { resolution: "Done", ...used };
  const result = resultOf(RUN, { is: "complete", body, evidence: null });
  expect(await deliver(baton, result)).toMatchObject({ is: "delivered" });
  expect(asked).toEqual([READ, COMPLETE, READ, "POST /api/tokens"]);
  expect(bodies.at(-1)).toEqual({
    ...{ run_id: 7, agent: "dev_1", model: "m", inputTokens: 1200, outputTokens: 34 },
    costUsd: 0.25,
  });
  // Sent again, the figures are there.
  answers[READ] = [200, { run: { outcome: "succeeded", tokens_in: 1200, tokens_out: 34 } }];
  await deliver(baton, result);
  expect(asked.slice(4)).toEqual([READ, COMPLETE, READ]);
});

it("leaves a run to its answer whose worker died while its program waited", async () => {
  const waiting: Answers = { [READ]: [200, { run: { outcome: null, state: "waiting" } }] };
  const { baton, asked } = batonOf(waiting);
  const lost = { error_class: "lost", error: "the worker died" } as const;
  const result = resultOf(RUN, { is: "end", body: lost });
  expect(await deliver(baton, result)).toEqual({ is: "parked" });
  expect(asked).toEqual([READ]);
});

it("a result is a file until it is removed, and what is no JSON is none", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "outbox-"));
  const records = new Records<Result>(folder);
  const result = handIn();
  records.put("7", result);
  writeFileSync(path.join(folder, "8.json"), '{"run": 8, "ta');
  expect(records.all()).toEqual([result]);
  records.remove("7");
  expect(records.all()).toEqual([]);
});
