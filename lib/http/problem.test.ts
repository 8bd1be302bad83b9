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

it.each([
  [true, 412, "precondition_failed"],
  [false, 409, "conflict"],
])(
  "shows a stale etag by where it was sent: in If-Match %s, as %i %s",
  async (conditional, status, code) => {
    const error = new DomainError("stale_etag", "etag mismatch for TASK-001", { etag: "now" });
    const response = problemResponse(error, "r1", { conditional });
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ status, code, etag: "now" });
  },
);
