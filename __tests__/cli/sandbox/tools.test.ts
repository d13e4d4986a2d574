import { afterEach, expect, test, vi } from "vitest";
import { findPython, isSupported } from "../../../cli/sandbox/python";
import { changes, requireTerraform } from "../../../cli/sandbox/terraform";

afterEach(() => {
  vi.unstubAllEnvs();
});

test("fails without Python or moto, and says what to install", () => {
  vi.stubEnv("PATH", "/nowhere");
  expect(() => findPython()).toThrow("pip install 'moto[server]>=5.2,<6'");
});

test("fails without terraform, and says where to get it", () => {
  vi.stubEnv("PATH", "/nowhere");
  expect(() => requireTerraform()).toThrow("https://developer.hashicorp.com/terraform/install");
});

test.each([
  ["5.2.0", true],
  ["5.12.1", true],
  ["5.1.22", false],
  ["6.0.0", false],
  ["4.9", false],
])("takes moto %s: %s", (version, supported) => {
  expect(isSupported(version)).toBe(supported);
});

test("counts neither reading nor leaving alone as a change", () => {
  const resource = (address: string, ...actions: string[]) => ({
    address,
    type: "aws_vpc",
    mode: "managed",
    change: { actions, before: null, after: null },
  });
  const plan = {
    resource_changes: [resource("a", "no-op"), resource("b", "read"), resource("c", "delete", "create")],
    output_changes: { url: { actions: ["update"] }, name: { actions: ["no-op"] } },
  };
  expect(changes(plan)).toEqual([
    { address: "c", actions: ["delete", "create"] },
    { address: "output.url", actions: ["update"] },
  ]);
});
