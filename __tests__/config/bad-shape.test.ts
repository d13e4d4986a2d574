import { describe, expect, it } from "vitest";
import {
  changed,
  complaints,
  PLATFORM,
  TEAM,
  validated,
  withEnvironment,
  withService,
} from "../support/config";

const place = "teams/festa.yaml";
const environment = "environments.production";
const app = `${environment}.services.app`;

const CASES: readonly (readonly [what: string, text: string, ...complaints: string[]])[] = [
  [
    "a misspelt key",
    changed("database:", "databse:"),
    `${place}:15:5 ${environment}.databse: is not a key here. Did you mean "database"?`,
  ],
  [
    "a merge key",
    changed("    class: production", "    <<: { a: b }\n    class: production"),
    `${place}:5:5 ${environment}["<<"]: is not a key here. The keys are: class, account, region, protect, encryption, network, ingress, database, files, assets, datadog, notifications, delivery, tags, runtime, cluster, services, extends.`,
  ],
  [
    "an account without quotes",
    changed('"111122223333"', "011122223333"),
    `${place}:6:14 ${environment}.account: is not an account number in quotes; got "011122223333". Put it in quotes: "011122223333".`,
  ],
  [
    "a number for text",
    changed("us-west-2\n", "5\n"),
    `${place}:7:13 ${environment}.region: is not text; got 5. Put it in quotes: "5".`,
  ],
  [
    "an unknown class",
    changed("class: production", "class: prod"),
    `${place}:5:12 ${environment}.class: is not one of "production", "staging", "development"; got "prod". Did you mean "production"?`,
  ],
  [
    "a part that is neither none nor a map",
    changed("database: {}", "database: yes"),
    `${place}:15:15 ${environment}.database: is not "none" or a map of keys; got "yes".`,
  ],
  [
    "a key without value",
    changed("database: {}", "database:"),
    `${place}:15:5 ${environment}.database: is empty. Write a value, or remove the key.`,
  ],
  [
    "wrong numbers, all of them",
    changed(
      "database: {}",
      'database: { minCapacityAcu: "many", maxCapacityAcu: 0.7, instances: 1.5, engine: mysql }',
    ),
    `${place}:15:33 ${environment}.database.minCapacityAcu: is not a number; got "many".`,
    `${place}:15:57 ${environment}.database.maxCapacityAcu: is not a multiple of 0.5; got 0.7.`,
    `${place}:15:73 ${environment}.database.instances: is not a whole number; got 1.5.`,
    `${place}:15:86 ${environment}.database.engine: is not "aurora-mysql"; got "mysql".`,
  ],
  [
    "numbers that are none",
    withService("cpu: .nan\nmemoryMiB: .inf"),
    `${place}:21:14 ${app}.cpu: is not a number; got ".nan".`,
    `${place}:22:20 ${app}.memoryMiB: is not a number; got ".inf".`,
  ],
  [
    "a choice of numbers",
    changed("files: {}", "files: { infrequentAccessAfterDays: 8 }"),
    `${place}:16:41 ${environment}.files.infrequentAccessAfterDays: is not "never", 1, 7, 14, 30, 60 or 90; got 8.`,
  ],
  [
    "a number out of bounds",
    withService("alarms: { cpuPercent: 0 }"),
    `${place}:21:31 ${app}.alarms.cpuPercent: is not above 0; got 0.`,
  ],
  [
    "a retention that CloudWatch lacks",
    withService("logRetentionDays: 31"),
    `${place}:21:27 ${app}.logRetentionDays: is not a retention that CloudWatch Logs has; got 31. Write one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653.`,
  ],
  [
    "text that is no CIDR block",
    changed("10.20.0.0/16", "hello"),
    `${place}:9:17 ${environment}.network.ipv4Cidr: is not a CIDR block; got "hello". Write an address and a prefix length, as in "10.20.0.0/16" or "2001:db8::/48".`,
  ],
  [
    "one availability zone",
    changed("[us-west-2a, us-west-2b]", "[us-west-2a]"),
    `${place}:10:26 ${environment}.network.availabilityZones: names fewer than two availability zones.`,
  ],
  [
    "a domain with a scheme",
    changed("festa.example.net", "https://Festa.example.net"),
    `${place}:12:15 ${environment}.ingress.domain: is not a DNS name in lower case; got "https://Festa.example.net". Write it like "blog.example.net", without scheme, wildcard or final dot.`,
  ],
  [
    "an image without version",
    changed("example/app:1.0.0", "example/app:latest"),
    `${place}:19:16 ${app}.image: is not pinned; got "example/app:latest". Name a version or a digest, as in "ghost:6.77.0-alpine"; \`latest\` changes under you.`,
  ],
  [
    "a name that AWS would refuse",
    changed("      app:", "      My_App:"),
    `${place}:18:7 ${environment}.services.My_App: is not a name in lower-case letters, digits and single hyphens that starts with a letter.`,
  ],
  [
    "a name that is too long",
    changed("      app:", `      ${"a".repeat(25)}:`),
    `${place}:18:7 ${environment}.services.${"a".repeat(25)}: is longer than 24 characters.`,
  ],
  [
    "variables of every wrong kind",
    withService(
      'environment: { A: , B: [1], "C-D": x, E: { form: database.host }, F: { from: database.hots } }',
    ),
    `${place}:21:24 ${app}.environment.A: is empty. Write a value, or remove the key.`,
    `${place}:21:32 ${app}.environment.B: is not text, a number, true or false or a map of keys; got a list.`,
    `${place}:21:37 ${app}.environment.C-D: is not the name of an environment variable.`,
    `${place}:21:47 ${app}.environment.E.from: is missing. Write \`from:\` with "service.url", "service.host", "database.host", "database.readerHost", "database.port", "database.name", "assets.url" or "assets.bucket".`,
    `${place}:21:52 ${app}.environment.E.form: is not a key here. Did you mean "from"?`,
    `${place}:21:86 ${app}.environment.F.from: is not one of "service.url", "service.host", "database.host", "database.readerHost", "database.port", "database.name", "assets.url", "assets.bucket"; got "database.hots". Did you mean "database.host"?`,
  ],
  [
    "a secret given as a value, without showing it",
    withService("secrets: { DB_PASSWORD: hunter2, X: { from: database.passwrd }, Y: 5 }"),
    `${place}:21:33 ${app}.secrets.DB_PASSWORD: is not a reference to a secret. Write an ARN, { secret: ARN, key: NAME } or { parameter: ARN }; a secret's value never belongs in this file.`,
    `${place}:21:53 ${app}.secrets.X.from: is not one of "database.username", "database.password". Did you mean "database.password"?`,
    `${place}:21:76 ${app}.secrets.Y: is not a reference to a secret. Write an ARN, { secret: ARN, key: NAME } or { parameter: ARN }; a secret's value never belongs in this file.`,
  ],
  [
    "a wrong Datadog site and a key given as a value",
    withEnvironment("datadog: { site: ap1.datadoghq.co, apiKeySecret: hunter2 }"),
    `${place}:16:22 ${environment}.datadog.site: is not one of "datadoghq.com", "us3.datadoghq.com", "us5.datadoghq.com", "datadoghq.eu", "ap1.datadoghq.com", "ap2.datadoghq.com", "ddog-gov.com"; got "ap1.datadoghq.co". Did you mean "ap1.datadoghq.com"?`,
    `${place}:16:54 ${environment}.datadog.apiKeySecret: is not a reference to a secret. Write an ARN, { secret: ARN, key: NAME } or { parameter: ARN }; a secret's value never belongs in this file.`,
  ],
  [
    "text that CDKTF would resolve, and text that cannot be seen",
    withService('environment: { A: "${TfToken[TOKEN.0]}", B: "a\\u202eb", C: "-1.8881545897087498e+289" }'),
    `${place}:21:27 ${app}.environment.A: holds "TfToken[" or a number that stands for one, which are reserved; got "\${TfToken[TOKEN.0]}". Remove it.`,
    `${place}:21:53 ${app}.environment.B: holds control, zero-width or bidirectional characters; got "a\\u{202e}b". Remove them.`,
    `${place}:21:68 ${app}.environment.C: holds "TfToken[" or a number that stands for one, which are reserved; got "-1.8881545897087498e+289". Remove it.`,
  ],
  [
    "a key that would repaint the terminal",
    withEnvironment('"a\\e[31m": 1'),
    `${place}:16:5 ${environment}["a\\u001b[31m"]: is not a key here. The keys are: class, account, region, protect, encryption, network, ingress, database, files, assets, datadog, notifications, delivery, tags, runtime, cluster, services, extends.`,
  ],
];

describe("a team file of the wrong shape", () => {
  it("accepts one without mistakes", () => {
    expect(complaints(validated(TEAM))).toEqual([]);
  });

  it.each(CASES)("refuses %s", (_what, text, ...expected) => {
    expect(complaints(validated(text))).toEqual(expected);
  });

  it("cuts long values", () => {
    const [complaint = ""] = complaints(validated(changed("us-west-2\n", `${"x".repeat(500)}\n`)));
    expect(complaint.length).toBeLessThan(200);
  });

  it("never says a word of the schema library", () => {
    const wrong = ["1", "[]", "{}", "true", "x", "{ a: { b: [] } }", "[{}]", '""', "-1", "null"];
    const keys = [...TEAM.matchAll(/^ +(\w+):/gm)].map(([, key = ""]) => key);
    for (const key of new Set(keys)) {
      for (const value of wrong) {
        const text = TEAM.replace(
          new RegExp(`^( +${key}:)[^\\n]*(\\n\\1? {9,}[^\\n]*)*`, "m"),
          `$1 ${value}`,
        );
        for (const line of complaints(validated(text))) {
          expect(line).not.toContain("\u0000");
          expect(line).not.toMatch(/invalid|expected|received|unrecogni[sz]ed|undefined|object|\bNaN\b/i);
        }
      }
    }
  });
});

describe("a platform file of the wrong shape", () => {
  const CASES: readonly (readonly [what: string, text: string, ...complaints: string[]])[] = [
    [
      "an account number that is none",
      PLATFORM.replace('"111122223333"', '"1"'),
      "platform.yaml:3:3 accounts.1: is not an account number of 12 digits.",
    ],
    [
      "an unknown class",
      `${PLATFORM}classes: { prod: {} }\n`,
      'platform.yaml:7:12 classes.prod: is not a key here. Did you mean "production"?',
    ],
    [
      "an unknown backend",
      `${PLATFORM}state: { backend: s4 }\n`,
      'platform.yaml:7:19 state.backend: is not "local", "s3" or "cloud"; got "s4". Did you mean "s3"?',
    ],
    [
      "half a backend",
      `${PLATFORM}state: { backend: s3 }\n`,
      "platform.yaml:7:1 state.bucket: is missing. Write `bucket:` with text.",
      "platform.yaml:7:1 state.region: is missing. Write `region:` with text.",
    ],
    [
      "services, which belong in team files",
      `${PLATFORM}defaults: { services: {} }\n`,
      "platform.yaml:7:13 defaults.services: is not a key here. The keys are: account, region, protect, encryption, network, ingress, database, files, assets, datadog, notifications, delivery, tags, runtime, cluster, serviceDefaults.",
    ],
    [
      "a missing key",
      PLATFORM.replace("organization: example\n", ""),
      "platform.yaml:1:1 organization: is missing. Write `organization:` with text.",
    ],
  ];

  it.each(CASES)("refuses %s", (_what, text, ...expected) => {
    expect(complaints(validated(TEAM, text))).toEqual(expected);
  });

  it("does not call team files wrong for what the platform file lacks", () => {
    expect(complaints(validated(changed("database", "databse"), "- x"))).toHaveLength(2);
  });
});
