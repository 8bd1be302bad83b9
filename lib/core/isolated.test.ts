import { afterEach, beforeEach, describe, expect, it, type MockInstance, vi } from "vitest";
import { forEachIsolated, RowsFailedError } from "./isolated";
import { logger } from "./logger";

const rows = [{ id: 1 }, { id: 2 }, { id: 3 }, { id: 4 }];
let logged: MockInstance<typeof logger.error>;
beforeEach(() => {
  logged = vi.spyOn(logger, "error").mockImplementation(() => undefined);
});
afterEach(() => {
  vi.restoreAllMocks();
});

describe("forEachIsolated", () => {
  it("serves the rows behind one that fails, logs that row, and fails at the end", async () => {
    const served: number[] = [];
    const loop = forEachIsolated("tasks", rows, async ({ id }) => {
      if (id % 2 === 1) throw new Error(`no ${id}`);
      served.push(id);
      return undefined;
    });
    const error = await loop.catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(RowsFailedError);
    expect((error as RowsFailedError).message).toBe("2 of 4 tasks failed; the first is 1: no 1");
    expect((error as RowsFailedError).failures.map(({ id }) => id)).toEqual([1, 3]);
    expect(served).toEqual([2, 4]);
    expect(logged.mock.calls.map(([fields]) => fields)).toMatchObject([
      { rows: "tasks", id: 1, err: "no 1" },
      { rows: "tasks", id: 3, err: "no 3" },
    ]);
  });

  it("ends early when the work says so, and reads no further row", async () => {
    const read: number[] = [];
    async function* pages() {
      for (const row of rows) {
        read.push(row.id);
        yield row;
      }
    }
    await forEachIsolated("tasks", pages(), async ({ id }) => (id === 2 ? "stop" : undefined));
    expect(read).toEqual([1, 2]);
    expect(logged).not.toHaveBeenCalled();
  });
});
