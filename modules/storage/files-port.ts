/** TCP port of NFS, to open with `service.firewall.allowTo(files.firewall, FILES_PORT)`. */
export const FILES_PORT = 2049;
