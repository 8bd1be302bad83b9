import { execFileSync } from "node:child_process";
import { closeSync, fsyncSync, mkdirSync, openSync, rmSync, writeSync } from "node:fs";
import { availableParallelism, cpus, loadavg, release, totalmem, type } from "node:os";
import { postgresBinaries } from "../../scripts/postgres/binaries.mjs";
import { inProject, projectRoot } from "../../scripts/project.mjs";

/** What the figures were measured on. */
export function describeMachine() {
  return {
    cpu: cpus()[0]?.model.trim() ?? "unknown",
    cores: availableParallelism(),
    memoryGb: Math.round(totalmem() / 1024 ** 3),
    /** Of the last minute, before anything was measured: above 0.3 the figures are of a busy machine. */
    loadAverage: loadavg()[0],
    system: `${type()} ${release()}`,
    diskSyncMs: diskSyncMs(),
    node: process.version,
    postgres: outputOf(postgresBinaries().postgres, ["--version"]).replace(/^.*\) /, ""),
  };
}

/** The commit that was measured, marked if the code that runs differs from it. */
export function describeCommit() {
  const commit = outputOf("git", ["rev-parse", "--short", "HEAD"]) || "unknown";
  const changes = outputOf("git", [
    "status",
    "--porcelain",
    "--",
    ".",
    ":!bench/RESULTS.md",
    ":!bench/results",
    ":!bench/notes",
  ]);
  return changes ? `${commit} with uncommitted changes` : commit;
}

/** The median time to bring 8 KB to the disk, which every commit of PostgreSQL waits for. */
export function diskSyncMs() {
  const file = inProject(".baton", `disk-sync-${process.pid}`);
  mkdirSync(inProject(".baton"), { recursive: true });
  const descriptor = openSync(file, "w");
  const page = Buffer.alloc(8_192, 1);
  const took = Array.from({ length: 101 }, () => {
    const begun = performance.now();
    writeSync(descriptor, page, 0, page.length, 0);
    fsyncSync(descriptor);
    return performance.now() - begun;
  });
  closeSync(descriptor);
  rmSync(file);
  return took.sort((a, b) => a - b)[50];
}

/** @param {string} program @param {string[]} args */
function outputOf(program, args) {
  try {
    return execFileSync(program, args, {
      cwd: projectRoot,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }).trim();
  } catch {
    return "";
  }
}
