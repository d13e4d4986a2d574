import { describe, expect, it } from "vitest";
import { changed, complaints, TEAM, validated } from "../../support/config";

const place = "teams/festa.yaml";
const environment = "environments.production";
const kept = (days: number, text = TEAM) =>
  changed("database: {}", `database: { backupRetentionDays: ${days} }`, text);
const staging = changed("class: production", "class: staging");

describe("backups of production", () => {
  it("accepts a week and more, and less in other classes", () => {
    expect(complaints(validated(kept(7)))).toEqual([]);
    expect(complaints(validated(kept(1, staging)))).toEqual([]);
  });

  it("refuses less than a week", () => {
    expect(complaints(validated(kept(6)))).toEqual([
      `${place}:15:38 ${environment}.database.backupRetentionDays: is below 7, the least in class production; got 6. Write at least 7, or another class.`,
    ]);
  });

  it("warns of files without backup, and not in other classes", () => {
    const none = (text = TEAM) => changed("files: {}", "files: { backup: false }", text);
    expect(complaints(validated(none()))).toEqual([
      `warning ${place}:16:22 ${environment}.files.backup: is false in class production: a file that is deleted is gone. Write \`backup: true\`.`,
    ]);
    expect(complaints(validated(none(staging)))).toEqual([]);
  });
});
