import type { ConnectOptions, Person, Runs, Tasks, Timer, Workshop } from "./types";
import { workshopOf } from "./workshop";

export { BatonError } from "./errors";
export type * from "./types";

let first: Workshop | undefined;

/**
 * Opens a connection, which has every verb. The verbs that are imported on their own use the one that the program opened first, or, where it
 * opened none, what the environment and the saved profile of `mc` say.
 */
export function connect(options: ConnectOptions = {}): Workshop {
  const workshop = workshopOf(options);
  first ??= workshop;
  return workshop;
}

function shared(): Workshop {
  first ??= workshopOf({});
  return first;
}

export const request: Workshop["request"] = (method, path, input, options) =>
  shared().request(method, path, input, options);
export const watch: Workshop["watch"] = (options) => shared().watch(options);
export const workers: Workshop["workers"] = (query, options) => shared().workers(query, options);
export const schedules: Workshop["schedules"] = (query, options) =>
  shared().schedules(query, options);

export const runs: Runs = {
  get: (...given) => shared().runs.get(...given),
  list: (...given) => shared().runs.list(...given),
  wait: (...given) => shared().runs.wait(...given),
  subscribe: (...given) => shared().runs.subscribe(...given),
  cancel: (...given) => shared().runs.cancel(...given),
};

export const tasks: Tasks = {
  create: (...given) => shared().tasks.create(...given),
  get: (...given) => shared().tasks.get(...given),
  list: (...given) => shared().tasks.list(...given),
  update: (...given) => shared().tasks.update(...given),
  comment: (...given) => shared().tasks.comment(...given),
  complete: (...given) => shared().tasks.complete(...given),
  fail: (...given) => shared().tasks.fail(...given),
  cancel: (...given) => shared().tasks.cancel(...given),
  wait: (...given) => shared().tasks.wait(...given),
};

export const person: Person = {
  ask: (...given) => shared().person.ask(...given),
  requests: (...given) => shared().person.requests(...given),
  answer: (...given) => shared().person.answer(...given),
  withdraw: (...given) => shared().person.withdraw(...given),
};

export const timer: Timer = {
  seconds: (count) => count * 1_000,
  minutes: (count) => count * 60_000,
  hours: (count) => count * 3_600_000,
};
