export type Role = "viewer" | "operator" | "admin";

/**
 * Who acts. A user in the browser, an agent by its own key, a key that speaks for its owner (and may name the agent it
 * acts for, the way existing clients report), or Baton itself.
 */
export type Actor =
  | {
      kind: "user";
      id: number;
      name: string;
      username: string;
      role: Role;
      /** The session they came in; without one nothing is allowed that takes a second proof. */
      sessionId?: string;
    }
  | {
      kind: "agent";
      name: string;
      agentId: number;
      keyId: number;
      role: Role;
      projectId: number | null;
      /** A key handed out with one run may touch that run's task only. */
      runId: number | null;
    }
  | {
      kind: "key";
      keyId: number;
      name: string;
      role: Role;
      projectId: number | null;
      /** From `x-agent-name`: the agent a general key reports for. */
      agentName: string | null;
    }
  | { kind: "system"; name: string; role: "admin" };

/** Baton itself, under the name of the program that acts: `scheduler`, `aegis`, `recovery`. */
export function systemActor(name: string): Actor {
  return { kind: "system", name, role: "admin" };
}

/** The agent this actor speaks as, or null. */
export function agentNameOf(actor: Actor): string | null {
  if (actor.kind === "agent") return actor.name;
  if (actor.kind === "key") return actor.agentName;
  return null;
}

/** The project a key is limited to, or null for every project. */
export function projectLimitOf(actor: Actor): number | null {
  return actor.kind === "agent" || actor.kind === "key" ? actor.projectId : null;
}

const RANK: Record<Role, number> = { viewer: 0, operator: 1, admin: 2 };

export function hasRole(actor: Actor, role: Role): boolean {
  return RANK[actor.role] >= RANK[role];
}
