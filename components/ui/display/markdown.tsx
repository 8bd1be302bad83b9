"use client";

import dynamic from "next/dynamic";
import { memo, Suspense } from "react";
import { cn } from "@/components/ui/cn";
import type { MarkdownProps } from "./markdown-rendered";

/** What is shown until the code for markdown is there, and instead of it when it cannot be fetched. */
function PlainText({ children, className }: MarkdownProps) {
  return (
    <div
      className={cn(
        "whitespace-pre-wrap break-words [unicode-bidi:plaintext] text-base text-ink leading-6",
        className,
      )}
    >
      {children}
    </div>
  );
}

const Rendered = dynamic(() =>
  import("./markdown-rendered").then(
    ({ MarkdownRendered }) => MarkdownRendered,
    () => PlainText,
  ),
);

/**
 * Text that people or agents wrote, as markdown. The server renders it; in the browser its code is a chunk of its own.
 * Memoized, because a boundary that is rendered again before its code has arrived drops what the server rendered.
 */
export const Markdown = memo(function Markdown(props: MarkdownProps) {
  return (
    <Suspense fallback={<PlainText {...props} />}>
      <Rendered {...props} />
    </Suspense>
  );
});
