import { expect, it } from "vitest";
import { DomainError } from "@/lib/core/errors";
import { problemResponse } from "./problem";

it("keeps the standard members whatever the details are called", async () => {
  const error = new DomainError("conflict", "taken", {
    status: "in_progress",
    allowed: ["review"],
  });
  const response = problemResponse(error, "r1");
  expect(response.status).toBe(409);
  expect(await response.json()).toMatchObject({
    status: 409,
    detail: "taken",
    allowed: ["review"],
  });
});
