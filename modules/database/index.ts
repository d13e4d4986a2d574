export { AuroraMysql, type AuroraMysqlProps } from "./aurora-mysql";
export type { Database } from "./database";
export { DatabaseAlarms, type DatabaseAlarmsProps } from "./database-alarms";
export { DATABASE_PORT, maxConnections, parameterGroupFamily, supportsAutoPause } from "./engine";
export { PasswordRotation, type PasswordRotationProps } from "./password-rotation";
export type { RedeployTarget } from "./redeploy-definition";
export { Redeployment, type RedeploymentProps } from "./redeployment";
export { DatabaseUser, type DatabaseUserProps } from "./user/database-user";
export { databaseUserName } from "./user/user-name";
