import type { Queryable } from "@/lib/core/database";
import { CHANGED_AFTER_APPROVAL } from "@/lib/tasks/change/gate";
import { printedIn } from "@/lib/tasks/output";
import { parseExpression } from "@/lib/workflows/definition/expressions";
import type { StageState } from "@/lib/workflows/shapes";
import { STAGE_TASK } from "./rows";

/** What came of a stage or an item, for the expressions and prompts of others. */
export interface StageResult {
  name: string;
  item: number | null;
  state: StageState;
  /** Its text: what was handed in, said at an approval, or why it failed. Up to 200,000 characters. */
  text: string | null;
  output: unknown;
  /** What was chosen at an approval. */
  choice: string | null;
  ticket_ref: string | null;
  agent: string | null;
  input: unknown;
}

const MAX_TEXT = 200_000;

/**
 * Results of stages and items by the ids of their rows. A result that was changed after its approval is not passed on. Index:
 * workflow_stages_pkey, tasks_pkey.
 */
export async function resultsOf(
  db: Queryable,
  stageIds: readonly number[],
): Promise<StageResult[]> {
  if (stageIds.length === 0) return [];
  return db.$queryRaw<StageResult[]>`
    SELECT s.name, s.item_index AS item, s.state, s.input, CASE WHEN s.output ? 'choice' AND t.kind = 'approval' THEN NULL ELSE s.output END AS output,
      CASE WHEN t.kind = 'approval' THEN s.output->>'choice' END AS choice, COALESCE(t.ticket_ref, s.task_ref) AS ticket_ref, t.assigned_to AS agent,
      CASE WHEN s.state = 'failed' THEN COALESCE(left(t.error_message, 2000), s.reason)
           WHEN NOT ${CHANGED_AFTER_APPROVAL} THEN left(t.resolution, ${MAX_TEXT}::int) END AS text
    FROM workflow_stages s ${STAGE_TASK} WHERE s.id = ANY(${[...stageIds]}::int[])`;
}

/** A JSON value that a stage handed in as text: the whole of it, or of the last block that is fenced, or what a command printed. */
export function jsonIn(text: string | null): { value: unknown } | null {
  if (text === null) return null;
  const printed = printedIn(text) ?? undefined;
  const fenced = [...text.matchAll(/^```(?:json)?\s*\n([\s\S]*?)\n```\s*$/gm)].at(-1)?.[1];
  for (const each of [text, printed, fenced]) {
    if (each === undefined) continue;
    try {
      return { value: JSON.parse(each) as unknown };
    } catch {
      // The next form.
    }
  }
  return null;
}

/** The statuses of stages as expressions and people read them. */
const WORDS: Record<StageState, string> = {
  waiting: "waiting",
  active: "working",
  succeeded: "done",
  failed: "failed",
  skipped: "skipped",
  cancelled: "cancelled",
};

/** A stage as expressions see it: `stages.NAME`. */
export const inExpressions = ({ state, text, output, choice }: StageResult) => ({
  status: WORDS[state],
  state,
  result: text ?? "",
  output: output ?? null,
  choice: choice ?? "",
});

/** The stages that expressions name. */
export function stagesIn(...expressions: readonly string[]): string[] {
  const names = expressions.flatMap((each) => {
    const parsed = parseExpression(each);
    if (!parsed.ok) return [];
    return parsed.references.flatMap(({ variable, path: [name] }) =>
      variable === "stages" && name !== undefined ? [name] : [],
    );
  });
  return [...new Set(names)];
}

const MAX_RESULT = 200_000;
/** An output as the result of its stage's task. */
export const outputText = (output: unknown): string =>
  (typeof output === "string" ? output : JSON.stringify(output ?? null, null, 1)).slice(
    0,
    MAX_RESULT,
  );
