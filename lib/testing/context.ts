import type { z } from "zod";
import type { Actor } from "@/lib/core/actor";
import { type Context, createContext } from "@/lib/core/context";
import type { Database } from "@/lib/core/database";
import { createTask } from "@/lib/tasks/change/create";
import type { TaskRow } from "@/lib/tasks/row";
import { CreateTask } from "@/lib/tasks/schema";

/** A general key with the given role, as scripts use it. */
export function keyActor(
  role: "viewer" | "operator" | "admin" = "admin",
  agentName: string | null = null,
): Actor {
  return { kind: "key", keyId: 0, name: "API Access", role, projectId: null, agentName };
}

/** An agent by its own key. */
export function agentActor(name: string, agentId = 1): Actor {
  return {
    kind: "agent",
    name,
    agentId,
    keyId: agentId,
    role: "operator",
    projectId: null,
    runId: null,
  };
}

export function userActor(name = "Ada"): Actor {
  return { kind: "user", id: 1, name, username: name.toLowerCase(), role: "admin" };
}

export function contextOf(db: Database, actor: Actor = keyActor()): Context {
  return createContext(actor, db);
}

/** Creates a task from what matters to a test. */
export function givenTask(
  ctx: Context,
  fields: Partial<z.input<typeof CreateTask>> = {},
): Promise<TaskRow> {
  return createTask(ctx, CreateTask.parse({ title: "A task", ...fields }));
}
