/** Shorter values are no secrets, and are found in every text. */
const SHORTEST_SECRET = 4;
/** Lines of a secret of several lines, as a key, are secrets of their own from this length on. */
const SHORTEST_LINE = 8;
/** The first characters of a secret, by which it is looked up. */
const HEAD = 4;
const FILTER_SIZE = 2 ** 16;

/** What stands where a secret was. */
export const MASK = "(sensitive)";

/**
 * Finds secrets in text, however many there are, in one pass: a small table of the first four characters says
 * where to look closer.
 */
export class SecretSet {
  private readonly filter = new Uint8Array(FILTER_SIZE);
  private readonly byHead = new Map<string, Map<number, Set<string>>>();

  /** @param secrets Values as Terraform has them; other spellings of them are found too. */
  constructor(secrets: Iterable<string>) {
    for (const secret of secrets) if (isSecret(secret)) for (const one of spellings(secret)) this.add(one);
  }

  /** Whether there is nothing to find. */
  get isEmpty(): boolean {
    return this.byHead.size === 0;
  }

  /** Whether a secret is in the text. */
  isIn(text: string): boolean {
    return this.firstFrom(text, 0, () => true);
  }

  /** The text without secrets. */
  mask(text: string): string {
    if (this.isEmpty || text.length < HEAD) return text;
    let masked = "";
    let from = 0;
    let hiddenUntil = 0;
    this.firstFrom(text, 0, (start, end) => {
      if (start >= hiddenUntil) {
        masked += text.slice(from, start) + MASK;
      }
      hiddenUntil = Math.max(hiddenUntil, end);
      from = hiddenUntil;
      return false;
    });
    return hiddenUntil === 0 ? text : masked + text.slice(from);
  }

  /** Calls `found` with the longest secret at each place, until it returns true. @returns whether it did */
  private firstFrom(text: string, start: number, found: (start: number, end: number) => boolean): boolean {
    if (this.isEmpty) return false;
    const { filter } = this;
    const last = text.length - HEAD;
    for (let at = start; at <= last; at++) {
      if (filter[slot(text, at)] !== 1) continue;
      const end = this.longestAt(text, at);
      if (end > at && found(at, end)) return true;
    }
    return false;
  }

  private longestAt(text: string, at: number): number {
    const lengths = this.byHead.get(text.slice(at, at + HEAD));
    let end = at;
    for (const [length, secrets] of lengths ?? []) {
      if (at + length > end && secrets.has(text.slice(at, at + length))) end = at + length;
    }
    return end;
  }

  private add(secret: string): void {
    const head = secret.slice(0, HEAD);
    this.filter[slot(secret, 0)] = 1;
    const lengths = this.byHead.get(head) ?? new Map<number, Set<string>>();
    this.byHead.set(head, lengths);
    const same = lengths.get(secret.length) ?? new Set();
    lengths.set(secret.length, same.add(secret));
  }
}

function slot(text: string, at: number): number {
  const low = text.charCodeAt(at) ^ (text.charCodeAt(at + 1) << 5);
  const high = (text.charCodeAt(at + 2) << 9) ^ (text.charCodeAt(at + 3) << 3);
  return (low ^ high) & (FILTER_SIZE - 1);
}

/** `true`, `null` and white space are sensitive now and then, and are no secrets. */
function isSecret(value: string): boolean {
  const trimmed = value.trim();
  return trimmed.length >= SHORTEST_SECRET && !/^(true|false|null|none)$/i.test(trimmed);
}

/** How a secret looks in other texts: in JSON, in an address of the web, in Base64, line by line. */
function spellings(secret: string): readonly string[] {
  const lines = secret.includes("\n")
    ? secret
        .split("\n")
        .map((line) => line.trim())
        .filter((line) => line.length >= SHORTEST_LINE)
    : [];
  const escaped = JSON.stringify(secret).slice(1, -1);
  const made = [
    secret,
    secret.trim(),
    escaped,
    JSON.stringify(escaped).slice(1, -1),
    htmlSafe(escaped),
    webSafe(secret),
    ...inBase64(secret),
    ...lines,
  ];
  return [...new Set(made)].filter((one) => one.length >= SHORTEST_SECRET);
}

/** As Terraform's `jsonencode` writes it. */
function htmlSafe(escaped: string): string {
  return escaped.replace(/[<>&]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

function webSafe(secret: string): string {
  return encodeURIComponent(secret.replace(/\p{Surrogate}/gu, "\ufffd"));
}

/**
 * Base64 of a text depends on where the secret lies in it: at three places it looks different. The first and the
 * last letters mix with the neighbours and are left out.
 */
function inBase64(secret: string): readonly string[] {
  const bytes = Buffer.from(secret, "utf8");
  if (bytes.length < 2 * SHORTEST_SECRET) return [bytes.toString("base64")];
  return [0, 1, 2].map((shift) => {
    const whole = Buffer.concat([Buffer.alloc(shift), bytes])
      .toString("base64")
      .replace(/=+$/, "");
    const start = shift === 0 ? 0 : shift + 1;
    const rest = (shift + bytes.length) % 3;
    return whole.slice(start, rest === 0 ? undefined : -1);
  });
}
