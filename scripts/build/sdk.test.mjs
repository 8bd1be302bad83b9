import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { bundledSdk, sdkTypes, shippedSdk, shippedSdkTypes } from "./sdk.mjs";

const again = "run npm run generate and commit what it writes";

test("the SDK that is shipped is the one its sources make, and imports nothing", async () => {
  const sdk = readFileSync(shippedSdk, "utf8");
  expect(sdk === (await bundledSdk()), again).toBe(true);
  expect(sdk).not.toMatch(/^import |\brequire\(/m);
});

test("its types are those of its sources", async () => {
  expect(readFileSync(shippedSdkTypes, "utf8") === (await sdkTypes()), again).toBe(true);
});
