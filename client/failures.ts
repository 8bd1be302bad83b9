/** A field that breaks a rule. */
export interface FieldProblem {
  field: string;
  rule: string;
}

/** Baton's problem document, as far as clients act on it. */
export interface Problem {
  code: string;
  detail: string;
  fix?: string;
  problems?: FieldProblem[];
  request_id?: string;
}

const PASSING = [429, 502, 503, 504];

/** Baton, or a proxy in front of it, refused a request. */
export class Refused extends Error {
  readonly status: number;
  readonly problem: Problem;
  /** From the header `Retry-After`, in seconds; null without one. */
  readonly retryAfter: number | null;

  constructor(status: number, problem: Problem, retryAfter: number | null = null) {
    super(problem.detail);
    this.name = "Refused";
    this.status = status;
    this.problem = problem;
    this.retryAfter = retryAfter;
  }

  get code(): string {
    return this.problem.code;
  }

  /** Whether the same request may succeed later. */
  get isPassing(): boolean {
    return PASSING.includes(this.status);
  }
}

/** Baton did not answer, or its answer broke off. */
export class Unreachable extends Error {
  /** The system's code, such as ECONNREFUSED, or `timeout`. */
  readonly why: string;

  constructor(url: string, cause: unknown) {
    const why = reasonOf(cause);
    super(`Baton does not answer at ${url} (${why})`, { cause });
    this.name = "Unreachable";
    this.why = why;
  }
}

/** What answered with success is not Baton. */
export class NotBaton extends Error {
  constructor(url: string, found: string) {
    super(`${url} answers, but not as Baton does: ${found}`);
    this.name = "NotBaton";
  }
}

/** Reads a refusal. */
export async function refusedBy(response: Response): Promise<Refused> {
  return refusedWith(response, await response.text().catch(() => ""));
}

/** The same for a response whose body was read. A body that is no problem document, as of a proxy, is described by its status. */
export function refusedWith({ status, headers }: Response, text: string): Refused {
  const seconds = Number(headers.get("retry-after") ?? Number.NaN);
  const retryAfter = Number.isFinite(seconds) && seconds >= 0 ? seconds : null;
  const place = headers.get("location");
  const problem =
    problemIn(text) ??
    (status < 400 && place !== null
      ? { code: "moved", detail: `Baton is not here but at ${place}`, fix: "use that address" }
      : { code: `http_${status}`, detail: `Baton answered ${status}` });
  return new Refused(status, problem, retryAfter);
}

function problemIn(text: string): Problem | null {
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body !== "object" || body === null || !("detail" in body)) return null;
    const problem = body as Partial<Problem>;
    return { ...problem, code: problem.code ?? "unknown", detail: String(problem.detail) };
  } catch {
    return null;
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error as { cause?: { code?: string; message?: string } };
  return cause?.code ?? (cause?.message || error.message);
}
