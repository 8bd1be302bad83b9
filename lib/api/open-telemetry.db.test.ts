import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import * as tasks from "@/app/api/tasks/route";
import { closeDatabase, type Database } from "@/lib/core/database";
import { WorkerProcess } from "@/lib/jobs/process";
import { runJob } from "@/lib/jobs/run-job";
import { requeueStaleTasksJob } from "@/lib/recovery/stale";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { createApiHost } from "./host";
import { observeRequest } from "./observe";
import { startTracing } from "./open-telemetry";

const ADMIN_KEY = "mc_the-admin-key-of-the-tests";
const TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
let test: TestDatabase;
const servers: Server[] = [];
/** What the collector received: OTLP as protobuf, in which names and attributes are plain text. */
const received: { url: string; type: string | undefined; key: unknown; body: Buffer }[] = [];

async function listen(handle: RequestListener): Promise<string> {
  const server = createServer(handle);
  servers.push(server);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

beforeAll(async () => {
  test = await createTestDatabase();
  vi.stubEnv("MC_API_KEY", ADMIN_KEY);
  vi.stubEnv("BATON_SECRET", "a secret of thirty-two characters");
  vi.stubEnv("DATABASE_URL", test.url);
  vi.stubEnv("BATON_ACCESS_LOG", "off");
  (globalThis as { __batonDatabase?: Database }).__batonDatabase = test.db;
  const collector = await listen(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    received.push({
      url: request.url ?? "",
      type: request.headers["content-type"],
      key: request.headers["x-collector-key"],
      body: Buffer.concat(parts),
    });
    response.writeHead(200, { "content-type": "application/x-protobuf" }).end();
  });
  vi.stubEnv("OTEL_EXPORTER_OTLP_ENDPOINT", collector);
  vi.stubEnv("OTEL_EXPORTER_OTLP_HEADERS", "x-collector-key=sesame");
});
afterAll(async () => {
  vi.unstubAllEnvs();
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
  await closeDatabase();
  await test.drop();
});

it("sends a trace of a request with its transaction, and of a job, to the collector", async () => {
  const tracing = startTracing();
  const serveApi = createApiHost({ "/api/tasks": tasks });
  const base = await listen((request, response) =>
    observeRequest(request, response, async () => {
      await serveApi(request, response);
    }),
  );
  const response = await fetch(`${base}/api/tasks`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${ADMIN_KEY}`,
      "content-type": "application/json",
      // A create with an idempotency key is one transaction with the record of its response.
      "idempotency-key": "once",
      "x-request-id": "traced-request",
      traceparent: `00-${TRACE}-00f067aa0ba902b7-01`,
    },
    body: JSON.stringify({ title: "A secret task" }),
  });
  expect(response.status, await response.text()).toBe(201);
  await runJob(test.db, requeueStaleTasksJob, {}, new WorkerProcess(test.db));
  await tracing.stop();

  expect(received.length).toBeGreaterThan(0);
  for (const { url, type, key } of received) {
    expect({ url, type, key }).toEqual({
      url: "/v1/traces",
      type: "application/x-protobuf",
      key: "sesame",
    });
  }
  const body = Buffer.concat(received.map((each) => each.body));
  const text = body.toString("latin1");
  for (const name of [
    "POST /api/tasks",
    "transaction",
    "job requeueStaleTasks",
    "traced-request",
    "service.name",
    "baton",
  ]) {
    expect(text).toContain(name);
  }
  // The caller's trace continues in the request's span and in its transaction's.
  const id = Buffer.from(TRACE, "hex").toString("latin1");
  expect(text.split(id).length - 1).toBeGreaterThanOrEqual(2);
  expect(text).not.toContain("secret");
});
