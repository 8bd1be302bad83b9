import { type FileHeader, headerAt, readHeader } from "./patch-header";

/** One row of a file. `before` and `after` are line numbers in the old and the new version. */
export type DiffLine =
  | { kind: "hunk"; text: string }
  | { kind: "same"; text: string; before: number; after: number }
  | { kind: "added"; text: string; after: number }
  | { kind: "removed"; text: string; before: number }
  /** A line of the patch about the line above it: "\ No newline at end of file". */
  | { kind: "remark"; text: string }
  /** A line as it was handed in, because it has no place in a hunk. */
  | { kind: "unread"; text: string }
  /** Says in words what could not be read here. */
  | { kind: "problem"; text: string };

export interface DiffFile extends Pick<FileHeader, "path" | "from" | "notes"> {
  kind: "file";
  /** Its index in the patch: the same path may occur twice. */
  id: number;
  added: number;
  removed: number;
  lines: DiffLine[];
  /** How many of the lines could not be read as a diff. */
  unread: number;
}

/** Lines that belong to no file: a commit message, the signature of an e-mail, prose. */
export interface LooseText {
  kind: "text";
  id: number;
  text: string;
}

export interface Patch {
  /** In the order of the text. Every line of it is in one of them, or told in words by a file's notes. */
  parts: (DiffFile | LooseText)[];
  files: number;
  added: number;
  removed: number;
  unread: number;
}

const HUNK = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/;

/**
 * Reads a unified diff as git, diff, svn or a mail program write it. A hunk has as many lines as its header counts, so a line
 * of code never passes for a header. What does not fit stays in the result, as `unread` lines or as text.
 */
export function parsePatch(text: string): Patch {
  return new PatchReader(linesOf(text)).read();
}

/** Splits at line feeds. A text that was converted to CRLF as a whole loses the carriage returns. */
function linesOf(text: string): string[] {
  const lines = text.split("\n");
  if (lines.at(-1) === "") lines.pop();
  return lines.every((line) => line.endsWith("\r"))
    ? lines.map((line) => line.slice(0, -1))
    : lines;
}

class PatchReader {
  private readonly lines: readonly string[];
  private readonly parts: (DiffFile | LooseText)[] = [];
  private at = 0;

  constructor(lines: readonly string[]) {
    this.lines = lines;
  }

  read(): Patch {
    let textFrom = 0;
    while (this.at < this.lines.length) {
      const headerLines = headerAt(this.lines, this.at);
      const isBareHunk = headerLines === 0 && HUNK.test(this.line) && this.isChanged(this.at + 1);
      if (headerLines === 0 && !isBareHunk) {
        this.at++;
        continue;
      }
      this.addText(textFrom);
      this.readFile(headerLines);
      textFrom = this.at;
    }
    this.addText(textFrom);
    const files = this.parts.filter((part) => part.kind === "file");
    const sum = (count: (file: DiffFile) => number) =>
      files.reduce((total, file) => total + count(file), 0);
    return {
      parts: this.parts,
      files: files.length,
      added: sum((file) => file.added),
      removed: sum((file) => file.removed),
      unread: sum((file) => file.unread),
    };
  }

  private get line(): string {
    return this.lines[this.at] ?? "";
  }

  private isChanged(at: number): boolean {
    return /^[ +-]/.test(this.lines[at] ?? "");
  }

  private addText(from: number): void {
    const text = this.lines.slice(from, this.at).join("\n");
    if (text.trim() !== "") this.parts.push({ kind: "text", id: this.parts.length, text });
  }

  private readFile(headerLines: number): void {
    const header = readHeader(this.lines.slice(this.at, this.at + headerLines));
    const file: DiffFile = {
      kind: "file",
      id: this.parts.length,
      path: header.path,
      from: header.from,
      notes: header.notes,
      added: 0,
      removed: 0,
      lines: header.unread.map((text) => ({ kind: "remark", text })),
      unread: 0,
    };
    this.at += headerLines;
    this.parts.push(file);
    if (header.isCombined) this.keepCombined(file);
    else this.readHunks(file);
    describe(file);
  }

  private readHunks(file: DiffFile): void {
    while (this.at < this.lines.length) {
      if (HUNK.test(this.line)) {
        this.readHunk(file);
        continue;
      }
      const next = this.nextStart();
      const continues = HUNK.test(this.lines[next] ?? "") && headerAt(this.lines, next) === 0;
      const end = continues ? next : this.leftoverEnd();
      if (end > this.at) {
        keepUnread(
          file,
          "Baton could not place these lines: no header of a hunk counts them. They are shown as they were handed in.",
          this.lines.slice(this.at, end),
        );
        this.at = end;
      }
      if (!continues) return;
    }
  }

  /** Where the next hunk or file begins. */
  private nextStart(): number {
    let next = this.at;
    while (next < this.lines.length) {
      if (HUNK.test(this.lines[next] ?? "") || headerAt(this.lines, next) > 0) break;
      next++;
    }
    return next;
  }

  /** The end of the changed lines that follow a hunk without being counted by it. */
  private leftoverEnd(): number {
    let end = this.at;
    while (
      /^[+\-\\ ]/.test(this.lines[end] ?? "") &&
      headerAt(this.lines, end) === 0 &&
      !isSignature(this.lines, end)
    ) {
      end++;
    }
    return end;
  }

  private readHunk(file: DiffFile): void {
    const [, before, oldCount, after, newCount] = HUNK.exec(this.line) ?? [];
    let [old, fresh] = [Number(before), Number(after)];
    let [oldLeft, newLeft] = [Number(oldCount ?? 1), Number(newCount ?? 1)];
    file.lines.push({ kind: "hunk", text: this.line });
    this.at++;
    for (; this.at < this.lines.length; this.at++) {
      const line = this.line;
      const sign = line[0];
      const text = line.slice(1);
      if (sign === "\\") {
        file.lines.push({ kind: "remark", text: line });
      } else if (sign === "+" && newLeft > 0) {
        file.lines.push({ kind: "added", text, after: fresh++ });
        file.added++;
        newLeft--;
      } else if (sign === "-" && oldLeft > 0 && !this.isHeaderInside(oldLeft, newLeft)) {
        file.lines.push({ kind: "removed", text, before: old++ });
        file.removed++;
        oldLeft--;
      } else if (isContext(line) && oldLeft > 0 && newLeft > 0) {
        // Editors and mail programs strip the blank that begins an empty line.
        const kept = sign === " " ? text : line;
        file.lines.push({ kind: "same", text: kept, before: old++, after: fresh++ });
        oldLeft--;
        newLeft--;
      } else {
        break;
      }
    }
    if (oldLeft > 0 || newLeft > 0) {
      file.lines.push({ kind: "problem", text: missingWords(oldLeft, newLeft) });
      file.unread++;
    }
  }

  /**
   * Whether the next file begins here although the hunk counts more lines. A removed "-- a" above an added "++ b" looks the
   * same, but then they are the hunk's last lines, or no hunk header follows.
   */
  private isHeaderInside(oldLeft: number, newLeft: number): boolean {
    return headerAt(this.lines, this.at) > 0 && !(oldLeft === 1 && newLeft === 1);
  }

  private keepCombined(file: DiffFile): void {
    const from = this.at;
    while (
      this.at < this.lines.length &&
      !/^(diff -|commit [\da-f]{7}|From [\da-f]{7})/.test(this.line)
    ) {
      this.at++;
    }
    keepUnread(
      file,
      "A merge compared with several versions at once (a combined diff). Baton does not read these: the lines are shown as they were handed in, without numbers.",
      this.lines.slice(from, this.at),
    );
  }
}

function keepUnread(file: DiffFile, problem: string, lines: string[]): void {
  if (lines.every((line) => line.trim() === "")) return;
  file.lines.push({ kind: "problem", text: problem });
  for (const text of lines) file.lines.push({ kind: "unread", text });
  file.unread += lines.length;
}

function isContext(line: string): boolean {
  return line.startsWith(" ") || line === "" || line === "\r";
}

/** The end of an e-mail written by git: "-- " above the version. */
function isSignature(lines: readonly string[], at: number): boolean {
  return /^-- ?\r?$/.test(lines[at] ?? "") && /^\d+\.\d/.test(lines[at + 1] ?? "");
}

function missingWords(oldLeft: number, newLeft: number): string {
  const many = (count: number) => (count === 1 ? "1 line" : `${count} lines`);
  const counted =
    oldLeft === newLeft
      ? many(oldLeft)
      : [
          oldLeft > 0 ? `${many(oldLeft)} of the old version` : "",
          newLeft > 0 ? `${many(newLeft)} of the new version` : "",
        ]
          .filter(Boolean)
          .join(" and ");
  return `The patch is cut off here: the header of this hunk counts ${counted} more.`;
}

/** Adds the notes that depend on the lines, and takes line endings out of the lines if all of them are CRLF. */
function describe(file: DiffFile): void {
  if (file.lines.length === 0 && file.notes.length === 0) file.notes.push("No lines changed");
  const texts = file.lines.filter(({ kind }) => /^(same|added|removed)$/.test(kind));
  if (texts.length === 0 || !texts.every(({ text }) => text.endsWith("\r"))) return;
  for (const line of texts) line.text = line.text.slice(0, -1);
  file.notes.push("Lines end in CRLF");
}
