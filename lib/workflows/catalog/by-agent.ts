import { projectLimitOf } from "@/lib/core/actor";
import type { Context, TxContext } from "@/lib/core/context";
import { DomainError } from "@/lib/core/errors";
import type { Definition } from "../definition/schema";

/**
 * Refuses what agents may not put into a workflow: commands, which workers run, and stages that nobody reviews. Decision 0196 says why.
 */
export function assertByAgent({ actor }: Context, { stages, defaults }: Definition): void {
  if (actor.kind !== "agent") return;
  for (const [index, stage] of stages.entries()) {
    const field = (["command", "script", "checks"] as const).find(
      (name) => stage[name] !== undefined,
    );
    if (field) throw byPeople(`stages[${index}].${field}`, "a command that workers run");
    if (stage.review === false)
      throw byPeople(`stages[${index}].review`, "work that nobody reviews");
  }
  if (defaults.review === false) throw byPeople("defaults.review", "work that nobody reviews");
}

const byPeople = (path: string, what: string): DomainError =>
  new DomainError("forbidden", `Access denied: an agent key may not define ${what} (${path}).`, {
    fix: `take ${path} out, or ask a person or an operator key to define the workflow`,
  });

/**
 * Refuses an agent a name that is free where a version that people wrote nests a workflow of that name: whoever runs that version would
 * run what the agent wrote. Decision 0222 says why every version counts. Index: workflow_versions_nested_idx.
 */
export async function assertNameIsNotAwaited(tx: TxContext, name: string): Promise<void> {
  if (tx.actor.kind !== "agent") return;
  const [outer] = await tx.db.$queryRaw<{ name: string; project_id: number; version: number }[]>`
    SELECT w.name, w.project_id, v.version
    FROM workflow_versions v JOIN workflows w ON w.id = v.workflow_id
    WHERE v.creator_agent_id IS NULL
      AND lower(jsonb_path_query_array(v.definition, '$.stages[*].workflow')::text)::jsonb ? lower(${name})
    ORDER BY v.id DESC LIMIT 1`;
  if (!outer) return;
  const limit = projectLimitOf(tx.actor);
  const isSeen = limit === null || limit === outer.project_id;
  const who = isSeen ? `${outer.name} (version ${outer.version})` : "a workflow of another project";
  throw new DomainError(
    "forbidden",
    `Access denied: an agent key may not define ${name}: ${who}, which people wrote, runs the workflow of this name.`,
    { fix: "choose another name, or ask a person or an operator key to define it" },
  );
}

/** The agent that writes by its own key; null for everyone else. */
export const agentIdOf = ({ actor }: Context): number | null =>
  actor.kind === "agent" ? actor.agentId : null;
