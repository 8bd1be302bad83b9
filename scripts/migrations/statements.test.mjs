import { expect, test } from "vitest";
import { splitStatements } from "./statements.mjs";

test("statements end at semicolons that are not inside quotes, dollar quotes or comments", () => {
  const sql = `-- no transaction
-- first; with a semicolon
CREATE INDEX CONCURRENTLY IF NOT EXISTS "a;b" ON t (x) WHERE y = 'it''s; here' AND z = E'\\'; ';
/* not; one */ DO $body$ BEGIN PERFORM $$;$$; END $body$;
SELECT $1;;
-- the end;
`;
  expect(splitStatements(sql).map((text) => text.replaceAll(/--[^\n]*\n/g, "").trim())).toEqual([
    `CREATE INDEX CONCURRENTLY IF NOT EXISTS "a;b" ON t (x) WHERE y = 'it''s; here' AND z = E'\\'; '`,
    "/* not; one */ DO $body$ BEGIN PERFORM $$;$$; END $body$",
    "SELECT $1",
  ]);
});

test("a last statement needs no semicolon, and comments alone are none", () => {
  expect(splitStatements("SELECT 1; SELECT 2")).toEqual(["SELECT 1", "SELECT 2"]);
  expect(splitStatements("-- nothing;\n/* ; */ ;\n")).toEqual([]);
});
