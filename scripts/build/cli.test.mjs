import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { bundledCli, shippedCli } from "./cli.mjs";

test("the command line that is shipped is the one its sources make", async () => {
  const isCurrent = (await bundledCli()) === readFileSync(shippedCli, "utf8");
  expect(isCurrent, "run npm run generate and commit what it writes").toBe(true);
});
