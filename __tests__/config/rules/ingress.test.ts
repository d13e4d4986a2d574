import { describe, expect, it } from "vitest";
import { changed, complaints, TEAM, validated } from "../../support/config";

const place = "teams/festa.yaml";
const ingress = "environments.production.ingress";
const allow = (to: string) => changed('[203.0.113.0/24, "2001:db8:42::/48"]', to);
const access = (text: string) => validated(text).environments?.[0]?.ingress?.access;

describe("who may enter", () => {
  it("completes single addresses, spells blocks canonically and keeps each once", () => {
    const text = allow(
      '[203.0.113.7, 203.0.113.7/32, "2001:DB8:0:0::1", "2001:db8::1/128", "2001:db8:42:0::/48"]',
    );
    expect(access(text)).toEqual({
      kind: "allow",
      ipv4: ["203.0.113.7/32"],
      ipv6: ["2001:db8::1/128", "2001:db8:42::/48"],
    });
  });

  it("accepts everybody when that is said", () => {
    const text = changed('allow: [203.0.113.0/24, "2001:db8:42::/48"]', "public: true");
    expect(access(text)).toEqual({ kind: "public" });
    expect(
      access(
        `${TEAM}  open:\n    extends: production\n    account: "444455556666"\n    class: staging\n    ingress: { domain: open.example.net, public: true, allow: [] }\n`,
      ),
    ).toBeDefined();
  });

  it.each([
    ["0.0.0.0/0", 14, "0.0.0.0/0"],
    ["::/0", 14, "::/0"],
  ])("refuses %s without `public: true`", (block) => {
    expect(complaints(validated(allow(`["${block}", 203.0.113.0/24, "2001:db8:42::/48"]`)))).toEqual([
      `${place}:14:15 ${ingress}.allow[0]: lets everybody in; got "${block}". Write \`public: true\` and \`allow: []\` if that is meant; else name the blocks.`,
    ]);
  });

  it("refuses a list and everybody at once", () => {
    expect(complaints(validated(changed("      allow:", "      public: true\n      allow:")))).toEqual([
      `${place}:14:15 ${ingress}.public: is true although there is a list of who may enter. Write \`allow: []\` to let everybody in, or \`public: false\` to let in only the list.`,
    ]);
  });

  it("refuses an entrance for nobody", () => {
    const complaint = (at: string) =>
      `${place}:${at} ${ingress}.allow: lets nobody in. Write \`allow:\` with the blocks that may enter, or \`public: true\`.`;
    expect(complaints(validated(allow("[]")))).toEqual([complaint("14:14")]);
    expect(complaints(validated(changed('      allow: [203.0.113.0/24, "2001:db8:42::/48"]\n', "")))).toEqual(
      [complaint("11:5")],
    );
  });

  it.each([
    [
      "host bits",
      "203.0.113.9/24",
      'host bits are set; got "203.0.113.9/24". Write "203.0.113.0/24" for the block, or "203.0.113.9" for the one address.',
    ],
    [
      "IPv6 host bits",
      '"2001:db8::1/48"',
      'host bits are set; got "2001:db8::1/48". Write "2001:db8::/48" for the block, or "2001:db8::1" for the one address.',
    ],
    [
      "no block",
      "203.0.113.0/240",
      'is not a CIDR block; got "203.0.113.0/240". Write one like "203.0.113.0/24" or "2001:db8::/48".',
    ],
    [
      "IPv4 in IPv6",
      '"::ffff:203.0.113.7"',
      'is IPv4 written as IPv6, which no request comes from; got "::ffff:203.0.113.7". Write the IPv4 block itself.',
    ],
  ])("refuses %s", (_what, block, complaint) => {
    expect(complaints(validated(allow(`[${block}, 203.0.113.0/24, "2001:db8:42::/48"]`)))).toEqual([
      `${place}:14:15 ${ingress}.allow[0]: ${complaint}`,
    ]);
  });

  it("warns, with the consequence, of a list with one address family on a dual-stack load balancer", () => {
    expect(complaints(validated(allow("[203.0.113.0/24]")))).toEqual([
      `warning ${place}:14:14 ${ingress}.allow: names only IPv4 blocks, but the load balancer is dual-stack: browsers prefer IPv6, so that people of these networks who have IPv6 get 403. Add their IPv6 blocks, or write \`ipAddressType: ipv4\`.`,
    ]);
    expect(complaints(validated(allow('["2001:db8:42::/48"]')))).toEqual([
      `warning ${place}:14:14 ${ingress}.allow: names only IPv6 blocks: people without IPv6 get 403. Add their IPv4 blocks.`,
    ]);
  });

  it("accepts IPv4 blocks alone, and warns of IPv6 blocks, where the load balancer has only IPv4", () => {
    expect(complaints(validated(allow("[203.0.113.0/24]\n      ipAddressType: ipv4")))).toEqual([]);
    expect(
      complaints(validated(allow('[203.0.113.0/24, "2001:db8::/48"]\n      ipAddressType: ipv4'))),
    ).toEqual([
      `warning ${place}:14:14 ${ingress}.allow: names IPv6 blocks, but the load balancer has only IPv4, so that nobody enters by them. Remove them, or write \`ipAddressType: dualstack\`.`,
    ]);
  });
});

describe("host names", () => {
  it("accepts names in the zone and the zone itself", () => {
    expect(complaints(validated(changed("domain: festa.example.net", "domain: example.net")))).toEqual([]);
    expect(complaints(validated(`${TEAM}        hosts: [a.example.net, b.c.example.net]\n`))).toEqual([]);
  });

  it("refuses a zone that the platform does not have", () => {
    expect(complaints(validated(changed("zone: example.net", "zone: exampel.net")))).toEqual([
      `${place}:13:13 ${ingress}.zone: is not a zone of platform.yaml; got "exampel.net". Did you mean "example.net"?`,
    ]);
  });

  it("refuses names outside the zone", () => {
    const text = `${changed("domain: festa.example.net", "domain: festa.badexample.net")}        hosts: [a.example.org]\n`;
    expect(complaints(validated(text))).toEqual([
      `${place}:12:15 ${ingress}.domain: is not in the zone example.net; got "festa.badexample.net". Write a name such as "festa.example.net".`,
      `${place}:21:17 environments.production.services.app.hosts[0]: is not in the zone example.net; got "a.example.org". Write a name such as "a.example.net".`,
    ]);
  });
});

describe("routing", () => {
  const second = (lines: string) =>
    `${TEAM}      admin:\n        image: example/admin:1.0.0\n        port: 8081\n${lines}`;

  it("accepts services that differ in host or path", () => {
    expect(complaints(validated(second('        paths: ["/admin", "/admin/*"]\n')))).toEqual([]);
    expect(complaints(validated(second("        hosts: [admin.example.net]\n")))).toEqual([]);
  });

  it("refuses two services with one host and path", () => {
    expect(complaints(validated(second("")))).toEqual([
      `${place}:18:7 environments.production.services.app: claims festa.example.net/*, which admin has already. Give one of the two other \`paths\` or \`hosts\`.`,
    ]);
  });

  it("refuses two routes that get one listener priority by chance", () => {
    // Routes with one character after the slash share 1,800 priorities; 62 of them collide soon.
    const services = [..."abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"].map(
      (path, index) => `      s${index}: { image: "a/b:1", port: 80, paths: ["/${path}/${path}*"] }\n`,
    );
    const found = complaints(validated(`${TEAM}${services.join("")}`));
    expect(found.length).toBeGreaterThan(0);
    for (const line of found) {
      expect(line).toMatch(
        /paths: festa\.example\.net\/\S+ gets the listener priority of \S+, by chance\. Write "\S+\*\*" with two asterisks/,
      );
    }
  });

  it("warns above AWS's quota of listener rules", () => {
    const hosts = (n: number) => Array.from({ length: 5 }, (_, i) => `h${n}${i}.example.net`).join(", ");
    const services = Array.from(
      { length: 21 },
      (_, n) => `      s${n}: { image: "a/b:1", port: 80, hosts: [${hosts(n)}] }\n`,
    );
    expect(
      complaints(validated(`${TEAM}${services.join("")}`)).filter((line) => line.includes("listener rules")),
    ).toEqual([
      `warning ${place}:17:5 environments.production.services: make 106 listener rules, and AWS allows 100 per load balancer unless the quota is raised. Have the quota raised, or use fewer hosts and paths.`,
    ]);
  });
});
