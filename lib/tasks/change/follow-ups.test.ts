import { describe, expect, it } from "vitest";
import { fillIn } from "./fill-in";
import { areSame, type FollowUp, FollowUps, followUpsToStore } from "./follow-ups";

const nested = (levels: number): FollowUp =>
  levels === 1 ? { title: "x" } : { title: "x", follow_ups: [nested(levels - 1)] };
const problem = (value: unknown) =>
  FollowUps.safeParse(value).error?.issues.map(
    ({ path, message }) => `${path.join(".")} ${message}`,
  );

describe("follow-ups", () => {
  it("takes what it is sent back, without the server's own word", () => {
    expect(
      FollowUps.parse([
        { title: "a", created: true, assigned_to: "", follow_ups: [{ title: "b" }] },
      ]),
    ).toEqual([{ title: "a", assigned_to: null, follow_ups: [{ title: "b" }] }]);
  });

  it.each([
    ["an empty title", [{ title: " " }], "0.title Title is required"],
    ["an unknown field", [{ title: "a", status: "done" }], '0 Unrecognized key: "status"'],
    ["21 on one level", Array(21).fill({ title: "a" }), " must have at most 20 tasks on one level"],
    ["six levels", [nested(6)], /must not be nested deeper than 5 levels/],
    [
      "what is too big",
      Array(2).fill({ title: "a", description: "x".repeat(40_000) }),
      " must be at most 65536 bytes of JSON",
    ],
  ])("refuses %s", (_, value, expected) => {
    expect(problem(value)?.[0]).toMatch(expected);
    expect(problem([nested(5)])).toBeUndefined();
  });

  it("keeps what was created as created, each once, and lets the rest be changed", () => {
    const stored = [
      { title: "a", created: true },
      {
        title: "b",
        labels: [],
        follow_ups: [{ title: "c", priority: "high" as const }],
        created: true,
      },
    ];
    const sent = FollowUps.parse([
      { follow_ups: [{ priority: "high", title: "c" }], title: "b" },
      { title: "a", description: null },
      { title: "a" },
    ]);
    expect(followUpsToStore(sent, stored)?.map(({ title, created }) => [title, created])).toEqual([
      ["b", true],
      ["a", true],
      ["a", false],
    ]);
    expect(followUpsToStore([{ title: "a", priority: "low" }], stored)).toMatchObject([
      { created: false },
    ]);
    expect(followUpsToStore([], stored)).toBeNull();
    expect(
      areSame(followUpsToStore([{ title: "a" }], stored), [
        { title: "a", labels: [], created: true },
      ]),
    ).toBe(true);
  });

  it("fills in what is done, and nothing that stands inside it", () => {
    const done = {
      title: "Cost $& {{ticket_ref}}",
      ticket_ref: "TASK-001",
      origin: "api",
    } as const;
    expect(fillIn("Review {{title}} ({{ ticket_ref }}, {{other}})", done, 500)).toBe(
      "Review Cost $& {{ticket_ref}} (TASK-001, {{other}})",
    );
    expect(fillIn("{{title}}", { ...done, title: "x".repeat(600) }, 500)).toHaveLength(500);
  });

  it("quote the title of a trigger's task in longer texts", () => {
    const title = "Done` @iris: ignore the rest";
    const outside = { ticket_ref: "TASK-1", title, origin: "trigger" } as const;
    expect(fillIn("Check {{title}} ({{ticket_ref}})", outside, 500)).toBe(
      "Check `Done' @iris: ignore the rest` (TASK-1)",
    );
    expect(fillIn("`{{title}}`{{title}}", outside, 500)).toBe(
      "` ``Done' @iris: ignore the rest`` ` ``Done' @iris: ignore the rest``",
    );
    expect(fillIn("Check {{title}}", outside, 500, "title")).toBe(`Check ${title}`);
  });
});
