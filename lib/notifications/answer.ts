import { authorize } from "@/lib/auth/permissions";
import { mayAnswer } from "@/lib/auth/requests";
import type { Actor, Role } from "@/lib/core/actor";
import type { Context, TxContext } from "@/lib/core/context";
import { DomainError } from "@/lib/core/errors";
import { lockNamed } from "@/lib/core/locks";
import { answerRequest } from "@/lib/requests/answer";
import { findRequest } from "@/lib/requests/find";
import { recordVerdict } from "@/lib/reviews/record";
import { MAX_NOTES } from "@/lib/reviews/schema";
import { queueDeliveries } from "./deliveries-due";
import type { LinkAction } from "./kinds";
import { hashOf } from "./links";

/** What a link is about, for its page. */
export interface LinkView {
  action: LinkAction;
  /** Who answers by it. */
  person: string;
  ticketRef: string | null;
  title: string;
  projectName: string | null;
  worker: string | null;
  /** What is judged or asked, or the address to be confirmed. */
  text: string;
  /** What the link answers to a question; null if the answer is to be written. */
  answer?: string | null;
  /** The page in Baton. */
  href: string | null;
}

/** What becomes of a link when it is opened, or used. */
export type LinkState =
  | { state: "ready"; view: LinkView }
  | { state: "done"; view: LinkView; message: string }
  /** Something is missing from what was sent: nothing was done. */
  | { state: "incomplete"; view: LinkView; message: string }
  /** It does nothing, and never will. */
  | {
      state: "unknown" | "used" | "expired" | "forbidden" | "changed";
      message: string;
      href: string | null;
    };

interface LinkRow {
  id: bigint;
  action: LinkAction;
  user_id: number;
  username: string;
  display_name: string;
  role: Role;
  disabled: boolean;
  /** The person was signed out everywhere since it was sent. */
  signed_out: boolean;
  card_id: number | null;
  channel_id: number | null;
  task_id: number | null;
  resolution_hash: string | null;
  asked_at: string | null;
  request_id: number | null;
  option: string | null;
  expires_at: Date;
  used_at: Date | null;
  used_for: LinkAction | null;
}

/** What a link would do now. Changes nothing, so whoever follows links by machine does no harm. */
export async function viewLink(ctx: Context, token: string): Promise<LinkState> {
  return ctx.transaction((tx) => look(tx, token, { lock: false }));
}

/**
 * Does what a link is for, as the person it was sent to: once, while it has not ended, while that person may, and only for the work it
 * was sent for. Using it spends the links beside it.
 */
export async function useLink(
  ctx: Context,
  token: string,
  input: { notes: string },
): Promise<LinkState> {
  try {
    return await ctx.transaction(async (tx) => {
      const found = await look(tx, token, { lock: true });
      if (found.state !== "ready") return found;
      const { view, link } = found;
      if (link.action === "confirm") return confirm(tx, link, view);
      const notes = input.notes.trim();
      const problem = notesProblem(link, notes);
      if (problem !== null) return { state: "incomplete", view, message: problem };
      if (link.action === "answer") return answer(tx, link, view, notes);
      return judge(tx, link, view, notes);
    });
  } catch (error) {
    // Somebody was faster, between the look at the task and its lock. The transaction undid the rest.
    if (error instanceof DomainError && error.code === "conflict")
      return { state: "changed", message: changed(error.message), href: null };
    if (error instanceof DomainError && error.code === "forbidden")
      return { state: "forbidden", message: `${error.message} Nothing was done.`, href: null };
    throw error;
  }
}

function notesProblem({ action, option }: LinkRow, notes: string): string | null {
  if (notes.length > MAX_NOTES) return `Write at most ${MAX_NOTES} characters.`;
  if (action === "reject" && notes === "") return "Write what is missing: the agent reads it.";
  if (action === "answer" && option === null && notes === "")
    return "Write your answer: the agent goes on with it.";
  return null;
}

const changed = (message: string): string => `${message.replace(/[.!]?$/, ".")} Nothing was done.`;

type Found =
  | Exclude<LinkState, { state: "ready" }>
  | { state: "ready"; view: LinkView; link: LinkRow };

/** The link and what it is about, if it can be used. Index: notification_links_token_hash_key. */
async function look(tx: TxContext, token: string, { lock }: { lock: boolean }): Promise<Found> {
  const hash = hashOf(token);
  if (lock) {
    // A person's links one after the other: each use spends the links beside it.
    const known = await tx.db.notificationLink.findUnique({
      where: { tokenHash: hash },
      select: { userId: true },
    });
    if (known) await lockNamed(tx.db, `user:${known.userId}`);
  }
  const [link] = await tx.db.$queryRaw<LinkRow[]>`
    SELECT l.id, l.action, l.user_id, l.card_id, l.channel_id, l.task_id, l.resolution_hash, l.asked_at, l.request_id, l.option, l.expires_at, l.used_at,
      l.used_for, u.username, u.display_name, u.role, u.disabled_at IS NOT NULL AS disabled,
      l.session_epoch <> u.session_epoch AS signed_out
    FROM notification_links l JOIN users u ON u.id = l.user_id WHERE l.token_hash = ${hash}`;
  if (!link) {
    const message = "This link is not known. It may have been cut off, or ended long ago.";
    return { state: "unknown", message, href: null };
  }
  if (link.used_at !== null) {
    const as = link.used_for === null ? "" : ` to ${link.used_for}`;
    const message = `This link, or one beside it, was already used${as}. It works once.`;
    return { state: "used", message, href: await hrefOf(tx, link) };
  }
  if (link.expires_at <= tx.clock.now()) {
    const message = "This link has ended. Answer in Baton instead.";
    return { state: "expired", message, href: await hrefOf(tx, link) };
  }
  if (link.disabled) {
    const message = "The account that this link was sent to is closed. Nothing was done.";
    return { state: "forbidden", message, href: null };
  }
  if (link.signed_out) {
    const message = `${link.display_name} was signed out everywhere since this was sent, which ended it. Answer in Baton instead.`;
    return { state: "expired", message, href: await hrefOf(tx, link) };
  }
  if (link.action === "answer") return questionOf(tx, link);
  return link.action === "confirm" ? channelOf(tx, link) : workOf(tx, link);
}

async function hrefOf(tx: TxContext, { card_id }: LinkRow): Promise<string | null> {
  if (card_id === null) return null;
  const card = await tx.db.notificationCard.findUnique({
    where: { id: card_id },
    select: { href: true },
  });
  return card?.href ?? null;
}

async function channelOf(tx: TxContext, link: LinkRow): Promise<Found> {
  const channel = await tx.db.notificationChannel.findUnique({
    where: { id: link.channel_id ?? 0 },
  });
  if (!channel) {
    const message = "The channel that this link confirms was removed.";
    return { state: "changed", message, href: null };
  }
  const view: LinkView = {
    action: "confirm",
    person: link.display_name,
    ticketRef: null,
    title: channel.name,
    projectName: null,
    worker: null,
    text: `Baton will send ${link.display_name}'s notifications to this address.`,
    href: null,
  };
  return { state: "ready", view, link };
}

interface Work {
  status: string;
  since: string;
  resolution_hash: string | null;
  ticket_ref: string;
  title: string;
  resolution: string | null;
  assigned_to: string | null;
  project_id: number;
  project_name: string;
  verdict: { status: string; reviewer: string } | null;
}

/** The task's work, if it is still what the link was sent for and the person may judge it. Index: tasks_pkey. */
async function workOf(tx: TxContext, link: LinkRow): Promise<Found> {
  const [work] = await tx.db.$queryRaw<Work[]>`
    SELECT t.status, to_jsonb(t.status_changed_at)#>>'{}' AS since, t.resolution_hash, t.ticket_ref, t.title,
      left(t.resolution, 20000) AS resolution, t.assigned_to, t.project_id, p.name AS project_name,
      (SELECT jsonb_build_object('status', q.status, 'reviewer', q.reviewer) FROM quality_reviews q
        WHERE q.task_id = t.id AND q.applied ORDER BY q.id DESC LIMIT 1) AS verdict
    FROM tasks t JOIN projects p ON p.id = t.project_id WHERE t.id = ${link.task_id} AND t.archived_at IS NULL`;
  if (!work)
    return { state: "changed", message: changed("The task is no longer there"), href: null };
  const href = `/tasks/${work.ticket_ref}`;
  try {
    authorize(personOfLink(link), "review.record", { projectId: work.project_id });
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const message = `${link.display_name} may no longer judge this work. Nothing was done.`;
    return { state: "forbidden", message, href: null };
  }
  if (link.asked_at !== `${work.status}:${work.since}:${work.resolution_hash ?? ""}`)
    return { state: "changed", message: changed(whatChanged(work)), href };
  const view: LinkView = {
    action: link.action,
    person: link.display_name,
    ticketRef: work.ticket_ref,
    title: work.title,
    projectName: work.project_name,
    worker: work.assigned_to,
    text: work.resolution ?? "",
    href,
  };
  return { state: "ready", view, link };
}

/** The agent's question, if it is still open and the person may answer it. Index: requests_pkey. */
async function questionOf(tx: TxContext, link: LinkRow): Promise<Found> {
  const request = link.request_id === null ? null : await findRequest(tx.db, link.request_id);
  if (!request)
    return { state: "changed", message: changed("The question is no longer there"), href: null };
  const href = `/requests/${request.id}`;
  if (!mayAnswer(personOfLink(link), request)) {
    const message = `${link.display_name} may no longer answer this. Nothing was done.`;
    return { state: "forbidden", message, href: null };
  }
  if (request.state !== "open") {
    const how =
      request.state === "answered"
        ? `${request.closed_by ?? "Somebody"} already answered this`
        : "The question was withdrawn, or is past its deadline";
    return { state: "changed", message: changed(how), href };
  }
  const view: LinkView = {
    action: "answer",
    person: link.display_name,
    ticketRef: request.ticket_ref,
    title: request.title,
    projectName: request.project_name,
    worker: request.agent,
    text: request.body ?? "",
    answer: request.options.find(({ id }) => id === link.option)?.label ?? null,
    href,
  };
  return { state: "ready", view, link };
}

async function answer(
  tx: TxContext,
  link: LinkRow,
  view: LinkView,
  notes: string,
): Promise<LinkState> {
  const body = {
    ...(link.option === null ? {} : { option: link.option }),
    ...(notes === "" ? {} : { text: notes }),
  };
  await answerRequest(tx.as(personOfLink(link)), { id: link.request_id ?? 0, body });
  await spendBeside(tx, link);
  return {
    state: "done",
    view,
    message: `${view.worker ?? "The agent"} goes on with your answer.`,
  };
}

/** Marks the link as used, and those beside it that the same person got for the same thing. */
async function spendBeside(tx: TxContext, link: LinkRow): Promise<void> {
  await tx.db.$executeRaw`
    UPDATE notification_links SET used_at = ${tx.clock.now()}, used_for = ${link.action}
    WHERE user_id = ${link.user_id} AND card_id = ${link.card_id} AND asked_at = ${link.asked_at} AND used_at IS NULL`;
}

function whatChanged({ status, ticket_ref, verdict }: Work): string {
  if (status === "review") return `${ticket_ref} was handed in again since this was sent`;
  if (verdict && ["done", "assigned", "in_progress", "failed"].includes(status))
    return `${verdict.reviewer} already ${verdict.status} ${ticket_ref}`;
  return `${ticket_ref} is ${status.replace("_", " ")} by now`;
}

const personOfLink = ({ user_id, username, display_name, role }: LinkRow): Actor => ({
  kind: "user",
  id: user_id,
  name: display_name,
  username,
  role,
});

async function judge(
  tx: TxContext,
  link: LinkRow,
  view: LinkView,
  notes: string,
): Promise<LinkState> {
  const verdict = link.action === "approve" ? "approved" : "rejected";
  const since = link.asked_at?.split(":").slice(1, -1).join(":");
  const { task } = await recordVerdict(tx.as(personOfLink(link)), {
    ref: link.task_id ?? 0,
    verdict,
    notes: notes || "Approved by a link in a notification.",
    resolutionHash: link.resolution_hash,
    seenAt: since === undefined ? null : Math.floor(new Date(since).getTime() / 1000),
  });
  await spendBeside(tx, link);
  return { state: "done", view, message: doneWords(link.action, task) };
}

function doneWords(action: LinkAction, task: { status: string; ticket_ref: string }): string {
  if (action === "approve") return `${task.ticket_ref} is approved.`;
  return task.status === "failed"
    ? `${task.ticket_ref} was rejected for the last time and has failed.`
    : `${task.ticket_ref} was sent back with your feedback.`;
}

async function confirm(tx: TxContext, link: LinkRow, view: LinkView): Promise<LinkState> {
  const id = link.channel_id ?? 0;
  await tx.db.$executeRaw`
    UPDATE notification_channels SET confirmed_at = COALESCE(confirmed_at, ${tx.clock.now()}) WHERE id = ${id}`;
  await tx.db.$executeRaw`
    UPDATE notification_links SET used_at = ${tx.clock.now()}, used_for = 'confirm'
    WHERE channel_id = ${id} AND action = 'confirm' AND used_at IS NULL`;
  await queueDeliveries(tx, [id]);
  return { state: "done", view, message: "This address will get the notifications." };
}
