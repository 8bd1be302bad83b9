import { describe, expect, it } from "vitest";
import type { Rule } from "@/lib/notifications/schema";
import { matchWords, moved, ruleKeys, tellWords, withKnown } from "./rule-words";

const RULE: Rule = {
  name: "Mine",
  enabled: true,
  match: {},
  channel_ids: null,
  pace: "grouped",
  group_minutes: 1,
  digest_at: null,
  digest_weekday: null,
  through_quiet: false,
};
const NAMES = {
  channels: [
    { id: 1, name: "Firefox on Linux" },
    { id: 2, name: "work mail" },
  ],
  projects: [{ id: 7, name: "Checkout" }],
};

describe("a rule in words", () => {
  it.each<[string, Partial<Rule>]>([
    ["Everything that needs you | What comes within a minute together to all your channels", {}],
    [
      "Failed work and verdicts to give of tasks that are yours | At once, one by one, to work mail, in quiet hours too",
      {
        match: { kinds: ["failed", "verdict"], mine: true },
        pace: "now",
        channel_ids: [2],
        through_quiet: true,
      },
    ],
    [
      "Everything that needs you of severity error or warning of critical priority labelled billing in Checkout or a project that is gone | Every day at 08:00 to Firefox on Linux and a channel that is gone",
      {
        match: {
          severities: ["error", "warning"],
          priorities: ["critical"],
          labels: ["billing"],
          project_ids: [7, 8],
        },
        pace: "daily",
        channel_ids: [1, 9],
        // A digest comes when it was asked for.
        through_quiet: true,
      },
    ],
    [
      "Mentions | On Fridays at 17:30 to all your channels",
      { match: { kinds: ["mention"] }, pace: "weekly", digest_at: "17:30", digest_weekday: 5 },
    ],
    ["Everything that needs you | Shown in Baton only", { channel_ids: [] }],
  ])("says %s", (words, change) => {
    const rule = { ...RULE, ...change };
    expect(`${matchWords(rule, NAMES)} | ${tellWords(rule, NAMES)}`).toBe(words);
  });
});

it("leaves out the channels that are gone, and no others", () => {
  const rules = [{ channel_ids: [1, 9] }, { channel_ids: null }, { channel_ids: [9] }];
  expect(withKnown(rules, NAMES.channels)).toEqual([
    { channel_ids: [1] },
    { channel_ids: null },
    { channel_ids: [] },
  ]);
});

it("moves a rule by a place", () => {
  expect(moved(["a", "b", "c"], 2, -1)).toEqual(["a", "c", "b"]);
  expect(moved(["a", "b", "c"], 0, 1)).toEqual(["b", "a", "c"]);
});

it("a rule keeps its key where it is moved, and rules of one name have keys of their own", () => {
  const urgent = { name: "Urgent" };
  const mine = { name: "Mine" };
  const keys = ruleKeys([urgent, mine, { name: "Urgent" }]);
  expect(new Set(keys).size).toBe(3);
  expect(ruleKeys([mine, urgent])).toEqual([keys[1], keys[0]]);
});
