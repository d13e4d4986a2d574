import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { onTestFinished } from "vitest";

/** A comment as the server keeps it. */
export interface StoredComment {
  readonly id: number;
  readonly login: string;
  body: string;
  /** When it was last written; all are made at the same time. */
  updatedAt?: string;
}

const CREATED_AT = "2026-03-01T09:00:00Z";
const EDITED_AT = "2026-03-01T10:00:00Z";

/** What the server does instead of answering as usual. */
export type Fault =
  | { readonly status: number; readonly headers?: Record<string, string>; readonly message?: string }
  /** The connection breaks: before the work is done, or after it. */
  | { readonly breaks: "before" | "after" };

/** A request that arrived. */
export interface Arrived {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: Record<string, unknown>;
  readonly authorization: string | undefined;
}

const LONGEST_BODY = 65_536;

/**
 * GitHub's REST API as far as a comment needs it, on loopback: pull requests, their comments in pages of at most
 * 100 with a `Link` header, statuses, and the user of the token.
 */
export class GitHubServer {
  readonly comments: StoredComment[] = [];
  readonly statuses: Record<string, unknown>[] = [];
  readonly requests: Arrived[] = [];
  head = "a".repeat(40);
  /** Login of the token; a job's token has none. */
  user: string | undefined;
  /** Is asked before each request. */
  fault: (request: Arrived) => Fault | undefined = () => undefined;
  url = "";
  private lastId = 1_000;

  /** A server that listens until the test is over. */
  static async start(): Promise<GitHubServer> {
    const github = new GitHubServer();
    const server = createServer((request, response) => void github.serve(request, response));
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("no port");
    github.url = `http://127.0.0.1:${address.port}`;
    return github;
  }

  /** Adds a comment, as somebody else would. */
  add(login: string, body: string): StoredComment {
    this.lastId += 1;
    const comment = { id: this.lastId, login, body };
    this.comments.push(comment);
    return comment;
  }

  /** Requests as `METHOD path`, without pages. */
  get log(): string[] {
    return this.requests.map(({ method, path }) => `${method} ${path}`);
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const arrived = await read(request);
    this.requests.push(arrived);
    const fault = this.fault(arrived);
    if (fault !== undefined && "breaks" in fault) {
      if (fault.breaks === "after") this.answer(arrived);
      request.socket.destroy();
      return;
    }
    const answer =
      fault === undefined ? this.answer(arrived) : { ...fault, json: { message: fault.message ?? "fault" } };
    response.writeHead(answer.status, { "content-type": "application/json", ...answer.headers });
    response.end(answer.status === 204 ? undefined : JSON.stringify(answer.json));
  }

  private answer(request: Arrived): { status: number; json?: unknown; headers?: Record<string, string> } {
    if (request.authorization !== "Bearer secret-token")
      return { status: 401, json: { message: "Bad credentials" } };
    const { method, path, body } = request;
    const route = `${method} ${path.replace(/^\/repos\/acme\/live/, "")}`;
    if (route === "GET /user") {
      if (this.user !== undefined) return { status: 200, json: { login: this.user } };
      return { status: 403, json: { message: "Resource not accessible by integration" } };
    }
    if (route === "GET /pulls/7") return { status: 200, json: { number: 7, head: { sha: this.head } } };
    if (route === "GET /issues/7/comments") return this.page(request);
    if (route === "POST /issues/7/comments") return this.create(String(body.body));
    if (route.startsWith("POST /statuses/")) {
      this.statuses.push({ ...body, sha: path.split("/").at(-1) });
      return { status: 201, json: {} };
    }
    const [, change, id] = /^(PATCH|DELETE) \/issues\/comments\/(\d+)$/.exec(route) ?? [];
    const at = this.comments.findIndex((comment) => comment.id === Number(id));
    const comment = this.comments[at];
    if (comment === undefined) return { status: 404, json: { message: "Not Found" } };
    if (comment.login !== this.login) return { status: 403, json: { message: "Must be the author" } };
    if (change === "DELETE") this.comments.splice(at, 1);
    else Object.assign(comment, { body: String(body.body), updatedAt: EDITED_AT });
    return change === "DELETE" ? { status: 204 } : { status: 200, json: shown(comment) };
  }

  private get login(): string {
    return this.user ?? "github-actions[bot]";
  }

  private create(body: string) {
    if (body.length > LONGEST_BODY) return { status: 422, json: { message: "body is too long" } };
    return { status: 201, json: shown(this.add(this.login, body)) };
  }

  private page({ query, path }: Arrived) {
    const size = Math.min(Number(query.get("per_page") ?? 30), 100);
    const page = Number(query.get("page") ?? 1);
    const end = page * size;
    const next = `<${this.url}${path}?per_page=${size}&page=${page + 1}>; rel="next"`;
    const headers: Record<string, string> = end < this.comments.length ? { link: next } : {};
    return { status: 200, json: this.comments.slice(end - size, end).map(shown), headers };
  }
}

function shown({ id, login, body, updatedAt = CREATED_AT }: StoredComment) {
  const html_url = `https://github.example/acme/live/pull/7#issuecomment-${id}`;
  return { id, body, user: { login }, html_url, created_at: CREATED_AT, updated_at: updatedAt };
}

async function read(request: IncomingMessage): Promise<Arrived> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const url = new URL(request.url ?? "/", "http://loopback");
  return {
    method: request.method ?? "GET",
    path: url.pathname,
    query: url.searchParams,
    body: chunks.length === 0 ? {} : JSON.parse(Buffer.concat(chunks).toString()),
    authorization: request.headers.authorization,
  };
}
