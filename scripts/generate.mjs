import { mkdirSync, writeFileSync } from "node:fs";
import { bundledCli, shippedCli } from "./build/cli.mjs";
import { generatedClient } from "./build/description.mjs";
import { bundledSdk, sdkTypes, shippedSdk, shippedSdkTypes } from "./build/sdk.mjs";
import { inProject } from "./project.mjs";
import { runCommand } from "./refusal.mjs";

// Writes what is generated and committed: the client's types and operations, and the SDK and the command line made of them.
await runCommand(async () => {
  const { types, operations } = await generatedClient();
  mkdirSync(inProject("client/generated"), { recursive: true });
  writeFileSync(inProject("client/generated/api.d.ts"), types);
  writeFileSync(inProject("client/generated/operations.ts"), operations);
  writeFileSync(shippedCli, await bundledCli(), { mode: 0o755 });
  mkdirSync(inProject("cli/sdk/dist"), { recursive: true });
  writeFileSync(shippedSdk, await bundledSdk());
  writeFileSync(shippedSdkTypes, await sdkTypes());
  console.log("Written: client/generated, cli/sdk/dist and scripts/mc-cli.cjs.");
});
