export { assetBucketName } from "./asset-bucket";
export { type Assets, PublicAssets, type PublicAssetsProps } from "./public-assets";
