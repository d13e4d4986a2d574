/** Who may come in: everybody, or clients whose address is in one of the blocks. */
export type Access =
  | { readonly kind: "public" }
  | {
      readonly kind: "allow";
      /** IPv4 blocks, /1 to /32, host bits zero. */
      readonly ipv4: readonly string[];
      /** IPv6 blocks, /1 to /128, host bits zero. */
      readonly ipv6: readonly string[];
    };
