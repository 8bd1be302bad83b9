import { createHash } from "node:crypto";
import { authorize } from "@/lib/auth/permissions";
import { projectLimitOf } from "@/lib/core/actor";
import type { Context, TxContext } from "@/lib/core/context";
import { DomainError, invalid } from "@/lib/core/errors";
import { record } from "@/lib/events/append";
import { orchestratorOf } from "@/lib/profiles/orchestrator";
import { projectForNewWork } from "@/lib/projects/queries";
import { unknownNames } from "@/lib/requests/unknown-names";
import { checkDefinition } from "../definition/check";
import { type ParsedSource, parseSource, parseValue } from "../definition/parse";
import type { Definition, Problem } from "../definition/schema";
import { type Format, formatOf } from "../definition/source";
import { agentIdOf, assertByAgent, assertNameIsNotAwaited } from "./by-agent";
import { nestedBy, type VersionRow, type WorkflowRow } from "./find";
import { templateNamed } from "./library";

/** A definition as a text, as an object, or as the name of a shipped template: exactly one of them. */
export interface GivenDefinition {
  source?: string | undefined;
  format?: Format | undefined;
  definition?: unknown;
  template?: string | undefined;
}

export interface DefineInput extends GivenDefinition {
  name: string;
  /** Null clears it; absent takes that of the definition. */
  description?: string | null | undefined;
  projectId?: number | undefined;
  note?: string | undefined;
  kind?: WorkflowRow["kind"];
  /** The version that the change was made from: refused with `conflict` if there is a later one. */
  baseVersion?: number | undefined;
}

export interface DefinedWorkflow {
  workflow: WorkflowRow;
  version: VersionRow;
  isNew: boolean;
  /** False where the source is that of the latest version. */
  isNewVersion: boolean;
  warnings: Problem[];
}

export interface CheckedSource {
  text: string;
  format: Format;
  definition: Definition | null;
  problems: Problem[];
  warnings: Problem[];
}

/** Checks a definition as that of the workflow of this name, together with the workflows that it nests. */
export async function checkSource(
  ctx: Context,
  given: GivenDefinition,
  name?: string,
): Promise<CheckedSource> {
  authorize(ctx.actor, "workflow.read");
  const { text, parsed } = textOf(given);
  const { definition, format, positions } = parsed;
  if (definition === null)
    return { text, format, definition, problems: parsed.problems, warnings: [] };
  const nested = definition.stages.flatMap(({ workflow }) => workflow ?? []);
  const known = await nestedBy(ctx, nested);
  const people = [...new Set(definition.stages.flatMap(({ approval }) => approval?.people ?? []))];
  const unknown = new Set((await unknownNames(ctx.db, people)).map(({ name }) => name));
  const checked = checkDefinition(definition, positions, {
    ...(name === undefined ? {} : { name }),
    nestedIn: (other) => known.get(other.toLowerCase()) ?? null,
    isSomebody: (person) => !unknown.has(person),
  });
  return { text, format, definition, ...checked };
}

function textOf({ source, format, definition, template }: GivenDefinition): {
  text: string;
  parsed: ParsedSource;
} {
  if (template !== undefined) {
    const text = templateNamed(template).source;
    return { text, parsed: parseSource(text, "yaml") };
  }
  if (source === undefined)
    return { text: `${JSON.stringify(definition, null, 2)}\n`, parsed: parseValue(definition) };
  return { text: source, parsed: parseSource(source, format ?? formatOf(source)) };
}

/**
 * Defines a workflow, or a new version of the one of this name. The same source again is no new version. Fails with `invalid`, with each
 * problem and its place, with `conflict` for a name of another project and for a change of an older version, and with `forbidden` for what
 * agents may not define.
 */
export async function defineWorkflow(ctx: Context, input: DefineInput): Promise<DefinedWorkflow> {
  await orchestratorOf(ctx);
  authorize(
    ctx.actor,
    "workflow.define",
    input.projectId === undefined ? {} : { projectId: input.projectId },
  );
  const checked = await checkSource(ctx, input, input.name);
  if (checked.definition === null || checked.problems.length > 0) throw refusal(checked.problems);
  const { definition } = checked;
  assertByAgent(ctx, definition);
  const hash = createHash("sha256").update(checked.text).digest("hex");
  return ctx.transaction(async (tx) => {
    const { workflow, isNew } = await insertOrLock(tx, input, definition);
    if (!isNew) assertMayChange(tx, workflow, input);
    const latest = isNew ? null : await versionOf(tx, workflow);
    const isSame = latest?.hash === hash && workflow.archived_at === null;
    if (latest && isSame)
      return { workflow, version: latest, isNew, isNewVersion: false, warnings: checked.warnings };
    const [added] = await tx.db.$queryRaw<{ version: VersionRow }[]>`
      INSERT INTO workflow_versions AS v (workflow_id, version, source, format, definition, hash, note, created_by, creator_agent_id)
      VALUES (${workflow.id}, ${workflow.latest_version + 1}::int, ${checked.text}, ${checked.format}, ${JSON.stringify(definition)}::jsonb, ${hash},
        ${input.note ?? null}, ${tx.actor.name}, ${agentIdOf(tx)}::int)
      RETURNING to_jsonb(v) - 'workflow_id' AS version`;
    const description =
      input.description === undefined
        ? (definition.description ?? workflow.description)
        : input.description;
    const [after] = await tx.db.$queryRaw<{ workflow: WorkflowRow }[]>`
      UPDATE workflows AS w SET latest_version = latest_version + 1, description = ${description}, archived_at = NULL,
        updated_at = clock_timestamp()
      WHERE w.id = ${workflow.id} RETURNING to_jsonb(w) AS workflow`;
    if (!added || !after) throw new Error("the workflow went while its row was locked");
    const { id, name, project_id: projectId, latest_version: version } = after.workflow;
    await record(tx, {
      type: isNew ? "workflow.created" : "workflow.updated",
      projectId,
      data: { workflow: { id, name, version }, ...(isNew ? {} : { changed: ["version"] }) },
    });
    return {
      workflow: after.workflow,
      version: added.version,
      isNew,
      isNewVersion: true,
      warnings: checked.warnings,
    };
  });
}

/** Archives a workflow: it starts no more runs, and those under way go on. Defining it again brings it back. */
export async function archiveWorkflow(
  ctx: Context,
  name: string,
  kind: WorkflowRow["kind"] = "workflow",
): Promise<WorkflowRow> {
  await orchestratorOf(ctx);
  authorize(ctx.actor, "workflow.define");
  return ctx.transaction(async (tx) => {
    const workflow = await lockNamed(tx, name);
    if (!workflow)
      throw new DomainError("not_found", `Unknown workflow ${JSON.stringify(name.slice(0, 80))}`);
    assertMayChange(tx, workflow, { kind });
    if (workflow.archived_at !== null) return workflow;
    const [after] = await tx.db.$queryRaw<{ workflow: WorkflowRow }[]>`
      UPDATE workflows AS w SET archived_at = clock_timestamp(), updated_at = clock_timestamp() WHERE w.id = ${workflow.id}
      RETURNING to_jsonb(w) AS workflow`;
    const { id, project_id: projectId, latest_version: version } = workflow;
    await record(tx, {
      type: "workflow.archived",
      projectId,
      data: { workflow: { id, name: workflow.name, version } },
    });
    return after?.workflow ?? workflow;
  });
}

/** The refusal of a definition: each problem with its place in the source. */
function refusal(problems: readonly Problem[]): DomainError {
  const [first] = problems;
  const at = first
    ? `line ${first.line}, column ${first.column}: ${first.message}`
    : "it is not valid";
  const more = problems.length > 1 ? `, and ${problems.length - 1} more` : "";
  return new DomainError("invalid", `The definition is refused: ${at}${more}`, {
    ...(first ? { fix: first.fix } : {}),
    problems: problems.map(({ message, ...place }) => ({
      field: "source",
      rule: message,
      ...place,
    })),
  });
}

async function insertOrLock(
  tx: TxContext,
  input: DefineInput,
  definition: Definition,
): Promise<{ workflow: WorkflowRow; isNew: boolean }> {
  const existing = await lockNamed(tx, input.name);
  if (existing) return { workflow: existing, isNew: false };
  if (input.baseVersion !== undefined)
    throw new DomainError("not_found", `Unknown workflow ${JSON.stringify(input.name)}`);
  const project = await projectForNewWork(tx.db, tx.actor, input.projectId);
  authorize(tx.actor, "workflow.define", { projectId: project.id });
  await assertNameIsNotAwaited(tx, input.name);
  const [made] = await tx.db.$queryRaw<{ workflow: WorkflowRow }[]>`
    INSERT INTO workflows AS w (project_id, name, description, template, kind, created_by, creator_agent_id)
    VALUES (${project.id}, ${input.name}, ${input.description ?? definition.description ?? null}, ${input.template ?? null},
      ${input.kind ?? "workflow"}, ${tx.actor.name}, ${agentIdOf(tx)}::int)
    ON CONFLICT (lower(name)) DO NOTHING RETURNING to_jsonb(w) AS workflow`;
  if (made) return { workflow: made.workflow, isNew: true };
  // Somebody else has just defined it.
  const other = await lockNamed(tx, input.name);
  if (!other)
    throw new DomainError("conflict", `${input.name} is being defined by somebody else`, {
      fix: "try again",
    });
  return { workflow: other, isNew: false };
}

async function lockNamed(tx: TxContext, name: string): Promise<WorkflowRow | null> {
  const [row] = await tx.db.$queryRaw<{ workflow: WorkflowRow }[]>`
    SELECT to_jsonb(w) AS workflow FROM workflows w WHERE lower(w.name) = lower(${name}) FOR UPDATE`;
  return row?.workflow ?? null;
}

async function versionOf(
  tx: TxContext,
  { id, latest_version }: WorkflowRow,
): Promise<VersionRow | null> {
  const [row] = await tx.db.$queryRaw<{ version: VersionRow }[]>`
    SELECT to_jsonb(v) - 'workflow_id' AS version FROM workflow_versions v WHERE v.workflow_id = ${id} AND v.version = ${latest_version}`;
  return row?.version ?? null;
}

/** Who may change a workflow that is there: operators of its project, and the agent that made it. */
function assertMayChange(
  tx: TxContext,
  workflow: WorkflowRow,
  { kind = "workflow", projectId, baseVersion }: Partial<DefineInput>,
): void {
  const limit = projectLimitOf(tx.actor);
  const isElsewhere = limit !== null && workflow.project_id !== limit;
  if (isElsewhere || (projectId !== undefined && workflow.project_id !== projectId)) {
    throw new DomainError("conflict", `There is a workflow ${workflow.name} in another project`, {
      fix: "choose another name",
    });
  }
  authorize(tx.actor, "workflow.define", { projectId: workflow.project_id });
  if (workflow.kind !== kind) {
    throw new DomainError(
      "conflict",
      `${workflow.name} is the name of a ${workflow.kind} already`,
      { fix: "choose another name" },
    );
  }
  if (tx.actor.kind === "agent" && workflow.creator_agent_id !== tx.actor.agentId) {
    throw new DomainError(
      "forbidden",
      `Access denied: ${workflow.name} was not made by this agent, and agents change only their own workflows.`,
      {
        fix: "define it under another name, or ask a person or an operator key",
      },
    );
  }
  if (baseVersion === undefined || baseVersion === workflow.latest_version) return;
  if (baseVersion > workflow.latest_version)
    throw invalid("base_version", `must be at most ${workflow.latest_version}, the latest version`);
  throw new DomainError("conflict", `${workflow.name} has changed since version ${baseVersion}`, {
    latest_version: workflow.latest_version,
    fix: `read version ${workflow.latest_version}, put both together, and send it as base_version`,
  });
}
