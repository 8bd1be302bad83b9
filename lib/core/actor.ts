export type Role = "viewer" | "operator" | "admin";

/**
 * Who is acting: a user in the browser, an agent with its own key, a general key that acts for its owner (and may name
 * the agent it reports for, as existing clients do), or Baton itself.
 */
export type Actor =
  | {
      kind: "user";
      id: number;
      name: string;
      username: string;
      role: Role;
      /** The session the user signed in with. Without one, actions that need a second proof are refused. */
      sessionId?: string;
    }
  | {
      kind: "agent";
      name: string;
      agentId: number;
      keyId: number;
      role: Role;
      projectId: number | null;
      /** A run's key may only touch that run's task. */
      runId: number | null;
    }
  | {
      kind: "key";
      keyId: number;
      name: string;
      role: Role;
      projectId: number | null;
      /** The agent that a general key reports for, from `x-agent-name`. */
      agentName: string | null;
    }
  | { kind: "system"; name: string; role: "admin" };

/** Baton itself, with the name of the component that acts: `scheduler`, `aegis`, `recovery`. */
export function systemActor(name: string): Actor {
  return { kind: "system", name, role: "admin" };
}

/** The agent this actor acts as, or null. */
export function agentNameOf(actor: Actor): string | null {
  if (actor.kind === "agent") return actor.name;
  if (actor.kind === "key") return actor.agentName;
  return null;
}

/** Identifies who calls, across requests: a person, a key, or a part of Baton. */
export function callerOf(actor: Actor): string {
  switch (actor.kind) {
    case "user":
      return `user:${actor.id}`;
    case "agent":
    case "key":
      return `key:${actor.keyId}`;
    case "system":
      return `system:${actor.name}`;
  }
}

/** The project a key is limited to, or null for every project. */
export function projectLimitOf(actor: Actor): number | null {
  return actor.kind === "agent" || actor.kind === "key" ? actor.projectId : null;
}

const RANK: Record<Role, number> = { viewer: 0, operator: 1, admin: 2 };

export function hasRole(actor: Actor, role: Role): boolean {
  return RANK[actor.role] >= RANK[role];
}
