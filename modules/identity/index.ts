export type { Identity } from "./identity";
export { type PolicyStatement, policyJson } from "./policy";
export { ServiceRole, type ServiceRoleProps } from "./service-role";
