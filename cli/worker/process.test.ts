import { existsSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { runsIn } from "../worktrees/process-group";
import { Clock } from "./clock";
import { runProcess, type Stdin } from "./process";

const SHORT = { timeoutMs: 60_000, silenceMs: 40, graceMs: 1_000 };

/** Runs a line of the shell; `began` gives its standard input as soon as there is one. */
function run(line: string, options: Partial<Parameters<typeof runProcess>[0]> = {}) {
  const lines: string[] = [];
  let tell: (stdin: Stdin) => void = () => undefined;
  const began = new Promise<Stdin>((resolve) => {
    tell = resolve;
  });
  const end = runProcess({
    ...{ file: "sh", args: ["-c", line], cwd: "/", env: { PATH: process.env.PATH ?? "" } },
    ...{ limits: SHORT, signal: new AbortController().signal, longestLine: 1_000 },
    input: (stdin) => tell(stdin),
    onLine: (said) => lines.push(said),
    onErrorLine: () => undefined,
    ...options,
  });
  return { began, end, lines };
}

/** Tells when its time was looked at this often. */
class WatchedClock extends Clock {
  #left = 20;
  #tell: () => void = () => undefined;
  readonly watched = new Promise<void>((resolve) => {
    this.#tell = resolve;
  });

  override tick(most: number): number {
    if (--this.#left === 0) this.#tell();
    return super.tick(most);
  }
}

it("is spoken to while it works, and ends when nothing more is said", async () => {
  const { began, end, lines } = run('while read -r line; do echo "heard $line"; done; echo over');
  const stdin = await began;
  stdin.send({ one: 1 });
  await expect.poll(() => lines, { interval: 5 }).toEqual(['heard {"one":1}']);
  stdin.end();
  expect(await end).toEqual({ code: 0, signal: null, stopped: null });
  expect(lines.at(-1)).toBe("over");
});

it("is ended as if by itself when it goes on after it was told the end", async () => {
  const { began, end } = run("cat >/dev/null; sleep 600", {
    limits: { ...SHORT, silenceMs: 60_000 },
  });
  (await began).end(10);
  expect(await end).toMatchObject({ signal: "SIGTERM", stopped: null });
});

it("is silent for as long as it likes while it waits for a person, and not after", async () => {
  const clock = new WatchedClock();
  clock.pause();
  const { began, end } = run("read -r line; sleep 600", { clock });
  const stdin = await began;
  await clock.watched;
  stdin.send({});
  clock.resume();
  expect(await end).toMatchObject({ stopped: "silence" });
});

it("is not stopped for the hours in which the machine slept", async () => {
  let slept = 0;
  const clock = new (class extends WatchedClock {
    constructor() {
      super(() => performance.now() + slept);
    }
  })();
  const { began, end, lines } = run("read -r line; echo awake", {
    ...{ clock, limits: { timeoutMs: 3_000_000, silenceMs: 1_000_000, graceMs: 100 } },
  });
  const stdin = await began;
  slept = 8 * 3_600_000;
  clock.tick(2_000);
  stdin.send({});
  expect(await end).toMatchObject({ code: 0, stopped: null });
  expect(lines).toEqual(["awake"]);
});

it("leaves no timer that would keep its process from ending", async () => {
  const timers = () =>
    process.getActiveResourcesInfo().filter((resource) => resource === "Timeout").length;
  const before = timers();
  const { began, end } = run("cat >/dev/null");
  (await began).end();
  await end;
  expect(timers()).toBeLessThanOrEqual(before);
});

it("counts nothing as running that has ended and only waits for its parent to look", () => {
  expect(runsIn(71, "72 (sleep) S 1 71 71 0 -1")).toBe(true);
  expect(runsIn(71, "72 (a ) Z 1 71) S 1 71 71 0 -1")).toBe(true);
  expect(runsIn(71, "72 (sleep) Z 1 71 71 0 -1")).toBe(false);
  expect(runsIn(71, "72 (sleep) S 1 70 70 0 -1")).toBe(false);
});

it.runIf(process.platform === "linux")(
  "ends what it started in a session of its own, also what does not listen, and nothing of another",
  async () => {
    const deaf = `"${process.execPath}" -e "process.on('SIGTERM', () => {}); console.log(process.pid); setTimeout(() => {}, 300_000)"`;
    const limits = { timeoutMs: 60_000, silenceMs: 60_000, graceMs: 300 };
    const other = run("setsid sleep 300 & echo $!; read -r _", { limits });
    const one = run(`setsid ${deaf} & setsid sleep 300 & echo $!; read -r _`, { limits });
    await expect.poll(() => [one.lines.length, other.lines.length]).toEqual([2, 1]);
    (await one.began).end();
    await one.end;
    expect(one.lines.map(isRunningNow)).toEqual([false, false]);
    expect(other.lines.map(isRunningNow)).toEqual([true]);
    (await other.began).end();
    await other.end;
    expect(other.lines.map(isRunningNow)).toEqual([false]);
  },
);

/** One that has ended stays in the list until its parent looks at it. */
function isRunningNow(pid: string): boolean {
  if (!existsSync(`/proc/${pid}`)) return false;
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  return !/^[ZX]/.test(stat.slice(stat.lastIndexOf(")") + 2));
}
