import { describe, expect, it } from "vitest";
import type { Notice } from "@/lib/dispatch/notices";
import {
  type Ask,
  type AskDraft,
  asksFor,
  audienceOf,
  mergeAsks,
  type Reader,
  versionFor,
} from "./asks";
import { ruleFor } from "./match";
import { budgetDrafts } from "./notice-cards";
import { DEFAULT_RULE } from "./pace";
import {
  asksOfTask,
  mentionAsk,
  outcomeOfTask,
  REVIEWER_GRACE_MS,
  type TaskFacts,
} from "./task-asks";

const NOW = new Date("2026-11-22T10:00:00Z");
const person = (role: Reader["role"], id = 1): Reader => ({
  id,
  role,
  name: "Ada",
  username: "ada",
});
const task = (fields: Partial<TaskFacts> = {}): TaskFacts => ({
  id: 12,
  project_id: 1,
  ticket_ref: "TASK-012",
  title: "Parse dates",
  status: "review",
  kind: "work",
  priority: "high",
  labels: ["api"],
  created_by: "Ada",
  assigned_to: "scout",
  since: "2026-11-22T09:59:00.000+00:00",
  resolution_hash: "h1",
  resolution: "Done.",
  error_message: null,
  blocked_reason: null,
  blocked_by_id: null,
  archived: false,
  waits: null,
  reviewing: false,
  verdict: null,
  ...fields,
});
const asks = (fields: Partial<TaskFacts>, hasReviewer = false): AskDraft[] =>
  asksOfTask(task(fields), { hasReviewer, now: NOW, by: null });
const kinds = (fields: Partial<TaskFacts>, hasReviewer = false): string[] =>
  asks(fields, hasReviewer).map(({ kind }) => kind);
const mention = (comment: number, user_id: number): AskDraft =>
  mentionAsk({ comment, task_id: 12, user_id, author: "Bob", content: "@ada look", at: 0 });
const opened = (
  drafts: AskDraft[],
  version = 1,
): { asks: Ask[]; version: number; is_open: true } => ({
  asks: drafts.map((draft) => ({ ...draft, v: version })),
  version,
  is_open: true,
});

describe("a task needs a person", () => {
  it("when work is in and nobody but a person can judge it", () => {
    expect(kinds({})).toEqual(["verdict"]);
    expect(kinds({}, true)).toEqual([]);
    expect(kinds({ kind: "approval" }, true)).toEqual(["verdict"]);
    expect(kinds({ waits: "Review waits: no budget." }, true)).toEqual(["verdict"]);
    expect(kinds({ waits: "Review waits: no budget.", reviewing: true }, true)).toEqual([]);
    const late = new Date(NOW.getTime() - REVIEWER_GRACE_MS).toISOString();
    expect(kinds({ since: late }, true)).toEqual(["verdict"]);
    expect(kinds({ since: late, reviewing: true }, true)).toEqual([]);
  });

  it("when it failed, or is blocked by something that has no card of its own", () => {
    expect(kinds({ status: "failed" })).toEqual(["failed"]);
    expect(kinds({ status: "blocked" })).toEqual(["blocked"]);
    expect(kinds({ status: "blocked", blocked_by_id: 3 })).toEqual([]);
    for (const status of ["inbox", "assigned", "in_progress", "done", "cancelled"] as const)
      expect(kinds({ status })).toEqual([]);
    expect(kinds({ status: "failed", archived: true })).toEqual([]);
  });

  it("and says what became of it afterwards", () => {
    const verdict = { status: "approved", reviewer: "Ada" } as const;
    expect(outcomeOfTask(task({ status: "done", verdict }))).toBe("approved by Ada");
    const rejected = { status: "rejected", reviewer: "Ada" } as const;
    expect(outcomeOfTask(task({ status: "assigned", verdict: rejected }))).toBe("sent back by Ada");
    expect(outcomeOfTask(task({ status: "cancelled", verdict }))).toBe("now cancelled");
    expect(outcomeOfTask(null)).toBe("the task was deleted");
  });
});

describe("a card", () => {
  it("has a new version only for something that people have not been told", () => {
    const first = mergeAsks(null, asks({}));
    expect(first).toMatchObject({
      version: 1,
      hasEnded: false,
      added: [{ kind: "verdict", v: 1 }],
    });
    const again = mergeAsks({ ...first, is_open: true }, asks({ resolution: "Other words." }));
    expect(again).toMatchObject({ version: 1, added: [], asks: [{ text: "Other words." }] });
    const later = { since: "2026-11-22T09:59:59.000+00:00" };
    const reworked = mergeAsks(
      { ...first, is_open: true },
      asks({ ...later, resolution_hash: "h2" }),
    );
    expect(reworked).toMatchObject({ version: 2, hasEnded: true, added: [{ v: 2 }] });
    expect(mergeAsks({ ...first, is_open: true }, [])).toMatchObject({ asks: [], hasEnded: true });
  });

  it("is one for everybody, and what is asked of one person does not tell the others again", () => {
    const before = opened(asks({}));
    const { asks: merged, version } = mergeAsks(before, [...asks({}), mention(7, 1)]);
    expect(version).toBe(2);
    expect(versionFor(merged, person("operator", 1))).toBe(2);
    expect(versionFor(merged, person("operator", 2))).toBe(1);
    expect(versionFor(merged, person("viewer", 2))).toBe(0);
    expect(asksFor(merged, person("viewer", 1)).map(({ kind }) => kind)).toEqual(["mention"]);
    expect(audienceOf(merged)).toEqual({ forRole: "operator", forUsers: [1] });
    expect(audienceOf([mention(7, 3)])).toEqual({ forRole: null, forUsers: [3] });
  });
});

describe("a budget", () => {
  const owner = { budget_usd: null, daily_budget_usd: null, spent_today_usd: 0, reserved_usd: 0 };
  const budgets = {
    day: { daily_usd: 10, spent_today_usd: 9.99, reserved_usd: 0 },
    agents: [{ ...owner, key: "scout", name: "scout", budget_usd: 5, spent_usd: 5 }],
    projects: [
      { ...owner, key: "3", name: "Web", spent_usd: 7, daily_budget_usd: 2, spent_today_usd: 3 },
    ],
  };
  const titles = (notices: string[]): string[] =>
    budgetDrafts(budgets, notices.map((title) => ({ title })) as Notice[], NOW).map(
      (draft) => draft.title,
    );

  it("needs a person once it is used up, unless a notice says so already", () => {
    const scout = "The budget of scout is used up";
    expect(titles([])).toEqual([scout, "The daily budget of Web is used up"]);
    expect(titles(["The daily budget of Web has no room"])).toEqual([scout]);
    const [, web] = budgetDrafts(budgets, [], NOW);
    expect(web).toMatchObject({
      subject: "notice:used:project:3:2026-11-22",
      asks: [{ kind: "budget", role: "operator", text: "$3.00 of $2.00 are spent." }],
    });
  });
});

describe("rules", () => {
  const card = {
    project_id: 1,
    priority: "high",
    labels: ["api"],
    owners: ["Ada", "scout"],
    asks: opened(asks({})).asks,
  };
  const fits = (match: Partial<typeof DEFAULT_RULE.match>, reader = person("operator")): boolean =>
    ruleFor([{ ...DEFAULT_RULE, match }], card, reader) !== null;

  it("fit when every condition holds, and of each list one entry", () => {
    expect(fits({})).toBe(true);
    expect(fits({ kinds: ["verdict", "failed"], project_ids: [1], priorities: ["high"] })).toBe(
      true,
    );
    expect(fits({ labels: ["ui", "api"], severities: ["info"], mine: true })).toBe(true);
    expect(fits({ kinds: ["failed"] })).toBe(false);
    expect(fits({ project_ids: [2] })).toBe(false);
    expect(fits({ labels: ["ui"] })).toBe(false);
    expect(fits({ priorities: ["low"] })).toBe(false);
    expect(fits({ severities: ["error"] })).toBe(false);
    expect(fits({ mine: true }, { ...person("operator"), name: "Bob", username: "bob" })).toBe(
      false,
    );
    expect(fits({}, person("viewer"))).toBe(false);
  });

  it("are asked in order, and one that is off is passed over", () => {
    const off = { ...DEFAULT_RULE, name: "off", enabled: false };
    const narrow = { ...DEFAULT_RULE, name: "narrow", match: { kinds: ["verdict" as const] } };
    expect(ruleFor([off, narrow, DEFAULT_RULE], card, person("operator"))?.name).toBe("narrow");
    expect(ruleFor([off], card, person("operator"))).toBeNull();
  });
});
