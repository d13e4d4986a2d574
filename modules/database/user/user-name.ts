/** What AWS calls what belongs to a user of the database: no service has such a name. */
export function databaseUserName(user: string): string {
  return `db-user-${user.replaceAll("_", "-")}`;
}
