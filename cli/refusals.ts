import { NotBaton, Refused, Unreachable } from "@/client/failures";
import { EXIT, Failure } from "./failure";
import type { Settings } from "./settings";

/** What a call failed with, as it is shown to the caller; errors of other kinds are returned as they are. */
export function shown(error: unknown, settings: Pick<Settings, "key" | "url">): unknown {
  if (error instanceof Unreachable) {
    return new Failure(error.message, {
      exitCode: EXIT.network,
      code: error.why.startsWith("no answer within") ? "timeout" : "network",
      retryable: true,
      fix: "start it, or say where it is with --url, MC_URL or `mc init`",
      cause: error.cause,
    });
  }
  if (error instanceof NotBaton) {
    const fix = "check that --url or MC_URL is the address of Baton";
    return new Failure(error.message, {
      exitCode: EXIT.server,
      code: "not_baton",
      fix,
      cause: error,
    });
  }
  if (!(error instanceof Refused)) return error;
  const { status, problem } = error;
  const isWithoutKey = status === 401 && settings.key === null;
  return new Failure(isWithoutKey ? "Baton asks for an API key" : error.message, {
    exitCode: exitCodeOf(status),
    code: error.code,
    retryable: error.isPassing,
    fix: isWithoutKey
      ? "set MC_API_KEY, or save one with `mc init`; an admin makes keys under Settings"
      : (problem.fix ?? waitingFix(error)),
    problems: problem.problems,
    requestId: problem.request_id,
    cause: error,
  });
}

function waitingFix({ isPassing, retryAfter }: Refused): string | undefined {
  if (!isPassing) return undefined;
  return retryAfter === null ? "try again in a moment" : `try again in ${retryAfter} s`;
}

function exitCodeOf(status: number): number {
  if (status === 401) return EXIT.unauthenticated;
  if (status === 403) return EXIT.forbidden;
  return status === 429 || status >= 500 ? EXIT.server : EXIT.usage;
}
