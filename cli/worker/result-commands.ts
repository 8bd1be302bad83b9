import { Command } from "commander";
import { usage } from "../failure";
import { oneLine } from "../output/table";
import type { Globals, Open } from "../session";
import type { Result } from "./delivery";
import { resultsOf } from "./home";

interface Options {
  name?: string;
}

/** `mc worker results` and `mc worker drop`: what a worker has done and Baton does not have yet. */
export function resultCommands(open: Open): Command[] {
  const list = new Command("results")
    .description("list the results that Baton does not have yet")
    .option("--name <agent>", "the worker's agent");
  list.action(async () => {
    const { out, results } = opened(list, open);
    const all = results.all();
    if (out.json) return out.value({ results: all });
    if (all.length === 0) return out.line("Baton has all results.");
    for (const result of all) await out.line(oneLine(sentence(result)));
  });
  const drop = new Command("drop")
    .description("give up a result that Baton does not take: its task is tried again")
    .argument("<run>", "the number of its run")
    .option("--name <agent>", "the worker's agent");
  drop.action(async (run: string) => {
    const { out, results, session } = opened(drop, open);
    const result = results.get(run);
    if (result === null)
      throw usage(`no result of run ${run} waits here`, "mc worker results lists those that do");
    results.remove(run);
    const body = {
      error_class: "lost",
      error: `its result was dropped by hand${result.stuck ? `: ${result.stuck.why}` : ""}`,
    } as const;
    const baton = await session.baton();
    // Where Baton cannot take this either, the task is given out again when the run's lease runs out.
    await baton
      .call("runs.end", { path: { id: run }, body }, { patienceMs: 0 })
      .catch(() => undefined);
    return out.value({ dropped: result.run, task: result.task });
  });
  return [list, drop];
}

function opened(command: Command, open: Open) {
  const options = command.optsWithGlobals<Globals & Options>();
  const session = open(options);
  if (!options.name)
    throw usage(`${command.name()} needs the worker's name`, "such as --name dev_1");
  return { session, out: session.out, results: resultsOf(options.name, session.settings.url) };
}

function sentence({ run, task, madeAt, stuck }: Result): string {
  const what = `Run ${run}, ${task}, of ${madeAt}`;
  if (!stuck) return `${what}: on its way`;
  return `${what}: refused ${stuck.tries} times since ${stuck.since}: ${stuck.why}`;
}
