import { describe, expect, it } from "vitest";
import { checkedLookup, checkWrittenAddress, type Resolve, receiversOf } from "./address";

const NONE = receiversOf([]);
const written = (address: string, listed = NONE) => {
  checkWrittenAddress(new URL(address), listed);
  return "allowed";
};

/** Looks a name up that resolves to these addresses; returns those that a connection may be made to. */
const looked = (addresses: string[], listed = NONE, host = "hooks.example.com") => {
  const resolve: Resolve = (_host, _options, done) =>
    done(
      null,
      addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 })),
    );
  return new Promise((pass, refuse) =>
    checkedLookup(443, listed, resolve)(host, { all: true }, (error, found) =>
      error ? refuse(error) : pass(found),
    ),
  );
};

describe("a receiver's address", () => {
  it.each([
    "http://127.0.0.1/hook",
    "http://127.1:8080/",
    "http://2130706433/",
    "http://0x7f.0.0.1/",
    "http://0177.0.0.1/",
    "http://0.0.0.0:3000/",
    "http://0/",
    "http://10.1.2.3/",
    "http://172.16.0.1/",
    "http://192.168.1.1/",
    "http://169.254.169.254/latest/meta-data/",
    "http://100.64.0.1/",
    "http://224.0.0.1/",
    "http://255.255.255.255/",
    "http://192.0.2.1/",
    "http://[::1]/",
    "http://[::]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:a9fe:a9fe]/",
    "http://[::127.0.0.1]/",
    "http://[64:ff9b::7f00:1]/",
    "http://[2002:7f00:1::]/",
    "http://[fe80::1]/",
    "http://[fec0::1]/",
    "http://[fd00::1]/",
    "http://localhost:9/hook",
    "http://LOCALHOST./",
    "http://hooks.localhost/",
  ])("is refused as written: %s", (address) => {
    expect(() => written(address)).toThrow(/no public address: list it in BATON_WEBHOOK_RECEIVERS/);
  });

  it.each(["https://example.com/hook", "http://8.8.8.8/", "https://[2606:4700::1111]:8443/"])(
    "is allowed as written: %s",
    (address) => expect(written(address)).toBe("allowed"),
  );

  it("is refused when any of the addresses of its name is private", async () => {
    await expect(looked(["93.184.216.34", "10.0.0.5"])).rejects.toThrow(
      "hooks.example.com is at 10.0.0.5, which is no public address",
    );
    await expect(looked(["::ffff:169.254.169.254"])).rejects.toThrow(/no public address/);
    await expect(looked(["2001:db8::1"])).rejects.toThrow(/no public address/);
    await expect(looked(["fe80::1%eth0"])).rejects.toThrow(/no public address/);
  });

  it("is connected to as it was checked", async () => {
    await expect(looked(["93.184.216.34", "2606:4700::1111"])).resolves.toEqual([
      { address: "93.184.216.34", family: 4 },
      { address: "2606:4700::1111", family: 6 },
    ]);
  });

  it("fails when its name has none", async () => {
    await expect(looked([])).rejects.toThrow("hooks.example.com has no address");
  });
});

describe("the operator's list of private receivers", () => {
  it("allows networks, addresses, hosts and domains, with their port if there is one", async () => {
    const listed = receiversOf([
      "10.1.0.0/16",
      "127.0.0.1:9000",
      "[fd00::/8]:80",
      "::1",
      "hooks.lan:443",
      "*.corp",
      "localhost:7",
    ]);
    expect(written("http://10.1.2.3/", listed)).toBe("allowed");
    expect(() => written("http://10.2.0.1/", listed)).toThrow();
    expect(written("http://127.0.0.1:9000/", listed)).toBe("allowed");
    expect(() => written("http://127.0.0.1:9001/", listed)).toThrow();
    expect(written("http://[fd12::1]/", listed)).toBe("allowed");
    expect(() => written("http://[fd12::1]:81/", listed)).toThrow();
    expect(written("http://[::1]:5/", listed)).toBe("allowed");
    expect(written("http://localhost:7/", listed)).toBe("allowed");
    await expect(looked(["192.168.0.9"], listed, "hooks.lan")).resolves.toHaveLength(1);
    await expect(looked(["192.168.0.9"], listed, "a.corp")).resolves.toHaveLength(1);
    await expect(looked(["192.168.0.9"], listed, "corp")).rejects.toThrow();
    await expect(looked(["192.168.0.9"], listed, "evilcorp")).rejects.toThrow();
    await expect(looked(["10.1.9.9", "10.2.9.9"], listed)).rejects.toThrow(/10\.2\.9\.9/);
  });

  it("allows nothing by an entry that is none", () => {
    for (const entry of ["", ":", "[", "http://127.0.0.1", "127.0.0.1/99", "*"])
      expect(() => written("http://127.0.0.1/", receiversOf([entry]))).toThrow();
  });
});
