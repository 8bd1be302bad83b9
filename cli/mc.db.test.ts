import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as tasksRoute from "@/app/api/tasks/route";
import { systemActor } from "@/lib/core/actor";
import { createContext } from "@/lib/core/context";
import { preparePartitions } from "@/lib/events/partitions";
import { dropOldPartitions } from "@/lib/events/retention";
import { givenKey } from "@/lib/testing/actors";
import { type CommandLine, startCommandLine } from "@/lib/testing/command-line";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { fillPartitions } from "@/lib/testing/event-partitions";
import { caller } from "@/lib/testing/http";
import { reviews } from "./groups/work";
import { tableText } from "./output/table";
import type { Row } from "./verbs/verb";

let test: TestDatabase;
let line: CommandLine;
beforeAll(async () => {
  test = await createTestDatabase();
  line = await startCommandLine(test);
});
afterAll(async () => {
  await line?.close();
  await test?.drop();
});

const make = async (title: string): Promise<{ ticket_ref: string; id: number }> =>
  JSON.parse((await line.mc(["tasks", "create", title])).out).task;

describe("an answer", () => {
  it("is one JSON document where nobody looks, and identifiers alone with --quiet", async () => {
    const { code, out, err } = await line.mc(["tasks", "create", "Fix", "the", "login"]);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    const { task } = JSON.parse(out);
    expect(task).toMatchObject({ title: "Fix the login", status: "inbox" });
    expect((await line.mc(["tasks", "list", "--quiet"])).out).toContain(`${task.ticket_ref}\n`);
  });

  it("takes fields from options, files, standard input and --body, of which options count most", async () => {
    const file = path.join(line.folder, "description.md");
    writeFileSync(file, "Long\ntext");
    const body = JSON.stringify({ title: "From the body", priority: "low", labels: ["a"] });
    const words = [
      "tasks",
      "create",
      "--body",
      body,
      "--priority",
      "high",
      "--description",
      `@${file}`,
    ];
    const { task } = JSON.parse((await line.mc([...words, "--due-on", "2026-12-01"])).out);
    expect(task).toMatchObject({
      title: "From the body",
      priority: "high",
      labels: ["a"],
      description: "Long\ntext",
      due_on: "2026-12-01",
    });
    const update = ["tasks", "update", task.ticket_ref, "--no-due-on", "--description", "-"];
    const changed = JSON.parse((await line.mc(update, { input: "piped" })).out).task;
    expect(changed).toMatchObject({ due_on: null, description: "piped" });
    const bodyToo = await line.mc(["tasks", "create", "--body", "-"], {
      input: '{"title": "Piped"}',
    });
    expect(JSON.parse(bodyToo.out).task.title).toBe("Piped");
  });

  it("is every page with --all, and the project's alone with --project", async () => {
    await line.mc(["projects", "create", "Side", "--ticket-prefix", "side"]);
    for (const n of [1, 2, 3]) await line.mc(["tasks", "create", `Side ${n}`, "--project", "side"]);
    const words = ["tasks", "list", "--project", "side", "--limit", "1", "--all"];
    const { tasks, next_cursor } = JSON.parse((await line.mc(words)).out);
    expect({ count: tasks.length, next_cursor }).toEqual({ count: 3, next_cursor: null });
  });
});

describe("a failure", () => {
  const failed = async (words: string[], options = {}) => {
    const { code, out, err } = await line.mc([...words, "--json"], options);
    expect(out).toBe("");
    return { code, ...JSON.parse(err) };
  };

  it("is 2 for wrong usage, and names the command that was meant", async () => {
    expect(await failed(["taks", "list"])).toMatchObject({
      code: "usage",
      message: "unknown command 'taks'",
      fix: expect.stringContaining("tasks"),
    });
    const { code, err } = await line.mc(["tasks", "lst"]);
    expect({ code, err }).toEqual({ code: 2, err: expect.stringMatching(/Did you mean .*list/) });
    expect((await line.mc(["tasks", "list", "--stauts", "inbox"])).err).toContain("--status");
    expect((await line.mc(["tasks", "get"])).err).toContain("--id");
    expect((await line.mc(["tasks", "create"])).err).toContain("title");
  });

  it("is 2 with the field and its rule where Baton refuses the request as it stands", async () => {
    const { problems, retryable } = await failed(["tasks", "create", "x", "--priority", "urgent"]);
    expect(retryable).toBe(false);
    expect(problems[0]).toMatchObject({ field: "priority" });
    expect((await line.mc(["tasks", "get", "TASK-99999"])).code).toBe(2);
  });

  it("is 3 without a key that works, 4 for what the key may not do, 5 where nobody answers", async () => {
    const viewer = await givenKey(test.db, { role: "viewer" });
    const none = await line.mc(["tasks", "list"], { key: "" });
    expect({ code: none.code, err: none.err }).toMatchObject({
      code: 3,
      err: expect.stringContaining("MC_API_KEY"),
    });
    expect((await line.mc(["tasks", "list"], { key: "mc_wrong" })).code).toBe(3);
    expect((await line.mc(["tasks", "create", "x"], { key: viewer })).code).toBe(4);
    const away = await line.mc(["tasks", "list", "--url", "http://127.0.0.1:1", "--json"]);
    expect(away.code).toBe(5);
    expect(JSON.parse(away.err)).toMatchObject({ code: "network", retryable: true });
  });
});

it("offers with a run's key only what the run may do", async () => {
  const { id: agentId } = await test.db.agent.create({ data: { name: "runner" } });
  const task = await make("Work of a run");
  const claim = await line.mc(["tasks", "claim", task.ticket_ref, "--agent", "runner"]);
  const runId = JSON.parse(claim.out).run.id;
  const project = await test.db.project.findFirstOrThrow({ where: { isDefault: true } });
  const key = await givenKey(test.db, { kind: "run", agentId, runId, projectId: project.id });
  const help = async (...words: string[]) => (await line.mc([...words, "--help"], { key })).out;
  expect(await help()).toMatch(/^ {2}tasks/m);
  expect(await help()).not.toMatch(/^ {2}(keys|doctor|init|raw)/m);
  const own = await help("tasks");
  expect(own).toMatch(/^ {2}complete/m);
  expect(own).not.toMatch(/^ {2}(create|delete|queue)/m);
  const refused = await line.mc(["tasks", "create", "More", "--json"], { key });
  expect(refused.code).toBe(4);
  expect(JSON.parse(refused.err).message).toContain("a run's key may not create");
  const note = await line.mc(["tasks", "comment", task.ticket_ref, "@runner half done"], { key });
  expect(JSON.parse(note.out).comment.content).toBe("@runner half done");
});

describe("a profile", () => {
  it("is saved after a look at the server, readable for its owner alone, and used without an environment", async () => {
    const { code, out } = await line.mc(["init", "--project", "task"]);
    const { file } = JSON.parse(out);
    expect({ code, mode: statSync(file).mode & 0o777 }).toEqual({ code: 0, mode: 0o600 });
    const bare = { env: { MC_URL: "", MC_API_KEY: "" } };
    expect((await line.mc(["status", "--quiet"], bare)).code).toBe(0);
    const named = await line.mc(["init", "--profile", "work", "--key", "mc_wrong"]);
    expect(named.code).toBe(3);
    expect(existsSync(path.join(path.dirname(file), "work.json"))).toBe(false);
  });

  it("is never asked for without a terminal", async () => {
    const { code, err } = await line.mc(["init"], { key: "" });
    expect({ code, err }).toMatchObject({ code: 2, err: expect.stringContaining("--key") });
    expect((await line.mc(["status", "--profile", "nobody"])).err).toContain(
      "mc init --profile nobody",
    );
  });
});

it("says why a task does not go on", async () => {
  const [first, second] = [await make("First"), await make("Second")];
  await line.mc(["tasks", "link", first.ticket_ref, "blocks", second.ticket_ref]);
  const { reasons } = JSON.parse((await line.mc(["why", second.ticket_ref])).out);
  expect(reasons[0]).toMatchObject({
    code: "blocker",
    fix: { command: `mc why ${first.ticket_ref}` },
  });
  const free = JSON.parse((await line.mc(["why", first.ticket_ref])).out);
  expect(free.reasons[0].code).toBe("pool");
  for (const nothing of ["auth_review", "TASK-9999"])
    expect(await line.mc(["why", nothing])).toMatchObject({
      code: 2,
      err: expect.stringContaining(`there is no task and no agent "${nothing}"`),
    });
});

it("judges with comments, shows them as a table too, and settles them", async () => {
  const mc = async (...words: string[]) => {
    const { code, out, err } = await line.mc(["reviews", ...words]);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    return JSON.parse(out);
  };
  const { ticket_ref: ref } = await make("Write it down");
  await line.mc(["tasks", "update", ref, "--status", "review", "--resolution", "One.\n\nTwo."]);
  const { seen, texts } = await mc("round", ref, "latest");
  const anchor = {
    kind: "text",
    field: "resolution",
    paragraph: 1,
    hash: texts[0].paragraphs[1].hash,
  };
  const comments = JSON.stringify([{ anchor, body: "And three?" }]);
  const words = ["--comments", comments, "--seen", JSON.stringify(seen)];
  const judged = await mc("judge", ref, "rejected", ...words);
  expect(judged.task).toMatchObject({ status: "assigned", review_cycles: 1 });
  const { comments: sent } = await mc("comments", ref);
  expect(sent).toMatchObject([{ quote: "Two.", state: "open" }]);
  const table = (name: string, rows: object[]) => {
    const columns = reviews.verbs.find((verb) => verb.name === name)?.list?.columns ?? [];
    const text = tableText(columns, rows as Row[], { width: 200, head: (head) => head });
    return text.split("\n").map((row) => row.trim().split(/ {2,}/));
  };
  expect(table("comments", sent)[1]).toEqual([
    String(sent[0].id),
    "open",
    "resolution, paragraph 2",
    "API Access",
    "And three?",
  ]);
  expect(table("rounds", (await mc("rounds", ref)).rounds)[1]).toEqual(
    expect.arrayContaining(["1", "none", "0"]),
  );
  const { comment } = await mc("resolve", ref, String(sent[0].id));
  expect(comment).toMatchObject({ state: "resolved", resolved_by: "API Access" });
});

it("finds out what is wrong between this machine and the agents", async () => {
  const { checks } = JSON.parse((await line.mc(["doctor"])).out);
  const found = Object.fromEntries(
    checks.map((each: { check: string; ok: boolean }) => [each.check, each.ok]),
  );
  expect(found).toMatchObject({ node: true, database: true, clock: true, key: true, events: true });
  const away = await line.mc(["doctor", "--url", "http://127.0.0.1:1"]);
  expect(away.code).toBe(5);
});

it("finds triggers that can make no task, names those that are paused, and webhooks that do not arrive", async () => {
  const { id: projectId } = await test.db.project.findFirstOrThrow();
  const trigger = (name: string, fields: object) =>
    test.db.trigger.create({
      data: {
        ...{ projectId, name, kind: "status", match: { status: ["done"], project_id: projectId } },
        ...{ template: { title: "Next" }, createdBy: "test", ...fields },
      },
    });
  await trigger("well", {});
  await trigger("resting", { pausedAt: new Date(), lastError: "known" });
  const find = async (name: string) => {
    const { checks } = JSON.parse((await line.mc(["doctor"])).out);
    return checks.find(({ check }: { check: string }) => check === name);
  };
  expect(await find("triggers")).toEqual({
    check: "triggers",
    ok: true,
    says: "2, none in trouble; paused: resting",
  });
  await trigger("broken", { lastError: "there is no task 99", lastErrorAt: new Date() });
  const secrets = { create: { sealed: "sealed1:AAAA", hint: "AAAA" } };
  await trigger("locked", { kind: "webhook", token: "locked", match: {}, secrets });
  await test.db.webhook.create({
    data: {
      ...{ name: "away", token: "away", url: "http://10.0.0.1/", events: ["task"], position: 0 },
      ...{ createdBy: "test", failingSince: new Date(), lastError: "refused", enabled: false },
      disabledReason: "failing",
    },
  });
  expect(await find("triggers")).toMatchObject({
    ok: false,
    says: "broken fails: there is no task 99; locked has no secret that can be read; paused: resting",
    fix: expect.stringContaining("mc triggers rotate"),
  });
  expect(await find("webhooks")).toMatchObject({ ok: false, says: "away (disabled): refused" });
  await test.db.trigger.deleteMany();
  await test.db.webhook.deleteMany();
});

describe("events watch", () => {
  const idsOf = (lines: string[]): number[] => lines.map((each) => JSON.parse(each).id);
  const stored = async (after: number): Promise<number[]> => {
    const where = { id: { gt: after }, type: { startsWith: "task." } };
    const rows = await test.db.event.findMany({ where });
    return rows.map(({ id }) => Number(id)).sort((a, b) => a - b);
  };
  const newest = async (): Promise<number> =>
    Number((await test.db.event.findFirstOrThrow({ orderBy: { id: "desc" } })).id);

  it("prints each event once and in order, however often the connection breaks", async () => {
    await make("Before");
    const since = await newest();
    const words = ["events", "watch", "--types", "task,agent", "--json", "--since", String(since)];
    const watch = line.start(words);
    const call = caller(test.db, { "/api/tasks": tasksRoute });
    // Only a stream that was open is resumed: a server that is not there at first is an error.
    await call("POST", "/api/tasks", { title: "The stream is open" });
    await watch.printed(1);
    for (let part = 0; part < 3; part++) {
      for (let n = 0; n < 40; n++) {
        await call("POST", "/api/tasks", { title: `Part ${part}, task ${n}` });
        if (n === 20) line.server.closeAllConnections();
      }
      await watch.printed(1 + (part + 1) * 40);
    }
    watch.child.kill("SIGINT");
    const { code, err } = await watch.ended;
    expect(code).toBe(130);
    expect(err).toContain("connected again");
    expect(idsOf(watch.lines)).toEqual(await stored(since));
  });

  it("goes on where it was stopped with --cursor, and with what happened meanwhile", async () => {
    const cursor = path.join(line.folder, "cursor");
    writeFileSync(cursor, String(await newest()));
    const words = ["events", "watch", "--types", "task", "--cursor", cursor, "--count", "1"];
    const made = [await make("One"), await make("Two")];
    const titles: string[] = [];
    for (const _ of made) {
      const { out } = await line.mc(words);
      titles.push(JSON.parse(out).data.title);
    }
    expect(titles).toEqual(["One", "Two"]);
    expect(readFileSync(cursor, "utf8").trim()).toBe(String(await newest()));
  });

  it("says that events are missing when its place is older than what is kept", async () => {
    const old = await newest();
    const ctx = createContext(systemActor("test"), test.db);
    await make("Forgotten");
    await preparePartitions(ctx, 90);
    await fillPartitions(test.db);
    await make("Kept");
    await preparePartitions(ctx, 90);
    const kept = await newest();
    await test.db
      .$executeRaw`UPDATE events SET created_at = now() - interval '91 days' WHERE id < ${BigInt(kept)}`;
    expect(await dropOldPartitions(ctx, 90)).toBeGreaterThan(0);
    const { out, err } = await line.mc([
      "events",
      "watch",
      "--since",
      String(old - 1),
      "--count",
      "1",
    ]);
    const [said, next] = out
      .trim()
      .split("\n")
      .map((each) => JSON.parse(each));
    expect(said).toMatchObject({ type: "reset", data: { reason: "history_removed" } });
    expect(next.data.title).toBe("Kept");
    expect(err).toContain("no longer kept");
  });
});
