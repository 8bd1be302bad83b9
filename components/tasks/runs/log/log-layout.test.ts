import { describe, expect, it } from "vitest";
import { type LayoutOptions, LogLayout } from "./log-layout";
import { NO_LOG, type RunLog, withChunks } from "./run-log";

const grown = (log: RunLog, ...parts: [kind: string, data: string][]): RunLog =>
  withChunks(log, {
    chunks: parts.map(([kind, data], at) => ({
      seq: log.seq + at + 1,
      kind,
      data,
      created_at: 1,
    })),
    is_open: true,
    has_more: false,
    source: "stream",
    next_after_seq: log.seq + parts.length,
  });
const options = (more: Partial<LayoutOptions> = {}): LayoutOptions => ({
  columns: 80,
  view: "all",
  unfolded: new Set(),
  ...more,
});
const heights = (layout: LogLayout) =>
  Array.from({ length: layout.heights.length }, (_, at) => layout.heights.heightOf(at));

describe("the layout of a log", () => {
  it("gives long lines the rows they need, and cuts those without end", () => {
    const layout = new LogLayout();
    const log = grown(NO_LOG, ["log", `short\n\n${"x".repeat(200)}\n${"y".repeat(9_000)}\n`]);
    layout.follow(log, options());
    expect(heights(layout)).toEqual([20, 20, 60, 1_020]);
    layout.follow(log, options({ unfolded: new Set([3]) }));
    expect(heights(layout)).toEqual([20, 20, 60, 2_260]);
  });

  it("unfolds the arguments of a call", () => {
    const log = grown(NO_LOG, ["tool", 'Bash {"command":"ls","timeout":9}\n'], ["log", "a\n"]);
    const layout = new LogLayout();
    layout.follow(log, options());
    expect(heights(layout)).toEqual([20, 20]);
    layout.follow(log, options({ unfolded: new Set([0]) }));
    expect(heights(layout)).toEqual([60, 20]);
    layout.follow(log, options());
    expect(heights(layout)).toEqual([20, 20]);
  });

  it("gives what is not shown no height, and steps over it", () => {
    const log = grown(NO_LOG, ["text", "I look\n"], ["log", "one\ntwo\n"], ["text", "done\n"]);
    const layout = new LogLayout();
    layout.follow(log, options({ view: "agent" }));
    expect(heights(layout)).toEqual([20, 0, 0, 20]);
    expect(layout.between(0, 500)).toEqual([0, 3]);
    expect([layout.next(0, 1), layout.next(3, -1), layout.next(3, 1)]).toEqual([3, 0, 3]);
    layout.follow(log, options({ view: "output" }));
    expect(heights(layout)).toEqual([0, 20, 20, 0]);
  });

  it("keeps what was measured while the log grows, and lets a line grow that was not at its end", () => {
    const layout = new LogLayout();
    let log = grown(NO_LOG, ["log", "one\ntw"]);
    layout.follow(log, options());
    layout.heights.set(0, 44);
    log = grown(log, ["log", `o${"o".repeat(100)}\nthree\n`]);
    layout.follow(log, options());
    expect(heights(layout)).toEqual([44, 40, 20]);
  });

  it("keeps what was measured of the last line until that grows, however it was estimated", () => {
    const layout = new LogLayout();
    let log = grown(NO_LOG, ["text", `one\n${"x".repeat(100)}`]);
    layout.follow(log, options());
    layout.heights.set(1, 20);
    layout.follow(log, options());
    expect(heights(layout)).toEqual([20, 20]);
    log = grown(log, ["text", "x".repeat(100)]);
    layout.follow(log, options());
    expect(heights(layout)).toEqual([20, 60]);
  });

  it("begins anew with another log and with another width", () => {
    const layout = new LogLayout();
    layout.follow(grown(NO_LOG, ["log", "one\ntwo\n"]), options());
    layout.heights.set(0, 44);
    const other = grown(NO_LOG, ["log", `${"x".repeat(100)}\n`]);
    layout.follow(other, options());
    expect(heights(layout)).toEqual([40]);
    layout.follow(other, options({ columns: 200 }));
    expect(heights(layout)).toEqual([20]);
  });

  it("adds to a long log without going through it", () => {
    const layout = new LogLayout();
    const long = grown(NO_LOG, ["log", "line\n".repeat(100_000)]);
    layout.follow(long, options());
    const more = grown(long, ["log", "more\n"]);
    const blind = { ...more, lines: new Proxy(more.lines, countingReads()) };
    layout.follow({ ...long, lines: blind.lines }, options());
    reads = 0;
    layout.follow(blind, options());
    expect(layout.heights.length).toBe(100_001);
    expect(reads).toBeLessThan(10);
    expect(layout.heights.total).toBe(100_001 * 20);
  });
});

let reads = 0;
function countingReads(): ProxyHandler<RunLog["lines"]> {
  return {
    get(target, name, receiver) {
      reads += 1;
      return Reflect.get(target, name, receiver);
    },
  };
}
