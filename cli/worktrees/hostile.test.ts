import { existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { Sandbox } from "./testing";
import type { Repository, Worktree } from "./worktrees";

let box: Sandbox;
let repository: Repository;
let one: Worktree;
/** Leaves a mark when somebody runs it. */
let trap: string;
let mark: string;
beforeEach(async () => {
  box = new Sandbox();
  mark = path.join(box.folder, "it ran");
  trap = box.program("trap", `touch '${mark}'; cat`);
  repository = await box.open();
  one = await box.prepare(repository);
  return () => box.remove();
});

/** All that the worker does with a worktree after the program in it has ended. */
async function wholeWay(): Promise<void> {
  box.write(one.path, { "src/cart.ts": "export const cart = 2;\n", "data.bin": "x\n" });
  await one.handIn({ message: "Mine" });
  box.commit("Theirs", { "b.ts": "b\n" });
  await repository.list();
  await repository.gc({ stateOf: async () => new Map(), dryRun: true });
  expect(await one.merge()).toMatchObject({ merged: true });
  await box.prepare(await box.open(), "shop-015");
}

/** Every setting that names a program, with what turns it off. */
const SETTINGS = {
  "core.fsmonitor": "false",
  "core.hooksPath": "/dev/null",
  "core.sshCommand": "ssh",
  "core.editor": "true",
  "core.alternateRefsCommand": "true",
  "filter.evil.clean": "",
  "filter.evil.smudge": "",
  "filter.evil.process": "",
  "diff.evil.textconv": "cat",
  "diff.evil.command": "true",
  "diff.external": "true",
  "merge.evil.driver": "false",
  "gpg.program": "false",
};
const HOOKS = [
  "post-checkout",
  "pre-commit",
  "commit-msg",
  "post-commit",
  "pre-rebase",
  "post-rewrite",
  "post-merge",
  "reference-transaction",
  "post-index-change",
  "pre-push",
];

describe("what an agent writes into a repository", () => {
  it("as settings does not run when the worker calls git", async () => {
    const hooks = path.join(box.folder, "hooks");
    mkdirSync(hooks);
    for (const name of HOOKS) box.program(`../hooks/${name}`, `touch '${mark}'; exit 1`);
    const settings = Object.entries(SETTINGS);
    for (const [key] of settings)
      box.gitIn(one.path, "config", key, key === "core.hooksPath" ? hooks : trap);
    box.gitIn(one.path, "config", "commit.gpgSign", "true");
    writeFileSync(path.join(one.path, ".gitattributes"), "* filter=evil diff=evil merge=evil\n");
    // The owner's own calls in this test run none of it either.
    const own = [...settings, ["commit.gpgSign", "false"]];
    box.env.GIT_CONFIG_COUNT = String(own.length);
    for (const [at, [key, value]] of own.entries())
      Object.assign(box.env, { [`GIT_CONFIG_KEY_${at}`]: key, [`GIT_CONFIG_VALUE_${at}`]: value });
    await wholeWay();
    expect(existsSync(mark)).toBe(false);
    // The traps are real: without all that, they snap.
    delete box.env.GIT_CONFIG_COUNT;
    box.git("status");
    expect(existsSync(mark)).toBe(true);
  });

  it("as hooks of the repository neither runs nor fails its work", async () => {
    for (const name of [
      "post-checkout",
      "pre-commit",
      "reference-transaction",
      "post-merge",
      "pre-rebase",
    ])
      box.program(`../shop/.git/hooks/${name}`, `touch '${mark}'; exit 1`);
    Object.assign(box.env, {
      GIT_CONFIG_COUNT: "1",
      GIT_CONFIG_KEY_0: "core.hooksPath",
      GIT_CONFIG_VALUE_0: "/dev/null",
    });
    await wholeWay();
    expect(existsSync(mark)).toBe(false);
  });

  it("as a .git of its own is not where the worker's git looks", async () => {
    const own = path.join(one.path, "own");
    box.gitIn(box.folder, "clone", "--quiet", "--bare", box.repo, own);
    box.gitIn(own, "config", "core.bare", "false");
    box.gitIn(own, "config", "core.fsmonitor", trap);
    writeFileSync(path.join(one.path, ".git"), `gitdir: ${own}\n`);
    const tip = box.git("rev-parse", one.branch);
    box.write(one.path, { "a.ts": "a" });
    const { diff } = await one.handIn({ message: "Mine" });
    expect(diff.files.map((file) => file.path)).toContain("a.ts");
    expect(box.git("rev-parse", `${one.branch}~1`)).toBe(tip);
    expect(existsSync(mark)).toBe(false);
  });

  it("as another worktree folder for git does not lead it there", async () => {
    const elsewhere = path.join(box.folder, "elsewhere");
    mkdirSync(elsewhere);
    writeFileSync(path.join(elsewhere, "precious"), "precious");
    box.gitIn(one.path, "config", "core.worktree", elsewhere);
    box.write(one.path, { "a.ts": "a" });
    const { diff } = await one.handIn({ message: "Mine" });
    expect(diff.files.map((file) => file.path)).toEqual(["a.ts"]);
    await expect(box.open()).rejects.toMatchObject({
      code: "no_repository",
      message: expect.stringContaining("elsewhere"),
    });
  });

  it("as an attribute hides no change from the diff", async () => {
    box.write(one.path, {
      ".gitattributes": "*.ts -diff\n",
      "src/cart.ts": "export const cart = 'stolen';\n",
    });
    const { diff } = await one.handIn({ message: "Mine" });
    expect(diff.text).toContain("+export const cart = 'stolen';");
    expect(diff.files.find((file) => file.path === "src/cart.ts")).toMatchObject({
      binary: false,
      added: 1,
      removed: 1,
    });
  });

  it("as a replaced object hides no change from the diff", async () => {
    box.write(one.path, { "src/cart.ts": "export const cart = 'stolen';\n" });
    const { commit } = await one.handIn({ message: "Mine" });
    box.gitIn(one.path, "replace", `${commit}:src/cart.ts`, "main:src/cart.ts");
    const { diff } = await one.handIn({ message: "Mine" });
    expect(diff.text).toContain("+export const cart = 'stolen';");
  });

  it("as a flag in the index hides no change from the commit and none from the checks", async () => {
    box.gitIn(one.path, "update-index", "--assume-unchanged", "src/cart.ts");
    box.write(one.path, { "src/cart.ts": "export const cart = 3;\n" });
    const { commit, diff } = await one.handIn({ message: "Mine" });
    expect(diff.files).toMatchObject([{ path: "src/cart.ts" }]);
    box.gitIn(one.path, "update-index", "--skip-worktree", "src/cart.ts");
    box.write(one.path, { "src/cart.ts": "another\n" });
    const [check] = await one.runChecks([{ name: "cat", command: "cat src/cart.ts" }], {
      commit: String(commit),
      env: box.env,
    });
    expect(check?.output).toBe("export const cart = 3;\n");
  });

  it("as a link in place of the worktree is not followed when it is removed", async () => {
    const precious = path.join(box.folder, "precious");
    mkdirSync(precious);
    writeFileSync(path.join(precious, "file"), "x");
    rmSync(one.path, { recursive: true });
    symlinkSync(precious, one.path);
    await one.discard();
    expect([existsSync(one.path), existsSync(path.join(precious, "file"))]).toEqual([false, true]);
  });

  it("keeps the filters that the machine's owner set up, and those that are named", async () => {
    box.gitIn(
      box.repo,
      "config",
      "--file",
      String(box.env.GIT_CONFIG_GLOBAL),
      "filter.owners.clean",
      "tr a-z A-Z",
    );
    box.git("config", "filter.named.clean", "tr a b");
    box.git("config", "filter.other.clean", trap);
    repository = await box.open({ trustedFilters: ["named"] });
    const two = await box.prepare(repository, "shop-016");
    expect(two.notes.join(" ")).toContain(
      'The filter "other" of the repository\'s own configuration is not run',
    );
    box.write(two.path, {
      ".gitattributes": "*.up filter=owners\n*.b filter=named\n*.o filter=other\n",
      "x.up": "abc",
      "x.b": "abc",
      "x.o": "abc",
    });
    const { commit } = await two.handIn({ message: "Mine" });
    const shown = ["x.up", "x.b", "x.o"].map((name) =>
      box.git("cat-file", "blob", `${commit}:${name}`),
    );
    expect(shown).toEqual(["ABC", "bbc", "abc"]);
    expect(existsSync(mark)).toBe(false);
  });
});
