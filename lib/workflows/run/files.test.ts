import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readFiles } from "./files";

let base: string;
let server: string;
let root: string;
beforeAll(async () => {
  base = await mkdtemp(path.join(tmpdir(), "workflow-files-"));
  server = path.join(base, "server");
  root = path.join(server, "SHOP");
  await mkdir(path.join(root, "specs"), { recursive: true });
  await writeFile(path.join(root, "specs", "a.md"), "# A");
  await writeFile(path.join(root, "big.md"), "x".repeat(300_000));
  await writeFile(path.join(base, "secret"), "secret");
  await symlink(path.join(base, "secret"), path.join(root, "out.md"));
  await symlink(path.join(root, "specs"), path.join(root, "inside"));
  await symlink(base, path.join(root, "up"));
  await mkdir(path.join(server, "OTHER"));
  await writeFile(path.join(server, "OTHER", "b.md"), "# B");
  await writeFile(path.join(server, "c.md"), "# C");
  await symlink(path.join(server, "OTHER"), path.join(root, "next"));
  await symlink(base, path.join(server, "AWAY"));
});
afterAll(() => rm(base, { recursive: true }));

const rules = async (
  file: string,
  from: string | undefined = server,
  prefix: string | null = "SHOP",
) => (await readFiles([file], {}, prefix, from)).problems.map(({ field, rule }) => [field, rule]);

describe("files that nobody sent", () => {
  it("are read within the server's folder, also along links that stay in it", async () => {
    const { texts, problems } = await readFiles(["specs/a.md", "inside/a.md"], {}, "SHOP", server);
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

  it("are those of one project, and of none where there is no folder for it", async () => {
    const missing = "is read by a stage: send its text";
    for (const file of ["c.md", "b.md", "next/b.md"])
      expect(await rules(file)).toEqual([[`files.${file}`, missing]]);
    expect((await readFiles(["b.md"], {}, "OTHER", server)).texts).toEqual({ "b.md": "# B" });
    for (const prefix of ["NONE", "AWAY", null, "..", "."])
      expect(await rules("secret", server, prefix)).toEqual([["files.secret", missing]]);
    expect(await rules("specs/a.md", server, null)).toEqual([["files.specs/a.md", missing]]);
  });

  it("have at most 256 KB and are files", async () => {
    expect(await rules("big.md")).toEqual([["files.big.md", "must be at most 256 KB"]]);
    expect(await rules("specs")).toEqual([["files.specs", "is not a file"]]);
  });
});
