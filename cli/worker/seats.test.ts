import { expect, it } from "vitest";
import { Seats } from "./seats";

/** A worker that counts what it is told. */
function member(working: number, seated = working) {
  const told = { woken: 0, interrupted: 0 };
  const counts = { working, seated };
  return {
    told,
    counts,
    working: () => counts.working,
    seated: () => counts.seated,
    wake: () => void told.woken++,
    interrupt: () => void told.interrupted++,
  };
}

it("is full when all workers together have as much as may work at once, and tells each of them", () => {
  const seats = new Seats(2);
  const [one, other] = [member(1), member(0)];
  seats.join(one);
  const leave = seats.join(other);
  seats.changed();
  expect(seats.isFull).toBe(false);
  other.counts.working = 1;
  seats.changed();
  expect(seats.isFull).toBe(true);
  expect([one.told, other.told]).toEqual([
    { woken: 1, interrupted: 1 },
    { woken: 1, interrupted: 1 },
  ]);
  leave();
  expect(seats.isFull).toBe(false);
  expect(one.told).toEqual({ woken: 2, interrupted: 1 });
});

it("lets work that was claimed at the same moment wait for a place, unless nobody wants it any more", async () => {
  const seats = new Seats(1);
  const one = member(2, 1);
  seats.join(one);
  const unwanted = new AbortController();
  const given: string[] = [];
  const waiting = [
    seats.free(new AbortController().signal).then(() => given.push("place")),
    seats.free(unwanted.signal).then(() => given.push("unwanted")),
  ];
  seats.changed();
  unwanted.abort();
  await waiting[1];
  expect(given).toEqual(["unwanted"]);
  one.counts.seated = 0;
  seats.changed();
  await waiting[0];
  expect(given).toEqual(["unwanted", "place"]);
});
