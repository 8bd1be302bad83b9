import type { Metadata } from "next";
import { BoardScreen } from "@/components/board/board-screen";
import { boardParsers } from "@/components/board/board-view";
import { filterOf } from "@/components/board/filter-of";
import { FirstPaintProvider } from "@/components/board/first-paint-provider";
import { addressOf, type SearchParams } from "@/components/sync/address/parsers";
import { FirstPaint } from "@/components/sync/data/first-paint";
import { pageContext } from "@/lib/auth/sessions/current-actor";
import { readHorizon } from "../horizon";
import { readColumns } from "./read-columns";

export const metadata: Metadata = { title: "Board" };

export default async function BoardPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await pageContext();
  const horizon = await readHorizon();
  const filter = filterOf(await addressOf(boardParsers, searchParams));
  return (
    <FirstPaint horizon={horizon}>
      <FirstPaintProvider firstPaint={{ filter, pages: await readColumns(ctx, filter) }}>
        <BoardScreen />
      </FirstPaintProvider>
    </FirstPaint>
  );
}
