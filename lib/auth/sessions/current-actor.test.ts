import { afterEach, beforeEach, expect, test, vi } from "vitest";

const request = vi.hoisted(() => ({ headers: new Headers() }));
vi.mock("next/headers", () => ({
  headers: async () => request.headers,
  cookies: async () => ({ get: () => undefined }),
}));

const { actionContext, checkActionOrigin, requireActor } = await import("./current-actor");

afterEach(() => vi.unstubAllEnvs());
beforeEach(() => {
  request.headers = new Headers({ host: "127.0.0.1:3000" });
});

test("a server action called from Baton's own page passes", async () => {
  request.headers.set("origin", "http://127.0.0.1:3000");
  await expect(checkActionOrigin()).resolves.toBeUndefined();
});

test("behind a trusted proxy the page's address is the forwarded one", async () => {
  vi.stubEnv("BATON_TRUST_PROXY", "1");
  request.headers.set("x-forwarded-host", "baton.example.com");
  request.headers.set("origin", "https://baton.example.com");
  await expect(checkActionOrigin()).resolves.toBeUndefined();
});

test.each([
  ["another site's page", { origin: "https://evil.example" }],
  ["a sandboxed page", { origin: "null" }],
  ["another port of this machine", { origin: "http://127.0.0.1:8080" }],
  ["a page that hides its origin", { "sec-fetch-site": "cross-site" }],
])("a server action called from %s is refused", async (_, headers) => {
  for (const [name, value] of Object.entries(headers)) request.headers.set(name, value);
  await expect(checkActionOrigin()).rejects.toMatchObject({ code: "forbidden" });
  await expect(actionContext()).rejects.toMatchObject({ code: "forbidden" });
});

test("a server action without a session is refused", async () => {
  request.headers.set("origin", "http://127.0.0.1:3000");
  await expect(actionContext()).rejects.toMatchObject({ code: "unauthenticated" });
});

test("a page without a session leads to the sign-in and from there back", async () => {
  request.headers.set("x-baton-path", "/board?group=agent");
  await expect(requireActor()).rejects.toMatchObject({
    digest: expect.stringContaining("/sign-in?next=%2Fboard%3Fgroup%3Dagent"),
  });
});
