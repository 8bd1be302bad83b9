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
