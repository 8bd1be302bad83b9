import type { TxContext } from "@/lib/core/context";
import { DomainError, isNotFound } from "@/lib/core/errors";
import type { Priority } from "@/lib/tasks/fields";
import type { WorkflowStart } from "@/lib/tasks/template";
import { checkInputs } from "./definition/inputs";
import type { Definition } from "./definition/schema";
import { latestDefinition } from "./latest";
import { startRun } from "./run/start";

const FIELD = "task_template.workflow";

/** The task at the head of a run that was started. */
export interface RootTask {
  id: number;
  ticket_ref: string;
}

interface Occasion {
  workflow: WorkflowStart;
  projectId: number;
  /** Of the run's root task. */
  title: string;
  priority: Priority | undefined;
  /** Of the run's root task: what started it. */
  metadata: Record<string, unknown>;
  source: { kind: "schedule" | "trigger"; id: number; name: string };
  /** The inputs into which text of others was filled, and which must therefore choose nothing. */
  foreign?: ReadonlySet<string>;
}

/** Starts the workflow of a template and returns the task at its head. Fails as `startRun` does. */
export async function startFromTemplate(
  tx: TxContext,
  { workflow: { name, inputs, agent }, foreign, ...occasion }: Occasion,
): Promise<RootTask> {
  if (foreign && foreign.size > 0) {
    const definition = await latestDefinition(tx, name);
    await assertChoosesNothing(tx, name, definition, foreign);
  }
  const run = await startRun(tx, { workflow: name, inputs, agent, ...occasion });
  return { id: run.root_task_id as number, ticket_ref: run.root_ref as string };
}

/**
 * Refuses a template whose workflow could not be started today. What fills its inputs later is not known yet: `filledLater` names the
 * inputs for which that is so, and `foreign` those that text of others is filled into.
 */
export async function assertUsableStart(
  tx: TxContext,
  { name, inputs }: WorkflowStart,
  { filledLater, foreign }: { filledLater: ReadonlySet<string>; foreign: ReadonlySet<string> },
): Promise<void> {
  const definition = await latestDefinition(tx, name).catch((error: unknown) => {
    if (!isNotFound(error)) throw error;
    throw refusal([{ field: `${FIELD}.name`, rule: `there is no workflow ${name}` }]);
  });
  await assertChoosesNothing(tx, name, definition, foreign);
  const problems = checkInputs(definition, inputs).filter(
    ({ field }) => !filledLater.has(field.replace(/^inputs\.([^.[]+).*$/, "$1")),
  );
  if (problems.length > 0)
    throw refusal(problems.map(({ field, rule }) => ({ field: `${FIELD}.${field}`, rule })));
}

function refusal(problems: { field: string; rule: string }[]): DomainError {
  const [first] = problems;
  return new DomainError("invalid", `${first?.field}: ${first?.rule}`, { problems });
}

/** Fields of a stage by which an input could choose who works. */
const CHOOSING = ["agent", "profile", "capability"] as const;
const INPUT = /\binputs\s*(?:\.\s*([a-z_]\w*)|\[\s*\\?["']([^"'\\]+)\\?["']\s*\])/gi;
/** Runs nest no deeper. */
const MAX_DEPTH = 6;

/**
 * Refuses inputs with text of others where the definition uses them to choose who works on a stage, itself or through a workflow that it
 * starts.
 */
async function assertChoosesNothing(
  tx: TxContext,
  workflow: string,
  { stages, defaults }: Definition,
  foreign: ReadonlySet<string>,
  depth = 0,
): Promise<void> {
  if (foreign.size === 0 || depth > MAX_DEPTH) return;
  for (const each of [...stages, { ...defaults, name: "defaults" }]) {
    for (const field of CHOOSING) {
      const input = inputsIn(each[field] ?? "").find((name) => foreign.has(name));
      if (input === undefined) continue;
      const rule = `must not come from what is sent: it chooses the ${field} of ${each.name} in ${workflow}`;
      throw refusal([{ field: `${FIELD}.inputs.${input}`, rule }]);
    }
  }
  for (const { workflow: nested, inputs = {} } of stages) {
    const passed = Object.entries(inputs).filter(([, value]) =>
      inputsIn(JSON.stringify(value)).some((name) => foreign.has(name)),
    );
    if (nested === undefined || passed.length === 0) continue;
    const found = await latestDefinition(tx, nested).catch(nullIfMissing);
    const names = new Set(passed.map(([name]) => name));
    if (found) await assertChoosesNothing(tx, nested, found, names, depth + 1);
  }
}

/** A nested workflow that is not there yet is refused when its stage begins. */
function nullIfMissing(error: unknown): null {
  if (isNotFound(error)) return null;
  throw error;
}

/** The names of the inputs that an expression reads. */
const inputsIn = (text: string): string[] =>
  [...text.matchAll(INPUT)].map(([, name, quoted]) => (name ?? quoted) as string);
