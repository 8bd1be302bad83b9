import { defineRoute } from "@/lib/api/route";
import { created, ok } from "@/lib/http/respond";
import { createDraft, listDrafts } from "@/lib/reviews/rounds/drafts";
import { DraftResponse, DraftsResponse } from "@/lib/reviews/rounds/shapes";
import { NewComment } from "@/lib/rounds/schema";
import { TaskPath } from "@/lib/tasks/schema";

export const GET = defineRoute({
  id: "review_drafts.list",
  summary: "The caller's own comments on a task's work that are not sent yet",
  role: "operator",
  params: TaskPath,
  response: DraftsResponse,
  handle: async ({ ctx, params }) => ok({ drafts: await listDrafts(ctx, params.id) }),
});

export const POST = defineRoute({
  id: "review_drafts.create",
  summary: "Keep a comment on lines or a paragraph of work in review, to be sent with the verdict",
  role: "operator",
  params: TaskPath,
  body: NewComment,
  response: DraftResponse,
  status: 201,
  handle: async ({ ctx, params, body }) =>
    created({ draft: await createDraft(ctx, params.id, body) }),
});
