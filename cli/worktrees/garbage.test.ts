import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { beforeEach, expect, it } from "vitest";
import { Sandbox } from "./testing";
import type { CollectGarbage, Repository, Worktree } from "./worktrees";

let box: Sandbox;
let repository: Repository;
beforeEach(async () => {
  box = new Sandbox();
  repository = await box.open();
  return () => box.remove();
});

async function ended(ref: string, files: Record<string, string> = {}): Promise<Worktree> {
  const one = await box.prepare(repository, ref);
  if (Object.keys(files).length > 0) {
    box.write(one.path, files);
    await one.handIn({ message: "Mine" });
  }
  await one.release();
  return one;
}

const closed: CollectGarbage = {
  stateOf: async (runs) => new Map(runs.map((run) => [run, "closed"])),
};

/** As if nothing had been written down of a worktree for two days. */
function old(one: Worktree): void {
  const file = path.join(repository.home, ".baton", `${one.run}.json`);
  const record = JSON.parse(readFileSync(file, "utf8"));
  writeFileSync(
    file,
    JSON.stringify({ ...record, updatedAt: new Date(Date.now() - 48 * 3_600_000).toISOString() }),
  );
}

it("removes the worktrees of ended runs whose work is in the base or on a remote, and those without any", async () => {
  const nothing = await ended("shop-1");
  const merged = await ended("shop-2", { "a.ts": "a" });
  box.git("merge", "--quiet", "--no-ff", "-m", "Merge", merged.branch);
  const picked = await ended("shop-3", { "b.ts": "b" });
  box.git("cherry-pick", picked.branch);
  const pushed = await ended("shop-4", { "c.ts": "c" });
  box.git("update-ref", `refs/remotes/origin/${pushed.branch}`, pushed.branch);
  const looked = await repository.gc({ ...closed, dryRun: true });
  expect(looked.removed.map((each) => each.name)).toEqual(["shop-1", "shop-2", "shop-3", "shop-4"]);
  expect(existsSync(nothing.path)).toBe(true);
  expect(await repository.gc(closed)).toEqual(looked);
  expect(await repository.list()).toEqual([]);
  expect(box.branches()).toEqual(["main"]);
  expect(box.git("worktree", "list").split("\n")).toHaveLength(1);
});

it("never removes work that is in no commit or not merged, unless it is named", async () => {
  const uncommitted = await ended("shop-1");
  box.write(uncommitted.path, { "new.ts": "new" });
  const unmerged = await ended("shop-2", { "a.ts": "a" });
  const report = await repository.gc(closed);
  expect(report.removed).toEqual([]);
  expect(report.left).toEqual([
    {
      name: "shop-1",
      why: "1 file is in no commit; --force shop-1 removes it all the same",
      uncommitted: 1,
      unmerged: 0,
    },
    {
      name: "shop-2",
      why: "1 commit of baton/shop-2 is not in main; --force shop-2 removes it all the same",
      uncommitted: 0,
      unmerged: 1,
    },
  ]);
  expect((await repository.gc({ ...closed, force: ["shop-2"] })).removed).toEqual([
    { name: "shop-2", why: "named with --force" },
  ]);
  expect([existsSync(uncommitted.path), existsSync(unmerged.path)]).toEqual([true, false]);
  expect(box.branches()).toEqual(["baton/shop-1", "main"]);
});

it("leaves what an open run, a living process or a person has, and names open runs without a worktree", async () => {
  const open = await ended("shop-1");
  const lost = await ended("shop-2");
  rmSync(lost.path, { recursive: true });
  const kept = await ended("shop-3");
  await kept.keep();
  const held = await box.prepare(repository, "shop-4");
  const report = await repository.gc({
    stateOf: async () =>
      new Map([
        [open.run, "open"],
        [lost.run, "open"],
        [kept.run, "closed"],
        [held.run, "closed"],
      ]),
    openRuns: [open.run, 99],
  });
  expect(report.removed).toEqual([]);
  expect(report.left.map(({ name, why }) => [name, why]).sort()).toEqual([
    ["shop-1", "its run is open"],
    ["shop-3", "it was kept on purpose"],
    ["shop-4", "a process works in it"],
  ]);
  expect(report.runsWithoutWorktree).toEqual([lost.run, 99]);
});

it("clears what is left of folders that somebody removed, and keeps their commits", async () => {
  const one = await ended("shop-1", { "a.ts": "a" });
  rmSync(one.path, { recursive: true });
  const two = await ended("shop-2");
  rmSync(two.path, { recursive: true });
  rmSync(path.join(repository.home, ".baton", `${two.run}.json`));
  const { removed } = await repository.gc(closed);
  expect(removed).toEqual([
    { name: "shop-1", why: "its folder was gone; the branch baton/shop-1 stays, with 1 commit" },
    { name: "shop-2", why: "its folder was gone, and no run is known for it" },
    { name: "baton/shop-2", why: "its commits are in main" },
  ]);
  expect(box.git("show", "baton/shop-1:a.ts")).toBe("a");
  expect(box.git("worktree", "list").split("\n")).toHaveLength(1);
});

it("leaves folders that no run is known for until they are named", async () => {
  const one = await ended("shop-1", { "a.ts": "a" });
  rmSync(path.join(repository.home, ".baton", `${one.run}.json`));
  mkdirSync(path.join(repository.home, "mine"));
  const report = await repository.gc(closed);
  expect([report.removed, report.left.map((each) => each.name).sort()]).toEqual([
    [],
    ["mine", "shop-1"],
  ]);
  await repository.gc({ ...closed, force: ["mine", "shop-1", "../shop"] });
  expect([
    existsSync(one.path),
    existsSync(path.join(repository.home, "mine")),
    existsSync(box.repo),
  ]).toEqual([false, false, true]);
  // The branch has work that no worktree is needed for.
  expect(box.branches()).toContain("baton/shop-1");
});

it("removes ignored build output of what nobody touched for a day, and nothing that is not made again", async () => {
  const [idle, recent] = [
    await ended("shop-1", { "a.ts": "a" }),
    await ended("shop-2", { "b.ts": "b" }),
  ];
  for (const one of [idle, recent])
    box.write(one.path, {
      "node_modules/x/index.js": "x".repeat(1_000),
      "web/dist/x.js": "x",
      ".env": "KEY",
      "build/mine.ts": "not ignored",
    });
  old(idle);
  const report = await repository.gc(closed);
  expect(report.pruned).toEqual([
    { name: "shop-1", paths: ["node_modules/", "web/dist/"], bytes: 1_001 },
  ]);
  expect(
    ["node_modules", "web/dist", ".env", "build/mine.ts"].map((name) =>
      existsSync(path.join(idle.path, name)),
    ),
  ).toEqual([false, false, true, true]);
  expect(existsSync(path.join(recent.path, "node_modules"))).toBe(true);
  // What was removed is made again before anything runs there.
  const again = await repository.prepare({
    run: idle.run,
    task: idle.task,
    env: box.env,
    init: { command: "mkdir node_modules" },
  });
  expect(existsSync(path.join(again.path, "node_modules"))).toBe(true);
});

it("lists the branches of earlier rounds, and removes those whose commits are in the base", async () => {
  const first = await ended("shop-1", { "a.ts": "a" });
  const second = await ended("shop-1", { "b.ts": "b" });
  expect(second.branch).toBe("baton/shop-1-2");
  const other = await ended("shop-2", { "c.ts": "c" });
  await ended("shop-2", { "d.ts": "d" });
  box.git("branch", "mine");
  box.git("merge", "--quiet", "--no-ff", "-m", "Merge", second.branch);
  const looked = await repository.gc({ ...closed, dryRun: true });
  expect(looked.removed).toContainEqual({ name: first.branch, why: "its commits are in main" });
  expect(looked.left).toContainEqual({
    name: other.branch,
    why: `1 commit of an earlier run is on this branch and not in main; --force ${other.branch} removes it`,
    uncommitted: 0,
    unmerged: 1,
  });
  expect(await repository.gc(closed)).toEqual(looked);
  expect(box.branches()).toEqual(["baton/shop-2", "baton/shop-2-2", "main", "mine"]);
  await repository.gc({ ...closed, force: [other.branch] });
  expect(box.branches()).toEqual(["baton/shop-2-2", "main", "mine"]);
});

it("removes what was not picked, with its branches, but not what somebody kept or worked on since", async () => {
  const handedIn = async (ref: string) => {
    await ended(ref, { "a.ts": "a" });
    const one = await ended(ref, { "b.ts": "b" });
    return { one, commit: box.git("rev-parse", one.branch) };
  };
  const lost = await handedIn("shop-1");
  const changed = await handedIn("shop-2");
  box.write(changed.one.path, { "mine.ts": "mine" });
  const committed = await handedIn("shop-3");
  box.commit("Mine", { "mine.ts": "mine" }, committed.one.path);
  const kept = await handedIn("shop-4");
  await kept.one.keep();
  const stopped = await ended("shop-5");
  box.write(stopped.path, { "half.ts": "half" });
  const remove = async (id: number, commit: string | null) =>
    (await repository.removeUnpicked({ id, commit })).map(({ said }) => said);
  expect((await repository.idleTasks()).sort()).toEqual([1, 2, 3, 5]);
  expect(await remove(1, lost.commit)).toEqual(["shop-1 was removed"]);
  expect(await remove(1, lost.commit)).toEqual([]);
  expect(await remove(2, changed.commit)).toEqual([
    "shop-2 stays, because 1 file in it is in no commit",
  ]);
  expect(await remove(3, committed.commit)).toEqual([
    "shop-3 stays, because baton/shop-3-2 has other commits than those that were handed in",
  ]);
  expect(await remove(4, kept.commit)).toEqual(["shop-4 stays, because it was kept on purpose"]);
  expect(await remove(5, null)).toEqual(["shop-5 was removed"]);
  expect(box.branches().filter((each) => /shop-[15]/.test(each))).toEqual([]);
  expect(existsSync(lost.one.path)).toBe(false);
});
