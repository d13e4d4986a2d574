import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { validate } from "../../config/validate";
import { changed, complaints, PLATFORM, TEAM, validated } from "../support/config";
import { temporaryRoot } from "../support/root";

const place = "teams/festa.yaml";
const noIndirection = "Write the value out, or share keys between environments with `extends`.";

const TEXTS: readonly (readonly [what: string, text: string, complaint: string])[] = [
  ["an empty file", "", `${place}:1:1: is empty.`],
  ["only a comment", "# soon\n", `${place}:1:1: is empty.`],
  ["a word", "hello\n", `${place}:1:1: is not a map of keys; got "hello".`],
  ["a list", "- a\n", `${place}:1:1: is not a map of keys; got a list.`],
  [
    "an open bracket",
    "team: [festa\nowners: x\n",
    `${place}:2:1: the indentation, or a bracket that was never closed, makes this unreadable. Indent with two spaces per level and close every bracket.`,
  ],
  [
    "an open quote",
    'team: "festa\n',
    `${place}:1:7: a double quote is opened here and never closed. Close it with " at the end of the value.`,
  ],
  [
    "an open quote that the next one closes",
    changed('[203.0.113.0/24, "2001:db8:42::/48"]', '["203.0.113.0/24,\n        "2001:db8:42::/48"]'),
    `${place}:14:15: a double quote is opened here and closed only on a later line. Close it with " at the end of the value.`,
  ],
  [
    "a NUL byte",
    changed("us-west-2\n", "us-\0west-2\n"),
    `${place}:7:16: holds a NUL byte, which cannot be seen. Remove it, and save the file as UTF-8.`,
  ],
  [
    "another control character",
    changed("us-west-2\n", "us-west-2\u001b\n"),
    `${place}:7:22: holds the control character U+001B, which cannot be seen. Remove it, and save the file as UTF-8.`,
  ],
  ["a tab", "team: festa\n\towners: x\n", `${place}:2:1: a tab is used as indentation. Indent with spaces.`],
  [
    "two keys on one line",
    changed("class: production", "class: production: x"),
    `${place}:5:12: two keys stand on one line. Put a value that holds ": " in quotes, or start a new line for the inner key.`,
  ],
  [
    "a character that starts nothing",
    "team: @festa\n",
    `${place}:1:7: a value without quotes cannot start with this character. Put the value in quotes.`,
  ],
  [
    "a second document",
    `${TEAM}---\nteam: other\n`,
    `${place}:21:1: holds more than one document. Remove the "---" and what follows it.`,
  ],
  [
    "a directive",
    `%YAML 1.1\n---\n${TEAM}`,
    `${place}:1:1: starts with a directive. Remove the lines that start with "%".`,
  ],
  [
    "an anchor",
    changed("[web-platform]", "&o [web-platform]"),
    `${place}:2:12 owners: has an anchor. ${noIndirection}`,
  ],
  ["an alias", changed("[web-platform]", "*o"), `${place}:2:9 owners: is an alias. ${noIndirection}`],
  [
    "a tag",
    changed("class: production", "class: !secret production"),
    `${place}:5:20 environments.production.class: has a tag. Remove the word that starts with "!".`,
  ],
  [
    "a duplicate key",
    changed("    region: us-west-2", "    region: us-west-2\n    region: us-east-1"),
    `${place}:8:5 environments.production.region: is written twice; the first is on line 7. Keep one of the two.`,
  ],
  [
    "a key that JavaScript keeps for itself",
    changed("    region: us-west-2", "    region: us-west-2\n    __proto__: { account: x }"),
    `${place}:8:5 environments.production.__proto__: is a reserved word. Choose another key.`,
  ],
  ["hostile nesting in brackets", `a: ${"[".repeat(500_000)}`, `${place}:1:1: is nested too deeply.`],
  ["hostile nesting in lists", `${"- ".repeat(500_000)}a`, `${place}:1:1: is nested too deeply.`],
  [
    "hostile nesting by indentation",
    Array.from({ length: 500 }, (_, depth) => `${" ".repeat(depth)}a:\n`).join(""),
    `${place}:202:1: is nested too deeply.`,
  ],
];

describe("a team file that is not YAML as wanted", () => {
  it.each(TEXTS)("refuses %s", (_what, text, complaint) => {
    expect(complaints(validated(text))).toEqual([complaint]);
  });

  it("refuses bytes that are not UTF-8, with their line", () => {
    const bytes = new Uint8Array([...new TextEncoder().encode("team: festa\n"), 0xff, 0xfe, 0x0a]);
    const root = temporaryRoot({ "platform.yaml": PLATFORM, "teams/festa.yaml": bytes });
    expect(complaints(validate(root))).toEqual([`${place}:2:1: is not UTF-8 text. Save it as UTF-8.`]);
  });

  it("takes a byte order mark and Windows line ends", () => {
    expect(complaints(validated(`\uFEFF${TEAM.replaceAll("\n", "\r\n")}`))).toEqual([]);
  });

  it("refuses a file above one MiB", () => {
    expect(complaints(validated(`${TEAM}# ${"x".repeat(1_048_576)}\n`))).toEqual([
      `${place}:1:1: is larger than 1048576 bytes. Split the team.`,
    ]);
  });
});

describe("the files of a root", () => {
  it("refuses a root without files", () => {
    expect(complaints(validate(temporaryRoot({})))).toEqual([
      "platform.yaml:1:1: is missing. Write it, or name the folder that holds it with --root.",
      'teams:1:1: is missing. Make the folder "teams" beside platform.yaml.',
    ]);
  });

  it("refuses a root that is no folder", () => {
    const root = join(temporaryRoot({ file: "x" }), "file");
    expect(complaints(validate(root))[0]).toMatch(/^platform\.yaml:1:1: is not a folder\./);
  });

  it("refuses files that would be overlooked and ignores what is no YAML", () => {
    const root = temporaryRoot({
      "platform.yaml": PLATFORM,
      "teams/festa.yml": TEAM,
      "teams/\u001b[31mX.yaml": TEAM,
      "teams/README.md": "#",
      "teams/.hidden.yaml": "-",
      "teams/.gitkeep": "",
      "teams/hello.json": "{}",
      "teams/sub/x.yaml": TEAM,
    });
    symlinkSync("someone@host.1", join(root, "teams", ".#festa.yaml"));
    const fix = 'which would be overlooked. Name it after the team, in lower case, as in "festa.yaml".';
    expect(complaints(validate(root))).toEqual([
      `teams:1:1: holds "\\u001b[31mX.yaml", ${fix}`,
      `teams:1:1: holds ".hidden.yaml", ${fix}`,
      `teams:1:1: holds "festa.yml", ${fix}`,
      `teams:1:1: holds "hello.json", ${fix}`,
      'teams:1:1: holds the folder "sub", which would be overlooked. Put the team files beside it, into "teams" itself.',
    ]);
  });

  it("refuses a folder with the name of a file", () => {
    const root = temporaryRoot({ "platform.yaml": PLATFORM });
    mkdirSync(join(root, "teams", "festa.yaml"), { recursive: true });
    expect(complaints(validate(root))).toEqual([`${place}:1:1: is not a file.`]);
  });

  it("refuses a link that leaves the root and follows one that does not", () => {
    const outside = temporaryRoot({ "secret.yaml": TEAM });
    const root = temporaryRoot({ "platform.yaml": PLATFORM, "teams/x": "", "shared/festa.yaml": TEAM });
    symlinkSync(join(outside, "secret.yaml"), join(root, "teams", "other.yaml"));
    symlinkSync(join(root, "shared", "festa.yaml"), join(root, "teams", "festa.yaml"));
    expect(complaints(validate(root))).toEqual([
      "teams/other.yaml:1:1: is a link that leaves the repository. Put the file itself here.",
    ]);
  });

  it("refuses a folder of teams that is a link out of the root, and follows one that is not", () => {
    const outside = temporaryRoot({ "festa.yaml": TEAM });
    const root = temporaryRoot({ "platform.yaml": PLATFORM });
    symlinkSync(outside, join(root, "teams"));
    expect(complaints(validate(root))).toEqual([
      "teams:1:1: is a link that leaves the repository. Put the folder itself here.",
    ]);
    const inside = temporaryRoot({ "platform.yaml": PLATFORM, "shared/festa.yaml": TEAM });
    symlinkSync(join(inside, "shared"), join(inside, "teams"));
    expect(complaints(validate(inside))).toEqual([]);
  });

  it("warns of a root without teams and of a team without environments", () => {
    const root = temporaryRoot({ "platform.yaml": PLATFORM, "teams/README.md": "#" });
    expect(complaints(validate(root))).toEqual([
      'warning teams:1:1: holds no team. Write one such as "teams/festa.yaml".',
    ]);
    expect(complaints(validated("team: festa\nowners: [a]\nenvironments: {}\n"))).toEqual([
      `warning ${place}:3:1 environments: is empty, so that nothing is written for this team. Write an environment, or remove the file.`,
    ]);
  });

  it("refuses a team whose name is not the file's", () => {
    expect(complaints(validated(changed("team: festa", "team: fiesta")))).toEqual([
      `${place}:1:7 team: is not the name of the file; got "fiesta". Write "festa", or rename the file to "fiesta.yaml".`,
    ]);
  });

  it("reports the problems of every file, in order", () => {
    const root = temporaryRoot({
      "platform.yaml": "organization: example\naccounts: {}\nzonez: {}\n",
      "teams/b.yaml": "team: b\n",
      "teams/a.yaml": "team: [\n",
    });
    writeFileSync(join(root, "teams", "c.yaml"), "{");
    expect(complaints(validate(root)).map((line) => line.split(": ")[0])).toEqual([
      "platform.yaml:3:1 zonez",
      "teams/a.yaml:2:1",
      "teams/b.yaml:1:1 environments",
      "teams/b.yaml:1:1 owners",
      "teams/c.yaml:1:2",
    ]);
  });
});
