import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { Sandbox } from "./testing";
import type { Repository, Worktree } from "./worktrees";

let box: Sandbox;
let repository: Repository;
beforeEach(async () => {
  box = new Sandbox();
  repository = await box.open();
  return () => box.remove();
});

/** A worktree with one commit. */
async function handedIn(
  files: Record<string, string>,
  ref?: string,
): Promise<Worktree & { commit: string }> {
  const one = await box.prepare(repository, ref);
  box.write(one.path, files);
  const { commit } = await one.handIn({ message: `Mend ${one.branch}` });
  return Object.assign(one, { commit: String(commit) });
}

/** Everything about a worktree that a merge which did not happen must not change. */
function stateOf(one: Worktree) {
  return {
    branch: box.git("rev-parse", one.branch),
    head: box.gitIn(one.path, "symbolic-ref", "HEAD"),
    status: box.gitIn(one.path, "status", "--porcelain"),
    target: box.git("rev-parse", "main"),
  };
}

describe("merging", () => {
  it("brings the work into the checkout, and removes worktree and branch", async () => {
    const one = await handedIn({ "a.ts": "a\n" });
    expect(await one.merge()).toEqual({
      merged: true,
      commit: one.commit,
      target: "main",
      commits: 1,
      checks: [],
      notes: [],
    });
    expect(box.read(box.repo, "a.ts")).toBe("a\n");
    expect(box.git("status", "--porcelain")).toBe("");
    expect(existsSync(one.path)).toBe(false);
    expect(box.branches()).toEqual(["main"]);
    expect(await repository.list()).toEqual([]);
    await one.release();
    expect(await repository.list()).toEqual([]);
  });

  it("is told of once nothing else is left of it, and whether its target still has it", async () => {
    const one = await handedIn({ "a.ts": "a\n" });
    const theirs = box.commit("Theirs", { "b.ts": "b\n" });
    expect(await repository.mergedOf(one.task.id)).toBeNull();
    await one.merge();
    const merged = await repository.mergedOf(one.task.id);
    expect(merged).toMatchObject({
      run: one.run,
      handedIn: one.commit,
      commit: box.git("rev-parse", "main"),
      target: "main",
      isThere: true,
    });
    expect(merged?.commit).not.toBe(one.commit);
    expect(await repository.mergedOf(one.task.id + 1)).toBeNull();
    box.git("reset", "--quiet", "--hard", theirs);
    expect(await repository.mergedOf(one.task.id)).toMatchObject({ isThere: false });
  });

  it("rebases on what the target got meanwhile, and checks that commit", async () => {
    const one = await handedIn({ "a.ts": "a\n" });
    const theirs = box.commit("Theirs", { "b.ts": "b\n" });
    const merged = await one.merge({
      checks: [{ name: "both", command: "cat a.ts b.ts" }],
      env: box.env,
    });
    expect(merged).toMatchObject({
      merged: true,
      commits: 1,
      checks: [{ name: "both", state: "passed", output: "a\nb\n" }],
    });
    expect(box.git("rev-parse", "main~1")).toBe(theirs);
    expect(box.git("log", "-1", "--format=%an %cn")).toBe("Baton's agent Baton's agent");
    expect(merged.merged && merged.checks[0]?.commit).toBe(box.git("rev-parse", "main"));
  });

  it("moves a target that is checked out nowhere", async () => {
    box.git("checkout", "--quiet", "-b", "mine");
    repository = await box.open({ base: "main" });
    const one = await handedIn({ "a.ts": "a\n" });
    expect(await one.merge()).toMatchObject({ merged: true });
    expect(box.git("show", "main:a.ts")).toBe("a");
    expect(existsSync(path.join(box.repo, "a.ts"))).toBe(false);
  });

  it("gives a conflict back as feedback with files and diff, and changes nothing", async () => {
    const one = await handedIn({ "src/cart.ts": "mine\n", "a.ts": "a\n" });
    box.commit("Theirs", { "src/cart.ts": "theirs\n" });
    const before = stateOf(one);
    const result = await one.merge();
    expect(result).toMatchObject({
      merged: false,
      why: "conflict",
      target: "main",
      files: ["src/cart.ts"],
    });
    const feedback = result.merged ? "" : result.feedback;
    expect(feedback).toContain("1 file conflicts:\n\n- src/cart.ts\n");
    expect(feedback).toMatch(/<<<<<<<.*theirs.*=======.*mine.*>>>>>>>/s);
    expect(stateOf(one)).toEqual(before);
    // The agent resolves it in the same worktree.
    expect(() => box.gitIn(one.path, "rebase", "main")).toThrow();
    box.write(one.path, { "src/cart.ts": "theirs and mine\n" });
    box.gitIn(one.path, "add", "--all");
    box.gitIn(one.path, "-c", "core.editor=true", "rebase", "--continue");
    await one.handIn({ message: "Resolve" });
    expect(await one.merge()).toMatchObject({ merged: true });
  });

  it("does not happen with a red check, whose output is the feedback", async () => {
    const one = await handedIn({ "a.ts": "a\n" });
    box.commit("Theirs", { "b.ts": "b\n" });
    const before = stateOf(one);
    const result = await one.merge({
      checks: [{ name: "test", command: "echo 1 failed; exit 3" }],
      env: box.env,
    });
    expect(result).toMatchObject({
      merged: false,
      why: "checks",
      checks: [{ state: "failed", exit_code: 3 }],
    });
    expect(result.merged ? "" : result.feedback).toContain(
      "test (echo 1 failed; exit 3) ended with 3:\n1 failed",
    );
    expect(stateOf(one)).toEqual(before);
  });

  it("is refused when the checkout has changes in the same files", async () => {
    const one = await handedIn({ "README.md": "new\n" });
    box.write(box.repo, { "README.md": "mine\n" });
    const before = stateOf(one);
    await expect(one.merge()).rejects.toMatchObject({
      code: "target_dirty",
      message: expect.stringContaining("README.md"),
    });
    expect(stateOf(one)).toEqual(before);
    expect(box.read(box.repo, "README.md")).toBe("mine\n");
  });

  it("leaves changes of the checkout in other files alone", async () => {
    const one = await handedIn({ "a.ts": "a\n" });
    box.write(box.repo, { "README.md": "mine\n" });
    expect(await one.merge()).toMatchObject({ merged: true });
    expect(box.read(box.repo, "README.md")).toBe("mine\n");
  });

  it("is refused while another checkout is on the target", async () => {
    box.git("checkout", "--quiet", "-b", "mine");
    box.git("worktree", "add", "--quiet", "../second", "main");
    repository = await box.open({ base: "main" });
    const one = await handedIn({ "a.ts": "a\n" });
    await expect(one.merge()).rejects.toMatchObject({
      code: "checked_out",
      message: expect.stringContaining("second"),
    });
  });

  it("is refused when a lock is left in the checkout, which is not deleted", async () => {
    const one = await handedIn({ "a.ts": "a\n" });
    const lock = path.join(box.repo, ".git", "index.lock");
    writeFileSync(lock, "");
    await expect(one.merge()).rejects.toMatchObject({ code: "locked", retryable: true });
    expect(existsSync(lock)).toBe(true);
  });

  it("is refused when the worktree changed after the work was handed in", async () => {
    const one = await handedIn({ "a.ts": "a\n" });
    box.write(one.path, { "a.ts": "another\n" });
    await expect(one.merge()).rejects.toMatchObject({ code: "uncommitted" });
  });

  it("is refused when the branch is at another commit than the one that was approved", async () => {
    const one = await handedIn({ "a.ts": "a\n" });
    box.commit("More", { "b.ts": "b\n" }, one.path);
    await expect(one.merge({ commit: one.commit })).rejects.toMatchObject({ code: "branch_moved" });
    expect(box.git("log", "--format=%s")).toBe("First");
  });

  it("that was interrupted in the middle is taken up again by another process", async () => {
    const one = await handedIn({ "src/cart.ts": "mine\n" });
    box.commit("Theirs", { "b.ts": "b\n" });
    // As a killed process leaves it: HEAD detached, a rebase under way, a lock.
    const file = path.join(repository.home, ".baton", `${one.run}.json`);
    const record = JSON.parse(readFileSync(file, "utf8"));
    box.gitIn(one.path, "checkout", "--quiet", "--detach", "main");
    writeFileSync(path.join(record.gitDir, "index.lock"), "");
    writeFileSync(file, JSON.stringify({ ...record, merging: one.commit, holder: null }));
    const again = await (await box.open()).find(one.run);
    expect(await again?.merge()).toMatchObject({ merged: true, commits: 1 });
    expect(box.read(box.repo, "src/cart.ts")).toBe("mine\n");
  });

  it("again, after the target had the commits already, removes what is left", async () => {
    const one = await handedIn({ "a.ts": "a\n" });
    box.git("merge", "--quiet", "--ff-only", one.branch);
    expect(await one.merge()).toMatchObject({ merged: true, commits: 0 });
    expect(existsSync(one.path)).toBe(false);
  });

  it("of many at the same moment loses no commit", async () => {
    const all = await Promise.all(
      Array.from({ length: 4 }, (_, at) => handedIn({ [`${at}.ts`]: "x\n" }, `shop-${at}`)),
    );
    const results = [];
    for (const result of await Promise.allSettled(all.map((one) => one.merge())))
      results.push(result.status === "fulfilled" ? result.value.merged : result.reason.code);
    // Who always lost the race says so, and may try again.
    for (const [at, result] of results.entries()) {
      expect(result === true || result === "target_moved" || result === "locked").toBe(true);
      if (result !== true) expect(await all[at]?.merge()).toMatchObject({ merged: true });
    }
    expect(box.git("ls-files").split("\n")).toEqual(
      expect.arrayContaining(["0.ts", "1.ts", "2.ts", "3.ts"]),
    );
    expect(box.git("status", "--porcelain")).toBe("");
  });
});

describe("publishing", () => {
  beforeEach(async () => {
    box.git("clone", "--quiet", "--bare", ".", "../remote");
    box.git("remote", "add", "origin", "../remote");
    repository = await box.open();
  });

  it("pushes the branch, again as well", async () => {
    const one = await handedIn({ "a.ts": "a\n" });
    expect(await one.push()).toEqual({ remote: "origin", branch: one.branch, commit: one.commit });
    expect(await one.push({ remoteBranch: "work/a" })).toMatchObject({ branch: "work/a" });
    expect(box.git("ls-remote", "origin", "refs/heads/work/a")).toContain(one.commit);
  });

  it("never overwrites what a remote has", async () => {
    const one = await handedIn({ "a.ts": "a\n" });
    const theirs = box.commit("Theirs", { "b.ts": "b\n" });
    box.git("push", "--quiet", "origin", `main:${one.branch}`);
    await expect(one.push()).rejects.toMatchObject({
      code: "push_failed",
      message: expect.stringContaining("rejected"),
    });
    expect(box.git("ls-remote", "origin", `refs/heads/${one.branch}`)).toContain(theirs);
  });

  it("refuses an unknown remote, and one that leads elsewhere than at the start", async () => {
    const one = await handedIn({ "a.ts": "a\n" });
    await expect(one.push({ remote: "upstream" })).rejects.toMatchObject({
      code: "push_failed",
      message: 'there is no remote "upstream"',
    });
    box.gitIn(one.path, "remote", "set-url", "origin", "../elsewhere");
    await expect(one.push()).rejects.toMatchObject({ code: "remote_changed" });
  });

  it("opens a pull request with gh, finds one that is open, and says when there is no gh", async () => {
    const one = await handedIn({ "a.ts": "a\n" });
    const gh = box.program(
      "gh",
      `echo "$@" >> '${box.folder}/said'; [ "$1" = --version ] && exit 0; cat >> '${box.folder}/said'; echo https://example.com/pull/7`,
    );
    const withGh = async () => {
      repository = await box.open({
        env: { ...box.env, PATH: `${path.dirname(gh)}:${process.env.PATH}` },
      });
      const found = await repository.find(one.run);
      if (!found) throw new Error("not found");
      return found;
    };
    const request = { title: "Mend the cart", body: "Because.\n" };
    expect(await (await withGh()).openPullRequest(request)).toEqual({
      url: "https://example.com/pull/7",
    });
    expect(box.read(box.folder, "said")).toBe(
      `--version\npr create --head ${one.branch} --base main --title Mend the cart --body-file -\nBecause.\n`,
    );
    expect(box.git("ls-remote", "origin", `refs/heads/${one.branch}`)).toContain(one.commit);
    box.program(
      "gh",
      '[ "$1" = --version ] && exit 0; echo \'a pull request for branch "x" already exists:\' >&2; echo https://example.com/pull/8 >&2; exit 1',
    );
    expect(await (await withGh()).openPullRequest(request)).toEqual({
      url: "https://example.com/pull/8",
    });
    box.program("gh", '[ "$1" = --version ] && exit 0; echo "not signed in" >&2; exit 4');
    await expect((await withGh()).openPullRequest(request)).rejects.toMatchObject({
      code: "pull_request_failed",
      message: expect.stringContaining("not signed in"),
    });
    repository = await box
      .open({ env: { ...box.env, PATH: "/usr/bin/nowhere" }, git: "git" })
      .catch(() => repository);
    const git = box.program("git-alone/git", 'PATH="$REAL_PATH" exec git "$@"');
    repository = await box.open({
      env: { ...box.env, PATH: path.dirname(git), REAL_PATH: process.env.PATH },
    });
    await expect((await repository.find(one.run))?.openPullRequest(request)).rejects.toMatchObject({
      code: "no_gh",
    });
  });
});
