import { CircleCheck, CircleX } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import type { Verdict } from "@/lib/reviews/verdict";

export function VerdictBadge({ verdict }: { verdict: Verdict }) {
  return verdict === "approved" ? (
    <Badge tone="success">
      <CircleCheck aria-hidden /> Approved
    </Badge>
  ) : (
    <Badge tone="danger">
      <CircleX aria-hidden /> Rejected
    </Badge>
  );
}
