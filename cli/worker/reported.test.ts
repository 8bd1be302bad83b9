import { expect, test } from "vitest";
import { clearedEvidence } from "./reported";

test("no diff that is reported has a secret in it, nor what a check printed", () => {
  const commit = "a".repeat(40);
  const said = "+token = hunter2";
  const evidence = clearedEvidence(
    {
      change: {
        commit,
        diff: said,
        since: [
          { commit, diff: said },
          { commit: "b".repeat(40), diff: null },
        ],
      },
      checks: {
        commit,
        checks: [
          {
            name: "test",
            command: "x",
            state: "passed",
            exit_code: 0,
            output: said,
            duration_ms: 1,
          },
        ],
      },
    },
    (text) => text.replaceAll("hunter2", "[redacted]"),
  );
  expect(JSON.stringify(evidence)).not.toContain("hunter2");
  expect(evidence.change?.since).toMatchObject([{ diff: "+token = [redacted]" }, { diff: null }]);
});
