import { describe, expect, it } from "vitest";
import type { Actor } from "@/lib/core/actor";
import { agentActor, keyActor, userActor } from "@/lib/testing/context";
import { type Action, authorize, termsOf } from "./permissions";

const roles = ["viewer", "operator", "admin"] as const;
const limits = [null, 1];
const actors: Actor[] = [
  { kind: "system", name: "recovery", role: "admin" },
  ...roles.flatMap((role): Actor[] => [
    { ...userActor(), role } as Actor,
    ...limits.flatMap((projectId): Actor[] => [
      { ...keyActor(role), projectId } as Actor,
      { ...keyActor(role, "scout"), projectId } as Actor,
      ...[null, 7].map((runId) => ({ ...agentActor("scout"), role, projectId, runId }) as Actor),
    ]),
  ]),
];
const actions: Action[] = [
  "task.report",
  "task.comment",
  "task.read",
  "review.record",
  "run.heartbeat",
];
const subjects = ["scout", "iris", null].flatMap((agent) =>
  [1, 2].flatMap((projectId) => [7, 8, null].map((taskRunId) => ({ agent, projectId, taskRunId }))),
);

describe("the terms on which an actor may act", () => {
  it("are never wider than what the actor is authorized to do", () => {
    for (const actor of actors) {
      for (const action of actions) {
        const terms = termsOf(actor, action);
        if (terms === null) continue;
        const meeting = subjects.filter(
          ({ agent, projectId, taskRunId }) =>
            (terms.agent === null || terms.agent === agent) &&
            (terms.projectId === null || terms.projectId === projectId) &&
            (terms.runId === null || terms.runId === taskRunId),
        );
        expect(meeting.length).toBeGreaterThan(0);
        for (const subject of meeting) {
          expect(() => authorize(actor, action, subject)).not.toThrow();
        }
      }
    }
  });

  it("do not exist for who may never do it", () => {
    expect(termsOf(keyActor("viewer"), "task.report")).toBeNull();
    expect(termsOf({ ...agentActor("scout"), runId: 7 } as Actor, "review.record")).toBeNull();
    expect(termsOf(agentActor("scout"), "task.report")).toMatchObject({ agent: "scout" });
  });
});

describe("an agent's own key with the scope admin", () => {
  const agent = { ...agentActor("scout"), role: "admin" } as Actor;

  it.each<Action>([
    "key.manage",
    "user.manage",
    "project.manage",
    "settings.manage",
    "schedule.manage",
    "trigger.manage",
    "webhook.manage",
    "alert.manage",
    "backup.manage",
    "data.export",
  ])("never does %s, for which it is told whose key may", (action) => {
    for (const actor of [agent, { ...agent, projectId: 1 } as Actor])
      expect(() => authorize(actor, action, { projectId: 1 })).toThrow(
        expect.objectContaining({
          code: "forbidden",
          details: { fix: expect.stringContaining("belongs to no agent") },
        }),
      );
    expect(termsOf(agent, action)).toBeNull();
    expect(() => authorize(keyActor("admin"), action)).not.toThrow();
  });

  it("works on others' tasks and agents, and reads keys and settings", () => {
    for (const action of ["task.override", "agent.manage", "key.read", "settings.read"] as const) {
      expect(() => authorize(agent, action)).not.toThrow();
      expect(() => authorize(agentActor("scout"), action)).toThrow();
    }
  });
});
