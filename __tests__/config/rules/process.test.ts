import { describe, expect, it } from "vitest";
import { complaints, validated, withService } from "../../support/config";

const problemsOf = (lines: string) => complaints(validated(withService(lines)));

const SIDECAR = "sidecars: { setup: { image: example/setup:1.0.0";

describe("what a container waits for", () => {
  it("accepts a sidecar that has to end well first, and one that has to be healthy", () => {
    const check = 'containerHealthCheck: { command: [CMD, "true"] }';
    expect(problemsOf(`${SIDECAR} } }\ndependsOn: { setup: success }`)).toEqual([]);
    expect(problemsOf(`${SIDECAR}, ${check} } }\ndependsOn: { setup: healthy }`)).toEqual([]);
  });

  it.each([
    ["a container that is not there", "dependsOn: { setup: start }", "is not a container of the task"],
    ["itself", "dependsOn: { app: start }", "is the container itself"],
    [
      "the end of a container that ends the task",
      `${SIDECAR}, essential: true } }\ndependsOn: { setup: complete }`,
      "waits for the end of a container whose end ends the task",
    ],
    [
      "the end of the service's own container",
      `${SIDECAR}, dependsOn: { app: success } } }`,
      "waits for the end of a container whose end ends the task",
    ],
    [
      "a health that nothing checks",
      `${SIDECAR} } }\ndependsOn: { setup: healthy }`,
      "waits for a health that nothing checks",
    ],
    [
      "each other",
      `${SIDECAR}, dependsOn: { app: start } } }\ndependsOn: { setup: start }`,
      "leads in a circle: each of app, setup would wait for the others",
    ],
    [
      "anything on Beanstalk",
      `runtime: beanstalk\nhealthCheck: { path: /up }\n${SIDECAR} } }\ndependsOn: { setup: start }`,
      "is not known to Beanstalk",
    ],
  ])("refuses to wait for %s", (_, lines, message) => {
    expect(problemsOf(lines)).toEqual([expect.stringContaining(message)]);
  });
});

describe("stop signals", () => {
  it("accepts one with the entry point that the shell takes the place of", () => {
    expect(problemsOf("stopSignal: SIGQUIT\nentryPoint: [bundle, exec]\ncommand: [unicorn]")).toEqual([]);
  });

  it("refuses one where the image's entry point is not known", () => {
    expect(problemsOf("stopSignal: SIGQUIT\ncommand: [unicorn]")).toEqual([
      expect.stringContaining("takes the place of the image's entry point"),
    ]);
  });
});

describe("limits", () => {
  it("accepts a soft limit below the hard one", () => {
    expect(problemsOf("ulimits: { nofile: { soft: 1024, hard: 65536 } }")).toEqual([]);
  });

  it("refuses a soft limit above the hard one", () => {
    expect(problemsOf("ulimits: { nofile: { soft: 65536, hard: 1024 } }")).toEqual([
      expect.stringContaining("is above the hard limit of 1024"),
    ]);
  });
});

describe("places", () => {
  it("accepts scratch space, memory and mounts side by side, shared with a sidecar", () => {
    const lines = [
      "readonlyRootFilesystem: true",
      "mounts: { data: { path: /data } }",
      "scratch: { run: { path: /run/app } }",
      "tmpfs: { /tmp: { sizeMiB: 64 }, /dev/shm: { sizeMiB: 64 } }",
      "sidecars:",
      "  front:",
      "    image: example/front:1.0.0",
      "    scratch: { run: { path: /run/app, readOnly: true } }",
      "    mounts: { data: { path: /srv, readOnly: true } }",
    ];
    expect(problemsOf(lines.join("\n"))).toEqual([]);
  });

  it.each([
    [
      "two things in one place",
      "scratch: { a: { path: /tmp } }\ntmpfs: { /tmp/: { sizeMiB: 64 } }",
      "is also where a is mounted",
    ],
    ["scratch space over the image", "scratch: { a: { path: / } }", "would hide everything"],
    [
      "memory in the system's place",
      "tmpfs: { /proc/x: { sizeMiB: 64 } }",
      "belongs to the container's system",
    ],
    ["memory that takes all there is", "tmpfs: { /tmp: { sizeMiB: 1024 } }", "would take all the memory"],
    ["scratch space without a place", "scratch: { a: {} }", "`path:`"],
    [
      "a sidecar's mount that the service does not have",
      "mounts: { data: { path: /data } }\nsidecars: { front: { image: example/front:1.0.0, mounts: { date: { path: /srv } } } }",
      "is not a mount of the service",
    ],
  ])("refuses %s", (_, lines, message) => {
    expect(problemsOf(lines).join("\n")).toContain(message);
  });
});
