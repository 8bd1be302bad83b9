import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { deleteDraft, updateDraft } from "@/lib/reviews/rounds/drafts";
import { DraftPath } from "@/lib/reviews/rounds/schema";
import { Done, DraftResponse } from "@/lib/reviews/rounds/shapes";
import { ChangeDraft } from "@/lib/rounds/schema";

export const PATCH = defineRoute({
  id: "review_drafts.update",
  summary: "Change a draft, or move it to other lines of the work as it is now",
  role: "operator",
  params: DraftPath,
  body: ChangeDraft,
  response: DraftResponse,
  handle: async ({ ctx, params, body }) =>
    ok({ draft: await updateDraft(ctx, params.id, params.draft_id, body) }),
});

export const DELETE = defineRoute({
  id: "review_drafts.delete",
  summary: "Delete a draft",
  role: "operator",
  params: DraftPath,
  response: Done,
  handle: async ({ ctx, params }) => {
    await deleteDraft(ctx, params.id, params.draft_id);
    return ok({ success: true });
  },
});
