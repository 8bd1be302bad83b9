import { z } from "zod";
import { defineRoute } from "@/lib/api/route";
import { byContentType } from "@/lib/http/answers";
import { isUnchanged, quote } from "@/lib/http/etag";
import { notModified } from "@/lib/http/respond";
import { readAttachment } from "@/lib/tasks/attachments/attachments";
import { PICTURE_TYPES } from "@/lib/tasks/attachments/picture-type";
import { AttachmentPath } from "@/lib/tasks/attachments/schema";

export const GET = defineRoute({
  id: "attachments.read",
  summary: "Read a picture of a task",
  params: AttachmentPath,
  response: byContentType(Object.fromEntries(PICTURE_TYPES.map((type) => [type, z.string()]))),
  handle: async ({ ctx, params, request }) => {
    const { bytes, type, name, sha256 } = await readAttachment(ctx, params.id);
    if (isUnchanged(request, sha256)) return notModified(sha256);
    return new Response(bytes, {
      headers: {
        "content-type": type,
        "content-length": String(bytes.length),
        "content-disposition": `inline; filename*=UTF-8''${encodeURIComponent(name)}`,
        "content-security-policy": "default-src 'none'; sandbox",
        "cross-origin-resource-policy": "same-origin",
        // The bytes of a number never change, but who may read them does: the browser asks each time, and gets them once.
        "cache-control": "private, no-cache",
        etag: quote(sha256),
      },
    });
  },
});
