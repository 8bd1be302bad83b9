import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, it } from "vitest";
import { connect } from "@/client/client";
import { type Result, resultOf } from "./delivery";
import { Records } from "./files";
import { Outbox } from "./outbox";

const PAUSES = { away: { firstMs: 1, longestMs: 2 }, stuck: { firstMs: 20, longestMs: 40 } };
const DONE = { task: { ticket_ref: "shop-001", status: "review" } };

/** An outbox that delivers to a server which answers the hand-in of a task with what `answers` has for it. */
function outboxOf(answers: Record<string, () => [status: number, body: object]>) {
  const records = new Records<Result>(mkdtempSync(path.join(tmpdir(), "outbox-")));
  const told: string[] = [];
  let tell: () => void = () => undefined;
  const note = (line: string) => {
    told.push(line);
    tell();
  };
  const tries = new Map<string, number>();
  const baton = connect({
    url: "http://baton.test",
    key: "mc_x",
    fetch: async ({ method, url }) => {
      const { pathname } = new URL(url);
      const task = /\/tasks\/([^/]+)\/complete$/.exec(pathname)?.[1] ?? "";
      if (method === "POST") tries.set(task, (tries.get(task) ?? 0) + 1);
      const [status, body] =
        method === "GET"
          ? [200, { run: { outcome: null, state: "running" } }]
          : (answers[task]?.() ?? [200, DONE]);
      return Response.json(body, { status });
    },
  });
  const outbox = new Outbox(
    records,
    baton,
    {
      delivered: ({ task }) => note(`delivered ${task}`),
      waits: (why) => note(`waits: ${why}`),
      stuck: ({ task }, why) => note(`stuck ${task}: ${why}`),
    },
    PAUSES,
  );
  let runs = 0;
  const put = (...tasks: string[]) => {
    for (const task of tasks) {
      const run = { id: ++runs, ref: task, agent: "dev_1" };
      outbox.put(resultOf(run, { is: "complete", body: { resolution: "Done" }, evidence: null }));
    }
  };
  const until = async (isThere: () => boolean) => {
    while (!isThere())
      await new Promise<void>((resolve) => {
        tell = resolve;
      });
  };
  return { outbox, records, told, tries, put, until };
}

const broken = (): [number, object] => [500, { code: "internal", detail: "It broke" }];

it("delivers what comes behind a result that Baton cannot take, and tries that one again", async () => {
  let isMended = false;
  const { outbox, records, told, tries, put, until } = outboxOf({
    a: () => (isMended ? [200, DONE] : broken()),
  });
  put("a", "b", "c");
  const running = outbox.run();
  await until(() => told.length === 3);
  expect(told).toEqual(["stuck a: It broke", "delivered b", "delivered c"]);
  expect(outbox.waiting).toEqual([]);
  expect(outbox.stuck).toMatchObject([{ task: "a", stuck: { why: "It broke" } }]);
  expect(records.get("1")).toMatchObject({ stuck: { why: "It broke" } });
  await outbox.empty();
  await expect.poll(() => tries.get("a"), { interval: 5 }).toBeGreaterThan(2);
  expect(told).toHaveLength(3);
  isMended = true;
  await until(() => told.length === 4);
  expect(told[3]).toBe("delivered a");
  expect(records.all()).toEqual([]);
  outbox.stop();
  await running;
});

it("tries a result that was removed no more", async () => {
  const { outbox, records, told, put, until } = outboxOf({ a: broken });
  put("a");
  const running = outbox.run();
  await until(() => told.length === 1);
  records.remove("1");
  put("b");
  await until(() => told.includes("delivered b"));
  expect(records.all()).toEqual([]);
  outbox.stop();
  await running;
});

it("tries nothing else while Baton is away, and everything when it is back", async () => {
  let isAway = true;
  const { outbox, told, put, until, tries } = outboxOf({
    a: () => (isAway ? [503, { code: "unavailable", detail: "Away" }] : [200, DONE]),
  });
  put("a", "b");
  const running = outbox.run();
  await until(() => told.length === 1);
  await expect.poll(() => tries.get("a"), { interval: 5 }).toBeGreaterThan(2);
  expect(tries.get("b")).toBeUndefined();
  isAway = false;
  await until(() => told.length === 3);
  expect(told).toEqual(["waits: Away", "delivered a", "delivered b"]);
  outbox.stop();
  await running;
});
