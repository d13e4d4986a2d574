import { GitHubError } from "./github-error";
import type { Patience } from "./patience";
import { retryDelay } from "./retry-delay";

const PER_PAGE = 100;
const TIMEOUT_MS = 30_000;
/** Comments of a pull request end long before; a server that never ends must not hold us. */
const MOST_PAGES = 1_000;

export interface GitHubOptions {
  /** Where the REST API is, as in `https://api.github.com`. */
  readonly apiUrl: string;
  readonly token: string;
  readonly patience: Patience;
}

/** What is sent. */
type Method = "GET" | "POST" | "PATCH" | "DELETE";

/** An answer of GitHub. */
interface Answer {
  readonly json: unknown;
  readonly link: string;
}

/**
 * GitHub's REST API, at any address. Reads are repeated when they fail in passing. Writes are not: whoever writes
 * looks first whether the write is still wanted, and repeats both.
 *
 * @see https://docs.github.com/en/rest
 */
export class GitHub {
  private readonly base: string;

  /** @throws Error when the address would carry the token in clear over a network. */
  constructor(private readonly options: GitHubOptions) {
    this.base = checkedBase(options.apiUrl);
  }

  /** How long this run waits for GitHub. */
  get patience(): Patience {
    return this.options.patience;
  }

  /** Reads one object. */
  async read(path: string): Promise<unknown> {
    return (await this.patience.persist(() => this.send("GET", path))).json;
  }

  /**
   * Reads a list to its end. Pages are counted, because a link in an answer could lead the token to another host.
   */
  async readAll(path: string): Promise<readonly unknown[]> {
    const items: unknown[] = [];
    for (let page = 1; page <= MOST_PAGES; page += 1) {
      const query = `${path}?per_page=${PER_PAGE}&page=${page}`;
      const { json, link } = await this.patience.persist(() => this.send("GET", query));
      if (!Array.isArray(json)) throw new GitHubError(`GET ${path}: the answer is not a list`, 200);
      items.push(...json);
      const isLast = json.length < PER_PAGE && !/\brel="?next"?/.test(link);
      if (isLast || json.length === 0) break;
    }
    return items;
  }

  /** Writes once. */
  async write(method: Exclude<Method, "GET">, path: string, body?: object): Promise<unknown> {
    return (await this.send(method, path, body)).json;
  }

  private async send(method: Method, path: string, body?: object): Promise<Answer> {
    const response = await this.fetch(method, path, body);
    const text = await response.text().catch(() => undefined);
    if (text === undefined) throw this.failure(method, path, 0, "the answer broke off");
    if (!response.ok) throw this.failure(method, path, response.status, messageOf(text), response.headers);
    try {
      return { json: text === "" ? undefined : JSON.parse(text), link: response.headers.get("link") ?? "" };
    } catch {
      // A proxy between us and GitHub answers with a page of its own.
      throw this.failure(method, path, 502, "the answer is not JSON");
    }
  }

  private async fetch(method: Method, path: string, body?: object): Promise<Response> {
    try {
      return await fetch(`${this.base}${path}`, {
        method,
        headers: {
          accept: "application/vnd.github+json",
          authorization: `Bearer ${this.options.token}`,
          "user-agent": "teamstacks",
          "x-github-api-version": "2022-11-28",
          ...(body === undefined ? {} : { "content-type": "application/json" }),
        },
        body: body === undefined ? undefined : JSON.stringify(body),
        // Elsewhere is where the token does not belong, and a redirected write would arrive as a read.
        redirect: "manual",
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
    } catch (error) {
      throw this.failure(method, path, 0, reason(error));
    }
  }

  private failure(method: Method, path: string, status: number, message: string, headers?: Headers) {
    const header = (name: string) => headers?.get(name) ?? null;
    const delay = retryDelay({ status, header, message }, this.patience.failures, this.patience.now());
    const said = status === 0 ? message : `${status} ${message}`;
    return new GitHubError(`${method} ${path.replace(/\?.*/, "")}: ${said}`, status, delay);
  }
}

function checkedBase(apiUrl: string): string {
  if (!URL.canParse(apiUrl)) throw new Error(`The address of the API is not one: ${JSON.stringify(apiUrl)}`);
  const { protocol, hostname } = new URL(apiUrl);
  const isLoopback = ["localhost", "127.0.0.1", "[::1]"].includes(hostname);
  if (protocol !== "https:" && !(protocol === "http:" && isLoopback)) {
    throw new Error(`The address of the API must start with https://; got ${JSON.stringify(apiUrl)}`);
  }
  return apiUrl.replace(/\/+$/, "");
}

function messageOf(text: string): string {
  try {
    const { message } = JSON.parse(text) as { message?: unknown };
    if (typeof message === "string") return oneLine(message);
  } catch {
    // Not GitHub's own answer.
  }
  return "without a reason";
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) return oneLine(String(error));
  const { cause } = error;
  const detail =
    cause instanceof Error ? cause.message || String((cause as { code?: string }).code) : error.message;
  return oneLine(error.name === "TimeoutError" ? `no answer within ${TIMEOUT_MS / 1000} s` : detail);
}

/** A log line of GitHub Actions that starts with `::` is a command. */
function oneLine(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, " ").slice(0, 300);
}
