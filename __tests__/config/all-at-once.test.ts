import { describe, expect, it } from "vitest";
import { explain } from "../../config/explain";
import { loadRoot } from "../../config/load";
import {
  changed,
  complaints,
  PLATFORM,
  TEAM,
  validated,
  withEnvironment,
  withService,
} from "../support/config";
import { temporaryRoot } from "../support/root";

const places = (text: string) => complaints(validated(text)).map((line) => line.split(": ")[0]);
const place = "teams/festa.yaml";
const environment = "environments.production";
const HOST_BITS = changed("10.20.0.0/16", "10.20.0.5/16");
const hostBits = `${place}:9:17 ${environment}.network.ipv4Cidr`;

describe("a mistake of shape", () => {
  it("does not hide what rules find elsewhere", () => {
    const text = changed(
      "port: 8080",
      'port: "80"',
      changed("us-west-2b", "us-east-1b", changed("festa.example.net", "festa.example.org", HOST_BITS)),
    );
    expect(complaints(validated(text))).toEqual([
      `${hostBits}: host bits are set; got "10.20.0.5/16". Write "10.20.0.0/16".`,
      `${place}:10:39 ${environment}.network.availabilityZones[1]: is not an availability zone of us-west-2; got "us-east-1b". The zones are: us-west-2a, us-west-2b, us-west-2c, us-west-2d.`,
      `${place}:12:15 ${environment}.ingress.domain: is not in the zone example.net; got "festa.example.org". Write a name such as "festa.example.net".`,
      `${place}:20:15 ${environment}.services.app.port: is not a number; got "80". Remove the quotes: 80.`,
    ]);
  });

  it.each([
    ["a number in quotes", changed("port: 8080", 'port: "80"', HOST_BITS), "20:15", "services.app.port"],
    ["a misspelt part", changed("database:", "databse:", HOST_BITS), "15:5", "databse"],
    ["a part without value", changed("files: {}", "files:", HOST_BITS), "16:5", "files"],
    ["a part of another kind", changed("files: {}", "files: yes", HOST_BITS), "16:12", "files"],
    ["an image without version", changed("app:1.0.0", "app", HOST_BITS), "19:16", "services.app.image"],
    ["a number for text", changed('"111122223333"', "111122223333", HOST_BITS), "6:14", "account"],
    ["a misspelt class", changed("class: production", "class: prod", HOST_BITS), "5:12", "class"],
    ["a number out of bounds", changed("port: 8080", "port: 99999", HOST_BITS), "20:15", "services.app.port"],
    ["a name in capitals", changed("domain: festa", "domain: Festa", HOST_BITS), "12:15", "ingress.domain"],
  ])("%s is told once, beside what else is wrong", (_what, text, at, path) => {
    const uses =
      "        environment: { HOST: { from: database.host }, URL: { from: service.url } }\n        mounts: { a: { path: /a } }\n";
    expect(new Set(places(`${text}${uses}`))).toEqual(
      new Set([`${place}:${at} ${environment}.${path}`, hostBits]),
    );
  });

  it("is told once when it leaves a gap that rules would stumble over", () => {
    const sized = "        healthCheck: { path: /up }\n        hosts: [a.example.net]\n";
    expect(places(`${changed("port: 8080", "port: http", HOST_BITS)}${sized}`)).toEqual([
      hostBits,
      `${place}:20:15 ${environment}.services.app.port`,
    ]);
    expect(places(withService("cpu: many\nmemoryMiB: 4096"))).toEqual([
      `${place}:21:14 ${environment}.services.app.cpu`,
    ]);
  });

  it("is told where it is written, and not of the environments that take it over", () => {
    const heir =
      "  rehearsal:\n    extends: production\n    network: { ipv4Cidr: 10.21.0.0/16 }\n    ingress: { domain: r.example.net }\n";
    const text = changed("[us-west-2a, us-west-2b]", "us-west-2a");
    expect(places(`${text}${heir}`)).toEqual([`${place}:10:26 ${environment}.network.availabilityZones`]);
    expect(places(`${text}${heir.replace("10.21.0.0", "10.21.0.1")}`)).toEqual([
      `${place}:10:26 ${environment}.network.availabilityZones`,
      `${place}:23:26 environments.rehearsal.network.ipv4Cidr`,
    ]);
  });

  it("never lets an environment through", () => {
    for (const text of [changed("port: 8080", 'port: "80"'), changed("database:", "databse:")]) {
      expect(validated(text).environments).toBeUndefined();
    }
  });

  it("leaves the rest to be explained", () => {
    const root = temporaryRoot({
      "platform.yaml": PLATFORM,
      "teams/festa.yaml": changed("port: 8080", "port: http"),
    });
    expect(explain(loadRoot(root), "festa", "production", "region")).toMatchObject([
      { key: "region", value: "us-west-2", file: place, line: 7 },
    ]);
  });
});

describe("what is nearly right", () => {
  const secret = (value: string) => complaints(validated(withService(`secrets: { KEY: "${value}" }`)));
  const key = `${place}:21:25 ${environment}.services.app.secrets.KEY`;
  const arn = "arn:aws:secretsmanager:us-west-2:111122223333:secret:app/key";

  it("is a secret's ARN without its suffix", () => {
    expect(secret(arn)).toEqual([
      `${key}: is the ARN of a secret without the hyphen and six characters that AWS adds to its name. Copy the complete ARN from Secrets Manager.`,
    ]);
  });

  it("is a secret's ARN with a key behind it", () => {
    expect(secret(`${arn}-a1B2c3:password::`)).toEqual([
      `${key}: is an ARN with a key or version behind it. Write { secret: ${arn}-a1B2c3, key: password }.`,
    ]);
    expect(secret(`${arn}-a1B2c3:password:AWSPREVIOUS:`)[0]).toMatch(/versionStage: AWSPREVIOUS }\.$/);
  });

  it("is the ARN of something else", () => {
    expect(secret("arn:aws:kms:us-west-2:111122223333:key/1")).toEqual([
      `${key}: is an ARN of kms, and secrets are in Secrets Manager or SSM. Write the ARN of the secret or parameter.`,
    ]);
  });

  it("is the password of the database in the wrong place", () => {
    const rds =
      "RDS makes the password and keeps it in Secrets Manager; a service gets it with `secrets: { NAME: { from: database.password } }`.";
    expect(complaints(validated(changed("database: {}", "database: { password: hunter2 }")))).toEqual([
      `${place}:15:17 ${environment}.database.password: is not a key here. ${rds}`,
    ]);
    expect(
      complaints(validated(withService("environment: { KEY: { from: database.password } }")))[0],
    ).toContain(`Write it under \`secrets\`: ${rds}`);
  });

  it("is a team with a number for a name", () => {
    expect(complaints(validated(changed("team: festa", "team: 123")))).toEqual([
      `${place}:1:7 team: is not a name in lower-case letters, digits and single hyphens that starts with a letter; got 123. Write one like "web" or "web-2".`,
    ]);
  });

  it("is a number or boolean in quotes", () => {
    expect(complaints(validated(withService('exec: "true"')))).toEqual([
      `${place}:21:15 ${environment}.services.app.exec: is not true or false; got "true". Remove the quotes: true.`,
    ]);
    expect(
      complaints(validated(changed("files: {}", 'files: { infrequentAccessAfterDays: "30" }')))[0],
    ).toMatch(/got "30"\. Remove the quotes: 30\.$/);
  });

  it("is a host name in capitals", () => {
    expect(complaints(validated(changed("domain: festa.example", "domain: Festa.Example")))).toEqual([
      `${place}:12:15 ${environment}.ingress.domain: is not a DNS name in lower case; got "Festa.Example.net". Write "festa.example.net".`,
    ]);
  });

  it("is text with half a character", () => {
    expect(complaints(validated(withService('environment: { A: "a\\ud800b" }')))).toEqual([
      `${place}:21:27 ${environment}.services.app.environment.A: holds control, zero-width or bidirectional characters; got "a\\ud800b". Remove them.`,
    ]);
  });

  it("is repeated only where it cannot be the secret itself", () => {
    for (const text of ["arn:aws:secretsmanager:hunter2", "hunter2", "arn:hunter2", `${arn}:hunter 2`]) {
      expect(secret(text).join()).not.toContain("hunter");
    }
    expect(
      complaints(validated(withEnvironment("datadog: { apiKeySecret: arn:aws:s3:::b }"))).join(),
    ).toContain("is an ARN of s3");
    expect(TEAM).not.toContain("hunter");
  });
});
