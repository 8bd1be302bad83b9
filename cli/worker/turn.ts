import type { Answer } from "@/client/client";
import type { Claim } from "./claim";
import type { Limits } from "./process";

type Begun = Answer<"runs.begin">;

/** Where the session of a conversation is kept, beside those of tasks; null for a turn that stands alone. */
export const sessionOf = ({ conversation }: Pick<Begun, "conversation">): string | null =>
  conversation === null ? null : `conversation-${conversation.id}`;

/** The time that a turn has left, or that the agent's profile gives; but no program works for longer than its worker lets it. */
export function limitsOf(seconds: readonly (number | null)[], limits: Limits): Limits {
  const given = seconds.flatMap((each) => (each === null ? [] : each * 1_000));
  return { ...limits, timeoutMs: Math.min(limits.timeoutMs, ...given) };
}

/**
 * What a program is told in a turn. One that does not remember the conversation is told what was said before; one that is called again
 * because it was answered is told the answers.
 */
export function turnPrompt(
  { prompt, history }: Pick<Begun, "prompt" | "history">,
  { run, answers }: Pick<Claim, "run" | "answers">,
  remembers: boolean,
): string {
  const before = remembers
    ? []
    : history.map((said) => `You were asked:\n\n${said.prompt}\n\nYou answered:\n\n${said.output}`);
  const heard = answers
    .filter(({ run_id }) => run_id === run)
    .map(({ title, label, text, closed_by: by }) => {
      const said = [label, text].filter(Boolean).join(": ") || "(no answer)";
      return `Answer of ${by ?? "nobody"} to "${title}": ${said}`;
    });
  return [
    ...(before.length > 0 ? ["# Earlier in this conversation", ...before, "# Now"] : []),
    prompt,
    ...heard,
  ].join("\n\n");
}
