import type { ServiceSpec } from "../spec/service";
import { BEANSTALK_SINGLETON } from "./beanstalk-singleton";

/** What a preset may look at. */
export interface PresetSurroundings {
  /** The service as written, above its defaults. */
  readonly service: ServiceSpec;
  readonly region: string | undefined;
  /** Least capacity of the environment's database; undefined without a database. */
  readonly minCapacityAcu: number | undefined;
}

/** Answers 200 without X-Forwarded-Proto, and 503 until Ghost has started; `/` answers 301 for ever. */
const HEALTH_PATH = "/ghost/.well-known/jwks.json";

/** Where Ghost listens unless it is told otherwise. */
const PORT = 2368;

/**
 * Ghost 6 in the keys that a team could write itself; whatever the team writes wins.
 *
 * @see https://docs.ghost.org/config
 */
export function ghost(surroundings: PresetSurroundings): ServiceSpec {
  const { service } = surroundings;
  const { port = PORT } = service;
  return {
    port,
    // The entry point crawls and chowns the whole content folder when it starts as root.
    user: "1000:1000",
    cpu: 1024,
    memoryMiB: 2048,
    // In-memory cache, scheduler and job queue: a site has exactly one Ghost.
    singleton: true,
    desiredCount: 1,
    deployment: { minimumHealthyPercent: 0, maximumPercent: 100 },
    beanstalk: BEANSTALK_SINGLETON,
    // Shutdown may take 60 seconds, and a kill during a migration leaves the database locked.
    stopTimeoutSeconds: 90,
    environment: {
      url: { from: "service.url" },
      NODE_ENV: "production",
      ...(port === PORT ? {} : { server__port: String(port) }),
      logging__transports: '["stdout"]',
      ...databaseVariables(surroundings),
      ...mailVariables(surroundings),
    },
    secrets: {
      database__connection__user: { from: "database.username" },
      database__connection__password: { from: "database.password" },
    },
    healthCheck: {
      path: HEALTH_PATH,
      // With an admin address of its own Ghost redirects the health check there.
      successCodes: service.environment?.["admin__url"] === undefined ? "200" : "200,301",
      intervalSeconds: 15,
      timeoutSeconds: 5,
      healthyThreshold: 2,
      unhealthyThreshold: 3,
      gracePeriodSeconds: 600,
    },
    containerHealthCheck: {
      command: ["CMD", "node", "-e", probe(port)],
      intervalSeconds: 30,
      timeoutSeconds: 5,
      retries: 3,
      startPeriodSeconds: 300,
    },
    mounts: { content: { path: "/var/lib/ghost/content", uid: 1000, gid: 1000 } },
  };
}

/** The image holds neither curl nor wget. */
function probe(port: number): string {
  const url = `http://127.0.0.1:${port}${HEALTH_PATH}`;
  return `fetch('${url}',{redirect:'manual'}).then(r=>process.exit(r.status<400?0:1),()=>process.exit(1))`;
}

type Variables = NonNullable<ServiceSpec["environment"]>;

function databaseVariables({ minCapacityAcu }: PresetSurroundings): Variables {
  const variables: Variables = {
    database__client: "mysql",
    database__connection__host: { from: "database.host" },
    database__connection__port: { from: "database.port" },
    database__connection__database: { from: "database.name" },
    // The name of mysql2's bundle of RDS certificate authorities, not a flag.
    database__connection__ssl: "Amazon RDS",
  };
  if (minCapacityAcu !== 0) return variables;
  // An open connection keeps the database awake, and waking takes longer than the default timeout.
  return { ...variables, database__pool__min: "0", database__connection__connectTimeout: "60000" };
}

function mailVariables({ service, region }: PresetSurroundings): Variables {
  if (service.mail === undefined) return {};
  // Without mail the code that Ghost sends to a new device would lock everybody out.
  if (service.mail === "none") return { security__staffDeviceVerification: "false" };
  // Without keys Ghost's SES transport uses the task's role.
  return {
    mail__transport: "SES",
    mail__from: service.mail.from,
    ...(region === undefined ? {} : { mail__options__region: region }),
  };
}
