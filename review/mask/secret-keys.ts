/** Words that say that a value is secret, wherever in a name. */
const SECRET =
  /passw(or)?d|passphrase|(^|_)pwd($|_)|(^|_)pass$|secret|token|api_?key|access_?key|private_?key|encryption_?key|signing_?key|license_?key|credential|connection_?string|(^|_)dsn$|authorization|(^|_)salt$|(^|_)auth$|database_url/;

/** Names that speak of a secret and hold none. */
const ABOUT =
  /((creation|client|idempotency|request|next)_token|arn|arns|_id|ids|_name|names|version|versions|length|path|paths|type|types|enabled|policy|days|hours|minutes|seconds|ttl|expiry|expiration|count|prefix|file|url_suffix|kms_key|algorithm|format|location|usage|use|status|rotation|manager|endpoint|header|source|management|validity|key_spec|required|optional|size|limit|audience|issuer|field|column|class|mode|recovery_window_in_days|by|at|keys?_?only|region|access_key_id)$/;

/**
 * Whether a name, as `DB_PASSWORD` or `apiKey`, says that its value is a secret. `secret_arn` and
 * `passwordLength` do not.
 */
export function namesSecret(name: string): boolean {
  const known = cache.get(name);
  if (known !== undefined) return known;
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/[\s.-]+/g, "_")
    .toLowerCase();
  const answer = SECRET.test(words) && !ABOUT.test(words);
  if (cache.size < CACHE_SIZE) cache.set(name, answer);
  return answer;
}

/** Names of attributes come again and again. */
const cache = new Map<string, boolean>();
const CACHE_SIZE = 10_000;

/** Whether the value of such a name may be hidden: a reference to a secret is none. */
export function holdsSecret(value: unknown): value is string {
  return typeof value === "string" && value !== "" && !/^(arn:|ssm:|\/|true$|false$|\$\{)/.test(value);
}
