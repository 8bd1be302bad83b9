import { linkTo } from "./link";
import { personOf } from "./person";
import { runsOf } from "./runs";
import { tasksOf } from "./tasks";
import type { ConnectOptions, Workshop } from "./types";
import { watch } from "./watch";

/** The verbs over one connection. Nothing is sent before the first of them is called. */
export function workshopOf(options: ConnectOptions): Workshop {
  const link = linkTo(options);
  return {
    request: link.request,
    runs: runsOf(link),
    tasks: tasksOf(link),
    person: personOf(link),
    watch: (watching) => watch(link, watching),
    async workers(query = {}, given) {
      return (await link.request("GET", "/api/workers", { query }, given)).workers;
    },
    async schedules(query = {}, given) {
      return (await link.request("GET", "/api/schedules", { query }, given)).schedules;
    },
  };
}
