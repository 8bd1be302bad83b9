import type { ActivityPage } from "@/components/sync/cache/history-pages";
import type { ActivityView } from "./activity-view";

/** The events of one page. */
export const PAGE_SIZE = 100;

/** What the server rendered: a page, or neither for what the screen has to ask for itself. */
export interface FirstActivity {
  view: ActivityView;
  page: ActivityPage | null;
  /** Why the event of the address is not there: it is kept no longer, or may not be read. */
  missing: string | null;
}
