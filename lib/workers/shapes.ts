import { z } from "zod";
import { Seconds, SecondsOrNull, TextOrNull } from "@/lib/core/shapes";
import { TIMINGS } from "@/lib/steering/schema";
import { ORDERS, WORKER_STATES } from "./schema";

/** What the API answers about workers. The wire types are derived from these; a field is added here first. */

const WorkerShape = z
  .strictObject({
    id: z.int(),
    agent: z.string(),
    host: z.string(),
    pid: z.int().nullable(),
    version: TextOrNull,
    program: TextOrNull,
    concurrency: z.int().nullable(),
    work_type: TextOrNull,
    /** When its program takes messages of people. */
    steers: z.array(z.enum(TIMINGS)),
    state: z.enum(WORKER_STATES),
    condition: TextOrNull,
    wanted: z.enum(ORDERS),
    wanted_note: TextOrNull,
    wanted_by: TextOrNull,
    wanted_at: SecondsOrNull,
    wanted_until: SecondsOrNull,
    free_disk_bytes: z.number().nullable(),
    holds: z.array(
      z.strictObject({
        run_id: z.int(),
        task_id: z.int().nullable(),
        ticket_ref: TextOrNull,
        title: TextOrNull,
        /** `waiting`: for a person; its place is free meanwhile. */
        state: z.enum(["running", "waiting", "answered"]),
        since: Seconds,
      }),
    ),
    first_seen_at: Seconds,
    last_seen_at: Seconds,
    stopped_at: SecondsOrNull,
  })
  .meta({
    id: "Worker",
    description:
      "A process that works under an agent's name. Without a program it only gave its name and takes no orders.",
  });
export type WorkerWire = z.output<typeof WorkerShape>;

export const WorkerListResponse = z.strictObject({ workers: z.array(WorkerShape) });
export const WorkerResponse = z.strictObject({ worker: WorkerShape });
export const WorkerReportResponse = z.strictObject({
  worker: WorkerShape,
  /** Of the runs that it named: those whose lease was renewed, and those that ended or belong to somebody else now. */
  runs: z.strictObject({ renewed: z.array(z.int()), lost: z.array(z.int()) }),
  /** Of the runs that it named: those to which people said something that was not heard yet. It is to be taken. */
  messages: z.array(z.strictObject({ run_id: z.int(), now: z.int(), after_turn: z.int() })),
  /** Of the tasks whose worktrees it keeps: those whose work was not picked, with the commit that was handed in, and the one that was. */
  unpicked: z.array(
    z.strictObject({
      task_id: z.int(),
      ticket_ref: z.string(),
      commit: TextOrNull,
      picked: z.string(),
    }),
  ),
});
