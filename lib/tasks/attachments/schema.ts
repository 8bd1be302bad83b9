import { z } from "zod";
import { MAX_INT } from "@/lib/core/fields";
import { TaskRef } from "@/lib/tasks/schema";
import { PICTURE_TYPES } from "./picture-type";

/** The query of an upload; the body is the picture itself. */
export const AddAttachment = z.strictObject({
  task: TaskRef,
  name: z
    .string()
    .trim()
    .max(200, "must have at most 200 characters")
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these must not get into a header
    .regex(/^[^\u0000-\u001f\u007f]*$/, "must not have control characters")
    .default("picture")
    .transform((name) => name || "picture"),
});
export type AddAttachment = z.output<typeof AddAttachment>;

export const AttachmentPath = z.strictObject({
  id: z
    .string()
    .regex(/^\d{1,18}$/, "must be the number of an attachment")
    .transform((id) => (Number(id) <= MAX_INT ? Number(id) : -1)),
});

export const AttachmentShape = z.strictObject({
  id: z.int(),
  /** What a text of the task shows it by: `![name](url)`. */
  url: z.string(),
  task: z.string(),
  name: z.string(),
  type: z.enum(PICTURE_TYPES),
  bytes: z.int(),
  created_by: z.string(),
  created_at: z.int(),
});
export type AttachmentWire = z.output<typeof AttachmentShape>;

export const AttachmentResponse = z.strictObject({ attachment: AttachmentShape });
