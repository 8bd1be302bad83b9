import { boardOf } from "./board";
import { startBoardWorker } from "./board-worker";
import { linkTo } from "./link";
import { paceOf } from "./pace";
import { personOf } from "./person";
import { runsOf } from "./runs";
import { tasksOf } from "./tasks";
import { storeOf, teamOf } from "./team";
import { turnsOf } from "./turns";
import type { ConnectOptions, Workshop } from "./types";
import { watch } from "./watch";
import { workflowsOf } from "./workflows";

/** What a place that the verbs are used in brings along. */
export interface Surroundings {
  /** The signal that counts where a call is given none. */
  signal?: () => AbortSignal | undefined;
  /** The file of the command line. */
  mc?: string;
}

/** The verbs over one connection. Nothing is sent before the first of them is called. */
export function workshopOf(options: ConnectOptions, { signal, mc }: Surroundings = {}): Workshop {
  const link = linkTo(options, signal);
  const runs = runsOf(link);
  const team = teamOf(link);
  return {
    request: link.request,
    runs,
    tasks: tasksOf(link),
    person: personOf(link),
    ...turnsOf(link, runs),
    ...boardOf(link),
    ...team,
    ...storeOf(link),
    ...paceOf(link, runs),
    ...workflowsOf(link),
    watch: (watching) => watch(link, watching),
    boardWorker: (name, type, working = {}) =>
      startBoardWorker(link, team, name, type, { mc, ...working }),
    async workers(query = {}, given) {
      return (await link.request("GET", "/api/workers", { query }, given)).workers;
    },
    async schedules(query = {}, given) {
      return (await link.request("GET", "/api/schedules", { query }, given)).schedules;
    },
    async budget(given) {
      return await link.request("GET", "/api/budgets", {}, given);
    },
  };
}
