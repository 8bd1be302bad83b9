import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { withLock } from "./lock.mjs";
import { inProject } from "./project.mjs";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "baton-lock-"));
  vi.spyOn(console, "log").mockImplementation(() => {});
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

const lock = (work) => withLock("build", work, "another build", folder);

test("those who come at once work one after the other, in the order in which they came", async () => {
  const steps = [];
  await Promise.all(
    [1, 2, 3].map((one) =>
      lock(async () => {
        steps.push(`${one} begins`);
        await Promise.resolve();
        steps.push(`${one} ends`);
      }),
    ),
  );
  expect(steps).toEqual(["1 begins", "1 ends", "2 begins", "2 ends", "3 begins", "3 ends"]);
  expect(console.log).toHaveBeenCalledTimes(2);
  expect(readdirSync(path.join(folder, "build.queue"))).toEqual([]);
});

test("work that fails gives the lock back", async () => {
  await expect(lock(() => Promise.reject(new Error("no")))).rejects.toThrow("no");
  expect(await lock(() => "done")).toBe("done");
});

test("a number of a process whose pid belongs to another by now is passed over", async () => {
  mkdirSync(path.join(folder, "build.queue"));
  writeFileSync(
    path.join(folder, "build.queue", "1"),
    JSON.stringify({ pid: process.pid, identity: "started at another time" }),
  );
  expect(await lock(() => "done")).toBe("done");
});

/** Many processes, each killed in the middle of its turn: two that take over from the same dead process would overlap. */
test("a lock whose holder is killed is taken over by one waiting process, never by two", async () => {
  const log = path.join(folder, "log");
  const program = `
    import { appendFileSync } from "node:fs";
    import { setTimeout as wait } from "node:timers/promises";
    import { withLock } from ${JSON.stringify(inProject("scripts/lock.mjs"))};
    await withLock("build", async () => {
      appendFileSync(${JSON.stringify(log)}, "in " + process.pid + "\\n");
      await wait(30);
      appendFileSync(${JSON.stringify(log)}, "out " + process.pid + "\\n");
      process.kill(process.pid, "SIGKILL");
    }, "another", ${JSON.stringify(folder)});`;
  const ended = Array.from(
    { length: 8 },
    () =>
      new Promise((resolve) =>
        spawn(process.execPath, ["--input-type=module", "-e", program], { stdio: "ignore" }).once(
          "exit",
          resolve,
        ),
      ),
  );
  await Promise.all(ended);
  const lines = readFileSync(log, "utf8").trim().split("\n");
  expect(lines).toHaveLength(16);
  for (let i = 0; i < lines.length; i += 2)
    expect(lines[i + 1]).toBe(lines[i].replace("in ", "out "));
}, 60_000);
