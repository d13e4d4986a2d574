export { FileAlarms, type FileAlarmsProps } from "./file-alarms";
export { type FileGrant, FilePolicy, type FilePolicyProps } from "./file-policy";
export { FILES_PORT } from "./files-port";
export { PrivateBucket, type PrivateBucketProps } from "./private-bucket";
export {
  type AccessPoint,
  type FileOwner,
  SharedFiles,
  type SharedFilesProps,
} from "./shared-files";
