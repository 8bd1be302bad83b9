import { secondsOf } from "./fields";
import type { Link } from "./link";
import type { Runs } from "./types";
import type { Pace } from "./verbs";

export function paceOf(link: Link, runs: Runs): Pace {
  return {
    async every(agent, prompt, { interval, ...options }) {
      const seconds = secondsOf(interval);
      const body = { agent, prompt, seconds, project_id: await link.projectId(options) };
      return (await link.post("/api/schedules/every", { body }, options)).schedule;
    },
    async cancel(target, reason, options) {
      if (typeof target === "number") await runs.cancel(target, reason, options);
      else {
        const project = await link.projectId(options);
        const project_id = project === undefined ? undefined : String(project);
        const query = { agent: target, project_id };
        await link.request("DELETE", "/api/schedules/every", { query }, options);
      }
    },
  };
}
