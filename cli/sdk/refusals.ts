import { NotBaton, Refused, Unreachable } from "@/client/failures";
import { Failure } from "../failure";
import { BatonError } from "./errors";

/** What a call failed with, as the SDK throws it. Errors of other kinds, such as an abort's reason, stay as they are. */
export function asBatonError(error: unknown): unknown {
  if (error instanceof Unreachable) {
    return new BatonError(error.message, {
      code: error.why.startsWith("no answer within") ? "timeout" : "network",
      retryable: true,
      fix: "start Baton, or say where it is with connect({ url }) or MC_URL",
      cause: error,
    });
  }
  if (error instanceof NotBaton) {
    const fix = "check that url, or MC_URL, is the address of Baton";
    return new BatonError(error.message, { code: "not_baton", fix, cause: error });
  }
  if (error instanceof Failure) {
    const { code, fix } = error;
    return new BatonError(error.message, { code, fix, cause: error });
  }
  if (!(error instanceof Refused)) return error;
  const { status, problem, isPassing } = error;
  return new BatonError(error.message, {
    code: error.code,
    status,
    retryable: isPassing,
    fix:
      problem.fix ??
      (status === 401
        ? "give connect({ key }), or set MC_API_KEY; `mc init` saves one"
        : undefined),
    requestId: problem.request_id,
    problems: problem.problems,
    cause: error,
  });
}

/** The names of a list; refuses what is none, which a script without types may give. */
export function namesIn(given: unknown, call: string): string[] {
  if (Array.isArray(given) && given.every((name) => typeof name === "string")) return given;
  const said = typeof given === "string" ? `"${given}"` : String(given);
  const example = typeof given === "string" && given !== "" ? given : "impl";
  throw misuse(
    `${call} takes a list of agents' names, not ${said}`,
    `write the name in brackets: ["${example}"]`,
  );
}

/** A mistake of the caller, found before anything was sent. */
export const misuse = (message: string, fix: string): BatonError =>
  new BatonError(message, { code: "usage", fix });
