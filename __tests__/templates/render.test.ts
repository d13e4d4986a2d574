import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { renderShell, renderYaml } from "../../templates/render";

const text = fc.string({ unit: "grapheme" }).filter((each) => !each.includes("\0"));

describe("renderYaml", () => {
  it("hands every string over as it is, whatever is in it", () => {
    fc.assert(
      fc.property(text, text, (path, content) => {
        const config = renderYaml("beanstalk/files.config", {
          script: { path: `/${path}`, text: content },
          directories: [],
        });
        const { files, commands } = parse(config);
        expect(files[`/${path}`].content).toBe(content);
        expect(commands["20_files"].command).toBe(`/${path}`);
      }),
    );
  });

  it("fails when the data lacks a name", () => {
    expect(() => renderYaml("beanstalk/files.config", { directories: [] })).toThrow("not defined");
  });
});

describe("renderShell", () => {
  it("hands every string over as one word, whatever is in it", () => {
    fc.assert(
      fc.property(text, (script) => {
        const made = renderShell("beanstalk/files-hook.sh", { script });
        const word = made.slice(made.indexOf("exec ") + "exec ".length, -1);
        expect(word).toMatch(/^'(?:[^']|'\\'')*'$/);
        expect(word.slice(1, -1).replaceAll(`'\\''`, "'")).toBe(script);
      }),
    );
  });

  it("is read by a shell as it was meant", () => {
    const script = `it's $(id) "quoted" \`id\` \\ \${HOME}; rm -rf /\n#`;
    const made = renderShell("beanstalk/files-hook.sh", { script }).replace("exec ", "printf %s ");
    expect(execFileSync("bash", ["-c", made], { encoding: "utf8" })).toBe(script);
  });

  it("fails when the data lacks a name", () => {
    expect(() => renderShell("beanstalk/files-hook.sh", {})).toThrow("script");
  });
});
