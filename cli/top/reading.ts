import type { Baton } from "@/client/client";
import { agoText, timeText } from "../output/values";
import type { AgentLine, Model } from "./model";
import { boardOf, requestsOf } from "./model";
import { wrapped } from "./style";

const COMMENTS = "20";

/** What is shown of an open task: why it does not go on, what is asked, what came of it, and the latest comments. */
export async function taskLines(
  baton: Baton,
  ref: string,
  columns: number,
  signal: AbortSignal,
): Promise<string[]> {
  const path = { id: ref };
  const [{ task }, { reasons }, { comments }] = await Promise.all([
    baton.call("tasks.read", { path }, { signal, patienceMs: 0 }),
    baton.call("tasks.why", { path }, { signal, patienceMs: 0 }),
    baton.call("tasks.comments", { path, query: { limit: COMMENTS } }, { signal, patienceMs: 0 }),
  ]);
  const width = Math.max(20, columns - 4);
  const part = (title: string, text: string | null): string[] =>
    text === null || text === "" ? [] : ["", title, ...indented(text, width)];
  return [
    ...indented(task.title, width),
    "",
    ...indented(
      [
        task.status.replace("_", " "),
        task.priority,
        task.assigned_to === null ? "nobody's" : `of ${task.assigned_to}`,
        `changed ${agoText(task.updated_at)} ago`,
        task.due_on === null ? "" : `due on ${task.due_on}`,
      ]
        .filter(Boolean)
        .join(" · "),
      width,
    ),
    ...reasons.flatMap(({ sentence }) => indented(sentence, width)),
    ...part("Description", task.description),
    ...part("Accepted when", task.acceptance_criteria),
    ...part("Resolution", task.resolution),
    ...part("Error", task.error_message),
    ...(comments.length === 0 ? [] : ["", "Comments"]),
    ...comments.flatMap(({ author, content, created_at }) => [
      ...indented(`${author}, ${timeText(created_at)}`, width),
      ...indented(content, width - 2).map((line) => `  ${line}`),
    ]),
  ];
}

/** What is shown of an open agent: how it is, and its tasks. */
export function agentLines(model: Model, agent: AgentLine, columns: number): string[] {
  const width = Math.max(20, columns - 4);
  const own = [...requestsOf(model), ...boardOf(model)].filter(
    ({ assigned_to }) => assigned_to === agent.name,
  );
  return [
    ...indented(
      `${agent.status} · ${agent.role} · holds ${agent.in_progress} of ${agent.max_capacity} tasks`,
      width,
    ),
    ...(agent.last_activity === null ? [] : indented(agent.last_activity, width)),
    "",
    "Its tasks",
    ...(own.length === 0 ? ["  None."] : []),
    ...own.flatMap(({ status, ticket_ref, title }) =>
      indented(`${ticket_ref}  ${status.replace("_", " ")}  ${title}`, width),
    ),
  ];
}

const indented = (text: string, width: number): string[] =>
  wrapped(text, width).map((line) => `  ${line}`);
