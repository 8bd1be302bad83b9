import { ApiError, apiGet } from "@/components/sync/api";
import type { TaskWire } from "@/lib/tasks/shapes";
import { filterQuery, type TaskFilter } from "./task-filter";

/** A page of GET /api/tasks. */
export interface TaskPageWire {
  tasks: TaskWire[];
  total: number;
  next_cursor: string | null;
}

/** What one request takes: GET /api/tasks/lists, and the address lines of servers and proxies. */
export const LISTS_AT_ONCE = 50;
const LONGEST = 6_000;

interface Asked {
  filter: TaskFilter;
  limit: number;
  signals: AbortSignal[];
  answers: { resolve: (page: TaskPageWire) => void; reject: (error: unknown) => void }[];
}

/** The lists that are asked for in the same moment, by their filter. */
let asked = new Map<string, Asked>();

/**
 * Reads the first page of a list of tasks. What is asked for in the same moment goes out as one request, and a list that is asked
 * for twice, for its tasks and for its total, once: a board reads all its cells by a single request.
 */
export function readFirstPage(
  filter: TaskFilter,
  limit: number,
  signal: AbortSignal,
): Promise<TaskPageWire> {
  if (asked.size === 0) setTimeout(send);
  return new Promise((resolve, reject) => {
    const key = filterQuery(filter, 0);
    const list = asked.get(key) ?? { filter, limit, signals: [], answers: [] };
    list.limit = Math.max(list.limit, limit);
    list.signals.push(signal);
    list.answers.push({ resolve, reject });
    asked.set(key, list);
  });
}

function send(): void {
  const lists = [...asked.values()].filter(({ signals }) =>
    signals.some(({ aborted }) => !aborted),
  );
  asked = new Map();
  for (const part of requestsFor(lists)) void answer(part);
}

const queryOf = ({ filter, limit }: Asked): string => filterQuery(filter, limit);

function requestsFor(lists: readonly Asked[]): Asked[][] {
  const requests: Asked[][] = [];
  let length = 0;
  for (const list of lists) {
    const more = encodeURIComponent(queryOf(list)).length;
    const last = requests.at(-1);
    if (last && last.length < LISTS_AT_ONCE && length + more <= LONGEST) last.push(list);
    else requests.push([list]);
    length = requests.at(-1)?.length === 1 ? more : length + more;
  }
  return requests;
}

async function answer(lists: readonly Asked[]): Promise<void> {
  const [only] = lists;
  if (lists.length === 1 && only) return answerOne(only);
  const together = new URLSearchParams({ lists: lists.map(queryOf).join(";") });
  try {
    const read = await apiGet<{ lists: TaskPageWire[] }>(
      `/api/tasks/lists?${together}`,
      unlessAllAbort(lists.flatMap(({ signals }) => signals)),
    );
    lists.forEach((list, at) => {
      const page = read.lists[at];
      for (const { resolve, reject } of list.answers) {
        if (page) resolve(page);
        else reject(new Error("The server's answer lacks a list"));
      }
    });
  } catch (error) {
    // One list that cannot be read, such as that below a task that was deleted, does not take the others with it.
    if (error instanceof ApiError && error.status === 400)
      for (const list of lists) void answerOne(list);
    else for (const { answers } of lists) for (const { reject } of answers) reject(error);
  }
}

async function answerOne(list: Asked): Promise<void> {
  try {
    const page = await apiGet<TaskPageWire>(
      `/api/tasks?${queryOf(list)}`,
      unlessAllAbort(list.signals),
    );
    for (const { resolve } of list.answers) resolve(page);
  } catch (error) {
    for (const { reject } of list.answers) reject(error);
  }
}

/** Aborts once nobody wants the answer any more. */
function unlessAllAbort(signals: readonly AbortSignal[]): AbortSignal {
  const abort = new AbortController();
  const check = () => {
    if (signals.every(({ aborted }) => aborted)) abort.abort();
  };
  for (const signal of signals) signal.addEventListener("abort", check, { once: true });
  return abort.signal;
}
