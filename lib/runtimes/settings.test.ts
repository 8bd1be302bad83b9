import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { config } from "@/lib/core/config";
import { seal } from "@/lib/core/seal";
import { configuredAs, KEY_PURPOSE, SETTABLE, settingsFrom, VARIABLES } from "./settings";

beforeEach(() => {
  vi.stubEnv("BATON_SECRET", "a secret for tests");
  for (const name of ["ANTHROPIC_BASE_URL", "ANTHROPIC_API_KEY", "OPENCLAW_GATEWAY_URL"])
    vi.stubEnv(name, "");
  vi.stubEnv("OPENCLAW_GATEWAY_TOKEN", "");
});
afterEach(() => vi.unstubAllEnvs());

test("what is stored wins over the environment, that over the default, each by itself", () => {
  expect(settingsFrom("anthropic", {})).toMatchObject({
    baseUrl: "https://api.anthropic.com",
    apiKey: null,
    source: { baseUrl: "default", apiKey: null },
  });
  vi.stubEnv("ANTHROPIC_BASE_URL", "http://proxy");
  vi.stubEnv("ANTHROPIC_API_KEY", "sk-environment");
  expect(settingsFrom("anthropic", {})).toMatchObject({
    baseUrl: "http://proxy",
    apiKey: "sk-environment",
    source: { baseUrl: "environment", apiKey: "environment" },
  });
  expect(settingsFrom("anthropic", { api_key: seal(KEY_PURPOSE, "sk-stored") })).toMatchObject({
    baseUrl: "http://proxy",
    apiKey: "sk-stored",
    source: { baseUrl: "environment", apiKey: "setting" },
  });
});

test("a key that was sealed under another secret is said to be unreadable, never replaced silently", () => {
  const api_key = seal(KEY_PURPOSE, "sk-stored").replace(/.{4}$/, "AAA=");
  vi.stubEnv("ANTHROPIC_API_KEY", "sk-environment");
  const settings = settingsFrom("anthropic", { api_key });
  expect(settings).toMatchObject({ apiKey: null, isKeyUnreadable: true });
  expect(configuredAs(settings)).toMatchObject({
    ok: false,
    reason: expect.stringContaining("enter it again"),
  });
});

test("a gateway is configured by its address alone or its token alone", () => {
  expect(configuredAs(settingsFrom("openclaw", {}))).toMatchObject({
    ok: false,
    reason: expect.stringContaining("OPENCLAW_GATEWAY_URL is not set"),
  });
  const stored = { base_url: "ws://127.0.0.1:18789" };
  expect(configuredAs(settingsFrom("openclaw", stored)).ok).toBe(true);
  vi.stubEnv("OPENCLAW_GATEWAY_TOKEN", "token");
  expect(configuredAs(settingsFrom("openclaw", {})).ok).toBe(true);
});

test("the fingerprint follows address, key and mode and shows none of them", () => {
  const api_key = seal(KEY_PURPOSE, "sk-one");
  const prints = [
    { api_key },
    { api_key: seal(KEY_PURPOSE, "sk-two") },
    { api_key, base_url: "http://other" },
    { api_key, mode: "http" as const },
  ].map((stored) => {
    const configured = configuredAs(settingsFrom("openclaw", stored));
    return configured.ok ? configured.fingerprint : "";
  });
  expect(new Set(prints).size).toBe(4);
  expect(prints.join()).toMatch(/^[0-9a-f,]+$/);
});

test.each(["", "localhost:11434", "ftp://host", "https://"])(
  "the address %j is refused by name",
  (base_url) => {
    vi.stubEnv("ANTHROPIC_API_KEY", "sk");
    vi.stubEnv("ANTHROPIC_BASE_URL", base_url || "http:/x");
    expect(configuredAs(settingsFrom("anthropic", {}))).toMatchObject({
      ok: false,
      reason: expect.stringContaining("ANTHROPIC_BASE_URL is no address"),
    });
  },
);

test("an address that is typed must be at a listed host, the environment's own may be anywhere", () => {
  vi.stubEnv("ANTHROPIC_API_KEY", "sk");
  vi.stubEnv("BATON_PROVIDER_HOSTS", "api.anthropic.com, 127.0.0.1:11434 *.example.com");
  const typed = (base_url: string) => configuredAs(settingsFrom("anthropic", { base_url }));
  for (const allowed of [
    "https://api.anthropic.com",
    "http://127.0.0.1:11434",
    "https://a.Example.com:8443",
  ])
    expect(typed(allowed)).toMatchObject({ ok: true });
  for (const refused of [
    "http://127.0.0.1:9",
    "https://example.com",
    "https://evil-example.com",
    "http://[::1]:11434",
  ])
    expect(typed(refused)).toMatchObject({
      ok: false,
      reason: expect.stringContaining("BATON_PROVIDER_HOSTS"),
    });
  vi.stubEnv("ANTHROPIC_BASE_URL", "http://proxy.internal");
  expect(configuredAs(settingsFrom("anthropic", {}))).toMatchObject({ ok: true });
});

test("hand-ins know of every runtime that the environment sets up", () => {
  for (const name of SETTABLE) {
    for (const [variable, value] of [
      [VARIABLES[name].apiKey, "sk-test"],
      [VARIABLES[name].baseUrl, `${VARIABLES[name].schemes[0]}://host`],
    ] as const) {
      vi.stubEnv("OPENAI_API_KEY", "");
      vi.stubEnv(variable, value);
      const isSetUp = configuredAs(settingsFrom(name, {})).ok;
      expect({ variable, hasRuntime: config.hasRuntime }).toEqual({
        variable,
        hasRuntime: isSetUp,
      });
      vi.stubEnv(variable, "");
    }
  }
});
