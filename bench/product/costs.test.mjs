import { expect, test } from "vitest";
import { Costs, timesOf } from "./costs.mjs";

test("what one operation costs is the mean of all that were counted, not of the rounds", () => {
  const costs = new Costs();
  costs.add({ server: 100, postgres: 20 }, 10);
  costs.add({ server: 20, postgres: 10 }, 20);
  expect(costs.each()).toEqual({ server: 4, postgres: 1, together: 5 });
});

test("multiples of another cost are taken of each part and of both together", () => {
  const cost = { server: 4, postgres: 2, together: 6 };
  const health = { server: 2, postgres: 0.5, together: 2.5 };
  expect(timesOf(cost, health)).toEqual({ serverTimes: 2, postgresTimes: 4, togetherTimes: 2.4 });
});
