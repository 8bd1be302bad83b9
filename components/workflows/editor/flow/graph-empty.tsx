import { Plus, TriangleAlert, Waypoints } from "lucide-react";
import { Button } from "@/components/ui/controls/button";
import { EmptyState } from "@/components/ui/feedback/empty-state";

interface GraphEmptyProps {
  isBroken: boolean;
  canWrite: boolean;
  onAdd: () => void;
}

/** In place of a graph without stages. */
export function GraphEmpty({ isBroken, canWrite, onAdd }: GraphEmptyProps) {
  if (isBroken) {
    return (
      <EmptyState
        icon={TriangleAlert}
        title="This is no YAML yet"
        description="The stages appear here once the marked line can be read."
      />
    );
  }
  return (
    <EmptyState
      icon={Waypoints}
      title="No stages yet"
      description="A stage is one step: an agent's prompt, a command, an approval, a wait. Add the first one here, or write it as YAML."
    >
      {canWrite ? (
        <Button variant="primary" onClick={onAdd}>
          <Plus className="size-4" />
          Add stage
        </Button>
      ) : null}
    </EmptyState>
  );
}
