import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { validate } from "../../config/validate";
import { complaints } from "../support/config";
import { temporaryRoot } from "../support/root";
import { ROOT, textOf } from "./sources";

const README = textOf("README.md");

describe("README.md", () => {
  it("shows a team file that is valid as it stands", () => {
    const [, team = ""] = /```yaml\n(# yaml-language-server[^`]*)```/.exec(README) ?? [];
    const root = temporaryRoot({ "platform.yaml": textOf("platform.yaml"), "teams/hello.yaml": team });
    const result = validate(root);
    expect(complaints(result).filter((line) => !line.startsWith("warning"))).toEqual([]);
    expect(result.environments?.map(({ stack }) => stack)).toEqual(["hello-development"]);
  });

  it("links to files that there are", () => {
    const links = [...README.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, target = ""]) => target);
    expect(links.length).toBeGreaterThan(10);
    expect(links.filter((target) => !existsSync(join(ROOT, target)))).toEqual([]);
  });

  it("names every command", () => {
    const commands = [...textOf("cli/program.ts").matchAll(/command\(\s*program,\s*"([a-z]+)"/g)].map(
      ([, name]) => name,
    );
    expect(commands.length).toBeGreaterThan(5);
    for (const name of commands) expect(README).toMatch(new RegExp(`\\| \`${name}[ \`]`));
  });
});
