export { CustomerKey, type CustomerKeyProps } from "./customer-key";
