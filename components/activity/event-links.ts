import { agentHref } from "@/components/shell/nav";
import { taskRefOf } from "@/lib/activity/describe";
import type { EventWire } from "@/lib/events/shapes";

/** The address of one event. */
export const eventHref = (id: number): string => `/activity?event=${id}`;

/** The page of what an event is about; null if there is none, as for what was deleted. */
export function objectHref(event: EventWire): string | null {
  const { type, data, agent } = event;
  if (type === "task.deleted" || type === "agent.deleted" || type === "project.deleted")
    return null;
  if (type.startsWith("request.")) {
    const { id } = Object(data.request) as { id?: number };
    return id ? `/inbox?request=${id}` : "/inbox";
  }
  if (type.startsWith("run.") && event.run_id !== null) return `/runs/${event.run_id}`;
  const ref = taskRefOf(event);
  if (ref !== null && !type.startsWith("schedule.")) {
    const { id } = Object(data.comment) as { id?: number };
    return type === "task.commented" && id ? `/tasks/${ref}#comment-${id}` : `/tasks/${ref}`;
  }
  const [area = ""] = type.split(".");
  if (area === "agent" && agent !== null) return agentHref(agent);
  if (area === "schedule") {
    const { id } = Object(data.schedule) as { id?: number };
    return type === "schedule.deleted" || !id ? "/schedules" : `/schedules?open=${id}`;
  }
  return PAGES[area] ?? null;
}

const PAGES: Record<string, string> = {
  worker: "/workers",
  profile: "/profiles",
  project: "/settings?tab=projects",
  runtime: "/settings?tab=runtimes",
  settings: "/settings",
  auth: "/settings?tab=users",
  webhook: "/settings?tab=webhooks",
  trigger: "/settings?tab=triggers",
  backup: "/settings?tab=scheduler",
};
