/** What only some places have where the SDK runs. Nothing here is reached in a browser. */

type Variables = Record<string, string | undefined>;

/** The environment; empty in a browser, and in Deno without permission to read it. */
export function environment(): Variables {
  try {
    const { process } = globalThis as { process?: { env?: Variables } };
    return { ...process?.env };
  } catch {
    return {};
  }
}

/** Whether there is a disk and there are processes: Node, Bun or Deno. */
export const hasSystem = (): boolean =>
  typeof (globalThis as { process?: { versions?: { node?: string } } }).process?.versions?.node ===
  "string";

interface Builtins {
  "node:fs": typeof import("node:fs");
  "node:os": typeof import("node:os");
  "node:path": typeof import("node:path");
  "node:url": typeof import("node:url");
  "node:readline": typeof import("node:readline");
  "node:child_process": typeof import("node:child_process");
}

/** A module of Node's own, loaded when it is needed. Its name is no literal here, so that bundlers for browsers pass it over. */
export const builtin = <Name extends keyof Builtins>(name: Name): Promise<Builtins[Name]> =>
  import(/* webpackIgnore: true */ /* @vite-ignore */ name);
