/** The paragraphs of a text, for comments on one of them. Pure. */

const FENCE = /^ {0,3}(`{3,}|~{3,})/;

/** The paragraphs: parts with blank lines between them. A block of code in fences is one of them, blank lines included. */
export function paragraphsOf(text: string): string[] {
  const paragraphs: string[] = [];
  let lines: string[] = [];
  let fence: string | null = null;
  const end = () => {
    if (lines.length > 0) paragraphs.push(lines.join("\n"));
    lines = [];
  };
  for (const line of text.split(/\r\n|\r|\n/)) {
    const mark = FENCE.exec(line)?.[1];
    if (fence === null && line.trim() === "") {
      end();
      continue;
    }
    lines.push(line);
    if (mark === undefined) continue;
    if (fence === null) fence = mark;
    else if (mark.startsWith(fence) && line.trim() === mark) {
      fence = null;
      end();
    }
  }
  end();
  return paragraphs;
}
