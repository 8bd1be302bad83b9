import { describe, expect, it } from "vitest";
import type { Actor } from "@/lib/core/actor";
import { UpdateTask } from "@/lib/tasks/schema";
import { assertMayWrite, TASK_FIELDS, type TaskFacts, type Write } from "./writes";

const agent: Actor = {
  kind: "agent",
  name: "scout",
  agentId: 1,
  keyId: 1,
  role: "operator",
  projectId: null,
  runId: null,
};
const run: Actor = { ...agent, runId: 7 };
const trusted: Actor[] = [
  { kind: "user", id: 1, name: "Ada", username: "ada", role: "operator" },
  { kind: "key", keyId: 2, name: "ci", role: "operator", projectId: 3, agentName: "scout" },
  { kind: "system", name: "aegis", role: "admin" },
];
const adminAgent: Actor = { ...agent, role: "admin" };

const mine: TaskFacts = {
  ticket_ref: "TASK-1",
  kind: "work",
  status: "assigned",
  created_by: "Ada",
  creator_agent_id: null,
  blocked_by_agent: false,
  assigned_to: "scout",
  review_required: true,
};
const made: TaskFacts = { ...mine, created_by: "scout", creator_agent_id: 1 };

function codeOf(actor: Actor, write: Write): string {
  try {
    assertMayWrite(actor, write);
    return "ok";
  } catch (error) {
    return (error as { code: string }).code;
  }
}
const change = (actor: Actor, task: TaskFacts, fields: Record<string, unknown>) =>
  codeOf(actor, { verb: "change", task, fields });

/** What the server ignores, what fences a change, and what is judged as the labels it leads to. */
const NO_FIELDS = [
  "etag",
  "run_id",
  "completed_at",
  "created_by",
  "workspace_id",
  "add_labels",
  "remove_labels",
];
const FIELDS = Object.keys(UpdateTask.shape).filter((field) => !NO_FIELDS.includes(field));

describe("a task's command", () => {
  const command = { run: "npm test" };

  it("is set and changed by no agent, whatever its scopes, on no task", () => {
    for (const actor of [agent, run, adminAgent]) {
      for (const task of [mine, made]) {
        expect(change(actor, task, { command })).toBe("forbidden");
        expect(change(actor, task, { command: null })).toBe("forbidden");
      }
      const fields = { title: "x", command };
      expect(codeOf(actor, { verb: "create", fields, reviewByPolicy: false })).toBe("forbidden");
    }
  });

  it("is set by people and by keys that are no agent's own", () => {
    for (const actor of trusted) {
      expect(change(actor, mine, { command })).toBe("ok");
      expect(codeOf(actor, { verb: "create", fields: { command }, reviewByPolicy: true })).toBe(
        "ok",
      );
    }
  });
});

describe("the table of fields", () => {
  it("has a rule for every field of a change, and no other", () => {
    expect(Object.keys(TASK_FIELDS).sort()).toEqual(FIELDS.sort());
  });

  it("opens every field to people, general keys and Baton itself, whatever the task's status", () => {
    for (const actor of trusted) {
      for (const status of ["inbox", "review", "done", "failed"]) {
        const fields = Object.fromEntries(FIELDS.map((field) => [field, false]));
        expect(change(actor, { ...mine, status, assigned_to: "iris" }, fields)).toBe("ok");
      }
    }
  });

  it("opens nothing of another agent's task, of work in review and of finished work to an agent", () => {
    for (const field of FIELDS) {
      expect(change(agent, { ...made, assigned_to: "iris" }, { [field]: "x" })).toBe("forbidden");
      for (const status of ["review", "done", "failed", "cancelled"]) {
        expect(change(agent, { ...made, status }, { [field]: "x" })).toBe("conflict");
      }
    }
  });

  it("opens to an agent on its own work what came of it, and the brief only of what it created", () => {
    const open = (task: TaskFacts) =>
      FIELDS.filter((field) => change(agent, task, { [field]: "x" }) === "ok").sort();
    expect(open(mine)).toEqual([
      "actual_hours",
      "assigned_to",
      "blocked_reason",
      "error_message",
      "estimated_hours",
      "labels",
      "metadata",
      "outcome",
      "resolution",
      "status",
      "tags",
    ]);
    expect(FIELDS.filter((field) => !open(made).includes(field)).sort()).toEqual([
      "checks",
      "command",
      "feedback_notes",
      "feedback_rating",
      "review_required",
    ]);
  });

  it("opens to a run's key what came of the work alone, also of a task its agent created", () => {
    const open = FIELDS.filter((field) => change(run, made, { [field]: "review" }) === "ok");
    expect(open.sort()).toEqual([
      "actual_hours",
      "error_message",
      "metadata",
      "outcome",
      "resolution",
      "status",
    ]);
    for (const status of ["inbox", "cancelled", "in_progress"]) {
      expect(change(run, made, { status })).toBe("forbidden");
    }
  });

  it("lets an agent ask for a review and never lift one", () => {
    for (const task of [mine, made]) {
      expect(change(agent, task, { review_required: true })).toBe("ok");
      expect(change(agent, task, { review_required: false })).toBe("forbidden");
    }
  });

  it("opens everything to an agent with the scope admin but the review, commands, checks and what people decide", () => {
    const theirs = { ...mine, assigned_to: "iris" };
    for (const field of FIELDS)
      expect(change(adminAgent, theirs, { [field]: false }), field).toBe(
        ["review_required", "command", "checks"].includes(field) ? "forbidden" : "ok",
      );
    const test = [{ name: "test", command: "true" }];
    const create = { verb: "create", reviewByPolicy: false } as const;
    expect(codeOf(adminAgent, { ...create, fields: { checks: test } })).toBe("forbidden");
    expect(codeOf(adminAgent, { ...create, fields: { checks: [] } })).toBe("ok");
    expect(codeOf(adminAgent, { verb: "overrideChecks", task: mine })).toBe("forbidden");
    expect(change(adminAgent, mine, { review_required: true, status: "done" })).toBe("ok");
    expect(change(adminAgent, { ...mine, kind: "approval" }, { status: "done" })).toBe("forbidden");
    expect(change(adminAgent, { ...mine, status: "failed" }, { status: "review" })).toBe(
      "forbidden",
    );
    expect(change(adminAgent, { ...mine, status: "done" }, { status: "assigned" })).toBe("ok");
    expect(codeOf(adminAgent, { verb: "reopen", task: { ...mine, status: "failed" } })).toBe(
      "forbidden",
    );
    expect(codeOf(adminAgent, { verb: "reopen", task: { ...mine, kind: "wait" } })).toBe(
      "forbidden",
    );
    const unreviewed = { fields: { review_required: false }, reviewByPolicy: true };
    expect(codeOf(adminAgent, { verb: "create", ...unreviewed })).toBe("forbidden");
    expect(codeOf(adminAgent, { verb: "create", ...unreviewed, reviewByPolicy: false })).toBe("ok");
    const nested = [{ follow_ups: [{ review_required: false }] }];
    expect(codeOf(adminAgent, { verb: "followUps", templates: nested })).toBe("forbidden");
    expect(codeOf(adminAgent, { verb: "move", isReviewed: false, reviewByPolicy: true })).toBe(
      "forbidden",
    );
  });

  it("lets an agent take what nobody has, and change nothing else of it", () => {
    const free = { ...mine, status: "inbox", assigned_to: null };
    expect(change(agent, free, { assigned_to: "scout" })).toBe("ok");
    expect(change(agent, free, { assigned_to: "iris" })).toBe("forbidden");
    expect(change(agent, free, { assigned_to: "scout", title: "x" })).toBe("forbidden");
    expect(change(agent, { ...free, status: "blocked" }, { status: "inbox" })).toBe("forbidden");
    expect(
      change(agent, { ...free, created_by: "scout", creator_agent_id: 1 }, { title: "x" }),
    ).toBe("ok");
  });

  it("refuses a field that it does not know to agents", () => {
    expect(change(agent, made, { secret_switch: true })).toBe("forbidden");
  });
});

describe("reopening", () => {
  const reopen = (actor: Actor, task: Partial<TaskFacts>) =>
    codeOf(actor, { verb: "reopen", task: { ...mine, ...task } });

  it("of failed work is for people, and of cancelled work for who created it", () => {
    expect(reopen(agent, { status: "failed", created_by: "scout", creator_agent_id: 1 })).toBe(
      "forbidden",
    );
    expect(reopen(agent, { status: "cancelled" })).toBe("forbidden");
    expect(reopen(agent, { status: "cancelled", created_by: "scout", creator_agent_id: 1 })).toBe(
      "ok",
    );
    expect(reopen(agent, { status: "done" })).toBe("ok");
    expect(reopen(agent, { status: "done", assigned_to: "iris" })).toBe("forbidden");
    expect(reopen(agent, { status: "review" })).toBe("conflict");
    expect(reopen(run, { status: "done" })).toBe("forbidden");
    for (const actor of trusted) expect(reopen(actor, { status: "failed" })).toBe("ok");
  });
});

describe("a parent", () => {
  const divide = (parent: Partial<TaskFacts>, actor: Actor = agent) =>
    codeOf(actor, { verb: "divide", parent: { ...mine, ...parent } });

  it("is divided by who holds it, or who created it while nobody has it", () => {
    expect(divide({})).toBe("ok");
    expect(divide({ assigned_to: null, created_by: "scout", creator_agent_id: 1 })).toBe("ok");
    expect(divide({ assigned_to: null })).toBe("forbidden");
    expect(divide({ assigned_to: "iris", created_by: "scout", creator_agent_id: 1 })).toBe(
      "forbidden",
    );
    expect(divide({ status: "review" })).toBe("conflict");
    expect(divide({ status: "done" })).toBe("conflict");
    expect(divide({}, run)).toBe("forbidden");
  });
});
