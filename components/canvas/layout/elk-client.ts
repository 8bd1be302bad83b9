import type { RunElk } from "./layered";

let started: Promise<RunElk> | undefined;

/** Lays a graph out in elk's worker, which starts with the first graph that needs it. */
export const runElk: RunElk = async (graph) => {
  started ??= start();
  return (await started)(graph);
};

async function start(): Promise<RunElk> {
  const { default: ELK } = await import("elkjs/lib/elk-api.js");
  const elk = new ELK({
    workerFactory: () =>
      new Worker(new URL("./layout.worker.ts", import.meta.url), { type: "module" }),
  });
  return (graph) => elk.layout(graph);
}
