"use client";

import { createTwoFilesPatch } from "diff";
import { useMemo } from "react";
import { DiffView } from "@/components/diff/diff-view";
import { parsePatch } from "@/components/diff/patch";

interface TextDifferenceProps {
  /** What each text is called: "version 3", "yours". */
  names: readonly [before: string, after: string];
  before: string;
  after: string;
}

/** The difference between two definitions, line by line. */
export function TextDifference({ names: [old, now], before, after }: TextDifferenceProps) {
  const patch = useMemo(() => {
    const name = `${old} → ${now}`;
    const text = createTwoFilesPatch(name, name, ended(before), ended(after), "", "", {
      context: 3,
    });
    return parsePatch(text.replace(/^=+\n/, ""));
  }, [old, now, before, after]);
  if (ended(before) === ended(after)) {
    return <p className="py-6 text-center text-ink-2 text-sm">There is no difference.</p>;
  }
  return <DiffView patch={patch} />;
}

const ended = (text: string): string => (text.endsWith("\n") ? text : `${text}\n`);
