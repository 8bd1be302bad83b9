import { defineRoute } from "@/lib/api/route";
import { created } from "@/lib/http/respond";
import { readBytes } from "@/lib/http/validate";
import { addAttachment, MAX_PICTURE_BYTES } from "@/lib/tasks/attachments/attachments";
import { PICTURE_TYPES } from "@/lib/tasks/attachments/picture-type";
import { AddAttachment, AttachmentResponse } from "@/lib/tasks/attachments/schema";

export const POST = defineRoute({
  id: "attachments.add",
  summary: "Store a picture for the texts of a task; the body is the file, of at most 5 MB",
  role: "operator",
  query: AddAttachment,
  rawBody: PICTURE_TYPES,
  // The same picture again is the same attachment, without a key that says so.
  longLived: true,
  response: AttachmentResponse,
  status: 201,
  handle: async ({ ctx, query, request }) =>
    created({
      attachment: await addAttachment(ctx, query, await readBytes(request, MAX_PICTURE_BYTES)),
    }),
});
