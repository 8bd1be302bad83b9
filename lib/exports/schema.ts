import { z } from "zod";
import { MAX_INT, numberParam } from "@/lib/core/fields";

/** What can be exported: each kind of record by itself, or everything that an import takes, one after the other. */
export const EXPORTS = [
  "everything",
  "projects",
  "agents",
  "tasks",
  "links",
  "comments",
  "runs",
  "reviews",
  "schedules",
  "webhooks",
  "costs",
  "events",
] as const;
export type ExportKind = (typeof EXPORTS)[number];

export const ExportQuery = z
  .strictObject({
    kind: z.enum(EXPORTS).default("everything"),
    format: z.enum(["jsonl", "csv"]).default("jsonl"),
    project_id: numberParam(1, MAX_INT).optional(),
  })
  .refine(({ kind, format }) => kind !== "everything" || format === "jsonl", {
    message: "must be jsonl for everything: CSV has one kind of row",
    path: ["format"],
  });
export type ExportQuery = z.output<typeof ExportQuery>;
