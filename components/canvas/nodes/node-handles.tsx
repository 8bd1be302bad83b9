"use client";

import { Handle, Position } from "reactflow";
import { whyNotBlock } from "@/components/canvas/model/circle";
import { useModel } from "@/components/canvas/model/model";
import { useViewer } from "@/components/sync/viewer";

/** Where React Flow measures that lines begin and end: bare marks, since a thousand real handles cost as many components. */
export function LineEnds() {
  return (
    <>
      <i className="cv-end target" data-handlepos="left" />
      <i className="cv-end source" data-handlepos="right" />
    </>
  );
}

/** What one takes hold of and drops a line on: only under the pointer. */
export function NodeHandles({ id }: { id: number }) {
  const { canWrite } = useViewer();
  const { graph, stage } = useModel();
  const connecting = stage.connecting.get();
  const isSource = connecting?.from === id;
  if (!canWrite || (stage.hovered.get() !== id && !isSource)) return null;
  const refused = connecting && !isSource && whyNotBlock(graph, connecting.from, id) !== null;
  return (
    <>
      {connecting && !isSource ? (
        <Handle
          type="target"
          position={Position.Left}
          className="cv-handle-all"
          data-refused={refused || undefined}
        />
      ) : null}
      {!connecting || isSource ? (
        <Handle type="source" position={Position.Right} className="cv-handle" />
      ) : null}
    </>
  );
}
