import { describe, expect, it } from "vitest";
import { changed, validated } from "../support/config";

const blog = (lines = "", database = "{}", className = "staging") => {
  const text = changed(
    "class: production",
    `class: ${className}`,
    changed("database: {}", `database: ${database}`),
  );
  const ghost = text.replace(
    "        port: 8080\n",
    `        preset: ghost\n        mail: { from: blog@example.net }\n${lines}`,
  );
  return validated(ghost).environments?.[0]?.services[0];
};

describe("the Ghost preset", () => {
  it("is what Ghost needs in a container", () => {
    const service = blog("", "{}", "production");
    expect(service).toMatchObject({
      user: "1000:1000",
      cpu: 1024,
      memoryMiB: 2048,
      desiredCount: 1,
      singleton: true,
      deployment: { minimumHealthyPercent: 0, maximumPercent: 100 },
      stopTimeoutSeconds: 90,
      mailSenders: ["blog@example.net", "noreply@festa.example.net"],
      web: {
        port: 2368,
        healthCheck: { path: "/ghost/.well-known/jwks.json", successCodes: "200", gracePeriodSeconds: 600 },
      },
      mounts: [{ name: "content", path: "/var/lib/ghost/content", uid: 1000, gid: 1000, readOnly: false }],
      secrets: {
        database__connection__user: { from: "database.username" },
        database__connection__password: { from: "database.password" },
      },
    });
    expect(service?.healthCheck?.command.slice(0, 3)).toEqual(["CMD", "node", "-e"]);
    expect(service?.healthCheck).toMatchObject({
      intervalSeconds: 30,
      timeoutSeconds: 5,
      retries: 3,
      startPeriodSeconds: 300,
    });
    expect(service?.environment).toEqual({
      NODE_ENV: { text: "production" },
      database__client: { text: "mysql" },
      database__connection__database: { from: "database.name" },
      database__connection__host: { from: "database.host" },
      database__connection__port: { from: "database.port" },
      database__connection__ssl: { text: "Amazon RDS" },
      logging__transports: { text: '["stdout"]' },
      mail__from: { text: "blog@example.net" },
      mail__options__region: { text: "us-west-2" },
      mail__transport: { text: "SES" },
      url: { from: "service.url" },
    });
  });

  it("gives way to what is written", () => {
    const service = blog(
      "        cpu: 2048\n        memoryMiB: 4096\n        environment: { url: https://x.example.net, tags: a }\n",
    );
    expect(service).toMatchObject({ cpu: 2048, memoryMiB: 4096 });
    expect(service?.environment).toMatchObject({
      url: { text: "https://x.example.net" },
      tags: { text: "a" },
      NODE_ENV: { text: "production" },
    });
  });

  it("takes the redirect for healthy where the admin has an address of its own", () => {
    expect(
      blog("        environment: { admin__url: https://admin.example.net }\n")?.web?.healthCheck.successCodes,
    ).toBe("200,301");
  });

  it("lets a database pause, and waits for it", () => {
    expect(blog("", "{ minCapacityAcu: 0 }")?.environment).toMatchObject({
      database__pool__min: { text: "0" },
      database__connection__connectTimeout: { text: "60000" },
    });
    expect(blog()?.environment).not.toHaveProperty("database__pool__min");
  });

  it("turns codes for new devices off without mail", () => {
    const text = blog()?.environment;
    expect(text).not.toHaveProperty("security__staffDeviceVerification");
    const { environments } = validated(
      changed("        port: 8080\n", "        preset: ghost\n        mail: none\n"),
    );
    expect(environments?.[0]?.services[0]).toMatchObject({
      mailSenders: [],
      environment: { security__staffDeviceVerification: { text: "false" } },
    });
  });
});
