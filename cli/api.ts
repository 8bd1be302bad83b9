import pRetry from "p-retry";
import { EXIT, Failure } from "./failure";
import type { Settings } from "./settings";

export interface Api {
  /**
   * Calls Baton and returns the JSON of a successful answer; anything else throws a `Failure`. With `again`, which is only for requests
   * that may safely be sent twice, it retries for half a minute while Baton does not answer.
   */
  call<T>(method: string, path: string, body?: unknown, options?: { again?: boolean }): Promise<T>;
}

const PATIENCE_MS = 30_000;
const PAUSE_MS = 500;

export function apiOf(settings: Settings): Api {
  return {
    async call<T>(method: string, path: string, body?: unknown, options: { again?: boolean } = {}) {
      return pRetry(() => callOnce(settings, method, path, body) as Promise<T>, {
        maxRetryTime: PATIENCE_MS,
        retries: Number.POSITIVE_INFINITY,
        minTimeout: PAUSE_MS,
        factor: 1,
        shouldRetry: ({ error }) => options.again === true && isPassing(error),
      });
    },
  };
}

/** Whether to retry: the server, or a proxy in front of it, is restarting. */
function isPassing(error: unknown): boolean {
  return error instanceof Failure && error.exitCode === EXIT.unreachable;
}

async function callOnce(
  settings: Settings,
  method: string,
  path: string,
  body: unknown,
): Promise<unknown> {
  let response: Response;
  let text: string;
  try {
    response = await fetch(`${settings.url}${path}`, {
      method,
      headers: {
        accept: "application/json",
        ...(settings.key === null ? {} : { authorization: `Bearer ${settings.key}` }),
        ...(settings.agent === null ? {} : { "x-agent-name": settings.agent }),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    text = await response.text();
  } catch (error) {
    throw unreachable(settings.url, error);
  }
  const answer = jsonOf(text);
  if (response.ok && answer !== undefined) return answer;
  throw refusal(settings, response.status, answer);
}

/** The failure when Baton did not answer at all. */
export function unreachable(url: string, error: unknown): Failure {
  const cause = (error as { cause?: { code?: string; message?: string } }).cause;
  const why = cause?.code ?? cause?.message ?? (error as Error).message;
  return new Failure(`Baton does not answer at ${url} (${why})`, {
    exitCode: EXIT.unreachable,
    fix: "start it, or set MC_URL to where it is",
  });
}

/** A refusal as a failure. Baton's problem documents say what to do. */
export function refusal(settings: Settings, status: number, answer: unknown): Failure {
  const problem = (answer ?? {}) as { detail?: string; fix?: string; details?: { fix?: string } };
  const said = problem.detail ?? `${settings.url} answered ${status}`;
  const fix = problem.fix ?? problem.details?.fix;
  if (status === 401 && settings.key === null) {
    return new Failure("Baton asks for an API key", {
      exitCode: EXIT.notAllowed,
      fix: "set MC_API_KEY; an admin makes keys under Settings",
    });
  }
  if (status === 401 || status === 403) {
    return new Failure(said, { exitCode: EXIT.notAllowed, fix });
  }
  if ([502, 503, 504].includes(status)) {
    return new Failure(said, { exitCode: EXIT.unreachable, fix: fix ?? "try again in a moment" });
  }
  if (problem.detail === undefined) {
    return new Failure(said, { fix: "check that MC_URL is the address of Baton" });
  }
  return new Failure(said, { fix });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
