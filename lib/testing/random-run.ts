import type { Database } from "@/lib/core/database";
import type { Plan } from "@/lib/workflows/run/plan";
import { findRun } from "@/lib/workflows/run/rows";
import type { Script } from "./naive-run";
import type { GivenStage } from "./workflows";

/** The stages of a plan as a definition has them, with expressions that say what the scripts say. */
export function stagesOf(plan: Plan, scripts: ReadonlyMap<string, Script>): GivenStage[] {
  return plan.stages.map((stage): GivenStage => {
    const script = scripts.get(stage.name) as Script;
    const isGate = script.outcomes.some((each) => each === "approved" || each === "rejected");
    const list =
      script.count === "error"
        ? "1"
        : JSON.stringify(Array.from({ length: script.count }, (_, at) => at));
    return {
      name: stage.name,
      from: [...stage.inputs],
      join: stage.join,
      on_failure: stage.onFailure,
      retry: { attempts: stage.attempts },
      ...(stage.hasCondition ? { when: script.when === "error" ? "1" : String(script.when) } : {}),
      ...(stage.many === "foreach" ? { foreach: { list }, concurrency: stage.concurrency } : {}),
      ...(stage.many === "loop"
        ? { loop: { until: `iteration >= ${script.met}`, max: Number(script.count) } }
        : {}),
      ...(isGate
        ? {
            prompt: undefined,
            approval: {
              title: "Good?",
              choices: [],
              people: [],
              ...(stage.rework ? { rework: stage.rework } : {}),
            },
          }
        : {}),
      ...(stage.end ? { prompt: undefined, end: { result: stage.end.result } } : {}),
    };
  });
}

/** How a run and each of its stages and items stands, in the form of `pictureOfNaive`. */
export async function pictureOfRun(db: Database, id: number) {
  const rows = await db.workflowStage.findMany({ where: { runId: id } });
  const found = await findRun(db, id);
  const states = rows.map(({ name, itemIndex, state, attempts }) => [
    itemIndex === null ? name : `${name}#${itemIndex}`,
    `${state} ${attempts}`,
  ]);
  return {
    status: found?.attention ?? found?.status,
    states: Object.fromEntries(states.sort()),
  };
}
