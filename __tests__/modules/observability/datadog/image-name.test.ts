import { describe, expect, it } from "vitest";
import { DATADOG_AGENT_IMAGE, datadogVersion, LOG_ROUTER_IMAGE } from "../../../../modules/observability";
import { imageName } from "../../../../modules/observability/datadog/image-name";

const DIGEST = `sha256:${"0123456789abcdef".repeat(4)}`;

describe("datadogVersion and imageName", () => {
  it.each([
    ["ghost:6.77.0-alpine", "6.77.0-alpine", "ghost"],
    ["nginx", "unknown", "nginx"],
    [`nginx@${DIGEST}`, "0123456789ab", "nginx"],
    [`nginx:1.29.3@${DIGEST}`, "1.29.3", "nginx"],
    ["registry.example.net:5000/team/blog:7", "7", "blog"],
    ["registry.example.net:5000/team/blog", "unknown", "blog"],
    [`111122223333.dkr.ecr.us-west-2.amazonaws.com/a/b@${DIGEST}`, "0123456789ab", "b"],
  ])("reads %s", (image, version, name) => {
    expect(datadogVersion(image)).toBe(version);
    expect(imageName(image)).toBe(name);
  });

  it.each([DATADOG_AGENT_IMAGE, LOG_ROUTER_IMAGE])("has the pinned default %s", (image) => {
    expect(image).toMatch(/^public\.ecr\.aws\/.+:\d+\.\d+\.\d+/);
  });
});
