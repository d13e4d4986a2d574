import { describe, expect, it } from "vitest";
import { changed, complaints, TEAM, validated } from "../../support/config";

const place = "teams/festa.yaml";
const environment = "environments.production";
const ZONE = ".example.net";
const host = (length: number) => `${"a".repeat(40)}.${"b".repeat(length - ZONE.length - 41)}${ZONE}`;
const hosts = (count: number) =>
  Array.from({ length: Math.ceil(count / 5) }, (_, service) => {
    const own = Array.from({ length: Math.min(5, count - service * 5) }, (_, i) => `h${service}${i}${ZONE}`);
    return `      s${service}: { image: "a/b:1", port: 80, hosts: [${own.join(", ")}] }\n`;
  }).join("");

describe("certificates", () => {
  it("accepts a domain of 64 characters and longer further names", () => {
    expect(complaints(validated(changed("festa.example.net", host(64))))).toEqual([]);
    expect(complaints(validated(`${TEAM}        hosts: [${host(80)}]\n`))).toEqual([]);
  });

  it("refuses a longer domain", () => {
    expect(complaints(validated(changed("festa.example.net", host(65))))).toEqual([
      `${place}:12:15 ${environment}.ingress.domain: is the first name of a certificate and has 65 characters, of 64 that AWS takes; got "${host(65)}". Choose a shorter name.`,
    ]);
  });

  it("accepts ten names, the domain included", () => {
    expect(complaints(validated(`${TEAM}${hosts(9)}`))).toEqual([]);
  });

  it("refuses eleven", () => {
    expect(complaints(validated(`${TEAM}${hosts(10)}`))).toEqual([
      `${place}:17:5 ${environment}.services: have 11 host names with the environment's domain, and a certificate has at most 10. Use fewer \`hosts:\`, or put services into another environment.`,
    ]);
  });
});
