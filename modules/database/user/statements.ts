/** What a user may do in the environment's schema: work with its data, or also change its tables. */
export type UserRights = "data" | "schema";

const DATA = [
  "SELECT",
  "INSERT",
  "UPDATE",
  "DELETE",
  "EXECUTE",
  "SHOW VIEW",
  "LOCK TABLES",
  "CREATE TEMPORARY TABLES",
];
const MORE_THAN_DATA = [
  "CREATE",
  "DROP",
  "REFERENCES",
  "INDEX",
  "ALTER",
  "CREATE VIEW",
  "CREATE ROUTINE",
  "ALTER ROUTINE",
  "EVENT",
  "TRIGGER",
];

/**
 * Gives a user the password that stands for `:password:`. The one before stays valid until the next, so that running
 * tasks go on.
 *
 * @param user Lower-case letters, digits and underscores.
 * @see https://dev.mysql.com/doc/refman/8.0/en/password-management.html#dual-passwords
 */
export function passwordSql(user: string): string {
  return [
    `CREATE USER IF NOT EXISTS '${user}'@'%' IDENTIFIED BY ':password:' REQUIRE SSL;`,
    `ALTER USER '${user}'@'%' IDENTIFIED BY ':password:' RETAIN CURRENT PASSWORD;`,
  ].join("\n");
}

/**
 * Gives a user its rights, and takes away what is more than them.
 *
 * @param user Lower-case letters, digits and underscores.
 * @param schema Letters, digits and underscores; an underscore would stand for any character.
 */
export function rightsSql(user: string, schema: string, rights: UserRights): string {
  const on = `ON \`${schema.replaceAll("_", "\\_")}\`.*`;
  if (rights === "schema") return `GRANT ALL PRIVILEGES ${on} TO '${user}'@'%';`;
  return [
    `GRANT ${DATA.join(", ")} ${on} TO '${user}'@'%';`,
    `REVOKE ${MORE_THAN_DATA.join(", ")} ${on} FROM '${user}'@'%';`,
  ].join("\n");
}
