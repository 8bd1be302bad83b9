import type { ActionResult } from "@/lib/api/action";

type Refusal = Extract<ActionResult<unknown>, { ok: false }>;

/** Problems by field; the fields of `config` under their own names. */
export function problemsOf(refusal: Refusal | null): Record<string, string> {
  const problems = refusal?.problems ?? [];
  return Object.fromEntries(
    problems.map(({ field, rule }) => [field.replace(/^config\.|\.\d+$/g, ""), sentence(rule)]),
  );
}

/** The message for the form as a whole. */
export function messageOf({ message, fix }: Refusal): string {
  return fix ? `${sentence(message)} ${sentence(fix)}` : sentence(message);
}

/** For a dialog that shows the error it catches. */
export async function orThrow<T>(result: Promise<ActionResult<T>>): Promise<T> {
  const answer = await result;
  if (!answer.ok) throw new Error(messageOf(answer));
  return answer.data;
}

function sentence(words: string): string {
  const first = words.charAt(0).toUpperCase() + words.slice(1);
  return /[.!?]$/.test(first) ? first : `${first}.`;
}
