import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { inProject } from "../project.mjs";
import { Refusal } from "../refusal.mjs";

const bundle = inProject(".baton/cli/mc.mjs");
const stamp = inProject(".baton/cli/sources.sha256");

/**
 * The mc command line as one file without dependencies, made when its sources changed. Returns its path.
 * @returns {Promise<string>}
 */
export async function ensureCli() {
  const wanted = sourcesHash();
  if (existsSync(bundle) && existsSync(stamp) && readFileSync(stamp, "utf8") === wanted)
    return bundle;
  const code = await bundled();
  mkdirSync(path.dirname(bundle), { recursive: true });
  // Several agents may call it first at the same moment: each writes its own file, and the last one stays.
  write(bundle, code);
  write(stamp, wanted);
  return bundle;
}

async function bundled() {
  const esbuild = await import("esbuild").catch(() => {
    throw new Refusal(
      "The packages are not installed. Run npm run build once in the folder of Baton.",
    );
  });
  const { outputFiles } = await esbuild.build({
    entryPoints: [inProject("cli/main.ts")],
    bundle: true,
    write: false,
    format: "esm",
    platform: "node",
    target: "node22",
    tsconfig: inProject("tsconfig.json"),
    absWorkingDir: inProject(),
    logLevel: "silent",
  });
  return outputFiles[0].text;
}

/** @param {string} file @param {string} text */
function write(file, text) {
  const own = `${file}.${process.pid}`;
  writeFileSync(own, text);
  renameSync(own, file);
}

/** Its sources: its own folder, and the files that this imports from elsewhere. */
function sourcesHash() {
  const own = readdirSync(inProject("cli"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
    .map((name) => path.join("cli", name))
    .sort();
  const hash = createHash("sha256");
  for (const file of [...own, "lib/tasks/tickets/codes.ts", "package.json"]) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(inProject(file)))
      .update("\0");
  }
  return hash.digest("hex");
}
