import type { Group } from "../verbs/verb";

/** A group that is loaded when it is called. */
export interface LazyGroup {
  name: string;
  about: string;
  /** Whether the keys of runs and agents may use any of it. */
  isForAll: boolean;
  load(): Promise<Group>;
}

/** Every group of commands, in the order of the help. */
export const GROUPS: readonly LazyGroup[] = [
  {
    name: "tasks",
    about: "create, claim, report, change and read tasks",
    isForAll: true,
    load: async () => (await import("./tasks")).group,
  },
  {
    name: "agents",
    about: "register, change and watch agents",
    isForAll: true,
    load: async () => (await import("./agents")).group,
  },
  {
    name: "workers",
    about: "the processes that work under agents' names: see, pause, drain and stop them",
    isForAll: true,
    load: async () => (await import("./workers")).group,
  },
  {
    name: "runs",
    about: "attempts at tasks",
    isForAll: true,
    load: async () => (await import("./work")).runs,
  },
  {
    name: "turns",
    about: "what agents are asked without a task",
    isForAll: true,
    load: async () => (await import("./turns")).turns,
  },
  {
    name: "fans",
    about: "one message to several agents, whose answers are compared",
    isForAll: true,
    load: async () => (await import("./turns")).fans,
  },
  {
    name: "contests",
    about: "the same work given to several agents, of which one is picked",
    isForAll: true,
    load: async () => (await import("./turns")).contests,
  },
  {
    name: "reviews",
    about: "work that waits for a verdict",
    isForAll: true,
    load: async () => (await import("./work")).reviews,
  },
  {
    name: "requests",
    about: "what agents ask of people",
    isForAll: true,
    load: async () => (await import("./requests")).requests,
  },
  {
    name: "work",
    about: "the work board: items under ids of your own",
    isForAll: true,
    load: async () => (await import("./workshop")).work,
  },
  {
    name: "profiles",
    about: "ways to work, from which agents are made",
    isForAll: true,
    load: async () => (await import("./workshop")).profiles,
  },
  {
    name: "store",
    about: "values that a project's agents and people share",
    isForAll: true,
    load: async () => (await import("./workshop")).store,
  },
  {
    name: "workflows",
    about: "workflows: defined once, run many times",
    isForAll: true,
    load: async () => (await import("./workflows")).workflows,
  },
  {
    name: "projects",
    about: "projects and their settings",
    isForAll: true,
    load: async () => (await import("./installation")).projects,
  },
  {
    name: "schedules",
    about: "tasks that are created again and again",
    isForAll: true,
    load: async () => (await import("./schedules")).schedules,
  },
  {
    name: "cron",
    about: "schedules in the words of Mission Control's command line",
    isForAll: true,
    load: async () => (await import("./schedules")).cron,
  },
  {
    name: "triggers",
    about: "tasks that are created when something happens",
    isForAll: false,
    load: async () => (await import("./triggers")).triggers,
  },
  {
    name: "keys",
    about: "API keys of people and scripts",
    isForAll: false,
    load: async () => (await import("./installation")).keys,
  },
  {
    name: "tokens",
    about: "tokens and cost",
    isForAll: true,
    load: async () => (await import("./installation")).tokens,
  },
  {
    name: "budgets",
    about: "what may be spent",
    isForAll: true,
    load: async () => (await import("./installation")).budgets,
  },
  {
    name: "events",
    about: "follow what happens",
    isForAll: true,
    load: async () => (await import("./installation")).events,
  },
  {
    name: "webhooks",
    about: "addresses that events are sent to",
    isForAll: false,
    load: async () => (await import("./webhooks")).webhooks,
  },
  {
    name: "backups",
    about: "automatic backups",
    isForAll: false,
    load: async () => (await import("./backups")).backups,
  },
  {
    name: "runtimes",
    about: "model providers and gateways",
    isForAll: false,
    load: async () => (await import("./installation")).runtimes,
  },
];
