import type { Queryable } from "@/lib/core/database";
import { REQUEST_JOINS, REQUEST_JSON, type RequestRow } from "@/lib/requests/row";
import { wordsOf } from "@/lib/requests/rules";
import type { AskDraft } from "./asks";
import type { Draft } from "./notice-cards";

const MAX_TEXT = 600;

/** A request with what a card shows of its task, and the people whom it names. */
export type RequestFact = RequestRow & {
  priority: string | null;
  labels: string[];
  created_by: string | null;
  named: { id: number; username: string }[];
};

/** The requests with these ids as they are now. Index: requests_pkey, tasks_pkey, users_username_key. */
export async function requestFacts(db: Queryable, ids: readonly number[]): Promise<RequestFact[]> {
  if (ids.length === 0) return [];
  const rows = await db.$queryRaw<{ fact: RequestFact }[]>`
    SELECT ${REQUEST_JSON} || jsonb_build_object('priority', of.priority, 'labels', COALESCE(to_jsonb(of.labels), '[]'),
      'created_by', of.created_by, 'named', COALESCE((
        SELECT jsonb_agg(jsonb_build_object('id', u.id, 'username', u.username) ORDER BY u.id) FROM users u
        WHERE u.username = ANY(q.may_answer) AND u.disabled_at IS NULL), '[]')) AS fact
    FROM requests q ${REQUEST_JOINS}
    LEFT JOIN LATERAL (SELECT priority, labels, created_by FROM tasks WHERE tasks.id = q.task_id OFFSET 0) of ON true
    WHERE q.id = ANY(${ids}::int[])`;
  return rows.map(({ fact }) => fact);
}

/** The newest open requests, for a beginning. Index: requests_open_idx. */
export async function openRequests(db: Queryable, limit: number): Promise<number[]> {
  const rows = await db.$queryRaw<{ id: number }[]>`
    SELECT id FROM requests WHERE state = 'open' ORDER BY id DESC LIMIT ${limit}`;
  return rows.map(({ id }) => id);
}

export const subjectOfRequest = (id: number): string => `request:${id}`;

/** The request that a card is about; null for other subjects. */
export function requestIdIn(subject: string): number | null {
  const id = /^request:(\d+)$/.exec(subject)?.[1];
  return id === undefined ? null : Number(id);
}

/** The card of a request. It asks nothing once the request is closed. */
export function requestDraft(fact: RequestFact): Draft {
  const { id, project_id, task_id, ticket_ref, title, agent, created_by } = fact;
  return {
    subject: subjectOfRequest(id),
    project_id,
    task_id,
    ticket_ref,
    title,
    href: `/requests/${id}`,
    priority: fact.priority,
    labels: fact.labels,
    owners: [...(created_by === null ? [] : [created_by]), agent],
    resolution_hash: null,
    asks: fact.state === "open" ? asksOf(fact) : [],
  };
}

/** Every operator is asked, or the people whom it names; an admin where it names agents alone. */
function asksOf(fact: RequestFact): AskDraft[] {
  const base = {
    kind: "request",
    severity: "warning",
    text: textOf(fact),
    since: Date.parse(fact.created_at),
    by: null,
    options: fact.options.map(({ id, label }) => ({ id, label })),
  } as const;
  const key = subjectOfRequest(fact.id);
  if (fact.may_answer.length === 0) return [{ ...base, key, for: null, role: "operator" }];
  if (fact.named.length === 0) return [{ ...base, key, for: null, role: "admin" }];
  return fact.named.map(({ id }) => ({ ...base, key: `${key}:${id}`, for: id, role: "operator" }));
}

function textOf({ agent, body, options, proposed, tool }: RequestFact): string {
  const said = body?.trim() ?? "";
  const about = tool === null ? said : `${agent} asks permission to use ${tool}.\n${said}`.trim();
  const labels = options.map(({ id, label }) => (id === proposed ? `${label} (proposed)` : label));
  const choices = labels.length > 0 ? `Answers: ${labels.join(", ")}` : "";
  const shown = about.length > MAX_TEXT ? `${about.slice(0, MAX_TEXT - 1).trimEnd()}…` : about;
  return [shown, choices].filter((part) => part !== "").join("\n") || `${agent} asks.`;
}

/** What became of the request, in a few words. */
export function outcomeOfRequest(fact: RequestFact | null): string {
  if (fact === null) return "the question was removed";
  const { state, closed_by: by, options } = fact;
  const answer = wordsOf({ option: fact.answer_option, text: fact.answer_text }, options);
  switch (state) {
    case "answered":
      return `answered by ${by}: ${answer}`.slice(0, 200).toWellFormed();
    case "withdrawn":
      return `withdrawn by ${by}`;
    case "expired":
      return "nobody answered in time";
    case "open":
      return "asked of somebody else";
  }
}
