import { describe, expect, it } from "vitest";
import { type Place, Waiting } from "./waiting";

const step = (id: number, parent: number, order: number | null): Place => [id, parent, true, order];
const part = (id: number, parent: number): Place => [id, parent, false, null];

/** What `allows` and `circle` say of one more link, which must be the same. */
function closes(waiting: Waiting, from: number, to: number): number[] | null {
  const circle = waiting.circle(from, to);
  expect(waiting.allows([{ from, to }])).toBe(circle === null);
  return circle;
}

describe("what waits for what", () => {
  it("finds circles of links, however long", () => {
    const waiting = new Waiting(
      [],
      [
        [1, 2],
        [2, 3],
      ],
    );
    expect(closes(waiting, 3, 4)).toBeNull();
    expect(closes(waiting, 1, 3)).toBeNull();
    expect(closes(waiting, 3, 1)).toEqual([1, 2, 3, 1]);
  });

  it("finds those that go through a parent: a child cannot hold back what holds it", () => {
    const waiting = new Waiting([part(2, 1), part(3, 2), part(5, 4)], []);
    expect(closes(waiting, 3, 1)).not.toBeNull();
    expect(closes(waiting, 1, 3)).not.toBeNull();
    expect(closes(waiting, 3, 4)).toBeNull();
    const across = new Waiting([part(2, 1), part(5, 4)], [[2, 4]]);
    expect(closes(across, 5, 2)).not.toBeNull();
    expect(closes(across, 5, 1)).not.toBeNull();
  });

  it("finds those that go through steps, by their order alone", () => {
    const waiting = new Waiting(
      [step(2, 1, 10), step(3, 1, 0), step(4, 1, 5), step(9, 1, null)],
      [],
    );
    expect(closes(waiting, 2, 3)).not.toBeNull();
    expect(closes(waiting, 3, 2)).toBeNull();
    expect(closes(waiting, 9, 3)).toBeNull();
  });

  it("tells that links which are good one by one are a circle together", () => {
    const waiting = new Waiting([], []);
    const links = [
      { from: 1, to: 2 },
      { from: 2, to: 1 },
    ];
    expect(waiting.allows(links)).toBe(false);
    expect(waiting.allows(links.slice(1))).toBe(true);
  });

  it("walks chains of any length", () => {
    const chain = Array.from({ length: 100_000 }, (_, n) => [n + 1, n + 2] as const);
    const waiting = new Waiting([], chain);
    expect(closes(waiting, 1, 100_001)).toBeNull();
    expect(closes(waiting, 100_001, 1)).toHaveLength(100_002);
  });
});
