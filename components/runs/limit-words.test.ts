import { expect, it } from "vitest";
import { LIMIT, shareOf } from "./limit-words";

it("says a figure and its limit in the unit that people read", () => {
  expect(LIMIT.tokens.inWords(1_204_331)).toBe("1,204,331");
  expect(LIMIT.cost_usd.inWords(2.5)).toBe("$2.50");
  expect(LIMIT.seconds.inWords(5_400)).toBe("1h 30m");
});

it("knows how near a run is to a limit", () => {
  expect(shareOf({ figure: 5, limit: 10 })).toBe(0.5);
  expect(shareOf({ figure: 30, limit: 10 })).toBe(1);
  expect(shareOf({ figure: null, limit: 10 })).toBe(0);
});
