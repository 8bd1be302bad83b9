import { pause } from "@/client/transport";
import { EXIT, Failure, usage } from "../failure";
import { httpFetch } from "../http";

/** A Mission Control that is read over its API. */
export interface MissionControl {
  /** Its address, without a trailing slash. */
  readonly url: string;
  /** The JSON of a path. Waits where it asks to be asked less often. */
  get(path: string): Promise<Record<string, unknown>>;
}

const TIMEOUT_MS = 30_000;
const ATTEMPTS = 6;
const LONGEST_WAIT_S = 70;

/** A client of Mission Control. It only reads. */
export function missionControl(address: string, key: string, signal: AbortSignal): MissionControl {
  if (!URL.canParse(address) || !/^https?:$/.test(new URL(address).protocol))
    throw usage(`--from ${address} is no address`, "such as --from http://127.0.0.1:3000");
  const url = address.replace(/\/+$/, "");
  return {
    url,
    async get(path) {
      for (let attempt = 1; ; attempt++) {
        const response = await ask(url, path, key, signal);
        if (response.status === 429 && attempt < ATTEMPTS) {
          const seconds = Number(response.headers.get("retry-after") ?? 10);
          await pause(Math.min(LONGEST_WAIT_S, Math.max(1, seconds || 10)) * 1_000, signal);
          continue;
        }
        return read(response, url, path);
      }
    },
  };
}

async function ask(url: string, path: string, key: string, signal: AbortSignal): Promise<Response> {
  const controller = new AbortController();
  const stop = () => controller.abort();
  signal.addEventListener("abort", stop, { once: true });
  const timer = setTimeout(stop, TIMEOUT_MS);
  try {
    const headers = { "x-api-key": key, accept: "application/json" };
    const response = await httpFetch(
      new Request(`${url}${path}`, { headers, signal: controller.signal }),
    );
    // Its body belongs to the time limit too.
    return new Response(await response.text(), {
      status: response.status,
      headers: response.headers,
    });
  } catch (cause) {
    signal.throwIfAborted();
    throw new Failure(`Mission Control does not answer at ${url}`, {
      exitCode: EXIT.network,
      code: "network",
      retryable: true,
      fix: "start it, or correct --from",
      cause,
    });
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", stop);
  }
}

async function read(
  response: Response,
  url: string,
  path: string,
): Promise<Record<string, unknown>> {
  const text = await response.text();
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    body = null;
  }
  const isObject = typeof body === "object" && body !== null;
  if (response.status === 401 || response.status === 403) {
    throw new Failure(`Mission Control refuses the key for ${path}`, {
      exitCode: response.status === 401 ? EXIT.unauthenticated : EXIT.forbidden,
      code: "source_refused",
      fix: "give an admin's key with --from-key or MISSION_CONTROL_KEY",
    });
  }
  if (response.status >= 400 || !isObject) {
    const said =
      isObject && "error" in (body as object) ? `: ${(body as { error: unknown }).error}` : "";
    throw new Failure(
      `${url} answers ${response.status} to ${path}, not as Mission Control does${said}`,
      {
        exitCode: EXIT.server,
        code: "not_mission_control",
        fix: "check that --from is the address of Mission Control",
      },
    );
  }
  return body as Record<string, unknown>;
}

export type Row = Record<string, unknown>;

const rowsOf = (body: Row, name: string): Row[] => {
  const rows = body[name];
  return Array.isArray(rows)
    ? rows.filter((row): row is Row => typeof row === "object" && row !== null)
    : [];
};

const PAGE = 200;
const PASSES = 3;

/** Projects, archived ones too. */
export async function readProjects(source: MissionControl): Promise<Row[]> {
  return rowsOf(await source.get("/api/projects?includeArchived=1"), "projects");
}

export async function readAgents(source: MissionControl): Promise<Row[]> {
  return readPages(source, "agents", "/api/agents?show_hidden=true");
}

export async function readTasks(
  source: MissionControl,
  onProgress: (done: number) => void,
): Promise<Row[]> {
  return readPages(source, "tasks", "/api/tasks?", onProgress);
}

/**
 * All rows of a list. Its pages move while others write, so it is read again until as many were seen as there are.
 */
async function readPages(
  source: MissionControl,
  name: string,
  path: string,
  onProgress: (done: number) => void = () => undefined,
): Promise<Row[]> {
  const seen = new Map<number, Row>();
  for (let pass = 1; ; pass++) {
    let total = 0;
    for (let offset = 0; ; offset += PAGE) {
      const body = await source.get(`${path}&limit=${PAGE}&offset=${offset}`.replace("?&", "?"));
      const rows = rowsOf(body, name);
      for (const row of rows) seen.set(Number(row.id), row);
      total = Number(body.total ?? seen.size);
      onProgress(seen.size);
      if (rows.length < PAGE) break;
    }
    if (seen.size >= total || pass === PASSES)
      return [...seen.values()].sort((a, b) => Number(a.id) - Number(b.id));
  }
}

/** The comments of a task, answers after what they answer. */
export async function readComments(source: MissionControl, task: number): Promise<Row[]> {
  const flat = (rows: Row[]): Row[] =>
    rows.flatMap((row) => [row, ...flat(rowsOf(row, "replies"))]);
  return flat(rowsOf(await source.get(`/api/tasks/${task}/comments`), "comments"));
}

const AT_ONCE = 100;

/** Which of these tasks have verdicts. */
export async function tasksWithReviews(source: MissionControl, tasks: number[]): Promise<number[]> {
  const found: number[] = [];
  for (let first = 0; first < tasks.length; first += AT_ONCE) {
    const ids = tasks.slice(first, first + AT_ONCE);
    const { latest } = await source.get(`/api/quality-review?taskIds=${ids.join(",")}`);
    const known = (typeof latest === "object" && latest !== null ? latest : {}) as Row;
    found.push(...ids.filter((id) => known[String(id)] != null));
  }
  return found;
}

/** The newest verdicts of a task, the oldest of them first. */
export async function readReviews(source: MissionControl, task: number): Promise<Row[]> {
  const rows = rowsOf(await source.get(`/api/quality-review?taskId=${task}`), "reviews");
  return rows.sort((a, b) => Number(a.id) - Number(b.id));
}

/** Every report of tokens. */
export async function readTokens(source: MissionControl): Promise<Row[]> {
  return rowsOf(await source.get("/api/tokens?action=export&format=json&timeframe=all"), "usage");
}
