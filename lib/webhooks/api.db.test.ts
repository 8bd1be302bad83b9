import { readFileSync } from "node:fs";
import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { givenKey, wholeApi } from "@/lib/testing/actors";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import type { Call } from "@/lib/testing/http";

let test: TestDatabase;
let call: Call;
beforeAll(async () => {
  test = await createTestDatabase();
  vi.stubEnv("BATON_SECRET", "a secret of this test");
  call = wholeApi(test.db);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await test.drop();
});
beforeEach(() => test.db.webhook.deleteMany());

const HOOK = { name: "hook", url: "https://example.com/hook" };
const create = async (fields = {}, key?: string) =>
  (await call("POST", "/api/webhooks", { ...HOOK, ...fields }, key)).body;
const list = async (key?: string) =>
  (await call("GET", "/api/webhooks", undefined, key)).body.webhooks;

describe("/api/webhooks as existing clients use it", () => {
  it("creates with a secret that no other answer has", async () => {
    const answer = await call("POST", "/api/webhooks", {
      ...HOOK,
      events: ["activity.task_created"],
      generate_secret: true,
    });
    expect(answer.status).toBe(200);
    const { id, secret } = answer.body;
    expect(answer.body).toMatchObject({
      ...HOOK,
      events: ["activity.task_created"],
      enabled: true,
      message: "Webhook created. Save the secret - it won't be shown again in full.",
    });
    const [listed] = await list();
    expect(listed).toMatchObject({
      id,
      secret: `••••••${secret.slice(-4)}`,
      last_fired_at: null,
      last_status: null,
      created_by: "API Access",
      consecutive_failures: 0,
      workspace_id: 1,
      total_deliveries: 0,
      successful_deliveries: 0,
      failed_deliveries: 0,
      circuit_open: false,
    });
    const events = await test.db.event.findMany();
    expect(JSON.stringify([listed, events.map(({ data }) => data)])).not.toContain(secret);
  });

  it("refuses a private address in the words they know, and says which rule and the way out", async () => {
    const { status, body } = await call("POST", "/api/webhooks", {
      ...HOOK,
      url: "http://127.0.0.1:9/hook",
    });
    expect(status).toBe(400);
    expect(body).toMatchObject({
      error: "Webhook URL cannot point to internal or private services",
      fix: expect.stringContaining("BATON_WEBHOOK_RECEIVERS"),
      problems: [{ field: "url", rule: expect.stringContaining("127.0.0.1 is no public address") }],
    });
    expect(
      (await call("PUT", "/api/webhooks", { id: (await create()).id, url: "http://[::1]/" }))
        .status,
    ).toBe(400);
  });

  it("changes, rotates, and deletes by an id in the body", async () => {
    const { id, secret } = await create();
    const put = (body: object) => call("PUT", "/api/webhooks", { id, ...body });
    expect((await put({ enabled: false })).body).toEqual({ success: true });
    expect(await list()).toMatchObject([{ enabled: false, health: "off", circuit_open: false }]);
    const rotated = (await put({ regenerate_secret: true })).body;
    expect(rotated).toEqual({
      success: true,
      secret: expect.stringMatching(/^whsec_/),
      message: "New secret generated. Save it now.",
    });
    expect(await list()).toMatchObject([
      {
        secret: `••••••${rotated.secret.slice(-4)}`,
        old_secrets: [{ secret: `••••••${secret.slice(-4)}` }],
      },
    ]);
    await test.db.webhook.update({ where: { id }, data: { disabledReason: "failing" } });
    expect(await list()).toMatchObject([{ circuit_open: true, health: "disabled" }]);
    expect((await put({ reset_circuit: true })).body).toEqual({ success: true });
    expect(await list()).toMatchObject([{ circuit_open: false, enabled: true }]);
    const deleted = await call("DELETE", "/api/webhooks", { id });
    expect(deleted.body).toEqual({ success: true, deleted: 1 });
    expect((await call("DELETE", "/api/webhooks", { id })).status).toBe(404);
    expect((await call("DELETE", "/api/webhooks")).body.error).toBe("Request body required");
    expect((await call("GET", "/api/webhooks/deliveries")).body).toMatchObject({
      deliveries: [],
      total: 0,
    });
    expect((await call("GET", "/api/webhooks/verify-docs")).body).toMatchObject({
      algorithm: "HMAC-SHA256",
      header: "X-MC-Signature",
      format: "sha256=<hex-digest>",
    });
  });
});

describe("bad input about webhooks", () => {
  it.each([
    [{ url: "example.com" }, "url", /must be an address that starts with https/],
    [{ url: "ftp://example.com" }, "url", /must be an address that starts with https/],
    [{ url: "https://me:pass@example.com" }, "url", /must not contain a name or password/],
    [{ url: "https://example.com/#x" }, "url", /must not contain a # part/],
    [{ events: [] }, "events", /at least one/],
    [{ events: ["task.exploded"] }, "events", /names task\.exploded, which is no type of event/],
    [{ name: " " }, "name", /is required/],
    [{ name: "a\nb" }, "name", /must be one line/],
    [{ project_id: 999 }, "project_id", /there is no project 999/],
    [{ colour: "red" }, "colour", /./],
  ])("is refused by field and rule: %j", async (fields, field, rule) => {
    const { status, body } = await call("POST", "/api/webhooks", { ...HOOK, ...fields });
    expect(status).toBe(400);
    expect(body.problems).toMatchObject([{ field, rule: expect.stringMatching(rule) }]);
  });

  it("about one that is not there is said", async () => {
    for (const [method, path] of [
      ["GET", "/api/webhooks/999"],
      ["POST", "/api/webhooks/999/test"],
      ["POST", "/api/webhooks/999/secret"],
      ["POST", "/api/webhooks/deliveries/999/redeliver"],
      ["GET", "/api/webhooks/deliveries/999"],
    ] as const)
      expect((await call(method, path, method === "POST" ? {} : undefined)).status).toBe(404);
  });
});

describe("an admin key that is limited to a project", () => {
  it("makes and sees that project's webhooks only, and only its events can reach them", async () => {
    const [one, two] = await Promise.all(
      ["one", "two"].map((name) =>
        test.db.project.create({ data: { name, slug: name, prefix: name } }),
      ),
    );
    const key = await givenKey(test.db, { role: "admin", projectId: one?.id });
    const all = await create({ name: "all" });
    const theirs = await create({ name: "theirs", project_id: two?.id });
    const own = await create({ name: "own", events: ["*", "auth"] }, key);
    expect(own).toMatchObject({ project_id: one?.id });
    expect(await list(key)).toMatchObject([{ name: "own" }]);
    expect(
      (await call("POST", "/api/webhooks", { ...HOOK, project_id: two?.id }, key)).status,
    ).toBe(403);
    for (const { id } of [all, theirs]) {
      expect((await call("GET", `/api/webhooks/${id}`, undefined, key)).status).toBe(404);
      expect((await call("POST", `/api/webhooks/${id}/secret`, {}, key)).status).toBe(404);
    }
    // The project is for good: nobody can widen what the key has made.
    const widened = await call("PATCH", `/api/webhooks/${own.id}`, { project_id: null });
    expect(widened.body.problems).toMatchObject([{ field: "project_id" }]);
  });
});

describe("docs/webhooks.md", () => {
  it("shows code that accepts our signatures and no others", async () => {
    const [, code = ""] = /```js\n(.*?)```/s.exec(readFileSync("docs/webhooks.md", "utf8")) ?? [];
    const { isFromBaton } = await import(
      /* @vite-ignore */ `data:text/javascript,${encodeURIComponent(code)}`
    );
    const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    const now = new Date("2026-11-22T10:00:00Z");
    const body = '{"type":"task.created"}';
    const signed = (by: string) => ({
      "webhook-id": "msg_1",
      "webhook-timestamp": String(now.getTime() / 1000),
      "webhook-signature": `v1,AAAA ${new Webhook(by).sign("msg_1", now, body)}`,
    });
    expect(isFromBaton(secret, signed(secret), body, now.getTime())).toBe(true);
    expect(isFromBaton(secret, signed(secret), `${body} `, now.getTime())).toBe(false);
    expect(isFromBaton(secret, signed(secret), body, now.getTime() + 301_000)).toBe(false);
    expect(isFromBaton(secret, signed("whsec_AAAA"), body, now.getTime())).toBe(false);
  });
});
