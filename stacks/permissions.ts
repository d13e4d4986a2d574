import type { Service } from "../config/environment";
import type { Assets } from "../modules/assets";
import { s3FileStatements } from "../modules/compute";
import type { PolicyStatement } from "../modules/identity";

/** What the code of a service may do in AWS besides what every service may: what its file says, fetch its files, upload assets. */
export function permissions(service: Service, assets: Assets | undefined): PolicyStatement[] {
  return [
    ...service.permissions.map(
      ({ actions, resources }): PolicyStatement => ({
        Effect: "Allow",
        Action: actions,
        Resource: resources,
      }),
    ),
    ...(service.s3Files === undefined ? [] : s3FileStatements(service.s3Files)),
    ...(service.uploadsAssets && assets !== undefined ? uploading(assets.bucketArn) : []),
  ];
}

/** Nothing may be deleted: pages of the version before still ask for its assets. */
function uploading(bucketArn: string): PolicyStatement[] {
  return [
    { Sid: "ListAssets", Effect: "Allow", Action: "s3:ListBucket", Resource: bucketArn },
    {
      Sid: "UploadAssets",
      Effect: "Allow",
      Action: ["s3:PutObject", "s3:AbortMultipartUpload"],
      Resource: `${bucketArn}/*`,
    },
  ];
}
