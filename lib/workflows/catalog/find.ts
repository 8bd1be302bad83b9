import { authorize } from "@/lib/auth/permissions";
import { projectLimitOf } from "@/lib/core/actor";
import { toUnixSeconds } from "@/lib/core/clock";
import type { Context } from "@/lib/core/context";
import { Prisma } from "@/lib/core/database";
import { DomainError, notFound } from "@/lib/core/errors";
import { attentionOf } from "../asking.sql";
import { graphOf } from "../definition/graph";
import type { Definition } from "../definition/schema";
import type { RunAttention, RunStatus } from "../shapes";
import { filesOfAll } from "./files-named";
import type { ListWorkflows } from "./schema";
import type { WorkflowDetailWire, WorkflowWire } from "./shapes";

export interface VersionRow {
  id: number;
  version: number;
  source: string;
  format: "yaml" | "json";
  definition: Definition;
  hash: string;
  note: string | null;
  created_by: string;
  creator_agent_id: number | null;
  created_at: string;
}

export interface WorkflowRow {
  id: number;
  project_id: number;
  name: string;
  description: string | null;
  latest_version: number;
  template: string | null;
  kind: "workflow" | "template" | "pipeline";
  use_count: number;
  last_used_at: string | null;
  created_by: string;
  creator_agent_id: number | null;
  archived_at: string | null;
  created_at: string;
  updated_at: string;
}

interface ListedRow extends WorkflowRow {
  latest: { version: number; created_by: string; created_at: string; note: string | null };
  stages: number;
  last_runs: {
    id: number;
    status: RunStatus;
    attention: RunAttention | null;
    started_at: string;
  }[];
}

/**
 * The workflow `w` with its latest version and newest runs. OFFSET 0 keeps other versions from being read where there are statistics. Index:
 * workflow_versions_workflow_id_version_key, workflow_runs_workflow_id_id_idx, and those of attentionOf.
 */
const LISTED = Prisma.sql`
  SELECT to_jsonb(w) || jsonb_build_object(
    'latest', jsonb_build_object('version', v.version, 'created_by', v.created_by, 'created_at', v.created_at, 'note', v.note),
    'stages', jsonb_array_length(v.definition->'stages'),
    'last_runs', COALESCE((
      SELECT jsonb_agg(jsonb_build_object('id', r.id, 'status', r.status, 'attention', r.attention, 'started_at', r.started_at) ORDER BY r.id DESC)
      FROM (SELECT o.id, o.status, ${attentionOf(Prisma.sql`o`)} AS attention, o.started_at FROM workflow_runs o
        WHERE o.workflow_id = w.id ORDER BY o.id DESC LIMIT 5) r), '[]')) AS workflow
  FROM workflows w CROSS JOIN LATERAL (
    SELECT * FROM workflow_versions WHERE workflow_id = w.id AND version = w.latest_version OFFSET 0) v`;

/** The workflows that the caller may see, by name; at most 500. */
export async function listWorkflows(
  ctx: Context,
  { project_id, archived }: ListWorkflows,
): Promise<WorkflowWire[]> {
  authorize(ctx.actor, "workflow.read");
  const limit = projectLimitOf(ctx.actor);
  if (limit !== null && project_id !== undefined && project_id !== limit) throw notFound("Project");
  const projectId = project_id ?? limit;
  const rows = await ctx.db.$queryRaw<{ workflow: ListedRow }[]>`
    ${LISTED} WHERE w.kind = 'workflow' AND (${projectId}::int IS NULL OR w.project_id = ${projectId}::int)
      AND (${archived}::boolean OR w.archived_at IS NULL)
    ORDER BY lower(w.name) LIMIT 500`;
  return rows.map(({ workflow }) => listedToWire(workflow));
}

/** The workflow of this name, whatever the case, that the caller may see. Fails with `not_found`. Index: workflows_name_key. */
export async function findWorkflow(ctx: Context, name: string): Promise<WorkflowRow> {
  authorize(ctx.actor, "workflow.read");
  const [row] = await ctx.db.$queryRaw<{ workflow: WorkflowRow }[]>`
    SELECT to_jsonb(w) AS workflow FROM workflows w WHERE lower(w.name) = lower(${name})`;
  const limit = projectLimitOf(ctx.actor);
  if (row && (limit === null || row.workflow.project_id === limit)) return row.workflow;
  throw new DomainError("not_found", `Unknown workflow ${JSON.stringify(name.slice(0, 80))}`, {
    fix: "list them with GET /api/workflows, or define it with POST /api/workflows",
  });
}

/** A version of a workflow, the latest by default. Fails with `not_found`, naming the latest. */
export async function findVersion(
  ctx: Context,
  workflow: WorkflowRow,
  version = workflow.latest_version,
): Promise<VersionRow> {
  const [row] = await ctx.db.$queryRaw<{ version: VersionRow }[]>`
    SELECT to_jsonb(v) - 'workflow_id' AS version FROM workflow_versions v WHERE v.workflow_id = ${workflow.id} AND v.version = ${version}::int`;
  if (row) return row.version;
  throw new DomainError("not_found", `${workflow.name} has no version ${version}`, {
    fix: `use one from 1 to ${workflow.latest_version}`,
  });
}

/** A workflow as lists show it. */
export async function readListed(ctx: Context, id: number): Promise<WorkflowWire> {
  const [row] = await ctx.db.$queryRaw<{ workflow: ListedRow }[]>`${LISTED} WHERE w.id = ${id}`;
  if (!row) throw notFound("Workflow");
  return listedToWire(row.workflow);
}

/** A workflow with one of its versions, and the newest 200 versions. */
export async function readWorkflow(
  ctx: Context,
  name: string,
  version?: number,
): Promise<WorkflowDetailWire> {
  const workflow = await findWorkflow(ctx, name);
  const shown = await findVersion(ctx, workflow, version);
  const listed = await readListed(ctx, workflow.id);
  const versions = await ctx.db.$queryRaw<
    { version: number; created_by: string; created_at: Date; note: string | null }[]
  >`
    SELECT version, created_by, created_at, note FROM workflow_versions WHERE workflow_id = ${workflow.id}
    ORDER BY version DESC LIMIT 200`;
  return {
    ...listed,
    version: shown.version,
    source: shown.source,
    format: shown.format,
    definition: definitionToWire(shown.definition),
    graph: graphOf(shown.definition),
    files: await filesOfAll(ctx.db, shown.definition, projectLimitOf(ctx.actor)),
    versions: versions.map(({ created_at, ...rest }) => ({
      ...rest,
      created_at: toUnixSeconds(created_at),
    })),
  };
}

/** Which workflows each of these nests in its latest version, by their names in lower case. Names of no workflow are left out. */
export async function nestedBy(
  ctx: Context,
  names: readonly string[],
): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  let next = [...new Set(names.map((name) => name.toLowerCase()))];
  while (next.length > 0 && found.size < 500) {
    const rows = await ctx.db.$queryRaw<{ name: string; nested: string[] }[]>`
      SELECT lower(w.name) AS name, ARRAY(
        SELECT DISTINCT s->>'workflow' FROM jsonb_array_elements(v.definition->'stages') s WHERE s ? 'workflow') AS nested
      FROM workflows w JOIN workflow_versions v ON v.workflow_id = w.id AND v.version = w.latest_version
      WHERE lower(w.name) = ANY(${next}::text[])`;
    for (const { name, nested } of rows) found.set(name, nested);
    next = [
      ...new Set(rows.flatMap(({ nested }) => nested.map((name) => name.toLowerCase()))),
    ].filter((name) => !found.has(name));
  }
  return found;
}

function listedToWire(row: ListedRow): WorkflowWire {
  return {
    id: row.id,
    name: row.name,
    project_id: row.project_id,
    description: row.description,
    template: row.template,
    latest: { ...row.latest, created_at: toUnixSeconds(row.latest.created_at) },
    stages: row.stages,
    use_count: row.use_count,
    last_used_at: toUnixSeconds(row.last_used_at),
    last_runs: row.last_runs.map(({ started_at, ...run }) => ({
      ...run,
      started_at: toUnixSeconds(started_at),
    })),
    created_by: row.created_by,
    created_at: toUnixSeconds(row.created_at),
    updated_at: toUnixSeconds(row.updated_at),
    archived_at: toUnixSeconds(row.archived_at),
  };
}

/** A definition as it is sent: objects that may have any fields. */
export const definitionToWire = (definition: Definition): WorkflowDetailWire["definition"] => ({
  ...definition,
  stages: definition.stages.map((stage) => ({ ...stage })),
});
