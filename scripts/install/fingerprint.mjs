import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { inProject } from "../project.mjs";

export const platform = `${process.platform}-${process.arch}`;

export function lockfileHash() {
  return sha256(readFileSync(inProject("package-lock.json")));
}

/** @param {string | Buffer} content */
export function sha256(content) {
  return createHash("sha256").update(content).digest("hex");
}

/** @param {string} file @returns {any} null when it is missing or broken */
export function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return null;
  }
}
