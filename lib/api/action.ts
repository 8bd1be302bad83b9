import { randomUUID } from "node:crypto";
import { actionContext } from "@/lib/auth/sessions/current-actor";
import type { Context } from "@/lib/core/context";
import type { FieldProblem } from "@/lib/core/errors";
import { toDomainError } from "@/lib/http/problem";

/** The result of a server action: the command's result, or a refusal in words for the user. */
export type ActionResult<T> =
  | { ok: true; data: T }
  | {
      ok: false;
      code: string;
      message: string;
      fix?: string;
      problems?: FieldProblem[];
      /** What the screen can do to recover from the refusal: see lib/auth/sessions/proof-reasons.ts. */
      reason?: string;
    };

/** Runs a command for the signed-in user and converts refusals to results, so that nothing throws into the browser. */
export async function act<T>(command: (ctx: Context) => Promise<T>): Promise<ActionResult<T>> {
  const requestId = randomUUID();
  try {
    return { ok: true, data: await command(await actionContext()) };
  } catch (thrown) {
    const error = toDomainError(thrown, requestId);
    const { fix, problems, reason } = error.details;
    return {
      ok: false,
      code: error.code,
      message: error.message,
      fix,
      problems,
      ...(typeof reason === "string" ? { reason } : {}),
    };
  }
}
