import { describe, expect, it } from "vitest";
import { app, beanstalk, ghost, on, place, planOf, told } from "../../support/beanstalk-team";
import { changed, complaints, TEAM, validated, withEnvironment, withService } from "../../support/config";

describe("a service on Beanstalk", () => {
  it("needs no more than its runtime", () => {
    expect(told("")).toEqual([]);
    expect(ghost()).toEqual([]);
  });

  it("has as many instances as it had tasks, with room to grow, of the smallest type that holds the task", () => {
    expect(planOf(on())).toMatchObject({
      platform: "64bit Amazon Linux 2023 v4.1.1 running ECS",
      instanceTypes: ["t3.small"],
      instances: { min: 2, max: 4 },
      deployment: { policy: "rolling-with-additional-batch" },
      managedUpdates: { start: "Sun:18:00", level: "minor" },
      worker: undefined,
    });
    expect(planOf(on("memoryMiB: 8192\ncpu: 2048\narchitecture: arm64"))?.instanceTypes).toEqual([
      "t4g.xlarge",
    ]);
  });

  it("keeps the defaults of what it writes in part, also where `none` was below", () => {
    expect(planOf(on(beanstalk("scaling: { upper: 70 }")))?.scaling).toEqual({
      metric: "cpu",
      upper: 70,
      lower: 20,
      periodMinutes: 5,
      step: 1,
      cooldownSeconds: 300,
    });
    expect(complaints(validated(on(beanstalk("managedUpdates: { level: patch }"))))).toEqual([]);
  });

  it("warns of keys that count on the other runtime only", () => {
    expect(told("platformVersion: LATEST\ndeployment: { maximumPercent: 150 }")).toEqual([
      `warning ${place}:23:26 ${app}.platformVersion: counts only with \`runtime: fargate\`. Remove it; instances have \`cluster: { image: … }\` or \`beanstalk: { platform: … }\`.`,
      `warning ${place}:24:9 ${app}.deployment: counts only with \`runtime: fargate\` or \`runtime: ec2\`. Remove it, or write \`beanstalk: { deployment: … }\`.`,
    ]);
    expect(complaints(validated(withService("beanstalk: { minInstances: 2 }")))).toEqual([
      `warning ${place}:21:9 ${app}.beanstalk: counts only with \`runtime: beanstalk\`. Remove it, or write \`runtime: beanstalk\`.`,
    ]);
  });

  it("refuses ECS Exec", () => {
    expect(told("exec: true")).toEqual([
      `${place}:23:15 ${app}.exec: is ECS Exec, which tasks on Beanstalk do not have. Remove it; open a shell on the instance with \`aws ssm start-session --target INSTANCE\`, then \`docker exec\`.`,
    ]);
    expect(told("exec: false")).toEqual([]);
  });

  it("refuses a shared load balancer", () => {
    expect(told(beanstalk("loadBalancer: shared"))).toEqual([
      `${place}:23:36 ${app}.beanstalk.loadBalancer: is not offered: address family (dualstack), certificate and firewall of a shared load balancer are not Beanstalk's to set; got "shared". Write \`dedicated\`, or remove it.`,
    ]);
    expect(told(beanstalk("loadBalancer: dedicated"))).toEqual([]);
  });

  it("refuses a platform that floats or is of another branch", () => {
    expect(told(beanstalk('platform: "64bit Amazon Linux 2 v3.5.7 running ECS"'))[0]).toMatch(
      /is not a complete platform version of the branch ECS on Amazon Linux 2023/,
    );
    expect(told(beanstalk('platform: "64bit Amazon Linux 2023 v4.0.9 running ECS"'))).toEqual([]);
  });

  it("refuses private instances without NAT, even with endpoints", () => {
    const text = changed(
      "      availabilityZones: [us-west-2a, us-west-2b]\n",
      "      availabilityZones: [us-west-2a, us-west-2b]\n      nat: none\n      endpoints: fargate\n",
    ).replace("example/app:1.0.0", "111122223333.dkr.ecr.us-west-2.amazonaws.com/app:1.0.0");
    expect(complaints(validated(on("", text)))).toEqual([
      `${place}:23:18 ${app}.runtime: is beanstalk, whose instances need more of AWS than \`endpoints: fargate\` leads to. Write \`nat: single\`, or \`placement: public\`, which gives tasks public addresses.`,
    ]);
    expect(complaints(validated(text))).toEqual([]);
  });
});

describe("the health path", () => {
  it("warns of a web service that has chosen none, because instances are replaced by it", () => {
    const text = withService("runtime: beanstalk");
    expect(complaints(validated(text))).toEqual([
      `warning ${place}:18:7 ${app}: is not written, so that instances on which "/" does not answer 200 are replaced. Write \`healthCheck: { path: … }\` with a path that tells whether the application works.`,
    ]);
    expect(complaints(validated(withService("healthCheck: { intervalSeconds: 20 }")))).toEqual([]);
  });

  it("refuses a timeout that only a target group of one's own takes", () => {
    const check = "healthCheck: { path: /up, intervalSeconds: 120, timeoutSeconds: 61 }";
    expect(complaints(validated(withService(`${check}\nruntime: beanstalk`)))[0]).toMatch(
      /timeoutSeconds: is longer than Beanstalk takes; got 61\. Write at most 60\./,
    );
    expect(complaints(validated(withService(check)))).toEqual([]);
  });
});

describe("tiers", () => {
  it("accepts a worker with a port, and one without", () => {
    expect(complaints(validated(withService("runtime: beanstalk\nbeanstalk: { tier: worker }")))).toEqual([]);
    const portless = TEAM.replace("        port: 8080\n", "");
    expect(complaints(validated(`${portless}        runtime: beanstalk\n`))).toEqual([]);
    expect(planOf(`${portless}        runtime: beanstalk\n`)?.worker).toMatchObject({ port: undefined });
  });

  it("refuses a web service without port or ingress", () => {
    const portless = TEAM.replace("        port: 8080\n", "");
    const text = `${portless}        runtime: beanstalk\n        beanstalk: { tier: web }\n`;
    expect(complaints(validated(text))).toEqual([
      `${place}:21:28 ${app}.beanstalk.tier: is web, but the service has no port. Write the \`port:\` that the container listens on, or \`tier: worker\`.`,
    ]);
    const closed = withService("runtime: beanstalk\nbeanstalk: { tier: web }").replace(
      / {4}ingress:[\s\S]*?(?= {4}database)/,
      "",
    );
    expect(complaints(validated(closed))[0]).toMatch(/tier: is web, but the environment has no ingress\./);
  });

  it("refuses what leads to a worker from outside", () => {
    expect(
      complaints(
        validated(withService("runtime: beanstalk\nhosts: [a.example.net]\nbeanstalk: { tier: worker }")),
      ),
    ).toEqual([
      `${place}:22:16 ${app}.hosts: leads nowhere: a worker takes messages from its queue only. Remove it, or write \`tier: web\`.`,
    ]);
  });
});

describe("host names of services with load balancers of their own", () => {
  const other = (lines: string) =>
    `${on()}      other:\n        image: example/other:1.0.0\n        port: 9000\n        healthCheck: { path: /up }\n${lines}`;

  it("accepts each with its own", () => {
    expect(
      complaints(validated(other("        runtime: beanstalk\n        hosts: [other.example.net]\n"))),
    ).toEqual([]);
    expect(complaints(validated(other("        hosts: [other.example.net]\n")))).toEqual([]);
  });

  it("refuses one host name of two services", () => {
    expect(complaints(validated(other("        runtime: beanstalk\n")))).toEqual([
      `${place}:24:7 environments.production.services.other: has the host name festa.example.net of app, but on Beanstalk a load balancer of its own. Write other \`hosts:\` for one of the two.`,
    ]);
    expect(complaints(validated(other("        paths: [/other/*]\n")))).toEqual([
      `${place}:18:7 ${app}: has the host name festa.example.net of other, but on Beanstalk a load balancer of its own. Write other \`hosts:\` for one of the two.`,
    ]);
  });

  it("refuses paths, which its load balancer does not tell apart", () => {
    expect(told("paths: [/app/*]")).toEqual([
      `${place}:23:16 ${app}.paths: cannot be chosen on Beanstalk: the service's own load balancer sends it everything. Remove it, and write \`hosts:\` to tell services apart.`,
    ]);
  });

  it("refuses a domain that no service answers at", () => {
    expect(told("hosts: [app.example.net]")).toEqual([
      `${place}:12:15 environments.production.ingress.domain: leads nowhere: every web service is on Beanstalk and has other host names; got "festa.example.net". Write it as one of a service's \`hosts\`, or leave out the \`hosts\` of one service.`,
    ]);
    expect(told("hosts: [app.example.net, festa.example.net]")).toEqual([]);
  });
});

describe("containers of an instance", () => {
  const sidecars = (text: string) => `sidecars: { ${text} }`;

  it("accepts links, and ports of their own", () => {
    expect(
      told(
        `links: [php]\n${sidecars("php: { image: a/php:1, port: 9000 }, redis: { image: a/redis:1, port: 6379 }")}`,
      ),
    ).toEqual([]);
  });

  it("refuses two containers on one port of the instance", () => {
    expect(
      told(
        sidecars(
          "a: { image: a/a:1, port: 80 }, b: { image: a/b:1, port: 81 }, c: { image: a/c:1, port: 81 }",
        ),
      ),
    ).toEqual([
      `${place}:23:46 ${app}.sidecars.a.port: is the port of the instance that app has already; got 80. Choose another port.`,
      `${place}:23:108 ${app}.sidecars.c.port: is the port of the instance that b has already; got 81. Choose another port.`,
    ]);
  });

  it("refuses two containers on one port of a task on Fargate", () => {
    expect(complaints(validated(withService(sidecars("a: { image: a/a:1, port: 8080 }"))))[0]).toMatch(
      /sidecars\.a\.port: is the port of the task that app has already; got 8080\./,
    );
    expect(complaints(validated(withService(sidecars("a: { image: a/a:1, port: 80 }"))))).toEqual([]);
  });

  it("refuses links to a missing container, to itself and in a circle", () => {
    expect(told(`links: [phq]\n${sidecars("php: { image: a/php:1 }")}`)).toEqual([
      `${place}:23:17 ${app}.links[0]: is not a container of the task; got "phq". Did you mean "php"?`,
    ]);
    expect(told("links: [db]")).toEqual([
      `${place}:23:17 ${app}.links[0]: is not a container of the task; got "db". Remove it; the task has no other container.`,
    ]);
    expect(told("links: [app]")[0]).toMatch(/links\[0\]: is the container itself/);
    expect(told(`links: [php]\n${sidecars("php: { image: a/php:1, links: [app] }")}`)[0]).toMatch(
      /links: lead in a circle: each of app, php would start after the others\./,
    );
  });

  it("refuses links on Fargate, where containers share one network", () => {
    const text = withService(`links: [php]\n${sidecars("php: { image: a/php:1 }")}`);
    expect(complaints(validated(text))).toEqual([
      `${place}:21:17 ${app}.links[0]: is a link, and containers on Fargate share one network; got "php". Remove it; reach the container at 127.0.0.1.`,
    ]);
  });

  it("refuses a container without memory, written or left over", () => {
    expect(told(sidecars("php: { image: a/php:1, memoryMiB: 0 }"))).toEqual([
      `${place}:23:55 ${app}.sidecars.php.memoryMiB: is below 16; got 0.`,
    ]);
    expect(told(`memoryMiB: 512\n${sidecars("php: { image: a/php:1, memoryMiB: 512 }")}`)).toEqual([
      `${place}:23:20 ${app}.memoryMiB: is 512, of which the sidecars take 512; the service itself needs at least 128 MiB. Write \`cpu: 512\` and \`memoryMiB: 640\`.`,
    ]);
  });

  it("counts no log router, because the agent reads the logs of an instance", () => {
    const datadog =
      "datadog: { site: datadoghq.com, apiKeySecret: arn:aws:ssm:us-west-2:111122223333:parameter/k }";
    const team = withEnvironment(datadog);
    expect(told("cpu: 384\nmemoryMiB: 640", team)).toEqual([]);
    expect(told("cpu: 300\nmemoryMiB: 640", team)[0]).toMatch(/cpu: is 300, of which the sidecars take 256;/);
  });

  it("refuses one name for two values that Beanstalk hands to all containers", () => {
    const arn = (name: string) => `arn:aws:ssm:us-west-2:111122223333:parameter/${name}`;
    const two = (first: string, second: string) =>
      told(
        `secrets: { TOKEN_OF: "${arn("a")}" }\nenvironment: { ${first} }\n${sidecars(`php: { image: a/php:1, ${second} }`)}`,
      );
    expect(two("A: x", `secrets: { TOKEN_OF: "${arn("a")}" }, environment: { A: y }`)).toEqual([]);
    expect(two("A: x", `secrets: { TOKEN_OF: "${arn("b")}" }`)[0]).toMatch(
      /sidecars\.php\.secrets\.TOKEN_OF: has another value in app, but Beanstalk hands a secret or a database address to all containers of an instance\. Use another name in one of the two\./,
    );
    expect(two("A: { from: database.host }", "environment: { A: { from: database.readerHost } }")[0]).toMatch(
      /sidecars\.php\.environment\.A: has another value in app/,
    );
  });
});

describe("instances", () => {
  it("accepts types that run the image and hold the task", () => {
    expect(told(beanstalk("instanceTypes: [t3.small, m5.large, i3en.large]"))).toEqual([]);
    expect(
      told(`architecture: arm64\n${beanstalk("instanceTypes: [t4g.small, m7g.large, c6gn.large]")}`),
    ).toEqual([]);
  });

  it("refuses a type of another architecture", () => {
    expect(told(beanstalk("instanceTypes: [t3.small, m7g.large]"))).toEqual([
      `${place}:23:48 ${app}.beanstalk.instanceTypes[1]: is arm64, and the image is built for x86_64; got "m7g.large". Write t3.small, or a larger type, or \`architecture: arm64\`.`,
    ]);
  });

  it("refuses a type that does not hold the task", () => {
    expect(told(beanstalk("instanceTypes: [t3.micro]"))).toEqual([
      `${place}:23:38 ${app}.beanstalk.instanceTypes[0]: has 2048 CPU units and 1024 MiB, of which the system keeps 512; the task needs 512 and 1024; got "t3.micro". Write t3.small, or a larger type.`,
    ]);
  });

  it("refuses bounds and scaling that contradict themselves", () => {
    expect(told(beanstalk("minInstances: 3, maxInstances: 2"))[0]).toMatch(
      /maxInstances: is below the least, which is 3; got 2\. Write at least 3\./,
    );
    expect(told(beanstalk("scaling: { upper: 20, lower: 20 }"))[0]).toMatch(
      /lower: is not below upper, which is 20/,
    );
    expect(told(beanstalk("scaling: { upper: 120 }"))[0]).toMatch(/upper: is above 100 per cent/);
    expect(
      complaints(
        validated(
          withService("runtime: beanstalk\nbeanstalk: { tier: worker, scaling: { metric: latency } }"),
        ),
      )[0],
    ).toMatch(/metric: is latency, which only a load balancer measures/);
    expect(told(beanstalk("scaling: { metric: latency, upper: 2, lower: 0.5 }"))).toEqual([]);
  });
});
