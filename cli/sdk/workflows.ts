import { FileProblem, readFiles } from "../workflows/local-files";
import { BatonError, WorkflowError } from "./errors";
import type { Link } from "./link";
import { hasSystem } from "./platform";
import { misuse } from "./refusals";
import type { CallOptions, WaitOptions } from "./types";
import { untilTold } from "./wait";
import type {
  DefinedWorkflow,
  StartedWorkflow,
  StartOptions,
  WorkflowRun,
  Workflows,
} from "./workflow-types";

export function workflowsOf(link: Link): Workflows {
  /** Definitions and starts that are on their way, by workflow: what comes after them waits for them, awaited or not. */
  const pending = new Map<string, Promise<unknown>>();
  const settled = (name: string) => pending.get(name)?.catch(() => undefined);
  function inTurn<T>(name: string, work: () => Promise<T>): Promise<T> {
    const result = (async () => {
      await settled(name);
      return work();
    })();
    pending.set(name, result);
    return result;
  }

  async function define(
    name: string,
    definition: Parameters<Workflows["workflow"]>[1],
    { description, note, ...options }: NonNullable<Parameters<Workflows["workflow"]>[2]>,
  ): Promise<DefinedWorkflow> {
    const project_id = await link.projectId(options);
    const given =
      typeof definition === "string"
        ? { source: definition }
        : { definition: isStages(definition) ? { stages: definition } : definition };
    const body = { name, ...given, description, note, project_id };
    return link.post("/api/workflows", { body: body as never }, options);
  }

  const read = async (id: number, options?: CallOptions): Promise<WorkflowRun> =>
    (await link.request("GET", "/api/workflow-runs/{id}", { path: { id } as never }, options)).run;

  async function startBody(
    name: string,
    inputs: Record<string, unknown>,
    { files, folder, agent, version, priority, ...options }: StartOptions,
  ) {
    const query = version === undefined ? {} : { version: String(version) };
    const input = { path: { name }, query };
    const { workflow } = await link.request("GET", "/api/workflows/{name}", input, options);
    return {
      inputs,
      files: { ...(await localFiles(workflow.files, folder, files)), ...files },
      agent,
      version,
      priority,
      project_id: await link.projectId(options),
    };
  }

  async function start(name: string, inputs: Record<string, unknown>, options: StartOptions) {
    const body = await startBody(name, inputs, options);
    const input = { path: { name }, body };
    const answer = await link.post("/api/workflows/{name}/runs", input, options);
    if ("run" in answer) return answer.run;
    throw misuse("Baton answered without a run", "use a version of the SDK that fits this Baton");
  }

  const awaitWorkflow = (id: number, options: WaitOptions = {}): Promise<WorkflowRun> =>
    untilTold(
      link,
      { types: ["workflow"] },
      (signal) => read(id, { signal }),
      ({ status }) => status !== "running",
      options,
    );

  const running = (started: Promise<WorkflowRun>, options: WaitOptions): StartedWorkflow =>
    new Running(started, (run) => awaitWorkflow(run.id, options));

  return {
    workflow: (name, definition, options = {}) =>
      inTurn(name, () => define(name, definition, options)),
    runWorkflow: (name, inputs = {}, options = {}) => {
      const { signal, within } = options;
      return running(
        inTurn(name, () => start(name, inputs, options)),
        { signal, within },
      );
    },
    async planWorkflow(name, inputs = {}, options = {}) {
      await settled(name);
      const body = { ...(await startBody(name, inputs, options)), dry_run: true };
      const input = { path: { name }, body };
      const answer = await link.request("POST", "/api/workflows/{name}/runs", input, options);
      if ("dry_run" in answer) return answer.dry_run;
      throw misuse("Baton started the run", "use a version of the SDK that fits this Baton");
    },
    async workflowStatus(workflow, options) {
      if (typeof workflow === "number") return read(workflow, options);
      await settled(workflow);
      const input = { path: { name: workflow }, query: { limit: "1" } };
      const { runs } = await link.request("GET", "/api/workflows/{name}/runs", input, options);
      const [latest] = runs;
      if (latest) return read(latest.id, options);
      throw new BatonError(`${workflow} has not run yet`, {
        code: "not_found",
        fix: `start it: runWorkflow("${workflow}")`,
      });
    },
    awaitWorkflow,
    async cancelWorkflow(id, reason, options) {
      const input = { path: { id: String(id) }, body: { reason } };
      return (await link.post("/api/workflow-runs/{id}/cancel", input, options)).run;
    },
    retryWorkflow(id, stage, { inputs, within, ...options } = {}) {
      const input = { path: { id: String(id) }, body: { stage, inputs } };
      const retried = link.post("/api/workflow-runs/{id}/retry", input, options);
      return running(
        retried.then(({ run }) => run),
        { signal: options.signal, within },
      );
    },
    workflows: async (options) =>
      (await link.request("GET", "/api/workflows", {}, options)).workflows,
  };
}

const isStages = (value: unknown): value is readonly unknown[] => Array.isArray(value);

/** The files that nobody gave. In a browser there are none: Baton then says which are missing. */
async function localFiles(
  named: readonly string[],
  folder = ".",
  given: Record<string, string> = {},
): Promise<Record<string, string>> {
  const missing = named.filter((name) => !(name in given));
  if (missing.length === 0 || !hasSystem()) return {};
  try {
    return await readFiles(missing, [folder]);
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error;
    throw misuse(error.message, "make it, or give its text: runWorkflow(name, {}, { files })");
  }
}

/** A run that was started. Waiting for its end begins when somebody awaits it. */
class Running implements StartedWorkflow {
  readonly started: Promise<WorkflowRun>;
  readonly [Symbol.toStringTag] = "StartedWorkflow";
  readonly #wait: (run: WorkflowRun) => Promise<WorkflowRun>;
  #whole: Promise<WorkflowRun> | undefined;

  constructor(started: Promise<WorkflowRun>, wait: (run: WorkflowRun) => Promise<WorkflowRun>) {
    this.started = started;
    this.#wait = wait;
  }

  #end(): Promise<WorkflowRun> {
    this.#whole ??= this.started.then(this.#wait).then((run) => {
      if (run.status !== "succeeded") throw new WorkflowError(run);
      return run;
    });
    return this.#whole;
  }

  // biome-ignore lint/suspicious/noThenProperty: it is a promise
  then<A = WorkflowRun, B = never>(
    onEnd?: ((run: WorkflowRun) => A | PromiseLike<A>) | null,
    onFailure?: ((error: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return this.#end().then(onEnd, onFailure);
  }

  catch<B = never>(
    onFailure?: ((error: unknown) => B | PromiseLike<B>) | null,
  ): Promise<WorkflowRun | B> {
    return this.#end().catch(onFailure);
  }

  finally(onEnd?: (() => void) | null): Promise<WorkflowRun> {
    return this.#end().finally(onEnd);
  }
}
