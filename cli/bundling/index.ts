export { type BundleOptions, bundleCommand } from "./bundle";
export { type VerifyOptions, verifyCommand } from "./verify";
