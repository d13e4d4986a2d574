import { describe, expect, it } from "vitest";
import { FRONT_COMMAND, frontConfig } from "../../../modules/edge/front-config";

const CONFIG = frontConfig({
  port: 8080,
  upstream: "http://127.0.0.1:3000",
  allow: ["203.0.113.0/24", "2001:db8:42::/48"],
  network: "10.20.0.0/16",
});

describe("frontConfig", () => {
  it("lets in the blocks and the load balancer's health check, and nobody else", () => {
    const lines = CONFIG.split("\n").map((line) => line.trim());
    expect(lines.filter((line) => /^(allow|deny) /.test(line))).toEqual([
      'allow "203.0.113.0/24";',
      'allow "2001:db8:42::/48";',
      'allow "10.20.0.0/16";',
      "deny all;",
    ]);
  });

  it("takes the client from what the load balancer adds, and from nobody else", () => {
    expect(CONFIG).toContain('set_real_ip_from "10.20.0.0/16";');
    expect(CONFIG).toContain("real_ip_header X-Forwarded-For;");
    expect(CONFIG).not.toContain("real_ip_recursive");
  });

  it("sends requests on to the service", () => {
    expect(CONFIG).toContain("listen 8080;");
    expect(CONFIG).toContain('proxy_pass "http://127.0.0.1:3000";');
  });

  it("holds nothing that Terraform would read", () => {
    expect(CONFIG).not.toMatch(/[$%]\{/);
  });
});

describe("FRONT_COMMAND", () => {
  it("becomes nginx, so that signals reach it", () => {
    expect(FRONT_COMMAND.at(-1)).toMatch(/"\$FRONT_CONFIG" > \S+ && exec nginx -g 'daemon off;'$/);
  });
});
