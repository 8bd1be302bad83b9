import { expect, it } from "vitest";
import { kindOfKey, readSettings } from "./settings";

it("takes an address with or without its scheme, and refuses what is none", () => {
  expect(readSettings({}, {}).url).toBe("http://127.0.0.1:3000");
  expect(readSettings({ url: "baton.example:8080/" }, {}).url).toBe("http://baton.example:8080");
  expect(() => readSettings({}, { MC_URL: "http://" })).toThrow("not an address");
});

it("prefers an option to a named profile, that to the environment, and the environment to what was saved", () => {
  const env = { MC_URL: "http://env", MC_API_KEY: "mc_env" };
  const named = { url: "http://named", key: "mc_named" };
  const saved = { url: "http://saved", key: "mc_saved", project: "myapp" };
  expect(readSettings({}, {}, { saved })).toMatchObject({ ...saved });
  expect(readSettings({}, env, { saved })).toMatchObject({ url: "http://env", key: "mc_env" });
  expect(readSettings({}, env, { named })).toMatchObject(named);
  expect(readSettings({ url: "http://x", key: "mc_x" }, env, { named })).toMatchObject({
    url: "http://x",
    key: "mc_x",
  });
});

it("takes the server's own word for its address, BATON_URL, unless MC_URL says otherwise", () => {
  const env = { BATON_URL: "https://baton.example" };
  expect(readSettings({}, env).url).toBe("https://baton.example");
  expect(readSettings({}, { ...env, MC_URL: "http://mc" }).url).toBe("http://mc");
  expect(readSettings({}, { ...env, MC_URL: " " }).url).toBe("https://baton.example");
});

it("does not send a saved key to another address", () => {
  const saved = { url: "http://saved", key: "mc_saved" };
  expect(readSettings({ url: "http://elsewhere" }, {}, { saved }).key).toBeNull();
  expect(readSettings({}, { MC_URL: "http://elsewhere" }, { saved }).key).toBeNull();
  expect(readSettings({ url: "saved/" }, {}, { saved }).key).toBe("mc_saved");
});

it("tells whose key it is by its beginning", () => {
  expect(["mcr_1", "mca_1", "mc_1", null].map(kindOfKey)).toEqual([
    "run",
    "agent",
    "general",
    "general",
  ]);
});

it("refuses a key that cannot be sent, without showing it", () => {
  const refusal = () => readSettings({}, { MC_API_KEY: "mc_one\nmc_two" });
  expect(refusal).toThrow("characters that no key has");
  expect(refusal).not.toThrow("mc_one");
});
