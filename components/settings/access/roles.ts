/** The roles of people and of their keys. */
export const ROLES = [
  { value: "viewer", label: "Viewer", meaning: "Reads tasks, agents and events." },
  { value: "operator", label: "Operator", meaning: "Creates, claims, changes and finishes work." },
  { value: "admin", label: "Admin", meaning: "Everything, also projects, keys and users." },
] as const;
