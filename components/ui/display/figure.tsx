"use client";

import { useFormat } from "@/components/format/format-provider";

/** A whole number as the reader writes it; nothing while it is unknown. */
export function Count({ value }: { value: number | undefined }) {
  const format = useFormat();
  return value === undefined ? null : format.number(value);
}

/** US dollars. */
export function Cost({ usd }: { usd: number }) {
  return useFormat().cost(usd);
}

/** A number of tokens, shortened. */
export function Tokens({ count }: { count: number }) {
  return useFormat().tokens(count);
}
