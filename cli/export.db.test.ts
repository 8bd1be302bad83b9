import { readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { givenKey, wholeApi } from "@/lib/testing/actors";
import { type CommandLine, startCommandLine } from "@/lib/testing/command-line";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";

type Line = Record<string, unknown> & { kind: string; id?: number };

let test: TestDatabase;
let line: CommandLine;
let file: string;
beforeAll(async () => {
  test = await createTestDatabase();
  line = await startCommandLine(test);
  file = path.join(line.folder, "baton.jsonl");
  await fill();
});
afterAll(async () => {
  await line?.close();
  await test?.drop();
});

const mc = async (...words: string[]) => {
  const { code, out, err } = await line.mc(words);
  if (code !== 0) throw new Error(`mc ${words.join(" ")}: ${err}`);
  return out === "" ? null : JSON.parse(out);
};
/** A bit of everything. */
async function fill(): Promise<void> {
  const call = wholeApi(test.db);
  const api = async (method: "POST" | "PATCH" | "PUT", path: string, body: object) => {
    const answer = await call(method, path, body);
    if (answer.status >= 300) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const { project } = await api("POST", "/api/projects", {
    name: "Web shop",
    ticket_prefix: "shop",
    description: '=1+1, "quoted"',
  });
  await api("POST", "/api/agents/register", { name: "scout", role: "coder" });
  const task = async (title: string, fields = {}) =>
    (await api("POST", "/api/tasks", { title, project_id: project.id, ...fields })).task;
  const first = await task("First", { labels: ["a", "b"] });
  const checks = [{ name: "test", command: "npm test" }];
  const second = await task("Second", { assigned_to: "scout", checks });
  const epic = await task("The epic", { type: "epic" });
  // Under a parent that is younger than they are, and in order.
  for (const [at, { id }] of [second, first].entries())
    await api("PATCH", `/api/tasks/${id}`, { parent_id: epic.id, exec_order: at + 1 });
  await api("POST", `/api/tasks/${second.id}/links`, { to: first.id, type: "relates" });
  const { comment } = await api("POST", `/api/tasks/${first.id}/comments`, { content: "One\ntwo" });
  await api("POST", `/api/tasks/${first.id}/comments`, {
    content: "An answer",
    parent_id: comment.id,
  });
  const { run } = await api("POST", `/api/tasks/${second.id}/claim`, { agent: "scout" });
  const commit = "a".repeat(40);
  const file = { path: "a.ts", status: "modified", added: 1, removed: 0, binary: false };
  await api("PUT", `/api/runs/${run.id}/change`, { commit, files: [file], diff: "+1\n" });
  const check = {
    name: "test",
    command: "npm test",
    state: "passed",
    exit_code: 0,
    duration_ms: 9,
  };
  await api("PUT", `/api/runs/${run.id}/checks`, { commit, checks: [check] });
  const usage = { agent: "scout", model: "m", inputTokens: 7, outputTokens: 3, taskId: second.id };
  await api("POST", "/api/tokens", { ...usage, costUsd: 0.25 });
  await api("POST", `/api/tasks/${second.id}/complete`, { resolution: "Done and shown" });
  const verdict = { verdict: "approved", notes: "Works" };
  await api("POST", `/api/tasks/${second.id}/verdict`, verdict);
  const held = await task("Held", { project_id: 1, assigned_to: "scout", priority: "high" });
  await api("POST", `/api/tasks/${held.id}/claim`, { agent: "scout" });
  await api("POST", "/api/schedules", {
    name: "standup",
    schedule: "every weekday at 9am",
    task_template: { title: "Report", assigned_to: "scout" },
  });
  await api("POST", "/api/webhooks", {
    name: "hook",
    url: "https://example.com/hook",
    events: ["task"],
  });
}

const linesOf = (text: string): Line[] =>
  text
    .trimEnd()
    .split("\n")
    .map((each) => JSON.parse(each));

describe("mc export", () => {
  it("writes everything as JSON lines whose end says that it is whole, readable for its owner alone", async () => {
    const { code, err } = await line.mc(["export", "--output", file]);
    expect({ code, err }).toMatchObject({ code: 0, err: expect.stringContaining("lines") });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const lines = linesOf(readFileSync(file, "utf8"));
    const { counts } = lines[0] as unknown as { counts: Record<string, number> };
    expect(counts).toEqual({
      project: 2,
      agent: 1,
      task: 4,
      place: 2,
      link: 1,
      comment: 2,
      run: 2,
      review: 1,
      schedule: 1,
      webhook: 1,
    });
    expect(lines.at(-1)).toEqual({ kind: "end", records: lines.length - 2 });
    expect(
      lines.find(({ kind, outcome }) => kind === "run" && outcome === "succeeded"),
    ).toMatchObject({
      change: { commit_sha: "a".repeat(40), diff: "+1\n", files: [{ path: "a.ts" }] },
      checks: [{ name: "test", state: "passed" }],
    });
    expect(JSON.stringify(lines)).not.toMatch(/whsec_|key_hash|sealed/);
  });

  it("writes one kind as CSV, of one project if that is wanted, and no formula", async () => {
    const { out } = await line.mc(["export", "--kind", "projects", "--format", "csv"]);
    expect(out.split("\r\n")[0]).toMatch(/^id,name,slug,prefix,description,/);
    expect(out).toContain(`"'=1+1, ""quoted"""`);
    const tasks = await line.mc(["export", "--kind", "tasks", "--project", "shop"]);
    expect(linesOf(tasks.out).map(({ ticket_ref }) => ticket_ref)).toEqual([
      "shop-001",
      "shop-002",
      "shop-003",
    ]);
    const costs = await line.mc(["export", "--kind", "costs"]);
    expect(linesOf(costs.out)).toContainEqual(
      expect.objectContaining({ kind: "cost", agent: "scout", tokens_in: 7, cost_usd: 0.25 }),
    );
    const events = await line.mc(["export", "--kind", "events"]);
    expect(linesOf(events.out).map(({ type }) => type)).toContain("task.completed");
    expect((await line.mc(["export", "--format", "csv"])).code).toBe(2);
  });

  it("gives a limited key its project alone, and others nothing", async () => {
    const { id } = await test.db.project.findFirstOrThrow({ where: { prefix: "shop" } });
    const limited = await givenKey(test.db, { role: "admin", projectId: id });
    const { out } = await line.mc(["export"], { key: limited });
    const projects = linesOf(out).filter(({ kind }) => kind === "project");
    expect(projects.map(({ prefix }) => prefix)).toEqual(["shop"]);
    expect((await line.mc(["export", "--project", "1"], { key: limited })).code).toBe(4);
    const operator = await givenKey(test.db, { role: "operator" });
    expect((await line.mc(["export"], { key: operator })).code).toBe(4);
  });

  it("takes many pages, and leaves out what came after it began", async () => {
    await test.db.$executeRaw`
      INSERT INTO comments (task_id, author, author_kind, content) SELECT t.id, 'many', 'user', 'n ' || n
      FROM generate_series(1, 1001) n, (SELECT id FROM tasks WHERE ticket_ref = 'shop-001') t`;
    const { out } = await line.mc(["export", "--kind", "comments"]);
    const ids = linesOf(out).map(({ id }) => id as number);
    expect(ids.length).toBe(1_003);
    expect(new Set(ids).size).toBe(1_003);
    await test.db.$executeRaw`DELETE FROM comments WHERE author = 'many'`;
  });
});

describe("mc import baton", () => {
  it("refuses an installation with work of its own, and a file that was cut off", async () => {
    const own = await line.mc(["import", "baton", file]);
    expect(own).toMatchObject({ code: 2, err: expect.stringContaining("of its own") });
    const cut = path.join(line.folder, "cut.jsonl");
    writeFileSync(cut, readFileSync(file, "utf8").split("\n").slice(0, -2).join("\n"));
    expect(await line.mc(["import", "baton", cut])).toMatchObject({
      code: 2,
      err: expect.stringContaining("cut off"),
    });
  });

  it("brings everything into an empty installation with the ids it had, and nothing twice", async () => {
    const before = readFileSync(file, "utf8");
    await line.close();
    await test.drop();
    test = await createTestDatabase();
    line = await startCommandLine(test);
    file = path.join(line.folder, "baton.jsonl");
    writeFileSync(file, before);

    const dry = await line.mc(["import", "baton", file, "--dry-run"]);
    expect(dry).toMatchObject({ code: 0, out: expect.stringContaining("4 tasks") });
    expect(await test.db.task.count()).toBe(0);
    const first = await mc("import", "baton", file, "--json");
    expect(first).toMatchObject({
      created: {
        project: 2,
        agent: 1,
        task: 4,
        link: 1,
        comment: 2,
        run: 2,
        review: 1,
        schedule: 1,
        webhook: 1,
      },
      renumbered: [],
    });
    expect(first.deviations.map(({ kind }: Line) => kind).sort()).toEqual([
      "run",
      "task",
      "webhook",
    ]);
    const again = await mc("import", "baton", file, "--json");
    expect(again).toMatchObject({ created: {}, renumbered: [] });

    const { out } = await line.mc(["export"]);
    const comparable = (lines: Line[]) =>
      lines
        .filter(({ kind }) => kind !== "export")
        .map(({ updated_at: _, status_changed_at: __, ...each }) => each)
        // Nobody here holds what was in progress there.
        .map((each) => (each.status === "in_progress" ? { ...each, status: "assigned" } : each))
        .map((each) =>
          each.kind === "run" && each.outcome === null
            ? { ...each, outcome: "cancelled", finished_at: each.started_at }
            : each,
        );
    expect(comparable(linesOf(out))).toEqual(comparable(linesOf(before)));

    expect((await mc("tasks", "get", "shop-003")).task).toMatchObject({
      progress: { done: 1, total: 2 },
    });
    expect((await mc("tasks", "create", "Next", "--project", "shop")).task.ticket_ref).toBe(
      "shop-004",
    );
    expect((await mc("schedules", "list")).schedules).toMatchObject([
      { name: "standup", paused: true },
    ]);
    expect((await mc("webhooks", "list")).webhooks).toMatchObject([
      { name: "hook", enabled: false },
    ]);
    const polled = await mc("tasks", "queue", "--agent", "scout");
    expect(polled.task).toMatchObject({ title: "Held" });
  });

  it("names the line and the field of what is no record", async () => {
    const bad = path.join(line.folder, "bad.jsonl");
    const head = { kind: "export", source: "elsewhere", counts: { task: 1 } };
    const task = {
      kind: "task",
      id: 1,
      project_id: 1,
      project_ticket_no: 1,
      title: "x",
      status: "odd",
      status_changed_at: "no",
      created_at: "no",
      updated_at: "no",
    };
    writeFileSync(
      bad,
      [head, task, { kind: "end", records: 1 }].map((each) => `${JSON.stringify(each)}\n`).join(""),
    );
    const { code, err } = await line.mc(["import", "baton", bad, "--into-used", "--json"]);
    expect(code).toBe(2);
    expect(JSON.parse(err).problems.map(({ field }: { field: string }) => field)).toContain(
      "records.0.status",
    );
  });
});
