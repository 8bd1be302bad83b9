import { expect, it } from "vitest";
import { parse } from "@/lib/http/validate";
import { AskAgent } from "./schema";

it.each([4, 5.5, 86_401, "60"])("says which seconds a turn may take when told %s", (given) => {
  const body = { prompt: "Which cache?", timeout_seconds: given };
  expect(() => parse(AskAgent, body, "body")).toThrow(
    "timeout_seconds: must be a whole number from 5 to 86400",
  );
});
