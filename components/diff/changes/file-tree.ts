/** A folder or a file of the tree. Folders that hold a single folder are joined with it: `lib/runs/evidence`. */
export type TreeNode<File> =
  | { kind: "folder"; name: string; path: string; depth: number; children: TreeNode<File>[] }
  | { kind: "file"; name: string; path: string; depth: number; file: File };

interface Folder<File> {
  folders: Map<string, Folder<File>>;
  files: { name: string; file: File }[];
}

/** Files by folder: folders before files, each by name. `pathOf` is a path with slashes. */
export function fileTree<File>(
  files: readonly File[],
  pathOf: (file: File) => string,
): TreeNode<File>[] {
  const root: Folder<File> = { folders: new Map(), files: [] };
  for (const file of files) {
    const parts = pathOf(file).split("/");
    const name = parts.pop() ?? "";
    let folder = root;
    for (const part of parts) {
      const next: Folder<File> = folder.folders.get(part) ?? { folders: new Map(), files: [] };
      folder.folders.set(part, next);
      folder = next;
    }
    folder.files.push({ name, file });
  }
  return nodesOf(root, "", 0, pathOf);
}

function nodesOf<File>(
  folder: Folder<File>,
  above: string,
  depth: number,
  pathOf: (file: File) => string,
): TreeNode<File>[] {
  const folders = [...folder.folders].toSorted(byName).map(([first, found]): TreeNode<File> => {
    let [name, inner] = [first, found];
    while (inner.files.length === 0 && inner.folders.size === 1) {
      const [only] = inner.folders;
      if (!only) break;
      name = `${name}/${only[0]}`;
      inner = only[1];
    }
    const path = `${above}${name}`;
    const children = nodesOf(inner, `${path}/`, depth + 1, pathOf);
    return { kind: "folder", name, path, depth, children };
  });
  const files = folder.files
    .toSorted((a, b) => byName([a.name], [b.name]))
    .map(
      ({ name, file }): TreeNode<File> => ({ kind: "file", name, path: pathOf(file), depth, file }),
    );
  return [...folders, ...files];
}

const byName = ([a]: readonly [string, ...unknown[]], [b]: readonly [string, ...unknown[]]) =>
  a < b ? -1 : a > b ? 1 : 0;

/** The tree from top to bottom, without what is inside of closed folders. */
export function shownNodes<File>(
  nodes: readonly TreeNode<File>[],
  isClosed: (path: string) => boolean,
): TreeNode<File>[] {
  return nodes.flatMap((node) =>
    node.kind === "folder" && !isClosed(node.path)
      ? [node, ...shownNodes(node.children, isClosed)]
      : [node],
  );
}

/** All files below a node, in the order of the tree. */
export function filesBelow<File>(node: TreeNode<File>): File[] {
  return node.kind === "file" ? [node.file] : node.children.flatMap((child) => filesBelow(child));
}
