import { Cron } from "croner";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nextTimes, parseSchedule, type Recurrence, describe as wordsOf } from "./recurrence";
import { UnclearSchedule } from "./unclear";

const NOW = new Date("2026-11-22T12:00:00Z");
const parsed = (input: string, timezone?: string): Recurrence =>
  parseSchedule(input, { timezone, now: NOW });
const cronOf = (input: string) => parsed(input).cron;

const WORDS: [string, string][] = [
  ["every weekday at 9am", "0 9 * * 1-5"],
  ["every 15 minutes", "*/15 * * * *"],
  ["mondays and thursdays at 14:30", "30 14 * * 1,4"],
  ["monthly on the 1st at 02:00", "0 2 1 * *"],
  ["on the last friday of the month", "0 9 * * 5L"],
  ["every 2 hours between 8 and 18", "0 8-18/2 * * *"],
  // The words that existing clients know.
  ["hourly", "0 * * * *"],
  ["daily", "0 9 * * *"],
  ["every day", "0 9 * * *"],
  ["weekly", "0 9 * * 1"],
  ["every 59 minutes", "0,59 * * * *"],
  ["every 23 hours", "0 0,23 * * *"],
  ["every morning at 9am", "0 9 * * *"],
  ["every evening at 8", "0 20 * * *"],
  ["daily at 9:30 pm", "30 21 * * *"],
  ["at 14:00 every day", "0 14 * * *"],
  ["weekly on friday", "0 9 * * 5"],
  ["every tue at 21", "0 21 * * 2"],
  // What people write.
  ["Every weekday at 9 a.m.", "0 9 * * 1-5"],
  ["weekdays 9am", "0 9 * * 1-5"],
  ["9:30 every day", "30 9 * * *"],
  ["mon-fri at 8", "0 8 * * 1-5"],
  ["from friday to monday at 8", "0 8 * * 0,1,5,6"],
  ["every weekend at 10", "0 10 * * 0,6"],
  ["mon, wed and fri at noon", "0 12 * * 1,3,5"],
  ["every day at 9:00 and 17:00", "0 9,17 * * *"],
  ["every day at 9:00 and 17:30", "0 9 * * * | 30 17 * * *"],
  ["mondays at 9 and fridays at 10:30", "0 9 * * 1 | 30 10 * * 5"],
  ["at 9 on mondays and at 10 on fridays", "0 9 * * 1 | 0 10 * * 5"],
  ["every hour at :30", "30 * * * *"],
  ["every half hour", "*/30 * * * *"],
  ["every other hour", "0 */2 * * *"],
  ["every 45 minutes", "0,45 */3 * * * | 30 1-22/3 * * * | 15 2-23/3 * * *"],
  ["every 90 minutes", "0 */3 * * * | 30 1-22/3 * * *"],
  ["every 30 minutes between 9am and 5pm on weekdays", "*/30 9-16 * * 1-5 | 0 17 * * 1-5"],
  ["every hour from 9 to 5", "0 9-17 * * *"],
  ["every 2 hours from 22 to 4", "0 0,2,4,22 * * *"],
  ["every first monday of the month at 10", "0 10 * * 1#1"],
  ["the 1st and 3rd tuesday of every month at 8am", "0 8 * * 2#1,2#3"],
  ["on the 1st and 15th at noon", "0 12 1,15 * *"],
  ["24 december at 18:00", "0 18 24 12 *"],
  ["every year on march 1st", "0 9 1 3 *"],
  ["quarterly", "0 9 1 1,4,7,10 *"],
  ["every 3 months on the 1st at 06:00", "0 6 1 1,4,7,10 *"],
  ["the last day of the month at 23:00", "0 23 L * *"],
  ["on the last weekday of the month", "0 9 LW * *"],
  ["on the first weekday of the month", "0 9 1W * *"],
  ["in january and july on the 1st", "0 9 1 1,7 *"],
  ["at 9 in january", "0 9 * 1 *"],
  ["every january at 9", "0 9 1 1 *"],
  ["every 2 hours on the hour", "0 */2 * * *"],
];

describe("schedules in words", () => {
  it.each(WORDS)("%s", (words, cron) => {
    expect(cronOf(words)).toBe(cron);
  });

  it.each(WORDS)("are read back from the words of their cron: %s", (words) => {
    for (const pattern of (cronOf(words) ?? "").split(" | ")) {
      if (UNTOLD.test(pattern)) continue;
      const spoken = wordsOf({ cron: pattern, onceAt: null, timezone: "UTC" });
      expect(sameTimes(parsed(spoken), parsed(pattern)), `${pattern}: ${spoken}`).toBe(true);
    }
  });

  it.each([
    ["tomorrow at 9", "2026-11-23T09:00:00Z"],
    ["tomorrow", "2026-11-23T09:00:00Z"],
    ["tonight at 8", "2026-11-22T20:00:00Z"],
    ["in 2 hours", "2026-11-22T14:00:00Z"],
    ["in 3 days at 14:30", "2026-11-25T14:30:00Z"],
    ["next monday at 9", "2026-11-23T09:00:00Z"],
    ["next sunday at 9", "2026-11-29T09:00:00Z"],
    ["2026-12-24 18:00", "2026-12-24T18:00:00Z"],
    ["2026-12-24T18:00", "2026-12-24T18:00:00Z"],
    ["24 december 2026 at 6pm", "2026-12-24T18:00:00Z"],
  ])("happen once: %s", (words, at) => {
    const once = parsed(words);
    expect(once.onceAt).toEqual(new Date(at));
    expect(nextTimes(once, NOW, 5)).toEqual([new Date(at)]);
    expect(wordsOf(once)).toMatch(/^Once, /);
  });

  it("mean the day of their zone", () => {
    // In Kiritimati it is already the 23rd.
    expect(parsed("tomorrow at 9", "Pacific/Kiritimati").onceAt).toEqual(
      new Date("2026-11-23T19:00:00Z"),
    );
  });

  it("may name their zone", () => {
    expect(parsed("every day at 9 in europe/berlin")).toEqual({
      cron: "0 9 * * *",
      timezone: "Europe/Berlin",
      onceAt: null,
    });
    expect(() => parsed("every day at 9 in Europe/Berlin", "Asia/Tokyo")).toThrow(/Europe\/Berlin/);
  });
});

/** Patterns that cronstrue describes in words with another meaning: a step that does not divide its range, the nearest weekday. */
const UNTOLD = /\*\/(7|59|23)\b|\dW/;

/** Whether two recurrences fire at the same 30 times. */
function sameTimes(one: Recurrence, other: Recurrence): boolean {
  const times = (recurrence: Recurrence) => nextTimes(recurrence, NOW, 30).map(Number).join();
  return times(one) === times(other);
}

const clock = fc.oneof(
  fc.tuple(fc.nat(59), fc.nat(23)).map(([minute, hour]) => `${minute} ${hour}`),
  fc.constantFrom("*/5", "*/10", "*/15", "*/30", "0", "20").map((minute) => `${minute} *`),
  fc.constantFrom("*/2", "*/3", "*/4", "*/6", "*/12").map((hour) => `0 ${hour}`),
  fc.tuple(fc.nat(10), fc.integer({ min: 11, max: 23 })).map(([from, to]) => `0 ${from}-${to}`),
  fc.tuple(fc.nat(10), fc.integer({ min: 11, max: 23 })).map(([from, to]) => `*/15 ${from}-${to}`),
);
const list = (min: number, max: number) =>
  fc
    .uniqueArray(fc.integer({ min, max }), { minLength: 1, maxLength: 4 })
    .map((values) => values.sort((a, b) => a - b).join(","));
const weekday = fc.oneof(
  fc.constant("*"),
  list(0, 6),
  fc
    .tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 3, max: 6 }))
    .map(([a, b]) => `${a}-${b}`),
  fc.tuple(fc.nat(6), fc.integer({ min: 1, max: 4 })).map(([day, nth]) => `${day}#${nth}`),
  fc.nat(6).map((day) => `${day}L`),
);
const days = fc.oneof(
  weekday.map((day) => ({ day: "*", weekday: day })),
  list(1, 28).map((day) => ({ day, weekday: "*" })),
  fc.constant({ day: "L", weekday: "*" }),
);
const pattern = fc
  .tuple(clock, days, fc.oneof(fc.constant("*"), list(1, 12)))
  .map(([at, { day, weekday }, month]) => `${at} ${day} ${month} ${weekday}`);

describe("cron", () => {
  it("is read back from the words that cronstrue finds for it", () => {
    fc.assert(
      fc.property(pattern, (cron) => {
        const spoken = wordsOf({ cron, onceAt: null, timezone: "UTC" });
        return sameTimes(parsed(spoken), parsed(cron));
      }),
      { seed: 11, numRuns: Number(process.env.RUNS ?? 100) },
    );
  });

  it("fires when croner says, in any zone", () => {
    const zones = fc.constantFrom(
      "UTC",
      "Europe/Berlin",
      "America/New_York",
      "Australia/Lord_Howe",
    );
    fc.assert(
      fc.property(pattern, zones, (cron, timezone) => {
        const expected = new Cron(cron, { timezone, fixedTimeRule: "no-wildcard" }).nextRuns(
          30,
          NOW,
        );
        expect(nextTimes(parsed(cron, timezone), NOW, 30)).toEqual(expected);
      }),
      { seed: 12, numRuns: Number(process.env.RUNS ?? 100) },
    );
  });

  it("may have names, seconds, nicknames and several patterns", () => {
    expect(cronOf("0 9 * * MON-FRI")).toBe("0 9 * * MON-FRI");
    expect(cronOf("30 0 9 1,L * *")).toBe("30 0 9 1,L * *");
    expect(cronOf("@daily")).toBe("0 0 * * *");
    expect(cronOf("0 9 * * * |  30 17 * * *")).toBe("0 9 * * * | 30 17 * * *");
  });
});

describe("where clocks change", () => {
  const next = (input: string, zone: string, from: string, count: number) =>
    nextTimes(parseSchedule(input, { timezone: zone, now: NOW }), new Date(from), count).map((at) =>
      at.toISOString().slice(0, 16),
    );

  it("a time that is left out comes after the gap, and once", () => {
    expect(next("daily at 2:30", "America/New_York", "2027-03-13T12:00Z", 3)).toEqual([
      "2027-03-14T07:00",
      "2027-03-15T06:30",
      "2027-03-16T06:30",
    ]);
    expect(next("0 2,14 * * *", "America/New_York", "2027-03-14T05:00Z", 2)).toEqual([
      "2027-03-14T07:00",
      "2027-03-14T18:00",
    ]);
  });

  it("a time that comes twice counts once", () => {
    expect(next("daily at 1:30", "America/New_York", "2027-11-06T12:00Z", 2)).toEqual([
      "2027-11-07T05:30",
      "2027-11-08T06:30",
    ]);
  });

  it("an interval goes on through both", () => {
    expect(next("every 30 minutes", "America/New_York", "2027-11-07T05:00Z", 4)).toEqual([
      "2027-11-07T05:30",
      "2027-11-07T06:00",
      "2027-11-07T06:30",
      "2027-11-07T07:00",
    ]);
  });

  it("a change of half an hour is known", () => {
    expect(next("daily at 2:15", "Australia/Lord_Howe", "2026-10-03T00:00Z", 2)).toEqual([
      "2026-10-03T15:30",
      "2026-10-04T15:15",
    ]);
  });
});

describe("a schedule is refused", () => {
  const refusal = (input: string, timezone?: string): UnclearSchedule => {
    try {
      parsed(input, timezone);
    } catch (error) {
      if (error instanceof UnclearSchedule) return error;
      throw error;
    }
    throw new Error(`${input} was accepted`);
  };

  it.each([
    ["gibberish", "gibberish", /not understood/],
    ["every weekday at nine-ish", "-ish", /"-ish" was not understood/],
    ["every weekday at 25:00", "25:00", /not a time of day/],
    ["every day at 13pm", "13pm", /not a time of day/],
    ["every 30 seconds", "30 seconds", /more than once a minute/],
    ["every second", "second", /more than once a minute/],
    ["every other monday", "other monday", /does not count weeks/],
    ["every second monday", "second monday", /does not count weeks/],
    ["every 2 weeks", "2 weeks", /anew each month/],
    ["every 30 february", "30", /February never has a day 30/],
    ["the 32nd at 9", "32", /no month has a day 32/],
    ["on 2027-02-29 at 9", "on 2027-02-29", /no such day/],
    ["the 6th friday of the month", "6th friday", /at most five/],
    ["today at 9", "today", /has passed/],
    ["on 2020-01-01 at 9", "on 2020-01-01", /has passed/],
    ["* * * * * *", "*", /more than once a minute/],
    ["*/10 * * * * *", "*/10", /more than once a minute/],
    ["0 0 30 2 *", "0 0 30 2 *", /never fires/],
    ["61 * * * *", "61", /not a minute/],
    ["0 24 * * *", "24", /not a hour/],
    ["0 9 * *", "0 9 * *", /4 fields/],
    ["0 0 9 * * * 2027", "0 0 9 * * * 2027", /7 fields/],
    ["@reboot", "@reboot", /not a cron nickname/],
  ])("%s", (input, part, rule) => {
    const error = refusal(input);
    expect(error.part).toBe(part);
    expect(error.message).toMatch(rule);
    expect(error.message).toMatch(/^schedule: /);
    expect(error.details.examples).toHaveLength(3);
  });

  it.each([
    ["", /empty/],
    ["every day between 9 and 17", /not how often/],
    ["every 2 hours at 9", /both how often and at what time/],
    ["tomorrow at 9 every day", /both one day and how often/],
    ["15 * * * * * | 45 * * * * *", /twice in a minute/],
  ])("as a whole: %s", (input, rule) => {
    expect(refusal(input).message).toMatch(rule);
  });

  it("with examples that are understood", () => {
    const inputs = [
      "gibberish",
      "every other monday",
      "every 2 weeks",
      "every day at 99",
      "every 2 days",
      "61 * * * *",
    ];
    for (const input of inputs) {
      for (const example of refusal(input).details.examples as string[]) {
        expect(() => parsed(example), example).not.toThrow();
      }
    }
  });

  it.each([
    ["Berlin", ["Europe/Berlin"]],
    ["Mars/Olympus", ["Europe/Berlin", "America/New_York", "UTC"]],
    ["+02:00", ["Europe/Berlin", "America/New_York", "UTC"]],
  ])("in the zone %s", (zone, examples) => {
    const error = refusal("daily", zone);
    expect(error.message).toMatch(/^timezone: .* is not a time zone$/);
    expect(error.details.examples).toEqual(examples);
  });

  it("unless the zone is only spelled otherwise", () => {
    expect(parsed("daily", "europe/berlin").timezone).toBe("Europe/Berlin");
    expect(parsed("daily", "utc").timezone).toBe("UTC");
    expect(parsed("daily", "Asia/Kolkata").timezone).toBe("Asia/Kolkata");
  });
});
