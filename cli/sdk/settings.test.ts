import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { BatonError } from "./errors";
import { linkTo } from "./link";
import { settingsFor } from "./settings";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "sdk-"));
  mkdirSync(path.join(folder, "baton"));
  vi.stubEnv("XDG_CONFIG_HOME", folder);
  for (const name of ["MC_URL", "MC_API_KEY", "MC_PROFILE", "MC_PROJECT", "MC_AGENT"])
    vi.stubEnv(name, "");
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
  rmSync(folder, { recursive: true });
});

const save = (name: string, profile: object) =>
  writeFileSync(path.join(folder, "baton", `${name}.json`), JSON.stringify(profile));

it("takes what connect is given, else the profile that is named, the environment, the saved profile", async () => {
  save("default", { url: "http://saved", key: "mc_saved", project: "shop" });
  save("work", { url: "http://work", key: "mc_work" });
  expect(await settingsFor({})).toMatchObject({
    url: "http://saved",
    key: "mc_saved",
    project: "shop",
  });
  vi.stubEnv("MC_URL", "http://env");
  vi.stubEnv("MC_API_KEY", "mc_env");
  expect(await settingsFor({})).toMatchObject({ url: "http://env", key: "mc_env" });
  expect(await settingsFor({ profile: "work" })).toMatchObject({
    url: "http://work",
    key: "mc_work",
  });
  expect(await settingsFor({ url: "x", key: "mc_x" })).toMatchObject({
    url: "http://x",
    key: "mc_x",
  });
});

it("never sends a saved key to another address", async () => {
  save("default", { url: "http://saved", key: "mc_saved" });
  expect(await settingsFor({ url: "http://elsewhere" })).toMatchObject({ key: null });
});

it("takes the page's own address and session in a browser", async () => {
  vi.stubGlobal("process", undefined);
  vi.stubGlobal("location", { origin: "https://baton.example" });
  expect(await settingsFor({})).toMatchObject({ url: "https://baton.example", key: null });
});

it("says what is wrong with a setting, as a failed call", async () => {
  const failure = (options: object) =>
    linkTo(options)
      .transport()
      .catch((error) => error);
  expect(await failure({ profile: "nobody" })).toMatchObject({
    code: "usage",
    message: 'there is no profile "nobody"',
    fix: "make it: mc init --profile nobody",
  });
  const bad = await failure({ url: "http://" });
  expect(bad).toBeInstanceOf(BatonError);
  expect(bad).toMatchObject({ code: "usage", message: expect.stringContaining("not an address") });
});
