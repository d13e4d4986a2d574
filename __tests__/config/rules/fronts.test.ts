import { describe, expect, it } from "vitest";
import { complaints, validated, withService } from "../../support/config";

const place = "environments.production.services.app";
const found = (lines: string) =>
  complaints(validated(withService(lines))).map((line) => line.replace(/teams\/festa\.yaml:\d+:\d+ /, ""));

describe("fronts", () => {
  it("accepts a front with a list, which then gets the requests", () => {
    const text = withService("port: 3000\nfront: { allow: [203.0.113.7] }").replace(
      "        port: 8080\n",
      "",
    );
    expect(complaints(validated(text))).toEqual([]);
    const [app] = validated(text).environments?.[0]?.services ?? [];
    expect(app?.web).toMatchObject({ container: "front", port: 8080 });
    expect(app?.sidecars).toMatchObject([{ name: "front", essential: true, port: 8080 }]);
    expect(app?.sidecars[0]?.environment["FRONT_CONFIG"]).toEqual({
      text: expect.stringContaining('allow "203.0.113.7/32";'),
    });
  });

  it("accepts one on instances, where it finds the service by a link", () => {
    const text = withService("runtime: ec2\nfront: { allow: [203.0.113.7] }");
    expect(complaints(validated(text)).filter((line) => !line.startsWith("warning"))).toEqual([]);
    const [app] = validated(text).environments?.[0]?.services ?? [];
    expect(app?.sidecars).toMatchObject([{ name: "front", links: ["app"] }]);
    expect(app?.sidecars[0]?.environment["FRONT_CONFIG"]).toEqual({
      text: expect.stringContaining('proxy_pass "http://app:8080";'),
    });
  });

  it("accepts its removal by an environment that extends another", () => {
    expect(found("front: none")).toEqual([]);
  });

  it("refuses a list that is empty or holds everybody", () => {
    expect(found("front: { port: 8888 }")).toEqual([
      `${place}.front.allow: lets nobody in. Write \`allow:\` with the blocks that may come in, or \`front: none\`.`,
    ]);
    expect(found('front: { port: 8888, allow: ["::/0"] }')).toEqual([
      `${place}.front.allow[0]: lets everybody in; got "::/0". Name the blocks, or write \`front: none\`.`,
    ]);
  });

  it("refuses blocks with host bits", () => {
    expect(found("front: { port: 8888, allow: [203.0.113.9/24] }")).toEqual([
      `${place}.front.allow[0]: host bits are set; got "203.0.113.9/24". Write "203.0.113.0/24" for the block, or "203.0.113.9" for the one address.`,
    ]);
  });

  it("refuses the service's own port", () => {
    expect(found("front: { allow: [203.0.113.0/24] }")).toEqual([
      `${place}.front.port: is the service's own port, and both listen in one network; got 8080. Write another \`front: { port: … }\`.`,
    ]);
  });

  it("refuses an image that private tasks cannot pull, at its own key", () => {
    const text = withService("front: { port: 8888, allow: [203.0.113.0/24] }").replace(
      "availabilityZones: [us-west-2a, us-west-2b]",
      "availabilityZones: [us-west-2a, us-west-2b]\n      nat: none\n      endpoints: fargate",
    );
    expect(complaints(validated(text)).join("\n")).toContain(
      `${place}.front.image: is not in ECR of us-west-2`,
    );
  });

  it("refuses another container of its name", () => {
    const lines = "front: { port: 8888, allow: [203.0.113.0/24] }\nsidecars: { front: { image: a/b:1 } }";
    expect(found(lines)).toContain(
      `${place}.front: needs the container name "front", which another container has. Rename the other container.`,
    );
  });

  it("refuses Beanstalk, where it would not stand in front", () => {
    const lines =
      "runtime: beanstalk\nhealthCheck: { path: /up }\nfront: { port: 8888, allow: [203.0.113.0/24] }";
    expect(found(lines)).toContain(
      `${place}.front: would not stand in front of the service on Beanstalk, so that everybody could come in. Remove it and restrict \`ingress: { allow: … }\`, or use another \`runtime\`.`,
    );
  });
});
