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

/** Reads from the API as the signed-in user. Throws `ApiError` when the API refuses or the server does not answer. */
export async function apiGet<T>(path: string, signal?: AbortSignal): Promise<T> {
  let response: Response;
  try {
    response = await fetch(path, { headers: { accept: "application/json" }, signal });
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
  const body = await response.json().catch(() => null);
  if (response.ok) return body as T;
  if (response.status === 401) noteCallFailure({ code: "unauthenticated" });
  throw new ApiError(
    response.status,
    body?.code ?? "internal",
    body?.detail ?? `The server answered ${response.status}`,
    body?.fix,
    body?.request_id,
  );
}

/** Reads all pages of a paginated list. */
export async function everyPage<T extends { next_cursor: string | null }>(
  path: string,
  signal?: AbortSignal,
): Promise<T[]> {
  const pages: T[] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const page: T = await apiGet<T>(cursor ? `${path}?cursor=${cursor}` : path, signal);
    pages.push(page);
    cursor = page.next_cursor;
  }
  return pages;
}
