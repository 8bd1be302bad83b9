import { BatonError } from "./errors";
import { wireFields } from "./fields";
import type { Link } from "./link";
import type { CallOptions } from "./types";
import type { Store, Team } from "./verbs";

export function teamOf(link: Link): Team {
  const queryOf = async (options?: CallOptions) => {
    const id = await link.projectId(options);
    return id === undefined ? {} : { project_id: String(id) };
  };
  return {
    async agent(name, role, options = {}) {
      const body = agentFields(role, options);
      try {
        const made = { name, role: "agent", ...body };
        return (await link.post("/api/agents", { body: made }, options)).agent;
      } catch (error) {
        if (!isTaken(error)) throw error;
        const input = { path: { id: name }, body };
        return (await link.request("PATCH", "/api/agents/{id}", input, options)).agent;
      }
    },
    agents: async (options) =>
      (await link.request("GET", "/api/agents", { query: { limit: "500" } }, options)).agents.map(
        ({ name }) => name,
      ),
    async profile(name, role, options = {}) {
      const fields = { role, ...wireFields(options) };
      const project_id = await link.projectId(options);
      try {
        const body = { name, ...fields, project_id };
        return (await link.post("/api/profiles", { body }, options)).profile;
      } catch (error) {
        if (!isTaken(error)) throw error;
        const input = { path: { name }, query: await queryOf(options), body: fields };
        return (await link.request("PUT", "/api/profiles/{name}", input, options)).profile;
      }
    },
    async profiles(options) {
      const query = await queryOf(options);
      return (await link.request("GET", "/api/profiles", { query }, options)).profiles;
    },
    async fromProfile(profile, name, overrides = {}) {
      const input = {
        path: { name: profile },
        query: await queryOf(overrides),
        body: { name, ...wireFields(overrides) },
      };
      return (await link.post("/api/profiles/{name}/agents", input, overrides)).agent;
    },
  };
}

const isTaken = (error: unknown): boolean =>
  error instanceof BatonError && error.status === 409 && error.code === "conflict";

/** What an agent is told stands in its SOUL; how it works in its `config`, but for what has a column of its own. */
function agentFields(role: string, options: object) {
  const { runtime, budget_usd, daily_budget_usd, max_capacity, ...config } = wireFields(options);
  const own = { runtime, budget_usd, daily_budget_usd, max_capacity };
  const given = Object.entries(own).filter(([, value]) => value !== undefined);
  return { soul_content: role, config, ...Object.fromEntries(given) };
}

export function storeOf(link: Link): Store {
  const queryOf = async (options?: CallOptions) => {
    const id = await link.projectId(options);
    return id === undefined ? {} : { project_id: String(id) };
  };
  const store: Store = {
    async put(key, value, { version, ...options } = {}) {
      const input = { path: { key }, query: await queryOf(options), body: { value, version } };
      return (await link.request("PUT", "/api/store/{key}", input, options)).entry;
    },
    async get(key, fallback, options) {
      try {
        const input = { path: { key }, query: await queryOf(options) };
        return (await link.request("GET", "/api/store/{key}", input, options)).entry.value;
      } catch (error) {
        if (error instanceof BatonError && error.code === "not_found") return fallback;
        throw error;
      }
    },
    async store({ prefix, ...options } = {}) {
      const query = { prefix, ...(await queryOf(options)) };
      const all = [];
      let cursor: string | undefined;
      do {
        const page = { query: { ...query, cursor } };
        const answer = await link.request("GET", "/api/store", page, options);
        all.push(...answer.entries);
        cursor = answer.next_cursor ?? undefined;
      } while (cursor !== undefined);
      return all;
    },
    storeKeys: async (options) => (await store.store(options)).map(({ key }) => key),
    async storeDelete(key, options) {
      const input = { path: { key }, query: await queryOf(options) };
      await link.request("DELETE", "/api/store/{key}", input, options);
    },
  };
  return store;
}
