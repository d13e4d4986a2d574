import { changed, complaints, TEAM, validated } from "./config";

/** File that problems are in. */
export const place = "teams/festa.yaml";
/** Path of the service. */
export const app = "environments.production.services.app";

/** The service on Beanstalk, with a health path and more lines. */
export const on = (lines = "", team = TEAM) =>
  `${team}${`runtime: beanstalk\nhealthCheck: { path: /up }\n${lines}`
    .split("\n")
    .map((line) => `        ${line}\n`)
    .join("")}`;
/** What is said of the service with more lines. */
export const told = (lines: string, team = TEAM) => complaints(validated(on(lines, team)));
/** The key `beanstalk` with keys of its own. */
export const beanstalk = (keys: string) => `beanstalk: { ${keys} }`;
/** A team file with Ghost on Beanstalk. */
export const GHOST = changed(
  "        port: 8080\n",
  "        preset: ghost\n        mail: { from: a@example.net }\n",
).replace(/$/, "        runtime: beanstalk\n");
/** What is said of Ghost with more keys. */
export const ghost = (keys = "") =>
  complaints(validated(keys === "" ? GHOST : `${GHOST}        ${beanstalk(keys)}\n`));
/** What Beanstalk gets of a team file. */
export const planOf = (text: string) => validated(text).environments?.[0]?.services[0]?.beanstalk;
