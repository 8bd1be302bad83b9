import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readFiles } from "./files";

let base: string;
let root: string;
beforeAll(async () => {
  base = await mkdtemp(path.join(tmpdir(), "workflow-files-"));
  root = path.join(base, "root");
  await mkdir(path.join(root, "specs"), { recursive: true });
  await writeFile(path.join(root, "specs", "a.md"), "# A");
  await writeFile(path.join(root, "big.md"), "x".repeat(300_000));
  await writeFile(path.join(base, "secret"), "secret");
  await symlink(path.join(base, "secret"), path.join(root, "out.md"));
  await symlink(path.join(root, "specs"), path.join(root, "inside"));
  await symlink(base, path.join(root, "up"));
});
afterAll(() => rm(base, { recursive: true }));

const rules = async (file: string, from: string | undefined = root) =>
  (await readFiles([file], {}, from)).problems.map(({ field, rule }) => [field, rule]);

describe("files that nobody sent", () => {
  it("are read within the server's folder, also along links that stay in it", async () => {
    const { texts, problems } = await readFiles(["specs/a.md", "inside/a.md"], {}, root);
    expect([texts, problems]).toEqual([{ "specs/a.md": "# A", "inside/a.md": "# A" }, []]);
  });

  it("are never read outside of it, by path or by link, nor where there is no folder", async () => {
    const missing = "is read by a stage: send its text";
    expect(await rules("out.md")).toEqual([["files.out.md", missing]]);
    expect(await rules("up/secret")).toEqual([["files.up/secret", missing]]);
    expect(await rules("../secret")).toEqual([
      ["files.../secret", "must be a relative path without .."],
    ]);
    expect(await rules("/etc/passwd")).toEqual([
      ["files./etc/passwd", "must be a relative path without .."],
    ]);
    expect(await rules("specs/a.md", "")).toEqual([["files.specs/a.md", missing]]);
  });

  it("have at most 256 KB and are files", async () => {
    expect(await rules("big.md")).toEqual([["files.big.md", "must be at most 256 KB"]]);
    expect(await rules("specs")).toEqual([["files.specs", "is not a file"]]);
  });
});
