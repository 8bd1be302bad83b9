import { z } from "zod";
import { DomainError } from "@/lib/core/errors";
import { parse } from "@/lib/http/validate";
import { addComment } from "@/lib/tasks/comments/comments";
import { findTask } from "@/lib/tasks/find";
import { AddComment } from "@/lib/tasks/schema";
import { linkTasks, unlinkTasks } from "@/lib/tasks/structure/links";
import { type EarlierSession, resumedBy } from "@/lib/tasks/structure/resumed.sql";
import { fromCode } from "@/lib/tasks/tickets/codes";
import { claimTicket } from "@/lib/tasks/tickets/ticket-claim";
import { updateTicket } from "@/lib/tasks/tickets/ticket-update";
import { actingAs, liveTaskOf, taskOf } from "../connection";
import * as field from "../fields";
import { fullTicket } from "../ticket";
import { type Answer, defineTool, WRITES } from "../tool";

export const claim = defineTool({
  name: "ticket_claim",
  title: "Claim a ticket",
  description:
    "Take a ticket to work on: s:ip, for one agent only; if you have it already, you get it back. conflict: somebody else has it, take the next; seq_blocked: an earlier step is not done. Keep the ua of the answer as etag.",
  input: z.strictObject({ id: field.id, agent: field.agent.optional(), format: field.format }),
  annotations: WRITES,
  run: async (given, input) => {
    const connection = actingAs(given, input.agent);
    const task = await liveTaskOf(connection, input.id);
    const claimed = await claimTicket(connection.ctx, task.id, connection);
    const [answer, resumes] = await Promise.all([
      fullTicket(connection.ctx, claimed),
      resumedBy(connection.ctx.db, claimed),
    ]);
    return resumes ? goingOn(answer, resumes) : answer;
  },
});

/** A claimed ticket with the session in which its stage of a workflow goes on. */
function goingOn(answer: Answer, resumes: EarlierSession): Answer {
  if (answer.kind !== "ticket") return answer;
  const { stage, ticket_ref: ref, run_id: run, agent } = resumes;
  const from = `${stage}${ref === null ? "" : ` (${ref})`}`;
  const session = run === null ? "" : ` in the session of run ${run}${agent ? ` of ${agent}` : ""}`;
  const text = [answer.more?.text, `It goes on from the stage ${from}${session}.`];
  return {
    ...answer,
    more: {
      text: text.filter(Boolean).join("\n"),
      fields: { ...answer.more?.fields, resumes },
    },
  };
}

export const comment = defineTool({
  name: "ticket_comment",
  title: "Comment on a ticket",
  description:
    "Say something on a ticket: progress, a question, a finding. It does not change the etag.",
  input: z.strictObject({
    id: field.id,
    body: z.string().describe("Markdown"),
    author: z.string().optional().describe("Who says it, when the connection does not say"),
    format: field.format,
  }),
  annotations: WRITES,
  run: async (given, input) => {
    const connection = actingAs(given, input.author || undefined);
    const task = await liveTaskOf(connection, input.id);
    await addComment(
      connection.ctx,
      task.id,
      parse(AddComment, { content: input.body }, "arguments"),
    );
    const after = await findTask(connection.ctx.db, task.id);
    return fullTicket(connection.ctx, after);
  },
});

export const archive = defineTool({
  name: "ticket_archive",
  title: "Archive a ticket",
  description: "Take a ticket out of every list; archived=false brings it back. Its children stay.",
  input: z.strictObject({
    id: field.id,
    archived: z.boolean().default(true).describe("false: bring it back"),
    format: field.format,
  }),
  annotations: { ...WRITES, destructiveHint: true },
  run: async (connection, input) => {
    const task = await (input.archived ? liveTaskOf : taskOf)(connection, input.id);
    if (!input.archived && task.archived_at === null) {
      throw new DomainError("conflict", `${task.ticket_ref} is not archived`);
    }
    await updateTicket(connection.ctx, task.id, { archived: input.archived }, connection.agent);
    return { kind: "ok" };
  },
});

export const link = defineTool({
  name: "ticket_link",
  title: "Link two tickets",
  description:
    "from_id blocks, relates to or duplicates to_id. A blocked ticket cannot be claimed until its blocker is done. remove=true takes the link away.",
  input: z.strictObject({
    from_id: field.id,
    to_id: field.id,
    link_type: field.linkType,
    remove: z.boolean().default(false).describe("Take the link away"),
    format: field.format,
  }),
  annotations: { ...WRITES, idempotentHint: true },
  aliases: {
    from: "from_id",
    f: "from_id",
    to: "to_id",
    t: "to_id",
    type: "link_type",
    k: "link_type",
  },
  run: async (connection, input) => {
    const from = await liveTaskOf(connection, input.from_id);
    const to = await liveTaskOf(connection, input.to_id);
    const type = fromCode("link", input.link_type);
    if (!type) throw new DomainError("internal", "A link type without a meaning");
    await (input.remove ? unlinkTasks : linkTasks)(connection.ctx, {
      from: from.id,
      to: to.id,
      type,
    });
    return { kind: "ok" };
  },
});
