export { FileAlarms, type FileAlarmsProps } from "./file-alarms";
export { type FileGrant, FilePolicy, type FilePolicyProps } from "./file-policy";
export { PrivateBucket, type PrivateBucketProps } from "./private-bucket";
export {
  type AccessPoint,
  FILES_PORT,
  type FileOwner,
  SharedFiles,
  type SharedFilesProps,
} from "./shared-files";
