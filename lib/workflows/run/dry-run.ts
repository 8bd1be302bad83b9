import type { Context } from "@/lib/core/context";
import type { Queryable } from "@/lib/core/database";
import { graphOf } from "@/lib/workflows/definition/graph";
import type { DryRunWire } from "@/lib/workflows/shapes";
import { assertMayRun } from "./authority";
import type { Compiled } from "./compiled";
import { type Prepared, prepareRun, type StartInput } from "./prepare";

type StageWire = DryRunWire["stages"][number];

/**
 * What a run would do, in which order, and what that took and cost on average in the runs so far. Changes nothing. What the start would be
 * refused for is in `problems`.
 */
export async function dryRun(ctx: Context, input: StartInput): Promise<DryRunWire> {
  await assertMayRun(ctx, input.projectId);
  const prepared = await prepareRun(ctx, input);
  const past = await averages(ctx.db, prepared.workflow.id);
  const stages = stagesOf(prepared, past);
  const path = criticalPath(prepared.compiled, past);
  const known = stages.filter(({ past: average }) => average !== null);
  const seconds = path.map((name) => past.get(name)?.seconds ?? null);
  const sum = (values: readonly (number | null)[]): number | null => {
    const numbers = values.filter((value) => value !== null);
    return numbers.length === 0 ? null : numbers.reduce((total, value) => total + value, 0);
  };
  return {
    stages,
    critical_path: path,
    cost_usd: sum(known.map(({ past: average }) => average?.cost_usd ?? null)),
    seconds: sum(seconds),
    problems: prepared.problems,
  };
}

function stagesOf({ compiled, config }: Prepared, past: ReadonlyMap<string, Past>): StageWire[] {
  const maybe = new Set<string>();
  const levels = new Map(
    graphOf(compiled.definition).stages.map(({ name, level }) => [name, level]),
  );
  return compiled.plan.stages.map(({ name, inputs, join, hasCondition }) => {
    const depends =
      hasCondition ||
      join === "any" ||
      inputs.some((input) => maybe.has(input) || isGate(compiled, input));
    if (depends) maybe.add(name);
    const kind = compiled.kind(name);
    const { capability } = compiled.stage(name);
    const worker = config.agents[name] ?? (capability === undefined ? config.agent : null);
    return {
      name,
      kind,
      level: levels.get(name) ?? 0,
      agent: kind === "agent" || kind === "command" ? worker : null,
      runs_after: [...inputs],
      maybe: depends,
      past: past.get(name) ?? null,
    };
  });
}

/** Whether somebody may say no there. */
const isGate = (compiled: Compiled, name: string): boolean => compiled.kind(name) === "approval";

/** The chain of stages that took the longest; where nothing is known each counts the same. */
function criticalPath({ plan }: Compiled, past: ReadonlyMap<string, Past>): string[] {
  const UNKNOWN = 0.001;
  const best = new Map<string, { seconds: number; before: string | null }>();
  const visit = (name: string): number => {
    const known = best.get(name);
    if (known) return known.seconds;
    let before: string | null = null;
    let longest = 0;
    for (const input of plan.stage(name).inputs) {
      const seconds = (best.get(input)?.seconds ?? 0) || visit(input);
      if (seconds > longest || before === null) [longest, before] = [seconds, input];
    }
    const seconds = longest + (past.get(name)?.seconds ?? 0) + UNKNOWN;
    best.set(name, { seconds, before });
    return seconds;
  };
  let last: string | null = null;
  for (const name of inOrder(plan)) {
    if (last === null || visit(name) > (best.get(last)?.seconds ?? 0)) last = name;
  }
  const path: string[] = [];
  for (let name = last; name !== null; name = best.get(name)?.before ?? null) path.unshift(name);
  return path;
}

/** The stages with each after all that it waits for, so that no chain is followed deeper than one step. */
function inOrder(plan: Compiled["plan"]): string[] {
  const open = new Map(plan.stages.map(({ name, inputs }) => [name, new Set(inputs).size]));
  const ready = plan.stages.flatMap(({ name, inputs }) => (inputs.length === 0 ? [name] : []));
  for (const name of ready) {
    for (const follower of plan.followersOf(name)) {
      const left = (open.get(follower) ?? 0) - 1;
      open.set(follower, left);
      if (left === 0) ready.push(follower);
    }
  }
  return ready;
}

interface Past {
  runs: number;
  seconds: number | null;
  cost_usd: number | null;
}

/** As many of the newest runs are averaged. */
const MOST_RUNS = 20;

/**
 * What stages of a workflow took and cost in its newest runs, whatever their versions. Index: workflow_runs_workflow_id_id_idx,
 * workflow_stages_run_id_position_idx, tasks_children_idx, runs_task_id_id_idx.
 */
async function averages(db: Queryable, workflowId: number): Promise<Map<string, Past>> {
  const rows = await db.$queryRaw<(Past & { name: string })[]>`
    SELECT s.name, count(*)::int AS runs, avg(extract(epoch FROM s.settled_at - s.activated_at))::float8 AS seconds, avg(c.cost)::float8 AS cost_usd
    FROM (SELECT id FROM workflow_runs WHERE workflow_id = ${workflowId} ORDER BY id DESC LIMIT ${MOST_RUNS}) w
    JOIN workflow_stages s ON s.run_id = w.id AND s.item_index IS NULL AND s.state IN ('succeeded', 'failed') AND s.activated_at IS NOT NULL
    CROSS JOIN LATERAL (
      WITH RECURSIVE below AS (
        SELECT s.task_id AS id
        UNION ALL SELECT k.id FROM below CROSS JOIN LATERAL (SELECT t.id FROM tasks t WHERE t.parent_id = below.id OFFSET 0) k
      )
      SELECT sum(r.cost_usd) AS cost FROM below CROSS JOIN LATERAL (SELECT * FROM runs WHERE runs.task_id = below.id OFFSET 0) r
    ) c
    GROUP BY s.name`;
  return new Map(rows.map(({ name, ...past }) => [name, past]));
}
