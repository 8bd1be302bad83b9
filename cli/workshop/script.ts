import module from "node:module";
import { pathToFileURL } from "node:url";
import { EXIT, Failure, usage } from "../failure";
import { harmless } from "../output/table";
import { BatonError } from "../sdk/index";
import { SHARED, VERB_NAMES } from "./verbs";

/** The version from which Node runs TypeScript by itself. */
const NEEDED = [22, 18] as const;

/** Whether this Node can run scripts with types. */
export function runsTypeScript(version = process.versions.node): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major === 23) return minor >= 6;
  return major > NEEDED[0] || (major === NEEDED[0] && minor >= NEEDED[1]);
}

export const needsNewerNode = (file: string): boolean => !runsTypeScript() && /\.m?ts$/.test(file);

export const newerNode = (): Failure =>
  usage(
    `Node ${process.versions.node} does not run TypeScript`,
    `take Node ${NEEDED.join(".")} or newer, mc where Baton is installed, or JavaScript`,
  );

/** Runs a script as a module, and resolves to its exports. A verb that failed in it fails it with its own sentence. */
export async function runScript(file: string): Promise<object> {
  offerSdk();
  try {
    return await import(pathToFileURL(file).href);
  } catch (error) {
    throw failureOf(error, file);
  }
}

function failureOf(error: unknown, file: string): unknown {
  if (error instanceof Failure || !(error instanceof Error)) return error;
  if (error instanceof BatonError) {
    const { code, fix, retryable, requestId, status, message } = error;
    const exitCode =
      status === 401 ? EXIT.unauthenticated : status === 403 ? EXIT.forbidden : EXIT.usage;
    return new Failure(message, { code, fix, retryable, requestId, exitCode, cause: error });
  }
  console.error(harmless(error.stack ?? error.message));
  return new Failure(`${file} failed: ${error.message}`, { code: "script_failed", cause: error });
}

const NAME = "baton/sdk";
const ADDRESS = "baton:sdk";
let isOffered = false;

/** Lets a script import `baton/sdk`, wherever it is: it gets the verbs that are there already. */
function offerSdk(): void {
  if (isOffered || typeof module.registerHooks !== "function") return;
  isOffered = true;
  const shared = `globalThis[Symbol.for(${JSON.stringify(SHARED.description)})]`;
  const source = VERB_NAMES.map((name) => `export const ${name} = ${shared}.${name};`).join("\n");
  module.registerHooks({
    resolve: (specifier, context, next) =>
      specifier === NAME ? { url: ADDRESS, shortCircuit: true } : next(specifier, context),
    load: (url, context, next) =>
      url === ADDRESS ? { format: "module", source, shortCircuit: true } : next(url, context),
  });
}
