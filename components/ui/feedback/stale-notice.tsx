import { Button } from "@/components/ui/controls/button";
import { RelativeTime } from "@/components/ui/display/relative-time";
import { Callout } from "./callout";

type StaleNoticeProps = {
  /** What is old, as the subject of a sentence: "The costs". */
  what: string;
  /** When it was last current, in Unix milliseconds. */
  since: number;
  error: Error;
  pending?: boolean;
  onRetry: () => void;
};

/** Says that the data on the screen could not be refreshed, and how old it is. */
export function StaleNotice({ what, since, error, pending, onRetry }: StaleNoticeProps) {
  return (
    <Callout
      tone="warning"
      shape="bar"
      role="alert"
      actions={
        <Button size="sm" pending={pending} onClick={onRetry}>
          Try again
        </Button>
      }
    >
      {what} may be old, last read <RelativeTime time={since} />: {error.message}.
    </Callout>
  );
}
