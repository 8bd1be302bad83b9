import type { RunElk } from "./layered";

let started: Promise<RunElk> | undefined;

/**
 * Lays a graph out in elk's worker, which starts with the first graph that needs it. Rejects when the worker cannot be
 * loaded or stops; the next graph then starts another.
 */
export const runElk: RunElk = async (graph) => {
  started ??= start();
  try {
    return await (await started)(graph);
  } catch (error) {
    started = undefined;
    throw error;
  }
};

async function start(): Promise<RunElk> {
  const { default: ELK } = await import("elkjs/lib/elk-api.js");
  // Elk itself never hears of a worker that fails, and would wait for ever.
  const { promise: failure, reject } = Promise.withResolvers<never>();
  failure.catch(() => {});
  const elk = new ELK({
    workerFactory: () => {
      const worker = new Worker(new URL("./layout.worker.ts", import.meta.url), { type: "module" });
      worker.addEventListener("error", () => reject(new Error("The layout stopped")));
      return worker;
    },
  });
  return (graph) => Promise.race([elk.layout(graph), failure]);
}
