import { once } from "node:events";
import { type AddressInfo, createServer, type Server, Socket } from "node:net";
import pg from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import * as route from "@/app/api/health/route";
import { createApiKey } from "@/lib/auth/keys/keys";
import { closeDatabase } from "@/lib/core/database";
import { logger } from "@/lib/core/logger";
import { findBlocker, HorizonLag } from "@/lib/events/horizon-lag";
import { eventHub, stopEventHub } from "@/lib/events/hub";
import { contextOf } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { type Call, caller } from "@/lib/testing/http";
import { startThrowawayPostgres } from "@/scripts/testing/throwaway-postgres.mjs";

let test: TestDatabase;
let call: Call;
let network: Network;
beforeAll(async () => {
  test = await createTestDatabase();
  network = await networkTo(new URL(test.url));
  vi.stubEnv("DATABASE_URL", network.url);
  vi.stubEnv("DIRECT_DATABASE_URL", test.url);
  vi.stubEnv("BATON_ROLE", "web");
  call = caller(test.db, { "/api/health": route });
});
afterEach(() => network.resume());
afterAll(async () => {
  await stopEventHub();
  await network.close();
  vi.unstubAllEnvs();
  await closeDatabase();
  await test.drop();
});

const health = (key?: string) => call("GET", "/api/health", undefined, key);

describe("the health check", () => {
  it("says what answers, and which version it is", async () => {
    await test.db.jobRunner.create({ data: { id: "elsewhere", kind: "quick" } });
    const { status, body } = await health("none needed");
    expect(status).toBe(200);
    expect(body).toMatchObject({ status: "ok", db: "ok", jobs: "elsewhere", version: "0.1.0" });
  });

  it("is degraded when no process runs jobs", async () => {
    await test.db.$executeRaw`UPDATE job_runners SET seen_at = now() - interval '2 minutes'`;
    const { status, body } = await health();
    expect(status).toBe(200);
    expect(body).toMatchObject({ status: "degraded", db: "ok", jobs: "none" });
    await test.db.$executeRaw`UPDATE job_runners SET seen_at = now() + interval '1 hour'`;
  });

  it.each([
    ["running", "ok", "ok"],
    ["restarting", "restarting", "degraded"],
  ])("says how the job workers of this process are: %s", async (quick, jobs, status) => {
    vi.stubEnv("BATON_ROLE", "all");
    expect((await health()).body).toMatchObject({ jobs: "starting" });
    const process = globalThis as { __batonBooted?: unknown };
    process.__batonBooted = { runner: { states: () => ({ quick, model: "running" }) } };
    expect((await health()).body).toMatchObject({ jobs, status });
    process.__batonBooted = undefined;
    vi.stubEnv("BATON_ROLE", "web");
  });

  it("answers while the database's network swallows everything, and again when it is back", async () => {
    expect((await health()).status).toBe(200);
    network.swallow();
    // The database never answers; only the health check's own time limit ends this.
    const { status, body } = await health();
    expect(status).toBe(503);
    expect(body).toMatchObject({ status: "unavailable", db: "timeout", jobs: "unknown" });
    expect((await health()).status).toBe(503);
    network.resume();
    await vi.waitFor(async () => expect((await health()).status).toBe(200));
  });

  it("says so when nothing listens where the database was", async () => {
    await network.close();
    await vi.waitFor(async () =>
      expect(await health()).toMatchObject({
        status: 503,
        body: { status: "unavailable", db: "error" },
      }),
    );
    network = await networkTo(new URL(test.url), network.port);
    await vi.waitFor(async () => expect((await health()).status).toBe(200));
  });
});

describe("the lag of the event stream", () => {
  // A separate cluster, because such a transaction would delay the streams of all other tests.
  let cluster: { maintenanceUrl: string; stop(): Promise<void> };
  let writer: pg.Client;
  let other: pg.Client;
  let pid: number;
  beforeAll(async () => {
    cluster = await startThrowawayPostgres();
    vi.stubEnv("DIRECT_DATABASE_URL", cluster.maintenanceUrl);
    const url = new URL(cluster.maintenanceUrl);
    url.pathname = "/template1";
    writer = new pg.Client({ connectionString: url.href, application_name: "bulk load" });
    await writer.connect();
    other = new pg.Client({ connectionString: cluster.maintenanceUrl });
    await other.connect();
    pid = (await writer.query("SELECT pg_backend_pid() AS pid")).rows[0].pid;
  });
  afterAll(async () => {
    await stopEventHub();
    await writer.end();
    await other.end();
    await cluster.stop();
  });

  /** One transaction that has written and stays open, and a later one that has committed and whose events wait. */
  async function openTransaction(): Promise<void> {
    await writer.query("BEGIN");
    await writer.query("SELECT pg_current_xact_id()");
    await other.query("SELECT pg_current_xact_id()");
  }

  it("shows while a transaction of any database of the cluster does not end, and to admins whose it is", async () => {
    const { key } = await createApiKey(contextOf(test.db), {
      name: "monitor",
      kind: "user",
      role: "viewer",
      scopes: [],
    });
    const lag = async () => (await health()).body.stream_lag_s;
    eventHub();
    await vi.waitFor(async () => expect(await lag()).toBe(0), { timeout: 20_000 });
    await openTransaction();
    await vi.waitFor(async () => expect(await lag()).toBeGreaterThan(0), { timeout: 20_000 });
    const blocker = { pid, database: "template1", application: "bulk load" };
    expect((await health()).body.stream_blocked_by).toEqual(blocker);
    expect((await health(key)).body).not.toHaveProperty("stream_blocked_by");
    await writer.query("ROLLBACK");
    await vi.waitFor(async () => expect(await lag()).toBe(0), { timeout: 20_000 });
  });

  it("is logged with the one that causes it", async () => {
    const warned = vi.spyOn(logger, "warn").mockImplementation(() => undefined);
    const watch = new HorizonLag(0);
    await openTransaction();
    await watch.measure(other);
    expect(warned).toHaveBeenCalledWith(
      { stream_lag_s: 0, pid, database: "template1", application: "bulk load" },
      "events wait for a transaction that has been open for seconds",
    );
    await writer.query("ROLLBACK");
    expect(await findBlocker(other)).toBeNull();
    warned.mockRestore();
  });
});

it("measures from when a transaction was first seen to keep back the others", () => {
  const lag = new HorizonLag();
  expect(lag.at(0)).toBeNull();
  expect(lag.note({ oldest: "7", next: "7" }, 1_000)).toBe(0);
  expect(lag.note({ oldest: "7", next: "9" }, 2_000)).toBe(1_000);
  expect(lag.note({ oldest: "7", next: "12" }, 4_000)).toBe(3_000);
  // That one ended; now another is the oldest.
  expect(lag.note({ oldest: "9", next: "12" }, 5_000)).toBe(0);
  expect(lag.at(5_500)).toBe(500);
  expect(lag.note({ oldest: "12", next: "12" }, 6_000)).toBe(0);
  expect(lag.at(6_900)).toBe(0);
  // From here on nothing answers.
  expect(lag.at(26_000)).toBe(20_000);
});

interface Network {
  url: string;
  port: number;
  /** From now on nothing passes in either direction, but no connection is closed. */
  swallow(): void;
  resume(): void;
  close(): Promise<void>;
}

/** A proxy to PostgreSQL that can be told to swallow everything that is sent. */
async function networkTo(target: URL, port = 0): Promise<Network> {
  const sockets = new Set<Socket>();
  let isSwallowing = false;
  const server: Server = createServer((near) => {
    const far = new Socket();
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.on("data", (data) => isSwallowing || to.write(data));
      from.on("error", () => undefined);
      from.on("close", () => {
        sockets.delete(from);
        to.destroy();
      });
    }
    far.connect(Number(target.port), target.hostname);
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  const url = new URL(target);
  const listensOn = (server.address() as AddressInfo).port;
  url.hostname = "127.0.0.1";
  url.port = String(listensOn);
  return {
    url: url.href,
    port: listensOn,
    swallow: () => {
      isSwallowing = true;
    },
    resume: () => {
      isSwallowing = false;
    },
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
