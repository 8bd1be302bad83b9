import { describe, expect, it } from "vitest";
import { checkOrigin } from "./origin";

const request = (headers: Record<string, string>, method = "POST") =>
  new Request("http://baton.example/api/tasks", {
    method,
    headers: { host: "baton.example", ...headers },
  });
const refused = expect.objectContaining({ code: "forbidden" });
const check = (headers: Record<string, string>, method?: string, changes?: boolean) => () =>
  checkOrigin(request(headers, method), changes);

describe("the origin of a write", () => {
  it("may be Baton's own, also behind a proxy, or none at all", () => {
    expect(check({})).not.toThrow();
    expect(check({ origin: "http://baton.example" })).not.toThrow();
    expect(
      check({ origin: "https://out.example", "x-forwarded-host": "out.example" }),
    ).not.toThrow();
    expect(check({ "sec-fetch-site": "same-origin" })).not.toThrow();
  });

  it("may not be another site, another port, nothing readable or a cross-site page without one", () => {
    expect(check({ origin: "http://evil.example" })).toThrow(refused);
    expect(check({ origin: "http://baton.example:8080" })).toThrow(refused);
    expect(check({ origin: "null" })).toThrow(refused);
    expect(check({ "sec-fetch-site": "cross-site" })).toThrow(refused);
  });

  it("matters for a read only when it changes something", () => {
    expect(check({ "sec-fetch-site": "cross-site" }, "GET")).not.toThrow();
    expect(check({ "sec-fetch-site": "cross-site" }, "GET", true)).toThrow(refused);
  });
});
