/** What follows from the engine version alone. Pure: config rules use it too. */

/** TCP port of the database. */
export const DATABASE_PORT = 3306;

/** Parameter group family of a version of Aurora MySQL. */
export type ParameterGroupFamily = "aurora-mysql8.0" | "aurora-mysql8.4";

interface EngineVersion {
  readonly family: ParameterGroupFamily;
  /** Numbers of the Aurora version after the MySQL version: 3.10.4, 8.4.8. */
  readonly aurora: readonly number[];
}

const VERSION = /^(8\.0|8\.4)\.mysql_aurora\.(\d+)\.(\d+)\.(\d+)$/;

function parse(version: string): EngineVersion {
  const match = VERSION.exec(version);
  if (match === null) {
    throw new Error(`Not a version of Aurora MySQL: ${version}. Write it like 8.0.mysql_aurora.3.10.4.`);
  }
  const [, mysql, ...aurora] = match;
  return { family: mysql === "8.4" ? "aurora-mysql8.4" : "aurora-mysql8.0", aurora: aurora.map(Number) };
}

/**
 * Parameter group family of an engine version.
 *
 * @throws Error when the text is no version of Aurora MySQL 3 or 8.4.
 */
export function parameterGroupFamily(version: string): ParameterGroupFamily {
  return parse(version).family;
}

/**
 * Whether a version can pause at 0 ACU: 3.08.0 and later, and all of 8.4.
 *
 * @throws Error when the text is no version of Aurora MySQL 3 or 8.4.
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2-auto-pause.html
 */
export function supportsAutoPause(version: string): boolean {
  const { family, aurora } = parse(version);
  const [major = 0, minor = 0] = aurora;
  return family === "aurora-mysql8.4" || major > 3 || (major === 3 && minor >= 8);
}

/** Capacity in ACU and the connections it allows, as AWS documents them; in ascending order. */
const CONNECTIONS = [
  [1, 90],
  [4, 135],
  [8, 1000],
  [16, 2000],
  [32, 3000],
  [64, 4000],
  [128, 5000],
] as const;

/**
 * Connections that a serverless instance accepts, from its *most* capacity; between two documented
 * capacities the value of the smaller one.
 *
 * @param maxCapacityAcu ACU, 1 to 256.
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2.setting-capacity.html#aurora-serverless-v2.max-connections
 */
export function maxConnections(maxCapacityAcu: number): number {
  const reached = CONNECTIONS.filter(([acu]) => acu <= maxCapacityAcu);
  return (reached.at(-1) ?? CONNECTIONS[0])[1];
}
