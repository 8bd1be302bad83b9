import type { QueryClient, QueryKey } from "@tanstack/react-query";
import type { Need } from "@/components/sync/gate/rereader";
import type { AgentWire } from "@/lib/agents/shapes";
import type { EventWire } from "@/lib/events/shapes";
import type { TaskEventWire } from "@/lib/tasks/shapes";
import { isNewerThan, taskBefore } from "./patch-counts";
import { patchData, patchQuery } from "./patch-data";
import { queryKeys } from "./query-keys";

type Stale = (queryKey: QueryKey, need?: Need) => void;

/** An agent in any list: as the API describes it, some with how many tasks they have. */
type Listed = Pick<AgentWire, "name" | "in_progress"> & { taskStats?: { assigned: number } };
type AgentList = { agents: Listed[] };

/** Texts that the events of agents do not carry. */
const NOT_CARRIED: readonly string[] = ["soul_content", "working_memory", "session_key"];

/** Puts what an event says of an agent into every list and onto its own screen. */
export function patchAgent(client: QueryClient, event: EventWire, stale: Stale): void {
  const name = event.agent;
  if (event.type === "agent.created" || event.type === "agent.deleted" || name === null) {
    stale(queryKeys.agents);
    if (name !== null) stale(queryKeys.agent(name));
    return;
  }
  const { changed, previous_status: _, released: __, ...carried } = event.data;
  const news = carried as Partial<AgentWire>;
  for (const query of client.getQueryCache().findAll({ queryKey: queryKeys.agents })) {
    patchQuery<AgentList>(query, (list) =>
      mapAgents(list, (agent) => (agent.name === name ? { ...agent, ...news } : agent)),
    );
    // An answer that is under way may be older than this.
    if (query.state.fetchStatus === "fetching") stale(query.queryKey);
  }
  patchData<AgentWire>(client, queryKeys.agent(name), (shown) => ({ ...shown, ...news }));
  const texts = (changed ?? []) as string[];
  if (texts.some((field) => NOT_CARRIED.includes(field))) stale(queryKeys.agent(name));
  // An agent that was renamed, or came in by another way, is in no list under this name.
  if (texts.includes("name")) stale(queryKeys.agents);
}

/** Counts what an event of a task changes in the load of its agents. */
export function patchLoads(
  client: QueryClient,
  event: EventWire,
  task: TaskEventWire,
  stale: Stale,
): void {
  const before = taskBefore(event, task);
  const is = (one: TaskEventWire | null, status: string, name: string) =>
    Number(
      one !== null && one.archived_at === null && one.status === status && one.assigned_to === name,
    );
  const names = [before?.assigned_to, task.assigned_to].filter((name) => name != null);
  const touched = names.some((name) =>
    ["in_progress", "assigned"].some(
      (status) => is(before, status, name) !== is(task, status, name),
    ),
  );
  if (!touched) return;
  const withLoad = <Agent extends Listed>(agent: Agent): Agent => {
    if (!names.includes(agent.name)) return agent;
    const grown = (status: string) => is(task, status, agent.name) - is(before, status, agent.name);
    const { taskStats } = agent;
    return {
      ...agent,
      in_progress: Math.max(0, agent.in_progress + grown("in_progress")),
      ...(taskStats && {
        taskStats: { ...taskStats, assigned: Math.max(0, taskStats.assigned + grown("assigned")) },
      }),
    };
  };
  for (const query of client.getQueryCache().findAll({ queryKey: queryKeys.agents })) {
    if (!isNewerThan(query, event)) stale(query.queryKey);
    else {
      patchQuery<AgentList>(query, (list) => mapAgents(list, withLoad));
      stale(query.queryKey, "check");
    }
  }
  for (const name of names) {
    const query = client.getQueryCache().find({ queryKey: queryKeys.agent(name) });
    if (!query) continue;
    if (!isNewerThan(query, event)) stale(query.queryKey);
    else patchQuery<AgentWire>(query, withLoad);
  }
}

function mapAgents(list: AgentList, change: (agent: Listed) => Listed): AgentList {
  const agents = list.agents.map(change);
  return agents.every((agent, index) => agent === list.agents[index]) ? list : { ...list, agents };
}
