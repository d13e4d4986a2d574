/** Tag of an image, or the start of its digest; the value of Datadog's tag `version`. */
export function datadogVersion(image: string): string {
  const { tag, digest } = imageParts(image);
  return tag ?? digest?.slice(0, 12) ?? "unknown";
}

/** Last word of an image's repository, such as `nginx`: Datadog picks a log pipeline by it. */
export function imageName(image: string): string {
  return imageParts(image).repository.split("/").at(-1) ?? image;
}

function imageParts(image: string) {
  const [named = image, digest] = image.split("@sha256:");
  // A colon before the last slash belongs to the registry's port.
  const colon = named.indexOf(":", named.lastIndexOf("/") + 1);
  return colon < 0
    ? { repository: named, tag: undefined, digest }
    : { repository: named.slice(0, colon), tag: named.slice(colon + 1), digest };
}
