import { describe, expect, it } from "vitest";
import { changed, complaints, validated, withService } from "../../support/config";

const SECRETS = "secrets: { P: { from: database.password, user: app } }";
const problemsOf = (database: string, lines = SECRETS) =>
  complaints(validated(changed("database: {}", `database: ${database}`, withService(lines))));

describe("users of the database", () => {
  it("accepts one that a service reads the password of", () => {
    expect(problemsOf("{ users: { app: {} } }")).toEqual([]);
  });

  it.each([
    ["a user that the database does not have", "{ users: { ap: {} } }", "is not a user of the database"],
    ["a user where there are none", "{}", "Write `users: { app: {} }`"],
    ["the master by its name", "{ users: { admin: {} } }", "keeps for itself"],
    ["a name of RDS", "{ users: { rds_monitor: {} } }", "keeps for itself"],
    ["a name that would end a statement", '{ users: { "a\'b": {} } }', "is not a name"],
  ])("refuses %s", (_, database, message) => {
    expect(problemsOf(database).join("\n")).toContain(message);
  });

  it("refuses a service with the name of what belongs to a user", () => {
    const team = changed(
      "      app:\n        image",
      "      db-user-app:\n        image",
      withService(SECRETS),
    );
    const problems = complaints(validated(changed("database: {}", "database: { users: { app: {} } }", team)));
    expect(problems.join()).toContain("is what belongs to a user of the database is named");
  });
});
