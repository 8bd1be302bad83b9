"use client";

import { Check, ChevronDown, ChevronRight, FileSymlink, MessageSquare } from "lucide-react";
import { memo, type RefObject, useMemo, useState } from "react";
import type { ChangedFile } from "@/components/diff/changes/changed-files";
import { fileTree, shownNodes, type TreeNode } from "@/components/diff/changes/file-tree";
import { cn } from "@/components/ui/cn";
import { Input } from "@/components/ui/controls/input";
import { VirtualList } from "@/components/ui/list/virtual-list";
import { toggled } from "@/components/ui/toggled";
import { LineCounts } from "./file-head";

const ROW_PX = 28;

const LETTERS = {
  added: { letter: "A", word: "added", tone: "text-success" },
  deleted: { letter: "D", word: "deleted", tone: "text-danger" },
  modified: { letter: "M", word: "modified", tone: "text-ink-3" },
  renamed: { letter: "R", word: "renamed", tone: "text-status-assigned" },
  copied: { letter: "C", word: "copied", tone: "text-status-assigned" },
  type: { letter: "T", word: "of another type", tone: "text-warning" },
} as const;

interface FileListProps {
  files: readonly ChangedFile[];
  isViewed: (file: ChangedFile) => boolean;
  /** The comments and drafts at each path. */
  comments: ReadonlyMap<string, number>;
  /** The file that is read now, by its index. */
  current: number;
  filter: RefObject<HTMLInputElement | null>;
  onOpen: (file: ChangedFile) => void;
}

/** The files of a change by folder, with what was viewed; a word narrows them. */
export const FileList = memo(function FileList({
  files,
  isViewed,
  comments,
  current,
  filter,
  onOpen,
}: FileListProps) {
  const [word, setWord] = useState("");
  const [closed, setClosed] = useState<readonly string[]>([]);
  const tree = useMemo(() => {
    const wanted = word.trim().toLowerCase();
    const found = wanted ? files.filter(({ path }) => path.toLowerCase().includes(wanted)) : files;
    return fileTree(found, ({ path }) => path);
  }, [files, word]);
  const nodes = shownNodes(tree, (path) => closed.includes(path));
  const viewed = files.filter(isViewed).length;
  const turn = (path: string) => setClosed((before) => toggled(before, path));
  return (
    <nav aria-label="Files of the change" className="flex min-h-0 flex-1 flex-col">
      <div className="flex flex-col gap-2 border-b p-2">
        <Input
          ref={filter}
          type="search"
          aria-label="Filter the files"
          placeholder="Filter files"
          value={word}
          onChange={(event) => setWord(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === "Escape" && word !== "") {
              event.stopPropagation();
              setWord("");
            }
          }}
          className="h-7 text-xs"
        />
        <p className="px-1 text-ink-3 text-xs tabular-nums">
          {viewed} of {files.length} viewed
        </p>
      </div>
      {nodes.length === 0 ? (
        <p className="px-3 py-2 text-ink-3 text-sm">No file has “{word.trim()}” in its path.</p>
      ) : (
        <VirtualList
          label="Files of the change"
          items={nodes}
          keyOf={({ kind, path }) => `${kind}:${path}`}
          estimate={() => ROW_PX}
          className="min-h-0 flex-1 py-1"
        >
          {(node, isStop) =>
            node.kind === "folder" ? (
              <Folder
                node={node}
                isClosed={closed.includes(node.path)}
                isStop={isStop}
                onTurn={() => turn(node.path)}
              />
            ) : (
              <File
                node={node}
                isViewed={isViewed(node.file)}
                isCurrent={node.file.index === current}
                isStop={isStop}
                comments={comments.get(node.path) ?? 0}
                onOpen={() => onOpen(node.file)}
              />
            )
          }
        </VirtualList>
      )}
    </nav>
  );
});

const rowClass =
  "flex min-h-7 w-full items-center gap-1.5 py-1 pr-2 text-left text-xs hover:bg-hover focus-visible:-outline-offset-2 pointer-coarse:min-h-9";
const indent = (depth: number) => ({ paddingLeft: `${0.5 + depth * 0.75}rem` });

function Folder({
  node,
  isClosed,
  isStop,
  onTurn,
}: {
  node: Extract<TreeNode<ChangedFile>, { kind: "folder" }>;
  isClosed: boolean;
  isStop: boolean;
  onTurn: () => void;
}) {
  const Chevron = isClosed ? ChevronRight : ChevronDown;
  return (
    <button
      type="button"
      data-stop=""
      tabIndex={isStop ? 0 : -1}
      aria-expanded={!isClosed}
      onClick={onTurn}
      onKeyDown={({ key }) => {
        if ((key === "ArrowLeft" && !isClosed) || (key === "ArrowRight" && isClosed)) onTurn();
      }}
      className={cn(rowClass, "text-ink-2")}
      style={indent(node.depth)}
    >
      <Chevron aria-hidden className="size-3.5 shrink-0 text-ink-3" />
      <span className="wrap-anywhere min-w-0 flex-1">{node.name}</span>
    </button>
  );
}

function File({
  node: { file, name, depth },
  isViewed,
  isCurrent,
  isStop,
  comments,
  onOpen,
}: {
  node: Extract<TreeNode<ChangedFile>, { kind: "file" }>;
  isViewed: boolean;
  isCurrent: boolean;
  isStop: boolean;
  comments: number;
  onOpen: () => void;
}) {
  const { letter, word, tone } = LETTERS[file.status];
  return (
    <button
      type="button"
      data-stop=""
      tabIndex={isStop ? 0 : -1}
      aria-current={isCurrent ? "location" : undefined}
      onClick={onOpen}
      className={cn(
        rowClass,
        isCurrent && "bg-selected shadow-[inset_2px_0_0_var(--accent)]",
        isViewed && "text-ink-3",
      )}
      style={indent(depth)}
    >
      {isViewed ? (
        <Check aria-hidden className="size-3.5 shrink-0 text-success" />
      ) : file.status === "renamed" ? (
        <FileSymlink aria-hidden className="size-3.5 shrink-0 text-ink-3" />
      ) : (
        <span aria-hidden className={cn("w-3.5 shrink-0 text-center font-mono text-2xs", tone)}>
          {letter}
        </span>
      )}
      <span className="wrap-anywhere min-w-0 flex-1">
        {name}
        <span className="sr-only">
          , {word}
          {isViewed ? ", viewed" : ""}
        </span>
      </span>
      {comments > 0 ? (
        <span className="flex items-center gap-0.5 text-2xs text-accent-ink tabular-nums">
          <MessageSquare aria-hidden className="size-3" />
          {comments}
          <span className="sr-only">{comments === 1 ? "comment" : "comments"}</span>
        </span>
      ) : null}
      <LineCounts added={file.added} removed={file.removed} />
    </button>
  );
}
