import type { Workshop } from "./types";
import { workshopOf } from "./workshop";

/** Where nobody has opened a connection: as the environment and the saved profile say. Nothing is sent before a verb is called. */
const unopened = workshopOf({});
let first: Workshop | undefined;

/** Makes this the connection of the verbs that are imported on their own, if it is the first. */
export function offer(workshop: Workshop): Workshop {
  first ??= workshop;
  return workshop;
}

/** The same, whatever was opened before. */
export function share(workshop: Workshop): void {
  first = workshop;
}

const shared = (): Workshop => first ?? unopened;

type Verb = (...given: unknown[]) => unknown;

/** A verb that finds its connection when it is called. */
export function free<Name extends keyof Workshop>(name: Name): Workshop[Name] {
  const verb: Verb = (...given) => (shared()[name] as Verb)(...given);
  return verb as Workshop[Name];
}

/** The same for verbs that belong together. */
export function freeGroup<Name extends "runs" | "tasks" | "person" | "fans">(
  name: Name,
): Workshop[Name] {
  const verbs = Object.keys(unopened[name]).map((each) => {
    const verb: Verb = (...given) =>
      (shared()[name] as unknown as Record<string, Verb>)[each]?.(...given);
    return [each, verb];
  });
  return Object.fromEntries(verbs) as Workshop[Name];
}
