/** The measures of the canvas in its own pixels, on the 4 px grid. The layout, the nodes and the export share them. */
export const LEAF = { width: 224, height: 88 } as const;
/** The head of an open container. */
export const HEAD = 76;
export const PADDING = 16;
export const GAP = { node: 16, group: 24, step: 40, wrap: 28, root: 48 } as const;
/** A row of steps goes no further, unless they are large themselves. */
export const ROW_WIDTH = 5 * LEAF.width + 4 * GAP.step;
/** How much wider than high a container is meant to be. */
export const SHAPE = 1.9;
/** More nodes than this are painted in one go from far, and only those in view are elements from near. */
export const CROWD = 200;
/** Below this zoom a node is a block that shows its status, and nothing that one would have to read. */
export const FAR_ZOOM = 0.4;
/** A crowd is painted in one go up to this zoom: what is then in view can be elements without costing frames. */
export const CROWD_ZOOM = 0.55;
/** Below this zoom small print cannot be read: a task is its sign and its title, in larger letters. */
const FINE_ZOOM = 0.7;
/** Below this one only the names of containers can be read. */
export const OUTLINE_ZOOM = 0.17;

/** For React Flow's store. */
export const isFine = ({ transform }: { transform: [number, number, number] }): boolean =>
  transform[2] >= FINE_ZOOM;
