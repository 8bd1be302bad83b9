import { describe, expect, it } from "vitest";
import { hostName, hostPolicy, readAllowedHosts } from "./hosts.mjs";

describe("the name of a host", () => {
  it("is read without its port, and not at all when it is malformed", () => {
    expect(
      ["Baton.Example:3000", "127.0.0.1", "[::1]:3000", "a_b", "baton.example."].map(hostName),
    ).toEqual(["baton.example", "127.0.0.1", "::1", "a_b", "baton.example"]);
    for (const malformed of ["a b", "a/b", "a@b", "[::1", "[zz]", "a:b", "a:123456", "-", "a,b"]) {
      expect(hostName(malformed), malformed).toBeNull();
    }
  });
});

describe("the hosts a server answers for", () => {
  const answers = (env, ...names) => names.map(hostPolicy(env));

  it("are this machine's own names, and no others", () => {
    const own = ["localhost", "baton.localhost", "127.0.0.1", "127.1.2.3", "::1"];
    expect(answers({}, ...own)).toEqual(own.map(() => true));
    const others = ["evil.example", "localhost.evil.example", "127.evil.example", "192.168.1.5"];
    expect(answers({}, ...others)).toEqual(others.map(() => false));
  });

  it("are the address it listens on, the one it is reached under, and those that are named", () => {
    const env = {
      HOST: "10.0.0.5",
      BATON_URL: "https://Baton.Example:8443/",
      BATON_ALLOWED_HOSTS: "agents.example, *.fleet.example",
    };
    expect(answers(env, "10.0.0.5", "baton.example", "agents.example", "a.fleet.example")).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(answers(env, "10.0.0.6", "fleet.example", "xfleet.example")).toEqual([
      false,
      false,
      false,
    ]);
    expect(answers({ BATON_ALLOWED_HOSTS: "*" }, "any.example")).toEqual([true]);
  });

  it("are every address, but not every name, when it listens on every address", () => {
    expect(answers({ HOST: "0.0.0.0" }, "192.168.1.5", "fd00::1", "evil.example")).toEqual([
      true,
      true,
      false,
    ]);
  });

  it("are not configured by what is no name", () => {
    expect(() => readAllowedHosts({ BATON_ALLOWED_HOSTS: "a.example,http://b.example" })).toThrow(
      /BATON_ALLOWED_HOSTS must be host names .* not "http:\/\/b.example"/,
    );
  });
});
