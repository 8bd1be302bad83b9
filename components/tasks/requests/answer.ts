import type { AnswerBody } from "@/lib/requests/schema";

/** What is sent for a request. */
export type GivenAnswer = AnswerBody;

/** Whether the next request for the same tool gets the same answer: for whom, and for how many days; 0 has no end. */
export interface Remember {
  scope: "once" | "agent" | "project";
  days: number;
}

export const ASK_AGAIN: Remember = { scope: "once", days: 7 };

const DAY_SECONDS = 86_400;

/** An option, with what was typed as a note, and with what holds for the next request of its kind. */
export function optionAnswer(
  option: string,
  typed: string,
  { scope, days }: Remember,
  nowMs: number,
): GivenAnswer {
  const text = typed.trim();
  const end = days === 0 ? {} : { expires_at: Math.floor(nowMs / 1_000) + days * DAY_SECONDS };
  return {
    option,
    ...(text === "" ? {} : { text }),
    ...(scope === "once" ? {} : { remember: { scope, ...end } }),
  };
}

/** Where what is typed for a request is kept. */
export const draftPlace = (id: number) => ({ object: `request:${id}`, field: "answer" });
