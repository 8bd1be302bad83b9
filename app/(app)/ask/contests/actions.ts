"use server";

import type { z } from "zod";
import { type ActionResult, act } from "@/lib/api/action";
import { parse } from "@/lib/http/validate";
import { TaskRef } from "@/lib/tasks/schema";
import { giveToSeveral, openContest } from "@/lib/turns/best-of";
import { judgeContest } from "@/lib/turns/judge-contest";
import { pickEntry } from "@/lib/turns/pick-entry";
import { CreateContest, GiveToSeveral, JudgeContest, PickEntry } from "@/lib/turns/schema";
import type { ContestWire } from "@/lib/turns/shapes";

/** Gives the same new work to several agents, of which one is picked. */
export async function openContestAction(
  input: z.input<typeof CreateContest>,
): Promise<ActionResult<ContestWire>> {
  return act((ctx) => openContest(ctx, parse(CreateContest, input, "task")));
}

/** Gives a task that nobody has begun to several agents. */
export async function giveToSeveralAction(
  ref: TaskRef,
  agents: string[],
): Promise<ActionResult<ContestWire>> {
  return act((ctx) =>
    giveToSeveral(ctx, parse(TaskRef, ref, "ref"), parse(GiveToSeveral, { agents }, "call")),
  );
}

/** Approves the work of one agent, and cancels that of the others. */
export async function pickEntryAction(
  ref: TaskRef,
  input: PickEntry,
): Promise<ActionResult<ContestWire>> {
  return act((ctx) => pickEntry(ctx, parse(TaskRef, ref, "ref"), parse(PickEntry, input, "call")));
}

/** Has an agent compare the work and pick one. */
export async function judgeContestAction(
  ref: TaskRef,
  input: JudgeContest,
): Promise<ActionResult<ContestWire>> {
  return act((ctx) =>
    judgeContest(ctx, parse(TaskRef, ref, "ref"), parse(JudgeContest, input, "call")),
  );
}
