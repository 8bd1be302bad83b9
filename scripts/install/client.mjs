import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { inProject, pinnedNodePath, projectRoot } from "../project.mjs";
import { Refusal, tail } from "../refusal.mjs";
import { lockfileHash, sha256 } from "./fingerprint.mjs";

const schemaFile = inProject("prisma/schema.prisma");
const stampFile = inProject("prisma/generated/schema.sha256");

/** True when the generated database client belongs to the schema and to the installed Prisma. */
export function clientIsCurrent() {
  return existsSync(stampFile) && readFileSync(stampFile, "utf8") === fingerprint();
}

/** Prisma asks for a schema engine binary even to generate; an existing file in its place keeps Prisma from downloading one. */
export function generateClient() {
  const wanted = fingerprint();
  const ran = spawnSync(
    pinnedNodePath,
    [inProject("node_modules/prisma/build/index.js"), "generate"],
    {
      cwd: projectRoot,
      encoding: "utf8",
      env: {
        ...process.env,
        PRISMA_SCHEMA_ENGINE_BINARY: inProject("package.json"),
        PRISMA_HIDE_UPDATE_MESSAGE: "1",
        CHECKPOINT_DISABLE: "1",
      },
    },
  );
  if (ran.status !== 0) {
    throw new Refusal(
      `${tail(`${ran.stdout}\n${ran.stderr}`)}\nThe database client could not be generated from prisma/schema.prisma.`,
    );
  }
  writeFileSync(stampFile, wanted);
}

function fingerprint() {
  return sha256(readFileSync(schemaFile, "utf8") + lockfileHash());
}
