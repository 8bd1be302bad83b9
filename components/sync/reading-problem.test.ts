import { expect, test } from "vitest";
import { ApiError } from "./api";
import { hasFailed } from "./reading-problem";

const unavailable = new ApiError(503, "unavailable", "The server does not answer", undefined, "1");

test("data stays when reading it again failed, and is replaced where there is none", () => {
  expect(hasFailed({ data: { tasks: [] }, error: unavailable })).toBe(false);
  expect(hasFailed({ data: undefined, error: unavailable })).toBe(true);
  expect(hasFailed({ data: undefined, error: null })).toBe(false);
});

test("what was deleted, or is no longer the reader's, is not shown any more", () => {
  const gone = new ApiError(404, "not_found", "no such task", undefined, undefined);
  const forbidden = new ApiError(403, "forbidden", "not yours", undefined, undefined);
  expect(hasFailed({ data: {}, error: gone })).toBe(true);
  expect(hasFailed({ data: {}, error: forbidden })).toBe(true);
});
