import { renderNginx } from "../../templates/render";

/** Variable that the configuration of a front is handed over in. */
export const FRONT_CONFIG = "FRONT_CONFIG";

/** Puts the configuration where the image looks for it, then becomes nginx, which gets the signals of ECS. */
export const FRONT_COMMAND: readonly string[] = [
  "sh",
  "-c",
  `printf '%s' "$${FRONT_CONFIG}" > /etc/nginx/conf.d/default.conf && exec nginx -g 'daemon off;'`,
];

export interface FrontOptions {
  /** TCP port that nginx listens on. */
  readonly port: number;
  /** Base URL of the service's own container. */
  readonly upstream: string;
  /** CIDR blocks of clients that may come in. */
  readonly allow: readonly string[];
  /** IPv4 block of the network, which the load balancer's own requests come from. */
  readonly network: string;
}

/**
 * Configuration of an nginx that lets in only some clients. The client is the last address that the load
 * balancer has put into `X-Forwarded-For`; what a client writes there itself counts for nothing.
 *
 * @see https://nginx.org/en/docs/http/ngx_http_realip_module.html
 */
export function frontConfig(options: FrontOptions): string {
  return renderNginx("front/nginx.conf", { ...options });
}
