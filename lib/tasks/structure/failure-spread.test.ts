import { describe, expect, it } from "vitest";
import { type ChainTask, spreadFailures } from "./failure-spread";

const task = (id: number, fields: Partial<ChainTask> = {}): ChainTask => ({
  id,
  ticket_ref: `T-${id}`,
  status: "inbox",
  is_archived: false,
  on_failure: "block",
  blocked_by_id: null,
  parent_id: null,
  exec_mode: "par",
  exec_order: null,
  ...fields,
});
const step = (id: number, order: number, fields: Partial<ChainTask> = {}) =>
  task(id, { parent_id: 100, exec_mode: "seq", exec_order: order, ...fields });
const spread = (tasks: ChainTask[], links: [number, number][] = [], open?: number[]) => {
  const blocks = links.map(([from_id, to_id]) => ({ from_id, to_id }));
  const reached = spreadFailures(tasks, blocks, new Set(open ?? tasks.map(({ id }) => id)));
  return Object.fromEntries([...reached].map(([id, { origin, by }]) => [id, [origin, by.id]]));
};

describe("a failure", () => {
  it("reaches what waits for it, and what waits for that", () => {
    const tasks = [task(1, { status: "failed" }), task(2), task(3), task(4)];
    expect(
      spread(tasks, [
        [1, 2],
        [2, 3],
      ]),
    ).toEqual({ 2: [1, 1], 3: [1, 2] });
  });

  it("reaches every later step, and none before", () => {
    const tasks = [step(1, 1), step(2, 2, { status: "failed" }), step(3, 3), step(4, 4)];
    expect(spread(tasks)).toEqual({ 3: [2, 2], 4: [2, 2] });
  });

  it("stops at what says continue, is archived, or is already in somebody's hands", () => {
    const links: [number, number][] = [
      [1, 2],
      [2, 3],
    ];
    const chain = (middle: Partial<ChainTask>) =>
      spread([task(1, { status: "failed" }), task(2, middle), task(3)], links);
    expect(chain({ on_failure: "continue" })).toEqual({ 2: [1, 1] });
    expect(chain({ is_archived: true })).toEqual({ 2: [1, 1] });
    expect(chain({ status: "in_progress" })).toEqual({});
    expect(chain({ status: "blocked", blocked_by_id: null })).toEqual({});
  });

  it("that is over lets go of the whole chain, however long, and of nothing that another holds", () => {
    const steps = Array.from({ length: 5_000 }, (_, at) =>
      step(at + 1, at + 1, at === 0 ? {} : { status: "blocked", blocked_by_id: 1 }),
    );
    expect(spread(steps)).toEqual({});
    const other = task(9_000, { status: "failed" });
    const still = spread([...steps, other], [[9_000, 4_999]]);
    expect(Object.keys(still)).toEqual(["4999", "5000"]);
    expect(still[5_000]).toEqual([9_000, 4_999]);
  });

  it("outside of the chain counts as it is stored", () => {
    const outside = task(1, { status: "blocked", blocked_by_id: 77 });
    expect(spread([outside, task(2)], [[1, 2]], [2])).toEqual({ 2: [77, 1] });
    expect(spread([outside, task(2)], [[1, 2]], [1, 2])).toEqual({});
  });

  it("keeps the reason a task has while it holds", () => {
    const tasks = [
      task(1, { status: "failed" }),
      task(2, { status: "failed" }),
      task(3, { status: "blocked", blocked_by_id: 2 }),
    ];
    expect(
      spread(tasks, [
        [1, 3],
        [2, 3],
      ]),
    ).toEqual({ 3: [2, 2] });
  });
});
