import { AUTHORITIES_HOST } from "./sources";

/*
 * What the three containers of a user's task run. They hand each other files in a directory that only the task has, in
 * the order prepare, apply, finish; each ends with an error when the one before it did not finish. They hold no "\${",
 * which Terraform would take for an expression.
 */

const AUTHORITIES = `https://${AUTHORITIES_HOST}/global/global-bundle.pem`;

const VERSION = (stage: string) =>
  `aws secretsmanager list-secret-version-ids --secret-id "$STORE" --output text \\
    --query "Versions[?VersionStages && contains(VersionStages, '${stage}')].VersionId | [0]"`;

/** Image with the AWS CLI: finds the password of a run that did not end, or makes one. */
export const PREPARE = `set -eu
umask 077
cd /work
pending=$(${VERSION("AWSPENDING")})
if [ "$pending" = None ]; then
  password=$(aws secretsmanager get-random-password --password-length 40 --exclude-punctuation \\
    --query RandomPassword --output text)
  printf '{"username":"%s","password":"%s"}' "$USER_NAME" "$password" > value.json
  pending=$(aws secretsmanager put-secret-value --secret-id "$STORE" --version-stages AWSPENDING \\
    --secret-string file://value.json --query VersionId --output text)
else
  password=$(aws secretsmanager get-secret-value --secret-id "$STORE" --version-id "$pending" \\
    --query SecretString --output text | sed -n 's/.*"password": *"\\([A-Za-z0-9]*\\)".*/\\1/p')
fi
case $password in
  '' | *[!A-Za-z0-9]*) echo "The secret holds no password of letters and digits." >&2; exit 1 ;;
esac
current=$(${VERSION("AWSCURRENT")})
printf '%s' "$pending" > pending
printf '%s' "$current" > current
printf '%s' "$password" > password
curl --fail --silent --show-error --retry 5 --output authorities.pem ${AUTHORITIES}
touch prepared
`;

/** Image with the MySQL client: gives the user the password, unless it has it, and the rights. */
export const APPLY = `set -eu
cd /work
[ -f prepared ] || { echo "There is no password; see the log of the container prepare." >&2; exit 1; }
connect() {
  mysql --host="$DATABASE_HOST" --port="$DATABASE_PORT" --user="$1" --connect-timeout=60 \\
    --ssl-mode=VERIFY_IDENTITY --ssl-ca=authorities.pem
}
password=$(cat password)
if ! echo 'DO 0;' | MYSQL_PWD=$password connect "$USER_NAME" 2> /dev/null; then
  printf '%s\\n' "$LOGIN_SQL" | sed "s/:password:/$password/g" | MYSQL_PWD=$MASTER_PASSWORD connect "$MASTER_USERNAME"
fi
printf '%s\\n' "$RIGHTS_SQL" | MYSQL_PWD=$MASTER_PASSWORD connect "$MASTER_USERNAME"
touch applied
`;

/** Image with the AWS CLI: makes the password the current one. */
export const FINISH = `set -eu
cd /work
[ -f applied ] || { echo "The database did not take the password; see the logs of prepare and apply." >&2; exit 1; }
pending=$(cat pending)
current=$(cat current)
move() { aws secretsmanager update-secret-version-stage --secret-id "$STORE" "$@" > /dev/null; }
if [ "$current" = None ]; then
  move --version-stage AWSCURRENT --move-to-version-id "$pending"
elif [ "$current" != "$pending" ]; then
  move --version-stage AWSCURRENT --move-to-version-id "$pending" --remove-from-version-id "$current"
fi
move --version-stage AWSPENDING --remove-from-version-id "$pending"
`;
