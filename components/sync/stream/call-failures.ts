/**
 * What a failed request says about the connection: the session is over, the server was not reached, or it runs a build
 * that does not know this page's actions.
 */
export type CallFailure = "signed_out" | "unreachable" | "updated";

const MEANINGS: Partial<Record<string, CallFailure>> = {
  unauthenticated: "signed_out",
  unavailable: "unreachable",
  new_build: "updated",
};

const listeners = new Set<(failure: CallFailure) => void>();

/** Listens to failed requests of this page. Returns a function that stops it. */
export function onCallFailure(listener: (failure: CallFailure) => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

/**
 * Tells the connection that a reading or an action was refused with this code, so that it looks for itself and says so in
 * one place. Codes that say nothing about the connection are ignored.
 */
export function noteCallFailure({ code }: { code: string }): void {
  const failure = MEANINGS[code];
  if (failure) for (const listener of listeners) listener(failure);
}
