/**
 * The JSON document in what a program printed: UTF-16 becomes UTF-8, and lines before the JSON, as wrappers of
 * Terraform print them, are passed over.
 *
 * @returns the bytes, and where the document starts in them; nothing when no line starts an object.
 */
export function findDocument(
  bytes: Uint8Array,
): { readonly bytes: Buffer; readonly start: number } | undefined {
  const text = asUtf8(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  const start = documentStart(text);
  return start === undefined ? undefined : { bytes: text, start };
}

/** By the byte order mark; the shell of Windows writes UTF-16. */
function asUtf8(bytes: Buffer): Buffer {
  const [first, second, third] = bytes;
  if (first === 0xff && second === 0xfe) return Buffer.from(bytes.toString("utf16le", 2), "utf8");
  if (first === 0xfe && second === 0xff) {
    const even = bytes.subarray(2, bytes.length - (bytes.length % 2));
    return Buffer.from(Buffer.from(even).swap16().toString("utf16le"), "utf8");
  }
  return first === 0xef && second === 0xbb && third === 0xbf ? bytes.subarray(3) : bytes;
}

const NEWLINE = 0x0a;
const OPEN_OBJECT = 0x7b;

/** The first line that begins with `{` and goes on as an object does. */
function documentStart(bytes: Buffer): number | undefined {
  let line = 0;
  while (line < bytes.length) {
    const at = afterSpace(bytes, line);
    if (bytes[at] === OPEN_OBJECT && isObject(bytes, at)) return at;
    const next = bytes.indexOf(NEWLINE, line);
    if (next < 0) return undefined;
    line = next + 1;
  }
  return undefined;
}

function isObject(bytes: Buffer, at: number): boolean {
  const next = bytes[afterSpace(bytes, at + 1)];
  return next === 0x22 || next === 0x7d;
}

function afterSpace(bytes: Buffer, from: number): number {
  let at = from;
  while (at < bytes.length && (bytes[at] ?? 0x21) <= 0x20) at++;
  return at;
}
