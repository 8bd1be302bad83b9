import { AsyncLocalStorage } from "node:async_hooks";

/** Facts about a request, collected while it is answered, for the access log, metrics and traces. */
export interface RequestRecord {
  /** The pattern of the API route, such as `/api/tasks/{id}`; null for pages and files. */
  route: string | null;
  requestId: string | null;
  actor: { kind: string; name: string } | null;
  /** Called when the response turns out to be an event stream, just before its first bytes are sent. */
  onStream: () => void;
}

const singleton = globalThis as typeof globalThis & {
  __batonRequests?: AsyncLocalStorage<RequestRecord>;
};
singleton.__batonRequests ??= new AsyncLocalStorage();
const requests = singleton.__batonRequests;

/** The record of the current request; undefined outside requests, as in jobs and route tests. */
export const currentRequest = (): RequestRecord | undefined => requests.getStore();

/** Runs `work` with `record` as its `currentRequest`. */
export const withRequest = <T>(record: RequestRecord, answer: () => T): T =>
  requests.run(record, answer);
