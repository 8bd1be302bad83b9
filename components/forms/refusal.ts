import type { ActionResult } from "@/lib/api/action";
import { callAction, type Refusal } from "./call-action";

/** Problems by field; the fields of `config` under their own names. */
export function problemsOf(refusal: Refusal | null): Record<string, string> {
  const problems = refusal?.problems ?? [];
  return Object.fromEntries(
    problems.map(({ field, rule }) => [field.replace(/^config\.|\.\d+$/g, ""), sentence(rule)]),
  );
}

/** What was refused and the way out, as sentences. */
export function messageOf({ message, fix }: Pick<Refusal, "message" | "fix">): string {
  return fix ? `${sentence(message)} ${sentence(fix)}` : sentence(message);
}

/** Calls a server action for a dialog that shows the error it catches. */
export async function orThrow<T>(send: () => Promise<ActionResult<T>>): Promise<T> {
  const answer = await callAction(send);
  if (!answer.ok) throw new Error(messageOf(answer));
  return answer.data;
}

/** With a full stop at its end and a capital letter at its beginning, unless that is the reference of a task. */
export function sentence(words: string): string {
  const isReference = /^[a-z][\w-]*-\d/.test(words);
  const first = isReference ? words : words.charAt(0).toUpperCase() + words.slice(1);
  return /[.!?]$/.test(first) ? first : `${first}.`;
}
