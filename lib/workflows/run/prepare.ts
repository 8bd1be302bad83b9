import { projectLimitOf } from "@/lib/core/actor";
import type { Context } from "@/lib/core/context";
import { DomainError, type FieldProblem, notFound } from "@/lib/core/errors";
import { type ProjectRow, projectForNewWork } from "@/lib/projects/queries";
import { unknownNames } from "@/lib/requests/unknown-names";
import { filesIn, filesOfAll } from "@/lib/workflows/catalog/files-named";
import { evaluate } from "@/lib/workflows/definition/expressions";
import { checkInputs, inputValues } from "@/lib/workflows/definition/inputs";
import type { Definition } from "@/lib/workflows/definition/schema";
import { type Compiled, compiledVersion } from "./compiled";
import { readFiles } from "./files";
import { expressionsIn, fillLine } from "./material";
import { stagesIn } from "./results";
import type { RunConfig, RunSource } from "./rows";

/** What a start names. */
export interface StartInput {
  /** The workflow's name. */
  workflow: string;
  /** The latest by default. */
  version?: number | undefined;
  inputs?: Record<string, unknown> | undefined;
  /** The texts of the files that the definition names, by path; others are read within the server's folder, if it has one. */
  files?: Record<string, string> | undefined;
  /** Works on the stages that name nobody. */
  agent?: string | undefined;
  projectId?: number | undefined;
  priority?: RunConfig["priority"] | undefined;
  source: RunSource;
  /** The project that whoever started it is limited to, for a run that another one starts. */
  limit?: number | null;
  /** Agents that answer none of its questions, for a run that another one starts. */
  barred?: readonly string[];
  /** Starting again under the same key gives the same run. */
  key?: string | undefined;
  /** Of the root task; the workflow's name by default. */
  title?: string | undefined;
  /** Of the root task. */
  metadata?: Record<string, unknown> | undefined;
}

/** A run that can be created: everything that could be refused was looked at. */
export interface Prepared {
  workflow: { id: number; name: string; project_id: number };
  version: {
    id: number;
    version: number;
    hash: string;
    created_by: string;
    creator_agent_id: number | null;
  };
  compiled: Compiled;
  project: ProjectRow;
  inputs: Record<string, unknown>;
  files: Record<string, string>;
  config: RunConfig;
  /** Agents that do not exist yet, each to be made from the profile of that name. */
  fromProfiles: string[];
  problems: FieldProblem[];
}

/**
 * Looks up what a run needs and checks it. Fails with `not_found` for an unknown workflow or version and `conflict` for an archived one; what
 * is wrong with inputs, files and agents is in `problems`.
 */
export async function prepareRun(ctx: Context, input: StartInput): Promise<Prepared> {
  const limit = input.limit ?? projectLimitOf(ctx.actor);
  const { workflow, version } = await findVersion(ctx, input.workflow, input.version, limit);
  const compiled = await compiledVersion(ctx.db, { versionId: version.id, hash: version.hash });
  const project = await projectForNewWork(
    ctx.db,
    ctx.actor,
    input.projectId ?? workflow.project_id,
  );
  const given = input.inputs ?? {};
  const problems: FieldProblem[] = checkInputs(compiled.definition, given);
  const values = inputValues(compiled.definition, given);
  const barred = barredFrom(ctx, version, input.barred ?? []);
  // What an agent wrote or started reads no file of the server's: it would name any.
  const folder = barred.length > 0 ? null : project.prefix;
  const files = await filesFor(ctx, compiled, input.files ?? {}, { folder, limit });
  problems.push(...files.problems);
  const named = agentsNamed(compiled, values, problems);
  const option =
    input.agent ?? compiled.definition.defaults.agent ?? compiled.definition.defaults.profile;
  const agent = option === undefined ? null : lineOf(option, values, "defaults.agent", problems);
  const known = await knownAmong(ctx, project.id, [
    ...new Set([
      ...Object.values(named).map(({ name }) => name),
      ...(agent === null ? [] : [agent]),
    ]),
  ]);
  const fromProfiles = new Set<string>();
  const check = (field: string, name: string, isProfile: boolean): string => {
    if (!isProfile && known.agents.has(name)) return name;
    if (known.profiles.has(name)) {
      if (!known.agents.has(name)) fromProfiles.add(name);
      return name;
    }
    if (known.agents.has(name)) return name;
    problems.push({ field, rule: `there is neither an agent nor a profile ${name}` });
    return name;
  };
  const agents = Object.fromEntries(
    Object.entries(named).map(([stage, { name, isProfile }]) => [
      stage,
      check(`stages.${stage}.agent`, name, isProfile),
    ]),
  );
  if (agent !== null) check("agent", agent, false);
  problems.push(...(await unansweredIn(ctx, compiled.definition)));
  return {
    workflow,
    version,
    compiled,
    project,
    inputs: values,
    files: files.texts,
    config: {
      agents,
      agent,
      priority: input.priority ?? compiled.definition.defaults.priority ?? "medium",
      limit,
      barred,
    },
    fromProfiles: [...fromProfiles],
    problems,
  };
}

/** The approvals that name people of whom nobody is there. */
async function unansweredIn(ctx: Context, { stages }: Definition): Promise<FieldProblem[]> {
  const gates = stages.flatMap(({ name, approval }) =>
    approval?.people.length ? [{ name, people: approval.people }] : [],
  );
  const names = [...new Set(gates.flatMap(({ people }) => people))];
  const unknown = new Set((await unknownNames(ctx.db, names)).map(({ name }) => name));
  return gates
    .filter(({ people }) => people.every((each) => unknown.has(each)))
    .map(({ name, people }) => ({
      field: `stages.${name}.approval.people`,
      rule: `names ${people.join(", ")}, and nobody is called that: only an admin could answer`,
    }));
}

/** No agent answers for what it wrote or started. */
function barredFrom(
  { actor }: Context,
  { created_by, creator_agent_id }: Prepared["version"],
  above: readonly string[],
): string[] {
  const author = creator_agent_id === null ? [] : [created_by];
  const starter = actor.kind === "agent" ? [actor.name] : [];
  return [...new Set([...above, ...author, ...starter])];
}

interface VersionFound {
  workflow: Prepared["workflow"];
  version: Prepared["version"];
}

/** Index: workflows_name_key, workflow_versions_workflow_id_version_key. */
async function findVersion(
  ctx: Context,
  name: string,
  wanted: number | undefined,
  limit: number | null,
): Promise<VersionFound> {
  const [workflow] = await ctx.db.$queryRaw<
    {
      id: number;
      name: string;
      project_id: number;
      latest_version: number;
      creator_agent_id: number | null;
      archived: boolean;
    }[]
  >`SELECT id, name, project_id, latest_version, creator_agent_id, archived_at IS NOT NULL AS archived FROM workflows WHERE lower(name) = lower(${name})`;
  if (!workflow || (limit !== null && workflow.project_id !== limit))
    throw notFound(`Workflow ${name}`);
  if (workflow.archived) {
    throw new DomainError("conflict", `The workflow ${workflow.name} is archived`, {
      fix: "restore it by saving a new version, or use another",
    });
  }
  const number = wanted ?? workflow.latest_version;
  const { actor } = ctx;
  const isOwn = actor.kind !== "agent" || workflow.creator_agent_id === actor.agentId;
  if (number < workflow.latest_version && !isOwn) {
    // Whoever changed it may have put a gate before what the older one did.
    throw new DomainError(
      "forbidden",
      `Access denied: an agent key may not start version ${number} of ${workflow.name}, which has a later one.`,
      { fix: `leave the version out, which is ${workflow.latest_version} then` },
    );
  }
  const [version] = await ctx.db.$queryRaw<Prepared["version"][]>`
    SELECT id, version, hash, created_by, creator_agent_id FROM workflow_versions WHERE workflow_id = ${workflow.id} AND version = ${number}`;
  if (!version) throw notFound(`Version ${number} of the workflow ${workflow.name}`);
  return { workflow, version };
}

/** The texts that its stages read, and those that were sent for the workflows nested in it. */
async function filesFor(
  ctx: Context,
  { definition }: Compiled,
  sent: Readonly<Record<string, string>>,
  { folder, limit }: { folder: string | null; limit: number | null },
): ReturnType<typeof readFiles> {
  const own = filesIn(definition);
  const found = await readFiles(own, sent, folder);
  const isNesting = definition.stages.some(({ workflow }) => workflow !== undefined);
  if (!isNesting || Object.keys(sent).every((name) => own.includes(name))) return found;
  const all = await filesOfAll(ctx.db, definition, limit);
  const more = await readFiles(
    all.filter((name) => Object.hasOwn(sent, name)),
    sent,
    null,
  );
  return {
    texts: { ...more.texts, ...found.texts },
    problems: [...found.problems, ...more.problems],
  };
}

/** Who each stage names, as far as that is known before it begins. */
function agentsNamed(
  compiled: Compiled,
  inputs: Record<string, unknown>,
  problems: FieldProblem[],
) {
  const named: Record<string, { name: string; isProfile: boolean }> = {};
  for (const stage of compiled.definition.stages) {
    const given = stage.agent ?? stage.profile;
    if (given === undefined) continue;
    // What only a result or an item says is known when the stage begins.
    if (
      expressionsIn(given).some(
        (each) => stagesIn(each).length > 0 || /\b(item|index|iteration)\b/.test(each),
      )
    )
      continue;
    const name = lineOf(given, inputs, `stages.${stage.name}.agent`, problems);
    if (name !== null) named[stage.name] = { name, isProfile: stage.agent === undefined };
  }
  return named;
}

function lineOf(
  text: string,
  inputs: Record<string, unknown>,
  field: string,
  problems: FieldProblem[],
): string | null {
  const filled = fillLine(
    text,
    (expression) => {
      const answer = evaluate(expression, { inputs });
      return answer.ok ? { value: answer.value } : { error: answer.message };
    },
    100,
  );
  if ("value" in filled && filled.value !== "") return filled.value;
  problems.push({ field, rule: "error" in filled ? filled.error : "is empty" });
  return null;
}

/** Index: agents_name_key, profiles_project_id_name_key. */
async function knownAmong(ctx: Context, projectId: number, names: readonly string[]) {
  if (names.length === 0) return { agents: new Set<string>(), profiles: new Set<string>() };
  const rows = await ctx.db.$queryRaw<{ name: string; is_agent: boolean }[]>`
    SELECT name, true AS is_agent FROM agents WHERE name = ANY(${[...names]}::text[]) AND deleted_at IS NULL
    UNION ALL
    SELECT DISTINCT name, false FROM profiles WHERE name = ANY(${[...names]}::text[]) AND (project_id IS NULL OR project_id = ${projectId})`;
  const of = (isAgent: boolean) =>
    new Set(rows.filter(({ is_agent }) => is_agent === isAgent).map(({ name }) => name));
  return { agents: of(true), profiles: of(false) };
}
