import { expect, test } from "vitest";
import { NO_FILTERS, narrowedBy, runsQuery } from "./runs-view";

test("asks the same for equal filters, whatever their order", () => {
  expect(runsQuery({ ...NO_FILTERS, status: ["running", "failed"] })).toBe(
    runsQuery({ ...NO_FILTERS, status: ["failed", "running"] }),
  );
  expect(runsQuery({ workflow: "feature", status: ["failed"], by: "ana", project: 3 })).toBe(
    "workflow=feature&status=failed&started_by=ana&project_id=3",
  );
  expect(runsQuery(NO_FILTERS)).toBe("");
});

test("finds what needs attention among what runs", () => {
  expect(runsQuery({ ...NO_FILTERS, status: ["attention"] })).toBe(
    "status=running&attention=blocked",
  );
  expect(runsQuery({ ...NO_FILTERS, status: ["person"] })).toBe("status=running&attention=person");
  expect(runsQuery({ ...NO_FILTERS, status: ["person", "attention", "failed"] })).toBe(
    "status=failed%2Crunning&attention=blocked%2Cperson",
  );
  expect(runsQuery({ ...NO_FILTERS, status: ["running", "person"] })).toBe("status=running");
});

test("counts the kinds of filter that are set", () => {
  expect(narrowedBy(NO_FILTERS)).toBe(0);
  expect(narrowedBy({ workflow: " ", status: ["failed"], by: null, project: 1 })).toBe(2);
});
