import { describe, expect, it } from "vitest";
import { changed, complaints, validated } from "../../support/config";

const place = "teams/festa.yaml";
const allow = "environments.production.ingress.allow";
const allowed = (list: string) =>
  complaints(validated(changed('[203.0.113.0/24, "2001:db8:42::/48"]', `[${list}]`)));
const everybody = (family: string) =>
  `${place}:14:14 ${allow}: lets everybody in: its ${family} blocks together are all of ${family}. Write \`public: true\` and \`allow: []\` if that is meant; else name fewer blocks.`;

describe("blocks together", () => {
  it("accepts what leaves somebody out", () => {
    expect(allowed('0.0.0.0/1, 128.0.0.0/2, 192.0.0.0/4, "2001:db8:42::/48"')).toEqual([]);
    expect(allowed('203.0.113.0/24, "2000::/4"')).toEqual([]);
  });

  it.each([
    ["two halves", '0.0.0.0/1, 128.0.0.0/1, "2001:db8:42::/48"'],
    ["in any order, with overlaps", '192.0.0.0/2, 128.0.0.0/1, 0.0.0.0/2, 64.0.0.0/2, "2001:db8:42::/48"'],
    [
      "all but what nobody comes from",
      '1.0.0.0/8, 2.0.0.0/7, 4.0.0.0/6, 8.0.0.0/7, 11.0.0.0/8, 12.0.0.0/6, 16.0.0.0/4, 32.0.0.0/3, 64.0.0.0/2, 128.0.0.0/2, 192.0.0.0/3, "2001:db8:42::/48"',
    ],
  ])("refuses all of IPv4: %s", (_what, list) => {
    expect(allowed(list)).toEqual([everybody("IPv4")]);
  });

  it.each(['"::/1", "8000::/1"', '"2000::/3"', '"2000::/4", "3000::/4"'])(
    "refuses all of IPv6: %s",
    (list) => {
      expect(allowed(`203.0.113.0/24, ${list}`)).toEqual([everybody("IPv6")]);
    },
  );
});

describe("blocks that no request comes from", () => {
  it.each([
    ["10.0.0.0/8", "private"],
    ["192.168.1.0/24", "private"],
    ["100.64.0.0/10", "private"],
    ["169.254.0.0/16", "link-local"],
    ["127.0.0.1", "loopback"],
    ["fd00::/8", "private (ULA)"],
    ["fe80::/64", "link-local"],
  ])("warns of %s", (block, what) => {
    expect(allowed(`"${block}", 203.0.113.0/24, "2001:db8:42::/48"`)).toEqual([
      `warning ${place}:14:15 ${allow}[0]: is ${what}, and requests come to a public load balancer from public addresses, so that it lets nobody in; got "${block}". Write the public addresses of that network, those of its NAT.`,
    ]);
  });

  it("accepts public blocks beside them", () => {
    expect(allowed('11.0.0.0/8, 172.32.0.0/12, "2400::/12"')).toEqual([]);
  });
});
