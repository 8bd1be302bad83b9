import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { givenKey } from "@/lib/testing/actors";
import { type CommandLine, startCommandLine } from "@/lib/testing/command-line";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { inProject } from "@/scripts/project.mjs";
import { startKillableServer } from "../worker/testing/server-process";
import { BatonError, connect, type RunNews, timer, type Workshop } from "./index";

let test: TestDatabase;
let line: CommandLine;
let baton: Workshop;
const key = "mc_the-admin-key-of-the-tests";
beforeAll(async () => {
  test = await createTestDatabase();
  line = await startCommandLine(test);
  baton = connect({ url: line.url, key });
});
afterAll(async () => {
  await line?.close();
  await test?.drop();
});

let agents = 0;
/** An agent that has begun a task: the task and the run. */
async function atWork() {
  const agent = `sdk_${++agents}`;
  await baton.request("POST", "/api/agents/register", { body: { name: agent } });
  const { ticket_ref: ref } = await baton.tasks.create({
    title: `For ${agent}`,
    assigned_to: agent,
  });
  const claim = { path: { id: ref }, body: { agent } };
  const { run } = await baton.request("POST", "/api/tasks/{id}/claim", claim);
  return { agent, ref, run: run.id };
}

/** A connection whose answers are lost on the way as often as said; the requests arrive. */
function losing(times: number): { workshop: Workshop; keys: (string | null)[] } {
  const keys: (string | null)[] = [];
  let left = times;
  const lossy = async (request: Request) => {
    const isChange = request.method === "POST";
    if (isChange) keys.push(request.headers.get("idempotency-key"));
    const response = await fetch(request);
    if (!isChange || left-- <= 0) return response;
    await response.text();
    throw new TypeError("fetch failed", { cause: { code: "ECONNRESET" } });
  };
  return { workshop: connect({ url: line.url, key, fetch: lossy }), keys };
}

/** Breaks every connection, as a restart or a network does. */
const interrupt = () => line.server.closeAllConnections();

describe("a change whose answer is lost", () => {
  it("is sent again with the same key, and done once", async () => {
    const { workshop, keys } = losing(2);
    const { id } = await workshop.tasks.create({ title: "Only once, please" });
    expect(new Set(keys).size).toBe(1);
    expect(keys).toHaveLength(3);
    const { tasks } = await baton.tasks.list({ q: "Only once, please" });
    expect(tasks.map((task) => task.id)).toEqual([id]);
  });

  it("is given up after the patience, as something that may be tried again", async () => {
    const { workshop } = losing(1_000);
    const given = { patience: 1, idempotencyKey: "of the caller" };
    const failure = await workshop.tasks.create({ title: "Lost" }, given).catch((error) => error);
    expect(failure).toMatchObject({ code: "network", status: null, retryable: true });
    // The caller tries again later, with the key it chose.
    const task = await baton.tasks.create({ title: "Lost" }, given);
    const { tasks } = await baton.tasks.list({ q: "Lost" });
    expect(tasks.map(({ id }) => id)).toEqual([task.id]);
  });
});

it("fails with Baton's code, sentence, way out, fields and the request's id", async () => {
  const failure = await baton.tasks
    .create({ title: "x", priority: "urgent" as "high" })
    .catch((error) => error);
  expect(failure).toBeInstanceOf(BatonError);
  expect(failure).toMatchObject({ code: "invalid", status: 400, retryable: false });
  expect(failure.problems[0]).toMatchObject({ field: "priority" });
  expect(failure.requestId).toEqual(expect.any(String));
  const noKey = await connect({ url: line.url, key: "mc_wrong" })
    .tasks.get(1)
    .catch((error) => error);
  expect(noKey).toMatchObject({ code: "unauthenticated", status: 401 });
});

it("keeps connections apart, each with its own key and project", async () => {
  const { project } = await baton.request("POST", "/api/projects", {
    body: { name: "Apart", ticket_prefix: "apart" },
  });
  const apart = connect({ url: line.url, key, project: "apart" });
  const [there, here] = await Promise.all([
    apart.tasks.create({ title: "There" }),
    baton.tasks.create({ title: "Here" }),
  ]);
  expect(there.project_id).toBe(project.id);
  expect(here.project_id).not.toBe(project.id);
  expect((await apart.tasks.list()).tasks.map(({ title }) => title)).toEqual(["There"]);
});

it("ends a call, a wait and a subscription with the signal's own reason", async () => {
  const { run } = await atWork();
  const caller = new AbortController();
  const reason = new Error("enough");
  const pending = [
    baton.runs.wait(run, caller),
    baton.watch({ types: ["project"], signal: caller.signal }).next(),
    baton.person.ask("Anybody there?", { run, signal: caller.signal }),
  ];
  // The question has arrived: the others wait as well by then.
  await expect
    .poll(async () => (await baton.person.requests({ run_id: String(run) })).length)
    .toBe(1);
  caller.abort(reason);
  for (const each of pending) await expect(each).rejects.toBe(reason);
  await expect(baton.tasks.get(1, { signal: caller.signal })).rejects.toBe(reason);
});

describe("events", () => {
  it("come once each and in order over interruptions, and a reader leaves at any time", async () => {
    const first = await baton.tasks.create({ title: "Watched 0" });
    const newest = await test.db.event.findFirstOrThrow({ orderBy: { id: "desc" } });
    const reading = baton.watch({
      types: ["task.created"],
      since: Number(newest.id) - 1,
    });
    const titles: string[] = [];
    const ids: number[] = [];
    for (let n = 1; n <= 3; n++) {
      const { value: event } = await reading.next();
      if (event?.type !== "task.created") throw new Error("another event");
      titles.push(event.data.title);
      ids.push(event.id);
      interrupt();
      await baton.tasks.create({ title: `Watched ${n}` });
    }
    expect(titles).toEqual([first.title, "Watched 1", "Watched 2"]);
    expect(ids).toEqual([...new Set(ids)].sort((a, b) => a - b));
    const [, left] = [await reading.next(), reading.next()];
    await reading.return?.();
    expect(await left).toEqual({ done: true, value: undefined });
  });
});

describe("a run", () => {
  it("is followed to its end, each part once, over interruptions", async () => {
    const { run, ref } = await atWork();
    const news: RunNews[] = [];
    const reading = baton.runs.subscribe(run);
    const text = () => news.flatMap((each) => (each.type === "chunk" ? [each.data] : [])).join("");
    // Parts have numbers, so they may be sent again.
    const say = (after: number, ...parts: string[]) => {
      const chunks = parts.map((data) => ({ kind: "text" as const, data }));
      const input = { path: { id: String(run) }, body: { after, chunks } };
      const given = { idempotencyKey: `parts after ${after}` };
      return baton.request("POST", "/api/runs/{id}/chunks", input, given);
    };
    const until = async (isThere: () => boolean) => {
      while (!isThere()) news.push((await reading.next()).value);
    };
    await until(() => news.some(({ type }) => type === "state"));
    await say(0, "One, ");
    await until(() => text() === "One, ");
    interrupt();
    await say(1, "two, ", "three");
    await until(() => text() === "One, two, three");
    await baton.tasks.complete(ref, "Counted");
    await until(() => news.at(-1)?.type === "ended");
    expect(text()).toBe("One, two, three");
    expect(news.at(-1)).toMatchObject({ type: "ended", run: { outcome: "succeeded" } });
    expect(await reading.next()).toEqual({ done: true, value: undefined });
    expect(await baton.runs.wait(run)).toMatchObject({ id: run, outcome: "succeeded" });
  });

  it("is followed over a restart of the server, each part once", async () => {
    const server = await startKillableServer(test.url);
    try {
      const { run, ref } = await atWork();
      const news: RunNews[] = [];
      const reading = connect({ url: server.url, key }).runs.subscribe(run);
      const parts = () => news.flatMap((each) => (each.type === "chunk" ? [each.data] : []));
      const say = (after: number, data: string) =>
        baton.request("POST", "/api/runs/{id}/chunks", {
          path: { id: String(run) },
          body: { after, chunks: [{ kind: "text", data }] },
        });
      const until = async (isThere: () => boolean) => {
        while (!isThere()) news.push((await reading.next()).value);
      };
      await until(() => news.some(({ type }) => type === "state"));
      await say(0, "One, ");
      await until(() => parts().length === 1);
      await server.kill();
      await say(1, "two");
      await until(() => parts().length === 2);
      await Promise.all([server.kill(), baton.tasks.complete(ref, "Counted")]);
      await until(() => news.at(-1)?.type === "ended");
      expect(parts()).toEqual(["One, ", "two"]);
      expect(await reading.next()).toEqual({ done: true, value: undefined });
    } finally {
      await server.close();
    }
  });

  it("is waited for no longer than asked for", async () => {
    const { run } = await atWork();
    expect(await baton.runs.wait(run, { within: 50 })).toMatchObject({ outcome: null });
  });
});

describe("a question to a person", () => {
  const open = async (run: number) => (await baton.person.requests({ run_id: String(run) }))[0];

  it("is a promise of the answer", async () => {
    const { run } = await atWork();
    const asking = baton.person.ask("May I deploy?", {
      run,
      options: ["Yes", "No"],
      proposed: "Yes",
    });
    await expect.poll(() => open(run)).toMatchObject({ title: "May I deploy?", proposed: "Yes" });
    interrupt();
    await baton.person.answer((await open(run))?.id as number, {
      option: "No",
      text: "It is Friday",
    });
    const answer = await asking;
    expect(answer).toMatchObject({
      state: "answered",
      option: "No",
      label: "No",
      text: "It is Friday",
    });
    expect(`${answer}`).toBe("No");
  });

  it("asked again by a program that was restarted is the same question", async () => {
    const { run } = await atWork();
    const first = await baton.person.ask("Which port?", { run, within: 1 }).catch((error) => error);
    expect(first).toMatchObject({ code: "timeout", retryable: true });
    const waiting = Promise.withResolvers<void>();
    const restarted = connect({
      url: line.url,
      key,
      fetch: (request) => {
        if (request.method === "GET") waiting.resolve();
        return fetch(request);
      },
    });
    const again = restarted.person.ask("Which port?", { run });
    // Answered sooner, it would be asked anew: the program that asks has the key of an admin, and hears nothing for the agent.
    await waiting.promise;
    await baton.person.answer((await open(run))?.id as number, { text: "443" });
    expect(`${await again}`).toBe("443");
    expect(await test.db.request.count({ where: { runId: run } })).toBe(1);
  });

  it("asked again by an agent's program that was away while it was answered gives that answer", async () => {
    const { run, agent } = await atWork();
    const { id: agentId } = await test.db.agent.findUniqueOrThrow({ where: { name: agent } });
    const own = connect({ url: line.url, key: await givenKey(test.db, { agentId }) });
    await own.person.ask("Which port?", { run, within: 1 }).catch(() => undefined);
    await baton.person.answer((await open(run))?.id as number, { text: "443" });
    expect(`${await own.person.ask("Which port?", { run })}`).toBe("443");
    expect(await test.db.request.count({ where: { runId: run } })).toBe(1);
  });

  it("needs a run, and says where it comes from", async () => {
    await expect(baton.person.ask("Hello?")).rejects.toMatchObject({
      code: "usage",
      fix: expect.stringContaining("{ run }"),
    });
  });
});

it("says what is wrong when a script without types names an agent where names are meant", async () => {
  const refused = { code: "usage", fix: 'write the name in brackets: ["impl"]' };
  await expect(baton.status("impl" as never)).rejects.toMatchObject(refused);
  await expect(baton.fan("Hm?", "impl" as never)).rejects.toMatchObject(refused);
});

it("gives an agent the same task again and again, until it is cancelled", async () => {
  const { agent } = await atWork();
  const interval = timer.minutes(5);
  await baton.every(agent, "Look at the logs", { interval });
  await baton.every(agent, "Look at the errors", { interval });
  const names = async () => (await baton.schedules()).map(({ name }) => name);
  expect((await names()).filter((name) => name.includes(agent))).toHaveLength(1);
  await baton.cancel(agent);
  expect((await names()).filter((name) => name.includes(agent))).toEqual([]);
});

it("keeps values, also those that are false or nothing, and changes none that another has changed", async () => {
  await baton.put("flag", false);
  await baton.put("none", null);
  expect([
    await baton.get("flag", true),
    await baton.get("none", 1),
    await baton.get("no", 2),
  ]).toEqual([false, null, 2]);
  const { version } = await baton.put("count", 1, { version: 0 });
  await baton.put("count", 2, { version });
  await expect(baton.put("count", 3, { version })).rejects.toBeInstanceOf(BatonError);
  expect(await baton.storeKeys()).toEqual(["count", "flag", "none"]);
  await baton.storeDelete("flag");
  expect(await baton.get("flag")).toBeUndefined();
});

it("waits for a task until a person has decided", async () => {
  const { ref } = await atWork();
  const waiting = baton.tasks.wait(ref);
  await baton.tasks.cancel(ref, "Not wanted");
  expect(await waiting).toMatchObject({ ticket_ref: ref, status: "cancelled" });
});

/** The pinned Node, and the machine's own. */
const nodes = [
  ...new Set([
    process.execPath,
    execFileSync("sh", ["-c", "command -v node"], {
      env: {
        ...process.env,
        PATH: (process.env.PATH ?? "")
          .split(":")
          .filter((at) => !at.includes("node_modules"))
          .join(":"),
      },
      encoding: "utf8",
    }).trim(),
  ]),
];

it.each(nodes)(
  "is one file that %s imports by the package's name, configured by the environment",
  async (node) => {
    const script = path.join(line.folder, "team.mjs");
    const sdk = inProject("cli/sdk/dist/sdk.mjs");
    writeFileSync(
      script,
      `import { tasks, watch, timer, BatonError } from ${JSON.stringify(sdk)};
const { ticket_ref } = await tasks.create({ title: "From a script" });
for await (const event of watch({ task: ticket_ref, since: 0, onGap() {} })) {
  console.log(event.type, event.data.title, timer.minutes(5));
  break;
}
console.log(await tasks.get("NOPE-1").catch((error) => error instanceof BatonError && error.code));`,
    );
    const { code, out, err } = await line.startShell(`"${node}" ${script}`).ended;
    expect({ code, out, err }).toEqual({
      code: 0,
      out: "task.created From a script 300000\nnot_found\n",
      err: expect.not.stringContaining("Error"),
    });
  },
);
