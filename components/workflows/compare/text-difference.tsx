"use client";

import { createTwoFilesPatch } from "diff";
import { useMemo } from "react";
import { DiffView } from "@/components/diff/diff-view";
import { parsePatch } from "@/components/diff/patch";

interface TextDifferenceProps {
  /** What is compared: the name of the file in the patch. */
  name: string;
  a: string;
  b: string;
}

/** Beyond this a comparison of lines takes longer than anybody waits. */
const MOST_EDITS = 5_000;

/** Two texts, line by line. */
export function TextDifference({ name, a, b }: TextDifferenceProps) {
  const patch = useMemo(() => {
    const text = createTwoFilesPatch(name, name, ended(a), ended(b), "", "", {
      context: 4,
      maxEditLength: MOST_EDITS,
    });
    return text === undefined ? null : parsePatch(text);
  }, [name, a, b]);
  if (ended(a) === ended(b)) return <p className="text-ink-3 text-sm">Both are the same.</p>;
  if (patch === null)
    return <p className="text-ink-3 text-sm">They differ too much to be shown line by line.</p>;
  return <DiffView patch={patch} />;
}

/** A text without a line feed at its end would be told of twice. */
const ended = (text: string): string => (text === "" || text.endsWith("\n") ? text : `${text}\n`);
