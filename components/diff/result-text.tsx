"use client";

import dynamic from "next/dynamic";
import { memo, Suspense } from "react";
import { cn } from "@/components/ui/cn";
import type { ResultTextProps } from "./result-rendered";

/** The text as it was handed in: while the code that reads patches is on its way, and when it cannot be fetched. */
function AsHandedIn({ text, className }: ResultTextProps) {
  return <pre className={cn("whitespace-pre-wrap break-words text-xs", className)}>{text}</pre>;
}

const Rendered = dynamic(() =>
  import("./result-rendered").then(
    ({ ResultRendered }) => ResultRendered,
    () => AsHandedIn,
  ),
);

/**
 * What an agent handed in: prose as markdown, patches as diffs, wherever they stand. Memoized, because a boundary that is
 * rendered again before its code has arrived drops what the server rendered, and shows the plain text meanwhile.
 */
export const ResultText = memo(function ResultText(props: ResultTextProps) {
  return (
    <Suspense fallback={<AsHandedIn {...props} />}>
      <Rendered {...props} />
    </Suspense>
  );
});
