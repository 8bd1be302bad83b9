import { z } from "zod";
import { parse } from "@/lib/http/validate";
import { claimWork, startWork } from "@/lib/work/claim";
import { board as readBoard, workItem as readItem } from "@/lib/work/find";
import { type ItemRow, itemToWire } from "@/lib/work/item.sql";
import { type PutItem, putWork } from "@/lib/work/put";
import { cancelWork, completeWork, failWork } from "@/lib/work/report";
import { Board, PutWork, WorkFromResult } from "@/lib/work/schema";
import { workFromResult } from "./from-result";
import { type ToolAnswer, workshopTool } from "./tool";

/** The work board. */

const id = z.string().min(1).max(120).describe("The item's id");
const title = z.string().min(1).max(500);
const type = z
  .string()
  .max(60)
  .optional()
  .describe("code, review, test, docs, deploy, triage, custom, or another word");
const priority = z.int().min(1).max(5).optional().describe("1, the first, to 5; 3 when absent");
const dependsOn = z
  .array(z.string().min(1).max(120))
  .max(100)
  .optional()
  .describe("The ids of the items that must be done first");

const shown = (text: string, item: ItemRow): ToolAnswer => ({
  text,
  data: { item: itemToWire(item) },
});
const given = (fields: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

function added({ item, created, changed }: PutItem): ToolAnswer {
  const wire = itemToWire(item);
  return { text: `Work item ${wire.id} added.`, data: { item: wire, created, changed } };
}

export const addWork = workshopTool({
  name: "add_work",
  title: "Add work",
  description:
    "Put an item on the work board under an id of your choice, behind what it depends on.",
  input: z.strictObject({
    id,
    title,
    type,
    spec: z.string().max(50_000).optional().describe("What is to be done"),
    priority,
    depends_on: dependsOn,
  }),
  reads: false,
  run: async ({ ctx }, fields) =>
    added(await putWork(ctx, parse(PutWork, given(fields), "arguments"))),
});

export const board = workshopTool({
  name: "board",
  title: "The work board",
  description: "The items of the board, the most urgent first.",
  input: z.strictObject({
    status: z
      .string()
      .max(100)
      .optional()
      .describe("new, ready, claimed, in_progress, blocked, done, failed or cancelled"),
    type,
  }),
  reads: true,
  run: async ({ ctx }, filter) => {
    const query = parse(Board, { ...given(filter), limit: "200" }, "arguments");
    const { items, counts, next } = await readBoard(ctx, query);
    const lines = items.map(line);
    if (next !== null) lines.push("… and more: narrow it down with status or type");
    return {
      text: lines.length > 0 ? lines.join("\n") : "Board is empty.",
      data: { items: items.map(itemToWire), counts },
    };
  },
});

/** `[ready] auth - Implement it [code] (impl) deps:[design]` */
function line(item: ItemRow): string {
  const { id: key, status, title: named, type: kind, claimed_by, depends_on } = itemToWire(item);
  const whose = claimed_by === null ? "" : ` (${claimed_by})`;
  const deps = depends_on.length === 0 ? "" : ` deps:[${depends_on.join(", ")}]`;
  return `[${status}] ${key} - ${named} [${kind}]${whose}${deps}`;
}

export const claimItem = workshopTool({
  name: "claim_work",
  title: "Claim work",
  description: "Claim a ready item for an agent, which you then ask to do it.",
  input: z.strictObject({ id, agent: z.string().min(1).max(100).describe("The agent's name") }),
  reads: false,
  run: async ({ ctx }, input) =>
    shown(`${input.agent} claimed ${input.id}.`, await claimWork(ctx, input)),
});

export const startItem = workshopTool({
  name: "start_work",
  title: "Start work",
  description: "Note that work on a claimed item has begun.",
  input: z.strictObject({ id }),
  reads: false,
  run: async ({ ctx }, input) => shown(`${input.id} started.`, await startWork(ctx, input)),
});

export const completeItem = workshopTool({
  name: "complete_work",
  title: "Complete work",
  description: "Complete an item that you claimed, with its result.",
  input: z.strictObject({ id, result: z.string().max(200_000).optional() }),
  reads: false,
  run: async ({ ctx }, input) => shown(`${input.id} completed.`, await completeWork(ctx, input)),
});

export const failItem = workshopTool({
  name: "fail_work",
  title: "Fail work",
  description: "Mark an item that you claimed as failed: what depends on it is blocked.",
  input: z.strictObject({ id, error: z.string().max(20_000).optional() }),
  reads: false,
  run: async ({ ctx }, input) => shown(`${input.id} marked as failed.`, await failWork(ctx, input)),
});

export const cancelItem = workshopTool({
  name: "cancel_work",
  title: "Cancel work",
  description: "Cancel an item: what waited for it no longer does.",
  input: z.strictObject({ id, reason: z.string().max(2_000).optional() }),
  reads: false,
  run: async ({ ctx }, input) => shown(`${input.id} cancelled.`, await cancelWork(ctx, input)),
});

export const workItem = workshopTool({
  name: "work_item",
  title: "Read an item",
  description: "Everything about one item of the board, as JSON.",
  input: z.strictObject({ id }),
  reads: true,
  run: async ({ ctx }, input) => {
    const item = itemToWire(await readItem(ctx, input));
    return { text: JSON.stringify(item, null, 2), data: { item } };
  },
});

export const itemFromResult = workshopTool({
  name: "work_from_result",
  title: "Add work from a result",
  description: "Put an item on the board whose spec is an agent's latest answer.",
  input: z.strictObject({
    agent: z.string().min(1).max(100),
    id,
    title: title.optional(),
    type,
    priority,
    depends_on: dependsOn,
  }),
  reads: false,
  run: async ({ ctx }, fields) =>
    added(await workFromResult(ctx, parse(WorkFromResult, given(fields), "arguments"))),
});
