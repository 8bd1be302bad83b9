import type { IncomingMessage } from "node:http";
import { afterEach, expect, test, vi } from "vitest";
import { settleForwarded } from "@/scripts/serve/forwarded.mjs";
import { clientAddress, isSecure } from "./client-address";

afterEach(() => vi.unstubAllEnvs());

function addressSeen(claimed: string | undefined): string | null {
  const request = {
    headers: { "x-forwarded-for": claimed },
    rawHeaders: claimed === undefined ? [] : ["X-Forwarded-For", claimed],
    socket: { remoteAddress: "203.0.113.9" },
  };
  settleForwarded(request as unknown as IncomingMessage);
  return clientAddress(new Headers(request.headers as Record<string, string>));
}

test("a client cannot say where it comes from", () => {
  vi.stubEnv("BATON_TRUST_PROXY", "");
  expect(addressSeen("198.51.100.1")).toBe("203.0.113.9");
  expect(addressSeen(undefined)).toBe("203.0.113.9");
});

test("behind a trusted proxy it is what that proxy saw, not what the client claimed to it", () => {
  vi.stubEnv("BATON_TRUST_PROXY", "1");
  expect(addressSeen("10.0.0.1, 198.51.100.1")).toBe("198.51.100.1");
  expect(addressSeen(undefined)).toBe("203.0.113.9");
});

test("a proxy that nobody vouches for is warned of, once", () => {
  vi.resetModules();
  const warn = vi.spyOn(console, "warn").mockImplementation(() => undefined);
  vi.stubEnv("BATON_TRUST_PROXY", "");
  return import("@/scripts/serve/forwarded.mjs").then(({ settleForwarded: settle }) => {
    const request = (claimed?: string) =>
      ({
        headers: { "x-forwarded-for": claimed },
        rawHeaders: [],
        socket: { remoteAddress: "203.0.113.9" },
      }) as unknown as IncomingMessage;
    settle(request());
    expect(warn).not.toHaveBeenCalled();
    settle(request("198.51.100.1"));
    settle(request("198.51.100.2"));
    expect(warn).toHaveBeenCalledTimes(1);
    expect(warn.mock.calls[0]?.[0]).toContain("BATON_TRUST_PROXY");
    warn.mockRestore();
  });
});

test("a page that Next fetches for a browser, after an action that redirects, comes from the browser's address", async () => {
  vi.resetModules();
  const warn = vi.spyOn(console, "warn").mockImplementation(() => undefined);
  vi.stubEnv("BATON_TRUST_PROXY", "");
  const { settleForwarded: settle } = await import("@/scripts/serve/forwarded.mjs");
  const request = (remoteAddress: string, headers: Record<string, string>) =>
    ({ headers, rawHeaders: [], socket: { remoteAddress } }) as unknown as IncomingMessage;
  const action = request("203.0.113.9", {});
  settle(action);
  const page = request("127.0.0.1", { ...(action.headers as Record<string, string>), rsc: "1" });
  settle(page);
  expect(clientAddress(new Headers(page.headers as Record<string, string>))).toBe("203.0.113.9");
  expect(warn).not.toHaveBeenCalled();
  warn.mockRestore();
});

test("a page that Next fetches for a browser is asked for under the browser's host, so that it finds its session", async () => {
  vi.resetModules();
  const { settleForwarded: settle } = await import("@/scripts/serve/forwarded.mjs");
  const { sessionCookieName } = await import("@/lib/auth/sessions/session-cookie");
  const request = (headers: Record<string, string>) =>
    ({
      headers,
      rawHeaders: Object.entries(headers).flat(),
      socket: { remoteAddress: "127.0.0.1" },
    }) as unknown as IncomingMessage;
  const nameIn = ({ headers }: IncomingMessage) =>
    sessionCookieName(new Headers(headers as Record<string, string>));
  // The browser came through a forwarded port; a client cannot say which host it asked for in any other way.
  const action = request({ host: "localhost:8080", "x-baton-host": "localhost:9" });
  settle(action);
  const page = request({
    ...(action.headers as Record<string, string>),
    host: "127.0.0.1:3000",
    rsc: "1",
  });
  settle(page);
  expect(nameIn(page)).toBe(nameIn(action));
  expect(nameIn(page)).toBe("baton-session-8080");
  expect(page.rawHeaders.join(" ")).not.toContain("3000");
});

test("a browser came over https when the proxy in front says so", () => {
  expect(isSecure(new Headers({ "x-forwarded-proto": "https" }))).toBe(true);
  expect(isSecure(new Headers({ "x-forwarded-proto": "http" }))).toBe(false);
  expect(isSecure(new Headers())).toBe(false);
});
