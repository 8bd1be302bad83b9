import { noteCallFailure } from "./stream/call-failures";

/** A refusal by the API, with its advice on what to do. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly fix: string | undefined;
  readonly requestId: string | undefined;

  constructor(
    status: number,
    code: string,
    message: string,
    fix: string | undefined,
    requestId: string | undefined,
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.fix = fix;
    this.requestId = requestId;
    this.name = "ApiError";
  }
}

/** What no reading takes. A connection that is dead without a word would keep its reading under way for ever. */
const ANSWER_WITHIN_MS = 60_000;

/**
 * Reads from the API as the signed-in user. Throws `ApiError` when the API refuses, or the server does not answer within
 * a minute.
 */
export async function apiGet<T>(path: string, signal?: AbortSignal): Promise<T> {
  const late = AbortSignal.timeout(ANSWER_WITHIN_MS);
  let response: Response;
  let text: string;
  try {
    response = await fetch(path, {
      headers: { accept: "application/json" },
      signal: signal ? AbortSignal.any([signal, late]) : late,
    });
    text = await response.text();
  } catch (error) {
    if (signal?.aborted) throw error;
    noteCallFailure({ code: "unavailable" });
    throw new ApiError(
      503,
      "unavailable",
      "The server does not answer",
      "check your connection",
      undefined,
    );
  }
  const body = parsed(text);
  if (response.ok && body) return body as T;
  if (response.status === 401) noteCallFailure({ code: "unauthenticated" });
  throw new ApiError(
    response.ok ? 502 : response.status,
    body?.code ?? "internal",
    body?.detail ??
      (response.ok
        ? "The server's answer cannot be read"
        : `The server answered ${response.status}`),
    body?.fix,
    body?.request_id,
  );
}

interface Refusal {
  code?: string;
  detail?: string;
  fix?: string;
  request_id?: string;
}

/** What the text says, unless a proxy answered in a language of its own. */
function parsed(text: string): Refusal | null {
  try {
    return JSON.parse(text) as Refusal;
  } catch {
    return null;
  }
}

/** Reads all pages of a list that is paged by cursor. The path may have a query. */
export async function everyPage<T extends { next_cursor: string | null }>(
  path: string,
  signal?: AbortSignal,
): Promise<T[]> {
  const pages: T[] = [];
  const sign = path.includes("?") ? "&" : "?";
  for (let cursor: string | null = ""; cursor !== null; ) {
    const page: T = await apiGet<T>(cursor ? `${path}${sign}cursor=${cursor}` : path, signal);
    pages.push(page);
    cursor = page.next_cursor;
  }
  return pages;
}

const AGENTS_PAGE = 200;

/** Reads every agent; their list is paged by offset. */
export async function everyAgent<T>(signal?: AbortSignal): Promise<{ agents: T[] }> {
  const agents: T[] = [];
  for (;;) {
    const page = await apiGet<{ agents: T[]; total: number }>(
      `/api/agents?limit=${AGENTS_PAGE}&offset=${agents.length}`,
      signal,
    );
    agents.push(...page.agents);
    if (page.agents.length === 0 || agents.length >= page.total) return { agents };
  }
}
