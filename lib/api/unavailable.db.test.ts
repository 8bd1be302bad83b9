import pg from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import * as heartbeat from "@/app/api/agents/[id]/heartbeat/route";
import * as health from "@/app/api/health/route";
import * as children from "@/app/api/tasks/[id]/children/route";
import * as links from "@/app/api/tasks/[id]/links/route";
import * as task from "@/app/api/tasks/[id]/route";
import * as queue from "@/app/api/tasks/queue/route";
import * as tasks from "@/app/api/tasks/route";
import { closeDatabase, type Database, openDatabase } from "@/lib/core/database";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { type Answer, type Call, caller } from "@/lib/testing/http";
import { startThrowawayPostgres } from "@/scripts/testing/throwaway-postgres.mjs";

const POOL = 2;
const routes = {
  "/api/agents/[id]/heartbeat": heartbeat,
  "/api/health": health,
  "/api/tasks": tasks,
  "/api/tasks/queue": queue,
  "/api/tasks/[id]": task,
  "/api/tasks/[id]/links": links,
  "/api/tasks/[id]/children": children,
};
let test: TestDatabase;
let db: Database;
let call: Call;
/** Another database session, which takes the conflicting locks. */
let other: pg.Client;

beforeAll(async () => {
  test = await createTestDatabase();
  db = openDatabase(test.url, POOL, { connectMs: 1_500, lockMs: 150 });
  process.env.DATABASE_URL = test.url;
  call = caller(test.db, routes);
  other = new pg.Client({ connectionString: test.url });
  await other.connect();
  for (const title of ["Parent", "Child", "Alone"]) await call("POST", "/api/tasks", { title });
  await call("PUT", "/api/tasks/2", { parent_id: 1 });
  call = caller(db, routes);
});
afterEach(() => other.query("ROLLBACK"));
afterAll(async () => {
  await other.end();
  await closeDatabase();
  await test.drop();
});

function expectUnavailable(answer: Answer, reason: RegExp): void {
  expect(answer.status, JSON.stringify(answer.body)).toBe(503);
  expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
  expect(answer.body).toMatchObject({ code: "unavailable", detail: expect.stringMatching(reason) });
}

describe("a change that meets another one", () => {
  const WAITED = /Waited too long for another change to the same task/;

  it("says so when the task's row stays locked", async () => {
    await other.query("BEGIN; SELECT 1 FROM tasks WHERE id = 3 FOR UPDATE");
    expectUnavailable(await call("PUT", "/api/tasks/3", { title: "New" }), WAITED);
    expect((await call("GET", "/api/tasks/3")).body.task.title).toBe("Alone");
    await other.query("ROLLBACK");
    expect((await call("PUT", "/api/tasks/3", { title: "New" })).status).toBe(200);
  });

  it("says so when the lock of the project's structure stays taken", async () => {
    await other.query("BEGIN");
    await other.query("SELECT lock_project_structure(project_id) FROM tasks WHERE id = 2");
    expectUnavailable(await call("POST", "/api/tasks/2/links", { to: 3, type: "blocks" }), WAITED);
  });

  it("never calls a task missing that it could not read", async () => {
    await other.query("BEGIN; LOCK TABLE tasks IN ACCESS EXCLUSIVE MODE");
    const asked: [Parameters<Call>[0], string, unknown?][] = [
      ["GET", "/api/tasks?parent_id=1"],
      ["GET", "/api/tasks?root=1"],
      ["GET", "/api/tasks/1"],
      ["POST", "/api/tasks", { title: "After", depends_on: [1] }],
      ["POST", "/api/tasks", { title: "Below", parent_id: 1 }],
      ["PUT", "/api/tasks", { tasks: [{ id: 3, status: "assigned" }] }],
      ["POST", "/api/tasks/1/links", { to: 3, type: "relates" }],
    ];
    for (const [method, path, body] of asked) {
      expectUnavailable(await call(method, path, body), WAITED);
    }
  });
});

describe("a pool that is used up", () => {
  it("is named in the answer, and keeps neither polls, heartbeats nor the health check waiting", async () => {
    await call("GET", "/api/health"); // opens a connection beforehand: under load that alone may take its time
    const release = await takeAllConnections();
    expectUnavailable(
      await call("GET", "/api/tasks"),
      /All connections to the database are in use/,
    );
    expectUnavailable(await call("POST", "/api/tasks", { title: "More" }), /All connections/);
    const poll = await call("GET", "/api/tasks/queue?agent=ada");
    expect([poll.status, poll.body.reason]).toEqual([200, "assigned"]);
    expect((await call("POST", "/api/agents/ada/heartbeat", {})).status).toBe(200);
    expect((await call("GET", "/api/health")).status).toBe(200);
    await release();
    expect((await call("GET", "/api/tasks")).status).toBe(200);
  });

  async function takeAllConnections(): Promise<() => Promise<void>> {
    let free = (): void => undefined;
    const until = new Promise<void>((resolve) => {
      free = resolve;
    });
    const begun: Promise<void>[] = [];
    const taken = Array.from({ length: POOL }, () => {
      let begin = (): void => undefined;
      begun.push(
        new Promise((resolve) => {
          begin = resolve;
        }),
      );
      return db.$transaction(async (tx) => {
        await tx.$queryRaw`SELECT 1`;
        begin();
        await until;
      });
    });
    await Promise.all(begun);
    return async () => {
      free();
      await Promise.all(taken);
    };
  }
});

describe("a database that goes away", () => {
  const UNREACHABLE = /The database is not reachable/;

  it("is named when it ends the session in the middle of a change, and nothing is kept of that", async () => {
    await other.query("BEGIN; SELECT 1 FROM tasks WHERE id = 3 FOR UPDATE");
    const ask = caller(test.db, routes);
    const changing = ask("PUT", "/api/tasks/3", { title: "Lost" });
    const endWaiting = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE application_name = 'baton' AND datname = current_database() AND wait_event_type = 'Lock'`;
    await expect
      .poll(async () => (await other.query(endWaiting)).rowCount, { interval: 5, timeout: 20_000 })
      .toBe(1);
    expectUnavailable(await changing, UNREACHABLE);
    await other.query("ROLLBACK");
    expect((await ask("GET", "/api/tasks/3")).body.task.title).not.toBe("Lost");
    caller(db, routes);
  });

  it("is named when it has stopped", async () => {
    const postgres = await startThrowawayPostgres();
    const stopped = openDatabase(postgres.maintenanceUrl, 1);
    await stopped.$queryRaw`SELECT 1`;
    await postgres.stop();
    const ask = caller(stopped, routes);
    expectUnavailable(await ask("GET", "/api/tasks"), UNREACHABLE);
    expectUnavailable(await ask("GET", "/api/tasks/1"), UNREACHABLE);
    expectUnavailable(await ask("GET", "/api/tasks?parent_id=1"), UNREACHABLE);
    expectUnavailable(await ask("POST", "/api/tasks", { title: "More" }), UNREACHABLE);
    caller(db, routes);
    await stopped.$disconnect();
  });

  it("is named when it takes no more connections", async () => {
    await other.query("CREATE ROLE no_connections LOGIN PASSWORD 'door' CONNECTION LIMIT 0");
    const url = new URL(test.url);
    [url.username, url.password] = ["no_connections", "door"];
    const refused = openDatabase(url.href, 1);
    const ask = caller(refused, routes);
    expectUnavailable(await ask("GET", "/api/tasks"), /takes no more connections/);
    expectUnavailable(await ask("POST", "/api/tasks", { title: "More" }), /takes no more/);
    caller(db, routes);
    await refused.$disconnect();
    await other.query("DROP ROLE no_connections");
  });
});

it("ends a statement that takes too long, and says that nothing was changed", async () => {
  const hasty = openDatabase(test.url, 1, { lockMs: 5_000, statementMs: 100 });
  const ask = caller(hasty, routes);
  await other.query("BEGIN; SELECT 1 FROM tasks WHERE id = 3 FOR UPDATE");
  expectUnavailable(
    await ask("PUT", "/api/tasks/3", { title: "Late" }),
    /took too long, and nothing was changed/,
  );
  caller(db, routes);
  await hasty.$disconnect();
});
