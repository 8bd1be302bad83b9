import { afterEach, describe, expect, it, vi } from "vitest";
import { checkOrigin } from "./origin";

const request = (headers: Record<string, string>, method = "POST") =>
  new Request("http://baton.example/api/tasks", {
    method,
    headers: { host: "baton.example", ...headers },
  });
const refused = expect.objectContaining({ code: "forbidden" });
const check = (headers: Record<string, string>, method?: string, changes?: boolean) => () =>
  checkOrigin(request(headers, method), changes);

afterEach(() => vi.unstubAllEnvs());

describe("the origin of a write", () => {
  it("may be Baton's own, also behind a proxy that is vouched for, or none at all", () => {
    expect(check({})).not.toThrow();
    expect(check({ origin: "http://baton.example" })).not.toThrow();
    const proxied = {
      origin: "https://out.example",
      "x-forwarded-host": "in.example, out.example",
    };
    expect(check(proxied)).toThrow(refused);
    vi.stubEnv("BATON_TRUST_PROXY", "1");
    expect(check(proxied)).not.toThrow();
    expect(check({ ...proxied, origin: "https://in.example" })).toThrow(refused);
    expect(check({ "sec-fetch-site": "same-origin" })).not.toThrow();
  });

  it("may not be another site, another port, nothing readable or a cross-site page without one", () => {
    expect(check({ origin: "http://evil.example" })).toThrow(refused);
    expect(check({ origin: "http://baton.example:8080" })).toThrow(refused);
    expect(check({ origin: "null" })).toThrow(refused);
    expect(check({ "sec-fetch-site": "cross-site" })).toThrow(refused);
  });

  it("is not that of a link in a text, which a reader of Baton's own pages follows", () => {
    const followed = { "sec-fetch-site": "same-origin", "sec-fetch-mode": "navigate" };
    expect(check(followed, "GET")).not.toThrow();
    expect(check(followed, "GET", true)).toThrow(refused);
    expect(
      check({ "sec-fetch-site": "same-origin", "sec-fetch-mode": "cors" }, "GET", true),
    ).not.toThrow();
    expect(check({ ...followed, origin: "http://baton.example" })).not.toThrow();
  });

  it("matters for a read only when it changes something", () => {
    expect(check({ "sec-fetch-site": "cross-site" }, "GET")).not.toThrow();
    expect(check({ "sec-fetch-site": "cross-site" }, "GET", true)).toThrow(refused);
  });
});
