import { afterEach, describe, expect, it } from "vitest";
import { z } from "zod";
import type { Actor } from "@/lib/core/actor";
import { byContentType } from "./answers";
import { alias, bindDefineRoute, type RouteSpec } from "./define-route";
import { ok, plainText } from "./respond";

const reader: Actor = {
  kind: "key",
  keyId: 1,
  name: "script",
  role: "operator",
  projectId: null,
  agentName: null,
};
const defineRoute = bindDefineRoute(async () => reader);
const Thing = z.strictObject({ name: z.string() });

type Spec = Pick<RouteSpec, "response" | "handle"> & Partial<RouteSpec>;
const route = (spec: Spec) => defineRoute({ id: "things.test", summary: "A test", ...spec });
// Only parsing and responses are under test: nothing reaches the database.
process.env.DATABASE_URL ??= "postgres://127.0.0.1:1/none";

async function answerOf(spec: Spec, path = "/api/things", init: RequestInit = {}) {
  const response = await route(spec)(new Request(`http://baton.test${path}`, init));
  return { status: response.status, body: await response.text() };
}

afterEach(() => {
  delete process.env.BATON_CHECK_ANSWERS;
});

describe("an answer in tests and development", () => {
  it.each([
    ["lacks a field", {}],
    ["has a field that nobody declared", { name: "a", colour: 1 }],
    ["has a field of another type", { name: 1 }],
  ])("is a defect when it %s", async (_, body) => {
    expect((await answerOf({ response: Thing, handle: () => ok(body) })).status).toBe(500);
  });

  it("is a defect when it is of a content type that nobody declared", async () => {
    expect((await answerOf({ response: Thing, handle: () => plainText("a") })).status).toBe(500);
    const response = byContentType({ "application/json": Thing, "text/plain": z.string() });
    expect((await answerOf({ response, handle: () => plainText("a") })).status).toBe(200);
  });

  it("reaches the client whole when it is as declared", async () => {
    const answer = await answerOf({ response: Thing, handle: () => ok({ name: "a" }) });
    expect(answer).toEqual({ status: 200, body: '{"name":"a"}' });
  });

  it("is not looked at in production", async () => {
    process.env.BATON_CHECK_ANSWERS = "0";
    expect((await answerOf({ response: Thing, handle: () => ok({}) })).status).toBe(200);
  });
});

describe("what a route does not take", () => {
  const response = Thing;
  const handle = () => ok({ name: "a" });

  it.each([
    ["?colour=red", "colour: is not a known field of the query"],
    ["?__proto__=1", "__proto__: is not a known field of the query"],
  ])("is refused by name in the query: %s", async (query, detail) => {
    const answer = await answerOf({ response, handle }, `/api/things${query}`);
    expect([answer.status, JSON.parse(answer.body).details]).toEqual([400, [detail]]);
  });

  it("is refused by name in the body, though the route takes none", async () => {
    const init = { method: "DELETE", body: JSON.stringify({ force: true }) };
    const answer = await answerOf({ response, handle }, "/api/things", init);
    const detail = "force: is not a known field of the body";
    expect([answer.status, JSON.parse(answer.body).details]).toEqual([400, [detail]]);
    const empty = { method: "DELETE", body: "{}" };
    expect((await answerOf({ response, handle }, "/api/things", empty)).status).toBe(200);
  });

  it("is left to routes of another protocol", async () => {
    const init = { method: "POST", body: "not JSON" };
    const seen: string[] = [];
    const own = {
      response,
      rawBody: true,
      handle: async ({ request }: { request: Request }) => {
        seen.push(await request.text());
        return ok({ name: "a" });
      },
    };
    expect((await answerOf(own, "/api/things", init)).status).toBe(200);
    expect(seen).toEqual(["not JSON"]);
  });
});

it("serves one declaration under a second method with an id of its own", async () => {
  const update = route({ response: Thing, handle: () => ok({ name: "a" }) });
  const put = alias(update, "things.put");
  expect([update.spec.id, put.spec.id]).toEqual(["things.test", "things.put"]);
  expect((await put(new Request("http://baton.test/api/things"))).status).toBe(200);
});
