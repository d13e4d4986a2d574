export { ciRolePath, PLAN_ROLE } from "../modules/platform/owner";
