import { describe, expect, it } from "vitest";
import { runEnvironment, scrubbed } from "./environment";
import { excerpt, lineRedactor, redactor } from "./redact";

const env = {
  PATH: "/bin",
  HOME: "/home/dev",
  LC_ALL: "C",
  ANTHROPIC_API_KEY: "sk-of-the-program",
  AWS_SECRET_ACCESS_KEY: "of-the-operator",
  MC_API_KEY: "mc_of-the-worker",
  MC_PROFILE: "work",
  BATON_SECRET: "of-the-server",
  DEPLOY_TOKEN: "deploy-me",
};

it("gives a program the usual names, its own, and those that were allowed", () => {
  expect(scrubbed({ env, program: null, names: [] })).toEqual({
    PATH: "/bin",
    HOME: "/home/dev",
    LC_ALL: "C",
  });
  const more = scrubbed({ env, program: /^ANTHROPIC_\w+$/, names: ["DEPLOY_TOKEN"] });
  expect(Object.keys(more)).toEqual([
    "PATH",
    "HOME",
    "LC_ALL",
    "ANTHROPIC_API_KEY",
    "DEPLOY_TOKEN",
  ]);
});

it("never gives it the worker's own key, whoever allows that", () => {
  const names = ["MC_API_KEY", "BATON_SECRET", "MC_PROFILE"];
  expect(scrubbed({ env, program: /./, names })).not.toHaveProperty("MC_API_KEY");
  const run = { url: "http://baton", key: "mcr_1", runId: 7 };
  expect(runEnvironment({ ...run, task: { ref: "shop-001", projectId: 3 } })).toEqual({
    ...{ MC_URL: "http://baton", MC_API_KEY: "mcr_1", MC_RUN: "7" },
    ...{ MC_TASK: "shop-001", MC_PROJECT: "3" },
  });
  expect(runEnvironment({ ...run, task: null })).not.toHaveProperty("MC_TASK");
});

it("takes secrets out of what a program says: known ones, also within JSON, and what is shaped like one", () => {
  const redact = redactor({ DEPLOY_TOKEN: 'quo"ted-token', GIT_AUTHOR_NAME: "Ada Lovelace" }, [
    "mcr_of-this-run",
  ]);
  const said = `mcr_of-this-run by Ada Lovelace ${JSON.stringify({ t: 'quo"ted-token' })} ghp_${"a".repeat(36)} sk-ant-api03-${"b".repeat(40)}`;
  expect(redact(said)).toBe('[secret] by Ada Lovelace {"t":"[secret]"} [secret] [secret]');
});

describe("a private key", () => {
  const lines = ["MIIEvQIBADANBgkqhkiG9w0BAQEFAASC", "BKcwggSjAgEAAoIBAQ==", ""];
  const begin = "-----BEGIN RSA PRIVATE KEY-----";
  const pem = [begin, ...lines, "-----END RSA PRIVATE KEY-----"];
  const redact = redactor({});

  it("is taken out as a whole, also within JSON and cut off, and what only speaks of one stays", () => {
    const said = `a ${JSON.stringify(pem.join("\n"))} b\n${pem.slice(0, 3).join("\n")}\nThe end.`;
    expect(redact(said)).toBe('a "[secret]" b\n[secret]\nThe end.');
    const words = `Refuses ${begin} in uploads.\nAll 12 tests pass.`;
    expect(redact(words)).toContain("in uploads.\nAll 12 tests pass.");
  });

  it("is taken out when it comes line by line, and what follows it stays", () => {
    const cleared = lineRedactor(redact);
    expect([...pem, "Done.", begin, "No key follows."].map((line) => cleared(`${line}\n`))).toEqual(
      ["[secret]\n", "", "", "", "", "Done.\n", "[secret]\n", "No key follows.\n"],
    );
  });
});

it("clears a text before it is cut, so that no half of a secret is left", () => {
  const key = "a-token-of-the-operator";
  const redact = redactor({ DEPLOY_TOKEN: key });
  expect(excerpt(redact, `${"x".repeat(10)}${key}`, 20)).toBe(`${"x".repeat(10)}[secret]`);
});
