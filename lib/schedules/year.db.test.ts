import { Cron } from "croner";
import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { systemActor } from "@/lib/core/actor";
import { type Context, createContext } from "@/lib/core/context";
import { type Database, openDatabase } from "@/lib/core/database";
import { contextOf } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { createSchedule } from "./create";
import { fireDueSchedules } from "./fire";
import { CreateSchedule } from "./schema";

/**
 * Two servers over weeks in which the clocks of Europe and America change, one of them killed each week in the middle of its work.
 * `SCHEDULES=whole` runs a year of 200 schedules, which takes minutes.
 */
const WHOLE = process.env.SCHEDULES === "whole";
const COUNT = WHOLE ? 200 : 8;
const WEEKS = WHOLE ? 52 : 3;
const START = new Date(WHOLE ? "2027-01-01T00:00:00Z" : "2027-03-10T00:00:00Z");
const WEEK_MS = 7 * 86_400_000;
const END = new Date(START.getTime() + WEEKS * WEEK_MS);

const ZONES = [
  "UTC",
  "Europe/Berlin",
  "Europe/London",
  "America/New_York",
  "America/Los_Angeles",
  "America/Sao_Paulo",
  "Africa/Cairo",
  "Asia/Tokyo",
  "Asia/Kathmandu",
  "Australia/Lord_Howe",
  "Pacific/Auckland",
  "Pacific/Chatham",
];

/** The same numbers in every run. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return Math.floor((state / 4_294_967_296) * below);
  };
}

const random = randomFrom(7);
const pick = <T>(values: readonly T[]): T => values[random(values.length)] as T;

function randomPattern(): string {
  const [minute, hour] = [random(60), random(24)];
  return pick([
    () => `${minute} ${hour} * * *`,
    () => `${minute} ${random(4)} * * *`,
    () => `${minute} ${hour} * * 1-5`,
    () => `${minute} ${hour} * * ${random(7)}`,
    () => `${minute} ${hour} * * ${random(7)}#${1 + random(4)}`,
    () => `${minute} ${hour} * * ${random(7)}L`,
    () => `${minute} ${hour} ${1 + random(28)} * *`,
    () => `${minute} ${hour} L * *`,
    () => `${minute} ${random(12)},${12 + random(12)} * * *`,
    () => `0 */${pick([4, 6, 8, 12])} * * *`,
    () => `*/${pick([20, 30])} 1-3 * * ${random(7)}`,
    () => `${random(60)} ${minute} ${hour} * * *`,
  ])();
}

interface Given {
  id: number;
  expected: Date[];
}

class Server {
  private db: Database;
  private readonly url: string;

  constructor(url: string) {
    this.url = url;
    this.db = openDatabase(url, 3);
  }

  fire(now: Date): Promise<number> {
    return fireDueSchedules(createContext(systemActor("scheduler"), this.db), now);
  }

  /** Ends the connections of this server while it works, as the death of its process would, and starts it again. */
  async killWhile(work: () => Promise<unknown>, killer: pg.Client): Promise<void> {
    const pids = await Promise.all(
      Array.from(
        { length: 3 },
        () => this.db.$queryRaw<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`,
      ),
    );
    const working = work().catch(() => undefined);
    await killer.query("SELECT pg_terminate_backend(pid) FROM unnest($1::int[]) AS pid", [
      [...new Set(pids.flat().map(({ pid }) => pid))],
    ]);
    await working;
    await this.close();
    this.db = openDatabase(this.url, 3);
  }

  async close(): Promise<void> {
    await this.db.$disconnect();
  }
}

let test: TestDatabase;
let ctx: Context;
let killer: pg.Client;
beforeAll(async () => {
  test = await createTestDatabase();
  ctx = contextOf(test.db);
  killer = new pg.Client({ connectionString: test.url });
  await killer.connect();
});
afterAll(async () => {
  await killer.end();
  await test.drop();
});

async function givenSchedule(n: number): Promise<Given> {
  const [pattern, timezone] = [randomPattern(), ZONES[n % ZONES.length] as string];
  const input = CreateSchedule.parse({
    name: `schedule ${n}`,
    schedule: pattern,
    timezone,
    task_template: { title: `Work of ${n}` },
    overlap: "allow",
  });
  const { schedule } = await createSchedule(ctx, input);
  const cron = new Cron(pattern, { timezone, fixedTimeRule: "no-wildcard" });
  const expected: Date[] = [];
  for (let at = cron.nextRun(START); at && at <= END; at = cron.nextRun(at)) expected.push(at);
  await test.db.schedule.update({
    where: { id: schedule.id },
    data: { nextAt: cron.nextRun(START) },
  });
  return { id: schedule.id, expected };
}

async function nextDue(): Promise<Date | null> {
  const next = await test.db.schedule.findFirst({
    where: { nextAt: { lte: END } },
    orderBy: { nextAt: "asc" },
  });
  return next?.nextAt ?? null;
}

it("every schedule fires exactly when croner says, with a server that is killed each week", {
  timeout: 3_600_000,
}, async () => {
  const given: Given[] = [];
  for (let n = 0; n < COUNT; n++) given.push(await givenSchedule(n));
  const [one, other] = [new Server(test.url), new Server(test.url)];
  let killed = 0;
  for (let now = await nextDue(); now; now = await nextDue()) {
    const at = now;
    const week = Math.floor((at.getTime() - START.getTime()) / WEEK_MS);
    if (week >= killed) {
      killed = week + 1;
      await Promise.all([one.fire(at), other.killWhile(() => other.fire(at), killer)]);
    } else {
      await Promise.all([one.fire(at), other.fire(at)]);
    }
  }
  await one.close();
  await other.close();

  expect(killed).toBeGreaterThanOrEqual(WEEKS);
  for (const { id, expected } of given) {
    const runs = await test.db.scheduleRun.findMany({
      where: { scheduleId: id },
      orderBy: { dueAt: "asc" },
    });
    expect(runs.map(({ dueAt }) => dueAt.toISOString())).toEqual(
      expected.map((at) => at.toISOString()),
    );
    expect(runs.every(({ outcome, taskId }) => outcome === "created" && taskId !== null)).toBe(
      true,
    );
  }
  const fired = given.reduce((sum, { expected }) => sum + expected.length, 0);
  expect(await test.db.task.count()).toBe(fired);
  if (WHOLE) console.log(`${fired} times of ${COUNT} schedules in ${WEEKS} weeks`);
});
