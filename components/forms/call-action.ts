import { noteCallFailure } from "@/components/sync/stream/call-failures";
import type { ActionResult } from "@/lib/api/action";

export type Refusal = Extract<ActionResult<unknown>, { ok: false }>;

/** How long a server action may take before the user is told; the server may still finish it. */
const PATIENCE_MS = 60_000;

/**
 * Calls a server action and always answers: with its result, or with a refusal in words when it does not arrive, when the
 * server fails, when the session has ended, or when the page is from an older build than the server. The connection hears
 * of these refusals, and says in its bar what is wrong. Never throws.
 */
export async function callAction<T>(
  send: () => Promise<ActionResult<T>>,
): Promise<ActionResult<T>> {
  const answer = await answerOf(send);
  if (!answer.ok) noteCallFailure(answer);
  return answer;
}

async function answerOf<T>(send: () => Promise<ActionResult<T>>): Promise<ActionResult<T>> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLong = new Promise<Refusal>((resolve) => {
    timer = setTimeout(resolve, PATIENCE_MS, NO_ANSWER_YET);
  });
  try {
    // A redirect in place of a result leaves nothing: the session ended, and the server wants a sign-in.
    return (await Promise.race([send(), tooLong])) ?? SIGNED_OUT;
  } catch (error) {
    return refusalFor(error);
  } finally {
    clearTimeout(timer);
  }
}

function refusalFor(error: unknown): Refusal {
  const { name, message, digest } = Object(error) as Partial<Record<string, unknown>>;
  if (name === "UnrecognizedActionError") return NEW_BUILD;
  if (typeof digest === "string" && digest.startsWith("NEXT_REDIRECT")) return SIGNED_OUT;
  // `fetch` rejects with a TypeError when no answer came at all; everything else is an answer that was no result.
  if (name === "TypeError" || name === "AbortError") return NO_ANSWER;
  return typeof message === "string" && /fetch|network/i.test(message) ? NO_ANSWER : SERVER_FAILED;
}

const NO_ANSWER: Refusal = {
  ok: false,
  code: "unavailable",
  message: "The server does not answer",
  fix: "check your connection and try again",
};

const NO_ANSWER_YET: Refusal = {
  ok: false,
  code: "unavailable",
  message: "The server has not answered for a minute and may still do it",
  fix: "look whether it is done before you try again",
};

const SERVER_FAILED: Refusal = {
  ok: false,
  code: "unavailable",
  message: "The server failed to answer",
  fix: "try again; if it stays so, look into the server's log",
};

const SIGNED_OUT: Refusal = {
  ok: false,
  code: "unauthenticated",
  message: "Your session has ended",
  fix: "sign in again; what you typed is kept",
};

const NEW_BUILD: Refusal = {
  ok: false,
  code: "new_build",
  message: "Baton was updated since this page was opened",
  fix: "reload the page; what you typed is kept",
};

/** Whether the same call may succeed when it is simply sent again. */
export function mayTryAgain(refusal: Refusal): boolean {
  return refusal.code === "unavailable" || refusal.code === "internal";
}
