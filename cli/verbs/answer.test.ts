import { expect, test } from "vitest";
import { requests } from "../groups/requests";
import { group as tasks } from "../groups/tasks";
import { reviews } from "../groups/work";
import type { Session } from "../session";
import { printAnswer } from "./answer";
import type { Group, Row } from "./verb";

/** What `mc GROUP NAME --quiet` prints of an answer. */
async function quietly(group: Group, name: string, body: Row): Promise<string[]> {
  const lines: string[] = [];
  const out = { quiet: true, json: false, line: async (text: string) => void lines.push(text) };
  const verb = group.verbs.find((each) => each.name === name);
  if (!verb) throw new Error(`${group.name} has no ${name}`);
  const reply = { body } as unknown as Parameters<typeof printAnswer>[2];
  await printAnswer({ out } as unknown as Session, verb, reply);
  return lines;
}

test("--quiet prints what the other commands of a group take", async () => {
  const request = { id: 7, ticket_ref: "TASK-002", title: "Which port?" };
  expect(await quietly(requests, "list", { requests: [request] })).toEqual(["7"]);
  expect(await quietly(requests, "answer", { request, run: { id: 3 } })).toEqual(["7"]);
  expect(await quietly(tasks, "list", { tasks: [request] })).toEqual(["TASK-002"]);
});

test("--quiet prints the task of a row that is about one", async () => {
  const body = { reviews: [{ task: { id: 7, ticket_ref: "TASK-002" }, round: 1 }] };
  expect(await quietly(reviews, "queue", body)).toEqual(["TASK-002"]);
});
