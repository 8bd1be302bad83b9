import { expect, it } from "vitest";
import { runEnvironment, scrubbed } from "./environment";
import { redactor } from "./redact";

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
  const run = { url: "http://baton", key: "mcr_1", runId: 7, ticketRef: "shop-001", projectId: 3 };
  expect(runEnvironment(run)).toMatchObject({ MC_API_KEY: "mcr_1", MC_TASK: "shop-001" });
});

it("takes secrets out of what a program says: known ones, also within JSON, and what is shaped like one", () => {
  const redact = redactor({ DEPLOY_TOKEN: 'quo"ted-token', GIT_AUTHOR_NAME: "Ada Lovelace" }, [
    "mcr_of-this-run",
  ]);
  const said = `mcr_of-this-run by Ada Lovelace ${JSON.stringify({ t: 'quo"ted-token' })} ghp_${"a".repeat(36)} sk-ant-api03-${"b".repeat(40)}`;
  expect(redact(said)).toBe('[secret] by Ada Lovelace {"t":"[secret]"} [secret] [secret]');
});
