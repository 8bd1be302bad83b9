import type { Context } from "@/lib/core/context";
import { placeInWords } from "@/lib/rounds/words";
import { type Feedback, feedbackFor } from "@/lib/tasks/comments/feedback";
import { parentRefs, type Relations, relationsOf } from "@/lib/tasks/read/relations";
import type { TaskRow } from "@/lib/tasks/row";
import { LINK_CODES, PRIORITY_CODES, STATUS_CODES, TYPE_CODES } from "@/lib/tasks/tickets/codes";
import type { Answer } from "./tool";
import type { Ticket } from "./toon";

const BARE: Relations = { parent: null, children: [], comments: [], links: [] };

function toTicket(task: TaskRow, relations: Relations, feedback: Feedback[] = []): Ticket {
  return {
    id: task.ticket_ref,
    title: task.title,
    status: STATUS_CODES[task.status],
    priority: PRIORITY_CODES[task.priority],
    type: TYPE_CODES[task.type],
    execMode: task.exec_mode,
    execOrder: task.exec_order,
    labels: task.labels,
    parent: relations.parent,
    children: relations.children,
    description: task.description ?? "",
    acceptanceCriteria: task.acceptance_criteria ?? "",
    assignee: task.assigned_to ?? "",
    resolution: task.resolution ?? "",
    feedback: feedback.map(({ reviewer, notes, created_at, comments }) => ({
      reviewer,
      notes,
      at: created_at * 1000,
      comments: comments.map(({ id, state, anchor, quote, body, answers }) => ({
        id,
        state,
        where: placeInWords(anchor),
        quote,
        text: body,
        answers: answers.map((answer) => ({ ...answer, at: answer.at * 1000 })),
      })),
    })),
    comments: relations.comments.map((comment) => ({
      author: comment.author,
      text: comment.content,
      at: Date.parse(comment.created_at),
    })),
    links: relations.links.map((link) => ({ ...link, kind: LINK_CODES[link.type] })),
    archivedAt: task.archived_at === null ? null : Date.parse(task.archived_at),
    createdAt: Date.parse(task.created_at),
    updatedAt: Date.parse(task.updated_at),
  };
}

/** One task as a ticket with its feedback, comments and links. If there are very many comments, the newest, with a note where the others are. */
export async function fullTicket(ctx: Context, task: TaskRow): Promise<Answer> {
  const feedback = task.review_cycles > 0 ? await feedbackFor(ctx.db, task) : [];
  const ticket = toTicket(task, await relationsOf(ctx.db, task), feedback);
  const earlier = task.comment_count - ticket.comments.length;
  if (earlier <= 0) return { kind: "ticket", ticket };
  const text = `${earlier} earlier comments are left out: GET /api/tasks/${task.ticket_ref}/comments has them.`;
  return { kind: "ticket", ticket, more: { text, fields: { earlier_comments: earlier } } };
}

/** Tasks as entries of a list: with their parents, without description, comments and links. */
export async function summaries(ctx: Context, tasks: TaskRow[]): Promise<Ticket[]> {
  const parents = await parentRefs(ctx.db, tasks);
  return tasks.map((task) =>
    toTicket(task, { ...BARE, parent: parents.get(task.parent_id ?? 0) ?? null }),
  );
}

/** A ticket as JSON, for callers that ask for it: full names, ISO times, the etag as `updated_at`, empty fields left out. */
export function ticketToJson(ticket: Ticket): Record<string, unknown> {
  const iso = (at: number): string => new Date(at).toISOString();
  const all: Record<string, unknown> = {
    id: ticket.id,
    title: ticket.title,
    status: ticket.status,
    priority: ticket.priority,
    type: ticket.type,
    exec_mode: ticket.execMode,
    exec_order: ticket.execOrder ?? undefined,
    labels: ticket.labels,
    parent_id: ticket.parent ?? undefined,
    children: ticket.children,
    description: ticket.description || undefined,
    acceptance_criteria: ticket.acceptanceCriteria || undefined,
    assignee: ticket.assignee || undefined,
    resolution: ticket.resolution || undefined,
    feedback: ticket.feedback.map(({ reviewer, notes, at, comments }) => ({
      reviewer,
      notes,
      created_at: iso(at),
      ...(comments.length > 0 && {
        comments: comments.map(({ id, state, where, quote, text, answers }) => ({
          id,
          state,
          where,
          ...(quote !== null && { quote }),
          text,
          answers: answers.map((answer) => ({
            by: answer.by,
            state: answer.state,
            text: answer.text,
            created_at: iso(answer.at),
          })),
        })),
      }),
    })),
    comments: ticket.comments.map((c) => ({
      author: c.author,
      body: c.text,
      created_at: iso(c.at),
    })),
    links: ticket.links.map((l) => ({ from_id: l.from, to_id: l.to, link_type: l.kind })),
    archived_at: ticket.archivedAt === null ? undefined : iso(ticket.archivedAt),
    created_at: iso(ticket.createdAt),
    updated_at: iso(ticket.updatedAt),
    etag: iso(ticket.updatedAt),
  };
  return Object.fromEntries(
    Object.entries(all).filter(([, value]) => !Array.isArray(value) || value.length > 0),
  );
}
