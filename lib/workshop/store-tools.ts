import { z } from "zod";
import { parse } from "@/lib/http/validate";
import {
  entryToWire,
  headToWire,
  listStore,
  putEntry,
  readEntry,
  removeEntry,
} from "@/lib/store/entries";
import { ListStore, PutEntry } from "@/lib/store/schema";
import { workshopTool } from "./tool";

/** The values that the agents and people of a project share. */

const key = z.string().min(1).max(200).describe("The key");

export const storePut = workshopTool({
  name: "store_put",
  title: "Put into the store",
  description:
    "Put a value under a key, for everybody in the project. With version only over that one.",
  input: z.strictObject({
    key,
    value: z.unknown().describe("Any JSON"),
    version: z.int().min(0).optional().describe("The version you know; 0 if there must be none"),
  }),
  reads: false,
  run: async ({ ctx }, { key: under, ...fields }) => {
    const entry = await putEntry(ctx, under, parse(PutEntry, fields, "arguments"));
    return { text: `Stored ${under}.`, data: { entry: entryToWire(entry) } };
  },
});

export const storeGet = workshopTool({
  name: "store_get",
  title: "Get from the store",
  description: "The value under a key, as JSON.",
  input: z.strictObject({ key }),
  reads: true,
  run: async ({ ctx }, { key: under }) => {
    const entry = entryToWire(await readEntry(ctx, under));
    return { text: JSON.stringify(entry.value, null, 2) ?? "null", data: { entry } };
  },
});

export const storeKeys = workshopTool({
  name: "store_keys",
  title: "List the store",
  description: "The keys of the store.",
  input: z.strictObject({ prefix: z.string().max(200).optional() }),
  reads: true,
  run: async ({ ctx }, filter) => {
    const { entries } = await listStore(ctx, parse(ListStore, filter, "arguments"));
    const keys = entries.map((entry) => entry.key);
    return {
      text: keys.length > 0 ? keys.join("\n") : "The store is empty.",
      data: { entries: entries.map(headToWire) },
    };
  },
});

export const storeDelete = workshopTool({
  name: "store_delete",
  title: "Delete from the store",
  description: "Remove a key from the store.",
  input: z.strictObject({ key }),
  reads: false,
  run: async ({ ctx }, { key: under }) => {
    await removeEntry(ctx, under, {});
    return { text: `Deleted ${under}.`, data: { key: under } };
  },
});
