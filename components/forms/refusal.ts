import { ended, sentence } from "@/components/format/sentence";
import { toast } from "@/components/ui/overlays/toast";
import type { ActionResult } from "@/lib/api/action";
import { callAction, mayTryAgain, type Refusal } from "./call-action";

/** Problems by field; the fields of `config` under their own names. */
export function problemsOf(refusal: Refusal | null): Record<string, string> {
  const problems = refusal?.problems ?? [];
  return Object.fromEntries(
    problems.map(({ field, rule }) => [field.replace(/^config\.|\.\d+$/g, ""), sentence(rule)]),
  );
}

/** What was refused and the way out, as sentences. */
export function messageOf({ message, fix }: Pick<Refusal, "message" | "fix">): string {
  // It may begin with a name, which is written as it is.
  return fix ? `${ended(message)} ${sentence(fix)}` : ended(message);
}

/** Calls a server action for a dialog that shows the error it catches. */
export async function orThrow<T>(send: () => Promise<ActionResult<T>>): Promise<T> {
  const answer = await callAction(send);
  if (!answer.ok) throw new Error(messageOf(answer));
  return answer.data;
}

/** Says in a toast what was refused, and offers to try again where that may help. */
export function sayFailed(refusal: Refusal, again: () => void): void {
  toast.error(messageOf(refusal), {
    ...(mayTryAgain(refusal)
      ? { duration: 10_000, action: { label: "Try again", onClick: again } }
      : {}),
  });
}
