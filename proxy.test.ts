import { NextRequest } from "next/server";
import { describe, expect, test } from "vitest";
import { config, proxy } from "./proxy";

function answer(
  path: string,
  {
    cookie,
    headers = {},
    method = "GET",
  }: { cookie?: string; headers?: Record<string, string>; method?: string } = {},
) {
  return proxy(
    new NextRequest(`http://127.0.0.1:3000${path}`, {
      method,
      headers: {
        host: "127.0.0.1:3000",
        ...headers,
        ...(cookie ? { cookie: `baton-session-3000=${cookie}` } : {}),
      },
    }),
  );
}

const passedOn = (response: Response, name: string) =>
  response.headers.get(`x-middleware-request-${name}`);

test("a page gets a nonce of its own, and the same one in its policy and its request", () => {
  const [one, two] = [answer("/board", { cookie: "x" }), answer("/board", { cookie: "x" })];
  const nonce = passedOn(one, "x-nonce");
  expect(nonce).toMatch(/^[\w+/]{22}==$/);
  expect(nonce).not.toBe(passedOn(two, "x-nonce"));
  const policy = one.headers.get("content-security-policy") ?? "";
  expect(policy).toContain(`script-src 'self' 'nonce-${nonce}' 'strict-dynamic';`);
  expect(policy).not.toContain("unsafe-eval");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(passedOn(one, "content-security-policy")).toBe(policy);
  expect(one.headers.get("x-frame-options")).toBe("DENY");
  expect(one.headers.get("x-content-type-options")).toBe("nosniff");
});

test("a client cannot bring its own nonce or path", () => {
  const response = answer("/board?a=1", {
    cookie: "x",
    headers: { "x-nonce": "mine", "x-baton-path": "//evil" },
  });
  expect(passedOn(response, "x-nonce")).not.toBe("mine");
  expect(passedOn(response, "x-baton-path")).toBe("/board?a=1");
});

test("without a session cookie a page leads to the sign-in and back", () => {
  const response = answer("/board?group=agent");
  expect(response.status).toBe(307);
  expect(new URL(response.headers.get("location") ?? "").pathname).toBe("/sign-in");
  expect(new URL(response.headers.get("location") ?? "").searchParams.get("next")).toBe(
    "/board?group=agent",
  );
});

test.each(["/sign-in", "/login", "/setup", "/docs", "/docs/tasks"])(
  "%s is open to everybody",
  (path) => {
    expect(answer(path).status).toBe(200);
  },
);

test("a write is not redirected: the action itself refuses it", () => {
  expect(answer("/board", { method: "POST" }).status).toBe(200);
});

test("https is demanded for the future only where it is in use", () => {
  expect(answer("/sign-in").headers.has("strict-transport-security")).toBe(false);
  expect(
    answer("/sign-in", { headers: { "x-forwarded-proto": "https" } }).headers.has(
      "strict-transport-security",
    ),
  ).toBe(true);
});

describe("runs for pages only", () => {
  const matches = (path: string) =>
    config.matcher.some((pattern) => new RegExp(`^${pattern}$`).test(path));
  test.each(["/", "/board", "/sign-in", "/agents/gpt-4.1", "/agents/foo.js", "/apiary"])(
    "%s",
    (path) => {
      expect(matches(path)).toBe(true);
    },
  );
  test.each([
    "/api",
    "/api/tasks",
    "/_next/static/chunks/a.js",
    "/icon.svg",
    "/favicon.ico",
    "/sse",
    "/message",
  ])("not %s", (path) => {
    expect(matches(path)).toBe(false);
  });
});
