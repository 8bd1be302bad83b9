import type { Stage } from "@/lib/workflows/definition/schema";
import { onlyExpression } from "@/lib/workflows/definition/template";
import type { Beginning } from "./begin";
import { msOf } from "./compiled";
import type { Answer } from "./rules";

type Evaluate = (expression: string) => Answer<unknown>;

const ISO = /^\d{4}-\d\d-\d\d/;
const MOST_WAIT_MS = 366 * 86_400_000;

/** How a stage of kind wait begins. */
export function waiting({ wait }: Stage, evaluate: Evaluate, base: Beginning): Answer<Beginning> {
  if (!wait) return { value: base };
  if ("for" in wait) return { value: { ...base, dueInMs: msOf(wait.for) } };
  if ("until" in wait) {
    const text = ISO.test(wait.until) ? wait.until : null;
    const answer: Answer<unknown> = text === null ? evaluate(bare(wait.until)) : { value: text };
    if ("error" in answer) return { error: `wait.until: ${answer.error}` };
    const at = answer.value instanceof Date ? answer.value : new Date(String(answer.value));
    if (Number.isNaN(at.getTime()))
      return { error: `wait.until: ${JSON.stringify(answer.value)} is no time` };
    if (at.getTime() - Date.now() > MOST_WAIT_MS)
      return { error: "wait.until: is more than a year away" };
    return { value: { ...base, dueInMs: null, dueAt: at } };
  }
  if ("event" in wait)
    return { value: { ...base, wait: { event: wait.event, where: wait.where ?? null } } };
  const text = String(wait.task);
  if (/^([A-Za-z][A-Za-z0-9]*-)?\d+$/.test(text))
    return { value: { ...base, wait: { task: text } } };
  const answer = evaluate(bare(text));
  if ("error" in answer) return { error: `wait.task: ${answer.error}` };
  return { value: { ...base, wait: { task: String(answer.value) } } };
}

/** An expression without the braces that some write around it. */
const bare = (text: string): string => onlyExpression(text) ?? text;
