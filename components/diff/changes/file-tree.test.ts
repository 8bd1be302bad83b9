import { describe, expect, it } from "vitest";
import { filesBelow, fileTree, shownNodes, type TreeNode } from "./file-tree";

const tree = (...paths: string[]) => fileTree(paths, (path) => path);
const words = (nodes: readonly TreeNode<string>[]) =>
  nodes.map(
    ({ kind, name, depth }) => `${"  ".repeat(depth)}${name}${kind === "folder" ? "/" : ""}`,
  );

describe("fileTree", () => {
  it("puts folders before files, each by name, and joins folders that hold one folder", () => {
    const nodes = tree(
      "readme.md",
      "lib/runs/evidence/report.ts",
      "lib/runs/evidence/a.ts",
      "app/x.ts",
    );
    expect(words(shownNodes(nodes, () => false))).toEqual([
      "app/",
      "  x.ts",
      "lib/runs/evidence/",
      "  a.ts",
      "  report.ts",
      "readme.md",
    ]);
  });

  it("keeps apart a file and a folder of one name", () => {
    expect(words(shownNodes(tree("a", "a/b"), () => false))).toEqual(["a/", "  b", "a"]);
  });

  it("hides what is in closed folders, and has all files below a folder", () => {
    const nodes = tree("lib/a.ts", "lib/deep/b.ts");
    expect(words(shownNodes(nodes, (path) => path === "lib/deep"))).toEqual([
      "lib/",
      "  deep/",
      "  a.ts",
    ]);
    expect(nodes.flatMap((node) => filesBelow(node))).toEqual(["lib/deep/b.ts", "lib/a.ts"]);
  });
});
