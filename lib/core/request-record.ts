import { AsyncLocalStorage } from "node:async_hooks";

/** What is learnt about a request while it is answered, for the access log, the metrics and traces. */
export interface RequestRecord {
  /** The pattern of the API route, such as `/api/tasks/{id}`; null for pages and files. */
  route: string | null;
  requestId: string | null;
  actor: { kind: string; name: string } | null;
  /** Called once the answer is known to be an event stream, when its first bytes are about to be sent. */
  onStream: () => void;
}

const singleton = globalThis as typeof globalThis & {
  __batonRequests?: AsyncLocalStorage<RequestRecord>;
};
singleton.__batonRequests ??= new AsyncLocalStorage();
const requests = singleton.__batonRequests;

/** The record of the request being answered; undefined outside requests, as in jobs and tests of routes. */
export const currentRequest = (): RequestRecord | undefined => requests.getStore();

/** Answers a request with `record` as its `currentRequest`. */
export const withRequest = <T>(record: RequestRecord, answer: () => T): T =>
  requests.run(record, answer);
