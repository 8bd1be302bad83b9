import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { hostname } from "node:os";
import path from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { processIdentity } from "@/scripts/processes.mjs";
import { Sandbox } from "./testing";
import type { RepositoryOptions } from "./worktrees";

let box: Sandbox;
beforeEach(() => {
  box = new Sandbox();
  return () => box.remove();
});

/** Says that another process that lives works in the worktree of a run. */
function heldByAnother(home: string, run: number): void {
  const file = path.join(home, ".baton", `${run}.json`);
  const record = JSON.parse(readFileSync(file, "utf8"));
  const holder = { host: hostname(), pid: process.ppid, started: processIdentity(process.ppid) };
  writeFileSync(file, JSON.stringify({ ...record, holder }));
}

/** Says that the process that worked in the worktree of a run was killed. */
function killed(home: string, run: number): void {
  const file = path.join(home, ".baton", `${run}.json`);
  const record = JSON.parse(readFileSync(file, "utf8"));
  writeFileSync(
    file,
    JSON.stringify({ ...record, holder: { host: hostname(), pid: 1, started: "long ago" } }),
  );
}

describe("a worktree", () => {
  it("is beside the checkout, on a branch named after the ticket, with ports of its own", async () => {
    const repository = await box.open();
    const [one, two] = [await box.prepare(repository), await box.prepare(repository, "shop-015")];
    expect(one.path).toBe(path.join(`${box.repo}.worktrees`, "shop-014"));
    expect(one.branch).toBe("baton/shop-014");
    expect(one.base).toEqual({ branch: "main", commit: box.git("rev-parse", "main") });
    expect(box.gitIn(one.path, "branch", "--show-current")).toBe("baton/shop-014");
    expect(box.read(one.path, "src/cart.ts")).toBe("export const cart = 1;\n");
    expect(one.env.BATON_WORKTREE).toBe(one.path);
    expect(Number(one.env.BATON_PORT_LAST) - Number(one.env.PORT)).toBe(9);
    expect(one.env.PORT).not.toBe(two.env.PORT);
    expect(box.git("status", "--porcelain")).toBe("");
  });

  it("goes on with earlier work that is not in the base, and counts only what is changed since", async () => {
    const repository = await box.open();
    const merged = box.git("rev-parse", "main");
    const first = await box.prepare(repository, "shop-020");
    const one = box.commit("One", { "one.ts": "1" }, first.path);
    const next = await box.prepare(repository, "shop-021", { from: one });
    const two = box.commit("Two", { "two.ts": "2" }, next.path);
    expect(await repository.startAt([{ commit: merged, ref: "shop-001" }])).toEqual({ notes: [] });
    const [a, b] = [
      { commit: one, ref: "shop-020" },
      { commit: two, ref: "shop-021" },
    ];
    const start = await repository.startAt([a, b]);
    expect(start).toEqual({
      from: two,
      notes: [`It goes on with shop-021, commit ${two.slice(0, 12)}.`],
    });
    const looked = await box.prepare(repository, "shop-022", start);
    expect(box.read(looked.path, "one.ts")).toBe("1");
    expect(await looked.handIn({ message: "Looked", agent: "dev" })).toMatchObject({
      commit: null,
      base: two,
    });
    const aside = await box.prepare(repository, "shop-023");
    const other = { commit: box.commit("Other", { "x.ts": "x" }, aside.path), ref: "shop-023" };
    const several = await repository.startAt([b, other, { commit: "f".repeat(40), ref: "far-1" }]);
    expect(several.from).toBeUndefined();
    expect(several.notes).toEqual([
      expect.stringContaining("The work of far-1"),
      expect.stringMatching(/on several branches: shop-021 .*, shop-023 .* begins from main/),
    ]);
  });

  it("serves one run: the next one of the ticket gets another branch, and says so", async () => {
    const repository = await box.open();
    const first = await box.prepare(repository);
    await first.keep();
    const second = await box.prepare(repository);
    expect([second.branch, path.basename(second.path)]).toEqual(["baton/shop-014-2", "shop-014-2"]);
    expect(second.notes.join(" ")).toContain("works on baton/shop-014-2");
  });

  it("counts a branch that was pushed and deleted here", async () => {
    box.git("update-ref", "refs/remotes/origin/baton/shop-014", "HEAD");
    expect((await box.prepare(await box.open())).branch).toBe("baton/shop-014-2");
  });

  it("is found again by its run, and refused to another process while one works in it", async () => {
    const repository = await box.open();
    const first = await box.prepare(repository);
    box.write(first.path, { "half.ts": "half" });
    const again = await repository.prepare({ run: first.run, task: first.task });
    expect([again.found, again.path, again.env.PORT]).toEqual([true, first.path, first.env.PORT]);
    expect(box.read(again.path, "half.ts")).toBe("half");

    heldByAnother(repository.home, first.run);
    await expect(repository.prepare({ run: first.run, task: first.task })).rejects.toMatchObject({
      code: "in_use",
      message: expect.stringContaining(`process ${process.ppid}`),
    });
    await expect(box.prepare(repository)).rejects.toMatchObject({ code: "in_use" });
  });

  it("of a killed run goes on with the next one, with all that was left in it", async () => {
    const repository = await box.open();
    const first = await box.prepare(repository, "shop-014", {
      init: { command: "mkdir node_modules" },
    });
    box.write(first.path, { "half.ts": "half" });
    killed(repository.home, first.run);
    const next = await box.prepare(await box.open(), "shop-014", { init: { command: "exit 1" } });
    expect(next).toMatchObject({ found: false, path: first.path, branch: "baton/shop-014-2" });
    expect(next.continued).toMatchObject({ run: first.run, branch: "baton/shop-014" });
    expect(box.gitIn(next.path, "show", "baton/shop-014:half.ts")).toBe("half");
    expect(await repository.find(first.run)).toBeNull();
    // Both branches' work is one change to whoever reviews it.
    box.write(next.path, { "whole.ts": "whole" });
    const { diff } = await next.handIn({ message: "Finish it" });
    expect(diff.files.map((file) => file.path)).toEqual(["half.ts", "whole.ts"]);
  });

  it("of a killed run can be set aside, with its work on its branch", async () => {
    const repository = await box.open();
    const first = await box.prepare(repository);
    box.write(first.path, { "half.ts": "half" });
    killed(repository.home, first.run);
    const next = await box.prepare(repository, "shop-014", { earlier: "set_aside" });
    expect(next.path).not.toBe(first.path);
    expect(existsSync(path.join(next.path, "half.ts"))).toBe(false);
    expect(box.git("show", `${first.branch}:half.ts`)).toBe("half");
    expect(next.notes.join(" ")).toContain("is on the branch baton/shop-014");
  });

  it("that was being made when its process died is made anew", async () => {
    const repository = await box.open();
    const first = await box.prepare(repository);
    const file = path.join(repository.home, ".baton", "1.json");
    writeFileSync(
      file,
      JSON.stringify({ ...JSON.parse(readFileSync(file, "utf8")), state: "preparing", gitDir: "" }),
    );
    const again = await repository.prepare({ run: 1, task: first.task });
    expect([again.found, again.branch]).toEqual([false, "baton/shop-014"]);
  });

  it("begins at the commit that is named", async () => {
    const old = box.git("rev-parse", "HEAD");
    box.commit("Second", { "new.ts": "new" });
    const one = await box.prepare(await box.open(), "shop-014", { from: old });
    expect(existsSync(path.join(one.path, "new.ts"))).toBe(false);
    await expect(
      box.prepare(await box.open(), "shop-015", { from: "nowhere" }),
    ).rejects.toMatchObject({ code: "unknown_base" });
  });

  it("is each run's own when ten begin at the same moment", async () => {
    const [one, two] = [await box.open(), await box.open()];
    const made = await Promise.all(
      Array.from({ length: 10 }, (_, at) =>
        (at % 2 ? one : two).prepare({
          run: 100 + at,
          task: { id: 100 + at, ref: "shop-014", title: "" },
        }),
      ),
    );
    expect(new Set(made.map((each) => each.branch)).size).toBe(10);
    expect(new Set(made.map((each) => each.env.PORT)).size).toBe(10);
    expect(new Set(made.map((each) => box.gitIn(each.path, "branch", "--show-current"))).size).toBe(
      10,
    );
  });

  it("works in folders with spaces and letters of any language", async () => {
    const odd = new Sandbox("mein Läden 商店");
    try {
      const one = await odd.prepare(
        await odd.open({ home: path.join(odd.folder, "die Bäume") }),
        "Läden 14!",
      );
      odd.write(one.path, { "größe und maß.ts": "1\n" });
      const { commit, diff } = await one.handIn({ message: "Füge 商店 hinzu" });
      expect(diff.files).toMatchObject([{ path: "größe und maß.ts", status: "added" }]);
      expect(odd.git("log", "-1", "--format=%s %an", String(commit))).toBe(
        "Füge 商店 hinzu Baton's agent",
      );
      expect(await one.merge()).toMatchObject({ merged: true });
    } finally {
      odd.remove();
    }
  });
});

describe(".worktreeinclude", () => {
  it("copies ignored files, and nothing else", async () => {
    box.commit("Include", {
      ".worktreeinclude": ".env*\nnotes.txt\nREADME.md\nconfig/\n",
      ".gitignore": ".env*\nconfig\n",
    });
    box.write(box.repo, {
      ".env": "KEY=1",
      "notes.txt": "not ignored",
      "config/deep/local.json": "{}",
    });
    const one = await box.prepare(await box.open());
    expect(box.read(one.path, ".env")).toBe("KEY=1");
    expect(box.read(one.path, "config/deep/local.json")).toBe("{}");
    expect(existsSync(path.join(one.path, "notes.txt"))).toBe(false);
    expect(one.notes).toContain(".worktreeinclude: 2 ignored files copied.");
    writeFileSync(path.join(one.path, ".env"), "KEY=2");
    expect(box.read(box.repo, ".env")).toBe("KEY=1");
  });

  it("copies no link that leads out of the checkout, and writes through none", async () => {
    const outside = path.join(box.folder, "outside");
    mkdirSync(outside);
    writeFileSync(path.join(outside, "secret"), "secret");
    box.commit("Include", {
      ".worktreeinclude": ".env*\nlinked/\n",
      ".gitignore": ".env*\nlinked/\n",
    });
    symlinkSync(path.join(outside, "secret"), path.join(box.repo, ".env.out"));
    symlinkSync("README.md", path.join(box.repo, ".env.in"));
    // The commit that work begins from has a link where the checkout has a folder.
    box.git("checkout", "--quiet", "-b", "hostile");
    symlinkSync(outside, path.join(box.repo, "linked"));
    box.git("add", "--force", "linked");
    box.git("commit", "--quiet", "-m", "Link");
    box.git("checkout", "--quiet", "main");
    box.write(box.repo, { "linked/file": "x" });
    const one = await box.prepare(await box.open(), "shop-014", { from: "hostile" });
    expect(existsSync(path.join(one.path, ".env.out"))).toBe(false);
    expect(box.read(one.path, ".env.in")).toBe("shop\n");
    expect(readdirSync(outside)).toEqual(["secret"]);
    expect(one.notes.join(" ")).toContain(
      ".env.out was not copied: it is a link that leads out of the checkout.",
    );
    expect(one.notes.join(" ")).toContain(
      "linked/file was not copied: its folder in the worktree leads out of it.",
    );
  });
});

describe("the init command", () => {
  it("is streamed, and told where it is", async () => {
    const heard: string[] = [];
    const one = await box.prepare(await box.open(), "shop-014", {
      init: { command: 'echo "in $PWD, $BATON_BRANCH"; echo problem >&2; echo 1 >> README.md' },
      onOutput: ({ stream, text }) => heard.push(`${stream}: ${text}`),
    });
    expect(heard.sort()).toEqual([`stderr: problem\n`, `stdout: in ${one.path}, baton/shop-014\n`]);
    expect(one.notes.join(" ")).toContain("The init command changed 1 file that git tracks");
  });

  it.each([
    ["init_failed", "echo no network; exit 7", {}, "ended with 7:\nno network"],
    ["init_timed_out", "sleep 30", { timeoutMs: 50 }, "took longer than 0.05 s"],
  ])("that ends as %s leaves nothing behind", async (code, command, limits, message) => {
    const repository = await box.open();
    await expect(
      box.prepare(repository, "shop-014", { init: { command, ...limits } }),
    ).rejects.toMatchObject({ code, message: expect.stringContaining(message) });
    expect(readdirSync(repository.home)).toEqual([".baton", ".caches"]);
    expect(await repository.list()).toEqual([]);
    expect(box.branches()).toEqual(["main"]);
    expect(box.git("worktree", "list").split("\n")).toHaveLength(1);
  });

  it("is stopped when the work is cancelled", async () => {
    const stop = new AbortController();
    await expect(
      box.prepare(await box.open(), "shop-014", {
        init: { command: "echo begun; sleep 30" },
        signal: stop.signal,
        onOutput: () => stop.abort(),
      }),
    ).rejects.toMatchObject({ code: "cancelled" });
  });
});

describe("a repository that worktrees cannot be made of", () => {
  const cases: [
    string,
    RepositoryOptions["path"] | undefined,
    Partial<RepositoryOptions>,
    () => void,
  ][] = [
    ["no_git", undefined, { git: "/nowhere/git" }, () => undefined],
    ["no_repository", "missing", {}, () => undefined],
    ["no_repository", ".", {}, () => undefined],
    ["no_repository", "shop/.git", {}, () => undefined],
    ["bare_repository", "bare", {}, () => box.git("clone", "--quiet", "--bare", ".", "../bare")],
    [
      "shallow_repository",
      "shallow",
      {},
      () => {
        box.commit("Second", { a: "a" });
        box.git("clone", "--quiet", "--depth=1", `file://${box.repo}`, "../shallow");
      },
    ],
    ["no_commits", "empty", {}, () => box.git("init", "--quiet", "../empty")],
    ["detached_head", undefined, {}, () => box.git("checkout", "--quiet", "--detach")],
    ["dirty_repository", undefined, {}, () => box.write(box.repo, { "README.md": "changed" })],
    [
      "submodules",
      undefined,
      {},
      () => {
        box.git("clone", "--quiet", ".", "../part");
        box.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", "../part");
        box.git("commit", "--quiet", "-m", "Part");
      },
    ],
    ["unknown_base", undefined, { base: "trunk" }, () => undefined],
    ["bad_home", undefined, { home: "HOME_INSIDE" }, () => undefined],
    ["bad_home", undefined, { home: "/proc/none/here" }, () => undefined],
  ];
  it.each(cases)("is refused as %s (%s)", async (code, folder, options, make) => {
    make();
    const home = options.home === "HOME_INSIDE" ? { home: path.join(box.repo, "trees") } : {};
    await expect(
      box.open({ ...(folder ? { path: path.join(box.folder, folder) } : {}), ...options, ...home }),
    ).rejects.toMatchObject({
      name: "WorktreeProblem",
      code,
      message: expect.stringMatching(/^[\s\S]{10,}$/),
      fix: expect.any(String),
    });
  });

  it("can be used in spite of changes and submodules when that is said", async () => {
    box.git("clone", "--quiet", ".", "../part");
    box.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", "../part");
    box.git("commit", "--quiet", "-m", "Part");
    box.write(box.repo, { "README.md": "changed" });
    const one = await box.prepare(await box.open({ allowDirty: true, allowSubmodules: true }));
    expect(box.read(one.path, "README.md")).toBe("shop\n");
    expect(readdirSync(path.join(one.path, "part"))).toEqual([]);
    expect(await one.handIn({ message: "Nothing" })).toMatchObject({ commit: null });
    await one.discard();
    expect(existsSync(one.path)).toBe(false);
  });

  it("is refused when a branch is in the way", async () => {
    box.git("branch", "baton");
    await expect(box.prepare(await box.open())).rejects.toMatchObject({ code: "branch_blocked" });
    await expect(
      box.prepare(await box.open(), "shop-014", { branch: "main" }),
    ).rejects.toMatchObject({ code: "branch_exists" });
    await expect(
      box.prepare(await box.open(), "shop-014", { branch: "a..b" }),
    ).rejects.toMatchObject({ code: "bad_request" });
    expect((await box.prepare(await box.open(), "shop-014", { branch: "work/cart" })).branch).toBe(
      "work/cart",
    );
  });

  it("says that the disk is full, and leaves nothing half made", async () => {
    const full = box.program(
      "git",
      'case "$*" in "worktree add"*) echo "fatal: unable to write file: No space left on device" >&2; exit 128;; esac\nexec git "$@"',
    );
    const repository = await box.open({ git: full });
    await expect(box.prepare(repository)).rejects.toMatchObject({
      code: "disk_full",
      message: expect.stringContaining("the disk is full"),
    });
    expect(await repository.list()).toEqual([]);
    expect(box.branches()).toEqual(["main"]);
  });

  it("says that another git has the lock, after trying again", async () => {
    const locked = box.program(
      "git",
      `case "$*" in "worktree add"*) echo x >> '${box.folder}/tries'; echo "fatal: Unable to create '/x/index.lock': File exists." >&2; exit 128;; esac\nexec git "$@"`,
    );
    await expect(box.prepare(await box.open({ git: locked }))).rejects.toMatchObject({
      code: "locked",
      retryable: true,
      message: expect.stringContaining("/x/index.lock"),
    });
    expect(box.read(box.folder, "tries")).toBe("x\n".repeat(5));
  });
});

describe("what a program left", () => {
  it("is committed by Baton's agent, with renames, deletions and binary files", async () => {
    box.commit("Second", { "old.ts": "line\n".repeat(20), "gone.ts": "gone\n" });
    const one = await box.prepare(await box.open());
    box.gitIn(one.path, "mv", "old.ts", "new name.ts");
    rmSync(path.join(one.path, "gone.ts"));
    writeFileSync(path.join(one.path, "logo.png"), Buffer.from([0x89, 0x50, 0, 1, 2, 255]));
    box.write(one.path, {
      "src/cart.ts": "export const cart = 2;\n",
      "node_modules/x.js": "ignored",
    });
    const handed = await one.handIn({ message: "Mend the cart\n\nAll of it.", agent: "coder <1>" });
    expect(handed.diff.files).toEqual([
      { path: "gone.ts", status: "deleted", added: 0, removed: 1, binary: false },
      { path: "logo.png", status: "added", added: null, removed: null, binary: true },
      {
        path: "new name.ts",
        from: "old.ts",
        status: "renamed",
        added: 0,
        removed: 0,
        binary: false,
      },
      { path: "src/cart.ts", status: "modified", added: 1, removed: 1, binary: false },
    ]);
    expect(handed.diff.text).toContain("rename from old.ts\nrename to new name.ts\n");
    expect(handed.diff.text).toContain("Binary files /dev/null and b/logo.png differ\n");
    expect(handed.diff.text).toContain("-export const cart = 1;\n+export const cart = 2;\n");
    expect(box.git("log", "-1", "--format=%an|%ae|%s|%b", one.branch)).toBe(
      "coder  1|agent@baton.invalid|Mend the cart|All of it.",
    );
    expect(box.gitIn(one.path, "status", "--porcelain")).toBe("");
    expect(await one.handIn({ message: "Again" })).toMatchObject({ commit: handed.commit });
  });

  it("is nothing when nothing was changed", async () => {
    const one = await box.prepare(await box.open());
    expect(await one.handIn({ message: "Nothing" })).toMatchObject({
      commit: null,
      diff: { text: "", files: [] },
    });
  });

  it("says what changed since the commits that were judged, as far as they are known", async () => {
    const one = await box.prepare(await box.open());
    box.write(one.path, { "src/cart.ts": "export const cart = 2;\n", "left.ts": "left" });
    const { commit, since: none } = await one.handIn({ message: "First" });
    expect(none).toEqual([]);
    box.write(one.path, { "src/cart.ts": "export const cart = 3;\n" });
    const judged = [String(commit), String(commit), "f".repeat(40)];
    const { since, diff } = await one.handIn({ message: "Second", since: judged });
    expect(diff.files.map((file) => file.path)).toEqual(["left.ts", "src/cart.ts"]);
    expect(since).toMatchObject([{ commit, diff: { files: [{ path: "src/cart.ts" }] } }]);
    expect(since[0]?.diff.text).toContain("-export const cart = 2;\n+export const cart = 3;\n");
    expect((await one.handIn({ message: "Again", since: ["no commit"] })).since).toEqual([]);
  });

  it("keeps the commits of the program itself, wherever it left HEAD", async () => {
    const one = await box.prepare(await box.open());
    box.commit("Mine", { "a.ts": "a" }, one.path);
    box.gitIn(one.path, "checkout", "--quiet", "-b", "elsewhere");
    box.commit("Mine too", { "b.ts": "b" }, one.path);
    box.write(one.path, { "c.ts": "c" });
    const { commit, branch } = await one.handIn({ message: "The rest" });
    expect(box.git("log", "--format=%s", `main..${branch}`).split("\n")).toEqual([
      "The rest",
      "Mine too",
      "Mine",
    ]);
    expect(box.gitIn(one.path, "branch", "--show-current")).toBe(branch);
    expect(box.git("rev-parse", branch)).toBe(commit);
    expect(box.git("rev-parse", "elsewhere")).not.toBe(commit);
  });

  it("is refused when it lost the branch's commits on the way", async () => {
    const old = box.git("rev-parse", "HEAD");
    box.commit("Second", { "two.ts": "2" });
    const one = await box.prepare(await box.open());
    box.commit("Mine", { "a.ts": "a" }, one.path);
    box.gitIn(one.path, "checkout", "--quiet", "--detach", old);
    box.write(one.path, { "b.ts": "b" });
    await expect(one.handIn({ message: "Lost" })).rejects.toMatchObject({ code: "branch_moved" });
  });

  it("is refused while a merge is unfinished, and can still be set aside", async () => {
    const repository = await box.open();
    const one = await box.prepare(repository);
    box.commit("Theirs", { "src/cart.ts": "theirs\n" });
    box.commit("Mine", { "src/cart.ts": "mine\n" }, one.path);
    expect(() => box.gitIn(one.path, "merge", "main")).toThrow();
    await expect(one.handIn({ message: "Half" })).rejects.toMatchObject({
      code: "unfinished_merge",
      message: expect.stringContaining("src/cart.ts"),
    });
    killed(repository.home, one.run);
    const next = await box.prepare(repository, "shop-014", { earlier: "set_aside" });
    expect(box.git("show", "baton/shop-014:src/cart.ts")).toContain("<<<<<<<");
    expect(box.read(next.path, "src/cart.ts")).toBe("theirs\n");
  });

  it("is committed although a killed git left its lock", async () => {
    const one = await box.prepare(await box.open());
    const gitDir = box.gitIn(one.path, "rev-parse", "--absolute-git-dir");
    writeFileSync(path.join(gitDir, "index.lock"), "");
    box.write(one.path, { "a.ts": "a" });
    const { commit, notes } = await one.handIn({ message: "Mine" });
    expect(commit).not.toBeNull();
    expect(notes).toEqual(["A killed git had left index.lock behind; it was deleted."]);
  });

  it("leaves out repositories of their own and huge files, and says so", async () => {
    const one = await box.prepare(await box.open());
    box.gitIn(one.path, "init", "--quiet", "empty");
    box.gitIn(one.path, "clone", "--quiet", box.repo, "nested");
    box.write(one.path, { "core.dump": "", "a.ts": "a" });
    truncateSync(path.join(one.path, "core.dump"), 101 * 1024 ** 2);
    const { diff, notes } = await one.handIn({ message: "Mine" });
    expect(diff.files.map((file) => file.path)).toEqual(["a.ts"]);
    expect(notes.sort()).toEqual([
      "core.dump has 101 MB and was not committed.",
      "empty is a repository of its own without a commit and was not committed.",
      "nested is a repository of its own and was not committed.",
    ]);
    // What is in no commit is not removed with the merge.
    expect(await one.merge()).toMatchObject({
      merged: true,
      notes: [expect.stringContaining("so the worktree stays")],
    });
    expect(statSync(path.join(one.path, "core.dump")).size).toBeGreaterThan(0);
  });

  it("has a diff that is cut after a whole file", async () => {
    const one = await box.prepare(await box.open());
    box.write(one.path, { "a.ts": "a\n", "b.ts": "b\n".repeat(5_000), "c.ts": "c\n" });
    const { diff } = await one.handIn({ message: "Mine", maxDiffBytes: 5_000 });
    expect(diff.truncated).toBe(true);
    expect(diff.text).toMatch(/^diff --git a\/a\.ts b\/a\.ts.*\+a\n$/s);
    expect(diff.files.map((file) => [file.path, file.added])).toEqual([
      ["a.ts", 1],
      ["b.ts", 5_000],
      ["c.ts", 1],
    ]);
  });

  it("is refused when the folder was removed", async () => {
    const repository = await box.open();
    const one = await box.prepare(repository);
    rmSync(one.path, { recursive: true });
    await expect(one.handIn({ message: "Gone" })).rejects.toMatchObject({ code: "gone" });
    expect(await repository.find(one.run)).toBeNull();
  });
});
