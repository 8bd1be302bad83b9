import { describe, expect, it } from "vitest";
import { countedBy } from "./meter";
import { type Figures, limitsFrom, tripOf } from "./rules";
import { RunLimits } from "./schema";

const NOTHING: Figures = {
  tokens: null,
  cost_usd: null,
  turns: null,
  seconds: 0,
  silence_seconds: null,
  repeated_calls: null,
  empty_results: null,
};

describe("the limits of a run", () => {
  it("are those of the narrowest place that says something, and null there means none", () => {
    const limits = limitsFrom({
      project: { tokens: 1_000, cost_usd: 2, seconds: 600 },
      agent: { tokens: 500, cost_usd: null },
      task: { repeated_calls: null, turns: 3 },
    });
    expect(limits).toEqual([
      { name: "tokens", limit: 500, from: "agent" },
      { name: "turns", limit: 3, from: "task" },
      { name: "seconds", limit: 600, from: "project" },
    ]);
  });

  it("are reached at their figure, and what is not known reaches none", () => {
    const limits = limitsFrom({ task: { tokens: 1_000, silence_seconds: 300 } });
    expect(tripOf(limits, NOTHING, null)).toBeNull();
    expect(tripOf(limits, { ...NOTHING, tokens: 999 }, null)).toBeNull();
    expect(tripOf(limits, { ...NOTHING, tokens: 1_204_331 }, null)).toEqual({
      name: "tokens",
      limit: 1_000,
      from: "task",
      figure: 1_204_331,
      message: "It used 1,204,331 tokens, and 1,000 is its limit",
    });
    const sentence = (figures: Partial<Figures>, call: string | null = null) =>
      tripOf(
        limitsFrom({
          task: { cost_usd: 1.5, turns: 1, seconds: 7_200, silence_seconds: 300, empty_results: 3 },
        }),
        { ...NOTHING, ...figures },
        call,
      )?.message;
    expect(sentence({ cost_usd: 1.5 })).toBe("It cost $1.50, and $1.50 is its limit");
    expect(sentence({ turns: 1 })).toBe("It took 1 turn, and 1 is its limit");
    expect(sentence({ seconds: 7_300 })).toBe(
      "It worked for 2 h 1 min, and 2 h 0 min is its limit",
    );
    expect(sentence({ silence_seconds: 301 })).toBe(
      "It said nothing for 5 min, and 5 min is its limit",
    );
    expect(sentence({ repeated_calls: 20 }, "Bash npm test")).toBe(
      "It made the same call 20 times (Bash npm test), and 20 is its limit",
    );
    expect(sentence({ empty_results: 3 })).toBe(
      "It came to an end without a result 3 times in a row, and 3 is the limit",
    );
  });

  it("are refused where they cannot be meant", () => {
    for (const wrong of [
      { tokens: 0 },
      { seconds: 59 },
      { repeated_calls: 1 },
      { cost_usd: -1 },
      { other: 1 },
    ])
      expect(RunLimits.safeParse(wrong).success).toBe(false);
    expect(RunLimits.parse({ tokens: null })).toEqual({ tokens: null });
  });
});

describe("calls of tools", () => {
  const tool = (data: string, key?: string) => ({ kind: "tool", data, key }) as const;

  it("are the same by their key, or else by what they say", () => {
    const once = countedBy({}, [tool("Bash ls"), tool("Bash ls"), tool("Read a")], null);
    expect(once).toMatchObject({ most: 2, call: "Bash ls" });
    const again = countedBy(once.calls, [tool("Bash ls\nsecond line")], once.call);
    expect(again.most).toBe(2);
    expect(countedBy({}, [tool("a", "k"), tool("b", "k"), tool("c", "k")], null)).toMatchObject({
      most: 3,
      call: "c",
    });
  });

  it("count anew once a file was changed, and no more than so many different ones are kept", () => {
    const acts = [tool("a"), tool("a"), { kind: "file" } as const, tool("a")];
    expect(countedBy({}, acts, null)).toMatchObject({ most: 1, call: "a" });
    const many = Array.from({ length: 500 }, (_, n) => tool(`call ${n}`));
    const kept = countedBy({}, [tool("often"), tool("often"), ...many], null);
    expect(Object.keys(kept.calls)).toHaveLength(64);
    expect(kept).toMatchObject({ most: 2, call: "often" });
  });
});
