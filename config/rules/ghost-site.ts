import type { Value } from "../container-plan";
import type { Environment, Service } from "../environment";
import type { Problem } from "../problem";
import type { Rule, Subject } from "./rule";

/** Below it Ghost answers 200 to the load balancer; elsewhere it sends HTTP on to HTTPS. */
const ANSWERS_OVER_HTTP = "/ghost/.well-known/";

/** Oldest major version that the preset's settings are for. */
const LEAST_MAJOR = 6;

const OFFICIAL_IMAGE =
  /^(?:docker\.io\/library\/|docker\.io\/|public\.ecr\.aws\/docker\/library\/)?ghost:(\d+)/;
const LOOPBACK = /^(localhost|127\.[\d.]+|::1|\[::1\])$/i;

/** What is written over the `ghost` preset leaves a Ghost that starts, becomes healthy and keeps its data. */
export const ghostSite: Rule = (subject) => {
  const sites = subject.environment.services.filter(({ preset }) => preset === "ghost");
  return [
    ...sites.flatMap((site) => [
      ...healthCheck(subject, site),
      ...settings(subject, site),
      ...image(subject, site),
      ...owner(subject, site),
    ]),
    ...sameSchema(subject, sites),
    ...firstVisitor(subject, sites),
  ];
};

function healthCheck(subject: Subject, { name, web, environment }: Service): Problem[] {
  if (web === undefined || !isHttps(environment["url"])) return [];
  const { path, successCodes } = web.healthCheck;
  const isRedirected = !path.startsWith(ANSWERS_OVER_HTTP) || environment["admin__url"] !== undefined;
  if (!isRedirected || takes(successCodes, 301)) return [];
  const place = ["services", name, "healthCheck"];
  const key = subject.written([...place, "path"]) === undefined ? "successCodes" : "path";
  const message = `never succeeds: the load balancer asks over HTTP, and a Ghost with an https address answers 301 on ${path}, not ${successCodes}`;
  const fix = "Remove it; the preset has a path and codes that work.";
  return [subject.problem([...place, key], { message, fix })];
}

function isHttps(url: Value | undefined): boolean {
  if (url === undefined || "service" in url) return false;
  return "from" in url || url.text.startsWith("https:");
}

/** Whether codes as in "200,300-399" hold one. */
function takes(codes: string, code: number): boolean {
  return codes.split(",").some((part) => {
    const [first = 0, last = first] = part.split("-").map(Number);
    return first <= code && code <= last;
  });
}

function settings(subject: Subject, { name, environment }: Service): Problem[] {
  const path = ["services", name, "environment"];
  const host = textOf(environment["server__host"]);
  const client = textOf(environment["database__client"]);
  const problems: Problem[] = [];
  if (host !== undefined && LOOPBACK.test(host)) {
    const message = "is an address that the load balancer does not reach";
    const fix = "Remove it; Ghost then listens on all addresses.";
    problems.push(subject.problem([...path, "server__host"], { message, got: host, fix }));
  }
  if (client !== undefined && client !== "mysql" && client !== "mysql2") {
    const message = "is not mysql, the only database that Ghost supports in production";
    const fix = "Remove it; the environment's database is Aurora MySQL.";
    problems.push(subject.problem([...path, "database__client"], { message, got: client, fix }));
  }
  return problems;
}

function image(subject: Subject, { name, image: written }: Service): Problem[] {
  const major = Number(OFFICIAL_IMAGE.exec(written)?.[1] ?? LEAST_MAJOR);
  if (major >= LEAST_MAJOR) return [];
  const message = `is Ghost ${major}, and the preset's health check and settings are those of Ghost ${LEAST_MAJOR}`;
  const fix = "Write a later version; Ghost is upgraded one major version at a time.";
  return [subject.problem(["services", name, "image"], { severity: "warning", message, got: written, fix })];
}

/** A user that is a number can be compared; names are the image's own. */
function owner(subject: Subject, { name, user = "", mounts }: Service): Problem[] {
  const [uid, gid] = user.replaceAll("root", "0").split(":");
  if (uid === undefined || !/^\d+$/.test(uid)) return [];
  return mounts
    .filter((mount) => mount.uid !== Number(uid) || (gid !== undefined && mount.gid !== Number(gid)))
    .map((mount) => {
      const message = `is not the owner of ${mount.path}, which is ${mount.uid}:${mount.gid}: Ghost sees its files as somebody else's`;
      const fix = "Write the same numbers in both, or remove them.";
      return subject.problem(["services", name, "user"], { severity: "warning", message, got: user, fix });
    });
}

/** Ghost keeps its tables in one schema and shares it with nobody. */
function sameSchema(subject: Subject, sites: readonly Service[]): Problem[] {
  const first = new Map<string, string>();
  return sites.flatMap(({ name, environment }) => {
    const place = ["host", "database"].map((key) => environment[`database__connection__${key}`]);
    const key = JSON.stringify(place);
    const other = first.get(key);
    if (other === undefined) first.set(key, name);
    if (other === undefined || subject.environment.database === undefined) return [];
    const message = `is a second Ghost in the schema ${schema(subject.environment, place[1])}, which is that of ${other}`;
    const fix = `Write \`database__connection__database: ${name.replaceAll("-", "_")}\` under \`environment:\`.`;
    return [subject.problem(["services", name, "preset"], { message, fix })];
  });
}

function schema({ database }: Environment, value: Value | undefined): string {
  return textOf(value) ?? database?.databaseName ?? "";
}

function firstVisitor(subject: Subject, sites: readonly Service[]): Problem[] {
  const { ingress } = subject.environment;
  const [site] = sites.filter(({ web }) => web !== undefined);
  if (site === undefined || ingress?.access.kind !== "public") return [];
  const message = `lets everybody in, and whoever first visits a new Ghost (${site.name}) becomes its owner`;
  const fix = "Until somebody is, write `public: false` and `allow:` with your own addresses.";
  return [subject.problem(["ingress", "public"], { severity: "warning", message, fix })];
}

function textOf(value: Value | undefined): string | undefined {
  return value !== undefined && "text" in value ? value.text : undefined;
}
