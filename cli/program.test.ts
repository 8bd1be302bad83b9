import { globSync, readFileSync } from "node:fs";
import type { Command } from "commander";
import { beforeAll, describe, expect, it } from "vitest";
import { OPERATIONS } from "@/client/generated/operations";
import type { Operation } from "@/client/operation";
import { commandAt, completionsOf } from "./commands/completion";
import { describe as describeCommand } from "./commands/describe";
import { GROUPS } from "./groups/all";
import { programFor } from "./program";
import type { Open } from "./session";
import type { Verb } from "./verbs/verb";

const open: Open = () => {
  throw new Error("nothing is run here");
};

let program: Command;
let all: Command[];
let verbs: Verb[];
beforeAll(async () => {
  program = await programFor([], open, { everything: true });
  const below = (command: Command): Command[] => [command, ...command.commands.flatMap(below)];
  all = below(program);
  verbs = (await Promise.all(GROUPS.map(({ load }) => load()))).flatMap((group) => group.verbs);
});

describe("every command", () => {
  it("has a help that says what it is for, and a signature for programs", () => {
    expect(all.length).toBeGreaterThan(100);
    for (const command of all) {
      const name = command.name();
      expect(command.description(), name).not.toBe("");
      expect(command.helpInformation(), name).toContain("Usage: mc");
      expect(JSON.parse(JSON.stringify(describeCommand(command))), name).toMatchObject({
        about: command.description(),
        arguments: expect.any(Array),
        options: expect.any(Array),
      });
    }
  });

  it("takes only what its operation takes, shows only what that answers, and has a name of its own", () => {
    for (const verb of verbs) {
      const operation: Operation = OPERATIONS[verb.operation];
      const known = [
        ...[...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name),
        ...Object.keys(operation.query),
        ...Object.keys(operation.body ?? {}),
      ];
      const used = [
        ...(verb.words ?? []).map(({ field }) => field),
        ...Object.keys(verb.fixed ?? {}),
        ...Object.keys(verb.flags ?? {}),
      ];
      expect(known, `${verb.name} (${verb.operation})`).toEqual(expect.arrayContaining(used));
    }
    const missing = verbs.filter(({ operation, list, one }) => {
      const answer: readonly string[] = OPERATIONS[operation].answer;
      return [list?.at, one].some((place) => place !== undefined && !answer.includes(place));
    });
    expect(missing.map(({ name, operation }) => `${name} (${operation})`)).toEqual([]);
    const names = verbs.map(({ name, operation }) => `${operation.split(".")[0]} ${name}`);
    expect(new Set(names).size).toBe(names.length);
  });
});

it("names in its messages and pages only commands that there are", () => {
  const sources = globSync("{cli/**/*.ts,docs/cli.md}").filter((file) => !file.includes(".test."));
  const named = sources.flatMap((file) =>
    [
      ...readFileSync(file, "utf8").matchAll(
        /(?:^ +|["`] ?|: |cjs )mc ((?:[a-z]+(?:-[a-z]+)*[ `"]?){1,3})/gm,
      ),
    ].map(([, words = ""]) => ({ file, words: words.split(/[ `"]+/).filter(Boolean) })),
  );
  expect(named.length).toBeGreaterThan(25);
  for (const { file, words } of named) {
    const command = commandAt(program, words.slice(0, 2));
    const isThere = command !== program && (command.commands.length === 0 || words.length === 1);
    expect(isThere, `${file}: mc ${words.join(" ")}`).toBe(true);
  }
});

it("completes commands and options where they may stand", () => {
  expect(completionsOf(program, ["ta"])).toEqual(["tasks"]);
  expect(completionsOf(program, ["tasks", "comments", ""])).toEqual(["list", "add"]);
  expect(completionsOf(program, ["tasks", "create", "--prio"])).toEqual(["--priority"]);
  expect(completionsOf(program, ["tasks", "list", "--js"])).toEqual(["--json"]);
});
