import type { Diagnostic } from "@codemirror/lint";
import type { Mark } from "@/components/workflows/editor/check-source";

/** Marks for the code. A place without length marks what follows it, up to the end of the text. */
export function diagnosticsOf(marks: readonly Mark[], length: number): Diagnostic[] {
  return marks.map(({ from, to, severity, message, fix }) => ({
    from: Math.min(from, length),
    to: Math.min(Math.max(to, from), length),
    severity,
    message: fix ? `${message}\n${fix}` : message,
  }));
}
