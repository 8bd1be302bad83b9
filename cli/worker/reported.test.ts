import { expect, test } from "vitest";
import { failed, NO_USAGE } from "./programs/program";
import { clearedEvidence, reported } from "./reported";

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

test("what a program printed is reported without NUL characters, which Baton does not take", () => {
  const how = { evidence: null, handBack: null, isTurn: false };
  const done = { status: "done", text: "a\0b", usage: NO_USAGE, session: null } as const;
  expect(reported(done, how).body).toEqual({ resolution: "ab" });
  expect(reported(done, { ...how, isTurn: true }).body).toEqual({ output: "ab" });
  expect(reported(failed("agent", "no\0pe"), how).body).toMatchObject({ error: "nope" });
});
